"""What is answered counts and can be reached, whatever the list is narrowed to."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.tapping import (
    CONSTRUCTION,
    HOUSES,
    answer,
    end,
    fill_in,
    items_of,
    listed,
    ready,
    records,
    saved,
    sheet,
    text_of,
)
from tests.watching import PHONE, address, opened, server

__all__ = ["address", "listed", "server"]  # fixtures
pytestmark = pytest.mark.browser

# Items that are asked only where a facet is, each with a facet that hides it.
HIDDEN_BY = """() => {
  const facets = [...document.querySelectorAll('[name="facet"]')].map(({ value }) => value);
  return [...document.querySelectorAll('.item:not([data-facet=""])')].map((row) => {
    const own = row.dataset.facet.split(" ");
    return [row.id, facets.find((facet) => !own.includes(facet)), "sign" in row.dataset];
  });
}"""

# Whether a topic has stayed where it is for ten frames.
AT_REST = """(id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  window.calm = top === window.top_ ? (window.calm || 0) + 1 : 0;
  window.top_ = top;
  return window.calm > 10;
}"""


def narrow(page: Page, facet: str) -> None:
    """Tick what is on this site."""
    with sheet(page) as chosen:
        chosen.locator(f'[name="facet"][value="{facet}"]').check()


def test_severe_sign_counts_though_its_row_is_hidden(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(HOUSES)
        ready(page)
        sign, facet = next(
            (id_, facet) for id_, facet, is_sign in page.evaluate(HIDDEN_BY) if is_sign
        )
        answer(page, sign, "fail")
        page.locator(f"#{sign} [data-condition]").first.check()
        narrow(page, facet)
        expect(page.locator(f"#{sign}")).to_be_hidden()
        shown = page.locator("[data-part=verdict] > :not([hidden])").last
        expect(shown).to_have_attribute("data-verdict", "severe")
        assert text_of(page, "failed").startswith("1 ")
        done, asked = map(int, text_of(page, "done").split("/"))
        assert (done, asked) == (1, page.locator(".item:visible").count() + 1)


def test_what_closing_lacks_is_reached_though_it_is_hidden(listed: Page) -> None:
    id_, facet, _ = listed.evaluate(HIDDEN_BY)[0]
    answer(listed, id_, "fail")
    narrow(listed, facet)
    expect(listed.locator(f"#{id_}")).to_be_hidden()
    end(listed)
    listed.locator("[data-part=lacks] a", has_text=id_).click()
    expect(listed.locator(f"#{id_} .finding")).to_be_in_viewport()
    with sheet(listed) as chosen:
        chosen.locator("[name=major]").check()
    expect(listed.locator(f"#{id_}")).to_be_hidden()
    listed.locator("[data-action=undo]").click()
    expect(listed.locator(f"#{id_}")).to_be_in_viewport()


def test_showing_all_again_means_that_all_is_on_this_site(listed: Page) -> None:
    id_, facet, _ = listed.evaluate(HIDDEN_BY)[0]
    every = len(items_of(listed))
    narrow(listed, facet)
    first = listed.locator(".item:visible").first.get_attribute("id") or ""
    answer(listed, first, "pass")
    saved(listed)
    with sheet(listed) as chosen:
        chosen.locator("[type=reset]").click()
    expect(listed.locator(f"#{id_}")).to_be_visible()
    expect(listed.locator("[data-part=done]")).to_have_text(f"1/{every}")
    assert records(listed)[0]["facets"] == []


def test_topics_say_how_far_one_is_whatever_is_chosen(listed: Page) -> None:
    answer(listed, items_of(listed)[0], "pass")
    topic = listed.locator("[data-topic] [data-count]").first
    before = topic.inner_text()
    assert before.startswith("1/")
    with sheet(listed) as chosen:
        chosen.locator("[name=major]").check()
    assert topic.inner_text() == before


def test_next_leads_to_what_is_open_when_only_answered_rows_are_shown(listed: Page) -> None:
    ids = items_of(listed)
    first = "SG-0130"
    second = ids[ids.index(first) + 1]
    answer(listed, first, "fail")
    with sheet(listed) as chosen:
        chosen.locator("[name=result]").select_option("fail")
    expect(listed.locator(f"#{second}")).to_be_hidden()
    listed.locator("[data-action=next]").click()
    expect(listed.locator(f"#{second}")).to_be_in_viewport()


def test_no_that_was_a_pass_in_between_has_its_finding_again(listed: Page) -> None:
    first = "SG-0130"
    answer(listed, first, "fail")
    fill_in(listed.locator(f"#{first} .finding"))
    saved(listed)
    before = records(listed)[0]["answers"][first]["findings"][0]
    answer(listed, first, "pass")
    assert records(listed)[0]["answers"][first]["findings"] == []
    answer(listed, first, "fail")
    assert records(listed)[0]["answers"][first]["findings"][0] == before
    assert listed.locator(f"#{first} [data-field=seen]").input_value() == "看到的"


def test_day_whose_year_is_half_typed_is_none(listed: Page) -> None:
    first = "SG-0130"
    answer(listed, first, "fail")
    fill_in(listed.locator(f"#{first} .finding"))
    listed.locator(f"#{first} [data-field=remedy][value=by-date]").check()
    listed.locator(f"#{first} [data-field=due]").fill("0026-12-15")
    listed.locator(".record__line > summary").click()
    listed.locator("[data-head=unit]").fill("某公司")
    listed.locator("[data-head=inspectors]").fill("甲")
    listed.locator("[data-head=date]").fill("0026-02-02")
    lacks = end(listed).locator("[data-part=lacks]")
    expect(lacks).to_contain_text("还缺：检查日期")
    expect(lacks).to_contain_text("资金、期限、")
    (record,) = records(listed)
    assert record["date"] == record["answers"][first]["findings"][0]["due"] == ""


def test_tab_stays_with_its_record_when_it_is_loaded_anew(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        one = watched.open(CONSTRUCTION)
        ready(one)
        first, second = items_of(one)[:2]
        answer(one, first, "pass")
        saved(one)
        two = one.context.new_page()
        two.goto(one.url)
        ready(two)
        two.locator(".record__line > summary").click()
        two.locator("[data-action=start-record]").click()
        expect(two.locator("[data-answer]:checked")).to_have_count(0)
        answer(two, second, "none")
        saved(two)
        for page, own in ((one, first), (two, second)):
            page.reload()
            ready(page)
            checked = page.locator("[data-answer]:checked")
            assert checked.evaluate_all("all => all.map((one) => one.name)") == [own]
        two.close()


def test_undo_leaves_what_was_answered_in_another_tab(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        one = watched.open(CONSTRUCTION)
        one.clock.set_fixed_time("2026-03-01T09:00:00+08:00")
        ready(one)
        first = items_of(one)[0]
        answer(one, first, "pass")
        saved(one)
        two = one.context.new_page()
        two.goto(one.url)
        two.clock.set_fixed_time("2026-03-01T09:00:05+08:00")
        ready(two)
        answer(two, first, "fail")
        saved(two)
        expect(one.locator(f"#{first} [value=fail]")).to_be_checked()
        one.locator("[data-action=undo]").click()
        assert records(one)[0]["answers"][first]["value"] == "fail"
        two.close()


def test_pass_with_a_value_beyond_its_limits_is_not_closed(listed: Page) -> None:
    oxygen = listed.locator(".item", has=listed.locator('[data-measure][data-min="19.5"]')).first
    id_ = oxygen.get_attribute("id") or ""
    answer(listed, id_, "pass")
    oxygen.locator('[data-measure][data-min="19.5"]').press_sequentially("18")
    saved(listed)
    listed.reload()  # before the field is left
    ready(listed)
    end(listed)
    wrong = f"{id_} 量到的超出限值，答的却是合格"
    expect(listed.locator("[data-part=against]")).to_contain_text(wrong)


@pytest.mark.parametrize("topic", ["lifting", "scaffolds", "electricity"])
def test_way_to_a_topic_ends_at_its_head_the_first_time(
    browser: Browser, server: str, topic: str
) -> None:
    """What lies between is laid out only as it comes near, and is higher than was thought."""
    path = f"{CONSTRUCTION}?facet=tower-crane&facet=scaffold&facet=pit"
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        page = watched.open(path)
        ready(page)
        link = page.locator(f"[data-topic={topic}] a")
        link.scroll_into_view_if_needed()
        link.tap()
        head, line = page.locator(f"#{topic}-title"), page.locator("[data-module=topics]")
        page.wait_for_function(AT_REST, arg=topic)
        top = head.evaluate("(one) => one.getBoundingClientRect().top")
        under = line.evaluate("(one) => one.getBoundingClientRect().bottom")
        away = page.locator("[data-module=head]").evaluate("(one) => one.offsetHeight")
        assert under - 8 <= top <= under + away + 40  # the head may come back over it
        assert link.get_attribute("aria-current") == "true"
