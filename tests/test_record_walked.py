"""What a first walk through a list stumbled over: each is said, in sight, or where it was."""

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.tapping import (
    CONSTRUCTION,
    answer,
    house,
    items_of,
    listed,
    picture,
    ready,
    records,
    saved,
    sheet,
    text_of,
)
from tests.watching import opened, server

__all__ = ["house", "listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

MEASURED = """() => [...document.querySelectorAll('.item')]
  .find((one) => one.querySelector('[data-measure][data-max]')).id"""
BOX = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  const covered = document.querySelector('.topics').getBoundingClientRect().bottom;
  const bar = document.querySelector('[data-part=bar]').getBoundingClientRect().top;
  return { top: top - covered, bottom: bar - bottom };
}"""


def test_value_beyond_its_limits_says_why_there_is_no_pass(listed: Page) -> None:
    item = listed.evaluate(MEASURED)
    row = listed.locator(f"#{item}")
    row.locator("[data-measure][data-max]").first.fill("99999")
    row.locator("[data-answer][value=pass]").click()
    expect(row.locator("[data-answer][value=fail]")).to_be_checked()
    expect(row.locator(".measured__wrong:visible").first).to_contain_text("只能答不合格")


def test_unit_stands_beside_its_field(listed: Page) -> None:
    lines = listed.locator(".measured:has([inputmode])").evaluate_all(
        """all => all.filter((one) => {
          const field = one.querySelector("input").getBoundingClientRect();
          const words = document.createRange();
          words.selectNode(one.querySelector("input").nextSibling);
          return words.getBoundingClientRect().top > field.bottom;
        }).map((one) => one.textContent)"""
    )
    assert lines == []


def test_no_leaves_its_question_in_sight(listed: Page) -> None:
    """Though what a major item asks then is longer than the screen."""
    row = listed.locator("#SG-0130")
    row.scroll_into_view_if_needed()
    answer(listed, "SG-0130", "fail")
    row.locator(".finding").wait_for()
    listed.wait_for_function(
        "() => document.querySelector('#SG-0130 .finding').getBoundingClientRect().top < 600"
    )
    check = row.locator("[data-part=check]").evaluate(BOX)
    assert min(check.values()) >= 0, check


def test_day_comes_into_sight_below_the_choice_and_takes_one_tap(listed: Page) -> None:
    """What is written follows by the keyboard's key for the next field."""
    listed.locator(".record__line > summary").click()
    listed.locator("[data-head=date]").fill("2026-02-25")
    answer(listed, "SG-0130", "fail")
    finding = listed.locator("#SG-0130 .finding")
    finding.locator("[data-field=remedy][value=by-date]").check()
    days = finding.locator("[data-days]")
    expect(days.last).to_be_in_viewport(ratio=1)
    assert finding.locator(".remedy").evaluate(BOX)["top"] >= 0
    days.nth(2).click()
    expect(finding.locator("[data-field=due]")).to_have_value("2026-03-04")
    finding.locator("[data-field=seen]").click()
    for name in ("place", "responsible", "action", "funds", "contingency"):
        listed.keyboard.press("Tab")
        expect(finding.locator(f"[data-field={name}]")).to_be_focused()
    saved(listed)
    (record,) = records(listed)
    assert record["answers"]["SG-0130"]["findings"][0]["due"] == "2026-03-04"


def test_what_decides_a_tick_stands_beside_it_until_it_is_judged(listed: Page) -> None:
    answer(listed, "SG-0130", "fail")
    finding = listed.locator("#SG-0130 .finding")
    expect(finding.get_by_text("少一样，或编号对不上，判不合格")).to_be_visible()
    finding.locator("[data-condition]").first.check()
    expect(finding.get_by_text("少一样，或编号对不上，判不合格")).to_be_hidden()


def test_condition_that_a_value_decides_says_within_what_it_is_right(house: Page) -> None:
    found = """() => [...document.querySelectorAll('[data-measured]')].map((one) =>
      [one.closest('.item').id, one.textContent, one.dataset.measured.split('|')[0]])[0]"""
    item, when, label = house.evaluate(found)
    answer(house, item, "fail")
    tick = house.locator(f"#{item} .finding label", has_text=when).first
    expect(tick.locator("small")).to_contain_text(f"{label}：")


def test_dropping_a_picture_is_well_apart_from_taking_one(listed: Page) -> None:
    answer(listed, "SG-0130", "fail")
    chosen = FilePayload(name="a.png", mimeType="image/png", buffer=picture("#111"))
    listed.locator("#SG-0130 input[type=file]").set_input_files(chosen)
    drop = listed.locator("#SG-0130 [data-action=drop-photo]").bounding_box()
    take = listed.locator("#SG-0130 [data-part=add-photo]").bounding_box()
    assert drop
    assert take
    assert take["y"] - drop["y"] - drop["height"] >= 20
    assert min(drop["height"], take["height"]) >= 44


@pytest.mark.parametrize("width", [360, 412, 768])
def test_words_of_answers_are_whole_when_text_is_twice_as_large(
    browser: Browser, server: str, width: int
) -> None:
    with opened(browser, server, (width, 740)) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        answer(page, "SG-0130", "fail")
        broken = page.locator("#SG-0130 [data-part=answers] span").evaluate_all(
            """all => all.filter((one) => one.scrollWidth > one.clientWidth + 1
              || one.getClientRects().length > 1 || one.clientHeight > 2 * 51)
              .map((one) => one.textContent)"""
        )
        assert broken == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_undo_says_what_was_taken_back_until_something_else_is_done(listed: Page) -> None:
    first, second = items_of(listed)[:2]
    answer(listed, first, "pass")
    listed.locator("[data-action=undo]").click()
    expect(listed.locator("[data-part=whose]")).to_have_text(f"已撤销 {first}")
    answer(listed, second, "pass")
    expect(listed.locator("[data-part=whose]")).not_to_contain_text("已撤销")


def test_next_ends_a_search_by_number_where_it_was_answered(listed: Page) -> None:
    item = "SG-0130"
    with sheet(listed) as chosen:
        chosen.locator("[type=search]").fill("130")
    expect(listed.locator(".item:visible")).to_have_count(1)
    answer(listed, item, "pass")
    listed.locator("[data-action=next]").click()
    assert listed.locator(".item:visible").count() > 2
    assert "q=" not in listed.url
    assert text_of(listed, "left").startswith(str(len(items_of(listed))))


def test_list_loaded_anew_stays_where_it_was(listed: Page) -> None:
    ids = items_of(listed)
    for one in ids[:6]:
        answer(listed, one, "fail")
    saved(listed)
    at = ids[40]
    listed.locator(f"#{at}").evaluate("(one) => one.scrollIntoView()")
    expect(listed.locator(f"#{at}")).to_be_in_viewport()
    listed.reload()
    ready(listed)
    expect(listed.locator(f"#{at} [data-part=check]")).to_be_in_viewport()
    assert len(records(listed)) == 1
