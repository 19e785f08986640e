"""A publication in; the note of what changed, as a text document to sign, out."""

from collections.abc import Sequence

from docx.enum.text import WD_UNDERLINE
from docx.table import _Cell

from paicha.render.note import Line, Told
from paicha.render.office.docx.page import CENTRE, TextDocument, fill, merged, write
from paicha.render.publication import Publication
from paicha.render.words import Words, words

_WHAT = 38  # mm, for what a field is called


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
    page.paragraph(f"{settings.title}　{settings.issuer}").alignment = CENTRE
    if note:
        for sentence in (*note.opening, *([told["how_to_read"]] if note.groups else [])):
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
        page.paragraph(where, size=9).paragraph_format.keep_with_next = True
    if not one.lines:
        return
    side = (page.width - _WHAT) / 2
    table = page.table([_WHAT, side, side])
    if not one.whole:
        heads = (told["what"], told["old"], told["new"])
        for cell, name in zip(page.row(table, 6, head=True), heads, strict=True):
            fill(cell, name, bold=True, size=9.5)
    for line in one.lines:
        cells = page.row(table, 6)
        fill(cells[0], line.name, size=9.5)
        if one.whole:
            fill(merged(cells[1:]), line.new or line.old, size=9.5)
        else:
            _sides(cells[1:], line, told["nothing"])
    page.gap()


def _sides(cells: Sequence[_Cell], line: Line, nothing: str) -> None:
    """Write old beside new; what is gone stands on dashes, what is new on a line, and bold."""
    for cell, pieces, is_new in zip(cells, line.pieces, (False, True), strict=True):
        for text, differs in pieces or [(nothing, False)]:
            run = write(cell.paragraphs[0], text, bold=differs and is_new, size=9.5)
            if differs:
                run.underline = WD_UNDERLINE.SINGLE if is_new else WD_UNDERLINE.DASH


def _signatures(page: TextDocument, said: Words) -> None:
    """Leave room for names and days."""
    names = said["note_sign"]
    quarter = page.width / 2 - 25
    table = page.table([25, quarter, 25, quarter])
    for who in (names["made"], names["checked"], names["approved"]):
        cells = page.row(table, 12)
        fill(cells[0], who, size=10, alignment=CENTRE)
        fill(cells[2], names["date"], size=10, alignment=CENTRE)
