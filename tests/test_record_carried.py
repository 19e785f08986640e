"""A draft of another edition goes on in this one: nothing lost, nothing said in its name."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from paicha.model.site import Site
from tests.recording import opened_records
from tests.stored import stored
from tests.tapping import answer, fill_in, items_of, ready, records, saved
from tests.watching import PHONE, opened, server

__all__ = ["server"]  # fixtures
pytestmark = pytest.mark.browser

OLD = "checklists/construction/2022/index.html"
NEW = "checklists/construction/2024/index.html"
OFFER = "[data-part=carry]"


@pytest.fixture(scope="module")
def chosen(site: Site) -> dict[str, str]:
    """Items of construction by what becomes of them: kept, gone, judged again."""
    checklist = site.checklists["construction"]
    new, old = (next(e for e in checklist.editions if e.id == id_) for id_ in ("2024", "2022"))
    both = [one for one in checklist.items() if not one.editions and not one.measures]
    ticks = {
        one.id: [{c.when for c in checklist.major_if(one, e)} for e in (old, new)] for one in both
    }
    return {
        "kept": next(id_ for id_, (was, now) in ticks.items() if not was and not now),
        "same": next(id_ for id_, (was, now) in ticks.items() if was and was == now),
        "judged": next(id_ for id_, (was, now) in ticks.items() if was and now and not was & now),
        "gone": next(one.id for one in checklist.items() if one.editions == ("2022",)),
    }


def begun(page: Page, chosen: dict[str, str]) -> None:
    """Begin a record on the old edition."""
    ready(page)
    answer(page, chosen["kept"], "pass")
    answer(page, chosen["gone"], "none")
    for name in ("same", "judged"):
        answer(page, chosen[name], "fail")
        fill_in(page.locator(f"#{chosen[name]} .finding"))
    page.locator(".record__line > summary").click()
    page.locator("[data-head=unit]").fill("东方花园")
    saved(page)


def taken(page: Page) -> None:
    page.locator("[data-action=carry]").click()
    expect(page.locator("[data-action=carry]")).to_have_count(0)


def finding(record: dict[str, Any], item: str) -> dict[str, Any]:
    found: dict[str, Any] = record["answers"][item]["findings"][0]
    return found


def test_draft_of_the_old_edition_goes_on_in_the_new_one(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(OLD)
        begun(page, chosen)
        (before,) = records(page)
        watched.open(NEW)
        ready(page)
        offer = page.locator(OFFER)
        expect(offer).to_contain_text("有一份2022版判定标准的草稿（东方花园，")
        taken(page)
        expect(offer).to_contain_text("1项本版不问")
        expect(offer.locator("a")).to_have_text([chosen["judged"]])
        expect(page.locator("[data-part=name]")).to_contain_text("东方花园")
        expect(page.locator("[data-record-gone]")).to_contain_text(chosen["gone"])
        saved(page)
        (now,) = records(page)
        assert (now["id"], now["edition"]) == (before["id"], "2024")
        for name in ("kept", "gone", "same"):
            assert now["answers"][chosen[name]] == before["answers"][chosen[name]]
        judged = now["answers"][chosen["judged"]]
        assert finding(now, chosen["judged"])["grade"] is None
        (tick,) = finding(before, chosen["judged"])["conditions"]
        assert judged["note"] == f"原版勾选：{tick}"
        expect(page.locator(f"#{chosen['judged']} [data-part=remark-said]")).to_contain_text(tick)


def test_it_goes_back_the_same_way(browser: Browser, server: str, chosen: dict[str, str]) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(OLD)
        begun(page, chosen)
        (before,) = records(page)
        for path in (NEW, OLD):
            watched.open(path)
            ready(page)
            taken(page)
        (now,) = records(page)
        assert now["edition"] == "2022"
        assert now["answers"].keys() == before["answers"].keys()
        expect(page.locator("[data-record-gone]")).to_be_hidden()
        page.reload()
        ready(page)
        expect(page.locator("[data-part=name]")).to_contain_text("东方花园")


def test_draft_of_another_day_says_so_and_is_not_asked_about_once_more(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.page
        page.clock.set_fixed_time("2026-07-12T09:00:00+08:00")
        watched.open(OLD)
        begun(page, chosen)
        page.clock.set_fixed_time("2026-07-17T09:00:00+08:00")
        watched.open(NEW)
        ready(page)
        expect(page.locator(OFFER)).to_contain_text("（东方花园，7月12日，3/")
        taken(page)
        answer(page, next(one for one in items_of(page) if one not in chosen.values()), "pass")
        saved(page)
        expect(page.locator("[data-part=asking]:visible")).to_have_count(0)
        (record,) = records(page)
        assert len(record["answers"]) == 5


def test_a_first_answer_here_leaves_the_other_draft_alone(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(OLD)
        begun(page, chosen)
        (before,) = records(page)
        watched.open(NEW)
        ready(page)
        page.locator("[data-action=carry]").wait_for()
        answer(page, chosen["kept"], "pass")
        expect(page.locator(OFFER)).to_have_count(0)
        own, other = sorted(records(page), key=lambda one: str(one["edition"]), reverse=True)
        assert (own["edition"], other) == ("2024", before)
        page.reload()
        ready(page)
        expect(page.locator("[data-part=done]")).to_contain_text("1/")
        expect(page.locator(OFFER)).to_have_count(0)


def test_page_of_the_old_edition_lets_go_of_what_was_taken(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    """Its questions are others: what is tapped there is not meant for the new edition."""
    with opened(browser, server, PHONE) as watched:
        old = watched.open(OLD)
        begun(old, chosen)
        new = old.context.new_page()
        new.goto(server + NEW)
        ready(new)
        taken(new)
        saved(new)
        expect(old.locator(OFFER)).to_contain_text("有一份2024版判定标准的草稿")
        expect(old.locator("[data-part=name]")).not_to_contain_text("东方花园")


def test_closed_record_is_not_offered(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(OLD)
        begun(page, chosen)
        seal = {
            "at": "2030-05-25T16:00:00+08:00",
            "number": "CO20300525-00000000",
            "hash": "0" * 64,
        }
        close = "const [one] = await stored.all(); await stored.put({ ...one, closed: given });"
        stored(page, close, seal)
        watched.open(NEW)
        ready(page)
        answer(page, chosen["kept"], "pass")
        saved(page)
        expect(page.locator(OFFER)).to_have_count(0)


def test_card_and_sheet_name_the_edition_it_goes_on_in(
    browser: Browser, server: str, chosen: dict[str, str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(OLD)
        begun(page, chosen)
        watched.open(NEW)
        ready(page)
        taken(page)
        (record,) = records(page)
        opened_records(page, server)
        expect(page.locator("[data-record-id] [data-part=list]")).to_contain_text(
            "（2024版判定标准）"
        )
        opened_records(page, server, f"?sheet={record['id']}.1")
        expect(page.locator("[data-part=edition]")).to_contain_text("2024版判定标准")
        paper = page.locator("[data-part=paper]")
        expect(paper).to_contain_text("本版次没有的项")
        expect(paper).to_contain_text("原版勾选：")
