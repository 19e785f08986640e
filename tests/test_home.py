"""Home for one who came before: where he was, with the way back there, and what presses."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.recording import KEY, Json, base, closed, found, good, ladders, server
from tests.stored import kept, put, remove
from tests.tapping import answer, close, items_of, late, ready, saved
from tests.watching import PHONE, opened

__all__ = ["base", "ladders", "server"]  # fixtures
pytestmark = pytest.mark.browser
LIST = "checklists/ladders/index.html"
KNOWN = "() => Object.keys(localStorage).some((key) => key.includes(':known:'))"


def at(page: Page, moment: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(f"{moment}+06:00"))  # of Urumqi


@contextmanager
def visited(browser: Browser, base: str, **more: bool) -> Iterator[Page]:
    """Lend a phone on whose list nothing is answered yet."""
    with opened(browser, base, PHONE, **more) as watched:
        at(watched.page, "2030-05-24T16:20:00")
        yield watched.page


def draft(page: Page, base: str, unit: str) -> str:
    """Answer one item of a list; give the key of the record."""
    page.goto(f"{base}{LIST}")
    ready(page)
    answer(page, items_of(page)[0], "pass")
    page.locator(".record__line > summary").click()
    page.locator("[data-head=unit]").fill(unit)
    saved(page)
    page.wait_for_function(KNOWN)
    (key,) = kept(page)
    return key


def home(page: Page, base: str, moment: str = "2030-05-25T08:00:00") -> Locator:
    """Open the first page, and wait until it has looked for what was left."""
    at(page, moment)
    page.goto(f"{base}index.html")
    page.locator("[data-module=before][data-ready]").wait_for(state="attached")
    return page.locator("[data-module=before]")


def other(n: int, **changes: str) -> Json:
    """A closed record of another visit, whose finding is put right by a day."""
    return closed(found(good() | {"id": f"{n:016x}"}, **changes))


def test_draft_left_yesterday_is_gone_on_with_from_home(browser: Browser, base: str) -> None:
    with visited(browser, base) as page:
        key = draft(page, base, "甲厂")
        asked = page.locator("[data-item-id]").count()
        looked_at = good() | {"changed": "2030-05-24T20:00:00+06:00", "exported": None}
        put(page, looked_at)
        page.goto(f"{base}{LIST}?record={KEY}")  # the list goes on with it, and it does not change
        ready(page)
        line = home(page, base)
        expect(line.locator("strong")).to_have_text("甲厂")
        expect(line.locator(".meta")).to_have_text(f"1/{asked}　昨天 16:20")
        expect(line.locator("[data-part=due]")).to_be_hidden()
        link = line.get_by_role("link", name="继续")
        expect(link).to_have_attribute("href", re.compile(f"{LIST}\\?record={key}$"))
        link.click()
        ready(page)
        expect(page.locator("[data-head=unit]")).to_have_value("甲厂")
        assert page.evaluate("'asks' in document.documentElement.dataset") is False


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2030-05-24T18:00:00", "今天 16:20"),
        ("2030-07-12T08:00:00", "5月24日"),
        ("2031-01-02T08:00:00", "2030年5月24日"),
    ],
)
def test_draft_says_since_when_it_waits(
    browser: Browser, server: str, moment: str, said: str
) -> None:
    with visited(browser, server) as page:
        draft(page, server, "")
        line = home(page, server, moment)
        expect(line.locator(".meta")).to_contain_text(f"　{said}")
        expect(line.locator("strong")).to_have_text("梯子检查表")


def test_deleted_record_is_not_offered(browser: Browser, base: str) -> None:
    with visited(browser, base) as page:
        key = draft(page, base, "青山县木器厂")
        line = home(page, base)
        expect(line).to_be_visible()
        remove(page, key)  # in another tab
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(line).to_be_hidden()
        expect(home(page, base)).to_be_hidden()


def test_record_is_offered_until_it_is_closed(browser: Browser, base: str) -> None:
    with visited(browser, base) as page:
        draft(page, base, "青山县木器厂")
        home(page, base).get_by_role("link", name="继续").click()
        ready(page)
        for item in items_of(page):
            answer(page, item, "none")
        close(page)
        expect(home(page, base)).to_be_hidden()


def test_what_else_is_open_is_offered_once_the_last_is_closed(
    browser: Browser, server: str
) -> None:
    with visited(browser, server) as page:
        key = draft(page, server, "甲厂")
        (last,) = kept(page).values()
        put(page, closed(last, last["changed"]), good() | {"exported": None})
        line = home(page, server)
        expect(line.locator("strong")).to_have_text("青山县木器厂")
        link = line.get_by_role("link", name="继续")
        assert key not in str(link.get_attribute("href"))


def test_fresh_device_is_offered_nothing_and_nothing_is_kept(browser: Browser, base: str) -> None:
    with visited(browser, base) as page:
        page.goto(f"{base}index.html")
        page.wait_for_load_state("load")
        expect(page.locator("[data-module=before]")).to_be_hidden()
        assert page.locator("script[src*=goon]").count() == 0
        assert page.evaluate("indexedDB.databases()") == []
        assert page.evaluate("localStorage.length") == 0


def test_home_without_scripts_offers_nothing(browser: Browser, base: str) -> None:
    with visited(browser, base, java_script_enabled=False) as page:
        page.goto(f"{base}index.html")
        expect(page.locator("[data-module=before]")).to_be_hidden()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2030-05-21", None),
        ("2030-05-22", "隐患：7 天内到期 1 处"),
        ("2030-05-29", "隐患：7 天内到期 2 处"),
        ("2030-05-31", "隐患：逾期 1 处，7 天内到期 1 处"),
        ("2030-06-09", "隐患：逾期 2 处"),
    ],
)
def test_findings_that_press_are_counted_on_the_day(
    browser: Browser, base: str, day: str, said: str | None
) -> None:
    with visited(browser, base) as page:
        draft(page, base, "青山县木器厂")
        put(page, other(1, due="2030-05-29"), other(2, due="2030-06-05"), other(3, remedy="now"))
        line = home(page, base, f"{day}T08:00:00")
        expect(line.locator(".meta")).to_be_visible()
        link = line.locator("[data-part=due] a")
        if said is None:
            expect(link).to_be_hidden()
            return
        expect(link).to_have_text(said)
        link.click()
        expect(page.locator("[data-finding-id]")).to_have_count(3)


def test_line_keeps_its_room_until_it_is_said(browser: Browser, server: str) -> None:
    top = "document.querySelector('h1').getBoundingClientRect().top"
    with visited(browser, server) as page:
        draft(page, server, "青山县木器厂")
        expect(home(page, server).locator("strong")).to_have_text("青山县木器厂")
        said = page.evaluate(top)
        late(page, 1000)
        page.reload()
        assert page.locator("[data-module=before] strong").inner_text() == ""
        assert page.evaluate(top) == said


def test_line_fits_on_a_narrow_phone_in_text_twice_as_large(browser: Browser, server: str) -> None:
    with visited(browser, server) as page:
        draft(page, server, "某某建设工程（集团）有限责任公司第三分公司 ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        line = home(page, server)
        expect(line).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '34px'")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
