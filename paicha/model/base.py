"""The base of every model, and the kinds of values that stand in the files."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    """Part of a file: complete, typed, unchangeable; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "不能为空")
    return text.strip()


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("lines", "应写在一行里")
    return text


def _an_address(text: str) -> str:
    try:
        urlsplit(text)
    except ValueError:
        raise PydanticCustomError("address", "不是能用的网址") from None
    return text


def _written_as_day(value: Any) -> Any:
    """Take 2030-05-25 only: no numbers, no other order, no month 13, no year 2203."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(DAY, value):
        return date.fromisoformat(value)
    raise PydanticCustomError("day", "不是有效日期")


ON_WINDOWS = {"con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(10))}
# A day of the calendar as a pattern, so that a schema says it, too; record/days.js has the same.
DAY = (
    "((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29)"
)
NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"  # ids made of words: tower-crane

Text = Annotated[str, AfterValidator(_not_blank)]
Line = Annotated[Text, AfterValidator(_on_one_line)]
Name = Annotated[str, StringConstraints(pattern=NAME, max_length=60)]
EditionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,20}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-[0-9]{4}$")]
Called = Annotated[Line, StringConstraints(pattern=r"^[^{}]*\{n\}[^{}]*$", max_length=30)]
Prefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
ClauseId = Annotated[str, StringConstraints(pattern=r"^\S([^\t\n]*\S)?$", max_length=60)]
Address = Annotated[
    str, StringConstraints(pattern=r"^(https?://[^\s/]+(/\S*)?)?$"), AfterValidator(_an_address)
]
FontPath = Annotated[str, StringConstraints(pattern=r"^\w[^:\\]*\.([tT][tT][fFcC]|[oO][tT][fF])$")]
Day = Annotated[date, BeforeValidator(_written_as_day)]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
Whole = Annotated[int, Strict(), Field(ge=0, le=10_000)]
# Limits of a field beside those of Whole would be ignored: each range is a kind of its own.
MonthDay = Annotated[int, Strict(), Field(ge=1, le=31)]  # in a shorter month: its last day
Width = Annotated[int, Strict(), Field(ge=5, le=257)]  # millimetres on A4
Number = Annotated[float, Strict()]
Flag = Annotated[bool, Strict()]

Grade = Literal["major", "general"]
How = Literal["document", "site", "interview", "measure"]
ByMonths = Literal["monthly", "quarterly", "half-yearly", "yearly"]
Cadence = Literal["weekly", ByMonths, "same-day", "once", "always"]
Party = Literal["enterprise", "service", "department"]
Remedy = Literal["now", "by-date"]
Origin = Literal["self", "spot"]  # the enterprise itself, or an inspection


class Valued(Part):
    """A part with values that words beside them say; `differs` names one that they do not, why."""

    differs: Text | None = None


class Basis(Part):
    """What an entry rests on: a clause of a source, and the words of it that say so."""

    source: Name
    clause: ClauseId
    quote: Text | None = None
