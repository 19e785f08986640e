"""A paper sheet keyed in, by the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from paicha.project import Project
from tests.conftest import Built
from tests.recording import (
    KEY,
    Json,
    answered,
    closed,
    good,
    keep,
    ladders,
    opened_records,
    people,
    served,
)
from tests.stored import kept, put
from tests.tapping import FULL
from tests.watching import DESK, opened

__all__ = ["ladders"]
pytestmark = pytest.mark.browser


@contextmanager
def chosen(browser: Browser, base: str) -> Iterator[Page]:
    """Lend a desk whose clerk has just chosen the ladders; the walk there is by keyboard too."""
    with opened(browser, base, DESK) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat("2030-06-01T09:00:00+08:00"))
        page = opened_records(watched.page, base)
        page.locator('[data-part="start"] button').focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/index.html?keyin=ladders.2030")
        page.locator('[data-module="records"][data-ready]').wait_for()
        yield page


@pytest.fixture(params=["http", "file"])
def desk(request: pytest.FixtureRequest, browser: Browser, ladders: Project) -> Iterator[Page]:
    with served(ladders.output) as server:
        base = server if request.param == "http" else f"{ladders.output.as_uri()}/"
        with chosen(browser, base) as page:
            yield page


@pytest.fixture
def clerk(browser: Browser, ladders: Project) -> Iterator[Page]:
    with chosen(browser, f"{ladders.output.as_uri()}/") as page:
        yield page


def typed(page: Page, *lines: str) -> None:
    """Type lines, each with Enter, without a pause."""
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def asks(page: Page) -> str:
    return str(page.locator(".keyin__next .id").inner_text())


def only(page: Page) -> Json:
    """Give the one record there is, as soon as it says that it was stored."""
    expect(page.locator('.keyin [data-part="said"]')).to_contain_text("存下")
    (record,) = kept(page).values()
    return record


def test_whole_sheet_is_keyed_in_without_a_mouse(desk: Page) -> None:
    typed(desk, "青山县木器厂", "一车间", "", "晴", "", "张三、李四", "王五")
    assert asks(desk) == "TZ-0001"
    typed(desk, "2", "1", "左脚的防滑垫掉了", "一车间门口", "2", "王五", "换防滑垫", "20元")
    typed(desk, "0530", "挂停用牌")
    assert asks(desk) == "TZ-0002"
    typed(desk, "1 新换过", "28")
    assert "都录完了" in desk.locator(".keyin__next").inner_text()
    record = only(desk)
    wanted = good()
    del wanted["particulars"]["address"]
    assert record["particulars"] == wanted["particulars"]
    assert record["inspectors"] == people("张三", "李四")
    assert record["companions"] == people("王五")
    assert record["date"] == "", "the paper's day was not typed"
    for id_, answer in record["answers"].items():
        expected = wanted["answers"][id_] | {"at": answer["at"]}
        for one, found in zip(expected["findings"], answer["findings"], strict=True):
            one |= {"id": found["id"], "photos": [], "action": "换防滑垫"}
        assert answer == expected
    log = desk.locator(".keyin__log li").all_inner_texts()
    assert log == [
        "TZ-0002　横档是否都不松动　合格　新换过",
        "TZ-0001　梯脚是否都有防滑垫　不合格　左脚的防滑垫掉了",
    ]


def test_what_was_keyed_in_is_there_again_after_a_reload(desk: Page) -> None:
    desk.keyboard.press("Escape")
    typed(desk, "1")
    key = f"{only(desk)['id']}.1"
    desk.reload()
    desk.locator('[data-module="records"][data-ready]').wait_for()
    assert desk.url.endswith(f"?keyin={key}")
    assert asks(desk) == "TZ-0002"
    assert "已录 1/2" in desk.locator('.keyin [data-part="said"]').inner_text()
    desk.locator('.keyin [data-part="open"]').click()
    desk.locator('[data-item-id="TZ-0001"] [value="pass"]:checked').wait_for()


LINES = {
    "3": ("TZ-0001", "none", ""),
    "02 1": ("TZ-0002", "pass", ""),
    "2 1": ("TZ-0002", "pass", ""),
    "TZ-0002 合格": ("TZ-0002", "pass", ""),
    "tz0002 不适用": ("TZ-0002", "none", ""),
    "０００２　３": ("TZ-0002", "none", ""),
    "02 1 新换过": ("TZ-0002", "pass", "新换过"),
    "2 没有": ("TZ-0001", "fail", "没有"),
    "不合格": ("TZ-0001", "fail", ""),
    "4 没带检测报告": ("TZ-0001", "unsure", "没带检测报告"),
    "02 待核": ("TZ-0002", "unsure", ""),
    "0002 不合格 第三档  松了": ("TZ-0002", "fail", "第三档 松了"),
}


def test_line_says_which_item_and_what(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    for line, (id_, result, note) in LINES.items():
        typed(clerk, "01", line)
        clerk.keyboard.press("Escape")
        answer = only(clerk)["answers"][id_]
        assert answer["value"] == result, line
        said = [one["seen"] for one in answer["findings"]] or [answer["note"]]
        if answer["pending"]:
            said = [answer["pending"]["what"]]
        assert said == [note], line
        clerk.keyboard.press("Control+z")
        assert only(clerk)["answers"] == {}, line


NO_LINES = {
    "99 1": "这张表没有 TZ-0099。",
    "0003": "这张表没有 TZ-0003。",  # retired
    "0002 5": "“5”不是结果：1 合格，2 不合格，3 不适用，4 待核。",
    "0002 好": "“好”不是结果：1 合格，2 不合格，3 不适用，4 待核。",
    "SG-0002 1": "没有找到“sg-0002 1”。打编号，或换几个字。",
    "没有的词": "没有找到“没有的词”。打编号，或换几个字。",
    "constructor": "没有找到“constructor”。打编号，或换几个字。",
}


def test_line_that_means_nothing_says_why_and_keeps_what_was_typed(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    for line, words in NO_LINES.items():
        clerk.keyboard.press("Control+a")
        typed(clerk, line)
        assert clerk.locator(".keyin > div > .keyin__wrong").inner_text() == words
        assert clerk.locator("#keyin-line").input_value() == line
    assert kept(clerk) == {}


def test_words_or_a_number_find_the_item(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    clerk.keyboard.type("横档")
    option = clerk.locator('[role="option"]')
    assert option.all_inner_texts() == ["TZ-0002　横档是否都不松动"]
    clerk.keyboard.press("Enter")
    assert asks(clerk) == "TZ-0002"
    clerk.keyboard.type("00")
    assert option.count() == 2
    clerk.keyboard.press("ArrowUp")
    clerk.keyboard.press("ArrowUp")
    active = clerk.locator("#keyin-line").get_attribute("aria-activedescendant")
    assert active == clerk.locator('[aria-selected="true"]').get_attribute("id") == "found-TZ-0001"
    clerk.keyboard.press("Enter")
    assert asks(clerk) == "TZ-0001"
    typed(clerk, "", "02")
    assert asks(clerk) == "TZ-0002"


def test_field_that_cannot_be_right_is_not_taken(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "2")
    steps = [
        ("9", "填 1 到 1 的序号，都不是填 0", "0"),
        ("", "", "掉了"),
        ("", "", "门口"),
        ("toString", "填 1 或 2", "2"),
    ]
    for wrong, words, right in steps:
        if wrong:
            typed(clerk, wrong)
            shown = clerk.locator(".keyin__field:has(:focus) .keyin__wrong").inner_text()
            assert shown == words
            clerk.keyboard.press("Control+a")
        typed(clerk, right)
    typed(clerk, "王五", "换", "")
    for wrong in ("明天", "0231", "13-40"):
        typed(clerk, wrong)
        assert "不是日期" in clerk.locator(".keyin__field:has(:focus) .keyin__wrong").inner_text()
        clerk.keyboard.press("Control+a")
    typed(clerk, "2030-6-3", "")
    finding = only(clerk)["answers"]["TZ-0001"]["findings"][0]
    assert (finding["grade"], finding["conditions"]) == ("general", [])
    assert (finding["remedy"], finding["due"]) == ("by-date", "2030-06-03")


def test_value_that_cannot_be_read_is_kept_as_it_is_on_the_paper(clerk: Page) -> None:
    """One is told, and may go on; the record can't be closed."""
    clerk.keyboard.press("Escape")
    typed(clerk, "02 1", "约二十八")
    field = clerk.locator(".keyin__field input")
    assert "不是数" in clerk.locator(".keyin__field .keyin__wrong").inner_text()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    typed(clerk, "")
    assert asks(clerk) == "TZ-0001"
    answer = only(clerk)["answers"]["TZ-0002"]
    assert (answer["value"], answer["measures"]) == ("pass", {"横档间距": "约二十八"})
    typed(clerk, "02", "02 1")
    expect(field).to_have_attribute("aria-invalid", "true")
    typed(clerk, "")
    assert asks(clerk) == "TZ-0001", "told already"


