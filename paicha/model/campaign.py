"""The campaign: who must do what, by when, and what a "no" leads to."""

from datetime import date

from pydantic import Field

from paicha.model.base import (
    Basis,
    ByMonths,
    Cadence,
    Day,
    Flag,
    ItemId,
    Line,
    Month,
    MonthDay,
    Name,
    Part,
    Party,
    Remedy,
    Text,
    Valued,
    Whole,
)
from paicha.model.recurrence import (
    EVERY,
    MONTHS,
    Recurrence,
    at_period_ends,
    month_number,
    month_span,
    on_day,
)


class Cited(Part):
    """An entry that rests on clauses."""

    basis: tuple[Basis, ...] = Field(min_length=1)


class Role(Part):
    """Somebody who answers for something."""

    id: Name
    title: Line
    party: Party


class Member(Cited):
    """A post in a group and the office that holds it; never a person's name."""

    post: Line
    holder: Line


class Group(Cited):
    """A leadership group by post."""

    id: Name
    title: Line
    members: tuple[Member, ...] = Field(min_length=1)


class Duty(Cited, Valued):
    """What a role must do, how often, with what, and what it keeps.

    A cadence that comes again is due on the last day of each week, month … that ends within the
    duty's phase, or else the campaign; `first` and `last` say otherwise. A duty that other
    documents ask for too `goes_on` when the campaign is over.
    """

    id: Name
    title: Line
    detail: Text | None = None
    roles: tuple[Name, ...] = Field(min_length=1)
    cadence: Cadence
    at_least: Whole | None = None  # times a week, month …
    first: Month | None = None
    last: Month | None = None
    goes_on: Flag = False
    keep: Text | None = None  # what the source orders to be kept, and where
    evidence: tuple[Text, ...] = ()  # what may show it; a suggestion
    phase: Name | None = None
    deadline: Name | None = None
    report: Name | None = None  # the duty is to make this report, on its days
    checklist: Name | None = None
    forms: tuple[Name, ...] = ()


class Way(Part):
    """How a list is begun where only some of it is there: what one calls it, and its facets."""

    title: Line
    facets: tuple[Name, ...] = Field(min_length=1)


class Narrowed(Part):
    """A list as a door leads to it: what it is called there, and which of its items are asked.

    `owner` leaves the items that this role answers for, and, where houses are graded, those that
    count. `own` asks them as `ask`, answered 是 or 否. `first` are asked first: what one sees from
    where one stands. `note` is what to know before one begins.
    """

    checklist: Name
    title: Line
    own: Flag = False
    owner: Name | None = None
    note: Text | None = None
    ways: tuple[Way, ...] = ()
    first: tuple[ItemId, ...] = ()

    @property
    def apart(self) -> bool:
        """Whether it has a page of its own behind the door."""
        return self.own or self.owner is not None


class Door(Part):
    """Where a role enters: what he calls himself, his lists, forms and guidance."""

    role: Name
    title: Line
    about: Line
    lists: tuple[Narrowed, ...] = ()
    forms: tuple[Name, ...] = ()
    guidance: tuple[Name, ...] = ()


class Responsibilities(Part):
    """checklists/responsibilities.yaml."""

    roles: tuple[Role, ...] = Field(min_length=1)
    doors: tuple[Door, ...] = ()
    groups: tuple[Group, ...] = ()
    duties: tuple[Duty, ...] = Field(min_length=1)


class Phase(Cited, Valued):
    """A stretch of the campaign; without a start it begins when the source was issued."""

    id: Name
    title: Line
    start: Day | None = None
    end: Day
    summary: Text


class Deadline(Cited, Valued):
    """Something due once; `by` is the day the source names, `wording` its own words."""

    id: Name
    title: Line
    by: Day
    wording: Line
    roles: tuple[Name, ...] = Field(min_length=1)
    to: Name | None = None
    forms: tuple[Name, ...] = ()


class Due(Cited, Valued):
    """One reading of when a report is due: a day of the last month it tells of, or the next."""

    id: Name
    wording: Line
    day: MonthDay
    month: str = Field(pattern="^(same|next)$")
    covers: Text


class Report(Cited, Valued):
    """Figures due every month, quarter … from month `first` to `last`; where a source contradicts
    itself, every reading stands in `due` and the site's settings choose one."""

    id: Name
    title: Line
    forms: tuple[Name, ...] = Field(min_length=1)
    roles: tuple[Name, ...] = Field(min_length=1)
    to: Name | None = None
    every: ByMonths = "monthly"
    first: Month
    last: Month
    due: tuple[Due, ...] = Field(min_length=1)

    def reading(self, follow: str | None) -> Due:
        """Give the reading with this id, or the first."""
        return next((due for due in self.due if due.id == follow), self.due[0])

    def recurrence(self, follow: str | None) -> Recurrence:
        """Give the days of the reports by one reading."""
        due = self.reading(follow)
        first, last = (month_number(one) + (due.month == "next") for one in (self.first, self.last))
        return on_day(first, last, MONTHS[self.every], due.day)

    def days(self, follow: str | None) -> list[date]:
        """List the days of all reports by one reading."""
        recurrence = self.recurrence(follow)
        return recurrence.days(recurrence.last or recurrence.first)


class Schedule(Part):
    """checklists/schedule.yaml."""

    phases: tuple[Phase, ...] = Field(min_length=1)
    deadlines: tuple[Deadline, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def start(self) -> date:
        """The first day that is known to lie in the campaign."""
        return self.phases[0].start or self.phases[0].end

    @property
    def end(self) -> date:
        """The last day of the campaign."""
        return self.phases[-1].end

    def phase(self, name: str) -> Phase:
        """Look up a phase (the checks make sure there is one)."""
        return next(one for one in self.phases if one.id == name)

    def deadline(self, name: str) -> Deadline:
        """Look up a deadline (the checks make sure there is one)."""
        return next(one for one in self.deadlines if one.id == name)

    def report(self, name: str) -> Report:
        """Look up a report (the checks make sure there is one)."""
        return next(one for one in self.reports if one.id == name)

    def recurrence(self, duty: Duty) -> Recurrence | None:
        """Give the days of a duty that comes again; None where it has none of its own."""
        if duty.cadence not in EVERY or duty.report:
            return None
        start, end = self._span(duty)
        return at_period_ends(duty.cadence, start, None if duty.goes_on else end)

    def _span(self, duty: Duty) -> tuple[date, date]:
        """Give the first and the last day within which a duty comes again."""
        phase = next((one for one in self.phases if one.id == duty.phase), None)
        start = (phase.start or phase.end) if phase else self.start
        end = phase.end if phase else self.end
        return (
            month_span(duty.first)[0] if duty.first else start,
            month_span(duty.last)[1] if duty.last else end,
        )


class Action(Cited):
    """What a "no" leads to."""

    id: Name
    title: Line
    text: Text
    remedy: Remedy | None = None  # the way of putting right that it is: a record asks which one


class Actions(Part):
    """checklists/actions.yaml."""

    actions: tuple[Action, ...] = Field(min_length=1)
