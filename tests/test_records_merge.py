"""Two records of one visit become one; a closed record stays as it is."""

import pytest
from playwright.sync_api import Browser

from tests.recording import (
    KEY,
    PHOTO,
    PHOTO_NAME,
    PICTURE,
    Json,
    accept,
    answered,
    base,
    card,
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
    zipped,
)
from tests.stored import kept, kept_photo, put

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser
LATER = "2030-05-25T16:30:00+08:00"


# Merging


def test_two_inspectors_records_of_one_visit_become_one(browser: Browser, base: str) -> None:
    mine = answered(said_of(good(), weather=""), TZ_0001=None)
    theirs = answered(other(companions=people("孙七"), facets=[]), TZ_0002=None)
    content = pretty(theirs).encode()
    with phone(browser, base, mine) as page:
        offer(page, ("赵六.zip", zipped(theirs)))
        assert page.get_by_label("合并到本机的“青山县木器厂").is_checked()
        assert "新增2项，补充0项，相同0项，不同0项" in page.locator(".incoming").inner_text()
        assert accept(page) == "合并1份。"
        merged = kept(page)[KEY]
        assert merged["answers"] == good()["answers"]
        assert merged["inspectors"] == [*good()["inspectors"], *people("赵六")]
        assert merged["companions"] == people("王五", "孙七")
        assert merged["particulars"]["weather"] == "晴"
        assert merged["facets"] == [], "all of one is not narrowed by some of the other"
        assert kept_photo(page, PHOTO_NAME) == PHOTO
        assert list(kept(page)) == [KEY]
        offer(page, ("赵六.json", content))
        assert "新增0项，补充0项，相同1项，不同0项" in page.locator(".incoming").inner_text()
        accept(page)
        again = kept(page)[KEY]
        assert again["answers"] == merged["answers"]


def test_record_of_the_same_visit_can_also_be_taken_as_a_new_one(
    browser: Browser, base: str
) -> None:
    with phone(browser, base, good()) as page:
        offer(page, ("赵六.json", pretty(other()).encode()))
        page.get_by_label("导入，作为一份新记录").check()
        assert accept(page) == "导入1份。"
        assert kept(page) == {KEY: good(), "ffeeddccbbaa9988.1": other()}


def test_record_of_another_visit_is_new_unless_one_says_otherwise(
    browser: Browser, server: str
) -> None:
    with phone(browser, server, good()) as page:
        offer(page, ("赵六.json", pretty(other(date="2030-05-26")).encode()))
        assert page.get_by_label("导入，作为一份新记录").is_checked()
        assert page.get_by_label("合并到本机的“青山县木器厂").count() == 1


def test_blank_never_overwrites(browser: Browser, base: str) -> None:
    blank = {"seen": "", "place": "", "responsible": "", "action": "", "funds": "", "due": ""}
    empty = found(good(), **blank, contingency="", remedy=None, photos=[])
    empty = answered(empty, TZ_0002={"note": "", "measures": {}})
    empty = said_of(empty, unit="", project="", address="", weather="")
    empty |= {"date": "", "inspectors": []}
    with phone(browser, base, good(), photos=PICTURE) as page:
        offer(page, ("空.json", pretty(empty).encode()))
        assert "新增0项，补充0项，相同2项，不同0项" in page.locator(".incoming").inner_text()
        accept(page)
        assert untimed(kept(page)[KEY]) == untimed(good())
    with phone(browser, base, empty) as page:
        offer(page, ("满.zip", zipped(good())))
        assert "新增5项，补充2项，相同0项，不同0项" in page.locator(".incoming").inner_text()
        accept(page)
        assert untimed(kept(page)[KEY]) == untimed(good())


def untimed(record: Json) -> Json:
    return {key: value for key, value in record.items() if key not in ("changed", "exported")}


def test_conflict_is_shown_side_by_side_and_must_be_chosen(browser: Browser, base: str) -> None:
    theirs = found(good(), seen="两只脚的防滑垫都掉了", place="", photos=[])
    theirs = answered(theirs, TZ_0002={"value": "none", "by": "赵六", "at": LATER})
    theirs = said_of(theirs, weather="雨")
    with phone(browser, base, good(), photos=PICTURE) as page:
        offer(page, ("赵六.json", pretty(theirs).encode()))
        take = page.locator('[data-action="accept"]')
        assert take.is_disabled()
        assert page.locator('[data-part="open"]').first.is_visible()
        conflicts = page.locator(".conflict")
        assert conflicts.count() == 3
        shown = conflicts.nth(1).inner_text()
        assert "左脚的防滑垫掉了" in shown
        assert "两只脚的防滑垫都掉了" in shown
        assert page.locator(".conflict mark").all_inner_texts()[:2] == ["晴", "雨"]
        assert "赵六　2030-05-25 16:30" in conflicts.nth(2).inner_text()
        conflicts.nth(0).locator('[value="mine"]').check()
        conflicts.nth(1).locator('[value="theirs"]').check()
        assert take.is_disabled()
        conflicts.nth(2).locator('[value="theirs"]').check()
        assert accept(page) == "合并1份。"
        merged = kept(page)[KEY]
        assert merged["particulars"]["weather"] == "晴"
        finding = merged["answers"]["TZ-0001"]["findings"][0]
        assert finding["seen"] == "两只脚的防滑垫都掉了"
        assert finding["place"] == "", "theirs is taken whole"
        assert [one["name"] for one in finding["photos"]] == [PHOTO_NAME]
        assert merged["answers"]["TZ-0002"]["value"] == "none"


