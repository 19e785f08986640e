"""Entries of the agenda in; the campaign as a picture out: where each bar, mark and word stands.

Across, everything is a percentage, so that the picture is as wide as its page; down, it is in em,
so that words keep their size. Phones are narrow: rows are planned for a page 20 em wide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from unicodedata import east_asian_width

from paicha.model.campaign import Phase
from paicha.render.agenda import Occasion
from paicha.render.words import Words as Catalogue
from paicha.render.words import day

WIDE = 20.0  # em: what surely fits beside one another
LINE, BAR, GAP = 1.45, 1.0, 0.9  # em: a line of words, a bar, the room between rows
AXIS = 3.4  # em: the months and years above
NARROW = 2.5  # em: a month's name


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words: where it is anchored (start, middle, end), in % across and em down."""

    text: str
    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase, in % across and em down; `open` where its source names no first day."""

    x: float
    width: float
    y: float
    open: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of a deadline or a report, in % across and em down."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The days across the picture, from the first at its left edge to the one after the last."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Give where a day begins, in %."""
        return round(100 * (day - self.start).days / (self.end - self.start).days, 2)

    def months(self) -> list[date]:
        """List the first days of the months."""
        first, last = (one.year * 12 + one.month - 1 for one in (self.start, self.end))
        return [date(n // 12, n % 12 + 1, 1) for n in range(first, last)]


@dataclass
class Timeline:
    """The whole picture; it grows downwards row by row, `height` in em."""

    scale: Scale
    said: Catalogue  # how days are written
    height: float = AXIS
    words: list[Words] = field(default_factory=list)
    bars: list[Stretch] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def axis(self) -> None:
        """Name the months above, each year once, as many as there is room for."""
        months = self.scale.months()
        step = -(-len(months) // int(WIDE / NARROW))
        for n, month in enumerate(months):
            if n % step == 0:
                self._name("month", month, 2.4)
            if n == 0 or (month.month == 1 and len(months) - n > 1):
                self._name("year", month, 1.0)

    def _name(self, kind: str, month: date, y: float) -> None:
        said = self.said[kind].format(year=month.year, month=month.month)
        self.words.append(Words(said, self.scale.at(month), y))

    def phase(self, entry: Occasion, start: date | None) -> None:
        """Draw a phase as a bar below its title and its days."""
        self._say(entry.of.title)
        first = start and day(start, self.said)
        span = self.said["from_to" if start else "from_now"]
        self._say(span.format(start=first, end=day(entry.last, self.said)))
        left = self.scale.at(start) if start else 0.0
        width = round(self.scale.at(entry.last + timedelta(1)) - left, 2)
        self.bars.append(Stretch(left, width, round(self.height, 2), open=not start))
        self.height += BAR + GAP

    def deadlines(self, entries: list[Occasion]) -> None:
        """Draw deadlines as diamonds on one line, their days below on as many as it takes."""
        self._say(self.said["deadlines"])
        self.height += LINE / 2
        right: list[float] = []  # of each line of words: where its last one ends, in %
        for last, group in groupby(sorted(one.last for one in entries)):
            count = len(list(group))
            said = self.said["month_day"].format(month=last.month, day=last.day)
            if count > 1:
                said = self.said["with_count"].format(day=said, count=count)
            x = self._mark("deadline", last)
            left, end, anchor = _beside(said, x)
            row = next((n for n, taken in enumerate(right) if taken < left), len(right))
            right[row : row + 1] = [end]
            at = {"start": left, "middle": x, "end": end}[anchor]
            y = round(self.height + 1.6 + row * LINE, 2)
            self.words.append(Words(said, at, y, anchor))
        self.height += 1.6 + len(right) * LINE + GAP / 2

    def report(self, entry: Occasion) -> None:
        """Draw a report's days as rings on a line of their own."""
        self._say(f"{entry.of.title}：{entry.wording.partition('，')[0]}")
        self.height += LINE / 2
        for one in entry.days(date.max):
            self._mark("report", one)
        self.height += GAP * 2

    def _mark(self, kind: str, day: date) -> float:
        x = round((self.scale.at(day) + self.scale.at(day + timedelta(1))) / 2, 2)
        self.marks.append(Mark(kind, x, round(self.height, 2)))
        return x

    def _say(self, text: str) -> None:
        """Write a text at the left, on as many lines as a phone needs."""
        for line in _broken(text):
            self.words.append(Words(line, 0, round(self.height + 1, 2)))
            self.height += LINE


def timeline(entries: list[Occasion], said: Catalogue) -> Timeline:
    """Draw phases, deadlines and reports, one row below the other."""
    shown = [entry for entry in entries if entry.kind != "duty"]
    first = min(entry.first for entry in shown)
    last = max(day for entry in shown for day in entry.days(date.max))
    after = (last.replace(day=1) + timedelta(32)).replace(day=1)
    drawn = Timeline(Scale(first.replace(day=1), after), said)
    drawn.axis()
    for entry in shown:
        if isinstance(entry.of, Phase):
            drawn.phase(entry, entry.of.start)
    if dated := [entry for entry in shown if entry.kind == "deadline"]:
        drawn.deadlines(dated)
    for entry in shown:
        if entry.kind == "report":
            drawn.report(entry)
    return drawn


def _beside(text: str, x: float) -> tuple[float, float, str]:
    """Set words at a mark so that they stay in the picture: left and right end in %, anchor."""
    wide = 100 * sum(map(_width, text)) / WIDE
    if x < wide / 2:
        return 0, wide, "start"
    if x > 100 - wide / 2:
        return 100 - wide, 100, "end"
    return x - wide / 2, x + wide / 2, "middle"


def _broken(text: str) -> Iterator[str]:
    line, wide = "", 0.0
    for char in text:
        if wide + _width(char) > WIDE:
            yield line
            line, wide = "", 0.0
        line, wide = line + char, wide + _width(char)
    yield line


def _width(char: str) -> float:
    """Say how wide a character is, in em; Chinese ones are square."""
    return 1.0 if east_asian_width(char) in "WFA" else 0.6
