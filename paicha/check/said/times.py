"""Content in; days, months and cadences that the words beside them do not say out."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from paicha.check.said.words import Finding, Words, line_of, quoted, settle, told
from paicha.model.base import Basis, Cadence
from paicha.model.campaign import Deadline, Due, Duty, Report, Responsibilities, Schedule
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.recurrence import EVERY
from paicha.problems import Place, Problem
from paicha.source.located import Loc
from paicha.source.quantities import (
    Said,
    amounts,
    is_day,
    month_days,
    months,
    spans,
)

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
_UNSAID = {
    "cadence": "只做一次的写 once，一直要做的写 always",
    "every": "title 或 wording 里照原文写上多久报一次",
}
_TIMES = ("次", "遍", "回")
Month = tuple[int | None, int]  # as words say it: its year, if any, and its number
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
            found = list(settle(file, loc, duty, _duty(file, loc, duty, schedule, words)))
            yield from found
            if schedule and not any(one.place in _month_places(file, loc) for one in found):
                yield from _comes_up(file, loc, duty, schedule)


def _schedule(file: File[Schedule], schedule: Schedule, words: Words) -> Iterator[Problem]:
    for n, phase in enumerate(schedule.phases):
        before = schedule.phases[n - 1].end if n else None
        yield from settle(file, ("phases", n), phase, _phase(file, n, before, words))
    for loc, deadline in parts(file, Deadline):
        found = _deadline(file, loc, deadline, schedule)
        yield from settle(file, loc, deadline, found)
        yield from _wording(file, loc, deadline, words)
    for loc, report in parts(file, Report):
        yield from settle(file, loc, report, _report(file, loc, report, schedule, words))
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
    where = told(file, loc, texts)
    said = [span for text in texts for span in spans(text)]
    ends = [last for _, last in said]
    if said and not any(is_day(last, phase.end) for last in ends):
        yield _day((*loc, "end"), phase.end, where, _on("end", ends[-1], phase.end))
    starts = [first for first, last in said if first != last]
    next_day = before + timedelta(1) if before else None
    if not phase.start or (not starts and phase.start == next_day):
        return
    if starts and not any(is_day(first, phase.start) for first in starts):
        yield _day((*loc, "start"), phase.start, where, _on("start", starts[0], phase.start))
    elif not starts and next_day:
        end = line_of(file.place("phases", n - 1, "end"))
        where = f"上一阶段的 end（{end}）却是 {before}，依据里也没有这一天"
        hint = f"上一阶段结束的次日是 {next_day}，多半应写这一天"
        yield _day((*loc, "start"), phase.start, where, hint)


def _on(key: str, said: Said, day: date) -> str:
    """Say which day to write: what the words leave open is as it was written."""
    year, month, number = said
    year = year or day.year
    if not (1 <= month <= 12 and number):
        return "请核对原文"  # which has no such day
    return _to(key, f"{year}-{month:02}-{min(number, monthrange(year, month)[1]):02}")


def _to(key: str | int, value: str, called: str = "") -> str:
    """Say what to write for a value, where the words beside it are right."""
    meaning = f"，意思是{called}" if called else ""
    return f"请核对原文，多半应写 {key}: {value}{meaning}"


def _day(loc: Loc, day: date, where: str, hint: str) -> Finding:
    def excused(reason: str) -> bool:
        return any(is_day(said, day) for span in spans(reason) for said in span)

    return Finding(loc, f"{loc[-1]} 是 {day}，{where}", hint, str(day), excused)


def _deadline(
    file: File[Schedule], loc: Loc, deadline: Deadline, schedule: Schedule
) -> Iterator[Finding]:
    """A deadline is the day that its wording says, of a stretch of days the last.

    Without a year in the wording it lies in a year of the campaign.
    """
    where = f"wording（{line_of(file.place(*loc, 'wording'))}）"
    ends = [last for _, last in spans(deadline.wording)]
    if ends and not any(is_day(end, deadline.by) for end in ends):
        said = f"{where}写的却是{quoted([deadline.wording])}"
        yield _day((*loc, "by"), deadline.by, said, _on("by", ends[-1], deadline.by))
    elif not schedule.start.year <= deadline.by.year <= schedule.end.year:
        said = f"不在行动的年份里：各阶段从 {schedule.start} 到 {schedule.end}"
        wanted = _on("by", (schedule.end.year, deadline.by.month, deadline.by.day), deadline.by)
        yield _day((*loc, "by"), deadline.by, said, wanted)


def _wording(
    file: File[Schedule], loc: Loc, part: Deadline | Due, words: Words
) -> Iterator[Problem]:
    """The wording is the document's: it stands in a clause that the entry rests on."""
    literal = [one for one in part.basis if words.clause(one) and words.literal(one)]
    if literal and not any(part.wording in words.text(basis) for basis in literal):
        clauses = "、".join(dict.fromkeys(one.clause for one in literal))
        message = f"wording 不是原文的写法：条款 {clauses} 里没有“{part.wording}”"
        hint = f"请照抄原文的字：{quoted(words.quoted(literal))}"
        yield Problem(file.place(*loc, "wording"), message, hint)