def test_answer_that_is_refused_leaves_no_words_behind(browser: Browser, server: str) -> None:
    mine = answered(good(), TZ_0002={"note": "", "measures": {}})
    refused = {"value": "none", "note": "没有横档", "measures": {"横档间距": "99"}}
    with phone(browser, server, mine) as page:
        offer(page, ("赵六.json", pretty(answered(other(), TZ_0002=refused)).encode()))
        for choice in page.locator('.conflict [value="mine"]').all():
            choice.check()
        accept(page)
        assert kept(page)[KEY]["answers"]["TZ-0002"] == mine["answers"]["TZ-0002"]


def test_merge_chosen_one_by_one_gives_what_was_chosen(browser: Browser, server: str) -> None:
    theirs = found(good(), seen="别的", funds="30元")
    with phone(browser, server, good()) as page:
        offer(page, ("赵六.json", pretty(theirs).encode()))
        page.locator('[data-choose="mine"]').click()
        accept(page)
        assert kept(page)[KEY]["answers"] == good()["answers"]


def test_answer_changed_in_another_tab_meanwhile_is_not_overwritten(
    browser: Browser, server: str
) -> None:
    theirs = answered(good(), TZ_0002={"note": "旧的"})
    with phone(browser, server, answered(good(), TZ_0002={"note": ""})) as page:
        offer(page, ("赵六.json", pretty(theirs).encode()))
        assert "补充1项" in page.locator(".incoming").inner_text()
        put(page, good())
        assert "刚刚在别处改过，没有导入" in accept(page)
        assert kept(page)[KEY] == good()


# Closed records


def test_closed_record_is_never_changed_by_an_import(browser: Browser, base: str) -> None:
    mine = closed(good())
    theirs = found(good(), seen="别的")
    for incoming in (theirs, closed(theirs)):
        with phone(browser, base, mine) as page:
            offer(page, ("赵六.json", pretty(incoming).encode()))
            assert "不会改动" in page.locator(".incoming").inner_text()
            assert page.locator('[data-part="choices"] label').all_inner_texts() == [
                "导入，另存为一份新的草稿",
                "不导入",
            ]
            assert accept(page) == "另存1份。"
            records = kept(page)
            assert records.pop(KEY) == mine
            (copy,) = records.values()
            assert copy["answers"] == theirs["answers"]
            assert copy["closed"] is None
            origin = incoming["closed"]
            assert (copy["revises"] or {}).get("number") == (origin and origin["number"])


def test_closed_record_is_taken_whole_and_a_fuller_draft_is_kept_beside_it(
    browser: Browser, base: str
) -> None:
    sealed = closed(answered(good(), TZ_0002=None))
    with phone(browser, base, good(), photos=PICTURE) as page:
        offer(page, ("定稿.json", pretty(sealed).encode()))
        assert "本机的草稿另存为一份新记录" in page.locator(".incoming").inner_text()
        assert accept(page) == "导入1份。"
        records = kept(page)
        assert records.pop(KEY) == sealed
        (draft,) = records.values()
        assert untimed(draft) | {"id": good()["id"]} == untimed(good())


def test_closed_record_replaces_a_draft_that_says_no_more(browser: Browser, base: str) -> None:
    sealed = closed(good())
    with phone(browser, base, answered(good(), TZ_0002=None)) as page:
        offer(page, ("定稿.json", pretty(sealed).encode()))
        assert "草稿里没有更多内容" in page.locator(".incoming").inner_text()
        accept(page)
        assert kept(page) == {KEY: sealed}


def test_same_record_again_is_said_to_be_the_same(browser: Browser, base: str) -> None:
    with phone(browser, base, closed(good())) as page:
        again = closed(good()) | {
            "exported": {"at": "2031-01-01T08:00:00+08:00", "content": "0" * 64}
        }
        offer(page, ("定稿.json", pretty(again).encode()))
        assert "本机已有，内容相同" in page.locator(".incoming").inner_text()
        assert page.locator('[data-action="accept"]').is_disabled()
        offer(page, ("定稿.zip", zipped(again)))
        assert accept(page) == "补照片1份。"
        assert kept_photo(page, PHOTO_NAME) == PHOTO
        assert kept(page) == {KEY: closed(good())}


def test_record_changed_in_the_store_is_not_shown_as_the_original(
    browser: Browser, server: str
) -> None:
    forged = found(closed(good()), seen="没有隐患")
    with phone(browser, server, forged) as page:
        assert card(page, good()).locator('[data-part="changed"]').is_visible()
        opened_records(page, server, f"?sheet={KEY}")
        assert page.locator('.sheet [data-part="changed"]').is_visible()
