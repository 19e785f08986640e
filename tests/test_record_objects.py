"""Several cranes in one record: named, answered one by one, and told apart wherever it is read."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.recording import accept, downloaded, offer, opened_records
from tests.stored import kept
from tests.tapping import (
    CONSTRUCTION,
    answer,
    confirm,
    end,
    fill_in,
    listed,
    picture,
    ready,
    records,
    saved,
    sheet,
)
from tests.watching import DESK, EACH_SIZE, PHONE, opened, server, size_id

__all__ = ["listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

ITEM = "SG-0144"  # how high each crane stands
BOTH = "SG-0130"  # of cranes and hoists
ONCE = "SG-0001"
CRANES = ("塔机1#", "塔机2#", "塔机3#")


def crane(page: Page, item: str, name: str) -> Locator:
    return page.locator(f"#{item} [data-object]", has=page.get_by_text(name, exact=True))


def tap(page: Page, item: str, name: str, value: str) -> Locator:
    block = crane(page, item, name)
    block.locator(f"[data-answer][value={value}]").check()
    return block


@contextmanager
def chosen_on(page: Page) -> Iterator[Locator]:
    """What narrows a list: on a wide screen beside it, else in a sheet."""
    beside = page.locator(".filter:visible")
    if beside.count():
        yield beside
    else:
        with sheet(page) as chosen:
            yield chosen


def name_cranes(page: Page, count: int) -> None:
    """Name cranes in the sheet, by the names that are offered."""
    with chosen_on(page) as chosen:
        chosen.locator("[name=facet][value=tower-crane]").check()
        add = chosen.locator("[data-action=add-object]:visible")
        for n in range(count):
            add.click()
            expect(add).to_have_text(f"＋ 塔机{n + 2}#")


def by_name(record: dict[str, Any], item: str) -> dict[str, Any]:
    """Give an item's answers by what their objects are called."""
    named = {id_: one["name"] for id_, one in record["objects"].items()}
    answers = record["answers"].items()
    return {named[key[8:]] if "@" in key else "": one for key, one in answers if item in key}


