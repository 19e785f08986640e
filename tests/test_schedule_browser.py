"""What changes with the day and the reader: today's phase, what is due this month, the plan."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.conftest import Built
from tests.test_schedule_calendars import dated, events
from tests.watching import DESK, PHONE, noon, opened

pytestmark = pytest.mark.browser
SITES = ("built", "rides")
# As where the person's settings forbid sites to keep anything.
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); } })"""


def base(site: Built) -> str:
    return f"{site.folder.as_uri()}/"


def at(page: Page, day: date) -> None:
    page.clock.set_fixed_time(noon(day))


# Today


def test_home_says_before_within_between_and_after_the_phases(
    browser: Browser, rides: Built
) -> None:
    said = {
        "2027-11-09": "星海行动从2027年11月10日开始，先是：准备阶段",
        "2027-11-10": "今天处在：准备阶段",
        "2027-12-01": "今天处在：自查阶段",
        "2028-01-31": "今天处在：自查阶段",
        "2028-02-01": "今天在两个阶段之间；下一阶段从2028年2月7日开始：抽查阶段",
        "2028-02-07": "今天处在：抽查阶段",
        "2028-03-31": "今天处在：抽查阶段",
    }
    with opened(browser, base(rides), PHONE) as watched:
        for day, words in said.items():
            at(watched.page, date.fromisoformat(day))
            page = watched.open("index.html")
            assert page.locator("[data-today]").inner_text() == words
            current = page.locator("[aria-current=step]")
            within = words.startswith("今天处在")
            assert current.count() == within
            if within:
                assert current.inner_text().startswith(words.partition("：")[2])
        at(watched.page, date(2028, 4, 1))
        page = watched.open("index.html")
        said_then = page.locator("[data-today]").inner_text()
        assert said_then.startswith("星海行动已于2028年3月31日结束。结束以后照常做的有2 项职责")
        page.locator("[data-today] a").click()
        page.locator("#goes-on").wait_for()


def test_picture_shows_today_only_within_the_campaign(browser: Browser, rides: Built) -> None:
    with opened(browser, base(rides), PHONE) as watched:
        for day, shown in (
            (date(2027, 10, 31), False),
            (date(2027, 11, 1), True),
            (date(2028, 2, 29), True),
            (date(2028, 4, 30), True),
            (date(2028, 5, 1), False),
        ):
            at(watched.page, day)
            page = watched.open("schedule/index.html")
            line = page.locator("line[data-timeline-today]")
            assert page.locator("text[data-timeline-today]").is_visible() == shown, day
            assert (line.get_attribute("display") is None) == shown, day
            if shown:
                start, whole = date(2027, 11, 1), (date(2028, 5, 1) - date(2027, 11, 1)).days
                middle = 100 * ((day - start).days + 0.5) / whole
                across = float((line.get_attribute("x1") or "").rstrip("%"))
                assert across == pytest.approx(middle, abs=0.01)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", SITES)
def test_words_of_the_picture_lie_within_it_and_clear_of_one_another(
    browser: Browser, request: pytest.FixtureRequest, name: str, size: tuple[int, int]
) -> None:
    site: Built = request.getfixturevalue(name)
    with opened(browser, base(site), size) as watched:
        page = watched.open("schedule/index.html")
        boxes = page.evaluate(
            """() => [...document.querySelectorAll(".timeline__picture text:not([display])")]
              .map((one) => { const b = one.getBoundingClientRect();
                return [one.textContent, b.left, b.right, b.top, b.bottom]; })"""
        )
        picture = page.locator(".timeline__picture").bounding_box()
    assert picture
    for text, left, right, _, bottom in boxes:
        assert left >= picture["x"] - 1, text
        assert right <= picture["x"] + picture["width"] + 1, text
        assert bottom <= picture["y"] + picture["height"] + 1, text
    for n, (one, left, right, top, bottom) in enumerate(boxes):
        for other, left2, right2, top2, bottom2 in boxes[n + 1 :]:
            apart = left2 > right or left > right2 or top2 > bottom - 6 or top > bottom2 - 6
            assert apart, (one, other)


def test_picture_is_black_and_white_on_paper(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), DESK) as watched:
        page = watched.open("schedule/index.html")
        page.emulate_media(media="print")
        used = page.evaluate(
            """() => [...document.querySelectorAll(".timeline__picture *")]
              .map(getComputedStyle).flatMap(({ fill, stroke }) => [fill, stroke])"""
        )
        assert set(used) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "none"}


