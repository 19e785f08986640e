"""The pages of the schedule say what the data say: the picture, its table, the duty sheets."""

import re
from collections import Counter
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Built
from tests.test_pages import has_class, read, text
from tests.test_schedule_calendars import dated, days, events

SVG = "{http://www.w3.org/2000/svg}"
NAMED = [
    *(
        "企业主要负责人",
        "企业分管负责人",
        "项目负责人",
        "专职安全生产管理人员（安全员）",
        "监理单位",
    ),
    *(
        "建设单位",
        "燃气经营企业",
        "自建房产权人、使用人",
        "房屋安全鉴定机构",
        "县市（园区）住建部门",
    ),
    *("监管执法人员", "州住建局"),
]


def page(built: Built, path: str) -> ET.Element:
    return read(built.folder / path)


def element(built: Built, path: str, id_: str) -> ET.Element:
    return next(one for one in page(built, path).iter() if one.get("id") == id_)


def picture(built: Built) -> ET.Element:
    return next(page(built, "schedule/index.html").iter(f"{SVG}svg"))


def percent(value: str | None) -> float:
    return float((value or "").removesuffix("%"))


def said(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    return f"{year}年{month}月{number}日"


# The picture


def test_bar_of_a_phase_stands_where_its_days_are(either: Built) -> None:
    drawn, phases = picture(either), either.json("schedule")["phases"]
    start, end = (date.fromisoformat(drawn.get(f"data-{name}", "")) for name in ("start", "end"))
    whole = (end - start).days
    bars = list(drawn.iter(f"{SVG}rect"))
    assert len(bars) == len(phases)
    for bar, phase in zip(bars, phases, strict=True):
        left, width = percent(bar.get("x")), percent(bar.get("width"))
        last = (date.fromisoformat(phase["end"]) - start).days + 1
        assert left + width == pytest.approx(100 * last / whole, abs=0.02)
        if phase["start"]:
            first = (date.fromisoformat(phase["start"]) - start).days
            assert left == pytest.approx(100 * first / whole, abs=0.02)
        else:
            assert left == 0
            assert "timeline__bar--open" in bar.get("class", ""), "it has no first day"


def test_each_deadline_is_a_diamond_and_each_report_a_ring_on_its_day(either: Built) -> None:
    drawn, schedule = picture(either), either.json("schedule")
    start, end = (date.fromisoformat(drawn.get(f"data-{name}", "")) for name in ("start", "end"))
    there = dated(events(either.folder / "schedule" / "all.ics"))
    shapes: dict[str, list[float]] = {"path": [], "circle": []}
    for mark in drawn.iter(f"{SVG}svg"):
        if mark is not drawn:
            (inner,) = mark
            shapes[inner.tag.removeprefix(SVG)].append(percent(mark.get("x")))
    deadlines = {one["by"] for one in schedule["deadlines"]}
    reports = [day for one in schedule["reports"] for day in there[one["id"]]]
    wanted = {"path": [date.fromisoformat(day) for day in deadlines], "circle": reports}
    for shape, expected in wanted.items():
        middles = sorted(100 * ((day - start).days + 0.5) / (end - start).days for day in expected)
        assert sorted(shapes[shape]) == pytest.approx(middles, abs=0.02)


def test_picture_needs_no_colour_to_be_read(either: Built) -> None:
    """What a thing is shows by its shape, and which one by its row and the words above it."""
    drawn, schedule = picture(either), either.json("schedule")
    rows = [one.get("y") for one in drawn.iter(f"{SVG}rect")]
    assert len(set(rows)) == len(rows)
    words = "".join(text(one) for one in drawn.iter(f"{SVG}text"))
    for phase in schedule["phases"]:
        since = f"{said(phase['start'])}至" if phase["start"] else "即日起至"
        assert f"{phase['title']}{since}{said(phase['end'])}" in words
    for report in schedule["reports"]:
        assert report["title"] in words
    for one in drawn.iter():
        assert not {"fill", "stroke", "style", "color"} & set(one.attrib)


def test_words_of_the_picture_are_short_enough_for_a_phone(either: Built) -> None:
    for one in picture(either).iter(f"{SVG}text"):
        wide = sum(1 if ord(char) > 0x2000 else 0.6 for char in text(one))
        assert wide <= 20, text(one)


def test_screen_reader_hears_what_the_picture_shows_and_where_it_is_in_words(either: Built) -> None:
    drawn = picture(either)
    assert drawn.get("role") == "img"
    named = element(either, "schedule/index.html", drawn.get("aria-labelledby", ""))
    described = element(either, "schedule/index.html", drawn.get("aria-describedby", ""))
    assert text(named)
    assert "下面的表" in text(described)


def test_table_says_the_same_as_the_picture(either: Built) -> None:
    schedule, roles = either.json("schedule"), either.json("duties")["roles"]
    titles = {role["id"]: role["title"] for role in roles}
    rows = [
        [text(cell) for cell in row.iter("td")]
        for row in element(either, "schedule/index.html", "overview").iter("tr")
    ][1:]
    expected = []
    for one in schedule["phases"]:
        since = f"{said(one['start'])}至" if one["start"] else "即日起至"
        expected.append([f"{since}{said(one['end'])}", f"阶段：{one['title']}", ""])
    for one in schedule["deadlines"]:
        who = "、".join(titles[role] for role in one["roles"])
        expected.append([said(one["by"]), f"时限：{one['title']}", who])
    often = {"monthly": "每月", "quarterly": "每季度"}
    for one in schedule["reports"]:
        recurs = schedule["recurrences"][one["id"]]
        who = "、".join(titles[role] for role in one["roles"])
        when = f"{said(recurs['first'])}起，到{said(recurs['last'])}，{often[one['every']]}一次"
        expected.append([when, f"报送：{one['title']}", who])
    assert rows == expected


# The contradiction


@pytest.mark.parametrize("path", ["schedule/index.html", "duties/county/index.html"])
def test_both_readings_of_the_monthly_day_stand_with_their_clauses(built: Built, path: str) -> None:
    shown = element(built, path, "monthly-figures")
    assert "写法不一致" in text(shown)
    readings = [one for one in shown.iter("div") if has_class(one, "reading")]
    wanted = {
        "每月28日前": ("5.4", "首期 2023年6月28日，末期 2023年12月28日，共 7 期"),
        "每月1日前": ("annex-1.note.1", "首期 2023年7月1日，末期 2024年1月1日，共 7 期"),
    }
    assert len(readings) == 2
    for reading, (words, (clause, span)) in zip(readings, wanted.items(), strict=True):
        assert text(reading).startswith(words)
        assert span in text(reading)
        links = [str(one.get("href")) for one in reading.iter("a")]
        assert any(link.endswith(f"plan-2023-33/index.html#{clause}") for link in links)
        assert ("本单位按此执行" in text(reading)) == (clause == "5.4")


# Duty sheets


def test_every_role_that_was_asked_for_has_its_sheet(built: Built) -> None:
    roles = {role["title"]: role for role in built.json("duties")["roles"]}
    for title in NAMED:
        sheet = page(built, roles[title]["url"])
        assert title in text(sheet.find(".//h1"))
        duties = [
            one for one in built.json("duties")["duties"] if roles[title]["id"] in one["roles"]
        ]
        assert duties, title


def test_sheet_says_of_each_duty_how_often_what_to_keep_and_what_it_needs(either: Built) -> None:
    data, forms = either.json("duties"), either.json("forms")["forms"]
    form_titles = {one["id"]: one["form"]["short_title"] for one in forms}
    for role in data["roles"]:
        for duty in data["duties"]:
            if role["id"] not in duty["roles"]:
                continue
            facts = text(element(either, role["url"], duty["id"]))
            assert duty["title"] in facts
            assert f"频次{CADENCE[duty['cadence']]}" in facts
            for words in (*duty["evidence"], duty["keep"] or ""):
                assert words in facts
            for form in duty["forms"]:
                assert form_titles[form] in facts
            for basis in duty["basis"]:
                assert basis["label"].split(" ")[-1] in facts


CADENCE = {
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "每年",
    "same-day": "当日",
    "once": "一次",
    "always": "持续",
}


def test_sheet_gathers_what_its_duties_need_and_keep(either: Built) -> None:
    data, schedule = either.json("duties"), either.json("schedule")
    for role in data["roles"]:
        mine = [one for one in data["duties"] if role["id"] in one["roles"]]
        reports = [one for one in schedule["reports"] if role["id"] in one["roles"]]
        sheet = page(either, role["url"])
        links = {str(one.get("href")) for one in sheet.iter("a")}
        for duty in mine:
            if duty["checklist"]:
                assert f"../../checklists/{duty['checklist']}/index.html" in links
        for form in (form for one in (*mine, *reports) for form in one["forms"]):
            assert f"../../forms/index.html#{form}" in links
        assert f"../../schedule/{role['id']}.ics" in links


def test_role_without_duties_of_its_own_says_so(either: Built) -> None:
    data = either.json("duties")
    busy = {role for duty in data["duties"] for role in duty["roles"]}
    for role in data["roles"]:
        told = "没有单独给这个角色规定职责" in text(page(either, role["url"]))
        assert told == (role["id"] not in busy), role["id"]


def plan(built: Built, role: str) -> dict[str, list[tuple[str, int]]]:
    """The monthly plan of a role: month → the days in it, each with its boxes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in page(built, f"duties/{role}/index.html").iter("tr"):
        head = row.find("th[@scope='row']")
        ticks = [one for one in row.iter("p") if has_class(one, "plan__tick")]
        if head is None or not re.fullmatch(r"\d{4}年\d+月", text(head)):
            continue
        found[text(head)] = [
            (
                (re.search(r"\d+月\d+日(?=前)", text(tick)) or [""])[0],
                sum(has_class(one, "plan__box") for one in tick.iter("input")),
            )
            for tick in ticks
        ]
    return found


def test_plan_of_the_principal_has_three_boxes_for_each_of_eight_months(built: Built) -> None:
    found = plan(built, "principal")
    assert list(found) == [f"2023年{month}月" for month in range(5, 13)]
    for month, ticks in found.items():
        assert len(ticks) == 3
        assert all(boxes == 1 and day.startswith(month[5:]) for day, boxes in ticks)
    assert found["2023年6月"][0] == ("6月30日", 1)


def test_plan_holds_every_day_of_a_role_with_a_box_for_each_time(either: Built) -> None:
    data, schedule = either.json("duties"), either.json("schedule")
    end = date.fromisoformat(schedule["phases"][-1]["end"])
    times = {f"{one['id']}.duty": one["at_least"] or 1 for one in data["duties"]}
    phases = {one["id"] for one in schedule["phases"]}
    for role in data["roles"]:
        there = events(either.folder / "schedule" / f"{role['id']}.ics")
        wanted: Counter[tuple[str, str, int]] = Counter()
        for id_, event in there.items():
            entry = id_.removesuffix(".start").removesuffix(".end")
            for day in () if entry in phases else days(event):
                if day <= end or not for_good(event):
                    month = f"{day.year}年{day.month}月"
                    wanted[month, f"{day.month}月{day.day}日", times.get(id_, 1)] += 1
        found = plan(either, role["id"])
        listed = Counter((month, *tick) for month, ticks in found.items() for tick in ticks)
        assert listed == wanted, role["id"]


def for_good(event: Any) -> bool:
    return "rrule" in event.contents and "UNTIL" not in event.rrule.value


def test_plan_says_what_goes_on_when_the_campaign_is_over(rides: Built) -> None:
    table = page(rides, "duties/park/index.html").find(".//table")
    assert table is not None
    last = [[text(cell) for cell in row] for row in table.iter("tr")][-1]
    assert last[0] == "以后"
    assert last[1] == ""
    assert last[2].startswith("照常，每月")


# What goes on


def test_duties_that_go_on_are_listed_where_the_home_page_leads(either: Built) -> None:
    standing = [one for one in either.json("duties")["duties"] if one["goes_on"]]
    listed = element(either, "duties/index.html", "goes-on")
    links = [one.get("href") for one in listed.iter("a") if str(one.get("href")).startswith("#")]
    assert links == [f"#{one['id']}" for one in standing]
    assert standing
    home = page(either, "index.html")
    ended = next(one for one in home.iter("template") if one.get("data-words") == "ended")
    assert f"{len(standing)} 项职责" in text(ended)
    assert "duties/index.html#goes-on" in {one.get("href") for one in ended.iter("a")}
