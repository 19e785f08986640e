"""The list on a phone: the sheet that narrows it, words looked for, topics, and the bar."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.tapping import (
    CONSTRUCTION,
    FULL,
    SLOW_DISK,
    answer,
    fill_in,
    house,
    items_of,
    listed,
    ready,
    records,
    saved,
    sheet,
    text_of,
)
from tests.watching import DESK, PHONE, opened, server

__all__ = ["house", "listed", "server"]  # fixtures
pytestmark = pytest.mark.browser


def shown(page: Page) -> int:
    return page.locator(".item:visible").count()


def said(page: Page) -> tuple[str, str]:
    """What the line says is chosen, and how much is left."""
    line = page.locator("[data-action=filter]")
    return line.locator("[data-part=chosen]").inner_text(), text_of(page, "left")


def test_sheet_is_counted_closed_and_said_in_one_line(listed: Page) -> None:
    every = len(items_of(listed))
    assert said(listed) == ("现场有哪些", f"{every} 项")
    with sheet(listed) as chosen:
        chosen.get_by_label("塔吊").check()
        chosen.get_by_label("脚手架", exact=True).check()
        see = chosen.locator("[data-action=see]")
        left = int(re.sub(r"\D", "", see.inner_text()))
        assert see.inner_text() == f"看 {left} 项"
    assert 0 < left < every
    assert shown(listed) == left
    assert said(listed) == ("塔吊等起重机械、脚手架", f"{left} 项")
    assert text_of(listed, "open") == f"还有 {left} 项", "before the first answer, too"
    assert listed.evaluate("document.activeElement.dataset.action") == "filter"


def test_sheet_brings_up_no_keyboard_and_goes_by_escape_or_a_tap_beside_it(listed: Page) -> None:
    opener, box = listed.locator("[data-action=filter]"), listed.locator(".filter")
    opener.click()
    expect(box.locator("[data-part=title]")).to_be_focused()
    listed.keyboard.press("Escape")
    expect(box).to_be_hidden()
    opener.click()
    expect(box).to_be_visible()
    listed.mouse.click(180, 20)
    expect(box).to_be_hidden()
    assert shown(listed) == len(items_of(listed))


def test_what_was_chosen_since_the_sheet_came_is_taken_back(listed: Page) -> None:
    with sheet(listed) as chosen:
        chosen.get_by_label("基坑、土方").check()
    answer(listed, items_of(listed)[0], "pass")
    before = shown(listed)
    with sheet(listed) as chosen:
        chosen.get_by_label("基坑、土方").uncheck()
        chosen.get_by_label("食堂", exact=True).check()
        chosen.locator("[name=how]").select_option("document")
        chosen.locator("[name=q]").fill("证")
        assert shown(listed) != before
        chosen.locator("[data-action=undo-filter]").click()
        expect(chosen.get_by_label("基坑、土方")).to_be_checked()
    assert shown(listed) == before
    assert listed.url.endswith("?facet=pit")
    assert records(listed)[0]["facets"] == ["pit"]


def test_kinds_of_one_thing_stand_together(listed: Page) -> None:
    with sheet(listed) as chosen:
        scaffolds = chosen.get_by_role("group", name="脚手架", exact=True)
        assert scaffolds.get_by_role("checkbox").evaluate_all("all => all.map((o) => o.value)") == [
            "scaffold",
            "climbing-scaffold",
            "gondola",
        ]


@pytest.mark.parametrize("words", ["0101", "SG-0101", "sg0101", "ＳＧ－０１０１"])
def test_item_is_found_by_its_number(listed: Page, words: str) -> None:
    with sheet(listed) as chosen:
        chosen.locator("[name=q]").fill(words)
    assert listed.locator(".item:visible").evaluate_all("all => all.map((one) => one.id)") == [
        "SG-0101"
    ]


def test_words_of_the_question_narrow_with_all_else_and_stay_in_the_address(listed: Page) -> None:
    with sheet(listed) as chosen:
        chosen.locator("[name=q]").fill("验收")
        many = shown(listed)
        chosen.locator("[name=q]").fill("验收 使用")
        fewer = shown(listed)
        chosen.get_by_label("只看重大").check()
    checks = listed.locator(".item:visible .item__check").all_inner_texts()
    assert many > fewer >= len(checks) > 0
    assert all("验收" in check and "使用" in check for check in checks)
    assert said(listed) == ("“验收 使用”、只看重大", f"{len(checks)} 项")
    listed.reload()
    ready(listed)
    assert shown(listed) == len(checks)
    with sheet(listed) as chosen:
        expect(chosen.locator("[name=q]")).to_have_value("验收 使用")
        chosen.locator("[name=q]").fill("<b>")
    assert shown(listed) == 0
    expect(listed.locator("[data-empty]")).to_be_visible()


def test_topic_in_sight_is_marked_and_brought_into_the_line(listed: Page) -> None:
    now = listed.locator(".topics [aria-current]")
    for section in listed.locator("[data-section]").evaluate_all("all => all.map((o) => o.id)"):
        listed.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
        expect(now).to_have_attribute("href", f"#{section}")
        expect(now).to_be_in_viewport(ratio=0.5)
        line = listed.locator(".topics").bounding_box()
        title = listed.locator(f"#{section} h2").bounding_box()
        assert line
        assert title
        assert line["y"] >= -1
        assert title["y"] >= line["y"] + line["height"] - 1, "the line covers no title"


def test_bar_says_whose_record_it_is_until_something_is_severe(house: Page) -> None:
    answer(house, "ZJ-0140", "pass")
    house.locator(".record__line > summary").click()
    house.locator("[data-head=unit]").fill("某某路12号")
    bar = house.locator("[data-part=bar]")
    expect(bar).to_contain_text("某某路12号")
    row = house.locator("#ZJ-0140")
    row.locator("[data-measure]").fill("25")
    row.locator("[data-measure]").blur()
    expect(bar).to_contain_text("存在严重安全隐患")
    expect(bar).not_to_contain_text("某某路12号")
    house.locator(".record__line > summary").click()
    bar.locator("a").click()
    grade = house.locator("[data-part=summary] [data-part=grade]")
    expect(grade).to_contain_text("存在严重安全隐患")
    expect(grade).to_be_in_viewport()


def test_bar_counts_what_is_major_where_no_house_is_graded(listed: Page) -> None:
    answer(listed, "SG-0130", "fail")
    expect(listed.locator("[data-part=severe]")).to_be_empty()
    fill_in(listed.locator("#SG-0130 .finding"))
    expect(listed.locator("[data-part=severe]")).to_have_text("重大 1")
    every = len(items_of(listed))
    assert text_of(listed, "open") == f"还有 {every - 1} 项"
    listed.locator("[data-action=undo]").click()
    expect(listed.locator("[data-part=severe]")).to_be_empty()


def test_what_is_not_saved_is_said_in_the_bar(listed: Page) -> None:
    unsaved = listed.locator("[data-part=unsaved]")
    answer(listed, items_of(listed)[0], "pass")
    saved(listed)
    expect(unsaved).to_be_empty()
    listed.evaluate(FULL)
    answer(listed, items_of(listed)[40], "pass")
    expect(unsaved).to_have_text("没有存下")
    expect(unsaved).to_be_in_viewport()
    listed.locator("[data-part=bar] a").click()
    expect(listed.locator("[data-kind=failed]")).to_be_in_viewport()
    listed.evaluate("room()")
    expect(unsaved).to_be_empty(timeout=15_000)


def test_what_is_long_on_its_way_to_the_disk_is_said_in_the_bar(listed: Page) -> None:
    after = "(one) => getComputedStyle(one, '::after').content"
    unsaved = listed.locator("[data-part=unsaved]")
    assert unsaved.evaluate(after) == "none"
    answer(listed, items_of(listed)[0], "pass")
    saved(listed)
    assert unsaved.evaluate(after) == "none"
    listed.evaluate(SLOW_DISK)
    answer(listed, items_of(listed)[1], "pass")
    assert unsaved.evaluate(after) == '"正在存"'
    listed.evaluate("letDiskGo()")
    saved(listed)
    assert unsaved.evaluate(after) == "none"


def test_wide_screen_has_the_sheet_beside_the_list(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        expect(page.locator("[data-action=filter]")).to_be_hidden()
        page.get_by_label("基坑、土方").check()
        assert shown(page) < len(items_of(page))
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        expect(page.locator(".filter")).to_be_hidden()
        page.locator("[data-action=filter]").click()
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        expect(page.locator(".filter")).to_have_css("position", "static")
