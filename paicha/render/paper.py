"""A publication in; the HTML of every document for paper out. WeasyPrint is not needed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from paicha.render import paths
from paicha.render.html import cited
from paicha.render.publication import Publication
from paicha.render.templates import Render, renderer
from paicha.source.text import must_read


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be made: where it goes, its title for people, and all that is in it."""

    path: str
    title: str
    html: str


def sheets(publication: Publication) -> Iterator[Sheet]:
    """Yield every document, each complete in itself with its style."""
    project = publication.project
    render = renderer(project)
    styles = sorted((project.templates / "print").glob("*.css"))
    css = "\n".join(must_read(path, project.name(path)) for path in styles)
    yield from _field_sheets(publication, render, css)
    for id_, form in publication.site.forms.items():
        path = paths.form_pdf(id_)
        html = render(
            f"print/form-{form.kind}.html", path, css=css, site=publication.site, form=form
        )
        yield Sheet(path, form.short_title, html)


def _field_sheets(publication: Publication, render: Render, css: str) -> Iterator[Sheet]:
    site = publication.site
    for id_, checklist in site.checklists.items():
        for edition in checklist.editions:
            path = paths.field_sheet(id_, publication.edition_name(id_, edition))
            shown = {
                "id": id_,
                "checklist": checklist,
                "edition": edition,
                "sections": checklist.sections_in(edition),
                "cited": partial(cited, publication),
                "labels": publication.grouped_labels,
            }
            html = render("print/field-sheet.html", path, css=css, site=site, **shown)
            yield Sheet(path, f"{checklist.title}（{edition.title}）", html)
