"""A form of figures in; a sheet as issued out, that counts the ledger and checks itself."""

from math import ceil
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from paicha.model.form import Cell, CellGroup, CellSizes, Form
from paicha.render.office.xlsx.book import Book, points
from paicha.render.office.xlsx.formulas import complaint, quoted, said_if, spoken
from paicha.render.office.xlsx.inputs import explain, redden_complaints, watch_number
from paicha.render.office.xlsx.month import add_last_month
from paicha.render.office.xlsx.rows import List
from paicha.render.office.xlsx.slots import (
    OVERRULE,
    SAID,
    Figures,
    Slot,
    complaints,
    count,
    slots_of,
)

_LAST = 8  # of the columns: group, then twice number, label and two halves of a value
_CHARACTERS = 56  # of a note on a line


def figures_sheet(book: Book, form: Form, foot: str) -> None:
    """Add the sheet itself, before the one it counts: it is the one to be seen first."""
    sheet = book.sheet(form.short_title, form.orientation, _widths(form.sizes), foot)
    sheet.fit_to_pages(1, 1)
    sheet.set_column_pixels(OVERRULE, OVERRULE + 1, 84)
    sheet.set_column_pixels(SAID, SAID + 1, 300)


def _widths(sizes: CellSizes) -> list[float]:
    """Give the columns' widths as on paper, each value in two halves, and a gap beside them."""
    half = sizes.value / 2
    return [sizes.group, *(sizes.number, sizes.label, half, half) * 2, 4]


def fill_figures(
    book: Book, form: Form, notes: tuple[str, ...], foot: str, ledger: List | None
) -> None:
    """Write the sheet of a form of figures, and add one for last month's figures."""
    sheet = book.workbook.get_worksheet_by_name(form.short_title)
    top = _head(book, form, sheet)
    figures = Figures(book, form, sheet, top, tuple(slots_of(form, top)), ledger)
    row = top
    for group in form.groups:
        row = _group(figures, group, row)
    _notes(figures, notes, row)
    _beside(figures, row - 1)
    sheet.print_area(0, 0, row + len(notes) - 1, _LAST)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    for slot in figures.slots:
        book.workbook.define_name(slot.name, f"={quote_sheetname(form.short_title)}!{slot.at}")
    if figures.growing:
        add_last_month(figures, foot)


def _head(book: Book, form: Form, sheet: Any) -> int:
    """Write what stands above the figures; give the row below it."""
    row = 0
    if form.annex:
        sheet.write_string(0, 0, form.annex, book.style("heading", "one-line", font_size=12))
        row = 1
    title = "\n".join(form.title_lines or (form.title,))
    sheet.set_row(row, points(16))
    sheet.merge_range(row, 0, row, _LAST, title, book.style("title"))
    for n, blank in enumerate(form.head):
        side = n % 2
        row += 1 - side
        sheet.set_row(row, points(8))
        style = book.style("input", "one-line", *(["right"] if side else []))
        first, last = ((0, 4), (5, _LAST))[side]
        sheet.merge_range(row, first, row, last, f"{blank.label}：{blank.blank}", style)
    return row + 1


def _group(figures: Figures, group: CellGroup, row: int) -> int:
    """Write a group's rows; give the row below them."""
    book, sheet = figures.book, figures.sheet
    rows = ceil(len(group.cells) / 2)
    title = "\n".join(group.lines or (group.title,))
    style = book.style("boxed", "heading", "centred")
    if rows > 1:
        sheet.merge_range(row, 0, row + rows - 1, 0, title, style)
    else:
        sheet.write_string(row, 0, title, style)
    for n in range(rows):
        sheet.set_row(row + n, points(figures.form.sizes.height))
        for side, start in ((0, 1), (1, 5)):
            there = 2 * n + side < len(group.cells)
            _cell(figures, group.cells[2 * n + side] if there else None, row + n, start)
    return row + rows


def _cell(figures: Figures, cell: Cell | None, row: int, start: int) -> None:
    book, sheet = figures.book, figures.sheet
    boxed = book.style("boxed", font_size=9.5)
    if cell is None:  # a group of an odd number of cells ends with an empty place
        for column in (start, start + 1):
            sheet.write_blank(row, column, None, boxed)
        sheet.merge_range(row, start + 2, row, start + 3, "", boxed)
        return
    sheet.write_number(row, start, cell.number, book.style("boxed", "centred"))
    sheet.write_string(row, start + 1, "\n".join(cell.lines or (cell.label,)), boxed)
    for slot in figures.of(cell):
        _number(figures, slot)


def _number(figures: Figures, slot: Slot) -> None:
    """Write the box of one number: to fill in, or counted from the ledger and locked."""
    book, sheet, ledger = figures.book, figures.sheet, figures.counted(slot)
    names = [] if slot.count == 1 else [("left-half", "right-half")[slot.half]]
    names += [] if ledger else ["input"]
    shown = slot.number_format(figures.words["part"])
    style = book.style("number", "boxed", *names, num_format=shown)
    if slot.count == 1:
        sheet.merge_range(slot.row, slot.column, slot.row, slot.column + 1, "", style)
    cells = (slot.row, slot.column, slot.row, slot.column)
    if ledger:
        formula = f'=IF({slot.overrule}<>"",{slot.overrule},{count(slot, ledger)})'
        sheet.write_formula(slot.row, slot.column, formula, style, "")
        said = figures.words["counted"].format(ledger=ledger.name)
        explain(sheet, cells, slot.value.title, said)
    else:
        sheet.write_blank(slot.row, slot.column, None, style)
        asked = figures.asked(slot, figures.zero(slot))
        watch_number(sheet, cells, slot.cell, slot.value, asked)


