"""The list of many records: found, chosen, handed on together, and drawn no more than needed."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office import converted
from tests.recording import (
    base,
    card,
    closed,
    downloaded,
    exported,
    found,
    good,
    ladders,
    opened_records,
    other,
    phone,
    said_of,
    server,
)
from tests.scripted import ran
from tests.stored import Json, kept

__all__ = ["base", "ladders", "server"]

TOTALS = '[data-part="listed"] [data-part="totals"]'
MARK = "all => all.forEach((one) => { one.marked = true; })"
NEW = "all => all.filter((one) => !one.marked).map((one) => one.dataset.recordId)"


def many(count: int) -> list[Json]:
    """Records of many days, each of a unit of its own; every second one is closed."""
    first = date.fromisoformat(good()["date"])
    made = []
    for n in range(count):
        day = (first - timedelta(days=n)).isoformat()
        one = said_of(good(), unit=f"第{n:02}号厂") | {"id": f"{n:016x}", "date": day}
        one |= {"exported": None}
        made.append(closed(one) if n % 2 else one)
    return made


def titles(page: Page) -> list[str]:
    return page.locator(".kept h3 a").all_inner_texts()


@pytest.mark.browser
def test_list_of_many_is_drawn_as_it_is_scrolled_and_one_card_at_a_time(
    browser: Browser, base: str
) -> None:
    records = many(70)
    with phone(browser, base, *records) as page:
        cards = page.locator("[data-record-id]")
        expect(page.locator(TOTALS)).to_contain_text("共 70 份：草稿 35，定稿 35")
        expect(page.locator(".kept__month").first).to_have_text("2030年5月　25 份")
        for shown in (30, 60, 70):
            expect(cards).to_have_count(shown)
            cards.last.scroll_into_view_if_needed()
        cards.evaluate_all(MARK)
        exported(page, card(page, records[3]).locator('[data-action="export"]'))
        card(page, records[3]).get_by_text("已导出 2030-05-25").wait_for()
        assert cards.evaluate_all(NEW) == [key(records[3])]
        cards.evaluate_all(MARK)
        elsewhere = opened_records(page.context.new_page(), base, "?q=第05号厂")
        assert titles(elsewhere) == ["第05号厂"], "what is asked for stands in the address"
        elsewhere.locator(".kept__more summary").click()
        elsewhere.locator('[data-action="delete"]').click()
        elsewhere.locator('dialog [data-action="delete-now"]').click()
        expect(cards).to_have_count(69)
        assert cards.evaluate_all(NEW) == []
        card(page, records[4]).locator("h3 a").click()
        page.locator('[data-item-id="TZ-0001"] [value="pass"]').check()
        page.locator('[data-part="saved"][data-pending="0"]').wait_for()
        page.go_back()
        expect(card(page, records[4]).locator('[data-part="verdict"]')).to_have_text("没有不合格")


def key(record: Json) -> str:
    return f"{record['id']}.{record['revision']}"


@pytest.mark.browser
def test_two_of_one_name_are_told_apart_by_their_addresses(browser: Browser, base: str) -> None:
    places = ("东街1号", "西街2号")
    alike = [
        said_of(good() | {"id": f"{n:016x}"}, unit="买买提家", address=place)
        for n, place in enumerate(places)
    ]
    with phone(browser, base, *alike) as page:
        for record, place in zip(alike, places, strict=True):
            expect(card(page, record).locator('[data-part="progress"]')).to_contain_text(place)


@pytest.mark.browser
def test_some_of_the_records_are_found_and_handed_on_together(browser: Browser, base: str) -> None:
    records = [*many(4), other(exported=None, answers={})]
    with phone(browser, base, *records) as page:
        page.locator('.narrow [name="q"]').fill("号厂 DIAO")
        expect(page.locator(TOTALS)).to_have_text("这样筛选，没有记录。")
        page.locator('.narrow [name="q"]').fill("号厂 防滑垫")
        expect(page.locator("[data-record-id]")).to_have_count(4)
        page.locator(".narrow summary").click()
        page.locator('.narrow [name="state"]').select_option("closed")
        expect(page.locator("[data-record-id]")).to_have_count(2)
        assert "state=closed" in page.url
        page.locator('[data-action="choose-all"]').check()
        expect(page.locator('[data-part="chosen-count"]')).to_have_text("已选 2 份")
        name, content = exported(page, page.locator('[data-action="export-chosen"]'))
        assert name == "检查记录-2份-2030-05-25.zip"
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert len(archive.namelist()) == 2
        assert [one["exported"] is not None for one in kept(page).values()].count(True) == 2
        name, content = downloaded(page, page.locator('[data-action="findings-chosen"]'))
        assert name == "隐患-2处-2030-05-25.xlsx"
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        assert [row[0] for row in sheet.values] == ["单位", "第01号厂", "第03号厂"]
        page.locator('[data-action="narrow-none"]').click()
        expect(page.locator("[data-record-id]")).to_have_count(5)
        assert "?" not in page.url


@pytest.mark.browser
def test_sheets_of_several_records_or_what_failed_in_them_are_printed(
    browser: Browser, server: str
) -> None:
    records = many(4)
    with phone(browser, server, *records) as page:
        page.evaluate("() => { globalThis.asked = 0; globalThis.print = () => { asked += 1; }; }")
        for n in (1, 3):
            card(page, records[n]).locator('[data-action="choose"]').check()
        page.locator('[data-action="print-chosen"]').click()
        expect(page.locator(".sheet")).to_have_count(2)
        page.locator('[data-part="back"]').click()
        page.locator('[data-action="print-failed"]').click()
        expect(page.locator(".failed caption")).to_have_text(["第01号厂　1 处", "第03号厂　1 处"])
        assert page.locator(".sheet").count() == 0
        assert page.evaluate("asked") == 2
        page.locator('[data-part="back"]').click()
        card(page, records[1]).locator('[data-action="choose"]').uncheck()
        expect(page.locator('[data-part="chosen-count"]')).to_have_text("已选 1 份")


BOOK = """
const { parts } = bookOf(given, () => null);
return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
"""


@pytest.mark.slow
def test_findings_of_five_hundred_records_open_in_an_office_program(tmp_path: Path) -> None:
    records = [found(one, seen=f"=1+{n}") for n, one in enumerate(many(500))]
    book = tmp_path / "隐患.xlsx"
    book.write_bytes(bytes(ran({"records/workbook.js": "bookOf"}, BOOK, records)))
    made = tmp_path / "made"
    made.mkdir()
    (again,) = converted([book], "xlsx", made)
    assert openpyxl.load_workbook(book)["隐患"].freeze_panes == "A2"
    for path in (book, again):
        sheet = openpyxl.load_workbook(path)["隐患"]
        assert (sheet.max_row, sheet.max_column) == (501, 18)
        head, first, *_, last = sheet.iter_rows()
        cells = dict(zip([one.value for one in head], last, strict=True))
        assert cells["单位"].value == "第499号厂"
        assert cells["发现"].value.startswith("=1+499")
        assert cells["发现"].data_type == "s"
        assert cells["日期"].value.date() == date(2029, 1, 11)
        assert cells["照片数"].value == 1
        assert first[1].is_date


@pytest.mark.browser
def test_card_that_is_made_anew_stays_open(browser: Browser, base: str) -> None:
    with phone(browser, base, good()) as page:
        own = card(page, good())
        own.locator("details > summary").click()
        own.evaluate("(one) => { one.marked = true; }")
        elsewhere = opened_records(page.context.new_page(), base)
        exported(elsewhere, card(elsewhere, good()).locator('[data-action="export"]'))
        page.wait_for_function("() => !document.querySelector('[data-record-id]').marked")
        expect(own.locator('[data-action="delete"]')).to_be_visible()
