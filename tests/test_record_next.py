"""下一项 leads to the first open item after the one in hand, on every phone and desk."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Built
from tests.tapping import CONSTRUCTION, answer, close, items_of, listed, ready, saved
from tests.watching import SIZES, opened, server, size_id

__all__ = ["listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

TIMES = 24
RESULTS = ("pass", "pass", "none", "pass", "fail", "none")

# Where one is led: the focused item, what is focused in it, and whether its question can be read.
LED = """() => {
  const here = document.activeElement;
  const row = here.closest(".item");
  if (!row) return null;
  const check = row.querySelector(".item__check").getBoundingClientRect();
  const bottom = (selector) => document.querySelector(selector).getBoundingClientRect().bottom;
  const above = bottom(innerWidth < 960 ? ".topics" : "[data-module=head]");
  const bar = document.querySelector("[data-part=bar]").getBoundingClientRect().top;
  const text = here.matches("textarea, input:not([type=radio], [type=checkbox])");
  return { id: row.id, text, read: check.top >= Math.max(above, 0) && check.bottom <= bar };
}"""


@pytest.fixture(params=SIZES, ids=size_id)
def sized(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """The list, opened at each of the common sizes."""
    with opened(browser, server, request.param) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        yield page


# What stands lowest in the head, and from where to where the first question and its answers go.
FIRST = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const row = [...document.querySelectorAll(".item")].find((one) => one.checkVisibility());
  const [heading, aside] = ["h2", "[data-action=topic-na]"].map((one) =>
    row.closest("[data-section]").querySelector(one).getBoundingClientRect());
  const at = (part) => row.querySelector(`[data-part=${part}]`).getBoundingClientRect();
  return {
    head: box("[data-module=head]").bottom,
    check: at("check").top,
    answers: at("answers").bottom,
    bar: box("[data-part=bar]").top,
    targets: row.querySelectorAll("[data-answer] + span").length,
    aside: [aside.top < heading.bottom, aside.height >= 44],
  };
}"""


@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_first_screen_holds_a_question_with_its_answers(
    browser: Browser, built: Built, server: str, size: tuple[int, int]
) -> None:
    """Of every list, before there is a record, and when one comes back to it."""
    with opened(browser, server, size) as watched:
        for checklist in built.json("items")["checklists"]:
            page = watched.open(checklist["url"])
            ready(page)
            whole(page)
            answer(page, items_of(page)[0], "pass")
            name(page, "某某建设工程（集团）有限责任公司第三分公司")
            saved(page)
            page.reload()
            ready(page)
            page.evaluate("scrollTo(0, 0)")
            whole(page)


def whole(page: Page) -> None:
    """Say that the first question can be read, and each of its answers tapped."""
    at = page.evaluate(FIRST)
    assert at["targets"] == 4
    assert at["aside"] == [True, True], "setting a topic aside takes no line of its own"
    assert at["head"] <= at["check"] < at["answers"] <= at["bar"], (page.url, at)


def name(page: Page, unit: str) -> None:
    """Name the record's unit, and fold the record again."""
    page.locator(".record__line > summary").click()
    page.locator("[data-head=unit]").fill(unit)
    page.locator(".record__line > summary").click()


def led(page: Page) -> str:
    """Tap 下一项; give the item it leads to, which can be read and is no field to type in."""
    page.locator("[data-action=next]").click()
    found = page.evaluate(LED)
    assert found, "led to no item"
    assert found["read"], f"{found['id']} cannot be read"
    assert not found["text"], f"a field of {found['id']} would bring up the keyboard"
    return str(found["id"])


def test_next_misses_no_item_on_any_size(sized: Page) -> None:
    ids = items_of(sized)
    for n in range(TIMES):
        answer(sized, ids[n], RESULTS[n % len(RESULTS)])
        assert led(sized) == ids[n + 1]


