"""Doors: who comes in is asked his own questions, in his own words, and is known again."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from paicha.model.campaign import Narrowed
from paicha.model.site import Site
from paicha.render import paths
from paicha.render.offline.alone import parsed
from tests.conftest import Built
from tests.tapping import READY, answer, saved
from tests.walking import Person
from tests.watching import EACH_SIZE, PHONE, opened, server

__all__ = ["server"]  # fixtures
OWN = ("是", "否", "没有这个", "说不准")
HOUSE = "doors/house-owner/self-built/index.html"


def own(site: Site) -> list[tuple[str, Narrowed]]:
    """Every list that a door asks in its own voice, with the door's role."""
    return [(door.role, one) for door in site.doors for one in door.lists if one.own]


def test_own_list_asks_what_its_role_answers_for_and_nothing_else(site: Site, built: Built) -> None:
    for role, one in own(site):
        path = paths.own_list(role, one.checklist)
        page = parsed((built.folder / path).read_bytes(), path)
        record = page.find(".//*[@data-others]")
        assert record is not None
        checklist = site.checklists[one.checklist]
        every = {item.id: item for item in checklist.items()}
        edition = site.shown_first(one.checklist)
        rows = {row.attrib["data-item-id"]: row for row in page.findall(".//*[@data-item-id]")}
        others = record.attrib["data-others"].split()
        assert not {*rows} & {*others}
        stand = {i for i, item in every.items() if edition in checklist.editions_of(item)}
        assert {*rows, *others} == stand
        for id_, row in rows.items():
            item = every[id_]
            assert one.owner in (None, *item.owners) or item.sign, id_
            check = row.find(".//*[@data-part='check']")
            assert check is not None
            assert "".join(check.itertext()) == item.ask, id_
            words = [span.text for span in row.findall(".//*[@data-part='answers']//span")]
            assert tuple(words) == OWN, id_


def test_what_is_asked_first_is_seen_from_where_one_stands(site: Site) -> None:
    for _, one in own(site):
        items = {item.id: item for item in site.checklists[one.checklist].items()}
        assert all("site" in items[id_].how for id_ in one.first)


@pytest.mark.parametrize(("role", "most"), [("house-owner", 30), ("gas-user", 20)])
def test_first_step_is_short_whichever_way_one_begins(site: Site, role: str, most: int) -> None:
    (one,) = [one for whose, one in own(site) if whose == role]
    items = {item.id: item for item in site.checklists[one.checklist].items()}
    for way in one.ways:
        here = [items[i] for i in one.first if {*items[i].applies_to} & {*way.facets}]
        here += [items[i] for i in one.first if not items[i].applies_to]
        assert 5 <= len(here) <= most, way.title


def test_owner_of_a_house_counts_towards_the_verdict_all_that_counts(site: Site) -> None:
    (one,) = [one for whose, one in own(site) if whose == "house-owner"]
    checklist = site.checklists[one.checklist]
    signs = {item.id for item in checklist.items() if item.sign}
    assert not signs & {*site.others(one, site.shown_first(one.checklist))}


def test_every_role_page_leads_to_its_items_in_each_list(site: Site, built: Built) -> None:
    for role in site.roles:
        html = (built.folder / paths.role(role)).read_text(encoding="utf-8")
        for id_, checklist in site.checklists.items():
            asked = any(role in item.owners for item in checklist.items())
            assert (f"checklists/{id_}/index.html?owner={role}" in html) == asked


def step_in(person: Person, role: str, way: str) -> None:
    person.tap(f".who [data-role={role}] a")
    person.tap(person.page.get_by_role("link", name=way).first)
    person.page.locator(READY).wait_for(state="attached")


def answer_shown(page: Page) -> int:
    """Answer "yes" wherever the list is narrowed to and nothing is answered; give how often."""
    count = 0
    open_ = page.locator("[data-item-id]:not([hidden]):not(:has([data-answer]:checked))")
    while ids := open_.evaluate_all("(all) => all.map(({ id }) => id)"):
        answer(page, ids[0], "pass")
        count += 1
    return count


