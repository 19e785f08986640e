"""A publication in; the page of each door, and the lists that its role asks itself, out."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from paicha.model.campaign import Door, Narrowed
from paicha.model.checklist import Item
from paicha.render import paths
from paicha.render.pages.lists import list_context
from paicha.render.pages.page import Page
from paicha.render.printed import documents_of
from paicha.render.publication import Publication


def door_pages(publication: Publication) -> Iterator[Page]:
    """List a page a door, and one a list that it asks in its own voice."""
    site = publication.site
    for door in site.doors:
        lists = [_led(publication, door, one) for one in door.lists]
        yield Page(paths.door(door.role), "door.html", {"door": door, "lists": lists})
        for narrowed in door.lists:
            if narrowed.apart:
                yield _own_page(publication, door, narrowed)


def _led(publication: Publication, door: Door, narrowed: Narrowed) -> dict[str, Any]:
    """Say how a door leads to a list: its ways with what each asks first, and its paper."""
    id_, site = narrowed.checklist, publication.site
    checklist, edition = site.checklists[id_], site.shown_first(id_)
    items = [item for _, items in checklist.sections_in(edition, narrowed.owner) for item in items]
    own = paths.own_list(door.role, id_)
    page = own if narrowed.apart else publication.list_path(id_, edition)
    first = [("first", "1")] if narrowed.first else []
    ways = [
        {
            "title": way.title,
            "query": urlencode([*first, *(("facet", one) for one in way.facets)]),
            "count": len(_asked(narrowed, items, set(way.facets))),
        }
        for way in narrowed.ways
    ]
    printed = documents_of(publication, id_, checklist, edition).sheet
    return {
        "title": narrowed.title,
        "page": page,
        "note": narrowed.note,
        "ways": ways,
        "count": len(items),
        "round": not narrowed.own and checklist.verdict is not None,
        "lone": paths.own_lone(door.role, id_) if narrowed.apart else "",
        "sheet": paths.own_sheet(door.role, id_) if narrowed.apart else printed,
    }


def _asked(narrowed: Narrowed, items: list[Item], here: set[str]) -> list[Item]:
    """List the items that are asked first where some facets are."""
    first = [item for item in items if item.id in narrowed.first or not narrowed.first]
    return [item for item in first if not item.applies_to or here & {*item.applies_to}]


def _own_page(publication: Publication, door: Door, narrowed: Narrowed) -> Page:
    """Give a list as a role asks it itself: his items, in his words, those he sees first."""
    id_, site = narrowed.checklist, publication.site
    checklist, edition = site.checklists[id_], site.shown_first(id_)
    path = paths.own_list(door.role, id_)
    context = list_context(publication, id_, checklist, edition, narrowed.owner) | {
        "own": path,
        "door": door,
        "narrowed": narrowed,
        "own_voice": narrowed.own,
        "others": site.others(narrowed, edition),
    }
    return Page(path, "checklist.html", context)
