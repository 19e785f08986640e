"""A checklist in; its pages out: every edition, what changed between them, every item."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from paicha.model.base import Grade
from paicha.model.changes import Change, Side
from paicha.model.checklist import Checklist, Edition, Item
from paicha.model.glossary import finder
from paicha.render import paths
from paicha.render.pages.charts import bars
from paicha.render.pages.compared import compared
from paicha.render.pages.page import Page
from paicha.render.printed import documents_of
from paicha.render.publication import Publication


def checklist_pages(publication: Publication, id_: str, checklist: Checklist) -> Iterator[Page]:
    """List the pages of a checklist: each edition, what changed between them, each item."""
    site = publication.site
    for edition in checklist.editions:
        yield _edition_page(publication, id_, checklist, edition)
    if len(checklist.editions) > 1:
        first = _edition_page(publication, id_, checklist, site.shown_first(id_))
        yield replace(first, path=paths.checklist(id_))
    if id_ in site.changes:
        context = {
            "id": id_,
            "checklist": checklist,
            "changes": site.changes[id_],
            "compared": partial(compared, site, site.changes[id_]),
            "touched": partial(_touched, checklist),
        }
        yield Page(paths.changes(id_), "changes.html", context)
    yield from _item_pages(publication, id_, checklist)


def _edition_page(
    publication: Publication, id_: str, checklist: Checklist, edition: Edition
) -> Page:
    site = publication.site
    own = paths.checklist(id_, publication.edition_name(id_, edition))
    context = list_context(publication, id_, checklist, edition) | {
        "own": own,
        "why_first": site.settings.why_first.get(id_) if edition == site.shown_first(id_) else None,
        "printed": documents_of(publication, id_, checklist, edition),
        "bars": bars(checklist, edition),
    }
    return Page(own, "checklist.html", context)


def list_context(
    publication: Publication,
    id_: str,
    checklist: Checklist,
    edition: Edition,
    owner: str | None = None,
) -> dict[str, Any]:
    """Give what a page of a list shows of its items, or of those that somebody is asked."""
    site, sections = publication.site, checklist.sections_in(edition, owner)
    items = [item for _, items in sections for item in items]
    owners = {one for item in items for one in item.owners}
    return {
        "id": id_,
        "checklist": checklist,
        "edition": edition,
        "why_first": None,
        "narrowed": None,
        "own_voice": False,
        "others": [],
        "sections": sections,
        "count": len(items),
        "facets_here": {facet for item in items for facet in item.applies_to},
        "how_here": {how for item in items for how in item.how},
        "roles_here": [r for r in site.roles.values() if r.id in owners],
        "changed": partial(_changed, publication, id_),
        "beside": partial(site.beside, checklist=checklist, edition=edition),
        "remedies": [one.id for one in site.actions.values() if one.remedy],
        "titles": lambda names: "；".join(site.actions[name].title for name in names),
    }


def _item_pages(publication: Publication, id_: str, checklist: Checklist) -> Iterator[Page]:
    site, shown = publication.site, publication.site.shown_first(id_)
    terms_in = finder(site.glossary)
    flat = [(section, item) for section in checklist.sections for item in section.items]
    for n, (section, item) in enumerate(flat):
        editions = checklist.editions_of(item)
        edition = shown if shown in editions else editions[0]
        context = {
            "id": id_,
            "checklist": checklist,
            "section": section,
            "item": item,
            "editions": editions,
            "note": None if edition == shown else edition.note,
            "list_path": publication.list_path(id_, edition),
            "changed": _changed(publication, id_, item),
            "regraded": _regraded(checklist, item),
            "pictures": site.pictures_of(item),
            "terms": terms_in(f"{item.check}{item.look_for or ''}"),
            "previous": flat[n - 1][1] if n else None,
            "following": flat[n + 1][1] if n + 1 < len(flat) else None,
        }
        yield Page(paths.item(item.id), "item.html", context)


def _changed(publication: Publication, id_: str, item: Item) -> list[Change]:
    """List the changes between editions that touch what an item rests on, each once."""
    changes = publication.site.changes.get(id_)
    if not changes:
        return []
    found = [c for basis in item.all_basis for c in changes.touching(basis.source, basis.clause)]
    return [change for change in dict.fromkeys(found) if change.kind != "unchanged"]


def _regraded(checklist: Checklist, item: Item) -> list[tuple[Edition, Grade]]:
    """Give an item's grade in each of its editions where they differ, else nothing."""
    grades = [(e, checklist.grade_in(item, e)) for e in checklist.editions_of(item)]
    return grades if len({grade for _, grade in grades}) > 1 else []


def _touched(checklist: Checklist, side: Side, clauses: tuple[str, ...]) -> list[Item]:
    """List the items that rest on some clauses of an edition's source."""
    return [
        item
        for item in checklist.items()
        if any(basis.source == side.source and basis.clause in clauses for basis in item.all_basis)
    ]
