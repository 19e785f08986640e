"""A site in; for each clause of each source, what covers it out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from paicha.model.base import Basis
from paicha.model.form import Form
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
    found: dict[ClauseKey, list[Cover]] = defaultdict(list)
    for basis, (kind, id_, title, within) in _cited(site):
        cover = Cover(kind, id_, title, basis.quote or "", within)
        if cover not in found[basis.source, basis.clause]:
            found[basis.source, basis.clause].append(cover)
    return dict(found)


def uncovered(source: Source, covers: dict[ClauseKey, list[Cover]]) -> list[Clause]:
    """List the clauses that nothing covers and no reason excuses."""
    return [
        clause
        for clause in source.clauses
        if (source.id, clause.id) not in covers and clause.id not in source.head.informative
    ]


Entry = tuple[str, str, str, str]


def _cited(site: Site) -> Iterator[tuple[Basis, Entry]]:
    for name, checklist in site.checklists.items():
        for item in checklist.items():
            yield from ((basis, ("item", item.id, item.check, name)) for basis in item.basis)
    for duty in site.duties:
        yield from ((basis, ("duty", duty.id, duty.title, "")) for basis in duty.basis)
    for group in site.groups:
        entry = ("group", group.id, group.title, "")
        yield from ((basis, entry) for one in (group, *group.members) for basis in one.basis)
    schedule = site.schedule
    for phase in schedule.phases:
        yield from ((basis, ("phase", phase.id, phase.title, "")) for basis in phase.basis)
    for deadline in schedule.deadlines:
        entry = ("deadline", deadline.id, deadline.title, "")
        yield from ((basis, entry) for basis in deadline.basis)
    for report in schedule.reports:
        entry = ("report", report.id, report.title, "")
        yield from ((basis, entry) for one in (report, *report.due) for basis in one.basis)
    for name, form in site.forms.items():
        yield from _cited_by_form(name, form)


def _cited_by_form(name: str, form: Form) -> Iterator[tuple[Basis, Entry]]:
    whole = ("form", name, form.short_title, name)
    yield from ((basis, whole) for basis in form.basis)
    for note in form.notes:
        yield Basis(source=form.notes_source or "", clause=note), whole
    for blank in (*form.head, *form.foot):
        yield from ((basis, ("cell", blank.id, blank.label, name)) for basis in blank.basis)
    for column in form.columns:
        yield from ((basis, ("cell", column.id, column.label, name)) for basis in column.basis)
    for group in form.groups:
        yield from ((basis, ("cell", group.id, group.title, name)) for basis in group.basis)
        for cell in group.cells:
            yield from ((basis, ("cell", cell.id, cell.label, name)) for basis in cell.basis)