def test_screen_reader_is_told_of_a_picture_with_a_name(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), DESK) as watched:
        page = watched.open("schedule/index.html")
        picture = page.get_by_role("img", name="各阶段、时限和报送日在日历上的位置")
        assert picture.count() == 1
        table = page.get_by_role("table", name="阶段、时限和报送一览")
        assert table.get_by_role("row").count() > 10


# Due this month


def listed(page: Page) -> list[tuple[str, str]]:
    """The days and titles that are shown as due."""
    return [
        (str(row.locator("time").get_attribute("datetime")), row.locator("> a").inner_text())
        for row in page.locator("[data-due-list] > li[data-day]").all()
    ]


def months(first: date, count: int) -> Iterator[date]:
    for n in range(count):
        month = first.month - 1 + n
        yield date(first.year + month // 12, month % 12 + 1, 1)


MONTHS = {
    "built": [*months(date(2023, 4, 1), 11), date(2026, 11, 1)],
    "rides": [*months(date(2027, 10, 1), 8), date(2030, 2, 1), date(2030, 12, 1)],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_list_of_the_month_is_what_the_calendar_of_the_role_holds(
    browser: Browser, request: pytest.FixtureRequest, name: str
) -> None:
    """The script reckons by itself; the calendar is read by another library."""
    site: Built = request.getfixturevalue(name)
    data, phases = site.json("duties"), {one["id"] for one in site.json("schedule")["phases"]}
    duties = {one["id"]: one["title"] for one in data["duties"]}
    schedule = site.json("schedule")
    titles = {one["id"]: one["title"] for one in (*schedule["deadlines"], *schedule["reports"])}
    titles |= {f"{id_}.duty": title for id_, title in duties.items()}
    calendars = {}
    for role in data["roles"]:
        there = dated(events(site.folder / "schedule" / f"{role['id']}.ics"))
        mine = [(titles[id_], found) for id_, found in there.items() if id_ not in phases]
        calendars[role["id"]] = [(day, title) for title, found in mine for day in found]
    with opened(browser, base(site), PHONE) as watched:
        for month in MONTHS[name]:
            at(watched.page, month + timedelta(14))
            page = watched.open("index.html")
            for role, all_days in calendars.items():
                page.get_by_label("我是").select_option(role)
                wanted = [
                    (str(day), title)
                    for day, title in all_days
                    if (day.year, day.month) == (month.year, month.month)
                ]
                found = listed(page)
                assert sorted(found) == sorted(wanted), (month, role)
                assert [day for day, _ in found] == sorted(day for day, _ in found)
                assert page.locator("[data-due-none]").is_visible() == (not wanted)


def test_rows_say_what_is_past_and_what_is_today(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), PHONE) as watched:
        at(watched.page, date(2023, 8, 28))
        page = watched.open("index.html")
        page.get_by_label("我是").select_option("county")
        whole = page.locator("[data-due-list] time").all_inner_texts()
        assert whole == ["8月1日（已过）", "8月28日（今天）"]
        assert "（2023年8月）" in page.locator("#due-title").inner_text()


def test_rule_of_the_same_day_stands_in_every_month_and_ends_with_the_campaign(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE) as watched:
        for day, count in ((date(2023, 6, 2), 1), (date(2023, 12, 31), 1), (date(2024, 1, 1), 0)):
            at(watched.page, day)
            page = watched.open("index.html")
            page.get_by_label("我是").select_option("enterprise")
            rule = page.locator("[data-due-list]").get_by_text("发现重大隐患，当日立即报告")
            assert rule.count() == count, day


def test_chosen_role_is_there_again_and_leads_to_its_sheet(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), PHONE) as watched:
        page = watched.open("index.html")
        assert page.get_by_label("我是").input_value() == ""
        assert not page.get_by_role("link", name="全部职责和月度计划").is_visible()
        page.get_by_label("我是").select_option(label="企业主要负责人")
        page = watched.open("duties/index.html")
        page = watched.open("index.html")
        assert page.get_by_label("我是").input_value() == "principal"
        assert not page.locator("[data-due-unkept]").is_visible()
        page.get_by_role("link", name="全部职责和月度计划").click()
        assert page.url.endswith("duties/principal/index.html")
        page = watched.open("index.html")
        page.get_by_label("我是").select_option("")
        page.reload()
        assert page.get_by_label("我是").input_value() == ""


