"""What can't be judged yet: what is missing and who looks; it is neither answered nor open."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.recording import opened_records
from tests.tapping import (
    CONSTRUCTION,
    answer,
    back,
    confirm,
    end,
    items_of,
    listed,
    ready,
    records,
    saved,
    sheet,
    text_of,
)
from tests.watching import opened, server

__all__ = ["listed", "server"]
pytestmark = pytest.mark.browser


def doubt(page: Page, item: str) -> None:
    """Say that something is missing for an item, and who looks."""
    answer(page, item, "unsure")
    panel = page.locator(f"#{item} [data-part=pending]")
    panel.locator("[data-field=what]").fill("检测报告")
    panel.locator("[data-field=who]").fill("王五")


def test_what_is_missing_and_who_looks_is_kept(listed: Page) -> None:
    first = items_of(listed)[0]
    doubt(listed, first)
    (record,) = records(listed)
    given = record["answers"][first]
    assert (given["value"], given["pending"]) == ("unsure", {"what": "检测报告", "who": "王五"})
    assert given["findings"] == []
    listed.reload()
    ready(listed)
    panel = listed.locator(f"#{first} [data-part=pending]")
    expect(panel.locator("[data-field=who]")).to_have_value("王五")
    answer(listed, first, "pass")
    expect(panel).to_be_hidden()
    assert records(listed)[0]["answers"][first]["pending"] is None
    listed.locator("[data-action=undo]").click()
    expect(panel.locator("[data-field=what]")).to_have_value("检测报告")
    answer(listed, first, "fail")
    answer(listed, first, "unsure")
    assert records(listed)[0]["answers"][first]["pending"] == given["pending"], "it was written"


def test_answer_says_who_gave_it(listed: Page) -> None:
    first, second, *_ = items_of(listed)
    answer(listed, first, "pass")
    listed.locator(".record__line > summary").click()
    listed.locator("[data-head=inspectors]").fill("甲、乙")
    answer(listed, second, "none")
    answers = records(listed)[0]["answers"]
    assert (answers[first]["by"], answers[second]["by"]) == ("", "甲、乙")


def test_it_is_counted_apart_and_next_goes_past_it(listed: Page) -> None:
    first, second, *_ = ids = items_of(listed)
    answer(listed, first, "unsure")
    saved(listed)
    assert text_of(listed, "open") == f"还有 {len(ids) - 1} 项"
    assert text_of(listed, "done") == f"0/{len(ids)}"
    assert text_of(listed, "unsure") == "1 待核"
    listed.locator("[data-action=next]").click()
    assert listed.evaluate("document.activeElement.closest('[data-item-id]').id") == second
    with sheet(listed) as chosen:
        chosen.locator("[name=result]").select_option("unsure")
    assert [one for one in ids if listed.locator(f"#{one}").is_visible()] == [first]


def test_record_closes_once_it_says_what_is_missing(listed: Page, server: str) -> None:
    first = items_of(listed)[0]
    answer(listed, first, "unsure")
    listed.locator(".record__line > summary").click()
    listed.locator("[data-head=unit]").fill("某公司")
    listed.locator("[data-head=inspectors]").fill("甲、乙")
    lacks = end(listed).locator("[data-part=lacks]")
    expect(lacks).to_contain_text(f"{first} 还缺：缺什么、谁去核")
    back(listed)
    doubt(listed, first)
    summary = end(listed)
    expect(summary.locator("[data-part=unsure]")).to_contain_text("缺什么：检测报告；谁去核：王五")
    expect(summary.locator("[data-part=ending]")).to_contain_text("1 项待核，定稿后仍记为待核")
    confirm(listed)
    back(listed)
    expect(listed.locator(f"#{first} [data-field=what]")).to_be_disabled()
    (record,) = records(listed)
    opened_records(listed, server, f"?sheet={record['id']}.1")
    paper = listed.locator(".sheet").inner_text()
    assert "不适用0项，待核1项" in paper
    assert "缺什么：检测报告；谁去核：王五" in paper


@pytest.mark.parametrize("text", ["100%", "200%"])
def test_four_answers_fit_a_narrow_phone_and_a_thumb(
    browser: Browser, server: str, text: str
) -> None:
    with opened(browser, server, (360, 740)) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        page.evaluate("(text) => (document.documentElement.style.fontSize = text)", text)
        first = items_of(page)[0]
        boxes = [one.bounding_box() for one in page.locator(f"#{first} .answer label").all()]
        found = [box for box in boxes if box]
        assert len(found) == 4
        assert all(box["width"] >= 48 and box["height"] >= 48 for box in found)
        assert len({box["y"] for box in found}) == (1 if text == "100%" else 2)
        fits = "one => one.scrollWidth <= one.clientWidth"
        assert all(one.evaluate(fits) for one in page.locator(f"#{first} .answer span").all())