def _notes(figures: Figures, notes: tuple[str, ...], row: int) -> None:
    style = figures.book.style("top", font_size=8.5)
    for n, note in enumerate(notes, row):
        figures.sheet.merge_range(n, 0, n, _LAST, note, style)
        figures.sheet.set_row(n, 4 + 12 * ceil(len(note) / _CHARACTERS))


def _beside(figures: Figures, last: int) -> None:
    """Write what does not print: where counts are overruled, and what is wrong in each row."""
    book, sheet, top = figures.book, figures.sheet, figures.top
    heads = {SAID: "left_checked", SAID + 1: "right_checked"}
    if any(figures.counted(slot) for slot in figures.slots):
        heads |= {OVERRULE: "left_overruled", OVERRULE + 1: "right_overruled"}
    for column, head in heads.items():
        sheet.write_string(top - 1, column, figures.words[head], book.style("beside", font_size=8))
    for cell in dict.fromkeys(slot.cell for slot in figures.slots):
        _complaint(figures, figures.of(cell))
    for slot in figures.slots:
        if figures.counted(slot):
            _overrule(figures, slot)
    redden_complaints(book, sheet, (top, SAID, last, SAID + 1))
    _summary(figures, last)


def _overrule(figures: Figures, slot: Slot) -> None:
    """Write the place whose number goes before the counted one."""
    sheet, column = figures.sheet, OVERRULE + slot.side
    sheet.write_blank(slot.row, column, None, figures.book.style("number", "overrule"))
    said = figures.asked(slot, figures.words["overrule"])
    watch_number(sheet, (slot.row, column, slot.row, column), slot.cell, slot.value, said)


def _complaint(figures: Figures, slots: list[Slot]) -> None:
    """Write what is wrong with a cell, and turn its numbers red."""
    book, sheet, row = figures.book, figures.sheet, slots[0].row
    column = SAID + slots[0].side
    parts = [part for slot in slots for part in complaints(figures, slot)]
    blank = "；".join(figures.words["blank"] + slot.called for slot in slots if figures.zero(slot))
    sheet.write_formula(row, column, complaint(parts), book.style("beside"), blank)
    said = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    condition = f"=ISNUMBER(FIND({quoted(figures.words['wrong'])},{said}))"
    look = {"type": "formula", "criteria": condition, "format": book.wrong}
    first = slots[0].column
    sheet.conditional_format(row, first, row, first + 1, look)


def _summary(figures: Figures, last: int) -> None:
    """Say above all complaints how many there are."""
    sheet, row, words = figures.sheet, max(figures.top - 2, 0), figures.words
    style = figures.book.style("beside", font_size=10.5)
    sheet.merge_range(row, OVERRULE, row, SAID + 1, "", style)
    parts, all_well = _counts(figures, last), words["all_well"]
    joined = f"=IF({'&'.join(parts)}={quoted('')},{quoted(all_well)},{complaint(parts)[1:]})"
    blank = len({slot.cell.id for slot in figures.slots if figures.zero(slot)})
    to_fill = words["to_fill"].format(count=blank, hint=_hint(figures))
    sheet.write_formula(row, OVERRULE, joined, style, to_fill if blank else all_well)
    redden_complaints(figures.book, sheet, (row, OVERRULE, row, OVERRULE))


def _counts(figures: Figures, last: int) -> list[str]:
    """Count the cells and the rows of the ledger that complain."""
    top_left = xl_rowcol_to_cell(figures.top, SAID, row_abs=True, col_abs=True)
    bottom_right = xl_rowcol_to_cell(last, SAID + 1, row_abs=True, col_abs=True)
    words, mark = figures.words, figures.words["wrong"]
    wrong, blank = (_with(one, f"{top_left}:{bottom_right}") for one in (mark, words["blank"]))
    to_fill = spoken(words["to_fill"], {"count": blank}, hint=_hint(figures))
    parts = [
        said_if(f"{wrong}>0", spoken(mark + words["to_correct"], {"count": wrong})),
        said_if(f"{blank}>0", to_fill),
    ]
    if (ledger := figures.ledger) and ledger.complaints:
        rows = _with(mark, ledger.complaints)
        found = spoken(mark + words["rows_to_correct"], {"count": rows}, ledger=ledger.name)
        parts.append(said_if(f"{rows}>0", found))
    return parts


def _with(mark: str, cells: str) -> str:
    """Count the cells that hold a mark."""
    return f"COUNTIF({cells},{quoted(f'*{mark}*')})"


def _hint(figures: Figures) -> str:
    """Say once what a blank means."""
    said = next((figures.zero(slot) for slot in figures.slots if figures.zero(slot)), "")
    return f"（{said}）" if said else ""
