"""The campaign: who must do what, by when, and what a "no" leads to."""

from datetime import date

from pydantic import Field

from paicha.model.base import Basis, Cadence, Day, Month, MonthDay, Name, Part, Party, Text, Whole


class Cited(Part):
    """An entry that rests on clauses."""

    basis: tuple[Basis, ...] = Field(min_length=1)


class Role(Part):
    """Somebody who answers for something."""

    id: Name
    title: Text
    party: Party


class Member(Cited):
    """A post in a group and the office that holds it; never a person's name."""

    post: Text
    holder: Text


class Group(Cited):
    """A leadership group by post."""

    id: Name
    title: Text
    members: tuple[Member, ...] = Field(min_length=1)


class Duty(Cited):
    """What a role must do, how often, with what, and what it keeps."""

    id: Name
    title: Text
    detail: Text | None = None
    roles: tuple[Name, ...] = Field(min_length=1)
    cadence: Cadence
    at_least: Whole | None = None  # times a month or half-year
    keep: Text | None = None  # what the source orders to be kept, and where
    evidence: tuple[Text, ...] = ()  # what may show it; a suggestion
    phase: Name | None = None
    deadline: Name | None = None
    checklist: Name | None = None
    forms: tuple[Name, ...] = ()


class Responsibilities(Part):
    """checklists/responsibilities.yaml."""

    roles: tuple[Role, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    duties: tuple[Duty, ...] = Field(min_length=1)


class Phase(Cited):
    """A stretch of the campaign; without a start it begins when the source was issued."""

    id: Name
    title: Text
    start: Day | None = None
    end: Day
    summary: Text


class Deadline(Cited):
    """Something due once; `by` is the day the source names, `wording` its own words."""

    id: Name
    title: Text
    by: Day
    wording: Text
    roles: tuple[Name, ...] = Field(min_length=1)
    to: Name | None = None
    forms: tuple[Name, ...] = ()


class Due(Cited):
    """One reading of when a monthly report is due: a day of the same or the next month."""

    id: Name
    wording: Text
    day: MonthDay
    month: str = Field(pattern="^(same|next)$")
    covers: Text


class Report(Cited):
    """Figures due every month from `first` to `last`; where a source contradicts itself,
    every reading stands in `due` and the site's settings choose one."""

    id: Name
    title: Text
    forms: tuple[Name, ...] = Field(min_length=1)
    roles: tuple[Name, ...] = Field(min_length=1)
    to: Name | None = None
    first: Month
    last: Month
    due: tuple[Due, ...] = Field(min_length=1)

    def reading(self, follow: str | None) -> Due:
        """Give the reading with this id, or the first."""
        return next((due for due in self.due if due.id == follow), self.due[0])

    def days(self, follow: str | None) -> list[date]:
        """List the day of every month's report by one reading."""
        due = self.reading(follow)
        (year, month), (last_year, last_month) = (
            map(int, each.split("-")) for each in (self.first, self.last)
        )
        later = due.month == "next"
        months = range(year * 12 + month - 1 + later, last_year * 12 + last_month + later)
        return [date(each // 12, each % 12 + 1, due.day) for each in months]


class Schedule(Part):
    """checklists/schedule.yaml."""

    phases: tuple[Phase, ...] = Field(min_length=1)
    deadlines: tuple[Deadline, ...] = ()
    reports: tuple[Report, ...] = ()


class Action(Cited):
    """What a "no" leads to."""

    id: Name
    title: Text
    text: Text


class Actions(Part):
    """checklists/actions.yaml."""

    actions: tuple[Action, ...] = Field(min_length=1)
