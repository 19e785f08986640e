"""The main walk in WebKit, the engine of iOS: pages fit, and answers are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.pictures import chinese_fonts
from tests.conftest import Built
from tests.recording import pretty
from tests.stored import STORED
from tests.watching import address, server
from tests.webkit import WebKit, webkit

__all__ = ["address", "server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

READY = """
for (let n = 0; n < 100 && !("ready" in document.documentElement.dataset); n += 1)
  await new Promise((done) => setTimeout(done, 50));
"""
SAVED = """
const saved = document.querySelector("[data-part=saved]");
for (let n = 0; n < 100 && !(saved.dataset.pending === "0" && saved.textContent); n += 1)
  await new Promise((done) => setTimeout(done, 50));
"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    fonts = {key: str(value) for key, value in chinese_fonts(tmp_path_factory.mktemp("f")).items()}
    with webkit(fonts) as window:
        window.size(480, 800)
        yield window


def test_answers_are_kept_in_webkit(window: WebKit, address: str) -> None:
    window.open(f"{address}checklists/construction/index.html")
    given = window.run(
        READY
        + """
        const rows = [...document.querySelectorAll(".item")].slice(0, 40);
        rows.forEach((row, n) => {
          const result = n % 8 === 7 ? "fail" : n % 5 ? "pass" : "none";
          row.querySelector(`[data-answer][value=${result}]`).click();
        });
        """
        + SAVED
        + "return rows.map((row) => row.dataset.result);"
    )
    assert given.count("fail") == 5
    window.open(f"{address}index.html")
    window.open(f"{address}checklists/construction/index.html")
    again = window.run(
        READY
        + """
        const rows = [...document.querySelectorAll(".item")].slice(0, 40);
        return rows.map((row) => row.dataset.result);
        """
    )
    assert again == given
    kept = window.run(f"{STORED} return (await stored.all()).length")
    assert kept == 1
    window.run("document.querySelector('[data-action=start-record]').click(); return 1")


SHOWN = """
const shown = (selector) => document.querySelector(`${selector}:not([hidden])`);
const until = async (find) => {
  for (let n = 0; n < 200 && !find(); n += 1) await new Promise((done) => setTimeout(done, 50));
  return find();
};
await until(() => shown('[data-module="records"][data-ready]'));
"""
COPY = """
document.querySelector('[data-action="copy-data"]').click();
await until(() => document.querySelector('[data-record] [data-part="said"]').textContent);
return document.querySelector("[data-record] textarea").value;
"""
ANSWER_FOUR = """
const rows = [...document.querySelectorAll(".item")].slice(0, 4);
rows.forEach((row, n) => row.querySelector(`[value=${n ? "pass" : "fail"}]`).click());
"""
TAKE = """
document.querySelector("[data-part=pasted]").value = given[0];
document.querySelector("[data-action=read-pasted]").click();
await until(() => shown("[data-part=preview]"));
document.querySelector("[data-action=accept]").click();
await until(() => !shown("[data-part=preview]"));
return stored.all();
"""
EMPTY = "await stored.empty();"


def test_record_is_handed_on_and_printed_in_webkit(window: WebKit, address: str) -> None:
    """Copied as text from one phone, pasted and read on another, which has nothing."""
    window.open(f"{address}checklists/construction/index.html")
    window.run(READY + STORED + EMPTY + "return 1")
    window.open(f"{address}checklists/construction/index.html")
    window.run(READY + ANSWER_FOUR + SAVED + "return 1")
    window.open(f"{address}records/index.html")
    text = window.run(SHOWN + COPY)
    (sent,) = window.run(SHOWN + STORED + "return stored.all();")
    assert text == pretty(sent)
    window.run(SHOWN + STORED + EMPTY + "return 1")
    window.open(f"{address}records/index.html")
    taken = window.run(
        SHOWN + STORED + TAKE,
        text,
    )
    assert [{**one, "exported": None} for one in taken] == [{**sent, "exported": None}]
    window.open(f"{address}records/index.html?sheet={sent['id']}.1")
    sheet = window.run(
        SHOWN
        + """
        await until(() => shown('[data-view="sheet"][data-ready]'));
        return document.querySelector("[data-part=paper]").innerText;
        """
    )
    (failed,) = (item for item, one in sent["answers"].items() if one["value"] == "fail")
    assert failed in sheet
    assert "已答4项" in sheet


def test_no_page_is_wider_than_the_window_in_webkit(window: WebKit, built: Built) -> None:
    wide = []
    for path in ("index.html", "coverage/index.html", "sources/index.html", "forms/index.html"):
        window.open(f"{built.folder.as_uri()}/{path}")
        if window.run("return document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_picture_of_webkit_is_a_picture(window: WebKit, built: Built, tmp_path: Path) -> None:
    window.open(f"{built.folder.as_uri()}/index.html")
    window.picture(tmp_path / "home.png")
    assert (tmp_path / "home.png").read_bytes().startswith(b"\x89PNG")
