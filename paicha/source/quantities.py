"""Chinese text in; the numbers, days and months that it says out.

A number is a Fraction, so that 0.1, 三分之二 and 2/5 are exactly what they say.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

_DIGITS = {"〇": 0, "两": 2, **{char: n for n, char in enumerate("零一二三四五六七八九")}}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_HAN = "[零〇一二两三四五六七八九十百千万亿]+"
_ARABIC = r"\d+(?:\.\d+)?[百千万亿]?"

UNITS: dict[str, tuple[str, int | Fraction]] = {  # as written → what it measures, in which size
    word: (measures, size)
    for words, measures, size in (
        ("mm 毫米", "length", 1),
        ("cm 厘米", "length", 10),
        ("m 米", "length", 1000),
        ("km 公里 千米", "length", 1_000_000),
        ("m² ㎡ 平方米", "area", 1),
        ("m³ 立方米", "volume", 1),
        ("g 克", "weight", 1),
        ("kg 千克 公斤", "weight", 1000),
        ("t 吨", "weight", 1_000_000),
        ("% ％", "share", Fraction(1, 100)),
        ("‰", "share", Fraction(1, 1000)),
        ("倍", "share", 1),
        ("s 秒 秒钟", "time", 1),
        ("min 分钟", "time", 60),
        ("h 小时 个小时", "time", 3600),
        ("日 天", "days", 1),
        ("周 星期 个星期", "days", 7),
        ("月 个月", "months", 1),
        ("年", "months", 12),
        ("℃ 摄氏度", "temperature", 1),
        ("mA 毫安", "current", 1),
        ("A 安", "current", 1000),
        ("V 伏", "voltage", 1),
        ("kV 千伏", "voltage", 1000),
        ("° 度", "angle", 1),
        ("级", "grade", 1),
        ("次/h 次/小时", "changes", 1),
        ("次 遍 回", "times", 1),
        ("层", "storeys", 1),
        ("人 名 位", "people", 1),
        ("个 具 只 台 根 部 处 把 盏 条 块 张 套 瓶 架 栋", "things", 1),
    )
    for word in words.split()
}
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_WORD = r"(?![a-zA-Z²³·]|/[a-zA-Z小])"  # mA is no m; 30mA·s is no mA; 2mm/天 is mm
_AMOUNT = re.compile(rf"({_HAN}分之{_HAN}|\d+/\d+|{_ARABIC}|{_HAN}|半)\s*((?:{_UNIT}){_WORD})?")
_TO = re.compile(r"\s*[至到～~–—－-]\s*")

Said = tuple[int | None, int, int]  # year if it is said, month, day; day 31 of a month: its last
_N = r"(?:\d{1,4}|[零〇一二三四五六七八九十]{1,4})"
_DAY = re.compile(rf"(?:({_N})\s*年\s*)?({_N})\s*月\s*(?:({_N})\s*[日号]|份?[底末])")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_MONTH = re.compile(rf"(?:({_N})\s*年\s*)?({_N})\s*月")
_MONTH_DAY = re.compile(rf"({_N})\s*[日号]|月[底末]")
_LAST = 31


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a text says it, what it counts if a unit follows, and where it ends."""

    value: Fraction
    unit: str
    start: int
    end: int

    def is_of(self, value: Fraction, unit: str) -> bool:
        """Whether it is so much of a unit: 0.4倍 and 40% are 2/5, 180mm is 0.18m."""
        if unit not in UNITS:
            return self.value == value
        measures, size = UNITS[unit]
        if not self.unit:
            return measures == "share" and self.value == value * size < 1
        own, own_size = UNITS[self.unit]
        return own == measures and self.value * own_size == value * size


