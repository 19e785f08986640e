"""Characters in; how they sound, and how they are written elsewhere, out."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))  # ü keeps its dots
_OFTEN = 1 / 12  # of a character's words have a reading that counts


def hanzi(texts: Iterable[str]) -> set[str]:
    """Give every Chinese character in some texts."""
    return {char for char in "".join(texts) if "\u4e00" <= char <= "\u9fff"}


def common_hanzi() -> set[str]:
    """Give the 3,755 commonest (GB 2312, level 1): what input methods offer by mistake."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return hanzi(pair.decode("gb2312", errors="ignore") for pair in pairs)


def sounds(chars: set[str]) -> str:
    """Write down how characters sound, without tones: "ba八巴 bai白百"; ü is v, as it is typed.

    A character stands under its two commonest readings.
    """
    table = defaultdict(list)
    for char in sorted(chars):
        for reading in _readings(char):
            table[reading].append(char)
    return " ".join(f"{reading}{''.join(table[reading])}" for reading in sorted(table))


@cache
def _readings(char: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    first: str = pinyin(char, style=Style.NORMAL)[0][0]
    counted = _in_words().get(char, Counter())
    often = [one for one, n in counted.most_common() if n > 1 and n >= counted.total() * _OFTEN]
    known = dict.fromkeys((*often, first))
    return tuple(one for one in known if one.isascii() and one.isalpha())[:2]


@cache
def _in_words() -> dict[str, Counter[str]]:
    """Count in pypinyin's words how often a character of several readings has each."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    several = {chr(code) for code, readings in PINYIN_DICT.items() if "," in readings}
    for word, readings in PHRASES_DICT.items():
        if len(word) == len(readings):
            for char, reading in zip(word, readings, strict=True):
                if char in several:
                    counts[char][_bare(reading[0])] += 1
    return counts


@cache
def _bare(reading: str) -> str:
    """Drop the tone: lǜ is lv, as it is typed."""
    parts = unicodedata.normalize("NFD", reading).translate(_TONES)
    return parts.replace("u\u0308", "v")


def traditional(chars: set[str]) -> str:
    """Write pairs "滅灭": each traditional character of one of `chars`, and that one."""
    return "".join(old + new for old, new in _simplified() if new in chars and old not in chars)


@cache
def _simplified() -> tuple[tuple[str, str], ...]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    pairs = ((char, convert(char)) for char in map(chr, range(0x4E00, 0xA000)))
    return tuple((old, new) for old, new in pairs if old != new and len(new) == 1)
