"""Content in; days, months and cadences that the words beside them do not say out."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from paicha.check.said.words import Finding, Words, line_of, quoted, settle
from paicha.model.base import Basis, Cadence
from paicha.model.campaign import Deadline, Due, Duty, Report, Schedule
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.recurrence import EVERY
from paicha.problems import Problem
from paicha.source.located import Loc
from paicha.source.quantities import amounts, is_day, month_days, months, spans

_SAID: dict[Cadence, re.Pattern[str]] = {
    "weekly": re.compile("每个?(周|星期|礼拜)"),
    "monthly": re.compile("[每次按逐]个?月"),
    "quarterly": re.compile("[每按逐]个?季"),
    "half-yearly": re.compile("每半年"),
    "yearly": re.compile("[每按逐]年|每一年"),
    "same-day": re.compile("当日|当天"),
}
_REPORTS: dict[Cadence, str] = {"weekly": "周报", "monthly": "月报", "quarterly": "季报"}
CALLED: dict[Cadence, str] = {
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "每年",
    "same-day": "当日",
    "once": "一次",
    "always": "持续",
}
_NEXT = re.compile("[上次下][个一]?(月|季|半年|年)|过后|期满后")


def check_times(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on days, months and cadences."""
    whole = content.schedule if content.schedule and not content.schedule.lost else None
    schedule = whole.value if whole else None
    if content.schedule and schedule:
        yield from _schedule(content.schedule, schedule, words)
    if content.responsibilities:
        file = content.responsibilities
        for loc, duty in parts(file, Duty):
            yield from settle(file, loc, duty, _duty(loc, duty, schedule, words))


def _schedule(file: File[Schedule], schedule: Schedule, words: Words) -> Iterator[Problem]:
    for n, phase in enumerate(schedule.phases):
        before = schedule.phases[n - 1].end if n else None
        yield from settle(file, ("phases", n), phase, _phase(file, n, before, words))
    for loc, deadline in parts(file, Deadline):
        found = _deadline(file, loc, deadline, schedule)
        yield from settle(file, loc, deadline, found)
        yield from _wording(file, loc, deadline, words)
    for loc, report in parts(file, Report):
        yield from settle(file, loc, report, _report(loc, report, schedule, words))
        for n, due in enumerate(report.due):
            at = (*loc, "due", n)
            yield from settle(file, at, due, _due(file, at, due, words))
            yield from _wording(file, at, due, words)


def _phase(file: File[Schedule], n: int, before: date | None, words: Words) -> Iterator[Finding]:
    """A phase starts and ends on the days that its quote says.

    Where the quote has no start, it is the day after the phase before.
    """
    phase, loc = file.value.phases[n], ("phases", n)
    if phase.start and phase.start > phase.end:
        return  # said by check_dates
    texts = words.quoted(phase.basis)
    where = f"依据（{line_of(file.place(*loc, 'basis'))}）写的却是{quoted(texts)}"
    said = [span for text in texts for span in spans(text)]
    if said and not any(is_day(last, phase.end) for _, last in said):
        yield _day((*loc, "end"), phase.end, where)
    starts = [first for first, last in said if first != last]
    if not phase.start or (not starts and before and phase.start == before + timedelta(1)):
        return
    if starts and not any(is_day(first, phase.start) for first in starts):
        yield _day((*loc, "start"), phase.start, where)
    elif not starts and before:
        yield _day((*loc, "start"), phase.start, f"上一阶段却到 {before} 为止，依据里也没有这一天")


def _day(loc: Loc, day: date, where: str) -> Finding:
    def excused(reason: str) -> bool:
        return any(is_day(said, day) for span in spans(reason) for said in span)

    return Finding(loc, f"{loc[-1]} 是 {day}，{where}", "请核对原文，改正其中一个", excused)


def _deadline(
    file: File[Schedule], loc: Loc, deadline: Deadline, schedule: Schedule
) -> Iterator[Finding]:
    """A deadline is the day that its wording says, of a stretch of days the last.

    Without a year in the wording it lies in a year of the campaign.
    """
    where = f"wording（{line_of(file.place(*loc, 'wording'))}）"
    ends = [last for _, last in spans(deadline.wording)]
    if ends and not any(is_day(end, deadline.by) for end in ends):
        yield _day((*loc, "by"), deadline.by, f"{where}写的却是{quoted([deadline.wording])}")
    elif not schedule.start.year <= deadline.by.year <= schedule.end.year:
        said = f"不在行动的年份里：各阶段从 {schedule.start} 到 {schedule.end}"
        yield _day((*loc, "by"), deadline.by, said)


def _wording(
    file: File[Schedule], loc: Loc, part: Deadline | Due, words: Words
) -> Iterator[Problem]:
    """The wording is the document's: it stands in a clause that the entry rests on."""
    literal = [one for one in part.basis if words.clause(one) and words.literal(one)]
    if literal and not any(part.wording in words.text(basis) for basis in literal):
        message = f"wording 不是原文的写法：“{part.wording}”"
        hint = f"请从条款 {'、'.join(dict.fromkeys(one.clause for one in literal))} 照抄"
        yield Problem(file.place(*loc, "wording"), message, hint)