def test_choice_belongs_to_its_site_and_a_role_that_is_no_more_is_none(
    browser: Browser, built: Built, rides: Built
) -> None:
    """Pages opened from files share one store, whatever site they are of."""
    with opened(browser, "file:///", PHONE) as watched:
        page = watched.open(f"{base(built)}index.html")
        page.get_by_label("我是").select_option("county")
        page = watched.open(f"{base(rides)}index.html")
        assert page.get_by_label("我是").input_value() == ""
        page.get_by_label("我是").select_option("park")
        page = watched.open(f"{base(built)}index.html")
        assert page.get_by_label("我是").input_value() == "county"
        keys = page.evaluate("Object.keys(localStorage)")
        assert len(keys) == 2
        page.evaluate("for (const key of Object.keys(localStorage)) localStorage[key] = 'gone'")
        page.reload()
        assert page.get_by_label("我是").input_value() == ""
        page.get_by_label("我是").select_option("bureau")
        assert page.locator("[data-due-none]").is_visible() or listed(page)


FULL = """() => {
  let size = 4_000_000;
  let text = "";
  while (size) {
    try { localStorage.setItem("other", text + "x".repeat(size)); text += "x".repeat(size); }
    catch { size = Math.floor(size / 2); }
  }
}"""


def test_full_store_is_told_and_the_list_is_shown_all_the_same(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE) as watched:
        at(watched.page, date(2023, 6, 10))
        page = watched.open("index.html")
        page.evaluate(FULL)
        page.get_by_label("我是").select_option("county")
        assert page.locator("[data-due-unkept]").is_visible()
        assert listed(page) == [("2023-06-28", "报送调度表、统计表累计情况")]


def test_refused_store_is_told_and_the_list_is_shown_all_the_same(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE) as watched:
        watched.page.add_init_script(REFUSED)
        at(watched.page, date(2023, 6, 10))
        page = watched.open("index.html")
        page.get_by_label("我是").select_option("county")
        assert page.locator("[data-due-unkept]").is_visible()
        assert len(listed(page)) == 1


def test_sheet_of_a_role_lists_its_month_without_asking(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), PHONE) as watched:
        at(watched.page, date(2023, 6, 10))
        page = watched.open("duties/enterprise/index.html")
        assert page.locator("select").count() == 0
        assert listed(page) == [("2023-06-30", "每半年至少开展1次综合性事故应急演练")]
        assert page.locator("#due-title").is_visible()


def test_without_scripts_the_schedule_is_read_and_nothing_empty_is_shown(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE, java_script_enabled=False) as watched:
        page = watched.open("schedule/index.html")
        assert page.locator(".timeline__picture").is_visible()
        assert page.locator("#overview").is_visible()
        assert page.locator("[data-timeline-today]:visible").count() == 0
        page = watched.open("duties/principal/index.html")
        assert page.locator(".plan").is_visible()
        for path in ("index.html", "duties/principal/index.html"):
            page = watched.open(path)
            assert page.locator("[data-module=due]:visible").count() == 0
            assert page.locator("[data-module=print-plan]:visible").count() == 0


def test_controls_of_the_month_are_large_enough_for_a_gloved_finger(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE) as watched:
        at(watched.page, date(2023, 6, 10))
        page = watched.open("index.html")
        page.get_by_label("我是").select_option("principal")
        for control in page.locator(".due select, .due__who a").all():
            box = control.bounding_box()
            assert box
            assert box["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


# The plan, ticked off

PLAN = "duties/principal/index.html"


def ticked(page: Page) -> list[str]:
    """The names of the boxes that are ticked."""
    boxes = page.get_by_role("checkbox", checked=True).all()
    return [str(box.get_attribute("aria-label")) for box in boxes]


def test_ticks_of_a_plan_stay_with_their_role_and_their_site(
    browser: Browser, built: Built, rides: Built
) -> None:
    with opened(browser, "file:///", PHONE) as watched:
        page = watched.open(f"{base(built)}{PLAN}")
        page.locator("label", has_text="每月至少召开1次专项行动推进会").nth(1).click()
        page.get_by_label("7月31日前：每月至少召开1次专项行动推进会").check()
        page.reload()
        assert ticked(page) == [
            "6月30日前：每月至少召开1次专项行动推进会",
            "7月31日前：每月至少召开1次专项行动推进会",
        ]
        page.get_by_label("6月30日前：每月至少召开1次专项行动推进会").uncheck()
        watched.open(f"{base(built)}duties/county/index.html")
        assert ticked(page) == []
        watched.open(f"{base(rides)}duties/park/index.html")
        assert ticked(page) == []
        watched.open(f"{base(built)}{PLAN}")
        assert ticked(page) == ["7月31日前：每月至少召开1次专项行动推进会"]


def test_ticks_of_two_windows_are_kept_together(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), PHONE) as watched:
        page, other = watched.open(PLAN), watched.page.context.new_page()
        other.goto(page.url)
        page.get_by_role("checkbox").nth(0).check()
        expect(other.get_by_role("checkbox").nth(0)).to_be_checked()
        other.get_by_role("checkbox").nth(1).check()
        page.get_by_role("checkbox").nth(2).check()
        page.reload()
        assert len(ticked(page)) == 3


