"""A publication in; everything that has a day, once or again and again, out: one list for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from paicha.model.base import Basis
from paicha.model.campaign import Deadline, Duty, Phase, Report
from paicha.model.recurrence import Recurrence
from paicha.render import paths
from paicha.render.publication import Publication


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whole days of the campaign: a phase, a deadline, a report or a duty that comes again."""

    kind: Literal["phase", "deadline", "report", "duty"]
    of: Phase | Deadline | Report | Duty
    first: date
    last: date  # of a phase; else the first day itself
    wording: str  # when, in the source's words; of a phase, what happens in it
    basis: tuple[Basis, ...]  # the clauses that say when
    roles: tuple[str, ...] = ()  # none: concerns everybody
    recurrence: Recurrence | None = None

    @property
    def id(self) -> str:
        """What tells it from all others, for good."""
        return f"{self.of.id}.duty" if self.kind == "duty" else self.of.id

    @property
    def path(self) -> str:
        """Where it can be read."""
        page = paths.DUTIES if self.kind == "duty" else paths.SCHEDULE
        return f"{page}#{self.of.id}"

    @property
    def for_good(self) -> bool:
        """Whether it goes on without end."""
        return self.recurrence is not None and self.recurrence.last is None

    def days(self, end: date) -> list[date]:
        """List its days until `end`; of a phase, its last day only."""
        if self.recurrence:
            return self.recurrence.days(end)
        return [self.last] if self.last <= end else []

    def concerns(self, role: str) -> bool:
        """Whether it stands in the calendar of a role."""
        return not self.roles or role in self.roles


def followed(publication: Publication) -> dict[str, str]:
    """Give the reading of each report's day that this office follows: report id → due id."""
    return {choice.report: choice.follow for choice in publication.site.settings.reports}


def agenda(publication: Publication) -> list[Occasion]:
    """List phases, deadlines, reports and duties that come again, each kind in its order."""
    return [*_once(publication), *_again(publication)]


def _once(publication: Publication) -> Iterator[Occasion]:
    schedule = publication.site.schedule
    for phase in schedule.phases:
        first = phase.start or phase.end
        yield Occasion("phase", phase, first, phase.end, phase.summary, phase.basis)
    for one in schedule.deadlines:
        yield Occasion("deadline", one, one.by, one.by, one.wording, one.basis, one.roles)


def _again(publication: Publication) -> Iterator[Occasion]:
    schedule = publication.site.schedule
    for report in schedule.reports:
        follow = followed(publication).get(report.id)
        due, days = report.reading(follow), report.recurrence(follow)
        basis = (*due.basis, *report.basis)
        wording = f"{due.wording}，{due.covers}"
        yield Occasion("report", report, days.first, days.first, wording, basis, report.roles, days)
    for duty in publication.site.duties:
        if recurs := schedule.recurrence(duty):
            wording = duty.detail or duty.title
            first = recurs.first
            yield Occasion("duty", duty, first, first, wording, duty.basis, duty.roles, recurs)
