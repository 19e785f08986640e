"""Content in; days and months that the words beside them do not say out."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from paicha.check.said.cadences import is_month, to_write, wrong_cadence, wrong_month
from paicha.check.said.duties import check_duties
from paicha.check.said.words import Finding, Words, line_of, quoted, settle, told
from paicha.model.base import Basis
from paicha.model.campaign import Deadline, Due, Report, Schedule
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.problems import Problem
from paicha.source.located import Loc
from paicha.source.quantities import Said, is_day, month_days, months, spans

_NEXT = re.compile("[上次下][个一]?(月|季|半年|年)|过后|期满后")


def check_times(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on days, months and cadences."""
    whole = content.schedule if content.schedule and not content.schedule.lost else None
    schedule = whole.value if whole else None
    if content.schedule and schedule:
        yield from _schedule(content.schedule, schedule, words)
    if content.responsibilities:
        yield from check_duties(content.responsibilities, schedule, words)


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
    return to_write(key, f"{year}-{month:02}-{min(number, monthrange(year, month)[1]):02}")


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
        yield Finding((*loc, "day"), message, to_write("day", str(said[-1])), f"{due.day}日")
    texts = [due.wording, *words.quoted(due.basis), due.covers]
    called = {"next": "次月", "same": "当月"}
    if (due.month == "next") != any(_NEXT.search(text) for text in texts):
        other = "same" if due.month == "next" else "next"
        message = f"month 是 {due.month}（{called[due.month]}），{told(file, loc, texts)}"
        hint = to_write("month", other, f"{called[other]}报")
        yield Finding((*loc, "month"), message, hint, called[due.month])


def _report(
    file: File[Schedule], loc: Loc, report: Report, schedule: Schedule, words: Words
) -> Iterator[Finding]:
    """A report comes as often as its words say, from the month they say to the campaign's last."""
    every = _bases_of(report)
    texts = words.quoted(every)
    own = [report.title, *(due.wording for due in report.due)]
    yield from wrong_cadence(file, (*loc, "every"), report.every, own, texts)
    said = " ".join(texts) if months(" ".join(texts)) else " ".join(map(words.text, every))
    starts = months(said) or ((schedule.start.year, schedule.start.month),)
    if not is_month(report.first, starts):
        yield wrong_month(file, (*loc, "first"), report.first, texts, starts)
    end = (schedule.end.year, schedule.end.month)
    ends = (end, *(one for one in starts if not is_month(report.first, (one,))))
    if not is_month(report.last, ends):
        yield wrong_month(file, (*loc, "last"), report.last, texts, (end,))


def _bases_of(report: Report) -> tuple[Basis, ...]:
    return (*report.basis, *(basis for due in report.due for basis in due.basis))
