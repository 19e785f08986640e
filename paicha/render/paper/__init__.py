"""A publication in; the HTML of every document for paper out. WeasyPrint is not needed here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from paicha.model.campaign import Door, Duty, Narrowed
from paicha.model.checklist import Checklist, Edition, Section
from paicha.model.form import pairs
from paicha.model.site import Site
from paicha.render import paths
from paicha.render.agenda import followed
from paicha.render.citing import in_a_row
from paicha.render.paper.card import major_sections, type_size
from paicha.render.paper.chain import first_faces, served
from paicha.render.paper.guides import on_paper, parts_of
from paicha.render.paper.pictures import address_of, beside_all, rests_on
from paicha.render.paper.printed import (
    PrintedSection,
    originals,
    printed_sections,
    split,
    standard,
)
from paicha.render.paper.qr import address, qr_code
from paicha.render.publication import Publication
from paicha.render.templates import renderer
from paicha.render.words import into_style, words
from paicha.source.direction import isolated
from paicha.source.font import OURS, Fonts
from paicha.source.text import must_read

_FACES = re.compile(r"@font-face \{.*?\}\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be made: where it goes, its title for people, and all that is in it."""

    path: str
    title: str
    html: str
    fonts: Fonts = OURS


@dataclass(frozen=True, slots=True)
class Layout:
    """A document about to be rendered: its template, and what the template shows."""

    path: str
    title: str
    template: str
    shown: dict[str, Any] = field(default_factory=dict)


def sheets(publication: Publication) -> Iterator[Sheet]:
    """Yield every document, each complete in itself with its style."""
    yield from _made(publication, documents(publication))


def note_sheet(publication: Publication) -> Sheet:
    """Give the note of what changed, complete in itself."""
    return next(_made(publication, [_note(publication)]))


def note_page(publication: Publication) -> str:
    """Give the same as a page for browsers, which have fonts of their own."""
    _, html = next(_rendered(publication, [_note(publication)]))
    return isolated(_FACES.sub("", html))


def _made(publication: Publication, layouts: Iterable[Layout]) -> Iterator[Sheet]:
    fonts = _fonts(publication)
    for one, html in _rendered(publication, layouts):
        yield Sheet(one.path, one.title, *served(html, fonts))


def _fonts(publication: Publication) -> Fonts:
    return publication.site.settings.fonts.within(publication.project.root)


def _rendered(publication: Publication, layouts: Iterable[Layout]) -> Iterator[tuple[Layout, str]]:
    """Give each document's HTML."""
    project, site = publication.project, publication.site
    render, fonts = renderer(project), _fonts(publication)
    shared = {
        "css": _css(publication, fonts),
        "site": site,
        "publication": publication,
        "address_of": partial(address_of, site),
        "rests_on": partial(rests_on, site),
    }
    for one in layouts:
        yield one, render(one.template, one.path, **shared, **one.shown)


def documents(publication: Publication) -> Iterator[Layout]:
    """List every document; the handbook, which takes longest, comes last."""
    site = publication.site
    for id_, checklist in site.checklists.items():
        for edition in checklist.editions:
            yield from _of_checklist(publication, id_, checklist, edition)
    for door in site.doors:
        yield from (_own_list(publication, door, one) for one in door.lists if one.apart)
    if site.settings.self_check:
        yield _self_check(publication)
    shown = {"followed": followed(publication), "again": _again(site)}
    title = _named(publication)["calendar"]
    yield Layout(paths.CALENDAR_SHEET, title, "print/calendar.html", shown)
    yield from _house_owner(publication)
    for id_, form in site.forms.items():
        template = f"print/form-{form.kind}.html"
        of_form = {"form": form, "foot": publication.form_foot(form)}
        yield Layout(paths.form_pdf(id_), form.short_title, template, of_form)
    if publication.note:
        yield _note(publication)
    yield _handbook(publication)


def _note(publication: Publication) -> Layout:
    title = words(publication.project)["note"]["title"]
    return Layout(paths.NOTE_PDF, title, "print/note.html")


def _again(site: Site) -> list[Duty]:
    """List the duties of the calendar's last part, by how often they come."""
    cadences = ("same-day", "monthly", "half-yearly")
    return [duty for cadence in cadences for duty in site.duties if duty.cadence == cadence]


def _named(publication: Publication) -> dict[str, str]:
    """Give what documents are called that no content names."""
    return dict(words(publication.project)["paper"])


def _css(publication: Publication, fonts: Fonts) -> str:
    """Give the style of all documents, which begins with the fonts there are."""
    project = publication.project
    files = project.templates_like("print/*.css")
    said = words(project)

    def read(path: Path) -> str:
        return into_style(must_read(path, project.name(path)), said, project.name(path))

    return first_faces(fonts) + "\n".join(map(read, files))


