"""A site in; for each clause of each source, what covers it out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from paicha.model.base import Basis
from paicha.model.campaign import Cited, Schedule
from paicha.model.checklist import Condition, Item
from paicha.model.form import Form, Grounded
from paicha.model.site import Site
from paicha.model.texts import Clause, Source

ClauseKey = tuple[str, str]  # source id, clause id


@dataclass(frozen=True, slots=True)
class Cover:
    """One entry that covers a clause; `within` is the checklist or form it stands in."""

    kind: str  # item, duty, deadline, phase, report, group, cell
    id: str
    title: str
    quote: str
    within: str = ""


def coverage(site: Site) -> dict[ClauseKey, list[Cover]]:
    """Gather what covers each clause, in the order of publication."""
    found: dict[ClauseKey, dict[Cover, None]] = defaultdict(dict)  # each once, in order
    for basis, (kind, id_, title, within) in _cited(site):
        cover = Cover(kind, id_, title, basis.quote or "", within)
        found[basis.source, basis.clause][cover] = None
    return {clause: list(covers) for clause, covers in found.items()}


def uncovered(source: Source, covers: dict[ClauseKey, list[Cover]]) -> list[Clause]:
    """List the clauses that nothing covers and no reason excuses."""
    return [
        clause
        for clause in source.clauses
        if (source.id, clause.id) not in covers and clause.id not in source.head.informative
    ]


_Row = tuple[str, str, str, str]  # kind, id, title, within


def _cited(site: Site) -> Iterator[tuple[Basis, _Row]]:
    for name, checklist in site.checklists.items():
        for item in checklist.items():
            yield from _each(("item", item.id, item.check, name), item, *item.major_if)
    for duty in site.duties:
        yield from _each(("duty", duty.id, duty.title, ""), duty)
    for group in site.groups:
        yield from _each(("group", group.id, group.title, ""), group, *group.members)
    yield from _cited_by_schedule(site.schedule)
    for name, form in site.forms.items():
        yield from _cited_by_form(name, form)


def _each(entry: _Row, *cited: Cited | Item | Condition | Grounded) -> Iterator[tuple[Basis, _Row]]:
    for one in cited:
        yield from ((basis, entry) for basis in one.basis)


def _cited_by_schedule(schedule: Schedule) -> Iterator[tuple[Basis, _Row]]:
    for phase in schedule.phases:
        yield from _each(("phase", phase.id, phase.title, ""), phase)
    for deadline in schedule.deadlines:
        yield from _each(("deadline", deadline.id, deadline.title, ""), deadline)
    for report in schedule.reports:
        yield from _each(("report", report.id, report.title, ""), report, *report.due)


def _cited_by_form(name: str, form: Form) -> Iterator[tuple[Basis, _Row]]:
    whole = ("form", name, form.short_title, name)
    yield from _each(whole, form)
    for note in form.notes:
        yield Basis(source=form.notes_source or "", clause=note), whole
    for id_, label, part in form.grounded():
        yield from _each(("cell", id_, label, name), part)
    for group in form.groups:
        yield from _each(("cell", group.id, group.title, name), group)
        for cell in group.cells:
            yield from _each(("cell", cell.id, cell.label, name), cell)
