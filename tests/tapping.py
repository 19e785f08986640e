"""A checklist as one taps on it: answers, what is saved, a phone that dies."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from tests.conftest import LIMIT
from tests.stored import STORED
from tests.watching import PHONE, opened

CONSTRUCTION = "checklists/construction/index.html"
HOUSES = "checklists/self-built/index.html"
RECORDS = f"async () => {{ {STORED} return stored.all(); }}"
READY = "html[data-ready]"


def answer(page: Page, item: str, result: str) -> None:
    """Answer by a key, which moves nothing; after a touch the list must first come to rest."""
    choice = page.locator(f"#{item} [data-answer][value={result}]")
    expect(choice).to_be_enabled()  # a key waits for nothing, as a tap does
    choice.press("Space")
    expect(choice).to_be_checked()


def late(page: Page, milliseconds: int | None = None) -> None:
    """Let the store of every page that is opened from now on open late."""
    page.add_init_script(LATE.replace("MILLISECONDS", str(milliseconds or "null")))


def saved(page: Page) -> None:
    """Wait until all that was tapped is on the disk."""
    page.wait_for_function(SAVED)


# A store that the page opens late, by so many milliseconds, or when `letOpen()` is called.
LATE = """(() => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...all) {
    IDBFactory.prototype.open = open;
    let real = null;
    const asked = { get result() { return real.result; }, get error() { return real.error; } };
    const go = () => {
      real = open.apply(this, all);
      for (const name of ["onupgradeneeded", "onsuccess", "onerror"])
        real[name] = (event) => asked[name] && asked[name](event);
    };
    const late = MILLISECONDS;
    if (late) setTimeout(go, late);
    else window.letOpen = go;
    return asked;
  };
})();"""

# No room for anything more, until `room()` is called; `refused` counts how often a record was
# to be kept.
FULL = """() => {
  const { put } = IDBObjectStore.prototype;
  window.refused = 0;
  IDBObjectStore.prototype.put = function () {
    if (this.name === "records") window.refused += 1;
    throw new DOMException("", "QuotaExceededError");
  };
  window.room = () => { IDBObjectStore.prototype.put = put; };
}"""

# Nothing reaches the disk, until `letDiskGo()`: somebody else is writing there.
SLOW_DISK = """async () => {
  const request = indexedDB.open(`paicha:${document.documentElement.dataset.site}`);
  await new Promise((done) => (request.onsuccess = done));
  const records = request.result.transaction("records", "readwrite").objectStore("records");
  let free = false;
  const keep = () => free || (records.get("").onsuccess = keep);
  await new Promise((done) => (records.get("").onsuccess = done));
  keep();
  window.letDiskGo = () => {
    free = true;
    request.result.close();
  };
}"""

SAVED = """() => {
  const said = document.querySelector("[data-part=saved]");
  return said.dataset.pending === "0" && said.textContent !== "";
}"""


@contextmanager
def sheet(page: Page) -> Iterator[Locator]:
    """Open the sheet that narrows a list, and go back to the list."""
    page.locator("[data-action=filter]").click()
    found = page.locator(".filter")
    found.locator("[data-action=see]").wait_for()
    yield found
    found.locator("[data-action=see]").click()
    found.wait_for(state="hidden")


def records(page: Page) -> list[dict[str, Any]]:
    saved(page)
    found: list[dict[str, Any]] = page.evaluate(RECORDS)
    return found


def ready(page: Page) -> None:
    page.locator(READY).wait_for()


def items_of(page: Page) -> list[str]:
    found: list[str] = page.locator(".item").evaluate_all("all => all.map((one) => one.id)")
    return found


def text_of(page: Page, part: str) -> str:
    return page.locator(f"[data-part={part}]").inner_text()


def fill_in(finding: Locator) -> None:
    finding.locator("[data-condition], [data-part=neither]").first.check()
    finding.locator("[data-field=seen]").fill("看到的")
    finding.locator("[data-field=remedy][value=now]").check()


def picture(colour: str) -> bytes:
    """A picture as a phone has it."""
    out = BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


def draw(field: Locator, strokes: int = 2) -> None:
    """Draw strokes into a field for a signature, with a mouse."""
    field.locator("svg").evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    box = field.locator("svg").bounding_box()
    assert box
    mouse = field.page.mouse
    for n in range(strokes):
        mouse.move(box["x"] + 40 + 50 * n, box["y"] + 60)
        mouse.down()
        for step in range(1, 6):
            mouse.move(box["x"] + 40 + 50 * n + 6 * step, box["y"] + 60 + 20 * (step % 2))
        mouse.up()


def signed(page: Page, who: str) -> Locator:
    return page.locator("[data-sign]", has_text=who)


@contextmanager
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(LIMIT * 1000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def listed(browser: Browser, server: str) -> Iterator[Page]:
    """A list on a phone, ready to be tapped on."""
    yield from begun(browser, server, CONSTRUCTION)


@pytest.fixture
def house(browser: Browser, server: str) -> Iterator[Page]:
    """The list of houses on a phone."""
    yield from begun(browser, server, HOUSES)


def begun(browser: Browser, server: str, path: str) -> Iterator[Page]:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(path)
        ready(page)
        yield page


def end(page: Page) -> Locator:
    """Open the summary by way of the record's line."""
    page.evaluate("document.querySelector('.record__line').open = true")
    page.locator("[data-action=close]:visible").first.click()
    summary = page.locator("[data-part=summary]")
    summary.locator("h2").wait_for()
    return summary


def back(page: Page) -> None:
    """Go back from the summary to the list."""
    page.go_back()
    page.locator("[data-part=summary]").wait_for(state="hidden")


def confirm(page: Page) -> None:
    """Close the record that the summary is of."""
    page.locator("[data-action=confirm-close]").click()
    page.locator("[data-part=sealed]").wait_for()


def close(page: Page) -> None:
    """Name the record, close it, and go back to the list."""
    page.evaluate("document.querySelector('.record__line').open = true")
    page.locator("[data-head=unit]").fill("某公司")
    page.locator("[data-head=inspectors]").fill("甲")
    end(page)
    confirm(page)
    back(page)


def stayed(page: Page) -> list[str]:
    """Stay whenever the browser asks whether to leave; the list gets what it asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def kill(page: Page) -> None:
    """End a tab as a phone short of memory does: at once, without a word to the page."""
    browser = page.context.browser
    assert browser
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    tabs = [one["id"] for one in found["processInfo"] if one["type"] == "renderer"]
    with page.expect_event("crash"):
        for process in tabs:
            os.kill(process, signal.SIGKILL)
    page.close()
