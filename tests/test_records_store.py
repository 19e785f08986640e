"""Where records are kept, and how they are deleted."""

import json
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.recording import (
    KEY,
    NOW,
    PHOTO,
    PHOTO_NAME,
    PICTURE,
    Json,
    accept,
    base,
    card,
    good,
    ladders,
    offer,
    opened_records,
    other,
    phone,
    said,
    server,
    zipped,
)
from tests.stored import kept, kept_photo
from tests.watching import PHONE, opened

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser


# Deleting


def test_deleting_asks_once_and_says_what_would_be_lost(browser: Browser, base: str) -> None:
    with phone(browser, base, good() | {"exported": None}, photos=PICTURE) as page:
        one = card(page, good())
        one.locator(".kept__more summary").click()
        delete = one.locator('[data-action="delete"]')
        delete.click()
        question = page.locator("dialog[open]")
        assert (
            "尚未导出。现在删除，2项回答、1项隐患、1张照片就找不回来了。" in question.inner_text()
        )
        page.keyboard.press("Escape")
        assert question.count() == 0
        delete.click()
        question.locator('[data-action="keep"]').click()
        assert list(kept(page)) == [KEY]
        delete.click()
        with page.expect_download():
            question.locator('[data-action="export-first"]').click()
        one.get_by_text("已导出 20").wait_for()
        delete.click()
        assert "之后没有改过" in question.inner_text()
        assert question.locator('[data-action="export-first"]').is_hidden()
        question.locator('[data-action="delete-now"]').click()
        one.wait_for(state="detached")
        assert said(page) == "已删除“青山县木器厂”。"
        assert kept(page) == {}
        assert kept_photo(page, PHOTO_NAME) is None
        assert page.get_by_text("还没有记录").is_visible()


def test_picture_that_another_record_shows_stays(browser: Browser, server: str) -> None:
    with phone(browser, server, good(), other(), photos=PICTURE) as page:
        for record, left in ((good(), PHOTO), (other(), None)):
            one = card(page, record)
            one.locator(".kept__more summary").click()
            one.locator('[data-action="delete"]').click()
            page.locator('dialog [data-action="delete-now"]').click()
            one.wait_for(state="detached")
            assert kept_photo(page, PHOTO_NAME) == left


def test_picture_that_no_record_shows_goes_after_a_day(browser: Browser, server: str) -> None:
    taken_out = {"TZ-0001-000000000000.jpg": PHOTO}
    with phone(browser, server, good(), photos=PICTURE | taken_out) as page:
        for hours, is_there in ((1, True), (23, True), (25, False)):
            page.clock.set_fixed_time(datetime.fromisoformat(NOW) + timedelta(hours=hours))
            opened_records(page, server)
            assert (kept_photo(page, *taken_out) is not None) == is_there, hours
            assert kept_photo(page, PHOTO_NAME) == PHOTO


# Where things are kept


NO_DATABASE = "indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };"
NO_TEXTS = "Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); };"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", "记录只存在这台设备的这个浏览器里"),
        (NO_DATABASE, "照片存不下"),
        (NO_DATABASE + NO_TEXTS, "关掉窗口，记录就没有了"),
    ],
    ids=["indexeddb", "local", "tab"],
)
def test_page_says_what_kind_of_store_there_is(
    browser: Browser, server: str, script: str, words: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script(script)
        page = opened_records(watched.page, server)
        assert words in page.locator('[data-part="store"]').inner_text()
        offer(page, ("记录.zip", zipped(good())))
        taken = accept(page)
        assert ("照片在这个浏览器里存不下" in taken) == bool(script)
        assert copied(page) == [good()]


def copied(page: Page) -> list[Json]:
    """Read what is kept, wherever it is, as a person can: copy the data of each record."""
    found = []
    for one in page.locator("[data-record-id]").all():
        one.locator(".kept__more summary").click()
        one.locator('[data-action="copy-data"]').click()
        one.locator('[data-part="said"]:not(:empty)').wait_for()
        found.append(json.loads(one.locator("textarea").input_value()))
    return found


def test_page_asks_for_lasting_storage_only_where_the_browser_has_it(
    browser: Browser, server: str
) -> None:
    with phone(browser, server) as page:
        assert "还可用" in page.locator('[data-part="room"]').inner_text()
        assert "不保证长期保存" in page.locator('[data-part="lasting"]').inner_text()
        page.locator('[data-action="persist"]').click()
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script("delete Navigator.prototype.storage")
        page = opened_records(watched.page, server)
        assert page.locator('[data-part="room"]').inner_text() == ""
        assert page.locator('[data-action="persist"]').is_hidden()


def test_full_phone_says_so_and_keeps_what_it_has(browser: Browser, server: str) -> None:
    with phone(browser, server, good()) as page:
        page.evaluate(FULL)
        offer(page, ("赵六.zip", zipped(other(date="2030-05-26"))))
        assert (
            accept(page)
            == "“青山县木器厂　2030-05-26”：本机存满了，没有导入。请先导出、删除旧记录。"
        )
        assert kept(page) == {KEY: good()}
        assert kept_photo(page, PHOTO_NAME) is None


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
