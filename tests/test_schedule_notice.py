"""Every date and cadence of the notice is in the data, with its clause and on its days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from paicha.model.base import Basis
from paicha.model.campaign import Duty
from paicha.model.site import Site
from tests.test_notice import NOTICE, marks, obligations

TABLE = yaml.safe_load((Path(__file__).parent / "notice" / "times.yaml").read_text("utf-8"))
# What says a time: years (but not in names), months, days, every so often, so many times.
TIME = re.compile(
    r"20\d\d年(?!行动|经营)|\d+月份?|\d+日|每[月年半周季日天]|半年|月底|当[日天]|定期|即日|\d次"
    r"|[一二两三]个月|期间|动态|时时|阶段(?=的时间|（)"
)


@dataclass(frozen=True)
class Time:
    clause: str
    quote: str
    entry: str
    when: str
    days: tuple[date, ...]


TIMES = [Time(**{**row, "days": tuple(row["days"])}) for row in TABLE["times"]]


def said(site: Site, row: Time) -> tuple[list[date], tuple[Basis, ...]]:
    """Give the days of an entry, and the clauses it rests on."""
    kind, id_, *reading = row.entry.split()
    schedule = site.schedule
    if kind == "duty":
        duty = next(one for one in site.duties if one.id == id_)
        recurs = schedule.recurrence(duty)
        return recurs.days(date.max) if recurs else [], duty.basis
    if kind == "report":
        report = next(one for one in schedule.reports if one.id == id_)
        return report.days(reading[0]), (*report.basis, *report.reading(reading[0]).basis)
    if kind == "phase":
        phase = next(one for one in schedule.phases if one.id == id_)
        return [*([phase.start] if phase.start else []), phase.end], phase.basis
    deadline = next(one for one in schedule.deadlines if one.id == id_)
    return [deadline.by], deadline.basis


@pytest.mark.parametrize("row", TIMES, ids=lambda row: f"{row.entry}: {row.quote}")
def test_time_of_the_notice_comes_to_its_days_and_rests_on_its_clause(
    site: Site, row: Time
) -> None:
    days, basis = said(site, row)
    text = site.clause(NOTICE, row.clause).text
    assert tuple(days) == row.days
    assert row.quote in text
    quoted = [one.quote for one in basis if (one.source, one.clause) == (NOTICE, row.clause)]
    wanted = marks(text, row.quote)
    assert any(marks(text, quote or "") & wanted for quote in quoted), quoted


def test_every_word_of_the_notice_that_says_a_time_is_in_the_table(site: Site) -> None:
    spoken = [(row["clause"], row["quote"]) for row in (*TABLE["times"], *TABLE["aside"])]
    missing = []
    for clause in site.sources[NOTICE].clauses:
        known = set[int]()
        for quote in (quote for where, quote in spoken if where == clause.id):
            at = clause.text.index(quote)
            known |= set(range(at, at + len(quote)))
        found = [one.span() for one in TIME.finditer(clause.text)]
        bare = [(first, last) for first, last in found if not set(range(first, last)) <= known]
        missing += [(clause.id, clause.text[first - 6 : last + 6]) for first, last in bare]
    assert missing == []


def test_every_obligation_with_a_time_is_in_the_table() -> None:
    """The table of obligations was made without sight of this one."""
    there = {(row.clause, row.when) for row in TIMES}
    for row in obligations():
        if row.when not in ("always", "once"):
            assert (row.clause, row.when) in there, row.id


def test_every_time_in_the_data_that_rests_on_the_notice_is_in_the_table(site: Site) -> None:
    """Nothing has a day that the notice does not give."""
    there = {" ".join(row.entry.split()[:2]) for row in TIMES}
    for kind, id_ in timed(site):
        assert f"{kind} {id_}" in there, id_


def timed(site: Site) -> Iterator[tuple[str, str]]:
    schedule = site.schedule
    yield from (("phase", one.id) for one in schedule.phases)
    yield from (("deadline", one.id) for one in schedule.deadlines)
    yield from (("report", one.id) for one in schedule.reports)
    yield from (("duty", one.id) for one in site.duties if comes_again(site, one))


def comes_again(site: Site, duty: Duty) -> bool:
    """The project's copy of the check is no time of its own: it comes with the check."""
    return site.schedule.recurrence(duty) is not None and duty.id != "project-copy"


def test_both_readings_of_the_monthly_day_stand_and_the_settings_follow_the_earlier(
    site: Site,
) -> None:
    (report,) = site.schedule.reports
    (choice,) = site.settings.reports
    assert {due.id for due in report.due} == {"body", "annex"}
    assert report.forms == ("progress", "statistics")
    followed, other = (report.days(id_) for id_ in (choice.follow, "annex"))
    assert choice.follow == "body"
    assert all(one < two for one, two in zip(followed, other, strict=True))
    assert all(due.basis for due in report.due)


def test_duty_to_report_has_the_days_of_its_report_and_none_beside(site: Site) -> None:
    duty = next(one for one in site.duties if one.id == "report-monthly")
    assert duty.report == "monthly-figures"
    assert site.schedule.recurrence(duty) is None


def test_what_goes_on_after_the_campaign_rests_on_more_than_the_notice(site: Site) -> None:
    """A document that has been replaced is no reason to go on."""
    standing = [duty for duty in site.duties if duty.goes_on]
    assert len(standing) > 20
    for duty in standing:
        heads = [site.sources[one.source].head for one in duty.basis if one.source != NOTICE]
        assert any(head.replaced_by is None for head in heads), duty.id
    for duty in site.duties:
        if all(one.source != NOTICE for one in duty.basis):
            assert duty.goes_on, duty.id
