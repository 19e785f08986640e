"""A draft of another day, or of another unit, is asked about before it is gone on with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stored import put
from tests.tapping import CONSTRUCTION, answer, items_of, late, ready, records, saved
from tests.watching import DESK, PHONE, opened, server

__all__ = ["server"]  # a fixture
pytestmark = pytest.mark.browser

SMALL = (360, 640)
THEN, NOW = "2026-07-12T16:20:00+08:00", "2026-07-17T09:00:00+08:00"
ROW = "[data-part=asking]"

DRAWN = """(ids) => ids.map((id) =>
  getComputedStyle(document.querySelector(`#${id} :checked + span`)).borderBlockStartStyle)"""


def at(page: Page, moment: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(moment))


def choose(page: Page, way: str) -> None:
    """Say which record is meant; what was held is on its way then."""
    page.locator(f"{ROW} [data-action={way}]").click()
    expect(page.locator(ROW)).to_be_hidden()


def name(page: Page, unit: str, people: str = "") -> None:
    page.evaluate("""document.querySelector(".record__line").open = true""")
    page.locator("[data-head=unit]").fill(unit)
    if people:
        page.locator("[data-head=inspectors]").fill(people)
    page.evaluate("""document.querySelector(".record__line").open = false""")
    saved(page)


@contextmanager
def left(browser: Browser, base: str, size: tuple[int, int] = SMALL) -> Iterator[Page]:
    """A page on which a draft of two answers was left five days ago; its tab is another one now."""
    with opened(browser, base, size) as watched:
        page = watched.page
        at(page, THEN)
        watched.open(CONSTRUCTION)
        ready(page)
        for item in items_of(page)[:2]:
            answer(page, item, "pass")
        name(page, "东方花园", "张建、吴涤")
        page.evaluate("sessionStorage.clear()")
        at(page, NOW)
        yield page


@pytest.mark.parametrize("size", [SMALL, DESK])
def test_draft_of_another_day_is_asked_about_before_its_first_answer(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    with left(browser, server, size) as page:
        page.reload()
        ready(page)
        expect(page.locator("[data-part=day]")).to_have_text("不是今天的")
        expect(page.locator(ROW)).to_be_hidden()
        third = items_of(page)[2]
        answer(page, third, "fail")
        expect(page.locator(ROW)).to_contain_text("7月12日　已答2项东方花园")
        expect(page.locator("[data-part=bar]")).to_be_hidden()
        expect(page.locator(f"#{third}")).to_contain_text("选了才记下")
        assert page.evaluate(DRAWN, [items_of(page)[0], third]) == ["solid", "dashed"]
        assert third not in records(page)[0]["answers"], "held until it is known of which record"
        choose(page, "go-on")
        expect(page.locator("[data-part=bar]")).to_be_visible()
        (record,) = records(page)
        assert record["answers"][third]["value"] == "fail"
        assert record["date"] == "2026-07-12", "its day is never changed unasked"
        answer(page, items_of(page)[3], "pass")
        expect(page.locator(ROW)).to_be_hidden()
        page.reload()
        ready(page)
        expect(page.locator("[data-part=day]")).to_be_empty()


def test_what_was_held_goes_into_another_record(browser: Browser, server: str) -> None:
    with left(browser, server) as page:
        page.reload()
        ready(page)
        first, third = items_of(page)[0], items_of(page)[2]
        answer(page, first, "fail")
        answer(page, third, "pass")
        choose(page, "start-record")
        expect(page.locator(f"#{first} [value=fail]")).to_be_checked()
        saved(page)
        old, new = sorted(records(page), key=lambda one: str(one["date"]))
        assert {id_: one["value"] for id_, one in new["answers"].items()} == {
            first: "fail",
            third: "pass",
        }
        assert (new["date"], new["particulars"]) == ("2026-07-17", {})
        assert [one["name"] for one in new["inspectors"]] == ["张建", "吴涤"]
        assert len(old["answers"]) == 2
        assert old["answers"][first]["value"] == "pass"


def test_tap_before_the_store_is_open_is_asked_about_then(browser: Browser, server: str) -> None:
    with left(browser, server) as page:
        late(page)
        page.reload()
        third = items_of(page)[2]
        answer(page, third, "pass")
        expect(page.locator(ROW)).to_have_count(0)
        page.evaluate("window.letOpen()")
        choose(page, "start-record")
        saved(page)
        assert sorted(len(one["answers"]) for one in records(page)) == [1, 2]


def test_unit_typed_over_a_draft_of_another_day_names_the_new_one(
    browser: Browser, server: str
) -> None:
    with left(browser, server) as page:
        page.reload()
        ready(page)
        page.evaluate("""document.querySelector(".record__line").open = true""")
        page.locator("[data-head=unit]").fill("西城工地")
        choose(page, "start-record")
        saved(page)
        units = {one["particulars"]["unit"]: len(one["answers"]) for one in records(page)}
        assert units == {"东方花园": 2, "西城工地": 0}


def test_draft_is_asked_about_when_midnight_passes(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.page
        at(page, "2026-07-12T23:59:00+06:00")
        watched.open(CONSTRUCTION)
        ready(page)
        first, second, third = items_of(page)[:3]
        answer(page, first, "pass")
        saved(page)
        at(page, "2026-07-13T00:01:00+06:00")
        answer(page, second, "pass")
        choose(page, "go-on")
        answer(page, third, "pass")
        expect(page.locator(ROW)).to_be_hidden()
        (record,) = records(page)
        assert set(record["answers"]) == {first, second, third}


def test_topic_set_aside_before_midnight_and_sent_after_it_is_asked_about(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.page
        at(page, "2026-07-12T23:59:00+06:00")
        watched.open(CONSTRUCTION)
        ready(page)
        answer(page, items_of(page)[0], "pass")
        saved(page)
        section = page.locator("[data-section]").nth(1)
        section.locator("[data-action=topic-na]").click()
        section.locator("form.pending input").fill("没有基坑")
        at(page, "2026-07-13T00:01:00+06:00")
        section.locator("form.pending input").press("Enter")
        expect(page.locator(ROW)).to_be_visible()
        assert len(records(page)[0]["answers"]) == 1, "nothing before it is said"
        choose(page, "go-on")
        expect(section.locator("form.pending")).to_have_count(0)
        saved(page)
        (record,) = records(page)
        assert len(record["answers"]) == 1 + section.locator(".item").count()


def test_draft_asked_for_by_its_name_is_not_asked_about(browser: Browser, server: str) -> None:
    with left(browser, server) as page:
        (record,) = records(page)
        page.goto(f"{page.url.partition('?')[0]}?record={record['id']}.1")
        ready(page)
        answer(page, items_of(page)[2], "pass")
        expect(page.locator("[data-part=asking]:visible")).to_have_count(0)
        assert len(records(page)[0]["answers"]) == 3


def test_draft_whose_day_is_set_in_this_sitting_is_not_asked_about(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, items_of(page)[0], "pass")
        page.evaluate("""document.querySelector(".record__line").open = true""")
        page.locator("[data-head=date]").fill("2026-01-05")
        saved(page)
        page.reload()
        ready(page)
        answer(page, items_of(page)[1], "pass")
        (record,) = records(page)
        assert len(record["answers"]) == 2


def test_other_tab_goes_on_while_one_asks(browser: Browser, server: str) -> None:
    with left(browser, server) as page:
        page.reload()
        ready(page)
        items = items_of(page)
        answer(page, items[2], "pass")
        other = page.context.new_page()
        at(other, NOW)
        other.goto(page.url)
        ready(other)
        answer(other, items[3], "pass")
        choose(other, "go-on")
        saved(other)
        choose(page, "go-on")
        expect(page.locator(f"#{items[3]} [value=pass]")).to_be_checked()
        (record,) = records(page)
        assert set(record["answers"]) == set(items[:4])


def test_closed_record_of_another_day_is_only_shown(browser: Browser, server: str) -> None:
    with left(browser, server) as page:
        (record,) = records(page)
        put(page, record | {"closed": {"at": THEN, "number": "1", "hash": "0" * 64}})
        page.reload()
        ready(page)
        expect(page.locator("[data-part=day]")).to_be_empty()
