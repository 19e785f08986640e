"""A day's units on the page of records: what is whole is closed together."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.recording import NOW, ladders, opened_records, phone, server
from tests.stored import kept
from tests.tapping import READY, answer, confirm, end, items_of, saved

__all__ = ["ladders", "server"]  # fixtures
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with phone(browser, server) as one:
        yield opened_records(one, server, "?round")


# Tap the way to the next unit, and once more as soon as that one is in hand.
TWICE = """async (name) => {
  const button = document.querySelector("[data-part=bar] [data-action=next-unit]");
  const shown = document.querySelector("[data-part=name]");
  button.click();
  while (!shown.textContent.includes(name)) await new Promise(requestAnimationFrame);
  button.click();
}"""


def rows(page: Page) -> Locator:
    return page.locator("[data-part=visits] tr")


def visit(page: Page, *results: str) -> None:
    """Answer the first items of the unit in hand."""
    page.locator(READY).wait_for(state="attached")
    for item, result in zip(items_of(page), results, strict=False):
        answer(page, item, result)
    saved(page)


def test_round_of_yesterday_goes_on(page: Page, server: str) -> None:
    page.locator("[name=units]").fill("甲\n乙")
    page.locator("[data-action=start-round]").click()
    expect(rows(page)).to_have_count(2)
    page.clock.set_fixed_time(datetime.fromisoformat(NOW) + timedelta(days=1))
    opened_records(page, server, "?round")
    page.locator("[data-part=go]").click()
    expect(page.locator("[data-part=name]")).to_contain_text("甲")
    expect(page.locator(".round")).to_contain_text("第 1/2 户")


def test_round_closes_what_is_whole_and_goes_on_next_time(page: Page, server: str) -> None:
    page.locator("[name=units]").fill("甲\n乙\n丙")
    page.locator("[data-part=plan] [name=inspectors]").fill("张建")
    page.locator("[data-action=start-round]").click()
    expect(rows(page)).to_have_count(3)
    page.locator("[data-part=go]").click()
    visit(page, "pass", "pass")
    page.locator("[data-settling]").wait_for(state="detached")
    page.evaluate(TWICE, "乙")
    page.locator("[data-settling]").wait_for(state="detached")
    assert len(kept(page)) == 2
    expect(page.locator(".round")).to_contain_text("第 2/3 户")
    visit(page, "pass")
    page.locator(".round a").click()
    page.locator("[data-action=close-round]").click()
    expect(page.locator("[data-part=going] [data-part=said]")).to_contain_text("已定稿")
    expect(page.locator("[data-part=going] [data-part=totals]")).to_contain_text(
        "共 3 户，已查 2 户，定稿 1 户。"
    )
    closed = [one["particulars"] for one in kept(page).values() if one["closed"]]
    assert closed == [{"unit": "甲"}]
    expect(page.locator("[data-part=go]")).to_have_text("下一户：丙")
    page.locator("[data-action=another-round]").click()
    page.locator("[data-action=last-round]").click()
    expect(page.locator("[data-part=read]")).to_contain_text("认出 3 户")


def test_after_the_last_unit_the_list_of_all_follows(page: Page) -> None:
    """Not a third record that belongs to nobody."""
    page.locator("[name=units]").fill("甲")
    page.locator("[data-part=plan] [name=inspectors]").fill("张建")
    page.locator("[data-action=start-round]").click()
    page.locator("[data-part=go]").click()
    visit(page, "pass", "pass")
    end(page)
    confirm(page)
    page.locator("[data-part=after] [data-action=start-record]").click()
    expect(page.locator("[data-part=going] [data-part=totals]")).to_contain_text("定稿 1 户")
    assert len(kept(page)) == 1
