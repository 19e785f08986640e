"""Calendars, read back by a parser that is not the one that wrote them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import vobject
from dateutil.rrule import rrulestr

from paicha.pipeline import publication_of
from paicha.project import Project
from paicha.render.dates import render_calendars
from tests.conftest import Built
from tests.test_rules import spoilt

HORIZON = date(2031, 1, 1)


def calendar(path: Path) -> Any:
    return vobject.readOne(path.read_text(encoding="utf-8"))


def events(path: Path) -> dict[str, Any]:
    """The events of a calendar by what stands before the @ of their UID."""
    found = list(calendar(path).vevent_list)
    by_id = {event.uid.value.partition("@")[0]: event for event in found}
    assert len(by_id) == len(found)
    return by_id


def all_events(site: Built) -> dict[str, Any]:
    return events(site.folder / "schedule" / "all.ics")


def days(event: Any) -> list[date]:
    """Every day of an event until the horizon, expanded by its rule."""
    if "rrule" not in event.contents:
        return [event.dtstart.value]
    moments = event.getrruleset(addRDate=True)
    return [one.date() for one in moments.between(datetime(1, 1, 1), noon(HORIZON), inc=True)]  # noqa: DTZ001


def dated(there: dict[str, Any]) -> dict[str, list[date]]:
    """The days of each entry: a phase has two events, and some rules have one for each day."""
    found: dict[str, list[date]] = {}
    for id_, event in there.items():
        entry = re.sub(r"\.(\d{4}-\d{2}|start|end)$", "", id_)
        found.setdefault(entry, []).extend(days(event))
    return found


def noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def published(recurrence: dict[str, Any]) -> list[date]:
    """The days that the data files give."""
    start = noon(date.fromisoformat(recurrence["first"]))
    rule = rrulestr(recurrence["rrule"], dtstart=start)
    return [one.date() for one in rule.between(start, noon(HORIZON), inc=True)]


def test_calendar_holds_every_phase_deadline_report_and_duty_that_comes_again(
    either: Built,
) -> None:
    schedule, duties = either.json("schedule"), either.json("duties")["duties"]
    expected = {one["id"]: [date.fromisoformat(one["by"])] for one in schedule["deadlines"]}
    expected |= {id_: published(one) for id_, one in schedule["recurrences"].items()}
    again = [one for one in duties if one["recurrence"]]
    expected |= {f"{one['id']}.duty": published(one["recurrence"]) for one in again}
    for one in schedule["phases"]:
        ends = [one["start"], one["end"]]
        expected[one["id"]] = [date.fromisoformat(day) for day in ends if day]
    assert dated(all_events(either)) == expected
    assert again


def test_days_of_the_notice_come_out_of_the_calendar(built: Built) -> None:
    there = all_events(built)
    reports = days(there["monthly-figures"])
    assert (reports[0], reports[-1]) == (date(2023, 6, 28), date(2023, 12, 28))
    assert [day.month for day in reports] == list(range(6, 13))
    meetings = days(there["monthly-meeting.duty"])
    assert [day.day for day in meetings] == [31, 30, 31, 31, 30, 31, 30, 31]
    assert days(there["half-yearly-drill.duty"]) == [date(2023, 6, 30), date(2023, 12, 31)]
    assert days(there["plan-report"]) == [date(2023, 5, 25)]
    assert "report-major-same-day.duty" not in there, "a rule without dates"
    assert "report-monthly.duty" not in there, "its report has the days"


def test_leap_february_comes_out_of_the_calendar(rides: Built) -> None:
    there = all_events(rides)
    assert dated(there)["monthly"] == [
        date(2027, 12, 30),
        date(2028, 1, 30),
        date(2028, 2, 29),
        date(2028, 3, 30),
    ]
    assert days(there["quarterly"]) == [date(2028, 1, 15), date(2028, 4, 15)]
    ends = days(there["straps.duty"])
    assert ends[3:6] == [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]
    assert ends[-1] == date(2030, 12, 31), "it goes on when the campaign is over"
    assert {day.weekday() for day in days(there["walk.duty"])} == {6}


def test_every_entry_is_a_whole_day(either: Built) -> None:
    """Even a phase: a bar over months would hide the days that matter on a phone."""
    for event in all_events(either).values():
        first, after = event.dtstart.value, event.dtend.value
        assert type(first) is type(after) is date
        assert after == first + timedelta(days=1)
        assert event.transp.value == "TRANSPARENT", "a deadline keeps nobody busy"


def test_reminders_come_seven_days_and_one_day_before_but_for_phases(either: Built) -> None:
    phases = tuple(f"{one['id']}." for one in either.json("schedule")["phases"])
    for id_, event in all_events(either).items():
        alarms = event.contents.get("valarm", [])
        before = [alarm.trigger.value for alarm in alarms]
        phase = id_.startswith(phases) and id_.endswith((".start", ".end"))
        assert before == ([] if phase else [timedelta(days=-7), timedelta(days=-1)])
        for alarm in alarms:
            assert alarm.action.value == "DISPLAY"
            assert alarm.description.value == event.summary.value


def test_calendar_names_itself_its_time_zone_and_how_often_to_look_again(either: Built) -> None:
    zones = {"星海县电梯和游乐设施安全检查2027行动": "Asia/Urumqi"}
    for path in sorted((either.folder / "schedule").glob("*.ics")):
        head = calendar(path).contents
        name = head["x-wr-calname"][0].value
        assert head["name"][0].value == name
        zone = zones.get(name.partition("：")[0], "Asia/Shanghai")
        assert head["x-wr-timezone"][0].value == zone
        assert head["version"][0].value == "2.0"
        assert head["method"][0].value == "PUBLISH"
        assert head["refresh-interval"][0].value == "P1D"
        assert head["x-published-ttl"][0].value == "P1D"


def test_every_role_has_a_calendar_of_its_own_entries_and_the_phases(either: Built) -> None:
    schedule, duties = either.json("schedule"), either.json("duties")
    there = all_events(either)
    phases = {one["id"] for one in schedule["phases"]}
    who = {one["id"]: one["roles"] for one in (*schedule["deadlines"], *schedule["reports"])}
    who |= {f"{one['id']}.duty": one["roles"] for one in duties["duties"] if one["recurrence"]}
    files = {path.stem: path for path in (either.folder / "schedule").glob("*.ics")}
    assert set(files) == {"all", *(role["id"] for role in duties["roles"])}
    for role in duties["roles"]:
        mine = {id_ for id_, roles in who.items() if role["id"] in roles}
        found = events(files[role["id"]])
        assert set(dated(found)) == mine | phases
        assert {id_: one.serialize() for id_, one in found.items()} == {
            id_: there[id_].serialize() for id_ in found
        }, "the same entry in every calendar"


def test_entry_says_who_does_it_and_by_which_clause(built: Built) -> None:
    report = all_events(built)["monthly-figures"].description.value
    assert "谁做：县市（园区）住建部门" in report
    assert "报给：州住建局" in report
    assert "依据：五（四）、附件1·注1" in report
    check = all_events(built)["monthly-led-check.duty"]
    assert check.summary.value == "每月至少带队检查1次（本月内）"
    for words in ("每月至少 1 次", "须留存：检查档案资料分别留企业、项目备查", "三（二）1（2）"):
        assert words in check.description.value


def test_calendar_follows_one_reading_and_says_the_other(built: Built) -> None:
    said = all_events(built)["monthly-figures"].description.value
    assert said.startswith("原文：每月28日前，累计情况")
    assert "另一处写的是：每月1日前，截至上月末的累计情况（附件1·注1）" in said


def test_office_may_follow_the_other_reading(minimal: Project) -> None:
    due = "    due:\n      - id: fifth"
    more = (
        "    due:\n      - id: later\n        wording: 每月5日前\n        day: 9\n"
        "        month: next\n        covers: 上月的数\n        basis:\n"
        '          - {source: notice, clause: "3", quote: 每月5日前}\n'
        "        differs: 写作5日，本单位按9日\n      - id: fifth"
    )
    assert not spoilt(minimal, "checklists/schedule.yaml", due, more)
    assert {day.day for day in days(rendered(minimal)["figures"])} == {5}
    assert not spoilt(minimal, "content/site.yaml", "follow: fifth", "follow: later")
    assert {day.day for day in days(rendered(minimal)["figures"])} == {9}


def rendered(project: Project) -> dict[str, Any]:
    publication, _ = publication_of(project, paper=False)
    text = next(iter(render_calendars(publication))).content.decode("utf-8")
    return {one.uid.value.partition("@")[0]: one for one in vobject.readOne(text).vevent_list}


def test_uid_stays_when_everything_else_of_an_entry_changes(minimal: Project) -> None:
    before = rendered(minimal)
    file = "checklists/schedule.yaml"
    for old, new in (
        ("title: 自查完毕", "title: 自查做完"),
        ("by: 2030-06-30", "by: 2030-06-29\n    differs: 提前到6月29日"),
        ("last: 2030-09", "last: 2031-02\n    differs: 延长到2031年2月"),
    ):
        assert not spoilt(minimal, file, old, new)
    assert not spoilt(minimal, "content/site.yaml", "梯子安全检查", "梯子大检查")
    after = rendered(minimal)
    assert {id_: one.uid.value for id_, one in after.items()} == {
        id_: one.uid.value for id_, one in before.items()
    }
    assert after["self-check-end"].serialize() != before["self-check-end"].serialize()


def test_phase_and_duty_of_one_id_are_two_entries(rides: Built) -> None:
    there = all_events(rides)
    assert {"self-check.start", "walk.duty", "quarterly", "straps.duty"} <= set(there)


def test_link_back_stands_where_the_address_of_the_site_is_known(rides: Built) -> None:
    base = "https://example.invalid/rides"
    for path in sorted((rides.folder / "schedule").glob("*.ics")):
        assert calendar(path).contents["source"][0].value == f"{base}/schedule/{path.name}"
    for id_, event in all_events(rides).items():
        page, _, anchor = event.url.value.removeprefix(f"{base}/").partition("#")
        assert f'id="{anchor}"' in (rides.folder / page).read_text(encoding="utf-8"), id_
        assert event.description.value.endswith(f"\n{event.url.value}"), "Outlook shows no URL"


def test_no_link_leads_anywhere_without_an_address(built: Built) -> None:
    for path in (built.folder / "schedule").glob("*.ics"):
        text = path.read_bytes()
        assert b"\r\nURL" not in text
        assert b"SOURCE" not in text
        assert b"http" not in text


def test_lines_are_short_end_as_they_should_and_cut_no_character(either: Built) -> None:
    for path in (either.folder / "schedule").glob("*.ics"):
        text = path.read_bytes()
        assert text.endswith(b"END:VCALENDAR\r\n")
        for line in text.removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            assert line.decode("utf-8").isprintable()


def test_no_entry_holds_a_number_to_call_or_a_person_to_ask(built: Built) -> None:
    for event in all_events(built).values():
        assert not re.search(r"\d{7}|@", event.summary.value + event.description.value)
        assert not {"organizer", "attendee", "contact"} & set(event.contents)


def test_phase_begins_and_ends_and_without_a_first_day_only_ends(built: Built) -> None:
    there = all_events(built)
    said = {
        id_: one.summary.value for id_, one in there.items() if one.categories.value == ["阶段"]
    }
    assert list(said.values()) == [
        "动员部署阶段结束",
        *(
            "企业（项目、单位）自查和部门帮扶指导阶段开始",
            "企业（项目、单位）自查和部门帮扶指导阶段结束",
        ),
        *("精准执法阶段开始", "精准执法阶段结束", "总结提升阶段开始", "总结提升阶段结束"),
    ]
    assert days(there["enforcement.start"]) == [date(2023, 8, 1)]
    assert days(there["enforcement.end"]) == [date(2023, 9, 30)]


def test_day_that_february_lacks_is_an_event_of_its_own_each_month(rides: Built) -> None:
    """Rules that say "30, or the last before it" come to three days a month in Thunderbird."""
    there = {id_: one for id_, one in all_events(rides).items() if id_.startswith("monthly")}
    assert list(there) == [f"monthly.{month}" for month in MONTHS]
    assert len({one.uid.value for one in there.values()}) == 4
    assert not any("rrule" in one.contents for one in there.values())


MONTHS = ("2027-12", "2028-01", "2028-02", "2028-03")


def test_rules_come_from_a_small_vocabulary(built: Built, rides: Built) -> None:
    rules = {rule for site in (built, rides) for rule in rrules(site)}
    forms = {re.sub(r"\d{8}", "DAY", rule) for rule in rules}
    assert forms == {
        "FREQ=MONTHLY;UNTIL=DAY;BYMONTHDAY=28",
        "FREQ=MONTHLY;UNTIL=DAY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;UNTIL=DAY;INTERVAL=6;BYMONTHDAY=-1",
        "FREQ=MONTHLY;UNTIL=DAY;INTERVAL=3;BYMONTHDAY=15",
        "FREQ=MONTHLY;UNTIL=DAY;INTERVAL=3;BYMONTHDAY=-1",
        "FREQ=MONTHLY;UNTIL=DAY;INTERVAL=12;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=WEEKLY;UNTIL=DAY;BYDAY=SU",
    }


def rrules(site: Built) -> Iterator[str]:
    for event in all_events(site).values():
        if "rrule" in event.contents:
            yield event.rrule.value