@pytest.fixture(params=[PHONE], ids=size_id)
def cranes(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A list with three cranes, each of which stands otherwise."""
    with opened(browser, server, request.param) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        three(page)
        yield page


def three(page: Page) -> None:
    name_cranes(page, 3)
    passed = tap(page, ITEM, CRANES[0], "pass")
    passed.locator("summary", has_text="备注").click()
    passed.locator("[data-part=remark]").fill("刚顶升过")
    failed = tap(page, ITEM, CRANES[1], "fail")
    fill_in(failed.locator(".finding"))
    photo = FilePayload(name="1.png", mimeType="image/png", buffer=picture("red"))
    failed.locator("input[type=file]").set_input_files([photo])
    failed.locator("[data-photo], .photos img").first.wait_for()
    unsure = tap(page, ITEM, CRANES[2], "unsure")
    unsure.locator("[data-field=what]").fill("测量记录")
    unsure.locator("[data-field=who]").fill("监理")
    page.evaluate("document.querySelector('.record__line').open = true")
    page.locator("[data-head=unit]").fill("某公司")
    page.locator("[data-head=inspectors]").fill("张建")
    saved(page)


@pytest.mark.parametrize("cranes", EACH_SIZE, indirect=True)
def test_three_cranes_reach_a_colleague_on_screen_on_paper_and_in_the_form(
    browser: Browser, server: str, cranes: Page
) -> None:
    summary = end(cranes)
    expect(summary.locator("[data-part=found]")).to_contain_text(f"{ITEM} {CRANES[1]}")
    expect(summary.locator("[data-part=unsure]")).to_contain_text(f"{ITEM} {CRANES[2]}")
    confirm(cranes)
    with cranes.expect_download() as file:
        summary.locator("[data-action=export]").click()
    sent = Path(file.value.path()).read_bytes()
    summary.locator("[data-action=start-record]").click()
    expect(cranes.locator("[data-object]")).to_have_count(0)
    answer(cranes, ITEM, "pass")  # of a site of which nothing is known yet

    with opened(browser, server, DESK, permissions=["clipboard-read", "clipboard-write"]) as other:
        page = opened_records(other.page, server)
        offer(page, (file.value.suggested_filename, sent))
        assert accept(page) == "导入1份。"
        ((key, record),) = kept(page).items()
        found = {name: one["value"] for name, one in by_name(record, ITEM).items()}
        assert found == dict(zip(CRANES, ("pass", "fail", "unsure"), strict=True))
        assert copied(page).count(f"{ITEM} {CRANES[1]} ") == 1
        (row,) = hazards(page)
        assert CRANES[1] in " ".join(row)
        page.goto(f"{server}records/index.html?sheet={key}")
        paper = page.locator(".sheet__answer", has_text=ITEM)
        expect(paper).to_have_count(3)
        lines = paper.all_inner_texts()
        for name, word, line in zip(CRANES, ("合格", "不合格", "待核"), lines, strict=True):
            assert re.search(rf"{ITEM}\s{name}\s.*\b{word}$", line, re.DOTALL), lines
        assert "刚顶升过" in lines[0]
        expect(page.locator(".sheet__finding h4")).to_contain_text(f"{ITEM} {CRANES[1]}")
        expect(page.locator(".sheet__photos img")).to_be_visible()


def copied(page: Page) -> str:
    """Give the text of the only record, as one pastes it into a chat."""
    page.locator("[data-action=copy]").click()
    page.get_by_text("已复制").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def hazards(page: Page) -> list[list[str]]:
    """Give the rows of annex 2."""
    page.locator("summary", has_text="附件2表格").click()
    page.get_by_label("县（市、区）").fill("昌吉市")
    _, content = downloaded(page, page.locator('[data-part="table"] button'))
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))[1:]


def test_two_devices_mean_the_same_crane_by_its_name(cranes: Page, server: str) -> None:
    (mine,) = records(cranes)
    named = sorted(mine["objects"], key=lambda id_: str(mine["objects"][id_]["name"]))
    new = dict(zip(named, ("0a0a0a0a", "0b0b0b0b", "0c0c0c0c"), strict=True))
    first = mine["answers"][f"{ITEM}@{next(iter(new))}"]
    theirs = mine | {
        "id": "ffeeddccbbaa9988",
        "objects": {new[id_]: one for id_, one in mine["objects"].items()},
        "answers": {f"SG-0132@{id_}": first | {"note": id_} for id_ in new.values()},
    }
    page = opened_records(cranes, server)
    offer(page, ("赵六.json", json.dumps(theirs).encode()))
    expect(page.locator(".incoming")).to_contain_text("新增3项")
    expect(page.locator(".incoming")).to_contain_text(f"SG-0132 {CRANES[0]}")
    accept(page)
    (merged,) = kept(page).values()
    assert merged["objects"] == mine["objects"]
    assert [by_name(merged, "SG-0132")[name]["note"] for name in CRANES] == list(new.values())
    assert by_name(merged, ITEM) == by_name(mine, ITEM)


def test_first_crane_takes_what_was_answered_and_one_answer_serves_the_rest(listed: Page) -> None:
    page = listed
    answer(page, BOTH, "pass")
    answer(page, ONCE, "pass")
    page.locator(f"#{BOTH} .item__more > summary").click()
    page.locator(f"#{BOTH} [data-action=add-object]", has_text="塔机1#").click()
    box = page.locator(f"#{BOTH} [data-objects=tower-crane]")
    expect(box.locator("[role=status]")).to_contain_text(f"归{CRANES[0]}")
    box.locator("[data-action=add-object]").click()
    expect(crane(page, BOTH, CRANES[1])).to_be_visible()
    (record,) = records(page)
    assert {name: one["value"] for name, one in by_name(record, BOTH).items()} == {
        CRANES[0]: "pass"
    }
    assert by_name(record, ONCE).keys() == {""}
    # The second crane is renamed, and open: the hoists, not told apart, too.
    page.locator(f"#{BOTH} [data-object-name]").nth(1).fill("东侧塔机")
    expect(crane(page, BOTH, "东侧塔机")).to_be_visible()
    same = crane(page, BOTH, CRANES[0]).locator("[data-action=same-for-all]")
    same.click()
    expect(page.locator(f"#{BOTH} [value=pass]:checked")).to_have_count(3)
    expect(same).to_be_hidden()
    page.locator("[data-action=undo]").click()
    expect(page.locator(f"#{BOTH} [value=pass]:checked")).to_have_count(1)
    page.locator("[data-action=undo]").click()  # the naming: its answer is the item's again
    (record,) = records(page)
    assert by_name(record, BOTH).keys() == {""}
    assert [one["name"] for one in record["objects"].values()] == ["东侧塔机"]
    # What goes wrong is never said of all.
    tap(page, BOTH, "东侧塔机", "fail")
    expect(crane(page, BOTH, "东侧塔机").locator("[data-action=same-for-all]")).to_be_hidden()


def test_open_crane_is_led_to_and_two_findings_are_kept_apart(listed: Page) -> None:
    page = listed
    name_cranes(page, 2)
    tap(page, ITEM, CRANES[0], "pass")
    page.locator("[data-action=next]").click()
    focused = page.evaluate("document.activeElement.closest('[data-object]').textContent")
    assert focused.startswith(CRANES[1])
    failed = tap(page, ITEM, CRANES[1], "fail")
    fill_in(failed.locator(".finding"))
    failed.locator("[data-action=add-finding]").click()
    second = failed.locator(".finding").nth(1)
    second.locator("[data-field=seen]").fill("第二处")
    second.locator("[data-part=neither]").check()
    photo = FilePayload(name="1.png", mimeType="image/png", buffer=picture("blue"))
    second.locator("input[type=file]").set_input_files([photo])
    second.locator(".photos img").wait_for()
    (record,) = records(page)
    found = by_name(record, ITEM)[CRANES[1]]["findings"]
    assert [(one["seen"], one["grade"]) for one in found] == [
        ("看到的", "major"),
        ("第二处", "general"),
    ]
    assert [len(one["photos"]) for one in found] == [0, 1]
    page.reload()
    ready(page)
    second = crane(page, ITEM, CRANES[1]).locator(".finding").nth(1)
    expect(second.locator(".photos img")).to_be_visible()
    second.locator("[data-action=drop-finding]").click()
    expect(second).to_be_hidden()
    page.locator("[data-action=undo]").click()
    expect(second.locator("[data-field=seen]")).to_have_value("第二处")


def test_paper_is_keyed_in_crane_by_crane(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        page = opened_records(watched.page, server, "?keyin=construction.2024")
        page.locator("[data-names=tower-crane]").fill("塔机1#、东侧塔机")
        page.locator("[data-names=tower-crane]").press("Escape")
        line = page.locator("#keyin-line")
        for typed, asks in (
            ("0144", "SG-0144 东侧塔机"),
            ("1", "SG-0144 塔机1#"),
            ("3", "SG-0147 东侧塔机"),
        ):
            line.fill(typed)
            line.press("Enter")
            expect(page.locator(".keyin__next .id")).to_have_text(asks)
        expect(page.locator("[data-part=log] li").first).to_contain_text("SG-0144 塔机1#")
        expect(page.locator('.keyin [data-part="said"]')).to_contain_text("存下")
        ((_, record),) = kept(page).items()
        values = {name: one["value"] for name, one in by_name(record, ITEM).items()}
        assert values == {"东侧塔机": "pass", "塔机1#": "none"}