def _due(file: File[Schedule], loc: Loc, due: Due, words: Words) -> Iterator[Finding]:
    """A report is due on the day its wording says, of the next month only where words say so."""
    where = f"wording（{line_of(file.place(*loc, 'wording'))}）"
    said = month_days(due.wording)
    if said and due.day not in said:
        message = f"day 是 {due.day}，{where}写的却是“{due.wording}”"
        yield Finding((*loc, "day"), message, _to("day", str(said[-1])), f"{due.day}日")
    texts = [due.wording, *words.quoted(due.basis), due.covers]
    called = {"next": "次月", "same": "当月"}
    if (due.month == "next") != any(_NEXT.search(text) for text in texts):
        other = "same" if due.month == "next" else "next"
        message = f"month 是 {due.month}（{called[due.month]}），{told(file, loc, texts)}"
        hint = _to("month", other, f"{called[other]}报")
        yield Finding((*loc, "month"), message, hint, called[due.month])


def _report(
    file: File[Schedule], loc: Loc, report: Report, schedule: Schedule, words: Words
) -> Iterator[Finding]:
    """A report comes as often as its words say, from the month they say to the campaign's last."""
    every = _bases_of(report)
    texts = words.quoted(every)
    own = [report.title, *(due.wording for due in report.due)]
    yield from _cadence(file, (*loc, "every"), report.every, own, texts)
    said = " ".join(texts) if months(" ".join(texts)) else " ".join(map(words.text, every))
    starts = months(said) or ((schedule.start.year, schedule.start.month),)
    if not _is_month(report.first, starts):
        yield _month(file, (*loc, "first"), report.first, texts, starts)
    end = (schedule.end.year, schedule.end.month)
    ends = (end, *(one for one in starts if not _is_month(report.first, (one,))))
    if not _is_month(report.last, ends):
        yield _month(file, (*loc, "last"), report.last, texts, (end,))


def _bases_of(report: Report) -> tuple[Basis, ...]:
    return (*report.basis, *(basis for due in report.due for basis in due.basis))


def _is_month(month: str, said: Iterable[Month]) -> bool:
    year, number = int(month[:4]), int(month[5:])
    return any(one in (None, year) and other == number for one, other in said)


def _month(
    file: File[Any], loc: Loc, month: str, texts: Iterable[str], known: Iterable[Month]
) -> Finding:
    """Say which months the words and phases have; the first or the last of them is likely meant."""
    wanted = tuple(dict.fromkeys(known))
    said = [text for text in texts if months(text)]
    shown = "、".join(f"{f'{year}年' if year else ''}{one}月" for year, one in wanted)
    words = f"{told(file, loc[:-1], said)}，" if said else ""
    message = f"{loc[-1]} 是 {month}，{words}原文和各阶段的日期{'' if said else '却'}是{shown}"
    year, number = wanted[0] if loc[-1] == "first" else wanted[-1]
    hint = _to(loc[-1], f"{year or month[:4]}-{number:02}")
    return Finding(loc, message, hint, month, lambda reason: _is_month(month, months(reason)))