def test_next_passes_over_what_was_answered_out_of_order(sized: Page) -> None:
    ids = items_of(sized)
    for n in (5, 1, 2):
        answer(sized, ids[n], "pass")
    assert led(sized) == ids[3], "after the one answered last"
    answer(sized, ids[3], "pass")
    assert led(sized) == ids[4]
    assert led(sized) == ids[6], "an item may be left open; one answered is passed over"


def test_looking_elsewhere_does_not_change_what_is_in_hand(sized: Page) -> None:
    ids = items_of(sized)
    answer(sized, ids[3], "pass")
    sized.locator(f"#{ids[30]}").scroll_into_view_if_needed()
    assert led(sized) == ids[4]


def test_who_answers_elsewhere_goes_on_there(sized: Page) -> None:
    ids = items_of(sized)
    answer(sized, ids[3], "pass")
    answer(sized, ids[30], "fail")
    sized.locator(f"#{ids[30]} [data-field=seen]").fill("护栏缺一段")
    assert led(sized) == ids[31]


def test_what_is_touched_is_in_hand_though_it_is_not_answered(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[3], "pass")
    listed.locator(f"#{ids[20]} summary").first.click()
    assert led(listed) == ids[21]
    listed.evaluate("(id) => (location.hash = id)", ids[10])
    listed.locator(f"#{ids[10]}:target").wait_for()
    assert led(listed) == ids[11], "a link leads there, too"


def test_next_goes_on_after_the_answer_that_was_taken_back(listed: Page) -> None:
    ids = items_of(listed)
    for n in range(3):
        answer(listed, ids[n], "pass")
    undo = listed.locator("[data-action=undo]")
    undo.click()
    undo.click()
    assert led(listed) == ids[2]


def test_without_an_item_in_hand_next_begins_with_what_is_in_sight(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[0], "pass")
    saved(listed)
    listed.reload()
    ready(listed)
    listed.evaluate("scrollTo(0, 0)")
    assert led(listed) == ids[1]
    listed.reload()
    ready(listed)
    listed.evaluate("(id) => document.getElementById(id).scrollIntoView()", ids[12])
    assert led(listed) == ids[12]


def test_after_the_last_item_next_leads_to_the_first_that_is_open(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[0], "pass")
    answer(listed, ids[-1], "pass")
    assert led(listed) == ids[1]


def test_another_record_begins_with_nothing_in_hand(listed: Page) -> None:
    ids = items_of(listed)
    answer(listed, ids[7], "pass")
    listed.locator(".record__line > summary").click()
    listed.locator("[data-action=start-record]").click()
    expect(listed.locator("[data-answer]:checked")).to_have_count(0)
    listed.evaluate("scrollTo(0, 0)")
    assert led(listed) == ids[0]


# How many rows the bar has, and whether all of it is in the window.
BAR = """() => {
  const bar = document.querySelector("[data-part=bar]");
  const there = [...bar.children].filter((one) => one.checkVisibility());
  const tops = there.map((one) => one.getBoundingClientRect());
  const middle = ({ top, bottom }) => Math.round((top + bottom) / 20);
  const within = [...bar.querySelectorAll("*")].every((one) => {
    const { left, right, bottom } = one.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && bottom <= innerHeight;
  });
  return [new Set(tops.map(middle)).size, within];
}"""
SHARE = "document.querySelector('[data-part=bar]').offsetHeight / innerHeight"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_is_one_row_on_the_narrowest_phone_and_fits_in_large_text(
    browser: Browser, server: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, server, SIZES[0], color_scheme=scheme) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, items_of(page)[0], "pass")
        name(page, "某某建设工程（集团）有限责任公司第三分公司")
        saved(page)
        assert page.evaluate(BAR) == [1, True]
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(BAR)[1]
        assert page.evaluate(SHARE) <= 0.2
        page.evaluate("document.documentElement.style.fontSize = ''")
        close(page)
        assert page.evaluate(BAR) == [1, True]
