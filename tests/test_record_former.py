"""Records of paicha-record/1, kept or sent, are read, changed and closed."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.recording import (
    RECORDS,
    Json,
    base,
    card,
    downloaded,
    keep,
    ladders,
    offer,
    opened_records,
    phone,
    pretty,
    server,
)
from tests.scripted import ran
from tests.stored import kept
from tests.watching import PHONE, opened

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser
LIST = "checklists/ladders/index.html"
TEXTS = "Object.defineProperty(window, 'indexedDB', {value: {open() { throw new Error('no'); }}});"


def former(name: str) -> Json:
    record: Json = json.loads((RECORDS / "1" / f"{name}.json").read_text("utf-8"))
    return record


def of_today(record: Json) -> Any:
    return ran({"record/former.js": "broughtOver"}, "return broughtOver(given);", record)


def test_kept_records_are_shown_and_gone_on_with(browser: Browser, base: str) -> None:
    stale, closed, broken = former("stale"), former("closed"), former("broken")
    with phone(browser, base, stale, closed, broken) as page:
        assert f"定稿 {closed['closed']['number']}" in card(page, closed).inner_text()
        expect(card(page, closed).locator("[data-part=changed]")).to_be_hidden()
        expect(card(page, broken).locator("[data-part=changed]")).to_be_visible()
        card(page, stale).locator("h3 a").click()
        row = page.locator("#TZ-0002")
        expect(row.locator("[data-part=old-check]")).to_have_text("横档是否牢固")
        row.locator("[value=unsure]").check()
        page.locator('[data-part="saved"][data-pending="0"]:not(:empty)').wait_for()
        changed = kept(page)[f"{stale['id']}.1"]
        assert changed["answers"]["TZ-0002"]["value"] == "unsure"
        assert changed["particulars"] == {"unit": "青山县木器厂"}
        assert changed["answers"]["TZ-0003"] == of_today(stale)["answers"]["TZ-0003"]
        opened_records(page, base)
        _, content = downloaded(page, card(page, closed).locator('[data-action="export"]'))
        assert json.loads(content) | {"exported": None} == of_today(closed) | {"exported": None}


def test_records_kept_as_texts_are_read_too(browser: Browser, server: str) -> None:
    stale = former("stale")
    with opened(browser, server, PHONE) as watched:
        page: Page = watched.page
        page.add_init_script(TEXTS)
        page.goto(f"{server}records/index.html")
        page.evaluate(KEEP_TEXT, stale)
        page.goto(f"{server}{LIST}?record={stale['id']}.1")
        page.locator("html[data-ready]").wait_for()
        page.locator("#TZ-0001 [value=pass]").check()
        page.locator('[data-part="saved"][data-pending="0"]:not(:empty)').wait_for()
        text = page.evaluate(
            "Object.entries(localStorage).find(([key]) => key.includes(':record:'))"
        )
        record = json.loads(text[1])
        assert (record["format"], record["particulars"]["unit"]) == (
            "paicha-record/2",
            stale["unit"],
        )
        assert list(record["answers"]) == ["TZ-0002", "TZ-0003", "TZ-0001"]


KEEP_TEXT = """(record) => localStorage.setItem(
  `paicha:${document.documentElement.dataset.site}:record:${record.id}.1`,
  JSON.stringify(record))"""


def test_closed_record_is_the_same_whichever_format_brings_it(
    browser: Browser, server: str
) -> None:
    closed = former("closed")
    with phone(browser, server) as page:
        keep(page, of_today(closed))
        for record in (closed, of_today(closed)):
            offer(page, ("定稿.json", pretty(record).encode()))
            expect(page.locator(".incoming")).to_contain_text("本机已有，内容相同")


def test_broken_seal_is_refused_as_it_was(browser: Browser, server: str) -> None:
    with phone(browser, server) as page:
        offer(page, ("定稿.json", pretty(former("broken")).encode()))
        expect(page.locator('[data-part="refused"]')).to_contain_text("定稿之后被改过")
