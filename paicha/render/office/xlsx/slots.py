"""A form of figures in; where each of its numbers stands, and the formulas about it, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from paicha.model.form import AtMost, Cell, Form, OfValues, Value
from paicha.render.office.xlsx.book import Book
from paicha.render.office.xlsx.formulas import (
    both_numbers,
    counted,
    not_a_count,
    quoted,
    said_if,
    spoken,
    wrong_if,
)
from paicha.render.office.xlsx.rows import List
from paicha.render.words import Words

FIRST_MONTH_ROW = 4  # of that sheet, from 1
OVERRULE, SAID = 10, 12  # columns beside the paper: for the left cell, next to it for the right


@dataclass(frozen=True)
class Slot:
    """One number to fill in: a cell has one, or one for each value or level."""

    cell: Cell
    value: Value
    level: str
    row: int
    column: int
    count: int  # slots of its cell

    @property
    def side(self) -> int:
        """Give 0 for the left cell of a row, 1 for the right one."""
        return int(self.column > 4)

    @property
    def half(self) -> int:
        """Give 0 for the left half of the cell's box, 1 for the right one."""
        return int(self.column in (4, 8))

    @property
    def at(self) -> str:
        """Give its cell as formulas write it."""
        return str(xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True))

    @property
    def overrule(self) -> str:
        """Give the cell whose number goes before the counted one."""
        return str(xl_rowcol_to_cell(self.row, OVERRULE + self.side, row_abs=True, col_abs=True))

    @property
    def called(self) -> str:
        """Tell it from its neighbour in one cell."""
        return f"（{self._word}）" if self.count > 1 else ""

    @property
    def _word(self) -> str:
        """Give the level, or the unit, or where units are the same the title."""
        same = len({value.unit for value in self.cell.values}) < len(self.cell.values)
        return self.level or (self.value.title if same else self.value.unit)

    @property
    def name(self) -> str:
        """Give the name by which programs find it in the workbook."""
        level = f"_{self.cell.levels.index(self.level) + 1}" if self.level else ""
        return f"value_{self.value.id.replace('-', '_')}{level}"

    def number_format(self, part: str) -> str:
        """Show what tells it apart, only once it is filled in: blank it prints as issued.

        `part` is how the title of a value begins that is part of its neighbour.
        """
        number = "General" if self.value.fraction else "0"
        if self.count == 1:
            return number
        shown = part if self.value.title.startswith(part) else self.level
        before = f'"{shown} "' if shown else ""
        return before + number + ("" if self.level else f'"{self.value.unit}"')


