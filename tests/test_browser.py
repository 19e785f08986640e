"""The site in a real browser: from a web server under a sub-path, and from a memory stick."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Built
from tests.tapping import sheet
from tests.watching import DESK, LOOK, PHONE, address, kinds, noon, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_fits_and_has_nothing_to_complain_of(
    browser: Browser, built: Built, address: str, size: tuple[int, int]
) -> None:
    wrong = []
    with opened(browser, address, size) as watched:
        for path in kinds(built, every=address.startswith("http")):
            page = watched.open(path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                readable = address.startswith("http")  # once is enough
                wrong += [f"{path} {scheme}: {one}" for one in page.evaluate(LOOK, readable)]
    assert wrong == []


def test_targets_are_large_enough_for_a_gloved_finger(
    browser: Browser, built: Built, server: str
) -> None:
    checklists = [one["url"] for one in built.json("items")["checklists"]]
    small = []
    with opened(browser, server, PHONE) as watched:
        for path in ["index.html", "search/index.html", *checklists]:
            page = watched.open(path)
            page.evaluate("for (const one of document.querySelectorAll('.filter')) one.open = true")
            small += [f"{path}: {one}" for one in page.evaluate(TARGETS)]
    assert small == []


# What one touches in the head, the line, the sheet, the bar, the search, the doors and the topics.
TARGETS = """() => [...document.querySelectorAll(
  `.head a, .record__line > summary, .narrowed, .filter :is(label, select, button, [type=search]),
   .bar a, .bar button, .find input, .find button,
   .doors a, .topics a, .editions a, .item__head a, .item summary`)]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} is ${box.width} × ${box.height}`)"""


def test_every_page_is_the_same_document_as_html_and_as_xml(browser: Browser, built: Built) -> None:
    """We check pages as XML; people's browsers read them as HTML."""
    texts = {path: (built.folder / path).read_text(encoding="utf-8") for path in built.pages()}
    with opened(browser, "about:blank", DESK) as watched:
        differing = watched.page.evaluate(COMPARE, texts)
    assert differing == []


COMPARE = """(texts) => {
  const said = (node) => {
    const below = node.localName === "template" && node.content ? node.content : node;
    const own = [...below.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
    const words = own.map((one) => one.data.trim()).filter(Boolean).join("|");
    return `${node.localName}(${words};${[...below.children].map(said).join()})`;
  };
  const read = (text, kind) => said(new DOMParser().parseFromString(text, kind).documentElement);
  return Object.entries(texts)
    .filter(([, text]) => read(text, "text/html") !== read(text, "application/xml"))
    .map(([path]) => path);
}"""


def test_checklist_and_notice_read_without_scripts(
    browser: Browser, built: Built, address: str
) -> None:
    clauses = next(one for one in built.json("clauses")["sources"] if one["id"] == "plan-2023-33")[
        "clauses"
    ]
    with opened(browser, address, PHONE, java_script_enabled=False) as watched:
        for checklist in built.json("items")["checklists"]:
            page = watched.open(checklist["url"])
            checks = page.locator("[data-item-id] .item__check")
            assert checks.count() > 10
            assert all(one.is_visible() for one in checks.all())
            for name in (".filter", ".narrowed", ".record__own"):
                assert not page.locator(name).is_visible(), name
            page.locator(".record__line > summary").click()
            assert page.locator(".lead").is_visible(), "what the list is about"
            assert page.locator(".editions a").count() in (0, 3)
            assert all(one.is_visible() for one in page.locator(".editions a").all())
            more = page.locator(".item__more").first
            more.locator("summary").click()
            assert more.locator(".bases a").first.is_visible()
        page = watched.open("sources/plan-2023-33/index.html")
        shown = page.locator("main").inner_text()
        assert all(line in shown for one in clauses for line in one["text"].split("\n"))
        page = watched.open("search/index.html")
        # Chromium told to run no scripts still hides <noscript>, but reads what it holds.
        assert page.locator("noscript a").count() == 1


# Filters


def test_only_major_leaves_major_items_and_its_address_shows_them_again(
    browser: Browser, built: Built, address: str
) -> None:
    items = built.json("items")["items"]
    with opened(browser, address, PHONE) as watched:
        for checklist in built.json("items")["checklists"]:
            page = watched.open(checklist["url"])
            every = page.locator("[data-item-id]").count()
            with sheet(page):
                page.get_by_label("只看重大").check()
            check_only_major(page, every)
            watched.open("index.html")
            page.go_back()
            page.reload()
            assert page.get_by_label("只看重大").is_checked()
            check_only_major(page, every)
            with sheet(page):
                page.get_by_label("只看重大").uncheck()
            assert visible(page) == every
            assert "?" not in page.url
    assert any(item["grade"] == "major" for item in items)


def check_only_major(page: Page, every: int) -> None:
    major = page.locator("[data-item-id][data-grade=major]").count()
    assert "major=1" in page.url
    assert visible(page) == major
    assert page.locator("[data-item-id]:visible:not([data-grade=major])").count() == 0
    said = page.locator(".filter [role=status]").text_content()
    assert said == f"显示 {major} 项，共 {every} 项"
    said = page.locator("[data-action=filter]").inner_text()
    assert said.split() == ["只看重大", str(major), "项", "筛选"]
    assert page.locator("[data-empty]").is_visible() == (major == 0)


def visible(page: Page) -> int:
    return page.locator("[data-item-id]:visible").count()


def test_address_with_anything_in_it_shows_the_whole_list(
    browser: Browser, built: Built, server: str
) -> None:
    path = built.json("items")["checklists"][0]["url"]
    with opened(browser, server, PHONE) as watched:
        for query in ("length=1", "item=1", "section=no-such", "how=x&major=", "p=<b>"):
            page = watched.open(f"{path}?{query}")
            assert page.locator("[data-action=filter]").is_visible(), query
            assert visible(page) == page.locator("[data-item-id]").count(), query


def test_each_filter_leaves_what_fits(browser: Browser, built: Built, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        for checklist in built.json("items")["checklists"]:
            items = {
                one["id"]: one
                for one in built.json("items")["items"]
                if one["checklist"] == checklist["id"]
            }
            page = watched.open(checklist["url"])
            left = page.evaluate(FILTER)
            every = left["section="]
            for choice, ids in left.items():
                name, _, value = choice.partition("=")
                assert ids == [id_ for id_ in every if fits(items[id_], name, value)], choice


# Choose each option of each filter in turn; say which items are left to see.
FILTER = """() => {
  const left = {};
  for (const select of document.querySelectorAll(".filter select")) {
    const choose = (value) => {
      select.value = value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    };
    for (const { value } of select.options) {
      choose(value);
      const items = [...document.querySelectorAll("[data-item-id]")];
      const seen = items.filter((one) => one.checkVisibility());
      left[`${select.name}=${value}`] = seen.map((one) => one.dataset.itemId);
    }
    choose("");
  }
  return left;
}"""


def fits(item: dict[str, Any], name: str, value: str) -> bool:
    """Say what a filter should leave; an item bound to no facet concerns every site."""
    if not value:
        return True
    if name == "facet":
        return value in item["applies_to"] or not item["applies_to"]
    if name == "result":
        return value == "open"  # nothing is answered here
    key = {"section": "section", "how": "how", "owner": "owners"}[name]
    return value == item[key] if name == "section" else value in item[key]


# Today


def test_home_says_which_phase_a_day_is_in_or_that_all_is_over(
    browser: Browser, built: Built, address: str
) -> None:
    phases = built.json("schedule")["phases"]
    end = date.fromisoformat(phases[-1]["end"])
    days = [date(2023, 6, 15), date(2023, 9, 30), date(2023, 12, 31)]
    days += [date.fromisoformat(one["end"]) for one in phases]
    days += [date.fromisoformat(one["start"]) for one in phases if one["start"]]
    with opened(browser, address, PHONE) as watched:
        for day in sorted(set(days)):
            title = next(one["title"] for one in phases if str(day) <= one["end"])
            watched.page.clock.set_fixed_time(noon(day))
            page = watched.open("index.html")
            assert page.locator("[data-today]").inner_text() == f"今天处在：{title}"
            current = page.locator("[aria-current=step]").all_inner_texts()
            assert [one.split("\n")[0] for one in current] == [title]
        for day in (end + timedelta(days=1), date(2026, 11, 23)):
            watched.page.clock.set_fixed_time(noon(day))
            page = watched.open("index.html")
            assert (
                f"{end.year}年{end.month}月{end.day}日结束"
                in page.locator("[data-today]").inner_text()
            )
            assert page.locator("[aria-current=step]").count() == 0


def test_home_says_today_that_the_campaign_has_ended(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        assert "已于2023年12月31日结束" in watched.open("index.html").inner_text("[data-today]")


def test_day_changes_at_midnight_of_the_reader(browser: Browser, built: Built, server: str) -> None:
    first, second = built.json("schedule")["phases"][1:3]
    last = date.fromisoformat(first["end"])
    moments = {
        datetime.fromisoformat(f"{last}T23:59:00+06:00"): first["title"],
        datetime.fromisoformat(f"{last + timedelta(days=1)}T00:01:00+06:00"): second["title"],
    }
    with opened(browser, server, PHONE) as watched:
        for moment, title in moments.items():
            watched.page.clock.set_fixed_time(moment)
            said = watched.open("index.html").inner_text("[data-today]")
            assert said == f"今天处在：{title}"


# Links


def test_link_to_a_clause_or_an_item_brings_it_into_view(
    browser: Browser, built: Built, server: str
) -> None:
    item = built.json("items")["items"][-1]
    checklist = f"checklists/{item['checklist']}/index.html"
    targets = {f"{checklist}#{item['id']}": item["id"], item["basis"][0]["url"]: ""}
    with opened(browser, server, PHONE) as watched:
        for path, id_ in targets.items():
            page = watched.open(path)
            target = page.locator(f'[id="{id_ or path.partition("#")[2]}"]')
            page.wait_for_function("() => scrollY > 0")
            box = target.bounding_box()
            assert box
            assert -1 <= box["y"] <= PHONE[1] / 2


def test_skip_link_is_first_and_leads_to_the_text(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open("index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        box = page.locator(".skip").bounding_box()
        assert box
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


def test_printed_page_has_boxes_and_no_furniture(
    browser: Browser, built: Built, server: str
) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open(built.json("items")["checklists"][0]["url"])
        page.emulate_media(media="print")
        assert page.locator(".item .answer").first.is_visible()
        for name in (".head", ".foot", ".filter", ".narrowed", ".topics", ".record", ".bar"):
            for one in page.locator(name).all():
                assert not one.is_visible(), name
