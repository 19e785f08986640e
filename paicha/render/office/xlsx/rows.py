"""A list form in; an open sheet out, to which rows can be added, with its own checks beside it."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from paicha.model.form import Blank, Column, Form
from paicha.render.office.xlsx.book import DENSE, TABLE, Book, lines, points
from paicha.render.office.xlsx.formulas import LAST, complaint_of_row, rules_of_rows
from paicha.render.office.xlsx.inputs import redden_broken, redden_complaints, watch

_MORE = 24  # rows of a list that has no foot: two pages
WIDE = 420  # pixels for what is wrong with a row


@dataclass(frozen=True)
class List:
    """A sheet with a list, its table, and by id the columns' letters; its rows begin at `first`."""

    sheet: Any
    form: Form
    table: str
    letters: dict[str, str]
    first: int
    beside: str = ""  # the letter of the column of complaints

    @property
    def name(self) -> str:
        """Give what the sheet is called."""
        return self.form.short_title

    def column(self, id_: str) -> Column:
        """Find a column."""
        return next(column for column in self.form.columns if column.id == id_)

    def range(self, column: str) -> str:
        """Give a column's cells and its head as formulas on any sheet write them."""
        return self._range(self.letters[column])

    @property
    def complaints(self) -> str:
        """Give the cells that say what is wrong; empty where the list has no rules."""
        return self._range(self.beside) if self.beside else ""

    def _range(self, letter: str) -> str:
        # From the head on, so that a row inserted above the first one is in it too.
        return f"{quote_sheetname(self.name)}!${letter}${self.first - 1}:${letter}${LAST}"


def add_list(book: Book, id_: str, form: Form, foot: str) -> List:
    """Add a list form's sheet: as on paper, its rows in a table that grows as it is filled."""
    sheet = book.sheet(form.short_title, form.orientation, [c.width for c in form.columns], foot)
    head = _top(book, sheet, form)
    count = form.rows if form.foot else max(form.rows, _MORE)
    listed = _list(id_, form, sheet, head)
    _table(book, form, listed, head + count)
    _watch(book, form, listed, head + count if form.foot else LAST - 1)
    _bottom(book, sheet, form, head + count + 1)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, 1048575, len(form.columns) - 1)
    sheet.freeze_panes(head + 1, 0)
    return listed


def head_height(form: Form) -> float:
    """Give the height of the column heads in points: of the label with most lines."""
    return 8 + 11 * max(lines(column.label, column.width, 8) for column in form.columns)


def _list(id_: str, form: Form, sheet: Any, head: int) -> List:
    letters = {c.id: xl_col_to_name(n) for n, c in enumerate(form.columns)}
    beside = xl_col_to_name(len(form.columns)) if rules_of_rows(form) else ""
    table = f"form_{id_.replace('-', '_')}"
    return List(sheet, form, table, letters, head + 2, beside)


def _top(book: Book, sheet: Any, form: Form) -> int:
    """Write what stands above the list; give the row of the column heads."""
    last, row = len(form.columns) - 1, 0
    if form.annex:
        sheet.write_string(0, 0, form.annex, book.style("heading", "one-line", font_size=12))
        row = 1
    title = form.title_lines or (form.title,)
    sheet.set_row(row, points(5 + 6.5 * len(title)))
    sheet.merge_range(row, 0, row, last, "\n".join(title), book.style("title"))
    sheet.set_row(row + 1, points(9))
    _ends(book, sheet, form.head, row + 1, form)
    return row + 2


def _bottom(book: Book, sheet: Any, form: Form, row: int) -> None:
    sheet.set_row(row, points(10))
    _ends(book, sheet, form.foot, row, form)


def _ends(book: Book, sheet: Any, blanks: tuple[Blank, ...], row: int, form: Form) -> None:
    """Write labels to fill after: the first at the left, the last well before the right edge."""
    style = book.style("one-line", "input")
    for n, blank in enumerate(blanks):
        column = _column_at(form, 0.7 * n / max(len(blanks) - 1, 1))
        sheet.write_string(row, column, f"{blank.label}：{blank.blank}", style)


def _column_at(form: Form, share: float) -> int:
    """Find the column that begins nearest to a share of the page's width."""
    total = sum(c.width for c in form.columns)
    starts = [sum(c.width for c in form.columns[:n]) for n in range(len(form.columns))]
    return min(range(len(starts)), key=lambda n: abs(starts[n] - share * total))


def _table(book: Book, form: Form, listed: List, last: int) -> None:
    """Write the list as a table: what is typed below its last row belongs to it."""
    table, sheet, head = listed.table, listed.sheet, listed.first - 2
    columns = [_column(book, table, form, column) for column in form.columns]
    if listed.beside:
        style = book.style("beside", text_wrap=False)
        formula = complaint_of_row(book.words, form, lambda name: _of_this_row(table, form, name))
        beside = {"header": book.words["checked"], "format": style, "header_format": style}
        columns.append(beside | {"formula": formula})
        sheet.set_column_pixels(len(columns) - 1, len(columns) - 1, WIDE)
    options = {"name": table, "columns": columns, "style": None, "autofilter": False}
    sheet.add_table(head, 0, last, len(columns) - 1, options)
    sheet.set_row(head, head_height(form))
    for row in range(head + 1, last + 1):
        book.growing_row(sheet, row, len(columns))
        _row(sheet, row, columns)


def _watch(book: Book, form: Form, listed: List, last: int) -> None:
    """Offer, refuse and turn red, down to a row that only a very long list reaches."""
    sheet, first, beside = listed.sheet, listed.first - 1, len(form.columns)
    for n, column in enumerate(form.columns):
        watch(book, sheet, (first, n, last, n), column, strict=not form.annex)
    if listed.beside:
        redden_broken(book, sheet, form, first, last)
        redden_complaints(book, sheet, (first, beside, last, beside))


def _column(book: Book, table: str, form: Form, column: Column) -> dict[str, Any]:
    """Describe a column of the table; the running number appears when its row is begun."""
    size = TABLE if form.annex else DENSE
    style = book.column_style(column, font_size=size)
    head = book.style("boxed", "columns", font_size=size)
    described = {"header": column.label, "format": style, "header_format": head}
    if column.content == "running" and len(form.columns) > 1:
        begun = next(c.id for c in form.columns if c.content == "text" and not c.options)
        cell = _of_this_row(table, form, begun)
        top = f"{table}[[#Headers],[{_escaped(column.label)}]]"
        described["formula"] = f'=IF({cell}="","",ROW()-ROW({top}))'
    return described


def _row(sheet: Any, row: int, columns: list[dict[str, Any]]) -> None:
    """Write a row's empty boxes, and its formulas with what they give while it is empty."""
    for n, column in enumerate(columns):
        if "formula" in column:
            sheet.write_formula(row, n, column["formula"], column["format"], "")
        else:
            sheet.write_blank(row, n, None, column["format"])


def _of_this_row(table: str, form: Form, id_: str) -> str:
    label = next(c.label for c in form.columns if c.id == id_)
    return f"{table}[[#This Row],[{_escaped(label)}]]"


def _escaped(label: str) -> str:
    """Write a column's name so that its own signs are none of the formula's."""
    return "".join(f"'{char}" if char in "[]#'@" else char for char in label)
