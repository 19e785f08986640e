"""A start is offered, never asked for: units, people and certificates this device knows."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.recording import opened_records
from tests.tapping import (
    answer,
    items_of,
    listed,
    ready,
    records,
    saved,
    sheet,
)
from tests.watching import server

__all__ = ["listed", "server"]  # fixtures
pytestmark = pytest.mark.browser


def line(page: Page) -> None:
    """Open the record's line, as a tap does."""
    if page.locator(".record__line:not([open])").count():
        page.locator(".record__line > summary").click()
    page.locator(".record__own .fields > .fields").wait_for(state="attached")


def offer(page: Page, words: str) -> Locator:
    return page.locator(".record__own .fields button", has_text=words)


def head(page: Page, name: str) -> Locator:
    return page.locator(f"[data-head={name}]")


def written(page: Page, unit: str, address: str) -> None:
    """A record of a unit, with one answer."""
    line(page)
    head(page, "unit").fill(unit)
    head(page, "address").fill(address)
    head(page, "weather").fill("晴")
    answer(page, items_of(page)[0], "pass")
    saved(page)


def another(page: Page) -> None:
    page.locator(".record__own .actions [data-action=start-record]").click()
    expect(head(page, "unit")).to_have_value("")


def newest(page: Page) -> dict[str, object]:
    return dict(max(records(page), key=lambda one: str(one["started"])))


def test_record_begins_with_the_people_of_the_last_one(listed: Page) -> None:
    line(listed)
    head(listed, "inspectors").fill("张  建、吴涤")
    head(listed, "inspectors").blur()
    listed.locator("[data-certificate='张 建']").fill("HB-0815")
    written(listed, "东方花园", "北京路1号")
    another(listed)
    expect(listed.locator("[data-part=name]")).to_have_text("检查人 张 建、吴涤；答第一项就开始")
    expect(head(listed, "inspectors")).to_have_value("张 建、吴涤")
    expect(listed.locator("[data-certificate='张 建']")).to_have_value("HB-0815")
    listed.evaluate("sessionStorage.clear()")
    listed.reload()
    ready(listed)
    expect(listed.locator("[data-part=name]")).to_contain_text("检查人 张 建、吴涤")
    answer(listed, items_of(listed)[1], "none")
    saved(listed)
    assert len(records(listed)) == 2
    (new,) = [one for one in records(listed) if not one["particulars"]]
    assert [list(one.values()) for one in new["inspectors"]] == [["张 建", "HB-0815"], ["吴涤", ""]]
    assert next(iter(new["answers"].values()))["by"] == "张 建、吴涤"


def test_people_of_another_list_are_remembered_too(listed: Page) -> None:
    line(listed)
    head(listed, "inspectors").fill("张建")
    saved(listed)
    listed.goto(listed.url.replace("construction", "gas").partition("?")[0])
    ready(listed)
    expect(listed.locator("[data-part=name]")).to_contain_text("检查人 张建")


def test_certificate_of_a_person_met_again_is_known_and_printed(listed: Page) -> None:
    line(listed)
    head(listed, "inspectors").fill("张建")
    listed.locator("[data-certificate=张建]").fill("HB-0815")
    saved(listed)
    another(listed)
    head(listed, "inspectors").fill("吴涤")
    saved(listed)
    another(listed)
    head(listed, "inspectors").fill("吴涤、张建")
    head(listed, "inspectors").blur()
    expect(listed.locator("[data-certificate=张建]")).to_have_value("HB-0815")
    saved(listed)
    (met,) = [one for one in records(listed) if len(one["inspectors"]) == 2]
    base = listed.url.partition("checklists")[0]
    opened_records(listed, base, f"?sheet={met['id']}.1")
    facts = listed.locator(".sheet__facts").first
    expect(facts).to_contain_text("吴涤、张建（证件号 HB-0815）")


def test_unit_chosen_fills_what_is_blank_and_lasts(listed: Page) -> None:
    written(listed, "东方花园", "北京路1号")
    another(listed)
    written(listed, "西城工地", "天山路2号")
    another(listed)
    offers = listed.locator(".record__own .fields button")
    expect(offers).to_have_count(2)  # both of the same second: in any order
    assert set(offers.all_inner_texts()) == {"西城工地", "东方花园"}
    head(listed, "unit").fill("东")
    expect(listed.locator(".record__own .fields button")).to_have_text(["东方花园"])
    offer(listed, "东方花园").click()
    expect(head(listed, "address")).to_have_value("北京路1号")
    expect(head(listed, "weather")).to_have_value("")
    saved(listed)
    (new,) = [one for one in records(listed) if not one["answers"]]
    filled = {name: text for name, text in new["particulars"].items() if text}
    assert filled == {"unit": "东方花园", "address": "北京路1号"}


