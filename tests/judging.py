"""The rule of measured values a second time, in Python: what the scripts say is held against it."""

from datetime import date

from paicha.model.measure import Measure

_MONTHS = {"年": 12, "月": 1}


def is_right(measure: Measure, value: float | date, today: date) -> bool:
    """Judge a value: a number in the measure's unit, or a day, looked at on `today`."""
    if isinstance(value, date):
        if measure.date == "until":
            return today <= value
        return today <= _later(value, round((measure.max or 0) * _MONTHS[measure.unit or "月"]))
    low = measure.min is None or value >= measure.min
    return low and (measure.max is None or value <= measure.max)


def _later(day: date, months: int) -> date:
    """Give the same day some months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError
