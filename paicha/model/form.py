"""A form as data: its cells or columns, what each means, what must agree, who signs."""

from collections.abc import Iterator
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import Field

from paicha.model.base import Basis, ClauseId, Flag, Line, Name, Part, Text, Valued, Whole, Width
from paicha.model.campaign import Cited

Content = Literal["text", "date", "running"]  # running: the row's number
Rows = Annotated[int, Field(strict=True, ge=1, le=40)]
Millimetres = Annotated[float, Field(strict=True, ge=5, le=257)]
Lines = Annotated[int, Field(strict=True, ge=1, le=12)]


class Grounded(Part):
    """A part of a form that rests on clauses, or else is plainly a working field.

    A working field is one that no source names and work needs all the same: unit, date, signature.
    """

    basis: tuple[Basis, ...] = ()
    working: Flag = False


class Blank(Grounded):
    """A space to fill beside its label; on an annex the label is as issued."""

    id: Name
    label: Line
    blank: str = ""  # what is printed for the pen, e.g. 20  年  月  日
    definition: Text | None = None
    content: Content = "text"
    options: tuple[Text, ...] = ()
    wide: Flag = False  # takes the whole width of a document
    lines: Lines = 1  # how high, in lines for the pen


class Sized(Protocol):
    """What may take the whole width of a document."""

    @property
    def wide(self) -> bool:
        """Whether it does."""


S = TypeVar("S", bound=Sized)


def pairs(blanks: tuple[S, ...]) -> list[tuple[S, ...]]:
    """Lay blanks out as documents show them: two a row, wide ones alone."""
    rows: list[tuple[S, ...]] = []
    for blank in blanks:
        beside = rows and len(rows[-1]) == 1 and not (blank.wide or rows[-1][0].wide)
        if beside:
            rows[-1] += (blank,)
        else:
            rows.append((blank,))
    return rows


class Statement(Grounded):
    """A sentence that is printed on a document."""

    id: Name
    text: Text


class Where(Part):
    """What a row of a list must say: one of a column's options, or anything at all."""

    column: Name
    says: Text | None = None


class Value(Part):
    """One number of a cell; `count` says which rows of the form's ledger it is the number of."""

    id: Name
    title: Line
    unit: Line
    fraction: Flag = False  # money; all else is counted
    count: tuple[Where, ...] = ()


class Cell(Cited, Valued):
    """A numbered cell; its label exactly as issued, `lines` with the line breaks."""

    id: Name
    number: Whole
    label: Line
    lines: tuple[Text, ...] = ()
    values: tuple[Value, ...] = Field(min_length=1)
    kind: Literal["cumulative", "period"]
    levels: tuple[Text, ...] = ()
    definition: Text

    @property
    def counted(self) -> bool:
        """Whether the ledger gives any of its numbers."""
        return any(value.count for value in self.values)


class CellSizes(Part):
    """How wide the columns of a table of figures are, and how high its rows, in millimetres.

    A group's title stands at the left, then two cells a row: number, label, value.
    """

    group: Millimetres = 13
    number: Millimetres = 8
    label: Millimetres = 49.5
    value: Millimetres = 23
    height: Millimetres = 13.5

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns from left to right."""
        return (self.group, *(self.number, self.label, self.value) * 2)


class CellGroup(Cited):
    """Cells under one heading at the side."""

    id: Name
    title: Line
    lines: tuple[Text, ...] = ()
    cells: tuple[Cell, ...] = Field(min_length=1)


class Column(Grounded, Valued):
    """A column of a list; width in millimetres on the page."""

    id: Name
    label: Line
    width: Width
    definition: Text
    content: Content = "text"
    options: tuple[Text, ...] = ()
    pen: Flag = False  # a signature: on paper only


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


class Needs(Part):
    """A row that says so has these columns filled in."""

    id: Name
    kind: Literal["needs"]
    where: Where
    columns: tuple[Name, ...] = Field(min_length=1)
    message: Text


class InOrder(Part):
    """Of two dates of a row the second is not before the first, or is the same day."""

    id: Name
    kind: Literal["not-before", "same-day"]
    first: Name
    second: Name
    message: Text


Rule = Annotated[AtMost | OfValues | Needs | InOrder, Field(discriminator="kind")]


class Form(Cited):
    """A form as its file says it; its id is the file's name.

    A form without `annex` is no form of the source: the source asks for it and leaves its shape
    open. `cells` is a table of figures, `rows` a list, `document` a list with what stands around
    it: particulars above (`head`), sentences, fields below (`foot`), signatures.
    """

    title: Line
    title_lines: tuple[Text, ...] = ()
    short_title: Line
    annex: str = ""
    order: Whole = 0
    summary: Text | None = None
    kind: Literal["cells", "rows", "document"]
    orientation: Literal["portrait", "landscape"]
    docx: Flag = False
    report: Name | None = None
    ledger: Name | None = None  # the list whose rows the values count
    copies: tuple[Statement, ...] = ()  # the mark that each copy bears
    proves: tuple[Name, ...] = ()  # duties: one filled in shows that they were done on its day
    head: tuple[Blank, ...] = ()
    groups: tuple[CellGroup, ...] = ()
    sizes: CellSizes = CellSizes()
    before: tuple[Statement, ...] = ()
    list_title: Line | None = None
    columns: tuple[Column, ...] = ()
    rows: Rows = 10  # blank rows on paper
    after: tuple[Statement, ...] = ()
    foot: tuple[Blank, ...] = ()
    signers: tuple[Blank, ...] = ()
    dated: Line | None = None  # the label of the date below each signature
    notes_source: Name | None = None
    notes: tuple[ClauseId, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def named(self) -> str:
        """Name the form as lists do: 附表1：月报表."""
        return f"{self.annex}：{self.short_title}" if self.annex else self.short_title

    @property
    def day(self) -> Blank | None:
        """Give the blank that says of which day a document is."""
        return next((blank for blank in self.head if blank.content == "date"), None)

    @property
    def typed(self) -> tuple[Column, ...]:
        """List the columns that are typed: neither counted nor signed."""
        return tuple(one for one in self.columns if one.content != "running" and not one.pen)

    @property
    def needs(self) -> tuple[Needs, ...]:
        """List the rules on what a row must say."""
        return tuple(rule for rule in self.rules if isinstance(rule, Needs))

    @property
    def copies_to_tick(self) -> str:
        """Give the marks of all copies as a file shows them that is printed for each."""
        return "　".join(f"□{copy.text}" for copy in self.copies)

    @property
    def head_rows(self) -> list[tuple[Blank, ...]]:
        """Lay out what stands above the list of a document."""
        return pairs(self.head)

    @property
    def foot_rows(self) -> list[tuple[Blank, ...]]:
        """Lay out what stands below the list of a document."""
        return pairs(self.foot)

    def values(self) -> tuple[Value, ...]:
        """All numbers of the form in order."""
        return tuple(v for group in self.groups for cell in group.cells for v in cell.values)

    def grounded(self) -> Iterator[tuple[str, str, Grounded]]:
        """Yield every part that rests on clauses or is a working field: id, label, part."""
        fields: list[Blank | Column] = [*self.head, *self.columns, *self.foot, *self.signers]
        for field in fields:
            yield field.id, field.label, field
        for statement in (*self.copies, *self.before, *self.after):
            yield statement.id, statement.text, statement