def test_what_was_understood_stands_beside_what_is_typed(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "02 1")
    clerk.keyboard.type("0.28m")
    expect(clerk.locator(".keyin__field output")).to_have_text("0.28m → 28 厘米")
    typed(clerk, "")
    answer = only(clerk)["answers"]["TZ-0002"]
    assert (answer["value"], answer["measures"]) == ("pass", {"横档间距": "0.28m"})
    typed(clerk, "02", "02 1")
    clerk.keyboard.press("Control+a")
    typed(clerk, "0.35m")
    assert "超出限值" in clerk.locator('.keyin [data-part="wrong"]').inner_text()


def test_names_on_a_paper_are_told_apart_by_marks(clerk: Page) -> None:
    typed(clerk, "青山县木器厂", "", "", "", "", "张  建、吴  涤", "Иван Петров，阿不都·热合曼")
    typed(clerk, "3")
    record = only(clerk)
    assert record["inspectors"] == people("张 建", "吴 涤")
    assert record["companions"] == people("Иван Петров", "阿不都·热合曼")


def test_day_without_a_year_is_after_the_one_of_the_paper(clerk: Page) -> None:
    typed(clerk, "青山县木器厂", "", "", "")
    clerk.locator('[data-head="date"]').fill("2030-12-20")
    clerk.locator("#keyin-line").focus()
    typed(clerk, "2", "0", "断了", "", "2", "", "", "")
    clerk.keyboard.type("0110")
    expect(clerk.locator(".keyin__field:has(:focus) output")).to_have_text("0110 → 2031-01-10")
    typed(clerk, "", "")
    assert only(clerk)["answers"]["TZ-0001"]["findings"][0]["due"] == "2031-01-10"


