"""A publication in; the note of what changed, as a text document to sign, out."""

from docx.enum.text import WD_UNDERLINE
from docx.table import Table, _Cell

from paicha.render.note import Told
from paicha.render.note.apart import Pieces
from paicha.render.office.docx.page import CENTRE, TextDocument, fill, merged, shaded, write
from paicha.render.publication import Publication
from paicha.render.words import Words, words

_WHAT = 38  # mm, for what a field is called
_SIZE = 10.5  # points
_GREY = "DDDDDD"


def note_document(publication: Publication) -> bytes:
    """Write the note, and below it who made, checked and approved it."""
    said, note = words(publication.project), publication.note
    settings, told = publication.site.settings, said["note"]
    page = TextDocument(
        told["title"],
        "portrait",
        publication.dated,
        f"{settings.title}　{told['title']}",
        said["office"]["pages"],
    )
    page.title(told["title"])
    if note:
        page.paragraph(note.by).alignment = CENTRE
        for sentence in (*note.opening, *([told["how_to_read"]["marks"]] if note.groups else [])):
            page.paragraph(sentence)
        for title, found in note.groups:
            page.heading(told["group"].format(title=title, count=len(found)))
            for one in found:
                _entry(page, one, told)
    page.gap()
    _signatures(page, said)
    return page.close()


def _entry(page: TextDocument, one: Told, told: Words) -> None:
    """Write what an entry is, where it stands, and its changes."""
    head = page.paragraph(f"{one.state}　{one.kind}　{one.named}", bold=True, size=11)
    head.paragraph_format.keep_with_next = True
    clauses = told["basis"].format(clauses=one.clauses) if one.clauses else ""
    if where := "　".join(filter(None, (one.place, clauses))):
        page.paragraph(where).paragraph_format.keep_with_next = True
    if not one.lines:
        return
    side = (page.width - _WHAT) / 2
    table = page.table([_WHAT, side, side])
    if not one.whole:
        heads = (told["what"], told["old"], told["new"])
        for cell, name in zip(page.row(table, 6, head=True), heads, strict=True):
            fill(cell, name, bold=True, size=_SIZE)
    for line in one.lines:
        cells = page.row(table, 6)
        fill(cells[0], line.name, size=_SIZE)
        old, new = [merged(cells[1:])] * 2 if one.whole else cells[1:]
        _side(old, line.before, is_new=False)
        _side(new, line.after, is_new=True)
    _kept_together(table)
    page.gap()


def _side(cell: _Cell, pieces: Pieces, *, is_new: bool) -> None:
    """Write a text; what of it is gone stands on dashes and grey, what is new on a line, bold."""
    for text, differs in pieces:
        run = write(cell.paragraphs[0], text, bold=differs and is_new, size=_SIZE)
        if differs and is_new:
            run.underline = WD_UNDERLINE.SINGLE
        elif differs:
            run.underline = WD_UNDERLINE.DASH_HEAVY
            shaded(run, _GREY)


def _kept_together(table: Table) -> None:
    """Keep all rows of a table on one page."""
    for cell in table._cells[: -len(table.columns)]:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _signatures(page: TextDocument, said: Words) -> None:
    """Leave room for names and days."""
    names = said["note_sign"]
    quarter = page.width / 2 - 25
    table = page.table([25, quarter, 25, quarter])
    for who in (names["made"], names["checked"], names["approved"]):
        cells = page.row(table, 12)
        fill(cells[0], who, size=_SIZE, alignment=CENTRE)
        fill(cells[2], names["date"], size=_SIZE, alignment=CENTRE)
