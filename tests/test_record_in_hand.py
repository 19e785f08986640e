"""What is in hand is not lost: pictures under way, text being typed, another tab's new edition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.recording import good, opened_records, pretty
from tests.stored import kept, until
from tests.tapping import (
    CONSTRUCTION,
    SLOW_DISK,
    answer,
    items_of,
    kill,
    listed,
    phone,
    picture,
    ready,
    records,
    saved,
    stayed,
)
from tests.test_worker import LIST, context, editions, offered, visit
from tests.test_worker import server as changing
from tests.unreliable import Server
from tests.watching import DESK, opened, server

__all__ = ["changing", "context", "editions", "listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

# Making a picture smaller takes until `window.smaller()`.
HELD = """(() => {
  const { toBlob } = HTMLCanvasElement.prototype;
  const held = [];
  let go = false;
  HTMLCanvasElement.prototype.toBlob = function (...all) {
    if (go) toBlob.apply(this, all);
    else held.push(() => toBlob.apply(this, all));
  };
  window.smaller = () => {
    go = true;
    for (const one of held.splice(0)) one();
  };
})();"""
BUSY = "1 张照片正在存"


def photograph(page: Page, item: str, *colours: str) -> None:
    """Take pictures of what is not in order, which stay under way."""
    page.evaluate(HELD)
    answer(page, item, "fail")
    files = [
        FilePayload(name=f"{at}.png", mimeType="image/png", buffer=picture(colour))
        for at, colour in enumerate(colours)
    ]
    page.locator(f"#{item} input[type=file]").set_input_files(files)
    expect(page.locator("[data-part=saved]")).to_have_text(f"{len(colours)} 张照片正在存")


def photos(page: Page, item: str) -> int:
    (record,) = records(page)
    return len(record["answers"][item]["findings"][0]["photos"])


def raw_kept(page: Page, count: int) -> None:
    """Wait until pictures lie in the store as they came."""
    names = "(await stored.photoNames()).filter((name) => name.startsWith('raw:'))"
    until(page, f"{names}.length === given", count)


def leave(page: Page, way: str) -> None:
    """Try to go away."""
    if way == "link":
        page.locator(".head__home").click(no_wait_after=True)
    elif way == "close":
        page.close(run_before_unload=True)
    else:
        page.evaluate({"reload": "location.reload()", "back": "history.back()"}[way])


@pytest.mark.parametrize("way", ["reload", "link", "back", "close"])
def test_page_is_not_left_while_a_picture_is_under_way(listed: Page, way: str) -> None:
    item = items_of(listed)[0]
    if way == "back":
        listed.goto(listed.url)
        ready(listed)
    photograph(listed, item, "#111")
    asked = stayed(listed)
    with listed.expect_event("dialog"):
        leave(listed, way)
    expect(listed.locator("[data-part=saved]")).to_have_text(BUSY)
    assert asked == ["beforeunload"]
    listed.evaluate("window.smaller()")
    saved(listed)
    expect(listed.locator("[data-part=saved]")).to_contain_text("已存")
    assert photos(listed, item) == 1
    raw_kept(listed, 0)


def test_pictures_of_a_page_that_ended_are_taken_by_the_next(listed: Page) -> None:
    """Left all the same, with a yes to the question."""
    item = items_of(listed)[0]
    photograph(listed, item, "#111", "#222")
    raw_kept(listed, 2)
    listed.reload()
    ready(listed)
    expect(listed.locator(f"#{item} .photos img")).to_have_count(2)
    raw_kept(listed, 0)
    assert photos(listed, item) == 2


def with_a_picture(context: BrowserContext, server: str) -> tuple[Page, str]:
    """Open a list, and choose a picture of what is not in order with its first item."""
    page = context.new_page()
    page.goto(server + CONSTRUCTION)
    ready(page)
    item = items_of(page)[0]
    answer(page, item, "fail")
    one = FilePayload(name="1.png", mimeType="image/png", buffer=picture("#111"))
    page.locator(f"#{item} input[type=file]").set_input_files(one)
    return page, item


def test_picture_is_kept_before_what_takes_it_is_there(browser: Browser, server: str) -> None:
    """A network that stands still says nothing: the tab may be gone before it does."""
    with phone(browser) as context:
        context.route("**/list-album.*", lambda route: None)
        page, item = with_a_picture(context, server)
        raw_kept(page, 1)
        context.unroute_all()
        page.close()
        page = context.new_page()
        page.goto(server + CONSTRUCTION)
        expect(page.locator(f"#{item} .photos img")).to_have_count(1)


def test_picture_is_kept_where_what_takes_it_is_out_of_reach(browser: Browser, server: str) -> None:
    context = browser.new_context(service_workers="block")
    context.route("**/list-album.*", lambda route: route.abort())
    page, item = with_a_picture(context, server)
    expect(page.locator("[data-kind=unfetched]")).to_be_visible()
    raw_kept(page, 1)
    context.unroute("**/list-album.*")
    page.reload()
    expect(page.locator(f"#{item} .photos img")).to_have_count(1)
    assert photos(page, item) == 1
    context.close()


def test_picture_outlives_a_killed_tab(browser: Browser, server: str) -> None:
    with phone(browser) as lent:
        page = lent.new_page()
        page.goto(server + CONSTRUCTION)
        ready(page)
        item = items_of(page)[0]
        photograph(page, item, "#111")
        raw_kept(page, 1)
        kill(page)
        page = lent.new_page()
        page.goto(server + CONSTRUCTION)
        ready(page)
        expect(page.locator(f"#{item} .photos img")).to_have_count(1)
        assert photos(page, item) == 1


def test_picture_that_the_disk_refused_is_tried_again_by_the_next_page(listed: Page) -> None:
    item = items_of(listed)[0]
    photograph(listed, item, "#111")
    raw_kept(listed, 1)
    listed.evaluate(
        """() => {
          const { put } = IDBObjectStore.prototype;
          IDBObjectStore.prototype.put = function (...all) {
            if (this.name === "photos") throw new DOMException("", "AbortError");
            return put.apply(this, all);
          };
          window.smaller();
        }"""
    )
    expect(listed.locator(f"#{item} [data-part=photo-failed]")).to_be_visible()
    listed.reload()
    ready(listed)
    expect(listed.locator(f"#{item} .photos img")).to_have_count(1)
    raw_kept(listed, 0)


def test_picture_waits_for_a_finding_that_a_slip_of_the_thumb_took(listed: Page) -> None:
    item = items_of(listed)[0]
    photograph(listed, item, "#111")
    answer(listed, item, "pass")
    listed.evaluate("window.smaller()")
    expect(listed.locator("[data-part=saved]")).to_contain_text("已存")
    answer(listed, item, "fail")
    expect(listed.locator(f"#{item} .photos img")).to_have_count(1)
    assert photos(listed, item) == 1


def test_no_more_pictures_are_taken_than_a_finding_holds(listed: Page) -> None:
    item = items_of(listed)[0]
    photograph(listed, item, "#111", "#222", "#333", "#444")
    more = [
        FilePayload(name=f"{at}.png", mimeType="image/png", buffer=picture(f"#{at}f{at}"))
        for at in range(4)
    ]
    listed.locator(f"#{item} input[type=file]").set_input_files(more)
    expect(listed.locator("[data-part=saved]")).to_have_text("6 张照片正在存")
    expect(listed.locator(f"#{item} [data-part=photos-left]")).to_be_visible()
    listed.evaluate("window.smaller()")
    expect(listed.locator(f"#{item} .photos img")).to_have_count(6)


def test_records_say_which_pictures_an_export_would_lack(listed: Page, server: str) -> None:
    item = items_of(listed)[0]
    photograph(listed, item, "#111")
    raw_kept(listed, 1)
    opened_records(listed, server)
    waiting = listed.locator('.kept [data-part="waiting"]')
    expect(waiting).to_contain_text("有1张照片还没有存进记录")
    listed.locator(".kept h3 a").click()
    ready(listed)
    expect(listed.locator(f"#{item} .photos img")).to_have_count(1)
    saved(listed)
    opened_records(listed, server)
    expect(waiting).to_be_hidden()


def test_deleting_a_record_deletes_its_pictures_that_wait(listed: Page, server: str) -> None:
    photograph(listed, items_of(listed)[0], "#111")
    raw_kept(listed, 1)
    opened_records(listed, server)
    listed.locator(".kept__more > summary").click()
    listed.locator("[data-action=delete]").click()
    listed.locator("[data-action=delete-now]").click()
    expect(listed.locator(".kept")).to_have_count(0)
    raw_kept(listed, 0)


def test_page_is_not_left_before_a_change_is_on_the_disk(listed: Page) -> None:
    first, second = items_of(listed)[:2]
    answer(listed, first, "pass")
    saved(listed)
    listed.evaluate(SLOW_DISK)
    answer(listed, second, "none")
    asked = stayed(listed)
    with listed.expect_event("dialog"):
        listed.evaluate("location.reload()")
    listed.evaluate("window.letDiskGo()")
    saved(listed)
    assert asked == ["beforeunload"]


# Text being typed

TYPED = "[data-head]:not([type=date]), [data-field]:not([type=date], [type=radio])"


def half_typed(page: Page) -> list[str]:
    """Open all that has fields for text; give how each is found."""
    failed, measured = items_of(page)[0], page.locator(".item:has([data-measure])").first
    answer(page, failed, "fail")
    page.locator(f"#{failed} [data-field=remedy][value=by-date]").check()
    id_ = str(measured.get_attribute("id"))
    answer(page, id_, "pass")
    measured.locator("[data-part=more] > summary").click()
    page.locator(".record__line > summary").click()
    named = page.locator(TYPED).evaluate_all(
        """all => all.map(({ dataset: { head, field } }) =>
          head ? `[data-head="${head}"]` : `[data-field="${field}"]`)"""
    )
    return [*named, f"#{id_} [data-part=remark]", f"#{id_} [data-measure]"]


@pytest.mark.slow
def test_half_typed_text_of_every_field_outlives_a_killed_tab(
    browser: Browser, server: str
) -> None:
    with phone(browser) as lent:
        page = lent.new_page()
        page.goto(server + CONSTRUCTION)
        ready(page)
        typed: dict[str, str] = {}
        for field in half_typed(page):
            typed[field] = "1" if field.endswith("[data-measure]") else f"写{len(typed)}"
            page.locator(field).first.press_sequentially(typed[field])
            saved(page)
            if len(typed) % 4:
                continue
            kill(page)
            page = lent.new_page()
            page.goto(server + CONSTRUCTION)
            ready(page)
            page.locator(".record__line > summary").click()
            page.locator(".item:has([data-measure]) [data-part=more] > summary").first.click()
            shown = {one: page.locator(one).first.input_value() for one in typed}
            assert shown == typed
        assert len(typed) >= 12


def test_half_typed_day_holds_the_page(listed: Page) -> None:
    """A browser gives none of it before it is whole."""
    answer(listed, items_of(listed)[0], "pass")
    saved(listed)
    listed.locator(".record__line > summary").click()
    day = listed.locator("[data-head=date]")
    day.fill("")
    saved(listed)
    day.press_sequentially("05")
    asked = stayed(listed)
    with listed.expect_event("dialog"):
        listed.evaluate("location.reload()")
    assert asked == ["beforeunload"]
    expect(day).to_be_focused()


# Keying in, and files that came


@pytest.fixture
def clerk(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, DESK) as watched:
        yield opened_records(watched.page, server, "?keyin=construction.2022")


def test_what_is_typed_into_a_field_is_kept_before_it_is_left(clerk: Page) -> None:
    clerk.locator("[data-head=unit]").press_sequentially("某公司")
    clerk.locator("#keyin-line").fill("0130 2")
    clerk.locator("#keyin-line").press("Enter")
    seen = clerk.locator(".keyin__field", has_text="看到的情况").locator("input")
    seen.press_sequentially("平网破了")
    expect(clerk.locator('[data-view="keyin"] [data-part="said"]')).to_contain_text("存下")
    clerk.reload()
    clerk.locator("html[data-ready]").wait_for()
    (record,) = kept(clerk).values()
    assert record["particulars"]["unit"] == "某公司"
    assert record["answers"]["SG-0130"]["findings"][0]["seen"] == "平网破了"


def test_half_typed_line_holds_the_page(clerk: Page) -> None:
    asked = stayed(clerk)
    clerk.locator("#keyin-line").press_sequentially("0130 2 平网")
    with clerk.expect_event("dialog"):
        clerk.evaluate("location.reload()")
    expect(clerk.locator("#keyin-line")).to_have_value("0130 2 平网")
    assert asked == ["beforeunload"]


def test_file_that_is_looked_at_holds_the_page_until_it_is_taken(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, DESK) as watched:
        page = opened_records(watched.page, server)
        text = pretty(
            good() | {"site": page.locator("[data-site]").last.get_attribute("data-site")}
        )
        page.locator("[data-part=import] details > summary").click()
        page.locator("[data-part=pasted]").fill(text)
        asked = stayed(page)
        with page.expect_event("dialog"):
            page.evaluate("location.reload()")
        expect(page.locator("[data-part=pasted]")).to_have_value(text)
        assert asked == ["beforeunload"]


# A new edition


@pytest.mark.slow
def test_new_edition_waits_for_the_pictures_of_every_tab(
    context: BrowserContext, changing: Server, editions: list[Path]
) -> None:
    old, new, _ = editions
    first = visit(context, changing, old, LIST)
    second = context.new_page()
    second.goto(f"{changing.base}{LIST}")
    ready(first)
    ready(second)
    changing.folder = new
    first.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    offered(first)
    offered(second)
    item = items_of(first)[0]
    photograph(first, item, "#111")
    second.locator("[data-action=switch-version]").click()
    expect(second.locator(".head__home")).to_have_text("站乙", timeout=20_000)
    expect(first.locator("[data-waits]")).to_be_visible()
    expect(first.locator(".head__home")).to_have_text("站甲")
    first.evaluate("window.smaller()")
    expect(first.locator(".head__home")).to_have_text("站乙", timeout=20_000)
    ready(first)
    expect(first.locator(f"#{item} .photos img")).to_have_count(1)


@pytest.mark.slow
def test_new_edition_waits_for_the_picture_of_its_own_tab(
    context: BrowserContext, changing: Server, editions: list[Path]
) -> None:
    old, new, _ = editions
    page = visit(context, changing, old, LIST)
    ready(page)
    changing.folder = new
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    offered(page)
    item = items_of(page)[0]
    photograph(page, item, "#111")
    page.locator("[data-action=switch-version]").click()
    expect(page.locator("[data-waits]")).to_be_visible()
    expect(page.locator("[data-action=switch-version]")).to_be_disabled()
    page.evaluate("window.smaller()")
    expect(page.locator(".head__home")).to_have_text("站乙", timeout=20_000)
    ready(page)
    expect(page.locator(f"#{item} .photos img")).to_have_count(1)
