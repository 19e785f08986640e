"""Numbers and dates that judge themselves: limits as data, and the judgement."""

from datetime import date
from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from paicha.model.base import Number, Part, Text

_MONTHS = {"年": 12, "月": 1}


class Measure(Part):
    """A value with its limits: a number, a day something holds until, or a day it began.

    A number lies between `min` and `max` (each may be missing; a limit itself is safe) in `unit`.
    `date: until` is right while the day has not passed. `date: since` is right while no more
    than `max` of `unit` (年 or 月) have gone by since the day.
    """

    label: Text
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None
    date: Literal["until", "since"] | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> "Measure":
        swapped = self.min is not None and self.max is not None and self.min > self.max
        for wrong, message in (
            (self.date == "until" and self.limited, "date: until 不写 min、max 和 unit"),
            (self.date == "since" and self.unit not in _MONTHS, "date: since 的 unit 写 年 或 月"),
            (self.date == "since" and self.max is None, "date: since 要写 max"),
            (self.date is None and self.unit is None, "缺少 unit"),
            (self.date is None and self.min is None and self.max is None, "min 和 max 至少写一个"),
            (swapped, "min 不能大于 max"),
        ):
            if wrong:
                raise PydanticCustomError("measure", message)
        return self

    @property
    def limited(self) -> bool:
        """Whether it carries anything that limits a number."""
        return (self.unit, self.min, self.max) != (None, None, None)


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
