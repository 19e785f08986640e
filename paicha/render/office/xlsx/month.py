"""Figures that must not fall in; a sheet for last month's, to compare, out."""

from typing import Any

from xlsxwriter.utility import quote_sheetname

from paicha.render.office.xlsx.book import points
from paicha.render.office.xlsx.inputs import watch_number
from paicha.render.office.xlsx.slots import FIRST_MONTH_ROW, Figures, Slot

_WIDTHS = {"group": 30, "cell": 84, "unit": 14, "before": 16, "now": 16, "growth": 14}  # mm
_FIRST = FIRST_MONTH_ROW - 1


def add_last_month(figures: Figures, foot: str) -> None:
    """Add the sheet that last month's figures are copied to, to see that none falls."""
    book, slots, words = figures.book, figures.growing, figures.words["month"]
    sheet = book.sheet(words["sheet"], "portrait", list(_WIDTHS.values()), foot)
    last = len(_WIDTHS) - 1
    sheet.set_row(0, points(12))
    title = words["title"].format(form=figures.form.short_title)
    sheet.merge_range(0, 0, 0, last, title, book.style("title"))
    sheet.set_row(1, points(8))
    sheet.merge_range(1, 0, 1, last, words["use"], book.style("beside"))
    for n, head in enumerate(_WIDTHS):
        sheet.write_string(_FIRST - 1, n, words[head], book.style("boxed", "columns"))
    _groups(figures, sheet)
    for row, slot in enumerate(slots, _FIRST):
        _row(figures, sheet, slot, row)
    look = {"type": "cell", "criteria": "<", "value": 0, "format": book.wrong}
    sheet.conditional_format(_FIRST, last, _FIRST + len(slots) - 1, last, look)
    sheet.repeat_rows(_FIRST - 1)
    sheet.freeze_panes(_FIRST, 0)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _groups(figures: Figures, sheet: Any) -> None:
    """Write at the side which group the rows belong to."""
    style, row = figures.book.style("boxed", "centred"), _FIRST
    for group in figures.form.groups:
        count = sum(slot.cell in group.cells for slot in figures.growing)
        if count > 1:
            sheet.merge_range(row, 0, row + count - 1, 0, group.title, style)
        elif count:
            sheet.write_string(row, 0, group.title, style)
        row += count


def _row(figures: Figures, sheet: Any, slot: Slot, row: int) -> None:
    book, n = figures.book, row + 1
    centred = book.style("boxed", "centred")
    sheet.set_row(row, points(7.5))
    level = f"（{slot.level}）" if slot.level else ""
    sheet.write_string(row, 1, f"{slot.value.title}{level}", book.style("boxed"))
    sheet.write_string(row, 2, slot.value.unit, centred)
    sheet.write_blank(row, 3, None, book.style("boxed", "centred", "input"))
    watch_number(sheet, (row, 3, row, 3), slot.cell, slot.value, figures.asked(slot, ""))
    this = f"{quote_sheetname(figures.form.short_title)}!{slot.at}"
    sheet.write_formula(row, 4, f'=IF({this}="","",{this})', centred, "")
    growth = f'=IF(AND(ISNUMBER($D${n}),ISNUMBER($E${n})),$E${n}-$D${n},"")'
    sheet.write_formula(row, 5, growth, centred, "")
