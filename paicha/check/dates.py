"""Content in; dates that are out of order, and forms whose parts do not fit, out."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from paicha.model.campaign import Schedule
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.form import CellGroup, Form
from paicha.model.texts import Settings
from paicha.problems import Problem

PAPER_WIDTH = {"portrait": 170, "landscape": 257}  # mm on A4, less 20 mm at each side


def check_dates(content: Content) -> Iterator[Problem]:
    """Apply every rule on the order of dates and the parts of forms."""
    if content.schedule:
        yield from _phases(content.schedule)
        yield from _reports(content.schedule)
    if content.settings:
        yield from _time_zone(content.settings)
    for form in content.forms:
        yield from _parts_of_its_kind(form)
        yield from _numbers(form)
        yield from _widths(form)


def _phases(file: File[Schedule]) -> Iterator[Problem]:
    """A phase ends after it starts, and starts after the one before it ended."""
    phases = file.value.phases
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


def _parts_of_its_kind(file: File[Form]) -> Iterator[Problem]:
    """A form of cells has groups, a form of rows has columns, and neither has the other's."""
    form = file.value
    need, never = ("groups", "columns") if form.kind == "cells" else ("columns", "groups")
    if getattr(form, never):
        message = f"kind 是 {form.kind} 的报表用 {need}，不用 {never}"
        yield Problem(file.located.key_place(never), message, f"请改写成 {need}:，或改 kind")
    elif not getattr(form, need):
        message = f"kind 是 {form.kind} 的报表缺少 {need}"
        yield Problem(file.place("kind"), message, f"请补上 {need}:")


def _numbers(file: File[Form]) -> Iterator[Problem]:
    """Cells of a group are numbered 1, 2, 3 … as on the paper; the first that is not is named."""
    for loc, group in parts(file, CellGroup):
        wrong = [n for n, cell in enumerate(group.cells) if cell.number != n + 1]
        for n in wrong[:1]:
            message = f"填报项序号 {group.cells[n].number} 不连续，应是 {n + 1}"
            yield Problem(file.place(*loc, "cells", n, "number"), message, "请按表上的顺序编号")


def _widths(file: File[Form]) -> Iterator[Problem]:
    """The columns fill the page and no more."""
    total = sum(column.width for column in file.value.columns)
    room = PAPER_WIDTH[file.value.orientation]
    if total > room:
        message = f"各栏共宽 {total} 毫米，纸面只有 {room} 毫米"
        yield Problem(file.place("columns"), message, "请减小 width")
