"""A word of the schedule in; a recurrence rule by RFC 5545, and the days it names, out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from paicha.model.base import Cadence

MONTHS: dict[str, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
EVERY = ("weekly", *MONTHS)  # the cadences that have days
LAST = 31  # as a day of the month: the last, however long the month is


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A whole day that comes again.

    `months` is how many months lie between two of them, 0 for a week; `day` is the day of the
    month, which in a shorter month is its last. Without `last` it goes on for good.
    """

    first: date
    last: date | None
    months: int
    day: int = LAST

    @property
    def rule(self) -> str:
        """Give the value of an RRULE whose DTSTART is `first`."""
        until = f";UNTIL={self.last:%Y%m%d}" if self.last else ""
        if not self.months:
            return f"FREQ=WEEKLY{until};BYDAY=SU"
        apart = f";INTERVAL={self.months}" if self.months > 1 else ""
        return f"FREQ=MONTHLY{until}{apart};{_by_day(self.day)}"

    @property
    def plain(self) -> bool:
        """Whether every calendar reads the rule: Thunderbird's parser knows no BYSETPOS here."""
        return self.day <= 28 or self.day == LAST

    def days(self, end: date) -> list[date]:
        """List the days that are not after `end`."""
        rule = rrulestr(self.rule, dtstart=datetime.combine(self.first, time()))
        start, stop = (datetime.combine(one, time()) for one in (self.first, end))
        return [moment.date() for moment in rule.between(start, stop, inc=True)]


def _by_day(day: int) -> str:
    """A plain BYMONTHDAY=30 would leave out February: of 28, 29 and 30, take the last there is."""
    if day == LAST:
        return "BYMONTHDAY=-1"
    if day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"


def on_day(first: int, last: int, months: int, day: int) -> Recurrence:
    """Recur on a day of every so many months, from one month to another (see `month_number`)."""
    return Recurrence(_day_of(first, day), _day_of(last, day), months, day)


def at_period_ends(every: Cadence, start: date, end: date | None) -> Recurrence | None:
    """Recur on the last day of each week, month … that ends from `start` to `end`; None: never."""
    if every == "weekly":
        first = start + timedelta(6 - start.weekday())
        last = end and end - timedelta((end.weekday() + 1) % 7)
    else:
        first = _period_end(_number(start), MONTHS[every])
        last = end and _period_end_by(end, MONTHS[every])
    return None if last and last < first else Recurrence(first, last, MONTHS.get(every, 0))


def _period_end(number: int, months: int) -> date:
    """Give the last day of the period that holds a month; periods are those of the calendar."""
    return _day_of(number + -(number + 1) % months, LAST)


def _period_end_by(end: date, months: int) -> date:
    """Give the last day of the latest period that has ended by a day."""
    number = _number(end + timedelta(1)) - 1  # the latest month that is over by then
    return _day_of(number - (number + 1) % months, LAST)


def month_number(month: str) -> int:
    """Count a month, written 2030-06, so that one can add to it."""
    return _number(date.fromisoformat(f"{month}-01"))


def month_span(month: str) -> tuple[date, date]:
    """Give the first and the last day of a month, written 2030-06."""
    number = month_number(month)
    return _day_of(number, 1), _day_of(number, LAST)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day_of(number: int, day: int) -> date:
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
