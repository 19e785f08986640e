"""What a role has on the agenda in; a table of months to tick out."""

from dataclasses import dataclass
from datetime import date

from paicha.render.agenda import Occasion


@dataclass(frozen=True, slots=True)
class Tick:
    """A day by which something is to be done, so many times; `entry` is what."""

    day: date
    entry: Occasion
    times: int


@dataclass(frozen=True, slots=True)
class Month:
    """A row: what falls due in a month, once and, in the order of the columns, again."""

    first: date
    once: tuple[Tick, ...]
    again: tuple[tuple[Tick, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A table of months × what comes again, and what is due once beside it."""

    columns: tuple[Occasion, ...]
    months: tuple[Month, ...]

    @property
    def has_once(self) -> bool:
        """Whether anything is due once."""
        return any(month.once for month in self.months)

    @property
    def for_good(self) -> bool:
        """Whether anything goes on without end."""
        return any(entry.for_good for entry in self.columns)


def plan(entries: list[Occasion], end: date) -> Plan | None:
    """Lay out what has a day, month by month; what goes on for good until `end` at least.

    Phases are left out; None where nothing is left.
    """
    due = [entry for entry in entries if entry.kind != "phase"]
    if not due:
        return None
    last = max([end, *(day for one in due if not one.for_good for day in one.days(date.max))])
    ticks = [_tick(entry, day) for entry in due for day in entry.days(last)]
    first = min(tick.day for tick in ticks)
    numbers = range(_number(first), _number(max(tick.day for tick in ticks)) + 1)
    columns = tuple(entry for entry in due if entry.recurrence)
    return Plan(columns, tuple(_month(number, ticks, columns) for number in numbers))


def _tick(entry: Occasion, day: date) -> Tick:
    return Tick(day, entry, getattr(entry.of, "at_least", None) or 1)


def _month(number: int, ticks: list[Tick], columns: tuple[Occasion, ...]) -> Month:
    here = [tick for tick in ticks if _number(tick.day) == number]
    once = sorted((tick for tick in here if tick.entry not in columns), key=lambda tick: tick.day)
    again = (tuple(tick for tick in here if tick.entry is column) for column in columns)
    return Month(date(number // 12, number % 12 + 1, 1), tuple(once), tuple(again))


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
