"""The paper's font: which characters it has, and a copy cut to the characters in use."""

import hashlib
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import uharfbuzz as hb

_PACKAGE, _FILE = "justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS = (400, 700)
_FEATURES = ("chws", "halt", "kern", "liga", "locl", "ccmp", "tnum")  # halt: what chws builds on


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Give the code points the font can show."""
    return frozenset(_face().unicodes)


def cut(text: str, cache: Path) -> dict[int, bytes]:
    """Give a TrueType file for each weight, holding only the characters of `text`.

    A cut is kept in `cache` under the hash of what it was made from.
    """
    wanted = "".join(sorted(set(text) | set(map(chr, range(0x20, 0x7F)))))
    return {weight: _kept(wanted, weight, cache) for weight in WEIGHTS}


def _kept(wanted: str, weight: int, cache: Path) -> bytes:
    key = hashlib.sha256(f"{hb.__version__} {_FEATURES} {weight} {wanted}".encode()).hexdigest()
    kept = cache / "fonts" / f"{key[:32]}.ttf"
    if kept.is_file():
        return kept.read_bytes()
    data = _cut(wanted, weight)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_bytes(data)
    part.replace(kept)  # whole or not at all
    return data


def _cut(wanted: str, weight: int) -> bytes:
    face = _face()
    keep = hb.SubsetInput()
    keep.unicode_set.update(map(ord, wanted))
    keep.pin_axis_location(face, "wght", weight)
    keep.layout_feature_tag_set.clear()
    keep.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    return bytes(hb.subset(face, keep).blob.data)


@lru_cache(maxsize=1)
def _face() -> hb.Face:
    with as_file(files(_PACKAGE).joinpath(_FILE)) as path:
        return hb.Face(hb.Blob.from_file_path(str(path)))
