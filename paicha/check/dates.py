"""Content in; dates that are out of order out."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from paicha.model.campaign import Schedule
from paicha.model.content import Content
from paicha.model.file import File
from paicha.model.texts import Settings
from paicha.problems import Problem


def check_dates(content: Content) -> Iterator[Problem]:
    """Apply every rule on the order of dates."""
    if content.schedule:
        yield from _phases(content.schedule)
        yield from _reports(content.schedule)
    if content.settings:
        yield from _time_zone(content.settings)


def _phases(file: File[Schedule]) -> Iterator[Problem]:
    """A phase ends after it starts, and starts after the one before it ended."""
    phases = () if file.lost else file.value.phases
    for n, phase in enumerate(phases):
        if phase.start and phase.start > phase.end:
            message = f"阶段“{phase.title}”的开始 {phase.start} 晚于结束 {phase.end}"
            yield Problem(file.place("phases", n, "start"), message, "请核对原文的日期")
    for n, (before, after) in enumerate(pairwise(phases), 1):
        if not after.start:
            message = f"阶段“{after.title}”缺少开始日期"
            hint = "只有第一个阶段可以不写 start"
            yield Problem(file.place("phases", n), message, hint)
        elif after.start <= before.end:
            message = f"阶段“{after.title}”在上一阶段结束（{before.end}）之前开始"
            yield Problem(file.place("phases", n, "start"), message, "请核对原文的日期和先后")


def _reports(file: File[Schedule]) -> Iterator[Problem]:
    """A report's last month is not before its first."""
    for n, report in enumerate(file.value.reports):
        if report.last < report.first:
            message = f"最后一期 {report.last} 早于第一期 {report.first}"
            yield Problem(file.place("reports", n, "last"), message, "请核对原文的月份")


def _time_zone(file: File[Settings]) -> Iterator[Problem]:
    """The time zone is one that calendars know."""
    try:
        ZoneInfo(file.value.time_zone)
    except (KeyError, ValueError, OSError):
        message = f"没有时区“{file.value.time_zone}”"
        near = get_close_matches(file.value.time_zone, sorted(available_timezones()), n=1)
        hint = f"是否想写 {near[0]}？" if near else "用国际通用的名称，例如 Asia/Shanghai"
        yield Problem(file.place("time_zone"), message, hint)
