"""An inspection's end: summary, signatures, closed, and the ways on from there."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.recording import opened_records, seal
from tests.tapping import (
    CONSTRUCTION,
    HOUSES,
    answer,
    back,
    close,
    confirm,
    draw,
    end,
    fill_in,
    house,
    items_of,
    listed,
    ready,
    records,
    saved,
    signed,
)
from tests.watching import DESK, PHONE, opened, server

__all__ = ["house", "listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

MAJOR = "SG-0130"
LATE_MOMENT = "2026-07-20T09:00:00+08:00"


def head(page: Page, **more: str) -> None:
    page.evaluate("document.querySelector('.record__line').open = true")
    named = {"unit": "某公司", "inspectors": "张建、李四", "companions": "王五"} | more
    for name, value in named.items():
        page.locator(f"[data-head={name}]").fill(value)


@pytest.fixture(params=[(360, 640), DESK], ids=lambda size: f"{size[0]}x{size[1]}")
def found(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A record with one major finding, on a small phone and on a desk."""
    with opened(browser, server, request.param) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, MAJOR, "fail")
        fill_in(page.locator(f"#{MAJOR} .finding"))
        page.locator(f"#{MAJOR} [data-field=place]").fill("二层东侧")
        head(page)
        saved(page)
        yield page


def test_summary_that_comes_slowly_takes_the_list_with_it_and_opens_at_its_top(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, (360, 640)) as watched:
        page = watched.page
        coming: list[Route] = []

        def hold(route: Route) -> None:
            coming.append(route)

        page.route(re.compile(r"list-summary\."), hold)
        watched.open(CONSTRUCTION)
        ready(page)
        answer(page, MAJOR, "pass")
        page.evaluate("document.querySelector('.record__line').open = true")
        page.locator("[data-action=close]:visible").first.click()
        answer(page, items_of(page)[4], "pass")  # the script is not there yet
        while not coming:
            page.evaluate("0")
        for route in coming:
            route.continue_()
        page.locator("[data-part=summary] h2").wait_for()
        assert page.evaluate("scrollY") == 0
        assert len(records(page)[0]["answers"]) == 2


def test_summary_says_what_was_found_what_must_happen_and_what_is_open(found: Page) -> None:
    summary = end(found)
    expect(summary.locator("[data-part=grade]")).to_contain_text("重大隐患 1 条")
    assert found.evaluate("scrollY") == 0
    expect(found.locator(".list__items")).to_be_hidden()
    expect(found.locator("[data-part=bar]")).to_be_hidden()
    expect(summary.locator("[data-part=today]")).to_contain_text("当场整改")
    expect(summary.locator("[data-part=found]")).to_contain_text("二层东侧")
    expect(summary.locator("[data-part=unanswered] li").first).to_be_visible()
    ending = summary.locator("[data-part=ending]")
    said = re.compile(r"还有 \d+ 项未答，定稿后记为未查。没有签的，在纸上签")
    expect(ending).to_contain_text(said)
    expect(ending).to_be_in_viewport()


def test_signed_and_closed_it_is_sent_and_the_next_unit_begun(found: Page) -> None:
    summary = end(found)
    for who in ("张建", "李四", "王五"):
        draw(signed(found, who))
        expect(signed(found, who)).to_have_attribute("data-signed", "true")
    expect(summary.locator("[data-part=ending]")).not_to_contain_text("在纸上签")
    confirm(found)
    (record,) = records(found)
    assert record["closed"]["hash"] == seal(record)
    assert [one["name"] for one in record["signatures"]] == ["张建", "李四", "王五"]
    expect(summary.locator("[data-part=after]")).to_contain_text(record["closed"]["number"])
    expect(summary.locator("[data-part=after]")).to_be_in_viewport(ratio=1)
    expect(summary.locator("[data-part=lasting]")).to_contain_text(record["closed"]["hash"])
    share = "(one) => one.getBoundingClientRect().height / innerHeight"
    assert summary.locator("[data-part=end]").evaluate(share) <= 0.2
    with found.expect_download() as file:
        summary.locator("[data-action=export]").click()
    assert json.loads(Path(file.value.path()).read_text(encoding="utf-8"))["closed"]
    expect(summary.locator("[data-part=said]")).to_contain_text("已导出")
    summary.locator("[data-action=start-record]").click()
    expect(found.locator(".list__items")).to_be_visible()
    answer(found, MAJOR, "pass")
    fresh = next(one for one in records(found) if not one["closed"])
    assert [one["name"] for one in fresh["inspectors"]] == ["张建", "李四"]
    assert (fresh["particulars"], fresh["companions"], fresh["signatures"]) == ({}, [], [])


