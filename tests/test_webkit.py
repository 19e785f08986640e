"""The main walk in WebKit, the engine of iOS: pages fit, and answers are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from paicha.project import Project
from scripts.pictures import chinese_fonts
from tests.conftest import Built
from tests.recording import closed, good, ladders, pretty, seal, served
from tests.stored import STORED
from tests.watching import address, server
from tests.webkit import WebKit, webkit

__all__ = ["address", "ladders", "server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

READY = """
await until(() => "ready" in document.documentElement.dataset);
"""
SAVED = """
const saved = document.querySelector("[data-part=saved]");
await until(() => saved.dataset.pending === "0" && saved.textContent);
"""


@pytest.fixture
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    """A browser of its own for each test: what one leaves open would hold up the next."""
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
await until(() => shown('[data-module="records"][data-ready]'));
"""
COPY = """
document.querySelector('[data-action="copy-data"]').click();
await until(() => document.querySelector('[data-record-id] [data-part="said"]').textContent);
return document.querySelector("[data-record-id] textarea").value;
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


INSPECT = """
const put = (selector, value) => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
put("[data-head=unit]", "东方花园项目部");
put("[data-head=inspectors]", "张建、吴涤");
const rows = [...document.querySelectorAll(".item")].slice(0, 30);
rows.forEach((row, n) => row.querySelector(`[data-answer][value=${n ? "pass" : "fail"}]`).click());
await until(() => rows[0].querySelector("[data-part=finding]"));
const panel = rows[0].querySelector("[data-part=finding]");
put("[data-field=seen]", "护栏缺一段");
panel.querySelector("[data-field=remedy][value=now]").click();
const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
canvas.getContext("2d").fillRect(4, 4, 20, 20);
const blob = await new Promise((done) => canvas.toBlob(done));
const taken = new DataTransfer();
taken.items.add(new File([blob], "IMG_0001.png", { type: "image/png" }));
const camera = panel.querySelector("input[type=file]");
camera.files = taken.files;
camera.dispatchEvent(new Event("change", { bubbles: true }));
await until(() => panel.querySelector(".photos img"));
"""
SIGN_AND_CLOSE = """
document.querySelector("[data-part=bar] [data-action=next]").click();
const led = document.activeElement.closest(".item").id;
location.hash = "summary";
await until(() => document.querySelector("[data-part=summary] h2"));
for (const field of document.querySelectorAll("[data-sign] svg")) {
  const { left, top } = field.getBoundingClientRect();
  const point = (kind, x, y) => field.dispatchEvent(new PointerEvent(kind, {
    bubbles: true, pointerId: 1, clientX: left + x, clientY: top + y,
  }));
  field.setPointerCapture = () => {}; // no finger is there that could be held
  point("pointerdown", 40, 40);
  for (let n = 1; n < 6; n += 1) point("pointermove", 40 + 9 * n, 40 + 20 * (n % 2));
  point("pointerup", 85, 60);
}
await until(() => !document.querySelector("[data-settling]"));
document.querySelector("[data-action=confirm-close]").click();
await until(() => document.querySelector("[data-part=hash]").textContent);
const [record] = await stored.all();
return [led, document.querySelectorAll(".item")[30].id, record];
"""


def test_inspection_is_made_whole_in_webkit(window: WebKit, server: str) -> None:
    window.open(f"{server}checklists/construction/index.html")
    window.run(READY + STORED + EMPTY + "return 1")
    window.open(f"{server}checklists/construction/index.html")
    led, after, record = window.run(READY + STORED + INSPECT + SIGN_AND_CLOSE)
    assert led == after
    assert record["closed"]["hash"] == seal(record)
    assert [len(one["strokes"]) for one in record["signatures"]] == [1, 1, 1]
    assert len(record["answers"]) == 30
    (finding,) = (found for one in record["answers"].values() for found in one["findings"])
    assert (finding["seen"], len(finding["photos"])) == ("护栏缺一段", 1)


CRANES = """
const field = (selector) => document.querySelector(selector);
document.querySelector("[name=facet][value=tower-crane]").click();
for (let n = 1; n < 4; n += 1) {
  document.querySelector(".filter [data-action=add-object]").click();
  await until(() => field("[data-action=add-object]").textContent === `＋ 塔机${n + 1}#`);
}
await until(() => document.querySelectorAll("#SG-0144 [data-object]").length === 3);
const blocks = [...document.querySelectorAll("#SG-0144 [data-object]")];
["pass", "fail", "none"].forEach((value, n) => blocks[n].querySelector(`[value=${value}]`).click());
await until(() => blocks[1].querySelector("[data-part=finding]"));
"""


def test_cranes_are_told_apart_in_webkit(window: WebKit, server: str) -> None:
    window.open(f"{server}checklists/construction/index.html")
    window.run(READY + STORED + EMPTY + "return 1")
    window.open(f"{server}checklists/construction/index.html")
    (record,) = window.run(READY + STORED + CRANES + SAVED + "return stored.all();")
    names = {id_: one["name"] for id_, one in record["objects"].items()}
    answers = record["answers"].items()
    given = {names[id_.partition("@")[2]]: one["value"] for id_, one in answers}
    assert given == {"塔机1#": "pass", "塔机2#": "fail", "塔机3#": "none"}


PUT_RIGHT = """
const row = await until(() => document.querySelector("[data-finding-id]"));
row.querySelector("[data-action=put-right]").click();
const form = await until(() => row.querySelector("form"));
form.querySelector("[name=by]").value = "王五";
form.querySelector("[name=words]").value = "换了新的";
form.querySelector("[data-action=keep-step]").click();
await until(() => document.querySelector("[data-finding-id][data-state=put-right]"));
return (await run("steps", "readonly", (all) => [all.getAll()]))[0];
"""


def test_finding_is_put_right_in_webkit(window: WebKit, ladders: Project) -> None:
    with served(ladders.output) as base:
        window.open(f"{base}records/index.html")
        record = closed(good() | {"date": "2026-05-25"})  # its own day has not come yet
        window.run(SHOWN + STORED + EMPTY + "await stored.put(given[0]); return 1", record)
        window.open(f"{base}records/index.html?findings")
        (step,) = window.run(SHOWN + STORED + PUT_RIGHT)
    assert (step["kind"], step["words"], step["of"]["question"]) == (
        "put-right",
        "换了新的",
        "TZ-0001",
    )


ROUND = """
const form = await until(() => shown("form[data-part=plan]"));
const put = (name, value) => {
  form.elements.namedItem(name).value = value;
  form.dispatchEvent(new Event("input", { bubbles: true }));
};
put("units", "第一户\\n第二户");
put("inspectors", "张建");
form.querySelector("[data-action=start-round]").click();
return (await until(() => shown("a[data-part=go][href]"))).href;
"""
NEXT_UNIT = """
await until(() => !document.querySelector("[data-settling]"));
document.querySelector("[data-action=next-unit]").click();
return 1;
"""
UNIT = "return document.querySelector('[data-head=unit]').value"


def named(unit: str) -> str:
    """Wait until the unit of a round is taken over: it comes after the list is ready."""
    return f'await until(() => document.querySelector("[data-head=unit]").value === "{unit}");'


def test_round_goes_from_house_to_house_in_webkit(window: WebKit, ladders: Project) -> None:
    with served(ladders.output) as base:
        window.open(f"{base}records/index.html?round")
        window.open(window.run(SHOWN + ROUND))
        assert window.run(READY + named("第一户") + ANSWER_FIRST + SAVED + UNIT) == "第一户"
        window.run(NEXT_UNIT)
        assert window.run(READY + named("第二户") + UNIT) == "第二户"


def test_list_goes_on_without_a_server_in_webkit(window: WebKit, ladders: Project) -> None:
    with served(ladders.output) as base:
        window.open(f"{base}checklists/ladders/index.html")
        window.run("await navigator.serviceWorker.ready; return 1")
        window.run(READY + ANSWER_FIRST + SAVED + "return 1")
    window.open(f"{base}index.html")
    window.open(f"{base}checklists/ladders/index.html")
    assert window.run(READY + "return document.querySelector('.item').dataset.result") == "pass"


ANSWER_FIRST = "document.querySelector('.item [data-answer][value=pass]').click();"
