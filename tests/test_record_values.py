"""A value that can't be read is said on the spot, is never right and closes no record."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.recording import (
    answered,
    found,
    good,
    ladders,
    offer,
    opened_records,
    pretty,
    server,
)
from tests.stored import put
from tests.tapping import answer, back, confirm, end, ready, records, saved
from tests.watching import PHONE, opened

__all__ = ["ladders", "server"]
pytestmark = pytest.mark.browser
LADDERS = "checklists/ladders/index.html"
ITEM = "TZ-0002"
FIELD = f"#{ITEM} [data-measure]"
BESIDE = f"#{ITEM} output"


@pytest.fixture
def listed(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(LADDERS)
        ready(page)
        page.evaluate("""document.querySelector(".record__line").open = true""")
        yield page


@pytest.mark.parametrize("text", ["约28", "<0.5", "1e1", "0x1", "-", "1,200", "28kg"])
def test_value_that_cannot_be_read_is_said_is_not_right_and_closes_nothing(
    listed: Page, text: str
) -> None:
    answer(listed, ITEM, "pass")
    field = listed.locator(FIELD)
    field.fill(text)
    field.blur()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(listed.locator(BESIDE)).to_contain_text("数")
    expect(listed.locator(f"#{ITEM} [data-judged]:visible")).to_have_count(0)
    saved(listed)
    listed.reload()
    ready(listed)
    expect(field).to_have_value(text)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert records(listed)[0]["answers"][ITEM]["measures"] == {"横档间距": text}
    listed.evaluate("""document.querySelector(".record__line").open = true""")
    listed.locator("[data-head=unit]").fill("某公司")
    listed.locator("[data-head=inspectors]").fill("张  建")
    lacks = end(listed).locator("[data-part=against] li")
    expect(lacks).to_have_count(1)
    expect(lacks).to_contain_text(f"{ITEM} 横档间距填的“{text}”")
    back(listed)
    field.fill("28")
    end(listed)
    confirm(listed)
    assert [one["name"] for one in records(listed)[0]["inspectors"]] == ["张 建"]


@pytest.mark.parametrize(
    ("text", "judged", "said"),
    [
        ("0.28m", "true", "0.28m → 28 厘米"),
        ("280mm", "true", "280mm → 28 厘米"),
        ("2８,5", "true", "2８,5 → 28.5 厘米"),
        ("0.31 米", "false", "0.31 米 → 31 厘米"),
        ("28", "true", ""),
    ],
)
def test_what_was_understood_stands_beside_what_is_typed(
    listed: Page, text: str, judged: str, said: str
) -> None:
    answer(listed, ITEM, "pass")
    field = listed.locator(FIELD)
    field.fill(text)
    field.blur()
    expect(listed.locator(f"#{ITEM} [data-judged={judged}]")).to_be_visible()
    if said:
        expect(listed.locator(BESIDE)).to_have_text(said)
    else:
        expect(listed.locator(BESIDE)).to_have_count(0)
    given = records(listed)[0]["answers"][ITEM]
    assert given["measures"] == {"横档间距": text}
    assert given["value"] == ("pass" if judged == "true" else "fail")


def test_import_and_sheet_name_what_cannot_be_read(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = opened_records(watched.page, server)
        record = answered(found(good(), photos=[]), TZ_0002={"measures": {"横档间距": "约28"}})
        offer(page, ("记录.json", pretty(record).encode()))
        warned = page.locator('.incoming [data-part="warnings"] li')
        expect(warned.last).to_have_text("TZ-0002 横档间距填的“约28”不是数：只写一个数，单位厘米。")
        put(page, record)
        opened_records(page, server, f"?sheet={record['id']}.1")
        expect(page.locator("[data-part=paper]")).to_contain_text("横档间距 约28 厘米（读不出）")


def test_sheet_writes_no_unit_behind_one_that_was_written(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = opened_records(watched.page, server)
        record = answered(found(good(), photos=[]), TZ_0002={"measures": {"横档间距": "28厘米"}})
        put(page, record)
        opened_records(page, server, f"?sheet={record['id']}.1")
        paper = page.locator("[data-part=paper]")
        expect(paper).to_contain_text("横档间距 28厘米")
        expect(paper).not_to_contain_text("28厘米 厘米")
