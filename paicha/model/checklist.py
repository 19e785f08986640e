"""A checklist: sections of items, its editions, and the items it has retired."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from paicha.model.base import (
    Basis,
    ClauseId,
    Day,
    EditionId,
    Grade,
    How,
    ItemId,
    Name,
    Number,
    Part,
    Prefix,
    Text,
)


class Measure(Part):
    """A number that judges itself: at least `min`, at most `max`, in `unit`."""

    label: Text
    unit: Text
    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> "Measure":
        if self.min is None and self.max is None:
            raise PydanticCustomError("measure", "min 和 max 至少写一个")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("measure", "min 不能大于 max")
        return self


class Item(Part):
    """One question of fact, answered yes or no while looking at one thing; yes is safe."""

    id: ItemId
    check: Text
    ask: Text | None = None  # the enterprise's own voice
    grade: Grade
    major_if: Text | None = None
    how: tuple[How, ...] = Field(min_length=1)
    look_for: Text | None = None  # Markdown
    evidence: tuple[Text, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    on_fail: tuple[Name, ...] = Field(min_length=1)
    owners: tuple[Name, ...] = Field(min_length=1)
    applies_to: tuple[Name, ...] = ()
    editions: tuple[EditionId, ...] = ()  # none named: all
    measure: Measure | None = None


class Section(Part):
    """Items looked at in one walk."""

    id: Name
    title: Text
    clause: ClauseId | None = None  # of the site's main source
    items: tuple[Item, ...] = Field(min_length=1)


class Edition(Part):
    """One state of the criteria; every sheet, record and data file names its own."""

    id: EditionId
    title: Text


class Facet(Part):
    """Something that is or is not on this site."""

    id: Name
    title: Text


class Retired(Part):
    """An item that is no longer asked; its id is never used again."""

    id: ItemId
    check: Text
    on: Day
    why: Text
    replaced_by: tuple[ItemId, ...] = ()


class Checklist(Part):
    """A checklist as its file says it; its id is the file's name."""

    title: Text
    short_title: Text
    summary: Text
    prefix: Prefix
    editions: tuple[Edition, ...] = Field(min_length=1)
    facets: tuple[Facet, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    retired: tuple[Retired, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """All items in walking order."""
        return tuple(item for section in self.sections for item in section.items)