def _of_checklist(
    publication: Publication, id_: str, checklist: Checklist, edition: Edition
) -> Iterator[Layout]:
    """Give a checklist's field sheet, one a topic, and the card of what is major in it."""
    name = publication.edition_name(id_, edition)
    parts = printed_sections(publication, checklist, edition)
    page = paths.checklist(id_, name)
    context = _list_context(publication, id_, checklist, edition)

    def sheet(
        path: str, title: str, parts: list[PrintedSection], topic: Section | None = None
    ) -> Layout:
        where = f"{page}#{topic.id}" if topic else page
        shown = context | {
            "parts": parts,
            "topic": topic,
            "has_major": any(one.major for part in parts for one in part.items),
            "originals": originals(publication, checklist, edition, parts),
            **_on_the_phone(publication, where),
        }
        return Layout(path, f"{title}（{edition.title}）", "print/field-sheet.html", shown)

    yield sheet(paths.field_sheet(id_, name), checklist.title, parts)
    if len(parts) > 1:
        for part in parts:
            path = paths.topic_sheet(id_, part.section.id, name)
            title = f"{checklist.short_title}：{part.section.title}"
            yield sheet(path, title, [part], part.section)
    if card := _card(publication, parts, page):
        title = f"{checklist.short_title}：{_named(publication)['card']}（{edition.title}）"
        yield Layout(paths.card(id_, name), title, "print/card.html", context | card)


def _own_list(publication: Publication, door: Door, narrowed: Narrowed) -> Layout:
    """Give a list as a role asks it itself: what he sees first, then the rest."""
    id_, site = narrowed.checklist, publication.site
    checklist, edition = site.checklists[id_], site.shown_first(id_)
    parts = printed_sections(publication, checklist, edition, narrowed.owner)
    first, rest = split(parts, narrowed.first)
    shown = _list_context(publication, id_, checklist, edition) | {
        "narrowed": narrowed,
        "parts": first,
        "rest": rest,
        "rest_count": sum(len(part.items) for part in rest),
        "has_major": any(one.major for part in parts for one in part.items),
        "originals": originals(publication, checklist, edition, parts),
        "pictures": beside_all(site, checklist, edition, parts),
        **_on_the_phone(publication, paths.own_list(door.role, id_)),
    }
    path = paths.own_sheet(door.role, id_)
    return Layout(path, narrowed.title, "print/field-sheet.html", shown)


def _list_context(
    publication: Publication, id_: str, checklist: Checklist, edition: Edition
) -> dict[str, Any]:
    source = standard(publication, checklist, edition)
    return {
        "id": id_,
        "checklist": checklist,
        "edition": edition,
        "narrowed": None,
        "pictures": [],
        "topic": None,
        "rest": [],
        "head": pairs(checklist.head),
        "standard": publication.site.sources[source],
    }


def _on_the_phone(publication: Publication, page: str) -> dict[str, Any]:
    """Say where a sheet can be read on a phone, and each of its items."""
    return {
        "address": address(publication, page),
        "item_address": address(publication, paths.item(words(publication.project)["print"]["id"])),
        "qr": qr_code(publication, page),
    }


def _card(
    publication: Publication, parts: list[PrintedSection], page: str
) -> dict[str, Any] | None:
    """Give what a card shows; a checklist without anything major has none."""
    major = major_sections(parts)
    if not major:
        return None
    found = [one for _, items in major for one in items]
    names = dict.fromkeys(name for one in found for name in one.item.on_major)
    then = [publication.site.actions[name] for name in names]
    return {
        "major": major,
        "count": sum(len(one.marks) for one in found),
        "size": type_size(major, then),
        "then": then,
        **_on_the_phone(publication, page),
    }


def _self_check(publication: Publication) -> Layout:
    """Give the enterprises' guide: what they ask themselves, list by list."""
    site = publication.site
    lists = []
    for id_ in site.settings.self_check:
        checklist, edition = site.checklists[id_], site.shown_first(id_)
        parts = printed_sections(publication, checklist, edition)
        lists.append(_list_context(publication, id_, checklist, edition) | {"parts": parts})
    title = _named(publication)["self_check"]
    shown = {"title": title, "lists": lists, **_on_the_phone(publication, paths.HOME)}
    return Layout(paths.SELF_CHECK, title, "print/self-check.html", shown)


def _house_owner(publication: Publication) -> Iterator[Layout]:
    """Give the owner's leaflet: the page of guidance, and the signs that the owner looks for."""
    site = publication.site
    guide = publication.leaflet
    if not guide:
        return
    id_, checklist = next((id_, one) for id_, one in site.checklists.items() if one.verdict)
    edition = site.shown_first(id_)
    parts = printed_sections(publication, checklist, edition)
    asked = [
        (part.section, [one for one in part.items if one.item.sign and one.item.ask])
        for part in parts
    ]
    shown = {
        "guide": guide,
        "parts": parts_of(guide),
        "pictures": beside_all(site, checklist, edition, parts),
        "checklist": checklist,
        "asked": [(section, items) for section, items in asked if items],
        **_on_the_phone(publication, paths.guidance(guide.id)),
    }
    yield Layout(paths.HOUSE_OWNER, guide.head.title, "print/house-owner.html", shown)


def _handbook(publication: Publication) -> Layout:
    """Give everything in one: the campaign, guidance, all items, duties, the notice."""
    site = publication.site
    title = _named(publication)["handbook"]
    shown = {
        "title": title,
        "followed": followed(publication),
        "guides": [(one, parts_of(one, deeper=1)) for one in site.guidance.values()],
        "main": site.sources[site.settings.source],
        "run": lambda bases: in_a_row(site, bases, site.settings.source),
        "plain": on_paper,
    }
    return Layout(paths.HANDBOOK, title, "print/handbook.html", shown)
