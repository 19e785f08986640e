"""A record on paper, and how the page of records looks."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.recording import (
    KEY,
    PICTURE,
    base,
    closed,
    found,
    good,
    ladders,
    offer,
    opened_records,
    other,
    people,
    phone,
    pretty,
    said_of,
    server,
)
from tests.watching import DESK, LOOK, PHONE, opened

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser


# Paper


def printed(page: Page) -> list[str]:
    """Print the page; give the text of each sheet."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert all(abs(float(sheet.mediabox.width) - 595) < 2 for sheet in reader.pages), "not A4"
    return [as_typed(sheet.extract_text()) for sheet in reader.pages]


def as_typed(text: str) -> str:
    """Take spaces out, and write the radicals that a PDF gives for some characters as these."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("⻘⻚⻔⻋⻓", "青页门车长"))
    return re.sub(r"\s+", "", text)


def test_closed_record_prints_with_number_hash_and_places_to_sign(
    browser: Browser, base: str
) -> None:
    sealed = closed(good())
    with phone(browser, base, sealed, photos=PICTURE) as page:
        page.goto(f"{base}records/index.html?sheet={KEY}")
        page.locator('[data-view="sheet"][data-ready]').wait_for()
        assert page.title() == "检查记录-青山县木器厂-2030-05-25-001122-1"
        (sheet,) = printed(page)
        assert page.locator(".sheet img").count() == 1
    for words in (
        *(
            "青山县安全办公室",
            "梯子检查记录",
            "青安〔2030〕1号",
            "2030版",
            "青山县木器厂",
            "张三（证件号 QS-0012）、李四",
        ),
        *(sealed["closed"]["number"], sealed["closed"]["hash"], "左脚的防滑垫掉了", "挂停用牌"),
        *(
            "《青山县关于检查梯子的通知》一",
            "横档间距28厘米",
            "新换过",
            "被检查单位负责人",
            "陪同人",
        ),
        "本次应查2项，已答2项：合格1项，不合格1项（重大1，一般0），不适用0项，没有答0项。",
    ):
        assert as_typed(words) in sheet, words
    order = [sheet.index(words) for words in ("隐患和整改", "检查情况", "被检查单位负责人")]
    assert order == sorted(order)
    assert "草稿" not in sheet
    assert "全部记录" not in sheet


UYGHUR = "ئايگۈل تۇرسۇن"
# What stands right of each name, on the same line: a number behind a name would else be before it.
BEHIND = """(all) => all.map((name) => {
    const range = document.createRange();
    range.selectNodeContents(name.nextSibling);
    return range.getBoundingClientRect().left >= name.getBoundingClientRect().right - 1;
})"""


def test_name_from_the_right_leaves_what_stands_behind_it_in_its_place(
    browser: Browser, server: str
) -> None:
    record = good()
    record["particulars"]["unit"] = f"{UYGHUR} 3 号店"
    record["inspectors"] = people(UYGHUR, "李四")
    record["answers"]["TZ-0001"]["findings"][0]["place"] = f"{UYGHUR} 2 楼"
    with phone(browser, server, record, size=DESK) as page:
        opened_records(page, server, f"?sheet={KEY}")
        page.locator('[data-view="sheet"][data-ready]').wait_for()
        for place in (".sheet__facts", ".sheet__finding dd"):
            names = page.locator(f"{place} bdi")
            assert set(names.all_inner_texts()) == {UYGHUR}
            assert all(names.evaluate_all(BEHIND)), place


def test_draft_and_revision_say_what_they_are_on_every_sheet(browser: Browser, server: str) -> None:
    long = good() | {"revision": 2}
    long["revises"] = {"number": "LA20300525-ABCDEF01", "hash": "0" * 64}
    long["answers"] |= {
        f"TZ-{n:04}": good()["answers"]["TZ-0002"] | {"check": f"第{n}项是否完好" * 4}
        for n in range(1000, 1200)
    }
    with phone(browser, server, long) as page:
        opened_records(page, server, "?sheet=00112233445566aa.2")
        sheets = printed(page)
    assert len(sheets) >= 3
    assert "TZ-1199" in sheets[-1], "the signatures are not alone"
    assert "被检查单位负责人" in sheets[-1]
    for sheet in sheets:
        assert as_typed("草稿，未定稿　第2稿　修订自 LA20300525-ABCDEF01") in sheet


def test_what_was_put_right_on_the_spot_has_no_plan(browser: Browser, server: str) -> None:
    done = good()
    done["answers"]["TZ-0001"]["findings"][0]["remedy"] = "now"
    with phone(browser, server, done) as page:
        opened_records(page, server, f"?sheet={KEY}")
        sheet = page.locator(".sheet").inner_text()
    assert "当场整改" in sheet
    assert "挂停用牌" not in sheet


def test_numbers_on_paper_add_up(browser: Browser, server: str) -> None:
    record = good() | {"facets": []}
    record["answers"]["TZ-0001"]["text_hash"] = "0" * 12  # its words have changed
    record["answers"]["TZ-9999"] = record["answers"]["TZ-0002"]  # is no longer asked
    with phone(browser, server, record) as page:
        opened_records(page, server, f"?sheet={KEY}")
        sheet = page.locator(".sheet").inner_text()
    assert "本次应查2项，已答1项（本版不再问、问法改了的另有2项）：" in sheet
    assert "没有答1项" in sheet


def test_sheet_of_a_record_that_is_not_here_says_so(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        opened_records(page, base, "?sheet=0000000000000000.1")
        assert page.get_by_text("这台设备上没有这份记录").is_visible()


# How it looks


LARGE = """addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "SIZE";
});"""


@pytest.mark.parametrize(
    ("size", "text"),
    [(PHONE, "100%"), (DESK, "100%"), (PHONE, "200%")],
    ids=["phone", "desk", "large text"],
)
def test_every_state_fits_and_can_be_read(
    browser: Browser, server: str, size: tuple[int, int], text: str
) -> None:
    wide = said_of(found(good(), seen="长" * 300, place="x" * 300), unit="某公司" + "x" * 100)
    wrong = []
    with phone(browser, server, wide, closed(other()), size=size, photos=PICTURE) as page:
        page.add_init_script(LARGE.replace("SIZE", text))
        offer(page, ("赵六.json", pretty(good()).encode()), ("坏.json", b"{"))
        wrong += looked(page, "list")
        for query in (f"?sheet={KEY}", f"?keyin={KEY}", "?keyin=ladders.2030", "?sheet=none"):
            opened_records(page, server, query)
            if "keyin" in query:
                page.locator("#keyin-line").fill("01 2 坏")
                page.locator("#keyin-line").press("Enter")
                page.locator(".keyin__detail:not([hidden])").wait_for()
            wrong += looked(page, query)
    assert wrong == []


def looked(page: Page, state: str) -> list[str]:
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wrong += [f"{state} {scheme}: {one}" for one in page.evaluate(LOOK, True)]
        small = page.evaluate(SMALL)
        wrong += [f"{state}: {one}" for one in small]
    return wrong


SMALL = """() => [...document.querySelectorAll(
  `main button, main .button, main summary, main .tick, main select, main .actions a, .kept h3 a,
   .kept__choose, .conflict__head, .keyin input`)]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && one.checkVisibility() && (box.height < 44 || box.width < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} is ${box.width} × ${box.height}`)"""


def test_page_reads_without_scripts(browser: Browser, base: str) -> None:
    with opened(browser, base, PHONE, java_script_enabled=False) as watched:
        page = watched.open("records/index.html")
        assert page.get_by_text("检查记录只存在填写它的这台设备").is_visible()
        assert page.locator("main button:visible").count() == 0
