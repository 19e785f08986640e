"""Records handed on: exported, imported, merged, printed, deleted; from a server and a stick."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from paicha.project import Project
from tests.recording import (
    KEY,
    PHOTO,
    PHOTO_NAME,
    Json,
    accept,
    card,
    closed,
    exported,
    good,
    keep,
    kept,
    kept_photo,
    ladders,
    offer,
    opened_records,
    pretty,
    said,
    served,
)
from tests.test_browser import DESK, LOOK, PHONE, opened

__all__ = ["ladders"]
pytestmark = pytest.mark.browser
PICTURE = {PHOTO_NAME: PHOTO}
NOW = "2030-05-25T17:00:00+08:00"


@pytest.fixture(scope="module")
def server(ladders: Project) -> Iterator[str]:
    with served(ladders.output) as base:
        yield base


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, server: str, ladders: Project) -> str:
    return server if request.param == "http" else f"{ladders.output.as_uri()}/"


@contextmanager
def phone(browser: Browser, base: str, *records: Json, **more: Any) -> Iterator[Page]:
    """Lend a phone of its own that keeps some records; nothing on its pages may go wrong."""
    size = more.pop("size", PHONE)
    photos = more.pop("photos", {})
    with opened(browser, base, size, **more) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(NOW))
        page = opened_records(watched.page, base)
        if records:
            keep(page, *records, photos=photos)
        yield page


def other(**changes: Any) -> Json:
    """The good record as another inspector's of the same visit: an id of its own."""
    return good() | {"id": "ffeeddccbbaa9988", "inspectors": ["赵六"]} | changes


def answered(record: Json, **changes: Json | None) -> Json:
    """Change a record's answers: TZ_0001={...} changes some of what it says, None takes it out."""
    answers = dict(record["answers"])
    for name, change in changes.items():
        id_ = name.replace("_", "-")
        if change is None:
            del answers[id_]
        else:
            answers[id_] = answers[id_] | change
    return record | {"answers": answers}


def found(record: Json, **changes: Any) -> Json:
    """Change what the good record's finding says."""
    finding = record["answers"]["TZ-0001"]["finding"] | changes
    return answered(record, TZ_0001={"finding": finding})


# Out and in


