"""A publication in; what people write prose into, as text documents, out."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from paicha.model.form import Blank, Form, pairs
from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.office.docx.note import note_document
from paicha.render.office.docx.page import CENTRE, RIGHT, TextDocument, fill, merged
from paicha.render.publication import Publication
from paicha.render.words import words

_LABEL = 30  # mm, for the label of a blank


def render_documents(publication: Publication) -> Iterator[OutputFile]:
    """Render a document for every form that asks for one, and the note of what changed."""
    site, pages = publication.site, words(publication.project)["office"]["pages"]
    for id_, form in site.forms.items():
        if form.docx:
            notes = tuple(site.clause(form.notes_source or "", note).text for note in form.notes)
            foot = publication.form_foot(form)
            made = document(form, publication.dated, foot, notes, pages)
            yield OutputFile(PurePosixPath(paths.form_docx(id_)), made)
    if publication.note:
        yield OutputFile(PurePosixPath(paths.NOTE_DOCX), note_document(publication))


@lru_cache(maxsize=64)
def document(form: Form, dated: date, foot: str, notes: tuple[str, ...], pages: str) -> bytes:
    """Make a document; it is kept, for `serve` builds after every save."""
    page = TextDocument(form.title, form.orientation, dated, foot, pages)
    _write(page, form)
    for note in notes:
        page.paragraph(note, size=8.5)
    return page.close()


def _write(page: TextDocument, form: Form) -> None:
    """Write a form as on paper."""
    if form.annex:
        page.paragraph(form.annex, bold=True, size=12)
    if form.copies:
        page.paragraph(form.copies_to_tick, size=9.5).alignment = RIGHT
    page.title("\n".join(form.title_lines or (form.title,)))
    if form.kind == "document":
        _document(page, form)
        return
    page.ends([f"{blank.label}：{blank.blank}" for blank in form.head], to_edge=True)
    if form.kind == "cells":
        _figures(page, form)
    else:
        _list(page, form)
    if form.foot:
        page.ends([f"{blank.label}：{blank.blank}" for blank in form.foot], to_edge=False)


def _document(page: TextDocument, form: Form) -> None:
    """Write a document: particulars, sentences, its list, more blanks, signatures."""
    _blanks(page, form.head)
    page.gap()
    for sentence in form.before:
        page.paragraph(sentence.text)
    if form.list_title:
        page.paragraph(form.list_title, bold=True, size=11).paragraph_format.keep_with_next = True
    _list(page, form)
    page.gap()
    _blanks(page, form.foot)
    page.gap()
    for sentence in form.after:
        page.paragraph(sentence.text).paragraph_format.keep_with_next = True
    _signatures(page, form)


def _figures(page: TextDocument, form: Form) -> None:
    """Write the cells two a row, each group under its heading at the side."""
    table = page.table(form.sizes.widths)
    for group in form.groups:
        rows = []
        for n in range(0, len(group.cells), 2):
            cells = page.row(table, form.sizes.height)
            rows.append(cells[0])
            for start, cell in zip((1, 4), group.cells[n : n + 2], strict=False):
                fill(cells[start], str(cell.number), alignment=CENTRE)
                fill(cells[start + 1], "\n".join(cell.lines or (cell.label,)), size=9.5)
        fill(merged(rows), "\n".join(group.lines or (group.title,)), bold=True)


def _list(page: TextDocument, form: Form) -> None:
    """Write a list with its heads, which every page repeats, and its blank rows."""
    full = page.width / sum(column.width for column in form.columns)
    table = page.table([column.width * full for column in form.columns])
    size = 9 if form.annex else 8
    for cell, column in zip(page.row(table, 11, head=True), form.columns, strict=True):
        fill(cell, column.label, bold=True, size=size)
    for n in range(1, form.rows + 1):
        for cell, column in zip(page.row(table, 11.5), form.columns, strict=True):
            numbered = column.content == "running" and not form.annex
            fill(
                cell, str(n) if numbered else "", size=size, alignment=CENTRE if numbered else None
            )


def _blanks(page: TextDocument, blanks: tuple[Blank, ...]) -> None:
    """Write blanks two a row, wide ones alone."""
    if not blanks:
        return
    half = page.width / 2 - _LABEL
    table = page.table([_LABEL, half, _LABEL, half])
    for row in pairs(blanks):
        cells = page.row(table, max(9, 7 * max(blank.lines for blank in row)))
        fill(cells[0], row[0].label, size=9.5, alignment=CENTRE)
        fill(merged(cells[1:]) if len(row) == 1 else cells[1], row[0].blank)
        if len(row) == 2:
            fill(cells[2], row[1].label, size=9.5, alignment=CENTRE)
            fill(cells[3], row[1].blank)


def _signatures(page: TextDocument, form: Form) -> None:
    """Write who signs side by side, each with the date below."""
    if not form.signers:
        return
    table = page.table([page.width / len(form.signers)] * len(form.signers), boxed=False)
    for cell, signer in zip(page.row(table, 13), form.signers, strict=True):
        fill(cell, f"{signer.label}：", size=10.5)
    if form.dated:
        for cell in page.row(table, 10):
            fill(cell, f"{form.dated}：", size=10.5)