def test_tick_that_cannot_be_kept_is_told(browser: Browser, built: Built) -> None:
    with opened(browser, base(built), PHONE) as watched:
        watched.page.add_init_script(REFUSED)
        page = watched.open(PLAN)
        told = page.get_by_text("浏览器不允许网页记住勾")
        assert not told.is_visible()
        page.get_by_role("checkbox").first.check()
        assert told.is_visible()
        assert len(ticked(page)) == 1


def test_boxes_of_a_plan_are_large_enough_for_a_gloved_finger(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE) as watched:
        page = watched.open(PLAN)
        for box in page.locator(".plan label").all():
            size = box.bounding_box()
            assert size
            assert min(size["width"], size["height"]) >= 44


def test_without_scripts_a_plan_takes_no_tick_that_nothing_would_keep(
    browser: Browser, built: Built
) -> None:
    with opened(browser, base(built), PHONE, java_script_enabled=False) as watched:
        boxes = watched.open(PLAN).locator(".plan__box")
        assert boxes.count() == 24
        assert all(box.is_disabled() for box in boxes.all())


# On paper


def printed(page: Page, path: Path) -> list[str]:
    """The text of each page as the browser prints it."""
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    texts = [normalize("NFKC", one.extract_text()) for one in PdfReader(path).pages]
    return [re.sub(r"\s+", "", text) for text in texts]


@pytest.mark.slow
def test_plan_is_printed_alone_on_one_page_with_room_to_sign(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    for role in ("principal", "county"):
        with opened(browser, base(built), DESK) as watched:
            page = watched.open(f"duties/{role}/index.html")
            page.evaluate("window.print = () => { window.asked = true; }")
            page.get_by_role("button", name="只打印这张计划").click()
            assert page.evaluate("window.asked")
            (text,) = printed(page, tmp_path / f"{role}.pdf")
            assert text.startswith("月度计划:")
            assert "2023年12月" in text
            assert "责任人(签名)" in text
            assert "完成:" in text
            assert "对哪些检查项负责" not in text
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            assert page.locator(".page--plan-only").count() == 0


def test_printed_sheet_holds_the_duties_and_the_plan_on_a_page_of_its_own(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    with opened(browser, base(built), DESK) as watched:
        at(watched.page, date(2023, 6, 10))
        page = watched.open("duties/principal/index.html")
        texts = printed(page, tmp_path / "principal.pdf")
    with_plan = [text for text in texts if "月度计划" in text]
    assert len(with_plan) == 1
    assert with_plan[0].startswith("月度计划:企业主要负责人")
    assert "要做的事" not in with_plan[0]
    assert "本月要做" not in "".join(texts), "paper does not change with the month"
    assert "检查档案资料分别留企业、项目备查" in "".join(texts)


def test_every_months_box_is_drawn_not_written_with_its_tick(
    browser: Browser, built: Built
) -> None:
    """Fonts lack ballot boxes; a border prints everywhere."""
    with opened(browser, base(built), DESK) as watched:
        page = watched.open(PLAN)
        page.locator(".plan__box").first.check()
        page.emulate_media(media="print")
        boxes: list[Any] = page.locator(".plan__box").all()
        assert len(boxes) == 24
        for box in boxes:
            size = box.bounding_box()
            assert size
            assert size["width"] > 8
            assert box.inner_text() == ""
        ticks = page.evaluate(
            """() => [...document.querySelectorAll(".plan__box")]
              .map((one) => getComputedStyle(one, "::before").borderBottomStyle)"""
        )
        assert ticks == ["solid", *["none"] * 23]