def test_value_beyond_its_limits_makes_a_no_of_a_pass(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "02 1", "35")
    assert "超出限值" in clerk.locator('.keyin [data-part="wrong"]').inner_text()
    typed(clerk, "", "", "松了")
    answer = only(clerk)["answers"]["TZ-0002"]
    assert answer["value"] == "fail"
    assert answer["measures"] == {"横档间距": "35"}
    assert clerk.locator(".keyin__log li").count() == 1


def test_no_that_was_a_pass_in_between_has_its_finding_again(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "01 2 没有")
    clerk.keyboard.press("Escape")
    typed(clerk, "01 1", "01 2")
    assert only(clerk)["answers"]["TZ-0001"]["findings"][0]["seen"] == "没有"


def test_undo_takes_back_the_last_answer(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "1", "3", "")
    typed(clerk, "01 3")
    clerk.keyboard.press("Control+z")
    assert only(clerk)["answers"]["TZ-0001"]["value"] == "pass"
    clerk.keyboard.press("Control+z")
    assert list(only(clerk)["answers"]) == ["TZ-0001"]
    assert asks(clerk) == "TZ-0002"
    assert clerk.locator(".keyin__log li").count() == 1


def test_undo_leaves_what_another_tab_answered_since(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "1 1")
    record = only(clerk)
    theirs = {"value": "none", "at": "2030-06-01T09:05:00+08:00", "note": "梯子没有脚"}
    put(clerk, answered(record, TZ_0001=theirs))
    clerk.locator('[data-action="undo"]').click()
    typed(clerk, "02 3")
    answers = only(clerk)["answers"]
    assert answers["TZ-0002"]["value"] == "none"
    assert answers["TZ-0001"] == record["answers"]["TZ-0001"] | theirs
    clerk.keyboard.press("Escape")
    typed(clerk, "01")
    assert clerk.locator('.keyin [data-part="given"]').inner_text() == "不适用"


