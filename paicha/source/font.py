"""The paper's fonts: which characters they have, and copies cut to the characters in use."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from paicha.source.behind import BEHIND, OWN, opened

_FEATURES = ("chws", "halt", "kern", "liga", "locl", "ccmp", "tnum")  # halt: what chws builds on
FAMILY = "Paper"  # what styles call our fonts, and PDFs with them: no other name may be there
WEIGHTS = (400, 700)
TITLE = 900  # the weight that stands for a title's own font
# What steers a line and is never drawn: isolates around what is read from the right.
STEERING = frozenset("\t\n\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The office's own font files; None: the font by pip, at the weight of that part.

    `behind` names the faces that a document needs besides, for what these lack.
    """

    body: Path | None = None
    heading: Path | None = None
    title: Path | None = None
    behind: tuple[str, ...] = ()

    def by_weight(self) -> dict[int, Path | None]:
        """Give the file of each weight that styles may ask for; a title's only where it has one."""
        found: dict[int, Path | None] = dict(zip(WEIGHTS, (self.body, self.heading), strict=True))
        return {**found, TITLE: self.title} if self.title else found

    def digest(self) -> str:
        """Give a hash of the files' content; nothing where none is named."""
        named = [(str(weight), path) for weight, path in self.by_weight().items()]
        named += [(one.id, one.on_system) for one in BEHIND if one.id in self.behind]
        return " ".join(f"{name} {_hash(path, _saved(path))}" for name, path in named if path)


OURS = Fonts()


def characters(fonts: Fonts = OURS) -> frozenset[int]:
    """Give the code points that both body and heading can show."""
    return _in_both(_face(fonts.body), _face(fonts.heading))


def lacking(text: str, fonts: Fonts = OURS) -> frozenset[str]:
    """Give the characters of a text that these fonts cannot show."""
    return without(text, characters(fonts))


def without(text: str, has: frozenset[int]) -> frozenset[str]:
    """Give the characters of a text that are drawn and not among some code points."""
    return frozenset(char for char in set(text) - STEERING if ord(char) not in has)


def cut(text: str, fonts: Fonts = OURS) -> dict[int, bytes]:
    """Give a font file for each weight, holding only the characters of `text`."""
    wanted = set(map(ord, text)) | set(range(0x20, 0x7F))
    return {weight: _cut(wanted, weight, path) for weight, path in fonts.by_weight().items()}


def is_font(path: Path) -> bool:
    """Tell whether a file is a font that can be read."""
    return bool(_face(path).unicodes)


def _cut(wanted: set[int], weight: int, path: Path | None) -> bytes:
    face = _face(path)
    keep = hb.SubsetInput()
    keep.unicode_set.update(wanted)
    if path is None:
        keep.pin_axis_location(face, "wght", weight)
    keep.layout_feature_tag_set.clear()
    keep.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    return bytes(hb.subset(face, keep).blob.data)


@lru_cache(maxsize=8)
def _in_both(body: hb.Face, heading: hb.Face) -> frozenset[int]:
    return frozenset(body.unicodes) & frozenset(heading.unicodes)


def _face(path: Path | None) -> hb.Face:
    return opened(OWN) if path is None else _read(path, _saved(path))


def _saved(path: Path) -> int:
    """Tell when a file was saved: `serve` lives on when a font is replaced."""
    return path.stat().st_mtime_ns


@lru_cache(maxsize=8)
def _read(path: Path, _: int) -> hb.Face:
    return hb.Face(hb.Blob(path.read_bytes()))


@lru_cache(maxsize=8)
def _hash(path: Path, _: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
