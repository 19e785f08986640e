"""The faces behind the paper's own: which of them has a character, and copies cut to a text."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path

import uharfbuzz as hb


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: of a package by pip, or of the system, which may not have it."""

    id: str  # what a document's style calls it by
    title: str
    file: str
    package: str = ""
    only: tuple[range, ...] = ()  # what it is asked for: an emoji would come from the system's

    @property
    def on_system(self) -> Path | None:
        """Give its place on the system; None for one by pip, whose version says what it is."""
        return None if self.package else Path(self.file)

    @property
    def is_there(self) -> bool:
        """Tell whether it can be opened."""
        return bool(self.package) or Path(self.file).is_file()


_CJK, _NOTO = "justmytype_intl_cjk", "fonts/ofl/notosans"
_HAN_CODES = (range(0x3400, 0xA000), range(0x20000, 0x40000))
_HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
)
_HANAZONO = "/usr/share/fonts/truetype/hanazono"
OWN = Face("Han", "Noto Sans SC", f"{_NOTO}sc/NotoSansSC[wght].ttf", _CJK)
# The first that has a character prints it. Our own comes first: an office's font may lack more.
BEHIND = (
    OWN,
    Face(
        "Arabic",
        "Noto Sans Arabic",
        f"{_NOTO}arabic/NotoSansArabic[wdth,wght].ttf",
        "justmytype_intl_rtl",
    ),
    Face("Latin", "Noto Sans", f"{_NOTO}/NotoSans[wdth,wght].ttf", "justmytype_western_core"),
    Face("Japanese", "Noto Sans JP", f"{_NOTO}jp/NotoSansJP[wght].ttf", _CJK, only=_HAN_CODES),
    Face("Traditional", "Noto Sans TC", f"{_NOTO}tc/NotoSansTC[wght].ttf", _CJK, only=_HAN_CODES),
    Face("Korean", "Noto Sans KR", f"{_NOTO}kr/NotoSansKR[wght].ttf", _CJK, only=_HANGUL),
    Face("Rare", "Hanazono Mincho B", f"{_HANAZONO}/HanaMinB.ttf", only=_HAN_CODES),
    Face("Rare-Too", "Hanazono Mincho A", f"{_HANAZONO}/HanaMinA.ttf", only=_HAN_CODES),
)
Shares = dict[Face, frozenset[str]]
GETA = "〓"  # the printers' sign for a character that no face has: one can write over it


def share(chars: Iterable[str]) -> tuple[Shares, frozenset[str]]:
    """Say which face prints which of the characters, and which of them none has.

    No face is opened that is not asked.
    """
    shares: Shares = {}
    left = frozenset(chars)
    for face in BEHIND:
        has = characters_of(face) if left and face.is_there else frozenset()
        if found := frozenset(char for char in left if ord(char) in has):
            shares[face] = found
            left -= found
    return shares, left


def names_of_system() -> list[str]:
    """Name the faces that this system has, each with its size: with another, paper is another."""
    there = [one.on_system for one in BEHIND if one.on_system and one.is_there]
    return [f"{path} {path.stat().st_size}" for path in there]


def is_han(code: int) -> bool:
    """Tell whether a code point is one of a Chinese character."""
    return any(code in one for one in _HAN_CODES)


def is_left_out(char: str) -> bool:
    """Tell whether a character only says how the one before it is drawn."""
    return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


def cut_of(face: Face, chars: Iterable[str], weight: int) -> bytes:
    """Give the face at a weight, with only these characters and all that joins and sets them.

    With the blank: between two words from the right it is the same face's.
    """
    font = opened(face)
    keep = hb.SubsetInput()
    keep.unicode_set.update({0x20, *map(ord, chars)})
    axes = {axis.tag for axis in font.axis_infos}
    if axes:
        keep.pin_all_axes_to_default(font)
    if "wght" in axes:
        keep.pin_axis_location(font, "wght", weight)
    return bytes(hb.subset(font, keep).blob.data)


@lru_cache(maxsize=len(BEHIND))
def characters_of(face: Face) -> frozenset[int]:
    """Give the code points that a face has."""
    has = frozenset(opened(face).unicodes)
    asked = frozenset(chain(*face.only))
    return has & asked if asked else has


@lru_cache(maxsize=len(BEHIND))
def opened(face: Face) -> hb.Face:
    """Open a face; its file is read as far as it is used."""
    packed = files(face.package).joinpath(face.file) if face.package else None
    with as_file(packed) if packed else nullcontext(Path(face.file)) as path:
        return hb.Face(hb.Blob.from_file_path(str(path)))