def test_full_disk_is_said_and_what_was_keyed_in_is_tried_again(clerk: Page) -> None:
    clerk.keyboard.press("Escape")
    typed(clerk, "01 3")
    only(clerk)
    clerk.evaluate(FULL)
    typed(clerk, "02 3")
    wrong = clerk.locator('.keyin [data-part="wrong"]')
    expect(wrong).to_contain_text("本机存满了，刚才的没有存下")
    clerk.evaluate("window.room()")
    expect(wrong).to_be_hidden(timeout=10_000)
    assert list(only(clerk)["answers"]) == ["TZ-0001", "TZ-0002"]


def test_draft_is_gone_on_with_and_a_closed_record_is_not(
    browser: Browser, ladders: Project
) -> None:
    with served(ladders.output) as base, opened(browser, base, DESK) as watched:
        page = opened_records(watched.page, base)
        keep(page, good())
        card = page.locator(f'[data-record-id="{KEY}"]')
        card.locator(".kept__more summary").click()
        card.locator('[data-part="keyin"]').click()
        page.wait_for_url(f"**/index.html?keyin={KEY}")
        page.locator('[data-module="records"][data-ready]').wait_for()
        assert "都录完了" in page.locator(".keyin__next").inner_text()
        typed(page, "0002 3")
        assert only(page)["answers"]["TZ-0002"]["value"] == "none"
        keep(page, closed(good()))
        for key in (KEY, "ffffffffffffffff.1", "lifts.2030", "<b>"):
            opened_records(page, base, f"?keyin={key}")
            assert page.get_by_text("这台设备上没有这份草稿").is_visible()
            assert page.locator("#keyin-line").is_hidden()


@pytest.mark.slow
def test_seventy_items_of_the_real_list_take_a_key_each(browser: Browser, built: Built) -> None:
    items: list[Any] = [
        one
        for one in built.json("items")["items"]
        if one["checklist"] == "construction" and "2022" in one["editions"]
    ]
    with served(built.folder) as base, opened(browser, base, DESK) as watched:
        page = opened_records(watched.page, base, "?keyin=construction.2022")
        page.keyboard.press("Escape")
        for item in items:
            assert asks(page) == item["id"]
            typed(page, "3", *[""] * len(item["measures"]))
        record = only(page)
    assert list(record["answers"]) == [item["id"] for item in items]
    assert all(record["answers"][item["id"]]["text_hash"] == item["text_hash"] for item in items)


def test_value_keyed_in_ticks_the_condition_that_it_measures(
    browser: Browser, built: Built
) -> None:
    with served(built.folder) as base, opened(browser, base, DESK) as watched:
        page = opened_records(watched.page, base, "?keyin=self-built.2023")
        page.keyboard.press("Escape")
        typed(page, "0140 1", "25")
        finding = only(page)["answers"]["ZJ-0140"]["findings"][0]
    assert finding["grade"] == "major"
    assert ["20%以上" in when for when in finding["conditions"]] == [True]
