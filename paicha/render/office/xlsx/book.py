"""A workbook being made: its styles, its sheets set up for A4, and its bytes in the end."""

import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from paicha.model.form import Column
from paicha.render.words import Words

TEXT, HEADING = "宋体", "黑体"  # every office's computer has both
RED, PALE_RED, QUIET = "#C00000", "#FAD4D4", "#666666"
TABLE, DENSE = 9, 8  # points, in the lists of annexes and in those of many columns
_GROWING = 43  # pixels, 11.4 mm: a row for the pen that grows with what is typed
_INCH = 25.4  # mm
_PADDING = 6  # points that a cell keeps free at its sides
_MARGINS = {"portrait": (20, 16, 18, 18), "landscape": (20, 20, 18, 18)}  # mm: l, r, t, b

STYLES: dict[str, dict[str, Any]] = {
    "text": {"font_name": TEXT, "font_size": 10, "text_wrap": True, "valign": "vcenter"},
    "boxed": {"border": 1},
    "centred": {"align": "center"},
    "right": {"align": "right"},
    "top": {"valign": "top"},
    "low": {"valign": "bottom"},
    "one-line": {"text_wrap": False},
    "input": {"locked": False},
    "heading": {"font_name": HEADING, "bold": True},
    "title": {"font_name": HEADING, "bold": True, "font_size": 15, "align": "center"},
    "columns": {"font_name": HEADING, "bold": True, "align": "center", "bottom": 2},
    "date": {"num_format": "yyyy-mm-dd", "align": "center", "shrink": True, "text_wrap": False},
    "beside": {"font_color": QUIET, "font_size": 9},  # what stands beside the paper
    "number": {"align": "center", "shrink": True, "text_wrap": False},
    "overrule": {"bg_color": "#FFF6D6", "border": 1, "locked": False},
    "strut": {"font_size": 24, "text_wrap": False},
    "left-half": {"right": 0},
    "right-half": {"left": 0},
}


def lines(text: str, mm: float, size: float) -> int:
    """Say how many lines a Chinese text takes in a column."""
    return ceil(len(text) / max(1, int((points(mm) - _PADDING) / size)))


def points(mm: float) -> float:
    """Give the height of a row."""
    return round(mm * 72 / _INCH, 2)


@dataclass
class Book:
    """A workbook: `created` is a date of the content, so that the same content gives the same."""

    title: str
    created: date
    words: Words  # what office files say
    data: BytesIO = field(default_factory=BytesIO)
    styles: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin the workbook; what looks like a formula or an address in a label is text."""
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = xlsxwriter.Workbook(self.data, plain)
        created = datetime.combine(self.created, time())  # naive: the file format knows no zone
        self.workbook.set_properties({"title": self.title, "created": created})

    def style(self, *names: str, **more: Any) -> Any:
        """Give a style made of named ones, later ones winning."""
        key = (*names, *sorted(more.items()))
        if key not in self.styles:
            look: dict[str, Any] = {}
            for name in ("text", *names):
                look |= STYLES[name]
            self.styles[key] = self.workbook.add_format(look | more)
        return self.styles[key]

    def mark(self, **look: Any) -> Any:
        """Give what a condition changes of a cell's look."""
        key = ("mark", *sorted(look.items()))
        if key not in self.styles:
            self.styles[key] = self.workbook.add_format(look)
        return self.styles[key]

    @property
    def wrong(self) -> Any:
        """Give the look of a cell that holds what is wrong."""
        return self.mark(bg_color=PALE_RED, font_color=RED)

    def column_style(self, column: Column, *more: str, font_size: float) -> Any:
        """Give the style of a list's cells."""
        names = ["date"] if column.content == "date" else []
        names += ["centred"] if column.content == "running" or column.options else []
        return self.style("boxed", *names, *more, font_size=font_size)

    def sheet(self, name: str, orientation: str, widths: list[float], foot: str) -> Any:
        """Add a sheet that prints on A4, as wide as the page; widths of its columns in mm."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(9)
        if orientation == "landscape":
            sheet.set_landscape()
        left, right, top, bottom = (mm / _INCH for mm in _MARGINS[orientation])
        sheet.set_margins(left, right, top, bottom)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        escaped = foot.replace("&", "&&")
        escaped = (
            f" {escaped}" if foot[:1].isdigit() else escaped
        )  # else it would be the font's size
        pages = self.words["pages"].format(page="&P", pages="&N")
        sheet.set_footer(f'&L&"{TEXT},Regular"&8{escaped}&R&"{TEXT},Regular"&8{pages}')
        for n, mm in enumerate(widths):
            sheet.set_column_pixels(n, n, round(mm * 96 / _INCH))
        return sheet

    def growing_row(self, sheet: Any, row: int, strut: int) -> None:
        """Make a row as high as on paper that grows with what is typed; a strut keeps it open."""
        sheet.set_row_pixels(row, _GROWING)
        sheet.write_string(row, strut, " ", self.style("strut"))
        sheet.set_column_pixels(strut, strut, 1)

    def close(self) -> bytes:
        """Finish the workbook and give its bytes."""
        self.workbook.close()
        again = BytesIO()
        with zipfile.ZipFile(self.data) as old, zipfile.ZipFile(again, "w") as new:
            for part in old.infolist():
                new.writestr(part, _grown(old.read(part)), zipfile.ZIP_DEFLATED)
        return again.getvalue()


def _grown(part: bytes) -> bytes:
    """Let rows of one height grow: XlsxWriter marks every height as fixed by hand."""
    height = f'ht="{_GROWING * 0.75:.16g}"'.encode()
    return part.replace(height + b' customHeight="1"', height)
