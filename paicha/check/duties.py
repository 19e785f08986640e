"""Content in; duties whose times do not fit what they say out."""

from collections.abc import Iterator

from paicha.model.campaign import Duty, Responsibilities, Schedule
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.recurrence import EVERY
from paicha.problems import Problem
from paicha.source.located import Loc

People = File[Responsibilities]


def check_duties(content: Content) -> Iterator[Problem]:
    """Apply every rule on the times of duties."""
    if not (file := content.responsibilities):
        return
    for loc, duty in parts(file, Duty):
        yield from _only_if_it_recurs(file, loc, duty)
        yield from _in_order(file, loc, duty)
        if content.settings:
            yield from _goes_on(file, loc, duty, content.settings.value.source)
        if content.schedule:
            yield from _as_its_report(file, loc, duty, content.schedule.value)


def _only_if_it_recurs(file: People, loc: Loc, duty: Duty) -> Iterator[Problem]:
    """How often at least, and from when to when, is said only of what comes again."""
    for key in () if duty.cadence in EVERY else ("at_least", "first", "last"):
        if getattr(duty, key) is not None:
            message = f"频次是 {duty.cadence}，用不上 {key}"
            hint = f"频次改为 {'、'.join(EVERY)} 之一，或删去 {key}"
            yield Problem(file.place(*loc, key), message, hint)


def _in_order(file: People, loc: Loc, duty: Duty) -> Iterator[Problem]:
    """A duty's last month is not before its first."""
    if duty.first and duty.last and duty.last < duty.first:
        message = f"最后一月 {duty.last} 早于第一月 {duty.first}"
        yield Problem(file.place(*loc, "last"), message, "请核对原文的月份")


def _goes_on(file: People, loc: Loc, duty: Duty, main: str) -> Iterator[Problem]:
    """What goes on has no last month, and rests on more than the campaign's own document."""
    if duty.goes_on and duty.last:
        message, hint = "写了 goes_on，就没有最后一月", "请删去 last 或 goes_on"
        yield Problem(file.place(*loc, "last"), message, hint)
    if duty.goes_on and all(basis.source == main for basis in duty.basis):
        message = f"写了 goes_on，依据却只有 {main}"
        hint = "请补上行动结束以后仍然有效的依据，或删去 goes_on"
        yield Problem(file.place(*loc, "goes_on"), message, hint)


def _as_its_report(file: People, loc: Loc, duty: Duty, schedule: Schedule) -> Iterator[Problem]:
    """A duty to make a report comes again as the report does."""
    for report in schedule.reports:
        if report.id == duty.report and duty.cadence != report.every:
            message = f"频次是 {duty.cadence}，报送事项 {report.id} 却是 {report.every}"
            hint = f"请改为 {report.every}，或改 report"
            yield Problem(file.place(*loc, "cadence"), message, hint)
