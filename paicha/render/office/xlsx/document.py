"""A document with a list in; a protected sheet out: its blanks are open, rows can be inserted."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from paicha.model.form import Blank, Form, Statement, pairs
from paicha.render.office.xlsx.book import DENSE, Book, lines, points
from paicha.render.office.xlsx.formulas import complaint_of_row, rules_of_rows
from paicha.render.office.xlsx.inputs import redden_broken, redden_complaints, watch
from paicha.render.office.xlsx.rows import WIDE, head_height

_LABEL = 24  # mm, about, for the label of a blank


@dataclass
class OpenSheet:
    """A sheet being written from top to bottom on the columns of its list."""

    book: Book
    form: Form
    sheet: Any
    row: int = 0

    @property
    def edges(self) -> list[int]:
        """Give where columns begin, in mm, and where the last ends."""
        return [0, *accumulate(column.width for column in self.form.columns)]

    def nearest(self, mm: float, after: int) -> int:
        """Find the column that begins nearest to a place, right of another column."""
        return min(range(after + 1, len(self.edges)), key=lambda n: abs(self.edges[n] - mm))

    def write(self, first: int, last: int, text: str, style: Any) -> None:
        """Write a text over columns from `first` to before `last` of this row."""
        if last - first > 1:
            self.sheet.merge_range(self.row, first, self.row, last - 1, text, style)
        else:
            self.sheet.write_string(self.row, first, text, style)

    def gap(self) -> None:
        """Leave a low row free."""
        self.sheet.set_row(self.row, points(3))
        self.row += 1

    def width(self) -> float:
        """Give the width of the page in mm."""
        return self.edges[-1]


def add_document(book: Book, form: Form, foot: str) -> None:
    """Add a document's sheet."""
    sheet = book.sheet(form.short_title, form.orientation, [c.width for c in form.columns], foot)
    page = OpenSheet(book, form, sheet)
    _title(page)
    _blanks(page, form.head)
    page.gap()
    _sentences(page, form.before)
    _list(page)
    page.gap()
    _blanks(page, form.foot)
    _sentences(page, form.after)
    _signatures(page)
    sheet.print_area(0, 0, page.row - 1, len(form.columns) - 1)
    may = ("format_rows", "format_columns", "insert_rows", "delete_rows")
    sheet.protect("", dict.fromkeys(may, True))


def _title(page: OpenSheet) -> None:
    """Write the title, and above it who keeps which copy where there are several."""
    book, form, across = page.book, page.form, len(page.form.columns)
    if form.copies:
        page.write(0, across, form.copies_to_tick, book.style("input", "right"))
        page.row += 1
    page.sheet.set_row(page.row, points(12))
    page.write(0, across, form.title, book.style("title"))
    page.row += 1
    page.gap()


def _blanks(page: OpenSheet, blanks: tuple[Blank, ...]) -> None:
    """Write blanks two a row, wide ones alone."""
    end = len(page.edges) - 1
    for row in pairs(blanks):
        middle = page.nearest(page.width() / 2, 0) if len(row) == 2 else end
        page.sheet.set_row(page.row, points(max(_height(blank) for blank in row)))
        for blank, span in zip(row, ((0, middle), (middle, end)), strict=False):
            _blank(page, blank, *span)
        page.row += 1


def _height(blank: Blank) -> float:
    """Give the height of a blank in mm: for the pen, and for its label."""
    return max(9, 7 * blank.lines, 3 + 4.5 * lines(blank.label, _LABEL, 10))


def _blank(page: OpenSheet, blank: Blank, first: int, end: int) -> None:
    """Write a label and beside it the cell to fill."""
    label = page.nearest(page.edges[first] + _LABEL, first)
    page.write(first, label, blank.label, page.book.style("boxed", "centred"))
    names = ["top"] if blank.lines > 1 else []
    names += ["date"] if blank.content == "date" else []
    page.write(label, end, blank.blank, page.book.style("boxed", "input", *names, align="left"))
    watch(page.book, page.sheet, (page.row, label, page.row, label), blank, strict=True)


def _sentences(page: OpenSheet, sentences: tuple[Statement, ...]) -> None:
    for sentence in sentences:
        page.sheet.set_row(page.row, 6 + 15 * lines(sentence.text, page.width(), 10))
        page.write(0, len(page.edges) - 1, sentence.text, page.book.style())
        page.row += 1


def _list(page: OpenSheet) -> None:
    book, form, sheet = page.book, page.form, page.sheet
    if form.list_title:
        sheet.set_row(page.row, points(9))
        page.write(0, len(form.columns), form.list_title, book.style("heading", "low"))
        page.row += 1
    for n, column in enumerate(form.columns):
        sheet.write_string(
            page.row, n, column.label, book.style("boxed", "columns", font_size=DENSE)
        )
    sheet.set_row(page.row, head_height(form))
    first, last = page.row + 1, page.row + form.rows
    for row in range(first, last + 1):
        book.growing_row(sheet, row, len(form.columns) + 1)
        for n, column in enumerate(form.columns):
            style = book.column_style(column, "input", font_size=DENSE)
            if column.content == "running":
                sheet.write_number(row, n, row - page.row, style)
            else:
                sheet.write_blank(row, n, None, style)
    for n, column in enumerate(form.columns):
        watch(book, sheet, (first, n, last, n), column, strict=True)
    if rules_of_rows(form):
        _complaints(page, first, last)
    page.row = last + 1


def _complaints(page: OpenSheet, first: int, last: int) -> None:
    """Say beside the paper what is wrong with each row."""
    sheet, form, beside = page.sheet, page.form, len(page.form.columns)
    words = page.book.words
    places = {column.id: n for n, column in enumerate(form.columns)}
    style = page.book.style("beside", text_wrap=False)
    sheet.set_column_pixels(beside, beside, WIDE)
    sheet.write_string(page.row, beside, words["checked"], style)
    for row in range(first, last + 1):
        formula = complaint_of_row(words, form, lambda id_: xl_rowcol_to_cell(row, places[id_]))  # noqa: B023 -- used at once
        sheet.write_formula(row, beside, formula, style, "")
    redden_broken(page.book, sheet, form, first, last)
    redden_complaints(page.book, sheet, (first, beside, last, beside))


def _signatures(page: OpenSheet) -> None:
    """Write who signs side by side, each with the date below."""
    form, sheet = page.form, page.sheet
    if not form.signers:
        return
    style = page.book.style("input", "low", "one-line")
    share = page.width() / len(form.signers)
    edges = [0]
    for n in range(1, len(form.signers)):
        edges.append(page.nearest(n * share, edges[-1]))
    edges.append(len(page.edges) - 1)
    rows = [[signer.label for signer in form.signers]]
    if form.dated:
        rows.append([form.dated] * len(form.signers))
    for labels in rows:
        sheet.set_row(page.row, points(11))
        for n, label in enumerate(labels):
            page.write(edges[n], edges[n + 1], f"{label}：", style)
        page.row += 1