def test_export_and_import_is_the_identity(browser: Browser, base: str) -> None:
    draft = good() | {"exported": None}
    sealed = closed(other(exported=None))
    revised = sealed | {"revision": 2, "closed": None, "weather": "阴"}
    revised["revises"] = {key: sealed["closed"][key] for key in ("number", "hash")}
    with phone(browser, base, draft, sealed, revised, photos=PICTURE) as page:
        name, content = exported(page, page.locator('[data-action="export-all"]'))
        assert re.fullmatch(r"检查记录-全部3份-\d{4}-\d\d-\d\d\.zip", name)
        first = kept(page)
    assert {key: one | {"exported": None} for key, one in first.items()} == {
        KEY: draft,
        "ffeeddccbbaa9988.1": sealed,
        "ffeeddccbbaa9988.2": revised,
    }
    with phone(browser, base) as page:
        offer(page, (name, content))
        assert accept(page) == "收下3份。"
        assert kept(page) == first
        assert kept_photo(page, PHOTO_NAME) == PHOTO
        _, again = exported(page, card(page, sealed).locator('[data-action="export"]'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(io.BytesIO(again)) as two:
        assert archive.testzip() is None
        written = next(one for one in archive.namelist() if "ffeedd-1" in one)
        assert unexported(two.read(written)) == unexported(archive.read(written))


def unexported(content: bytes) -> str:
    return re.sub('"exported": "[^"]+"', "", content.decode())


def test_exported_record_is_what_the_schema_says_and_people_can_read_it(
    browser: Browser, base: str, ladders: Project
) -> None:
    schema = json.loads((ladders.output / "data" / "record.schema.json").read_text("utf-8"))
    with phone(browser, base, good() | {"exported": None}) as page:
        name, content = exported(page, card(page, good()).locator('[data-action="export"]'))
        stored = kept(page)[KEY]
    assert name == "检查记录-青山县木器厂-2030-05-25-001122-1.json"
    Draft202012Validator(schema).validate(stored)
    assert content.decode() == pretty(stored)


def test_record_made_on_the_checklist_is_one_and_is_read_on_a_second_phone(
    browser: Browser, base: str, ladders: Project
) -> None:
    schema = json.loads((ladders.output / "data" / "record.schema.json").read_text("utf-8"))
    with phone(browser, base) as page:
        page.goto(f"{base}checklists/ladders/index.html")
        for id_, result in (("TZ-0001", "fail"), ("TZ-0002", "none")):
            page.locator(f'[data-item-id="{id_}"] [data-answer][value="{result}"]').check()
        finding = page.locator(".finding")
        finding.locator("[data-condition]").first.check()
        finding.locator('[data-field="seen"]').fill("左脚的防滑垫掉了")
        finding.locator('[data-field="remedy"][value="now"]').check()
        page.locator('[data-part="saved"][data-pending="0"]').wait_for()
        opened_records(page, base)
        name, content = exported(page, page.locator('.kept [data-action="export"]'))
        page.locator(".kept").get_by_text("已导出 2030").wait_for()
        made = kept(page)
    (record,) = made.values()
    Draft202012Validator(schema).validate(record)
    assert record["answers"]["TZ-0001"]["finding"]["grade"] == "major"
    with phone(browser, base) as page:
        offer(page, (name, content))
        assert accept(page) == "收下1份。"
        assert kept(page) == made
        page.locator(".kept h2 a").click()
        page.locator('[data-item-id="TZ-0001"] [value="fail"]:checked').wait_for()


def test_list_says_what_is_kept_and_whether_it_left_the_phone(browser: Browser, base: str) -> None:
    sealed = closed(other(exported=None))
    with phone(browser, base, good() | {"exported": None}, sealed) as page:
        draft, done = card(page, good()), card(page, sealed)
        shown = draft.inner_text()
        for words in ("青山县木器厂", "梯子检查表（2030版）", "草稿", "2030-05-25", "已答 2/2"):
            assert words in shown
        for words in ("不合格1项", "重大1项", "2030-05-25 15:10 存下", "尚未导出"):
            assert words in shown
        assert f"定稿 {sealed['closed']['number']}" in done.inner_text()
        exported(page, draft.locator('[data-action="export"]'))
        draft.get_by_text("已导出 2030-05-25 15:00").wait_for()
        changed = kept(page)[KEY] | {"changed": "2099-01-01T08:00:00+08:00"}
        keep(page, changed)
        assert "导出后又改过" in draft.inner_text()
        link = draft.locator("h2 a")
        link.click()
        page.wait_for_url(f"**/checklists/ladders/index.html?record={KEY}")


def test_record_that_never_left_the_phone_is_spoken_of_after_days(
    browser: Browser, server: str
) -> None:
    started = good() | {"exported": None}
    sent = other()
    with phone(browser, server) as page:
        for day, spoken in (("2030-05-27", False), ("2030-05-29", True)):
            page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+08:00"))
            keep(page, started, sent)
            remind = page.locator('[data-part="remind"]')
            assert remind.is_visible() == spoken
            assert not spoken or remind.inner_text().startswith("有1份记录放了3天以上")
        assert "在这台设备上3天了" in card(page, started).inner_text()


def test_time_on_the_phone_counts_from_its_arrival(browser: Browser, server: str) -> None:
    with phone(browser, server) as page:
        page.clock.set_fixed_time(datetime.fromisoformat("2030-06-20T12:00:00+08:00"))
        offer(page, ("记录.json", pretty(good()).encode()))
        accept(page)
        assert "在这台设备上不到1天" in card(page, good()).inner_text()
        page.clock.set_fixed_time(datetime.fromisoformat("2030-06-22T13:00:00+08:00"))
        page.reload()
        card(page, good()).get_by_text("在这台设备上2天了").wait_for()


def test_export_without_pictures_does_not_count_as_exported(browser: Browser, server: str) -> None:
    with phone(browser, server, good() | {"exported": None}, photos=PICTURE) as page:
        one = card(page, good())
        one.locator(".kept__more summary").click()
        name, content = exported(page, one.locator('[data-action="export-data"]'))
        assert name.endswith(".json")
        assert json.loads(content)["id"] == good()["id"]
        one.get_by_text("不含照片，所以不算导出过").wait_for()
        assert kept(page)[KEY]["exported"] is None


def test_large_export_comes_in_parts_that_are_read_together(browser: Browser, server: str) -> None:
    with phone(browser, server, good(), photos=PICTURE) as page:
        parts = page.evaluate(PARTS, 700)
        assert [name[-11:] for name, _ in parts] == ["-1（共2个）.zip", "-2（共2个）.zip"]
    with phone(browser, server) as page:
        offer(page, *((name, bytes(content)) for name, content in parts))
        assert page.locator('[data-part="refused"]').is_hidden()
        accept(page)
        assert kept(page) == {KEY: good()}
        assert kept_photo(page, PHOTO_NAME) == PHOTO


PARTS = """async (most) => {
  const keeper = await paicha.store.open();
  const { files } = await paicha.exports.all(await keeper.all(), keeper, most);
  const read = async (file) => [file.name, [...new Uint8Array(await file.arrayBuffer())]];
  return Promise.all(files.map(read));
}"""


def test_files_can_be_dropped_on_the_page(browser: Browser, base: str) -> None:
    with phone(browser, base, size=DESK) as page:
        page.evaluate(DROP, pretty(good()))
        page.locator(".incoming").wait_for()
        assert accept(page) == "收下1份。"
        assert kept(page) == {KEY: good()}


DROP = """(text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "记录.json"));
  for (const type of ["dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("h1").dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error("the browser would leave the page");
  }
}"""


def test_other_tab_shows_what_came_in(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        second = page.context.new_page()
        opened_records(second, base)
        offer(page, ("记录.json", pretty(good()).encode()))
        accept(page)
        card(second, good()).wait_for()


def test_record_of_an_edition_that_is_gone_stays_readable(browser: Browser, base: str) -> None:
    old = good() | {"edition": "1999", "edition_title": "1999版"}
    with phone(browser, base, old) as page:
        one = card(page, old)
        assert "本站没有这一版，只能看、打印、导出" in one.inner_text()
        assert one.locator("h2 a").get_attribute("href") is None
        exported(page, one.locator('[data-action="export"]'))
        opened_records(page, base, f"?sheet={KEY}")
        assert "左脚的防滑垫掉了" in page.locator(".sheet").inner_text()
        assert page.locator('[data-view="sheet"] [data-part="open"]').is_hidden()


# Merging


def test_two_inspectors_records_of_one_visit_become_one(browser: Browser, base: str) -> None:
    mine = answered(good() | {"weather": ""}, TZ_0001=None)
    theirs = answered(other(companions=["孙七"], facets=[]), TZ_0002=None)
    content = pretty(theirs).encode()
    with phone(browser, base, mine) as page:
        offer(page, ("赵六.zip", zipped(theirs)))
        assert page.get_by_label("并入本机的“青山县木器厂").is_checked()
        assert "新增2项，补充0项，相同0项，不同0项" in page.locator(".incoming").inner_text()
        assert accept(page) == "并入1份。"
        merged = kept(page)[KEY]
        assert merged["answers"] == good()["answers"]
        assert merged["inspectors"] == ["张三", "李四", "赵六"]
        assert merged["companions"] == ["王五", "孙七"]
        assert merged["weather"] == "晴"
        assert merged["facets"] == [], "all of one is not narrowed by some of the other"
        assert kept_photo(page, PHOTO_NAME) == PHOTO
        assert list(kept(page)) == [KEY]
        offer(page, ("赵六.json", content))
        assert "新增0项，补充0项，相同1项，不同0项" in page.locator(".incoming").inner_text()
        accept(page)
        again = kept(page)[KEY]
        assert again["answers"] == merged["answers"]


def zipped(record: Json) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("记录.json", pretty(record))
        archive.writestr(f"照片/{PHOTO_NAME}", PHOTO)
    return held.getvalue()


def test_record_of_the_same_visit_can_also_be_taken_as_a_new_one(
    browser: Browser, base: str
) -> None:
    with phone(browser, base, good()) as page:
        offer(page, ("赵六.json", pretty(other()).encode()))
        page.get_by_label("收下，作为一份新记录").check()
        assert accept(page) == "收下1份。"
        assert kept(page) == {KEY: good(), "ffeeddccbbaa9988.1": other()}


def test_record_of_another_visit_is_new_unless_one_says_otherwise(
    browser: Browser, server: str
) -> None:
    with phone(browser, server, good()) as page:
        offer(page, ("赵六.json", pretty(other(date="2030-05-26")).encode()))
        assert page.get_by_label("收下，作为一份新记录").is_checked()
        assert page.get_by_label("并入本机的“青山县木器厂").count() == 1


def test_blank_never_overwrites(browser: Browser, base: str) -> None:
    blank = {"seen": "", "place": "", "responsible": "", "action": "", "funds": "", "due": ""}
    empty = found(good(), **blank, contingency="", remedy=None, photos=[])
    empty = answered(empty, TZ_0002={"note": "", "measures": {}})
    empty |= {"unit": "", "project": "", "address": "", "date": "", "weather": "", "inspectors": []}
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
    theirs = answered(theirs, TZ_0002={"result": "none", "at": "2030-05-25T16:30:00+08:00"})
    theirs |= {"weather": "雨"}
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
        assert "2030-05-25 16:30" in conflicts.nth(2).inner_text()
        conflicts.nth(0).locator('[value="mine"]').check()
        conflicts.nth(1).locator('[value="theirs"]').check()
        assert take.is_disabled()
        conflicts.nth(2).locator('[value="theirs"]').check()
        assert accept(page) == "并入1份。"
        merged = kept(page)[KEY]
        assert merged["weather"] == "晴"
        finding = merged["answers"]["TZ-0001"]["finding"]
        assert finding["seen"] == "两只脚的防滑垫都掉了"
        assert finding["place"] == "一车间门口", "theirs was blank"
        assert [one["name"] for one in finding["photos"]] == [PHOTO_NAME]
        assert merged["answers"]["TZ-0002"]["result"] == "none"


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
        page.evaluate(PUT, good())
        assert "刚刚在别处改过，没有收" in accept(page)
        assert kept(page)[KEY] == good()


PUT = "async (one) => (await paicha.store.open()).put(paicha.record.key(one), one)"


# Closed records


def test_closed_record_is_never_changed_by_an_import(browser: Browser, base: str) -> None:
    mine = closed(good())
    theirs = found(good(), seen="别的")
    for incoming in (theirs, closed(theirs)):
        with phone(browser, base, mine) as page:
            offer(page, ("赵六.json", pretty(incoming).encode()))
            assert "不会改动" in page.locator(".incoming").inner_text()
            assert page.locator('[data-part="choices"] label').all_inner_texts() == [
                " 另存为一份新的草稿".strip(),
                "不收",
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
        assert accept(page) == "收下1份。"
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
        again = closed(good()) | {"exported": "2031-01-01T08:00:00+08:00"}
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


# What is hostile


HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>'


def hostile() -> Json:
    """A record whose every text is HTML and begins as a formula does."""
    text = f"=HYPERLINK(1){HOSTILE}"
    record = good()
    for name in ("title", "edition_title", "unit", "project", "address", "weather"):
        record[name] = text
    record |= {"inspectors": [text], "companions": [text]}
    for answer in record["answers"].values():
        answer |= {"check": text, "note": text, "measures": {text: text}}
    finding = record["answers"]["TZ-0001"]["finding"]
    for name in ("seen", "place", "responsible", "action", "funds", "contingency"):
        finding[name] = text
    finding["conditions"] = [text]
    return record


def test_hostile_text_stays_text_everywhere(browser: Browser, base: str) -> None:
    record = hostile()
    mine = found(hostile() | {"weather": "晴"}, seen=f"+{HOSTILE}")
    with phone(browser, base, mine, size=DESK) as page:
        offer(page, (f"{HOSTILE}.json", pretty(record).encode()))
        page.locator('[data-part="coming"] summary').first.dispatch_event("click")
        assert page.locator(".conflict").count() == 2
        harmless(page)
        page.locator('[data-choose="theirs"]').click()
        accept(page)
        harmless(page)
        one = card(page, record)
        one.locator('[data-action="copy"]').click()
        one.get_by_text("复制", exact=False).first.wait_for()
        name, _ = exported(page, one.locator('[data-action="export"]'))
        assert not re.search(r'[\\/:*?"<>|]', name)
        opened_records(page, base, f"?sheet={KEY}")
        assert HOSTILE in page.locator(".sheet").inner_text()
        harmless(page)
        opened_records(page, base, f"?keyin={KEY}")
        harmless(page)


def harmless(page: Page) -> None:
    assert page.locator("main img, main script:not([src])").count() == 0
    assert page.title() != "1"


def test_table_has_no_cell_that_a_spreadsheet_would_compute(browser: Browser, server: str) -> None:
    with phone(browser, server) as page:
        for text in ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", '=1"', "\n=1"):
            cells = page.evaluate(CELLS, [{"unit": text}])
            assert re.match(r"\ufeff单位\r\n\"'", cells), text
        assert page.evaluate(CELLS, [{"unit": '甲"乙,丙'}]) == '\ufeff单位\r\n"甲""乙,丙"\r\n'
        assert page.evaluate(CELLS, [{"unit": "两\n行"}]) == "\ufeff单位\r\n两 行\r\n"


CELLS = """async ([given]) => {
  const blank = { place: "", seen: "", remedy: null, due: "", action: "" };
  const finding = { ...blank, grade: "major", conditions: ["x"] };
  const answers = { "TZ-0001": { result: "fail", check: "x", finding, measures: {}, note: "" } };
  const named = { id: "1", revision: 1, checklist: "none", edition: "1", closed: null };
  const record = { ...named, answers, ...given };
  return (await paicha.exports.table([record], [{ id: "unit", label: "单位" }], {})).text;
}"""


# Text for a chat, the share sheet


def test_text_for_a_chat_says_what_was_found(browser: Browser, base: str) -> None:
    with phone(browser, base, good(), permissions=["clipboard-read", "clipboard-write"]) as page:
        card(page, good()).locator('[data-action="copy"]').click()
        card(page, good()).get_by_text("已复制").wait_for()
        text = page.evaluate("navigator.clipboard.readText()")
    assert text.splitlines() == [
        "梯子检查表（2030版）检查记录",
        "被检查单位：青山县木器厂",
        "项目：一车间",
        "地址：青山县南街1号",
        "检查日期：2030-05-25",
        "检查人：张三、李四",
        "陪同人：王五",
        "已答2/2项：合格1，不合格1（重大1，一般0），不适用0",
        "1. 【重大】TZ-0001 梯脚是否都有防滑垫",
        "   部位：一车间门口",
        "   情况：左脚的防滑垫掉了",
        "   判定：梯脚没有防滑垫（《青山县关于检查梯子的通知》一）",
        "   整改：限期整改；责任人：王五；措施：换防滑垫，换好以前不用；资金：20元；"
        "期限：2030-05-30；应急预案：挂停用牌",
        "   要做：停用；停用",
        "   照片：1张",
        "草稿，未定稿",
    ]


def test_text_that_cannot_be_copied_is_shown_to_be_selected(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script("delete Navigator.prototype.clipboard")
        page = opened_records(watched.page, server)
        keep(page, good())
        one = card(page, good())
        one.locator('[data-action="copy"]').click()
        box = one.locator("textarea")
        box.wait_for()
        assert "TZ-0001" in box.input_value()
        assert page.evaluate("String(getSelection())") or page.evaluate(SELECTED) > 100
        one.locator(".kept__more summary").click()
        one.locator('[data-action="copy-data"]').click()
        data = box.input_value()
        keep(page)
        page.get_by_text("粘贴收到的数据").click()
        page.get_by_label("数据").fill(data.replace("晴", "阴"))
        page.locator('[data-action="read-pasted"]').click()
        page.locator(".conflict").wait_for()
        assert "并入本机的这一份" in page.locator(".incoming").inner_text()


SELECTED = "document.activeElement.selectionEnd - document.activeElement.selectionStart"

SHARE = """
navigator.canShare = ({ files }) => files.every(({ type }) => TYPES.includes(type));
navigator.share = async ({ files }) => { window.shared = files.map(({ name }) => name); };
"""


@pytest.mark.parametrize("pictures", [True, False])
def test_share_sheet_takes_the_record_and_says_whether_its_pictures_went(
    browser: Browser, server: str, *, pictures: bool
) -> None:
    types = ["text/plain", "image/jpeg"] if pictures else ["text/plain"]
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script(SHARE.replace("TYPES", json.dumps(types)))
        page = opened_records(watched.page, server)
        keep(page, good() | {"exported": None}, photos=PICTURE)
        one = card(page, good())
        one.locator(".kept__more summary").click()
        one.locator('[data-action="share"]').click()
        one.get_by_text("已交给分享").wait_for()
        names = page.evaluate("shared")
        assert [name.rpartition(".")[2] for name in names] == ["txt", *["jpg"] * pictures]
        assert bool(kept(page)[KEY]["exported"]) == pictures
        assert ("不含照片" in one.inner_text()) != pictures


# Deleting


def test_deleting_asks_once_and_says_what_would_be_lost(browser: Browser, base: str) -> None:
    with phone(browser, base, good() | {"exported": None}, photos=PICTURE) as page:
        one = card(page, good())
        one.locator(".kept__more summary").click()
        delete = one.locator('[data-action="delete"]')
        delete.click()
        question = page.locator("dialog[open]")
        assert (
            "尚未导出。现在删除，2项回答、1项隐患、1张照片就找不回来了。" in question.inner_text()
        )
        page.keyboard.press("Escape")
        assert question.count() == 0
        delete.click()
        question.locator('[data-action="keep"]').click()
        assert list(kept(page)) == [KEY]
        delete.click()
        with page.expect_download():
            question.locator('[data-action="export-first"]').click()
        one.get_by_text("已导出 20").wait_for()
        delete.click()
        assert "之后没有改过" in question.inner_text()
        assert question.locator('[data-action="export-first"]').is_hidden()
        question.locator('[data-action="delete-now"]').click()
        one.wait_for(state="detached")
        assert said(page) == "已删除“青山县木器厂”。"
        assert kept(page) == {}
        assert kept_photo(page, PHOTO_NAME) is None
        assert page.get_by_text("还没有记录").is_visible()


def test_picture_that_another_record_shows_stays(browser: Browser, server: str) -> None:
    with phone(browser, server, good(), other(), photos=PICTURE) as page:
        for record, left in ((good(), PHOTO), (other(), None)):
            one = card(page, record)
            one.locator(".kept__more summary").click()
            one.locator('[data-action="delete"]').click()
            page.locator('dialog [data-action="delete-now"]').click()
            one.wait_for(state="detached")
            assert kept_photo(page, PHOTO_NAME) == left


def test_picture_that_no_record_shows_goes_after_a_day(browser: Browser, server: str) -> None:
    taken_out = {"TZ-0001-000000000000.jpg": PHOTO}
    with phone(browser, server, good(), photos=PICTURE | taken_out) as page:
        for hours, is_there in ((1, True), (23, True), (25, False)):
            page.clock.set_fixed_time(datetime.fromisoformat(NOW) + timedelta(hours=hours))
            opened_records(page, server)
            assert (kept_photo(page, *taken_out) is not None) == is_there, hours
            assert kept_photo(page, PHOTO_NAME) == PHOTO


# Where things are kept


NO_DATABASE = "indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };"
NO_TEXTS = "Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); };"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", "记录只存在这台设备的这个浏览器里"),
        (NO_DATABASE, "照片存不下"),
        (NO_DATABASE + NO_TEXTS, "关掉窗口，记录就没有了"),
    ],
    ids=["indexeddb", "local", "tab"],
)
def test_page_says_what_kind_of_store_there_is(
    browser: Browser, server: str, script: str, words: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script(script)
        page = opened_records(watched.page, server)
        assert words in page.locator('[data-part="store"]').inner_text()
        offer(page, ("记录.zip", zipped(good())))
        taken = accept(page)
        assert ("照片在这个浏览器里存不下" in taken) == bool(script)
        assert kept(page) == {KEY: good()}


def test_page_asks_for_lasting_storage_only_where_the_browser_has_it(
    browser: Browser, server: str
) -> None:
    with phone(browser, server) as page:
        assert "还可用" in page.locator('[data-part="room"]').inner_text()
        assert "没有答应长期保存" in page.locator('[data-part="lasting"]').inner_text()
        page.locator('[data-action="persist"]').click()
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script("delete Navigator.prototype.storage")
        page = opened_records(watched.page, server)
        assert page.locator('[data-part="room"]').inner_text() == ""
        assert page.locator('[data-action="persist"]').is_hidden()


def test_full_phone_says_so_and_keeps_what_it_has(browser: Browser, server: str) -> None:
    with phone(browser, server, good()) as page:
        page.evaluate(FULL)
        offer(page, ("赵六.zip", zipped(other(date="2030-05-26"))))
        assert (
            accept(page) == "“青山县木器厂　2030-05-26”：本机存满了，没有收。请先导出、删除旧记录。"
        )
        assert kept(page) == {KEY: good()}
        assert kept_photo(page, PHOTO_NAME) is None


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""


# Paper


def printed(page: Page) -> list[str]:
    """Print the page; give the text of each sheet."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert all(abs(float(sheet.mediabox.width) - 595) < 2 for sheet in reader.pages), "not A4"
    return [as_typed(sheet.extract_text()) for sheet in reader.pages]


def as_typed(text: str) -> str:
    """Take spaces out, and write the radicals that a PDF gives for some characters as these."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("⻘⻚⻔⻋⻓", "青页门车长"))
    return re.sub(r"\s+", "", text)


def test_closed_record_prints_with_number_hash_and_places_to_sign(
    browser: Browser, base: str
) -> None:
    sealed = closed(good())
    with phone(browser, base, sealed, photos=PICTURE) as page:
        page.goto(f"{base}records/index.html?sheet={KEY}")
        page.locator('[data-view="sheet"][data-ready]').wait_for()
        assert page.title() == "检查记录-青山县木器厂-2030-05-25-001122-1"
        (sheet,) = printed(page)
        assert page.locator(".sheet img").count() == 1
    for words in (
        *(
            "青山县安全办公室",
            "梯子检查记录",
            "青安〔2030〕1号",
            "2030版",
            "青山县木器厂",
            "张三、李四",
        ),
        *(sealed["closed"]["number"], sealed["closed"]["hash"], "左脚的防滑垫掉了", "挂停用牌"),
        *(
            "《青山县关于检查梯子的通知》一",
            "横档间距28厘米",
            "新换过",
            "被检查单位负责人",
            "陪同人",
        ),
        "本次应查2项，已答2项：合格1项，不合格1项（重大1，一般0），不适用0项，没有答0项。",
    ):
        assert as_typed(words) in sheet, words
    order = [sheet.index(words) for words in ("隐患和整改", "检查情况", "被检查单位负责人")]
    assert order == sorted(order)
    assert "草稿" not in sheet
    assert "全部记录" not in sheet


def test_draft_and_revision_say_what_they_are_on_every_sheet(browser: Browser, server: str) -> None:
    long = good() | {"revision": 2}
    long["revises"] = {"number": "LA20300525-ABCDEF01", "hash": "0" * 64}
    long["answers"] |= {
        f"TZ-{n:04}": good()["answers"]["TZ-0002"] | {"check": f"第{n}项是否完好" * 4}
        for n in range(1000, 1200)
    }
    with phone(browser, server, long) as page:
        opened_records(page, server, "?sheet=00112233445566aa.2")
        sheets = printed(page)
    assert len(sheets) >= 3
    assert "TZ-1199" in sheets[-1], "the signatures are not alone"
    assert "被检查单位负责人" in sheets[-1]
    for sheet in sheets:
        assert as_typed("草稿，未定稿　第2稿　修订自 LA20300525-ABCDEF01") in sheet


def test_sheet_of_a_record_that_is_not_here_says_so(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        opened_records(page, base, "?sheet=0000000000000000.1")
        assert page.get_by_text("这台设备上没有这份记录").is_visible()


# How it looks


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_state_fits_and_can_be_read(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    wide = found(good(), seen="长" * 300, place="x" * 300)
    wrong = []
    with phone(browser, server, wide, closed(other()), size=size, photos=PICTURE) as page:
        offer(page, ("赵六.json", pretty(good()).encode()), ("坏.json", b"{"))
        wrong += looked(page, "list")
        for query in (f"?sheet={KEY}", f"?keyin={KEY}", "?keyin=ladders.2030", "?sheet=none"):
            opened_records(page, server, query)
            if "keyin" in query:
                page.locator("#keyin-line").fill("01 2 坏")
                page.locator("#keyin-line").press("Enter")
                page.locator(".keyin__detail:not([hidden])").wait_for()
            wrong += looked(page, query)
    assert wrong == []


def looked(page: Page, state: str) -> list[str]:
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wrong += [f"{state} {scheme}: {one}" for one in page.evaluate(LOOK, True)]
        small = page.evaluate(SMALL)
        wrong += [f"{state}: {one}" for one in small]
    return wrong


SMALL = """() => [...document.querySelectorAll(
  `main button, main .button, main summary, main .tick, main select, main .actions a, .kept h2 a,
   .conflict__head, .keyin input`)]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && one.checkVisibility() && (box.height < 44 || box.width < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} is ${box.width} × ${box.height}`)"""


def test_page_reads_without_scripts(browser: Browser, base: str) -> None:
    with opened(browser, base, PHONE, java_script_enabled=False) as watched:
        page = watched.open("records/index.html")
        assert page.get_by_text("检查记录只存在填写它的这台设备").is_visible()
        assert page.locator("main button:visible").count() == 0
