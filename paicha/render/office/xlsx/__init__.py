"""A publication in; every form as a workbook out, that prints like the paper and checks itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from paicha.model.form import Form
from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.office.xlsx.book import Book
from paicha.render.office.xlsx.cells import figures_sheet, fill_figures
from paicha.render.office.xlsx.document import add_document
from paicha.render.office.xlsx.rows import add_list
from paicha.render.publication import Publication
from paicha.render.words import Words, words


@dataclass(frozen=True)
class Contents:
    """All that a form's workbook is made of; two that are equal make the same workbook."""

    id: str
    form: Form
    dated: date
    foot: str
    words: Words = field(hash=False)  # compared all the same
    notes: tuple[str, ...] = ()
    ledger: "Contents | None" = None


def render_workbooks(publication: Publication) -> Iterator[OutputFile]:
    """Render a workbook for every form."""
    for id_ in publication.site.forms:
        made = workbook(_source(publication, id_))
        yield OutputFile(PurePosixPath(paths.form_xlsx(id_)), made)


def _source(publication: Publication, id_: str) -> Contents:
    site = publication.site
    form = site.forms[id_]
    notes = tuple(site.clause(form.notes_source or "", note).text for note in form.notes)
    ledger = _source(publication, form.ledger) if form.ledger else None
    foot, said = publication.form_foot(form), words(publication.project)["office"]
    return Contents(id_, form, publication.dated, foot, said, notes, ledger)


@lru_cache(maxsize=64)
def workbook(source: Contents) -> bytes:
    """Make a workbook; it is kept, for `serve` builds after every save."""
    form = source.form
    book = Book(form.title, source.dated, source.words)
    if form.kind == "document":
        add_document(book, form, source.foot)
    elif form.kind == "rows":
        add_list(book, source.id, form, source.foot)
    else:
        figures_sheet(book, form, source.foot)
        below = source.ledger
        ledger = add_list(book, below.id, below.form, below.foot) if below else None
        fill_figures(book, form, source.notes, source.foot, ledger)
    return book.close()
