"""The paper's font: which characters it has, and a copy cut to the characters in use."""

from functools import lru_cache
from importlib.resources import as_file, files

import uharfbuzz as hb

_PACKAGE, _FILE = "justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS = (400, 700)
_FEATURES = ("chws", "halt", "kern", "liga", "locl", "ccmp", "tnum")  # halt: what chws builds on


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Give the code points the font can show."""
    return frozenset(_face().unicodes)


def cut(text: str) -> dict[int, bytes]:
    """Give a TrueType file for each weight, holding only the characters of `text`."""
    wanted = set(map(ord, text)) | set(range(0x20, 0x7F))
    return {weight: _cut(wanted, weight) for weight in WEIGHTS}


def _cut(wanted: set[int], weight: int) -> bytes:
    face = _face()
    keep = hb.SubsetInput()
    keep.unicode_set.update(wanted)
    keep.pin_axis_location(face, "wght", weight)
    keep.layout_feature_tag_set.clear()
    keep.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    return bytes(hb.subset(face, keep).blob.data)


@lru_cache(maxsize=1)
def _face() -> hb.Face:
    with as_file(files(_PACKAGE).joinpath(_FILE)) as path:
        return hb.Face(hb.Blob.from_file_path(str(path)))
