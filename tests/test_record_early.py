"""What is tapped before the store is open is held, and taken once the record is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.stored import put
from tests.tapping import (
    CONSTRUCTION,
    RECORDS,
    answer,
    close,
    items_of,
    late,
    listed,
    ready,
    records,
    saved,
    stayed,
)
from tests.watching import DESK, PHONE, opened, server

__all__ = ["late", "listed", "server"]  # the first for other tests, then fixtures
pytestmark = pytest.mark.browser


def held_back(page: Page, script: str) -> list[Route]:
    """Let a script of the site wait; the list gets who asked for it."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(f"**/assets/{script}.*", wait)
    return waiting


def asked(page: Page, waiting: list[Route]) -> Route:
    """The one request held back; a page may show before it makes it."""
    while not waiting:
        page.evaluate("() => null")  # lets the browser tell of its requests
    (route,) = waiting
    return route


@contextmanager
def begun(browser: Browser, base: str) -> Iterator[tuple[Page, list[str]]]:
    """A list with a draft of a named unit: its first item is answered, one facet is here."""
    with opened(browser, base, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        ids = items_of(page)
        answer(page, ids[0], "pass")
        page.locator(".record__line > summary").click()
        page.locator("[data-head=unit]").fill("某建筑公司")
        saved(page)
        yield page, ids


def tap(page: Page, ids: list[str]) -> tuple[str, str]:
    """Do one thing of each kind; give the item measured and the facet ticked."""
    answer(page, ids[1], "fail")
    answer(page, ids[2], "pass")
    page.locator(f"#{ids[3]} [data-answer]").first.focus()
    page.keyboard.press("Space")
    oxygen = page.locator(".item", has=page.locator('[data-measure][data-min="19.5"]')).first
    oxygen.locator('[data-measure][data-min="19.5"]').fill("19.1")
    page.keyboard.press("Tab")
    page.evaluate("""document.querySelector(".record__line").open = true""")
    page.locator("[data-head=address]").press_sequentially("天山路1号")
    page.evaluate("""document.querySelector('[data-module="filter"]').open = true""")
    facet = page.locator('[name="facet"]').nth(1)
    facet.check()
    return oxygen.get_attribute("id") or "", facet.get_attribute("value") or ""


def taken(page: Page, ids: list[str], measured: str, facet: str) -> dict[str, Any]:
    """Say that there is one record, which holds what was tapped; give it."""
    page.locator("html[data-ready]").wait_for(timeout=60_000)
    (record,) = records(page)
    results = {id_: one["value"] for id_, one in record["answers"].items()}
    assert {ids[1]: "fail", ids[2]: "pass", ids[3]: "pass", measured: "fail"}.items() <= (
        results.items()
    )
    assert "19.1" in record["answers"][measured]["measures"].values()
    assert record["particulars"]["address"] == "天山路1号"
    assert facet in record["facets"]
    for id_, result in results.items():
        expect(page.locator(f"#{id_} [value={result}]")).to_be_checked()
    return dict(record)


@pytest.mark.parametrize(
    ("milliseconds", "slowed"),
    [(700, 1), (2000, 1), (700, 6), pytest.param(8000, 1, marks=pytest.mark.slow)],
)
def test_tap_before_the_store_is_open_goes_into_the_draft(
    browser: Browser, server: str, milliseconds: int, slowed: int
) -> None:
    with begun(browser, server) as (page, ids):
        late(page, milliseconds)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.reload(wait_until="domcontentloaded")
        measured, facet = tap(page, ids)
        record = taken(page, ids, measured, facet)
        assert record["particulars"]["unit"] == "某建筑公司"
        assert record["answers"][ids[0]]["value"] == "pass"
        expect(page.locator("[data-part=name]")).to_contain_text("某建筑公司")


def test_tap_before_the_store_is_open_begins_a_record_where_there_is_none(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        late(watched.page, 700)
        page = watched.open(CONSTRUCTION)
        ids = items_of(page)
        measured, facet = tap(page, ids)
        assert taken(page, ids, measured, facet)["facets"] == [facet]


def test_what_is_held_shows_at_once_and_is_not_called_saved(browser: Browser, server: str) -> None:
    with begun(browser, server) as (page, ids):
        late(page)
        page.reload()
        expect(page.locator("[data-part=saved]")).to_be_empty()
        answer(page, ids[1], "pass")
        expect(page.locator(f"#{ids[1]} [value=pass]")).to_be_checked()
        expect(page.locator("[data-part=saved]")).to_have_text("本机存储还在打开，先记在这一页")
        style = "(one) => getComputedStyle(one).borderTopStyle"
        assert page.locator(f"#{ids[1]} [value=pass] + span").evaluate(style) == "dashed"
        page.evaluate("window.letOpen()")
        page.locator("html[data-ready]").wait_for()
        saved(page)
        assert page.locator(f"#{ids[1]} [value=pass] + span").evaluate(style) == "solid"
        expect(page.locator("[data-part=saved]")).to_contain_text("已存")


def test_page_is_not_left_with_what_is_held(browser: Browser, server: str) -> None:
    with begun(browser, server) as (page, ids):
        late(page)
        page.reload()
        asked = stayed(page)
        answer(page, ids[1], "pass")
        page.locator(".head__home").click(no_wait_after=True)
        page.evaluate("window.letOpen()")
        page.locator("html[data-ready]").wait_for()
        assert asked == ["beforeunload"]
        assert set(records(page)[0]["answers"]) == {ids[0], ids[1]}


def test_tap_before_the_scripts_are_there_is_taken(browser: Browser, server: str) -> None:
    with begun(browser, server) as (page, ids):
        waiting = held_back(page, "list")
        page.reload(wait_until="commit")
        answer(page, ids[1], "none")
        page.wait_for_function("() => document.readyState === 'interactive'")
        route = asked(page, waiting)
        route.continue_()
        page.locator("html[data-ready]").wait_for()
        (record,) = records(page)
        assert record["answers"][ids[1]]["value"] == "none"
        page.unroute_all()


def test_record_in_the_address_is_opened_though_a_facet_was_ticked_first(
    browser: Browser, server: str
) -> None:
    with begun(browser, server) as (page, ids):
        (first,) = records(page)
        page.locator("[data-action=start-record]").click()
        answer(page, ids[4], "pass")
        saved(page)
        late(page)
        page.goto(f"{page.url.partition('?')[0]}?record={first['id']}.1")
        page.evaluate("""document.querySelector('[data-module="filter"]').open = true""")
        facet = page.locator('[name="facet"]').first
        facet.check()
        page.evaluate("window.letOpen()")
        page.locator("html[data-ready]").wait_for()
        expect(page.locator("[data-part=name]")).to_contain_text("某建筑公司")
        expect(facet).to_be_checked()


def test_facets_of_the_draft_stay_beside_one_ticked_early(browser: Browser, server: str) -> None:
    with begun(browser, server) as (page, _):
        page.evaluate("""document.querySelector('[data-module="filter"]').open = true""")
        boxes = page.locator('[name="facet"]')
        boxes.first.check()
        saved(page)
        page.goto(page.url.partition("?")[0])
        ready(page)
        late(page)
        page.reload()
        page.evaluate("""document.querySelector('[data-module="filter"]').open = true""")
        boxes.nth(1).check()
        page.evaluate("window.letOpen()")
        page.locator("html[data-ready]").wait_for()
        expect(boxes.first).to_be_checked()
        expect(boxes.nth(1)).to_be_checked()
        assert len(records(page)[0]["facets"]) == 2


def test_closed_record_takes_nothing_early(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[0], "pass")
    close(listed)
    before = listed.evaluate(RECORDS)
    late(listed)
    listed.reload()
    answer(listed, ids[0], "none")
    answer(listed, ids[1], "pass")
    listed.evaluate("window.letOpen()")
    listed.locator("html[data-ready]").wait_for()
    checked = listed.locator("[data-answer]:checked")
    assert checked.evaluate_all("all => all.map((one) => `${one.name} ${one.value}`)") == [
        f"{ids[0]} pass"
    ]
    assert listed.evaluate(RECORDS) == before


def test_store_that_cannot_be_read_is_said_and_nothing_is_begun(listed: Page) -> None:
    answer(listed, items_of(listed)[0], "pass")
    saved(listed)
    listed.add_init_script(
        """IDBObjectStore.prototype.get = () => { throw new DOMException("", "DataError"); };"""
    )
    listed.reload()
    answer(listed, items_of(listed)[1], "pass")
    expect(listed.locator("[data-kind=unopened]")).to_be_visible()
    assert len(listed.evaluate(RECORDS)) == 1


def test_list_shown_again_by_the_back_button_takes_what_was_changed_meanwhile(
    listed: Page,
) -> None:
    """A page that the browser kept whole; the tests' own forgets pages, so it is told."""
    ids = items_of(listed)
    answer(listed, ids[0], "pass")
    saved(listed)
    (record,) = records(listed)
    record["answers"][ids[0]]["value"] = "none"
    put(listed, record)
    listed.evaluate(
        "() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    )
    expect(listed.locator(f"#{ids[0]} [value=none]")).to_be_checked()


def test_records_are_said_to_be_on_their_way_while_the_store_opens(
    browser: Browser, server: str
) -> None:
    """Not that the browser is too old: that would say that they are lost."""
    with opened(browser, server, PHONE) as watched:
        late(watched.page)
        page = watched.open("records/index.html")
        needs = page.locator("[data-part=needs]")
        expect(needs).to_have_text("正在打开这台设备上的记录……")
        page.evaluate("window.letOpen()")
        expect(needs).to_be_hidden()
        expect(page.locator("[data-view=list]")).to_be_visible()


def test_line_of_the_key_in_page_shows_when_it_can_be_used(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        waiting = held_back(watched.page, "construction-2022")
        page = watched.open("records/index.html?keyin=construction.2022")
        page.locator("[data-module=records]:not([hidden])").wait_for(state="attached")
        route = asked(page, waiting)
        assert not page.locator("#keyin-line").is_visible(), "no list to look a number up in"
        route.continue_()
        page.locator("#keyin-line").fill("0101 1")
        page.locator("#keyin-line").press("Enter")
        expect(page.locator("[data-part=log] > li")).to_have_count(1)
        page.unroute_all()


def test_file_chosen_as_soon_as_the_records_show_is_read(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.page
        page.add_init_script(
            """addEventListener("DOMContentLoaded", () => {
              const list = document.querySelector('[data-view="list"]');
              const choose = () => {
                if (list.closest("[hidden]")) return;
                watching.disconnect();
                const files = new DataTransfer();
                files.items.add(new File(["none"], "a.json"));
                const input = document.querySelector('[data-action="import"]');
                input.files = files.files;
                input.dispatchEvent(new Event("change", { bubbles: true }));
              };
              const watching = new MutationObserver(choose);
              watching.observe(document.body, { subtree: true, attributes: true });
            });"""
        )
        watched.open("records/index.html")
        expect(page.locator('[data-part="refused"]')).to_be_visible()