@pytest.mark.browser
@pytest.mark.parametrize("size", EACH_SIZE)
def test_owner_of_a_house_sees_his_own_question_after_two_taps(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    touch = size[0] < 1000
    with opened(browser, server, size, has_touch=touch, is_mobile=touch) as watched:
        person = Person(watched.open("index.html"), touch)
        step_in(person, "house-owner", "砖墙、混凝土楼板")
        page = person.page
        first = page.locator("[data-item-id] [data-part=check]").first
        expect(first).to_be_in_viewport()
        expect(first).to_contain_text("家里")
        person.answer("ZJ-0101", "pass")
        expect(page.locator("[data-part=bar] [data-part=whose]")).to_contain_text("先不下结论")
        expect(page.locator("[data-part=bar] [data-part=open]")).to_contain_text("还有 17 项")
        person.answer("ZJ-0101", "fail")
        assert len(person.taps) == 4
        panel = page.locator("#ZJ-0101 [data-part=finding]")
        expect(panel).to_contain_text("人马上离开，别再进去")
        expect(panel.locator("[data-field=source]").first).to_be_hidden()
        person.tap(panel.locator("label.tick:visible").first)
        severe = page.locator("[data-part=bar] [data-part=severe]")
        expect(severe).to_contain_text("严重")


@pytest.mark.browser
def test_what_is_asked_first_leads_on_to_the_rest(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        person = Person(watched.open("index.html"))
        step_in(person, "house-owner", "砖墙、混凝土楼板")
        page, rest = person.page, person.page.locator("[data-action=rest]")
        shown = len(person.shown())
        expect(page.locator(".record__line [data-part=done]")).to_have_text("0/34")
        expect(rest).to_have_text(f"还有 {34 - shown} 项")
        assert answer_shown(page) == shown
        expect(page.locator("[data-part=rest] p")).to_contain_text("没有看出问题")
        expect(page.locator("[data-part=bar] [data-part=open]")).to_contain_text("还有 16 项")
        person.tap(rest)
        expect(rest).to_be_hidden()
        assert len(person.shown()) == 34
        assert page.evaluate("document.activeElement.closest('[data-item-id]').id") == "ZJ-0107"
        answer_shown(page)
        expect(page.locator("[data-part=bar] [data-part=whose]")).not_to_contain_text("先不")
        expect(page.locator("[data-part=bar] [data-action=close]")).to_be_visible()


@pytest.mark.browser
def test_door_of_an_officer_asks_his_items_in_the_words_of_the_trade(
    browser: Browser, server: str
) -> None:
    """With as many as the tile says, and the day's round beside it."""
    with opened(browser, server, PHONE) as watched:
        page = watched.open("doors/township/index.html")
        expect(page.get_by_role("link", name="一天查多户")).to_be_visible()
        tile = page.locator(".door").first
        count = tile.locator("span").inner_text().removesuffix(" 项")
        tile.click()
        page.locator(READY).wait_for(state="attached")
        expect(page.locator(".record__line [data-part=done]")).to_have_text(f"0/{count}")
        expect(page.locator("[data-answer][value=pass] + span").first).to_have_text("合格")


@pytest.mark.browser
def test_next_goes_on_from_what_is_asked_first(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        page = watched.open(f"{HOUSE}?first=1&facet=timber")
        page.locator(READY).wait_for(state="attached")
        shown = answer_shown(page)
        page.locator("[data-action=next]").click()
        expect(page.locator("[data-action=rest]")).to_be_hidden()
        assert page.locator("[data-item-id]:not([hidden])").count() > shown


@pytest.mark.browser
def test_record_of_a_door_is_counted_and_opened_as_such(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        page = watched.open(f"{HOUSE}?first=1&facet=masonry&facet=concrete")
        page.locator(READY).wait_for(state="attached")
        answer(page, "ZJ-0101", "fail")
        saved(page)
        watched.open("index.html")
        line = page.locator("[data-module=before][data-ready]")
        expect(line.locator(".meta")).to_contain_text("1/34")
        link = line.get_by_role("link", name="继续")
        expect(link).to_have_attribute("href", re.compile("doors/house-owner/self-built/"))
        watched.open("records/index.html")
        card = page.locator("[data-record-id]")
        expect(card.locator("[data-part=progress]")).to_contain_text("1/34")
        card.locator("[data-part=open]").click()
        page.locator(READY).wait_for(state="attached")
        assert HOUSE in page.url
        expect(page.locator("#ZJ-0101 [data-answer][value=fail]")).to_be_checked()
        expect(page.locator("#ZJ-0101 [data-field=source][value=self]")).to_be_checked()
        watched.open("checklists/self-built/index.html")  # an inspector goes on with it
        page.locator(READY).wait_for(state="attached")
        expect(page.locator("#ZJ-0101 [data-answer][value=fail]")).to_be_checked()
        expect(page.locator("[data-record-gone]")).to_be_hidden()
        answer(page, "ZJ-0003", "pass")
        saved(page)
        watched.open(HOUSE)  # what somebody else is asked is not gone
        page.locator(READY).wait_for(state="attached")
        expect(page.locator("#ZJ-0101 [data-answer][value=fail]")).to_be_checked()
        expect(page.locator("[data-record-gone]")).to_be_hidden()


@pytest.mark.browser
def test_home_knows_who_came_in_and_lets_another_in(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open("index.html")
        doors = page.locator(".who [data-role]:visible")
        expect(doors).to_have_count(7)
        watched.open("doors/gas-user/index.html")
        watched.open("index.html")
        expect(doors).to_have_count(1)
        expect(doors).to_contain_text("用燃气")
        expect(page.locator("#due-role")).to_have_value("gas-user")
        page.locator("[data-action=other]").click()
        expect(doors).to_have_count(7)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("role", "day", "due"),
    [
        ("", "2023-07-28", ["报送调度表、统计表累计情况"]),
        ("county", "2023-07-28", ["报送调度表、统计表累计情况"]),
        ("gas-user", "2023-07-28", []),
        ("", "2023-07-29", []),
    ],
)
def test_first_page_says_what_is_due_today(
    browser: Browser, server: str, role: str, day: str, due: list[str]
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.page
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T09:00:00+06:00"))
        if role:
            watched.open(f"doors/{role}/index.html")
        watched.open("index.html")
        expect(page.locator("[data-due-month]")).not_to_be_empty()
        expect(page.locator("[data-due-today] a")).to_have_text(due)


def test_who_is_unsure_is_told_so_where_all_is_answered(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(f"{HOUSE}?first=1&q=0107")
        page.locator(READY).wait_for(state="attached")
        for item in page.locator("[data-item-id]").evaluate_all("all => all.map(({ id }) => id)"):
            page.evaluate(UNSURE, item)
        saved(page)
        expect(page.locator("[data-part=open]")).to_have_text(re.compile(r"^\d+ 说不准$"))
        expect(page.locator("[data-part=whose]")).to_contain_text("说不准的，先不下结论")


# Answer an item, shown or not.
UNSURE = """(id) => document.querySelector(`#${id} [data-answer][value=unsure]`).click()"""


@pytest.mark.parametrize("width", [360, 412])
def test_answers_stay_equally_wide_whichever_is_chosen(
    browser: Browser, server: str, width: int
) -> None:
    """A mark before the longest words once pushed them over the edge."""
    with opened(browser, server, (width, 740)) as watched:
        page = watched.open(HOUSE)
        page.locator(READY).wait_for(state="attached")
        item = page.locator("[data-item-id]").first.get_attribute("id")
        assert item
        for value in ("none", "fail"):
            answer(page, item, value)
            wide = page.locator(f"#{item} [data-part=answers] span").evaluate_all(WIDTHS)
            assert max(wide) - min(wide) <= 1


WIDTHS = "all => all.map((one) => one.getBoundingClientRect().width)"
