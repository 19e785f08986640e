"""Words of the schedule become rules of RFC 5545 that come to the right days."""

from calendar import monthrange
from datetime import date, timedelta

import pytest

from paicha.model.campaign import Duty, Report, Schedule
from paicha.model.recurrence import EVERY, at_period_ends, month_number, month_span, on_day

BASIS = [{"source": "notice", "clause": "1", "quote": "x"}]


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def reports(first: str, last: str, day: int, month: str = "same", every: str = "monthly") -> Report:
    due = {"id": "a", "wording": "x", "day": day, "month": month, "covers": "x", "basis": BASIS}
    given = {"first": first, "last": last, "every": every, "due": [due], "basis": BASIS}
    return Report.model_validate({"id": "r", "title": "x", "forms": ["f"], "roles": ["a"], **given})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (28, ["2027-01-28", "2027-02-28", "2027-03-28"]),
        (29, ["2027-01-29", "2027-02-28", "2027-03-29"]),
        (30, ["2027-01-30", "2027-02-28", "2027-03-30"]),
        (31, ["2027-01-31", "2027-02-28", "2027-03-31"]),
    ],
)
def test_day_that_february_lacks_is_its_last(day: int, expected: list[str]) -> None:
    assert reports("2027-01", "2027-03", day).days(None) == days(*expected)


@pytest.mark.parametrize(("day", "leap"), [(28, 28), (29, 29), (30, 29), (31, 29)])
def test_leap_day_is_the_last_of_its_february(day: int, leap: int) -> None:
    found = reports("2028-01", "2028-03", day).days(None)
    assert found[1] == date(2028, 2, leap)


def test_day_31_is_the_last_of_every_month() -> None:
    found = reports("2027-01", "2027-12", 31).days(None)
    assert [day.day for day in found] == [monthrange(2027, month)[1] for month in range(1, 13)]


def test_series_may_begin_in_a_short_february() -> None:
    """The first day is then not the day that the rule names."""
    assert reports("2027-02", "2027-04", 30).days(None) == days(
        "2027-02-28", "2027-03-30", "2027-04-30"
    )


def test_last_report_of_december_in_the_next_month_is_in_january() -> None:
    assert reports("2023-11", "2023-12", 1, "next").days(None) == days("2023-12-01", "2024-01-01")


def test_report_of_a_single_month_is_made_once() -> None:
    assert reports("2028-02", "2028-02", 30).days(None) == days("2028-02-29")


def test_quarterly_report_counts_from_its_first_month() -> None:
    found = reports("2027-12", "2028-06", 15, "next", "quarterly").days(None)
    assert found == days("2028-01-15", "2028-04-15", "2028-07-15")


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("monthly", ["2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
        ("quarterly", ["2027-12-31", "2028-03-31"]),
        ("half-yearly", ["2027-12-31"]),
        ("yearly", ["2027-12-31"]),
    ],
)
def test_duty_is_due_when_a_period_of_the_calendar_ends(every: str, expected: list[str]) -> None:
    recurs = at_period_ends(every, date(2027, 11, 10), date(2028, 4, 29))  # type: ignore[arg-type]
    assert recurs
    assert recurs.days(date.max) == days(*expected)


def test_week_ends_on_sunday_and_counts_if_it_ends_within() -> None:
    recurs = at_period_ends("weekly", date(2027, 12, 1), date(2028, 1, 2))
    assert recurs
    found = recurs.days(date.max)
    assert found == days("2027-12-05", "2027-12-12", "2027-12-19", "2027-12-26", "2028-01-02")
    assert {day.weekday() for day in found} == {6}
    one_less = at_period_ends("weekly", date(2027, 12, 6), date(2028, 1, 1))
    assert one_less
    assert one_less.days(date.max) == found[1:-1]


@pytest.mark.parametrize("every", EVERY)
def test_period_counts_if_its_last_day_lies_within(every: str) -> None:
    """Whatever the first and the last day: the reference looks at every single day."""
    start = date(2026, 12, 30)
    ends = [start + timedelta(n) for n in range(500) if ends_period(every, start + timedelta(n))]
    for first in range(0, 130, 13):
        for length in (0, 1, 6, 27, 31, 89, 184, 366):
            one, two = start + timedelta(first), start + timedelta(first + length)
            recurs = at_period_ends(every, one, two)  # type: ignore[arg-type]
            found = recurs.days(date.max) if recurs else []
            assert found == [day for day in ends if one <= day <= two], (one, two)


def ends_period(every: str, day: date) -> bool:
    if every == "weekly":
        return day.weekday() == 6
    after = day + timedelta(1)
    months = {"monthly": range(1, 13), "quarterly": (1, 4, 7, 10), "half-yearly": (1, 7)}
    return after.day == 1 and after.month in months.get(every, (1,))


@pytest.mark.parametrize("every", EVERY)
def test_what_has_no_end_goes_on(every: str) -> None:
    recurs = at_period_ends(every, date(2023, 5, 25), None)  # type: ignore[arg-type]
    assert recurs
    assert "UNTIL" not in recurs.rule
    assert recurs.days(date(2123, 5, 25))[-1].year >= 2122


def schedule(*phases: tuple[str | None, str]) -> Schedule:
    return Schedule.model_validate(
        {
            "phases": [
                {"id": f"p{n}", "title": "x", "summary": "x", "basis": BASIS, "end": end}
                | ({"start": start} if start else {})
                for n, (start, end) in enumerate(phases)
            ]
        }
    )


def duty(**given: object) -> Duty:
    fixed = {"id": "d", "title": "x", "roles": ["a"], "basis": BASIS}
    return Duty.model_validate(fixed | {"cadence": "monthly"} | given)


def found(duty: Duty, until: date = date(2031, 1, 1)) -> list[str]:
    recurs = schedule((None, "2030-02-10"), ("2030-02-11", "2030-04-30")).recurrence(duty)
    return [str(day) for day in recurs.days(until)] if recurs else []


def test_duty_comes_again_within_the_campaign_its_phase_or_its_own_months() -> None:
    assert found(duty()) == ["2030-02-28", "2030-03-31", "2030-04-30"]
    assert found(duty(phase="p1", first="2030-03")) == ["2030-03-31", "2030-04-30"]
    assert found(duty(last="2030-03")) == ["2030-02-28", "2030-03-31"]
    assert found(duty(phase="p0")) == []


def test_duty_that_goes_on_does_not_end_with_the_campaign() -> None:
    assert found(duty(goes_on=True))[-1] == "2030-12-31"


@pytest.mark.parametrize("cadence", ["same-day", "once", "always"])
def test_rule_without_dates_has_none(cadence: str) -> None:
    assert found(duty(cadence=cadence)) == []


def test_months_are_counted_over_the_end_of_a_year() -> None:
    assert month_number("2028-01") - month_number("2027-12") == 1
    assert month_span("2028-02") == (date(2028, 2, 1), date(2028, 2, 29))
    twelve = on_day(month_number("2027-03"), month_number("2028-02"), 1, 31).days(date.max)
    assert len(twelve) == 12