def _due(file: File[Schedule], loc: Loc, due: Due, words: Words) -> Iterator[Finding]:
    """A report is due on the day its wording says, of the next month only where words say so."""
    where = f"wording（{line_of(file.place(*loc, 'wording'))}）"
    said = month_days(due.wording)
    if said and due.day not in said:
        message = f"day 是 {due.day}，{where}写的却是“{due.wording}”"
        number = f"{due.day}日"
        hint = "请核对原文，改正其中一个"
        yield Finding((*loc, "day"), message, hint, lambda reason: number in reason)
    texts = [due.wording, *words.quoted(due.basis), due.covers]
    called = {"next": "次月", "same": "当月"}[due.month]
    if (due.month == "next") != any(_NEXT.search(text) for text in texts):
        message = f"month 是 {due.month}（{called}），{where}和 covers 写的却是{quoted(texts)}"
        hint = "上月的数次月报，写 next；当月的数当月报，写 same"
        yield Finding((*loc, "month"), message, hint, lambda reason: called in reason)


def _report(loc: Loc, report: Report, schedule: Schedule, words: Words) -> Iterator[Finding]:
    """A report comes as often as its words say, from the month they say to the campaign's last."""
    every = _bases_of(report)
    texts = words.quoted(every)
    if wrong := _cadence(report.every, [report.title, *(due.wording for due in report.due)], texts):
        yield Finding((*loc, "every"), wrong, "请核对原文，改正其中一个", _names(report.every))
    own = " ".join(texts) if months(" ".join(texts)) else " ".join(map(words.text, every))
    starts = months(own) or ((schedule.start.year, schedule.start.month),)
    if not _is_month(report.first, starts):
        yield _month((*loc, "first"), report.first, texts, starts)
    end = (schedule.end.year, schedule.end.month)
    ends = (end, *(one for one in starts if not _is_month(report.first, (one,))))
    if not _is_month(report.last, ends):
        yield _month((*loc, "last"), report.last, texts, (end,))


def _bases_of(report: Report) -> tuple[Basis, ...]:
    return (*report.basis, *(basis for due in report.due for basis in due.basis))


def _is_month(month: str, said: Iterable[tuple[int | None, int]]) -> bool:
    year, number = int(month[:4]), int(month[5:])
    return any(one in (None, year) and other == number for one, other in said)


def _month(
    loc: Loc, month: str, texts: Iterable[str], wanted: Iterable[tuple[int | None, int]]
) -> Finding:
    shown = "、".join(
        f"{year or ''}{'年' if year else ''}{one}月" for year, one in dict.fromkeys(wanted)
    )
    message = f"{loc[-1]} 是 {month}，原文和各阶段的日期却是{shown}"
    if any(months(text) for text in texts):
        message += f"：{quoted(text for text in texts if months(text))}"
    hint = "请核对原文，改正其中一个"
    return Finding(loc, message, hint, lambda reason: _is_month(month, months(reason)))


def _duty(loc: Loc, duty: Duty, schedule: Schedule | None, words: Words) -> Iterator[Finding]:
    """A duty comes as often as its words say, and at least as many times; its months are said."""
    quotes = words.quoted(duty.basis)
    own = [duty.title, *(basis.quote for basis in duty.basis if basis.quote)]
    if wrong := _cadence(duty.cadence, own, [duty.detail or "", *quotes]):
        hint = "请核对原文，改正其中一个"
        yield Finding((*loc, "cadence"), wrong, hint, _names(duty.cadence))
    elif duty.cadence in EVERY:
        yield from _at_least(loc, duty, [duty.title, *quotes])
    if schedule:
        yield from _months(loc, duty, schedule, [duty.title, duty.detail or "", *quotes])


def _cadence(cadence: Cadence, own: list[str], more: list[str]) -> str:
    """Say how a cadence contradicts its words: it is said; of others only what comes again is."""
    all_ = [text for text in (*own, *more) if text]
    mine = _SAID.get(cadence)
    others = {one: [t for t in own if kind.search(t)] for one, kind in _SAID.items()}
    said = next((texts for texts in others.values() if texts), [])
    called = f"{cadence}（{CALLED[cadence]}）"
    report = _REPORTS.get(cadence, "\0")
    if mine and not any(mine.search(text) or report in text for text in all_):
        return f"频次是 {called}，写的却是{quoted(said or own[:1])}"
    if not mine and said:
        return f"频次是 {called}，写的却是{quoted(said[:1])}"
    return ""


def _names(cadence: Cadence) -> Callable[[str], bool]:
    return lambda reason: CALLED[cadence] in reason


def _at_least(loc: Loc, duty: Duty, texts: list[str]) -> Iterator[Finding]:
    """At least so many times is what the words say; where they say it, the number is given."""
    counted = [
        text for text in texts if any(one.unit in ("次", "遍", "回") for one in amounts(text))
    ]
    said = {one.value for t in counted for one in amounts(t) if one.unit in ("次", "遍", "回")}
    least = duty.at_least
    if least is None:
        if order := next((text for text in counted if "至少" in text), ""):
            message = f"缺少 at_least，写的是“{order}”"
            hint = "请补上 at_least:"
            yield Finding((*loc, "cadence"), message, hint, lambda reason: "次" in reason)
    elif least not in said:
        message = f"at_least 是 {least}，写的却是{quoted(counted or texts[:1])}"
        hint = "请核对原文，改正其中一个"
        yield Finding((*loc, "at_least"), message, hint, lambda reason: f"{least}次" in reason)


def _months(loc: Loc, duty: Duty, schedule: Schedule, texts: list[str]) -> Iterator[Finding]:
    """From which month to which one is said, or is that of a phase's first or last day."""
    days = [day for phase in schedule.phases for day in (phase.start, phase.end) if day]
    known = {f"{day:%Y-%m}" for day in days}
    known |= {month for report in schedule.reports for month in (report.first, report.last)}
    for key in ("first", "last"):
        month = getattr(duty, key)
        if month and month not in known and not _is_month(month, months(" ".join(texts))):
            wanted = ((int(one[:4]), int(one[5:])) for one in sorted(known))
            yield _month((*loc, key), month, texts, wanted)
