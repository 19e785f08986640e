"""Duties in; cadences, counts and months that the words beside them do not say out."""

from collections.abc import Iterator

from paicha.check.said.cadences import is_month, to_write, wrong_cadence, wrong_month
from paicha.check.said.words import Finding, Words, settle, told
from paicha.model.campaign import Duty, Responsibilities, Schedule
from paicha.model.file import File, parts
from paicha.model.recurrence import EVERY
from paicha.problems import Place, Problem
from paicha.source.located import Loc
from paicha.source.quantities import amounts, months

_TIMES = ("次", "遍", "回")


def check_duties(
    file: File[Responsibilities], schedule: Schedule | None, words: Words
) -> Iterator[Problem]:
    """Apply every rule on what stands in a duty; `schedule` is None where it could not be read."""
    for loc, duty in parts(file, Duty):
        found = list(settle(file, loc, duty, _duty(file, loc, duty, schedule, words)))
        yield from found
        if schedule and not any(one.place in _month_places(file, loc) for one in found):
            yield from _comes_up(file, loc, duty, schedule)


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
    wrong = list(wrong_cadence(file, (*loc, "cadence"), duty.cadence, own, more))
    yield from wrong
    if not wrong and duty.cadence in EVERY:
        yield from _at_least(file, loc, duty, [duty.title, *quotes])
    if schedule:
        yield from _months(file, loc, duty, schedule, [duty.title, *more])


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
        hint = to_write("at_least", str(said[0])) if said else "原文没有说至少几次的，删去 at_least"
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
        if month and month not in known and not is_month(month, said):
            yield wrong_month(file, (*loc, key), month, texts, wanted)


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
