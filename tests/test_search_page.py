"""The search page in a real browser: what it finds, and how it behaves while one types."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from scripts.bench_search import (
    ARRIVED,
    REAL,
    Asked,
    ask,
    by_kind,
    downloaded,
    queries,
    wrongly_empty,
    wrongly_full,
)
from scripts.nginx import Served
from tests.conftest import Built
from tests.watching import DESK, PHONE, address, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser

SEARCH = "search/index.html"
ROWS = "[data-result]"
KINDS = ("依据条款", "使用说明", "报表", "职责", "日程", "词语")
ABOVE_A_KEYBOARD = (412, 460)


def searched(query: str, **more: str) -> str:
    """Give the address of a search."""
    return f"{SEARCH}?{urlencode({'q': query, **more})}"


@pytest.fixture(scope="module")
def searching(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, PHONE) as watched:
        yield downloaded(watched.open(SEARCH))


def found(page: Page, query: str) -> list[str]:
    """Type a query; give where the results lead."""
    page.get_by_role("searchbox").fill(query)
    return links(page)


def links(page: Page) -> list[str]:
    """Give where the results on show lead."""
    hrefs: list[str] = page.evaluate(
        f"[...document.querySelectorAll('{ROWS} a')].map((one) => one.getAttribute('href'))"
    )
    return hrefs


def in_address(page: Page, **wanted: str) -> None:
    """Wait until the address holds these fields and no others."""
    page.wait_for_function(
        "(wanted) => JSON.stringify([...new URLSearchParams(location.search)]) === wanted",
        arg=json.dumps([*map(list, wanted.items())], ensure_ascii=False, separators=(",", ":")),
    )


def marks(page: Page, query: str) -> list[str]:
    """Type a query; give what is marked in the first result."""
    found(page, query)
    return page.locator(ROWS).first.locator("mark").all_inner_texts()


# What it finds


@pytest.fixture(scope="module")
def answers(searching: Page) -> list[Asked]:
    """The frozen set, asked in the browser."""
    return [ask(searching, query) for query in queries()]


@pytest.fixture(scope="module")
def real(searching: Page) -> list[Asked]:
    """The set of what real people type, asked in the browser."""
    return [ask(searching, query) for query in queries(REAL)]


@pytest.mark.slow
def test_frozen_set_is_found_among_the_first_five(answers: list[Asked]) -> None:
    score = by_kind(answers)["all"]
    assert score.count >= 265
    assert score.found >= 0.99
    assert score.mrr >= 0.934


@pytest.mark.slow
def test_wrong_character_of_the_same_sound_is_forgiven(answers: list[Asked]) -> None:
    assert by_kind(answers)["homophone"].found >= 0.9


@pytest.mark.slow
def test_no_query_of_the_sets_comes_to_nothing(answers: list[Asked], real: list[Asked]) -> None:
    assert wrongly_empty([*answers, *real]) == []


@pytest.mark.slow
def test_words_of_real_people_are_found_among_the_first_five(real: list[Asked]) -> None:
    score = by_kind(real)["all"]
    assert score.count >= 82
    assert score.found >= 0.96
    assert score.mrr >= 0.88


@pytest.mark.slow
def test_what_the_site_has_nothing_on_finds_nothing(real: list[Asked]) -> None:
    assert wrongly_full(real) == []


def test_item_is_first_by_its_number_in_any_width_and_case(searching: Page, built: Built) -> None:
    for item in built.json("items")["items"][::60]:
        id_ = item["id"]
        wide = "".join(chr(ord(char) + 0xFEE0) for char in id_)
        prefix, number = id_.split("-")
        short = f"{prefix.lower()}{int(number)}"
        for query in (id_, id_.lower(), wide, f" {prefix}{number} ", short, f"{prefix} {number}"):
            assert found(searching, query)[0] == f"../{item['url']}", query
        assert f"../{item['url']}" in found(searching, number)[:5], "as it stands on paper"


def test_whatever_is_pasted_whole_is_found(searching: Page, built: Built) -> None:
    """Both sides make text comparable in the same way, numbers with points and all."""
    for source in built.json("clauses")["sources"]:
        for clause in source["clauses"][::16]:
            words = clause["text"].replace("\n", " ")
            assert f"../{clause['url']}" in found(searching, words), clause["id"]
    for item in built.json("items")["items"][::20]:
        assert f"../{item['url']}" == found(searching, item["check"])[0]


def test_number_is_found_whole(searching: Page) -> None:
    found(searching, "5m")
    shown = "".join(searching.locator(f"{ROWS} mark").all_inner_texts())
    assert "5" in shown
    assert not any(wrong in shown for wrong in ("0.5", "15", "25"))


def test_words_are_found_in_any_order(searching: Page) -> None:
    one, other = found(searching, "审批 有限空间"), found(searching, "有限空间 审批")
    assert one[0] == other[0]
    assert set(one[:5]) == set(other[:5])


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "[.*", "\\", "%", "''\"", "。"])
def test_any_characters_are_text(searching: Page, query: str) -> None:
    found(searching, query)
    assert searching.locator("main img").count() == 0
    in_address(searching, q=query)
    searching.reload()
    downloaded(searching)
    assert searching.get_by_role("searchbox").input_value() == query


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("灭火器", "灭火器"),
        ("塔吊", "塔机"),  # another word for it
        ("miehuoqi", "灭火器"),
        ("mhq", "灭火器"),
        ("滅火器", "灭火器"),
        ("灭火汽", "灭火器"),
        ("４５℃", "45℃"),
        ("45度", "45℃"),
        ("２０２２版第七条（二）", "2022版 第七条（二）"),
    ],
)
def test_what_was_found_is_marked_however_it_was_typed(
    searching: Page, query: str, marked: str
) -> None:
    assert marked in marks(searching, query)


def test_result_says_where_it_stands_its_grade_and_the_line_that_matched(
    searching: Page, built: Built
) -> None:
    item = next(
        one
        for one in built.json("items")["items"]
        if one["grade"] == "major" and "防坠安全器" in one["check"]
    )
    found(searching, item["major_if"][0]["when"])
    row = searching.locator(f"[data-item-id={item['id']}]")
    assert item["check"] in row.inner_text()
    assert item["section_title"] in row.inner_text()
    assert group_of(row) == "施工"
    assert row.locator(".grade--major").inner_text() == "重大"
    assert row.locator(".result__line").inner_text().startswith("重大情形：")


def group_of(row: Locator) -> str:
    """Give the heading under which a result stands."""
    return row.locator("xpath=ancestor::section/h2").inner_text()


def test_results_shown_at_once_stand_list_by_list(searching: Page, built: Built) -> None:
    lists = {one["id"]: one["checklist"] for one in built.json("items")["items"]}
    found(searching, "灭火器")
    rows = searching.locator(ROWS).all()
    groups = [group_of(row) for row in rows]
    assert [name for name, _ in groupby(groups)] == list(dict.fromkeys(groups))
    of = {id_: name for row, name in zip(rows, groups, strict=True) if (id_ := item_of(row))}
    assert len({lists[id_] for id_ in of}) == len(set(of.values())) > 1
    assert set(groups) - set(of.values()) <= set(KINDS)


def item_of(row: Locator) -> str:
    """Give the number of the item that a result is, or ""."""
    return row.get_attribute("data-item-id") or ""


@pytest.mark.parametrize("query", ["灭火器", "煤气罐 放地下室", "tower crane"])
def test_two_results_stand_above_a_keyboard(browser: Browser, server: str, query: str) -> None:
    width, height = ABOVE_A_KEYBOARD
    with opened(browser, server, ABOVE_A_KEYBOARD) as watched:
        page = downloaded(watched.open(searched(query)))
        boxes = [row.bounding_box() for row in page.locator(ROWS).all()[:2]]
        for box in boxes:
            assert box
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height


# From the home page, by address, back


def test_hot_work_is_found_from_the_home_page_and_leads_to_the_item(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open("index.html")
        page.get_by_role("searchbox").fill("动火")
        page.get_by_role("searchbox").press("Enter")
        page.locator(ROWS).first.wait_for()
        assert "动火" in page.locator(ROWS).first.inner_text()
        first = page.locator(f"{ROWS}[data-item-id]").first
        id_ = first.get_attribute("data-item-id")
        first.get_by_role("link").click()
        page.wait_for_url(f"**/items/{id_}/index.html")


def test_address_of_a_search_shows_it_again(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = downloaded(watched.open(searched("动火")))
        before = links(page)
        assert before
        again = found(page, "演练")
        assert again
        assert again != before
        in_address(page, q="演练")
        page.reload()
        assert links(downloaded(page)) == again


def test_back_leads_to_the_same_list_and_place(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = downloaded(watched.open(searched("隐患")))
        page.locator("[data-action=more]").click()
        before = links(page)
        assert len(before) == 40
        row = page.locator(ROWS).nth(27)
        row.scroll_into_view_if_needed()
        link, place = row.get_by_role("link"), row.bounding_box()
        link.click()
        page.wait_for_url(lambda url: SEARCH not in url)
        page.go_back()
        page.wait_for_selector(ARRIVED)
        assert links(page)[: len(before)] == before
        page.wait_for_function("scrollY > 0")
        back = row.bounding_box()
        assert place
        assert back
        assert abs(place["y"] - back["y"]) < 2
        assert page.evaluate("document.activeElement.getAttribute('href')") == before[27]


# Filters


def test_filters_narrow_the_list_and_stay_in_the_address(
    browser: Browser, built: Built, address: str
) -> None:
    items = {one["id"]: one for one in built.json("items")["items"]}
    with opened(browser, address, PHONE) as watched:
        page = downloaded(watched.open(searched("裂缝")))
        every = links(page)
        assert len(every) == 10
        page.get_by_label("检查表").select_option("self-built")
        page.get_by_label("只看重大").check()
        left = [str(one.get_attribute("data-item-id")) for one in page.locator(ROWS).all()]
        assert left
        for id_ in left:
            assert (items[id_]["checklist"], items[id_]["grade"]) == ("self-built", "major")
        in_address(page, q="裂缝", list="self-built", major="1")
        page.reload()
        downloaded(page)
        assert page.get_by_label("只看重大").is_checked()
        assert page.get_by_label("检查表").input_value() == "self-built"
        assert page.locator(ROWS).count() == len(left)
        page.get_by_role("button", name="去掉筛选").click()
        assert links(page) == every


@pytest.mark.parametrize(
    ("kind", "begins"),
    {
        "item": "../items/",
        "clause": "../sources/",
        "guidance": "../guidance/",
        "form": "../forms/",
        "duty": "../duties/",
        "date": "../schedule/",
        "term": "../glossary/",
    }.items(),
)
def test_each_kind_can_be_shown_alone(searching: Page, kind: str, begins: str) -> None:
    searching.get_by_label("种类").select_option(kind)
    left = found(searching, "重大事故隐患")
    searching.get_by_label("种类").select_option("")
    assert left
    assert [one for one in left if not one.startswith(begins)] == []


def test_filter_that_leaves_nothing_says_what_there_is(searching: Page) -> None:
    searching.get_by_label("种类").select_option("term")
    assert found(searching, "SG-0001") == []
    expect(searching.get_by_role("status")).to_have_text("这样筛选没有；不筛选有 1 条")
    searching.get_by_role("button", name="去掉筛选").click()
    assert links(searching) == ["../items/SG-0001/index.html"]


# Nothing found


def test_number_that_no_item_has_is_told_and_offers_nothing(searching: Page) -> None:
    assert found(searching, "sg 9999") == []
    expect(searching.get_by_role("status")).to_have_text("没有这个编号")
    in_address(searching, q="sg 9999")
    expect(searching.locator("[data-search-terms]")).to_be_hidden()


def test_what_is_nowhere_offers_words_and_what_to_send_to_the_editor(searching: Page) -> None:
    assert found(searching, "魑魅魍魉") == []
    expect(searching.get_by_role("status")).to_have_text("没有找到")
    offered = searching.locator("[data-search-terms] a")
    offered.first.wait_for()
    assert offered.count() > 3
    assert searching.locator("[data-search-copied]").input_value().endswith("魑魅魍魉")
    word = offered.first.inner_text()
    assert found(searching, word), word


def test_nearest_words_are_offered_where_little_fits(searching: Page) -> None:
    found(searching, "魑魅魍魉升降饕餮")
    offered = searching.locator("[data-search-terms] a")
    offered.first.wait_for()
    assert "升降" in offered.first.inner_text()


def test_query_is_copied_for_the_editor(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = downloaded(watched.open(searched("动火")))
        watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="复制").click()
        page.get_by_role("button", name="已复制").wait_for()
        pasted = page.evaluate("navigator.clipboard.readText()")
        assert pasted.endswith("动火")


# Keys, input methods, screen readers


def test_keys_lead_to_the_field_through_the_results_and_into_one(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, DESK) as watched:
        page = watched.open("duties/index.html")
        page.keyboard.press("/")
        page.keyboard.type("动火")
        page.keyboard.press("Enter")
        page.locator(ROWS).first.wait_for()
        downloaded(page)
        page.locator("body").click(position={"x": 2, "y": 2})
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        focused = "document.activeElement.getAttribute('href')"
        where = []
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
            where.append(page.evaluate(focused))
        first, second = links(page)[:2]
        assert where == [first, second, first, second]
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: SEARCH not in url)


def test_slash_is_a_slash_in_a_field(searching: Page) -> None:
    field = searching.get_by_role("searchbox")
    field.fill("")
    field.press("/")
    assert field.input_value() == "/"


def test_half_a_syllable_is_not_searched(searching: Page) -> None:
    before = found(searching, "")
    keys = searching.context.new_cdp_session(searching)
    searching.get_by_role("searchbox").focus()
    for half in ("d", "do", "dong", "dong huo"):
        keys.send(
            "Input.imeSetComposition",
            {"text": half, "selectionStart": len(half), "selectionEnd": len(half)},
        )
        assert searching.get_by_role("searchbox").input_value() == half
        assert links(searching) == before
    keys.send("Input.insertText", {"text": "动火"})
    assert searching.get_by_role("searchbox").input_value() == "动火"
    assert links(searching) != before


def test_number_of_results_is_announced_once_typing_rests(searching: Page) -> None:
    found(searching, "")
    said = searching.evaluate_handle(
        """() => {
          const said = [];
          const status = document.querySelector('main [role="status"]');
          const watch = new MutationObserver(() => said.push(status.textContent));
          watch.observe(status, { childList: true });
          return said;
        }"""
    )
    found(searching, "挂牌督办")
    expect(searching.get_by_role("status")).to_have_text(re.compile(r"^找到 \d+ 条$"))
    searching.get_by_role("searchbox").press_sequentially(" 隐患", delay=20)
    assert len(said.json_value()) == 1
    searching.wait_for_function("(said) => said.length === 2", arg=said)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_jumps_while_one_types(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    with opened(browser, server, size) as watched:
        page = downloaded(watched.open(SEARCH))
        tops = set()
        for query in (
            "塔",
            "塔吊",
            "塔吊 附",
            "塔吊 附着",
            "魑",
            "魑魅",
            "",
            "SG-0001",
            "乒乓球桌",
        ):
            found(page, query)
            in_address(page, **({"q": query} if query else {}))  # once typing rests
            tops.add(
                page.evaluate("document.querySelector('.results').getBoundingClientRect().top")
            )
        assert len(tops) == 1


# What is downloaded, and when


def test_nothing_is_downloaded_before_it_is_wanted(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        asked: list[str] = []
        watched.page.on("request", lambda request: asked.append(request.url.split("/")[-1][:9]))
        waves = ["search-1.", "search-2."]
        for path in ("index.html", "duties/index.html", "items/SG-0001/index.html", SEARCH):
            watched.open(path)
        watched.page.wait_for_timeout(200)  # that nothing is asked for has no event
        assert not set(waves) & set(asked)
        downloaded(watched.page)
        assert [one for one in asked if one in waves] == waves


def test_field_of_another_page_fetches_ahead(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open("duties/index.html")
        with page.expect_request("**/search-1.*.js"):
            page.get_by_role("searchbox").focus()


def test_items_are_found_before_the_rest_has_arrived_and_stay_where_they_are_read(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        held: list[Route] = []
        watched.page.route("**/search-2.*.js", lambda route: held.insert(0, route))
        page = watched.open(SEARCH)
        with page.expect_request("**/search-2.*.js"):
            page.get_by_role("searchbox").fill("动火")
        page.locator(ROWS).first.wait_for()
        first = links(page)
        assert all("/items/" in one for one in first)
        expect(page.get_by_role("status")).to_have_text(
            re.compile(r"^找到 \d+ 条；条款、说明、职责等还在载入$")
        )
        page.keyboard.press("ArrowDown")
        held[0].continue_()
        downloaded(page)
        page.wait_for_function(f"document.querySelectorAll('{ROWS}').length > {len(first)}")
        assert links(page)[: len(first)] == first
        assert any("/guidance/" in one for one in links(page))


def test_download_that_fails_is_told(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search-1.*.js", lambda route: route.abort())
    page.goto(f"{server}{searched('动火')}")
    expect(page.get_by_role("status")).to_have_text(
        "搜索用的数据没有载入。请检查网络，再刷新本页。"
    )
    context.close()


def test_search_keeps_to_the_policy_of_a_strict_server(browser: Browser, served: Served) -> None:
    with opened(browser, served.base, PHONE, ignore_https_errors=True) as watched:
        page = downloaded(watched.open(searched("动火 审批", kind="item")))
        assert links(page)
        found(page, "yxkj")
        assert links(page)