def test_other_unit_is_asked_about_and_gets_a_record_of_its_own(listed: Page) -> None:
    written(listed, "东方花园", "北京路1号")
    head(listed, "unit").fill("西城工地")
    head(listed, "unit").blur()
    asked = listed.locator(".record__own .fields .warn")
    expect(asked).to_contain_text("是另一个单位？这份记录原来是“东方花园”的，已答1项。")
    asked.get_by_text("另开一份").click()
    expect(listed.locator("[data-part=name]")).to_contain_text("西城工地")
    expect(asked).to_be_hidden()
    saved(listed)
    units = {one["particulars"]["unit"]: len(one["answers"]) for one in records(listed)}
    assert units == {"东方花园": 1, "西城工地": 0}


def test_unit_is_renamed_where_only_its_name_was_wrong(listed: Page) -> None:
    written(listed, "东方花圆", "北京路1号")
    head(listed, "unit").fill("东方花园")
    head(listed, "unit").blur()
    listed.locator(".record__own .fields .warn").get_by_text("只改名称").click()
    head(listed, "unit").focus()
    head(listed, "unit").blur()
    expect(listed.locator(".record__own .fields .warn")).to_be_hidden()
    (record,) = records(listed)
    assert record["particulars"]["unit"] == "东方花园"


def test_known_unit_chosen_over_an_answered_one_fills_the_new_record_only(listed: Page) -> None:
    written(listed, "东方花园", "北京路1号")
    another(listed)
    written(listed, "西城工地", "")
    head(listed, "unit").click()
    offer(listed, "东方花园").click()
    listed.locator(".record__own .fields .warn").get_by_text("另开一份").click()
    expect(head(listed, "address")).to_have_value("北京路1号")
    saved(listed)
    (west,) = [one for one in records(listed) if one["particulars"]["unit"] == "西城工地"]
    assert west["particulars"].get("address", "") == ""
    assert len(records(listed)) == 3


def test_what_is_here_is_said_in_the_line_and_left_behind_with_its_record(listed: Page) -> None:
    line(listed)
    listed.get_by_role("button", name="现场有哪些").first.click()
    listed.locator("[name=facet]").first.check()
    listed.locator("[data-action=see]").click()
    words = listed.locator("label", has=listed.locator("[name=facet]")).first.text_content() or ""
    expect(listed.locator(".record__own")).to_contain_text(f"现场有：{words.strip()}")
    answer(listed, items_of(listed)[0], "pass")
    another(listed)
    expect(listed.locator("[name=facet]:checked")).to_have_count(0)


def topic(page: Page) -> tuple[Locator, list[str]]:
    """A topic, and its items."""
    section = page.locator("[data-section]").nth(1)
    return section, section.locator(".item").evaluate_all("all => all.map((one) => one.id)")


def test_topic_that_does_not_apply_is_set_aside_with_a_reason_and_taken_back(
    listed: Page,
) -> None:
    section, items = topic(listed)
    answer(listed, items[0], "pass")
    answer(listed, items[1], "fail")
    section.locator("[data-action=topic-na]").click()
    form = section.locator("form.pending")
    expect(form).to_contain_text(f"还没有答的 {len(items) - 2} 项")
    assert form.locator("input:invalid").count() == 0, "nothing is wrong before it is sent"
    form.get_by_role("button", name="项不适用").click()
    assert len(records(listed)[0]["answers"]) == 2, "not without a reason"
    form.locator("input").fill("没有基坑")
    form.locator("input").press("Enter")
    expect(form).to_have_count(0)
    (record,) = records(listed)
    given = record["answers"]
    assert set(given) == set(items)
    assert (given[items[0]]["value"], given[items[1]]["value"]) == ("pass", "fail")
    rest = {(given[item]["value"], given[item]["note"]) for item in items[2:]}
    assert rest == {("none", "没有基坑")}
    listed.locator("[data-action=undo]").click()
    expect(listed.locator(f"#{items[2]} :checked")).to_have_count(0)
    (record,) = records(listed)
    assert set(record["answers"]) == {items[0], items[1]}


def test_topic_of_which_all_is_said_is_left_as_it_is(listed: Page) -> None:
    section, items = topic(listed)
    for item in items:
        answer(listed, item, "pass")
    section.locator("[data-action=topic-na]").click()
    expect(section.locator("p.pending")).to_have_text("这个专题没有还没答的项。")
    assert {one["value"] for one in records(listed)[0]["answers"].values()} == {"pass"}


def test_items_that_are_not_asked_here_are_not_set_aside(listed: Page) -> None:
    with sheet(listed):
        listed.locator("[name=facet]").first.check()
    section, _ = topic(listed)
    asked = listed.evaluate(
        """() => [...document.querySelectorAll("[data-section]")][1]
          .querySelectorAll("[data-item-id]:not([hidden])").length"""
    )
    if not asked:
        pytest.fail("choose a topic that is asked")
    section.locator("[data-action=topic-na]").click()
    section.locator("form.pending input").fill("没有")
    section.locator("form.pending input").press("Enter")
    assert len(records(listed)[0]["answers"]) == asked
