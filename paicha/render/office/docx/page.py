"""A text document being made: A4, Chinese fonts, tables with fixed widths, the same bytes again."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from paicha.render.words import pieces

TEXT, HEADING = "宋体", "黑体"  # every office's computer has both
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_MARGINS = {"portrait": (20, 16), "landscape": (20, 20)}  # mm: left, right
_SIDES = {"portrait": (210, 297), "landscape": (297, 210)}
_MILLIMETRE = 57  # twentieths of a point
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}  # what the reader's program counts
_WITHIN_NUMBER = re.compile(r"(?<=\d)-(?=\w)")
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)


class TextDocument:
    """A document, written from top to bottom."""

    def __init__(self, title: str, orientation: str, dated: date, foot: str, pages: str) -> None:
        """Begin a document that bears a date of the content; `pages` says page x of y."""
        self.document: Any = Document()  # its own types end half-way
        self.width = _SIDES[orientation][0] - sum(_MARGINS[orientation])  # mm
        _paper(self.document, orientation)
        styles = (("Normal", TEXT, 10.5), ("Heading 1", HEADING, 15), ("Heading 2", HEADING, 12))
        for name, font, size in styles:
            _font(self.document.styles[name], font, size)
        _defaults(self.document)
        _footer(self.document, foot, pages, self.width)
        core = self.document.core_properties
        core.title, core.language, core.comments, core.author = title, "zh-CN", "", ""
        core.created = core.modified = datetime.combine(dated, time())  # written as UTC

    def paragraph(self, text: str = "", *, bold: bool = False, size: float = 10.5) -> Paragraph:
        """Write a paragraph."""
        paragraph: Paragraph = self.document.add_paragraph()
        write(paragraph, text, bold=bold, size=size)
        paragraph.paragraph_format.space_after = Pt(3)
        return paragraph

    def title(self, text: str) -> None:
        """Write the document's title."""
        heading = self.document.add_heading(text, 1)
        heading.alignment = CENTRE
        heading.paragraph_format.space_before = Pt(0)
        heading.paragraph_format.space_after = Pt(8)

    def heading(self, text: str) -> None:
        """Write the heading of a part."""
        heading = self.document.add_heading(text, 2)
        heading.paragraph_format.space_before = Pt(12)
        heading.paragraph_format.space_after = Pt(4)

    def ends(self, texts: Sequence[str], *, to_edge: bool) -> None:
        """Write two texts on one line, the other to the right edge or with room to write after."""
        stops = self.paragraph("\t".join(texts)).paragraph_format.tab_stops
        if to_edge:
            stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
        else:
            stops.add_tab_stop(Mm(self.width * 0.6))

    def table(self, widths: Sequence[float], *, boxed: bool = True) -> Table:
        """Begin a table without rows; widths in mm."""
        table: Table = self.document.add_table(0, len(widths))
        table.style = "Table Grid" if boxed else "Normal Table"
        table.autofit = False
        _margins(table, _MILLIMETRE if boxed else 0)
        for column, mm in zip(table.columns, widths, strict=True):
            column.width = Mm(mm)
        self.widths = [Mm(mm) for mm in widths]  # of the table being written: asking it is slow
        return table

    def gap(self) -> None:
        """Part two tables, which would else become one."""
        self.paragraph(size=4).paragraph_format.space_after = Pt(0)

    def row(self, table: Table, height: float, *, head: bool = False) -> Sequence[_Cell]:
        """Add a row, at least as high as said in mm, that no page break splits."""
        row: Any = table.add_row()  # type: ignore[no-untyped-call]
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        _flag(row, "w:cantSplit")
        if head:
            _flag(row, "w:tblHeader")
        cells: Sequence[_Cell] = row.cells
        for cell, width in zip(cells, self.widths, strict=True):
            cell.width = width
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        return cells

    def close(self) -> bytes:
        """Finish the document and give its bytes, in which no clock has left its time."""
        made, again = BytesIO(), BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name, _NO_CLOCK), old.read(name), zipfile.ZIP_DEFLATED)
        return again.getvalue()


def fill(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    size: float = 10.0,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    """Write a cell's text; headings stand in the middle."""
    write(cell.paragraphs[0], text, bold=bold, size=size)
    cell.paragraphs[0].alignment = CENTRE if bold else alignment


def merged(cells: Iterable[_Cell]) -> _Cell:
    """Make one cell of neighbours."""
    first, *_, last = cells = list(cells)
    if first is last:
        return first
    whole: _Cell = first.merge(last)
    for paragraph in whole.paragraphs[1:]:  # each merged cell brings an empty one
        paragraph._element.getparent().remove(paragraph._element)
    return whole


def write(paragraph: Paragraph, text: str, *, bold: bool, size: float) -> Run:
    """Write a run of text with the font for its weight; GB50720-5.1.4 stays on one line."""
    run = paragraph.add_run()
    for at, piece in enumerate(_WITHIN_NUMBER.split(text)):
        if at:
            run._element.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(piece)
    run.font.size = Pt(size)
    if bold:
        run.bold = True
        _faces(run.font.element.get_or_add_rPr(), HEADING)
    return run


def shaded(run: Run, colour: str) -> None:
    """Put a ground behind a run; Word wants it before the language, which no run of ours has."""
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    run.font.element.get_or_add_rPr().append(shade)


def _margins(table: Any, width: int) -> None:
    """Leave some space at the sides of each cell, and begin where the text begins.

    Word refuses properties that stand in another order than its own.
    """
    properties = table._tbl.tblPr
    after = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(_width("w:tblInd", width), *after)
    margins = OxmlElement("w:tblCellMar")
    margins.append(_width("w:left", width))
    margins.append(_width("w:right", width))
    properties.insert_element_before(margins, "w:tblLook")


def _width(name: str, width: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(width))
    element.set(qn("w:type"), "dxa")
    return element


def _paper(document: Any, orientation: str) -> None:
    section = document.sections[0]
    across, down = _SIDES[orientation]
    section.page_width, section.page_height = Mm(across), Mm(down)
    if orientation == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin, section.right_margin = (Mm(mm) for mm in _MARGINS[orientation])
    section.top_margin = section.bottom_margin = Mm(18)
    section.footer_distance = Mm(9)


def _font(style: Any, name: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    _faces(style.element.get_or_add_rPr(), name)


def _faces(properties: Any, name: str) -> None:
    """Name the font for every script; a theme's font that stayed would win over it."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def _defaults(document: Any) -> None:
    """Make the template's defaults Chinese, and the lines as close as on the paper.

    Letters and digits are of no Chinese: LibreOffice would break GB50720-5.1.4 anywhere.
    """
    element = document.styles.element
    _faces(element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"), TEXT)
    element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-US")
    element.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), "zh-CN")
    spacing = element.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "264")


def _footer(document: Any, text: str, pages: str, width: float) -> None:
    """Write the document number at the left and page x of y at the right."""
    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    for inherited in document.styles["Footer"].paragraph_format.tab_stops:
        stops.add_tab_stop(inherited.position, WD_TAB_ALIGNMENT.CLEAR)
    before = f"{text}\t"
    for said, slot in pieces(pages):
        write(paragraph, before + said, bold=False, size=8)
        before = ""
        if slot:
            _field(paragraph, _FIELDS[slot])


def _field(paragraph: Paragraph, code: str) -> None:
    """Write a number that the reader's program computes."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size = Pt(8)
    field.append(run._element)
    paragraph._element.append(field)


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
