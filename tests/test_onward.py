"""After a touch that passed an item the next open one comes into sight; none is hit by accident."""

from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.tapping import CONSTRUCTION, answer, items_of, listed, ready, records
from tests.walking import READ
from tests.watching import opened, server

__all__ = ["listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

SMALL = (360, 640)
SETTLING = "[data-settling]"
# Bring an item's answers to the lower end of the screen: the next item is below it.
LOW = """(id) => {
  const end = document.querySelector(`#${id} [data-part=answers]`).getBoundingClientRect().bottom;
  scrollBy(0, end + 4 - document.querySelector("[data-part=bar]").getBoundingClientRect().top);
}"""
# Some answer in sight, and the middle of it.
UNDER = """() => {
  for (const one of document.querySelectorAll("[data-answer][value=pass]:not(:checked)")) {
    const { left, top, width, height } = one.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (y > 120 && y < innerHeight - 120) return { x, y };
  }
  return null;
}"""

# Say when what brings the next item has come: it comes with the first touch.
COMING = """() => {
  window.came = new Promise((come) => new MutationObserver((all) => {
    const added = all.flatMap(({ addedNodes }) => [...addedNodes]);
    const script = added.find(({ src }) => src?.includes("list-onward"));
    script?.addEventListener("load", () => setTimeout(come), { once: true });
  }).observe(document, { childList: true, subtree: true }));
}"""


def touch(page: Page, item: str, result: str) -> None:
    page.locator(f"#{item} label:has([data-answer][value={result}])").tap()


def given(page: Page) -> list[str]:
    """The items that are answered, as the page shows it."""
    found: list[str] = page.locator("[data-item-id]:has([data-answer]:checked)").evaluate_all(
        "all => all.map((row) => row.id)"
    )
    return found


def test_next_open_item_comes_into_sight_and_takes_no_tap_until_it_rests(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, SMALL, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        page.clock.install()
        watched.open(CONSTRUCTION)
        ready(page)
        ids = [one for one in items_of(page) if not page.locator(f"#{one} [data-measure]").count()]
        page.evaluate(COMING)
        page.locator("h1").tap()
        page.evaluate("() => window.came")
        page.clock.pause_at(datetime.fromisoformat("2090-01-01T00:00:00+08:00"))
        page.evaluate(LOW, ids[1])
        touch(page, ids[1], "pass")
        page.clock.run_for(50)
        expect(page.locator(SETTLING)).to_have_count(1)
        assert page.locator(f"#{ids[1]}").evaluate("one => one.nextElementSibling.id") == ids[2]
        assert page.evaluate("document.activeElement.closest('.item').id") == ids[1]
        at = page.evaluate(UNDER)
        page.touchscreen.tap(at["x"], at["y"])
        finger = page.context.new_cdp_session(page)
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
        page.clock.run_for(1000)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(page.locator(SETTLING)).to_have_count(0)
        assert page.locator(f"#{ids[2]}").evaluate(READ)
        assert given(page) == [ids[1]], "neither a second touch nor a finger that rested"
        touch(page, ids[2], "none")
        assert given(page) == ids[1:3]


def test_who_has_more_to_do_or_takes_back_stays_or_comes_back(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, SMALL, has_touch=True, is_mobile=True) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second, third = items_of(page)[:3]
        page.evaluate(LOW, first)
        touch(page, first, "fail")
        page.locator(f"#{first} [data-part=finding]").wait_for()
        page.locator(f"#{second} [data-part=more] summary").tap()
        page.evaluate(LOW, second)
        before = page.evaluate("scrollY")
        for answer in ("pass", "none"):
            touch(page, second, answer)
            page.locator(SETTLING).wait_for(state="detached")
            assert page.evaluate("scrollY") == before, "a detail is open; then it is corrected"
        page.locator(f"#{third} [value=pass]").focus()
        before = page.evaluate("scrollY")
        page.keyboard.press("Space")
        assert page.evaluate("scrollY") == before, "a key moves nothing"
        assert page.evaluate("document.activeElement.closest('.item').id") == third
        fourth = items_of(page)[4]
        page.evaluate(LOW, fourth)
        touch(page, fourth, "pass")
        page.locator(SETTLING).wait_for(state="detached")
        expect(page.locator(f"#{items_of(page)[5]}")).to_be_in_viewport()
        page.evaluate("scrollTo(0, 0)")
        page.locator("[data-action=undo]").tap()
        assert page.locator(f"#{fourth}").evaluate(READ), "one is led back to what was taken back"
        assert len(records(page)[0]["answers"]) == 3


def test_wide_screen_stays_where_the_detail_stands_beside_it(listed: Page) -> None:
    ids = items_of(listed)
    listed.set_viewport_size({"width": 1280, "height": 640})
    listed.locator(f"#{ids[1]}").scroll_into_view_if_needed()
    listed.evaluate(LOW, ids[1])
    before = listed.evaluate("scrollY")
    listed.locator(f"#{ids[1]} label:has([value=pass])").click()
    listed.locator(SETTLING).wait_for(state="detached")
    assert listed.evaluate("scrollY") == before


def test_first_touch_goes_on_though_what_does_it_comes_after_the_answer(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, SMALL, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/list-onward.*", hold)
        watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        page.evaluate(LOW, first)
        touch(page, first, "pass")
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
        for one in held:
            one.continue_()
        expect(page.locator(f"#{second} [data-part=answers]")).to_be_in_viewport(ratio=1)


def test_answer_corrected_by_the_first_press_is_taken_though_the_script_comes_before_release(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, SMALL) as watched:
        page = watched.page
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/list-onward.*", hold)
        watched.open(CONSTRUCTION)
        ready(page)
        first = items_of(page)[0]
        answer(page, first, "none")
        page.evaluate(LOW, first)
        at = page.locator(f"#{first} label:has([value=pass])").bounding_box()
        assert at
        page.evaluate(COMING)
        page.mouse.move(at["x"] + 20, at["y"] + 20)
        page.mouse.down()
        for one in held:
            one.continue_()
        page.evaluate("() => window.came")
        page.mouse.up()
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
