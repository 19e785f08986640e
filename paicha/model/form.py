"""An official form as data: its cells or columns as issued, what each means, what must agree."""

from typing import Annotated, Literal

from pydantic import Field

from paicha.model.base import ClauseId, Name, Part, Text, Whole, Width
from paicha.model.campaign import Cited


class Blank(Cited):
    """A line to fill above or below the table, its label as issued."""

    id: Name
    label: Text
    blank: str = ""  # what is printed for the pen, e.g. 20  年  月  日


class Value(Part):
    """One number of a cell."""

    id: Name
    title: Text
    unit: Text


class Cell(Cited):
    """A numbered cell; its label exactly as issued, without the line breaks."""

    id: Name
    number: Whole
    label: Text
    values: tuple[Value, ...] = Field(min_length=1)
    kind: Literal["cumulative", "period"]
    levels: tuple[Text, ...] = ()
    definition: Text


class CellGroup(Cited):
    """Cells under one heading at the side."""

    id: Name
    title: Text
    cells: tuple[Cell, ...] = Field(min_length=1)


class Column(Cited):
    """A column of a list form; width in millimetres on the issued page."""

    id: Name
    label: Text
    width: Width
    definition: Text
    options: tuple[Text, ...] = ()


class AtMost(Part):
    """The left value is never greater than the right one."""

    id: Name
    kind: Literal["at-most"]
    left: Name
    right: Name
    message: Text


class OfValues(Part):
    """Cumulative values never fall from month to month; a blank says "not filled in", not 0."""

    id: Name
    kind: Literal["never-falls", "blank-is-not-zero"]
    values: tuple[Name, ...] = Field(min_length=1)
    message: Text


class Form(Cited):
    """A form as its file says it; its id is the file's name."""

    title: Text
    short_title: Text
    annex: Text
    kind: Literal["cells", "rows"]
    orientation: Literal["portrait", "landscape"]
    report: Name | None = None
    head: tuple[Blank, ...] = ()
    groups: tuple[CellGroup, ...] = ()
    columns: tuple[Column, ...] = ()
    foot: tuple[Blank, ...] = ()
    notes_source: Name | None = None
    notes: tuple[ClauseId, ...] = ()
    rules: tuple[Annotated[AtMost | OfValues, Field(discriminator="kind")], ...] = ()

    def values(self) -> tuple[Value, ...]:
        """All numbers of the form in order."""
        return tuple(v for group in self.groups for cell in group.cells for v in cell.values)