def slots_of(form: Form, row: int) -> Iterator[Slot]:
    """Lay the cells out two a row, as issued, from a row on."""
    for group in form.groups:
        for n, cell in enumerate(group.cells):
            numbers = [(v, level) for v in cell.values for level in cell.levels or ("",)]
            column = 3 if n % 2 == 0 else 7
            for k, (value, level) in enumerate(numbers):
                yield Slot(cell, value, level, row + n // 2, column + k, len(numbers))
        row += ceil(len(group.cells) / 2)


@dataclass(frozen=True)
class Figures:
    """A sheet of figures being made; rows from `top`, and the list that some are counted from."""

    book: Book
    form: Form
    sheet: Any
    top: int
    slots: tuple[Slot, ...]
    ledger: List | None

    @property
    def words(self) -> Words:
        """Give what office files say."""
        return self.book.words

    def of(self, cell: Cell) -> list[Slot]:
        """List a cell's slots."""
        return [slot for slot in self.slots if slot.cell is cell]

    def rule(self, kind: str, value: str) -> OfValues | None:
        """Find the rule of a kind that watches a value."""
        rules = (r for r in self.form.rules if isinstance(r, OfValues) and r.kind == kind)
        return next((rule for rule in rules if value in rule.values), None)

    def zero(self, slot: Slot) -> str:
        """Say that blank is not zero, where that is a rule."""
        rule = self.rule("blank-is-not-zero", slot.value.id)
        return rule.message if rule else ""

    def asked(self, slot: Slot, hint: str) -> str:
        """Say what may be filled in."""
        said: str = self.words["fraction" if slot.value.fraction else "whole"]
        return said.format(hint=hint)

    @property
    def growing(self) -> list[Slot]:
        """List the slots that must not fall from month to month."""
        return [slot for slot in self.slots if self.rule("never-falls", slot.value.id)]

    def counted(self, slot: Slot) -> List | None:
        """Give the list that a slot's number is counted from; None where people fill it in."""
        return self.ledger if slot.value.count else None


def count(slot: Slot, ledger: List) -> str:
    """Count the ledger's rows; nothing where there is only its head, for blank is not zero."""
    said = ledger.range(slot.value.count[0].column)
    return f'IF(COUNTA({said})=1,"",{_rows(slot, ledger)})'


def _rows(slot: Slot, ledger: List, *, as_days: bool = True) -> str:
    """Count the rows that say all that is asked; in a date anything, if not `as_days`.

    The ranges begin with their heads, and a head says something too.
    """
    pairs = [(ledger.column(where.column), where.says) for where in slot.value.count]
    parts = [counted(ledger.range(c.id), c, says, as_day=as_days) for c, says in pairs]
    head = all(c.label == says if says else not as_days or c.content != "date" for c, says in pairs)
    return f"COUNTIFS({','.join(parts)}){'-1' if head else ''}"


def complaints(figures: Figures, slot: Slot) -> Iterator[str]:
    """Give a slot's complaints: each is an expression, empty or beginning with ；."""
    at, name, words = slot.at, slot.called, figures.words
    if figures.zero(slot):
        yield said_if(f'{at}=""', quoted(words["blank"] + name))
    message = words["not_a_number" if slot.value.fraction else "not_whole"].format(name=name)
    yield wrong_if(words, not_a_count(at, fraction=slot.value.fraction), message)
    for rule in figures.form.rules:
        if isinstance(rule, AtMost) and rule.left == slot.value.id:
            yield from _too_much(figures, slot, rule)
    if falls := figures.rule("never-falls", slot.value.id):
        row = FIRST_MONTH_ROW + figures.growing.index(slot)
        before = f"{quote_sheetname(words['month']['sheet'])}!$D${row}"
        text = f"AND({before}<>{quoted('')},NOT(ISNUMBER({before})))"
        yield wrong_if(words, text, words["before_not_a_number"].format(name=name))
        fell = spoken(words["fell"], {"before": before, "now": at}, name=name)
        yield wrong_if(words, both_numbers(at, before, f"{at}<{before}"), falls.message, fell)
    if ledger := figures.counted(slot):
        yield from _no_days(words, slot, ledger)
        number = count(slot, ledger)
        counted = f'IF({number}="",{quoted(words["nothing"])},{number})'
        yield said_if(f'{slot.overrule}<>""', spoken(words["overruled"], {"count": counted}))


def _no_days(words: Words, slot: Slot, ledger: List) -> Iterator[str]:
    """Say how many rows are left out because what stands for a day is none."""
    asked = (ledger.column(where.column) for where in slot.value.count if not where.says)
    days = words["or"].join(column.label for column in asked if column.content == "date")
    if days:
        left_out = f"({_rows(slot, ledger, as_days=False)}-{_rows(slot, ledger)})"
        said = spoken(words["not_days"], {"count": left_out}, ledger=ledger.name, column=days)
        condition = f'AND({slot.overrule}="",{left_out}>0)'
        yield wrong_if(words, condition, "", said)


def _too_much(figures: Figures, slot: Slot, rule: AtMost) -> Iterator[str]:
    """Compare with the other value, level by level where both are counted by levels."""
    for other in figures.slots:
        if other.value.id == rule.right and other.level in (slot.level, ""):
            more = spoken(figures.words["greater"], {"left": slot.at, "right": other.at})
            level = f"（{slot.level}）" if slot.level else ""
            condition = both_numbers(slot.at, other.at, f"{slot.at}>{other.at}")
            yield wrong_if(figures.words, condition, rule.message + level, more)
