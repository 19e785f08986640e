"""A publication in; what can be found in it, entry by entry with its lines, out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paicha.model.campaign import Duty
from paicha.model.checklist import Item
from paicha.model.form import Blank, Column, Form
from paicha.model.site import Site
from paicha.model.texts import Source
from paicha.render import paths
from paicha.render.citing import full_label
from paicha.render.publication import Publication
from paicha.render.search.plain import lines, sections
from paicha.render.words import Words, day
from paicha.source.rendered import rendered

Line = tuple[str, str]  # what it is to its entry (search/sums.js weighs these), and the text


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find beside the items: what it is, its path, what is shown, its lines."""

    kind: str
    path: str
    title: Line
    where: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item with what is searched of it beside its question; `bases` with document numbers.

    `edition` is the title of its edition where it does not stand in the checklist's first one.
    """

    item: Item
    checklist: str
    section: str
    edition: str
    bases: tuple[str, ...]
    look_for: tuple[str, ...]


def found_items(publication: Publication) -> Iterator[FoundItem]:
    """Yield every item in the order of its checklist."""
    for id_, checklist in publication.site.checklists.items():
        for section in checklist.sections:
            for item in section.items:
                bases = tuple(dict.fromkeys(_basis(publication, item)))
                shown = rendered(item.look_for, "note").html if item.look_for else ""
                latest, *_ = checklist.editions_of(item)
                edition = "" if latest == checklist.editions[0] else latest.title
                look_for = tuple(lines(shown)) if shown else ()
                yield FoundItem(item, id_, section.title, edition, bases, look_for)


def _basis(publication: Publication, item: Item) -> Iterator[str]:
    for basis in item.all_basis:
        number = publication.site.sources[basis.source].head.document_number
        yield f"{full_label(publication.site, basis)}（{number}）"


def entries(site: Site, words: Words) -> Iterator[Entry]:
    """Yield everything but the items and the words of the glossary."""
    said = words["where"]
    for source in site.sources.values():
        yield from _source(source, said["repealed" if site.state(source.id) else "source"])
    yield from _guidance(site, said)
    for id_, form in site.forms.items():
        yield from _form(id_, form, said)
    yield from _roles(site, said)
    for duty in site.duties:
        yield _duty(site, duty, said)
    yield from _schedule(site, said, words["date"])


def _some(field: str, texts: Iterable[str | None]) -> Iterator[Line]:
    return ((field, text.replace("\n", " ")) for text in texts if text)


def _source(source: Source, where: str) -> Iterator[Entry]:
    head = source.head
    names = _some("label", (head.short_title, head.document_number))
    about = (*names, *_some("text", (head.issuer, head.scope)))
    yield Entry("clause", paths.source(source.id), ("title", head.title), where, about)
    for clause in source.clauses:
        label = f"{head.short_title} {clause.label}"
        digest = clause.digest
        more = _some("note", (digest.part, digest.note) if digest else ())
        shown = ("text", clause.text.replace("\n", " "))
        path = paths.clause(source.id, clause.id)
        yield Entry("clause", path, shown, f"{where} › {label}", (("label", label), *more))


def _guidance(site: Site, said: Words) -> Iterator[Entry]:
    place = said["guidance"]
    for guide in site.guidance.values():
        path, head = paths.guidance(guide.id), guide.head
        opening, *parts = sections(guide.html)
        lines = (*_some("text", (head.summary, *opening.lines)),)
        yield Entry("guidance", path, ("title", head.title), place, lines)
        for part in parts:
            where, title = f"{place} › {head.title}", ("title", part.heading)
            texts = (*_some("text", part.lines),)
            yield Entry("guidance", f"{path}#{part.id}", title, where, texts)


def _form(id_: str, form: Form, said: Words) -> Iterator[Entry]:
    statements = (one.text for one in (*form.before, *form.after))
    opening = _some("text", (form.title, form.summary, *statements))
    notes = _some("note", (rule.message for rule in form.rules))
    about = (*_some("label", (form.annex,)), *opening, *notes)
    where = f"{said['form']} › {form.annex or form.short_title}"
    yield Entry("form", paths.form(id_), ("title", form.short_title), where, about)
    for group in form.groups:
        for cell in group.cells:
            texts = (cell.definition, *cell.levels, *(value.unit for value in cell.values))
            title, path = ("title", cell.label), paths.form(f"{id_}-{cell.id}")
            yield Entry("form", path, title, f"{where} › {group.title}", (*_some("text", texts),))
    fields: tuple[Blank | Column, ...] = (*form.head, *form.columns, *form.foot)
    for field in fields:
        if field.definition or field.options:  # else its label says all: a unit, a day
            means = (*_some("text", (field.definition, "、".join(field.options))),)
            title, path = ("title", field.label), paths.form(f"{id_}-{field.id}")
            yield Entry("form", path, title, where, means)


def _roles(site: Site, said: Words) -> Iterator[Entry]:
    for role in site.roles.values():
        title = said["role"].format(role=role.title)
        yield Entry("duty", paths.role(role.id), ("title", title), said["roles"])
    for group in site.groups:
        posts = (f"{member.post}：{member.holder}" for member in group.members)
        path = f"{paths.DUTIES}#{group.id}"
        yield Entry("duty", path, ("title", group.title), said["duty"], (*_some("text", posts),))


def _duty(site: Site, duty: Duty, said: Words) -> Entry:
    roles = "、".join(site.roles[role].title for role in duty.roles)
    lines = (*_some("text", (duty.detail, duty.keep)), ("role", roles))
    evidence = _some("note", duty.evidence)
    path = f"{paths.DUTIES}#{duty.id}"
    where = f"{said['duty']} › {roles}"
    return Entry("duty", path, ("title", duty.title), where, (*lines, *evidence))


def _schedule(site: Site, said: Words, date: Words) -> Iterator[Entry]:
    for phase in site.schedule.phases:
        start = phase.start and day(phase.start, date)
        span = date["from_to"] if start else said["from_now"]
        when = ("label", span.format(start=start, end=day(phase.end, date)))
        path = f"{paths.SCHEDULE}#{phase.id}"
        title = ("title", phase.title)
        yield Entry("date", path, title, said["phase"], (when, ("text", phase.summary)))
    for one in site.schedule.deadlines:
        roles = "、".join(site.roles[role].title for role in one.roles)
        path = f"{paths.SCHEDULE}#{one.id}"
        due = (("label", one.wording), ("label", day(one.by, date)), ("role", roles))
        yield Entry("date", path, ("title", one.title), said["deadline"], due)
    for report in site.schedule.reports:
        days = (*_some("label", (due.wording for due in report.due)),)
        covers = _some("text", (due.covers for due in report.due))
        path = f"{paths.SCHEDULE}#{report.id}"
        title = ("title", report.title)
        yield Entry("date", path, title, said["report"], (*days, *covers))