def _duty(
    file: File[Responsibilities],
    loc: Loc,
    duty: Duty,
    schedule: Schedule | None,
    words: Words,
) -> Iterator[Finding]:
    """A duty comes as often as its words say, and at least as many times; its months are said."""
    quotes = words.quoted(duty.basis)
    own = [duty.title, *(basis.quote for basis in duty.basis if basis.quote)]
    more = [duty.detail or "", *quotes]
    wrong = list(_cadence(file, (*loc, "cadence"), duty.cadence, own, more))
    yield from wrong
    if not wrong and duty.cadence in EVERY:
        yield from _at_least(file, loc, duty, [duty.title, *quotes])
    if schedule:
        yield from _months(file, loc, duty, schedule, [duty.title, *more])


def _cadence(
    file: File[Any], loc: Loc, cadence: Cadence, own: list[str], more: list[str]
) -> Iterator[Finding]:
    """A cadence that comes again is said, and what comes again has such a cadence."""
    mine = _SAID.get(cadence)
    others = {one: [t for t in own if kind.search(t)] for one, kind in _SAID.items()}
    meant = next((one for one, texts in others.items() if texts), None)
    report = _REPORTS.get(cadence, "\0")
    said = any(mine.search(text) or report in text for text in (*own, *more)) if mine else not meant
    if said:
        return
    words = told(file, loc[:-1], others[meant] if meant else own[:1])
    message = f"{loc[-1]} 是 {cadence}（{CALLED[cadence]}），{words}"
    hint = _to(loc[-1], meant, CALLED[meant]) if meant else _UNSAID[str(loc[-1])]
    yield Finding(loc, message, hint, CALLED[cadence])


def _at_least(
    file: File[Responsibilities], loc: Loc, duty: Duty, texts: list[str]
) -> Iterator[Finding]:
    """At least so many times is what the words say; where they say it, the number is given."""
    counts = {text: [one.value for one in amounts(text) if one.unit in _TIMES] for text in texts}
    counted = [text for text, values in counts.items() if values]
    said = [value for values in counts.values() for value in values]
    least = duty.at_least
    if least is None:
        if order := next((text for text in counted if "至少" in text), ""):
            message = f"没有写 at_least，{told(file, loc, [order])}"
            hint = f"在 cadence 下面加一行 at_least: {counts[order][-1]}"
            names = f"{counts[order][-1]}次"
            yield Finding((*loc, "cadence"), message, hint, names, lambda reason: "次" in reason)
    elif least not in said:
        message = f"at_least 是 {least}，{told(file, loc, counted or texts[:1])}"
        hint = _to("at_least", str(said[0])) if said else "原文没有说至少几次的，删去 at_least"
        yield Finding((*loc, "at_least"), message, hint, f"{least}次")


def _months(
    file: File[Responsibilities], loc: Loc, duty: Duty, schedule: Schedule, texts: list[str]
) -> Iterator[Finding]:
    """From which month to which one is said, or is that of a phase's first or last day."""
    days = [day for phase in schedule.phases for day in (phase.start, phase.end) if day]
    known = {f"{day:%Y-%m}" for day in days}
    known |= {month for report in schedule.reports for month in (report.first, report.last)}
    said = months(" ".join(texts))
    phases = tuple((int(one[:4]), int(one[5:])) for one in sorted(known))
    for key, wanted in (("first", (*said, *phases)), ("last", (*phases, *said))):
        month = getattr(duty, key)
        if month and month not in known and not _is_month(month, said):
            yield _month(file, (*loc, key), month, texts, wanted)


def _month_places(file: File[Responsibilities], loc: Loc) -> tuple[Place, Place]:
    """Where a duty's first and last month stand: with a wrong one it may seem never to come."""
    return file.place(*loc, "first"), file.place(*loc, "last")


def _comes_up(
    file: File[Responsibilities], loc: Loc, duty: Duty, schedule: Schedule
) -> Iterator[Problem]:
    """What comes again comes at least once."""
    disordered = duty.first and duty.last and duty.last < duty.first  # said already
    if duty.cadence not in EVERY or duty.report or disordered:
        return
    if not schedule.recurrence(duty):
        message = f"频次是 {duty.cadence}，在起止日期之内却一次也到不了期"
        hint = "到期日是每周、每月、每季……的最后一天；请核对频次、phase、first 和 last"
        yield Problem(file.place(*loc, "cadence"), message, hint, "警告")