def test_double_tap_neither_closes_at_once_nor_goes_on(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    listed.locator("[data-action=close]:visible").first.dblclick()
    button = listed.locator("[data-action=confirm-close]")
    box = button.bounding_box()
    assert box
    listed.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(listed.locator("[data-part=before]")).to_be_visible()
    assert not records(listed)[0]["closed"], "the taps of one who opened the summary close nothing"
    expect(listed.locator("[data-settling]")).to_have_count(0)
    button.dblclick()
    listed.locator("[data-part=sealed]").wait_for()
    way = listed.locator("[data-action=start-record]:visible").last.bounding_box()
    assert way
    expect(listed.locator("[data-part=after]")).to_be_visible()
    (record,) = records(listed)
    assert (record["revision"], bool(record["closed"])) == (1, True)
    assert "sheet=" not in listed.url


def test_closing_says_what_stays_open_and_a_change_is_one_tap_away(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    summary = end(listed)
    left = len(items_of(listed)) - 1
    expect(summary.locator("[data-action=confirm-close]")).to_have_text(f"定稿（{left}项未查）")
    signing = summary.get_by_text("在框里用手指写")
    expect(signing).to_be_visible()
    confirm(listed)
    expect(signing).to_be_hidden()
    summary.locator("[data-action=revise]").click()
    expect(summary).to_be_hidden()
    answer(listed, MAJOR, "none")
    assert sorted(one["revision"] for one in records(listed)) == [1, 2]


def test_taps_on_what_has_just_come_do_nothing(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    saved(listed)
    listed.clock.install()
    end(listed)
    listed.clock.pause_at(datetime.fromisoformat("2090-01-01T00:00:00+08:00"))
    listed.clock.run_for(1000)
    confirm(listed)
    for action in ("print", "export", "start-record"):
        box = listed.locator(f"[data-part=after] [data-action={action}]").bounding_box()
        assert box
        listed.mouse.click(box["x"] + 20, box["y"] + 20)
    expect(listed.locator("[data-part=said]").last).to_be_empty()
    expect(listed.locator("[data-part=after]")).to_be_visible()
    listed.clock.run_for(1000)
    listed.locator("[data-part=after] [data-action=print]").click()
    listed.wait_for_url(re.compile("sheet="))


def test_back_leads_to_where_one_was_and_a_way_to_its_row(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[30], "fail")
    listed.locator(f"#{ids[30]} .finding").wait_for()
    saved(listed)
    listed.evaluate("document.querySelector('.record__line').open = true")
    place = f"document.querySelector('#{ids[30]}').getBoundingClientRect().top"
    listed.evaluate(f"document.querySelector('#{ids[30]}').scrollIntoView()")
    before = listed.evaluate(place)
    listed.evaluate("document.querySelector('[data-action=close]').click()")
    summary = listed.locator("[data-part=summary]")
    summary.locator("h2").wait_for()
    for _ in range(2):
        back(listed)
        assert abs(listed.evaluate(place) - before) < 2
        listed.go_forward()
        summary.locator("h2").wait_for()
    summary.locator(f'[data-part=found] a[href="#{ids[30]}"]').click()
    expect(summary).to_be_hidden()
    expect(listed.locator(f"#{ids[30]} .item__check")).to_be_in_viewport()
    listed.go_back()
    expect(summary).to_be_visible()
    listed.reload()
    ready(listed)
    expect(summary.locator("h2")).to_be_visible()
    summary.locator("[data-action=return]").first.click()
    expect(summary).to_be_hidden()
    expect(listed.locator(".list__items")).to_be_visible()


def test_what_lacks_and_contradicts_is_said_in_sight_and_keeps_it_open(listed: Page) -> None:
    answer(listed, MAJOR, "fail")
    fill_in(listed.locator(f"#{MAJOR} .finding"))
    listed.locator(f"#{MAJOR} [data-field=remedy][value=by-date]").check()
    listed.locator(f"#{MAJOR} [data-field=due]").fill("2030-01-01")
    listed.locator(f"#{MAJOR} [data-field=remedy][value=now]").check()
    head(listed, date="2062-05-25", companions="张建")
    summary = end(listed)
    against = summary.locator("[data-part=against]")
    expect(against).to_contain_text("检查日期写的是 2062-05-25")
    expect(against).to_contain_text("“张建”既是检查人又是陪同人")
    expect(against).to_contain_text(f"{MAJOR} 选了当场整改，又填了限期整改的五项")
    ending = summary.locator("[data-part=ending]")
    expect(ending).to_be_in_viewport()
    expect(ending).to_have_text(re.compile("^还不能定稿：检查日期写的是 2062-05-25.*另有 2 处"))
    expect(listed.locator("[data-action=confirm-close]")).to_be_disabled()
    against.locator(f'a[href="#{MAJOR}"]').click()
    listed.locator(f"#{MAJOR} [data-field=due]").fill("")
    head(listed, date="", companions="王五")
    lacks = end(listed).locator("[data-part=lacks]")
    expect(lacks).to_contain_text("还缺：检查日期")
    expect(against).to_be_hidden()
    listed.evaluate("document.querySelector('.record__line').open = false")
    lacks.locator("a").first.click()
    expect(listed.locator("[data-head=date]")).to_be_focused()
    expect(listed.locator("[data-head=date]")).to_be_in_viewport()
    head(listed, date="2026-01-05")
    end(listed)
    confirm(listed)


def test_each_finding_says_what_it_lacks_and_leads_to_its_field(listed: Page) -> None:
    answer(listed, MAJOR, "fail")
    row = listed.locator(f"#{MAJOR}")
    fill_in(row.locator(".finding"))
    row.locator("[data-action=add-finding]").click()
    second = row.locator(".finding").nth(1)
    expect(second.locator("legend")).to_have_text("第2处")
    second.locator("[data-condition]").first.check()
    second.locator("[data-field=seen]").fill("另一处")
    second.locator("[data-field=remedy][value=by-date]").check()
    second.locator("[data-field=action]").fill("先停工")
    blank = second.locator("[data-blank]")
    names = blank.evaluate_all("all => all.map((one) => one.dataset.field)")
    assert names == ["due", "responsible", "funds", "contingency"]
    drawn = blank.first.evaluate("(one) => getComputedStyle(one).borderInlineStartWidth")
    assert drawn == "4px", "what is blank is seen to be"
    answer(listed, other := items_of(listed)[1], "unsure")
    head(listed)
    lacks = end(listed).locator("[data-part=lacks]")
    assert lacks.locator("li").all_inner_texts() == [
        f"{MAJOR} 第2处还缺：责任人、资金、期限、应急预案",
        f"{other} 还缺：缺什么、谁去核",
    ]
    lacks.locator("a").first.click()
    expect(second.locator("[data-field=responsible]")).to_be_focused()
    expect(second.locator("[data-field=responsible]")).to_be_in_viewport()
    lacks = end(listed).locator("[data-part=lacks]")
    lacks.locator("a").nth(1).click()
    expect(listed.locator(f"#{other} [data-field=what]")).to_be_focused()


def test_signature_outlives_a_reload_and_is_drawn_anew_after_a_change(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    end(listed)
    field = signed(listed, "张建")
    draw(field, 3)
    path = field.locator("path").get_attribute("d") or ""
    assert re.fullmatch(r"[MQLh0-9. ]+", path)
    field.locator("[data-action=undo-stroke]").click()
    assert len(field.locator("path").get_attribute("d") or "") < len(path)
    saved(listed)
    (kept,) = records(listed)[0]["signatures"]
    assert (kept["as"], kept["name"], len(kept["strokes"])) == ("inspectors", "张建", 2)
    assert all(isinstance(one, int) for stroke in kept["strokes"] for one in stroke)
    path = field.locator("path").get_attribute("d") or ""
    listed.reload()
    ready(listed)
    expect(field.locator("path")).to_have_attribute("d", path)
    expect(field).to_have_attribute("data-signed", "true")


def test_touch_is_no_signature(listed: Page) -> None:
    """But beside a stroke a dot is part of a name."""
    answer(listed, MAJOR, "pass")
    head(listed)
    end(listed)
    field = signed(listed, "张建")
    field.locator("svg").click()
    expect(field).to_have_attribute("data-signed", "")
    draw(field, strokes=1)
    field.locator("svg").click()
    expect(field).to_have_attribute("data-signed", "true")


def test_signature_is_drawn_anew_after_a_change(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    end(listed)
    field = signed(listed, "张建")
    draw(field, 3)
    back(listed)
    answer(listed, MAJOR, "none")
    end(listed)
    expect(field).to_contain_text("需重签")
    expect(listed.locator("[data-part=ending]")).to_contain_text("1 个签名之后记录改过")
    draw(field, 1)
    expect(field).to_have_attribute("data-signed", "true")
    saved(listed)
    assert len(records(listed)[0]["signatures"][0]["strokes"]) == 1
    field.locator("[data-action=clear-signature]").click()
    expect(field).to_contain_text("未签")
    saved(listed)
    assert records(listed)[0]["signatures"] == []


def test_what_was_signed_before_a_change_is_not_sealed_as_signed(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    end(listed)
    draw(signed(listed, "张建"))
    saved(listed)
    back(listed)
    answer(listed, MAJOR, "none")
    end(listed)
    draw(signed(listed, "李四"))
    confirm(listed)
    (record,) = records(listed)
    assert [one["name"] for one in record["signatures"]] == ["李四"]
    expect(signed(listed, "李四").locator("button:visible")).to_have_count(0)


def test_what_no_record_is_closed_without_is_asked_first_and_called_as_its_list_does(
    house: Page,
) -> None:
    answer(house, items_of(house)[0], "pass")
    asked = house.locator(".record__own [data-head]").evaluate_all(
        "all => all.map(({ dataset }) => dataset.head)"
    )
    assert asked[:4] == ["unit", "date", "inspectors", "companions"]
    assert set(asked[4:]) > {"storeys", "structure", "weather"}
    expect(end(house).locator("[data-part=lacks]")).to_contain_text("还缺：房主或单位、检查人")


def test_signatures_are_printed_beside_the_names(listed: Page) -> None:
    answer(listed, MAJOR, "pass")
    head(listed)
    end(listed)
    draw(signed(listed, "张建"))
    draw(signed(listed, "王五"))
    confirm(listed)
    listed.locator("[data-part=after] [data-action=print]").click()
    listed.locator("[data-view=sheet][data-ready]").wait_for()
    for row, who in (("inspectors", "张建"), ("companions", "王五")):
        line = listed.locator(f'[data-signed-by="{row}"]')
        expect(line).to_contain_text(who)
        expect(line.locator("path")).to_have_count(1)
        assert re.fullmatch(r"[MQLh0-9. ]+", line.locator("path").get_attribute("d") or "")
    listed.go_back()
    ready(listed)
    expect(listed.locator("[data-part=sealed]")).to_be_visible()


def test_bar_leads_on_when_nothing_is_open_and_of_a_closed_record(listed: Page) -> None:
    bar = listed.locator("[data-part=bar]")
    first, *more = items_of(listed)
    answer(listed, first, "pass")
    expect(bar.locator("[data-action=next]")).to_be_visible()
    expect(bar.locator("[data-action=close]")).to_be_hidden()
    head(listed)
    for item in more:
        listed.evaluate(f"document.querySelector('#{item} [data-answer][value=none]').click()")
    expect(bar.locator("[data-action=next]")).to_be_hidden()
    bar.locator("[data-action=close]").click()
    expect(listed.locator("[data-part=unanswered]")).to_be_hidden()
    expect(listed.locator("[data-part=grade]")).to_have_text("没有记下隐患")
    back(listed)
    listed.locator(f"#{first} [data-answer][value=pass]").check()
    close(listed)
    expect(bar.locator("[data-action=next]")).to_be_hidden()
    expect(bar.locator("[data-action=close]")).to_be_visible()


def test_severe_house_says_so_in_the_strongest_way(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(HOUSES)
        ready(page)
        sign = page.locator(".item[data-grade=major]").first
        id_ = sign.get_attribute("id") or ""
        answer(page, id_, "fail")
        page.locator(f"#{id_} [data-condition]").first.check()
        summary = end(page)
        title = page.locator("[data-verdict=severe] strong").text_content() or ""
        grade = summary.locator("[data-part=grade]")
        expect(grade).to_contain_text(title)
        expect(grade).to_contain_text(id_)
        expect(grade).to_be_in_viewport()
        box = grade.bounding_box()
        assert box
        assert box["width"] == PHONE[0], "the whole width"
        expect(summary.locator("[data-part=today] li").first).to_be_visible()


@pytest.fixture
def kept(browser: Browser, server: str) -> Iterator[Page]:
    """A closed record on this device."""
    with opened(browser, server, PHONE) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(LATE_MOMENT))
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, MAJOR, "pass")
        close(page)
        yield page


def test_paper_is_checked_by_its_number_or_code(kept: Page, server: str) -> None:
    (record,) = records(kept)
    number, code = record["closed"]["number"], record["closed"]["hash"]
    page = opened_records(kept, server)
    answers = [
        (number.lower(), "内容没有改动：某公司"),
        (code[:8], "内容没有改动：某公司"),
        (code, "内容没有改动：某公司"),
        (f"{number[:-8]}00000000", "没有这份定稿的记录"),
        (f"{number} {'0' * 64}", "校验码不同"),
        ("？", "没有看出编号或校验码"),
    ]
    for typed, said in answers:
        page.locator("[data-part=check] input").fill(typed)
        page.locator("[data-part=check] button").click()
        expect(page.locator("[data-part=checked]")).to_contain_text(said)
