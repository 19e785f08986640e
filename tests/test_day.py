"""The whole day of an inspector as one walk: from the search to the sheet for the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.conftest import LIMIT, Built
from tests.recording import accept, exported, offer, opened_records
from tests.stored import kept
from tests.tapping import answer, kill, ready, saved, sheet
from tests.test_worker import wait_until_kept
from tests.unreliable import Server
from tests.watching import PHONE, server

__all__ = ["server"]  # a fixture
pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "checklists/construction/index.html"
NO_WORKER = "delete Navigator.prototype.serviceWorker"
SHOWN = "all => all.filter((one) => !one.hidden && one.offsetParent).map((one) => one.id)"
CHECKED = "all => Object.fromEntries(all.map((one) => [one.name, one.value]))"


@pytest.fixture(params=["secure", "http", "file"])
def way(request: pytest.FixtureRequest, built: Built, server: str) -> Iterator[tuple[str, bool]]:
    """Give the site's address, and whether a phone may keep the whole site there.

    This machine's own address counts as https does: a worker may run.
    """
    if request.param == "secure":
        serving = Server()
        serving.folder = built.folder
        yield serving.base, True
        serving.stop()
    else:
        yield (server if request.param == "http" else f"{built.folder.as_uri()}/"), False


@contextmanager
def phone(browser: Browser, *, keeps: bool) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(LIMIT * 1000)
    if not keeps:
        context.add_init_script(NO_WORKER)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    try:
        yield context
    finally:
        context.close()
    assert wrong == []


def find(page: Page, base: str) -> None:
    """Look for what one has in mind, open it, and go on to its list."""
    page.goto(f"{base}index.html")
    page.locator("#q").fill("脚手架")
    page.locator("#q").press("Enter")
    page.locator("[data-result] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("脚手架")
    page.get_by_role("link", name="回到检查表").click()
    ready(page)


def narrow(page: Page) -> list[str]:
    """Switch on what is on this site; give the items that are left."""
    every = page.locator(".item").count()
    with sheet(page) as chosen:
        for n in range(3):
            chosen.locator('[name="facet"]').nth(n).check()
    left: list[str] = page.locator(".item").evaluate_all(SHOWN)
    assert 45 <= len(left) < every
    assert page.url.count("facet=") == 3
    return left


def write_down(finding: Locator) -> None:
    if finding.locator("[data-part=conditions]").is_visible():
        finding.locator("[data-condition]").first.check()
    finding.locator("[data-field=seen]").fill("看到的")
    finding.locator("[data-field=remedy][value=now]").check()


def inspect(page: Page, items: list[str]) -> dict[str, str]:
    """Answer forty items, five of them not passed; the last five when the network is gone."""
    given = {}
    for n, item in enumerate(items[:40]):
        if n == 35:
            page.context.set_offline(True)
        result = "fail" if n % 8 == 7 else "none" if n % 5 == 4 else "pass"
        answer(page, item, result)
        if result == "fail":
            write_down(page.locator(f"#{item} .finding"))
        given[item] = result
    assert list(given.values()).count("fail") == 5
    saved(page)
    return given


def answers_on(page: Page) -> dict[str, str]:
    ready(page)
    found: dict[str, str] = page.locator("[data-answer]:checked").evaluate_all(CHECKED)
    return found


def results(record: dict[str, Any]) -> dict[str, str]:
    return {item: one["value"] for item, one in record["answers"].items()}


def come_back(context: BrowserContext, base: str, *, keeps: bool) -> Page:
    """Open the list again; without a network, where the phone keeps the site or it is a file."""
    if base.startswith("http") and not keeps:
        context.set_offline(False)
    page = context.new_page()
    page.goto(f"{base}{LIST}")
    return page


def hand_over(page: Page, base: str) -> tuple[str, bytes]:
    """Name the record and export it."""
    page.locator(".record__line > summary").click()
    page.locator('[data-head="unit"]').fill("某建筑公司")
    page.locator('[data-head="inspectors"]').fill("甲")
    page.keyboard.press("Tab")
    saved(page)
    opened_records(page, base)
    return exported(page, page.locator('.kept [data-action="export"]'))


def go_on(page: Page, base: str, file: tuple[str, bytes], items: list[str]) -> tuple[str, bytes]:
    """Take a colleague's record on a second phone, answer two more items, and send it back."""
    opened_records(page, base)
    offer(page, file)
    assert accept(page) == "导入1份。"
    page.locator(".kept h3 a").click()
    ready(page)
    for item in items:
        answer(page, item, "pass")
    saved(page)
    opened_records(page, base)
    return exported(page, page.locator('.kept [data-action="export"]'))


def printed(page: Page) -> str:
    page.locator('.kept [data-part="sheet"]').click()
    page.locator('[data-view="sheet"][data-ready]').wait_for()
    page.emulate_media(media="print")
    return page.locator('[data-part="paper"]').inner_text()


def test_day_of_an_inspector(browser: Browser, way: tuple[str, bool]) -> None:
    base, keeps = way
    with phone(browser, keeps=keeps) as first, phone(browser, keeps=False) as second:
        page = first.new_page()
        if keeps:
            page.goto(f"{base}index.html")
            wait_until_kept(page)
        find(page, base)
        items = narrow(page)
        given = inspect(page, items)
        kill(page)
        page = come_back(first, base, keeps=keeps)
        assert answers_on(page) == given
        first.set_offline(False)

        file = hand_over(page, base)
        back = go_on(second.new_page(), base, file, items[40:42])
        offer(page, back)
        assert "新增2项" in page.locator(".incoming").inner_text()
        assert accept(page) == "合并1份。"
        (merged,) = kept(page).values()
        assert results(merged) == given | dict.fromkeys(items[40:42], "pass")

        sheet = printed(page)
        for words in ("某建筑公司", "已答42项", "不合格5项"):
            assert words in sheet
        assert all(item in sheet for item, result in given.items() if result == "fail")