def number(text: str) -> Fraction | None:
    """Read one number: 30, 1.5, 2/5, 5万, 十二, 三分之二, 半; None where it is none."""
    if text == "半":
        return Fraction(1, 2)
    if "分之" in text:
        below, above = (number(one) for one in text.split("分之"))
        return above / below if above is not None and below else None
    if "/" in text:
        above, below = (Fraction(one) for one in text.split("/"))
        return above / below if below else None
    if text[:1].isdecimal():
        size = {**_TENS, **_GROUPS}.get(text[-1], 1)
        return Fraction(text.rstrip("百千万亿")) * size
    return _han(text)


def _han(text: str) -> Fraction | None:
    """Read 二十, 一百零五, 三万, and figures one by one: 二〇二三."""
    if not text or not set(text) <= {*_DIGITS, *_TENS, *_GROUPS}:
        return None
    if len(text) > 1 and set(text) <= set(_DIGITS):
        return Fraction("".join(str(_DIGITS[char]) for char in text))
    total = group = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            group, digit = group + (1 if digit is None else digit) * _TENS[char], None
        else:
            total, group, digit = total + (group + (digit or 0)) * _GROUPS[char], 0, None
    return Fraction(total + group + (digit or 0))


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """List the numbers of a text; in 1.5至3倍 both have the unit."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        value = number(match[1])
        if value is not None:
            found.append(Amount(value, match[2] or "", match.start(), match.end()))
    for n in range(len(found) - 1, 0, -1):
        one, after = found[n - 1], found[n]
        if not one.unit and after.unit and _TO.fullmatch(text[one.end : after.start]):
            found[n - 1] = Amount(one.value, after.unit, one.start, one.end)
    return tuple(found)


def says(text: str, value: Fraction, unit: str) -> bool:
    """Whether a text says so much of a unit; one that is not known, as it is written."""
    found = amounts(text)
    if unit in UNITS:
        return any(one.is_of(value, unit) for one in found)
    return any(one.value == value and text[one.end :].lstrip().startswith(unit) for one in found)


@lru_cache(maxsize=1024)
def spans(text: str) -> tuple[tuple[Said, Said], ...]:
    """List the stretches of time of a text, first and last day; a single day is both.

    A year once said holds for the days after it.
    """
    found: list[tuple[Said, Said]] = []
    year: int | None = None
    end = 0
    for match in sorted((*_DAY.finditer(text), *_ISO.finditer(text)), key=lambda one: one.start()):
        year = _whole(match[1]) or year
        day = _LAST if match[3] is None else _whole(match[3])
        if match.re is _ISO and not match[3]:
            continue
        said = (year, _whole(match[2]) or 0, day or 0)
        joined = found and _TO.fullmatch(text[end : match.start()])
        found.append((found.pop()[0] if joined else said, said))
        end = match.end()
    return tuple(found)


def days(text: str) -> tuple[Said, ...]:
    """List the days of a text."""
    return tuple(day for span in spans(text) for day in dict.fromkeys(span))


@lru_cache(maxsize=1024)
def months(text: str) -> tuple[tuple[int | None, int], ...]:
    """List the months of a text, those of days too."""
    found: list[tuple[int | None, int]] = []
    year: int | None = None
    for match in sorted(
        (*_MONTH.finditer(text), *_ISO.finditer(text)), key=lambda one: one.start()
    ):
        year = _whole(match[1]) or year
        found.append((year, _whole(match[2]) or 0))
    return tuple(found)


@lru_cache(maxsize=1024)
def month_days(text: str) -> tuple[int, ...]:
    """List the days that come every month: 每月28日前, 次月10日, 月底 (31, the last)."""
    found = _MONTH_DAY.finditer(_DAY.sub("", text))
    return tuple((_whole(match[1]) if match[1] else _LAST) or 0 for match in found)


def is_day(said: Said, day: date) -> bool:
    """Whether a day that a text says is this one."""
    year, month, number_ = said
    ends = number_ == _LAST and (day + timedelta(1)).month != day.month
    return year in (None, day.year) and month == day.month and (ends or number_ == day.day)


def _whole(text: str | None) -> int | None:
    value = number(text) if text else None
    return int(value) if value is not None else None
