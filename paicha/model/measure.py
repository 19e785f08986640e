"""Numbers and dates that judge themselves: their limits as data; scripts judge by them."""

from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from paicha.model.base import ClauseId, Line, Number, Valued


class Measure(Valued):
    """A value with its limits: a number, a day something holds until, or a day it began.

    A number lies between `min` and `max` (each may be missing; a limit itself is safe) in `unit`.
    `date: until` is right while the day has not passed. `date: since` is right while no more
    than `max` of `unit` (年 or 月) have gone by since the day. `clause` is the one of its item's
    clauses in which the limit stands.
    """

    label: Line
    unit: Line | None = None
    min: Number | None = None
    max: Number | None = None
    date: Literal["until", "since"] | None = None
    clause: ClauseId | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> "Measure":
        swapped = self.min is not None and self.max is not None and self.min > self.max
        since = self.date == "since"
        for wrong, message in (
            (self.date == "until" and self.limited, "date: until 不写 min、max 和 unit"),
            (since and self.unit not in ("年", "月"), "date: since 的 unit 写 年 或 月"),
            (since and self.max is None, "date: since 要写 max"),
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
