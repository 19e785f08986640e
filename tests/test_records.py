"""Records handed on: exported, imported, listed; from a server and a stick."""

import io
import json
import re
import zipfile
from datetime import datetime

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, expect

from paicha.project import Project
from tests.recording import (
    KEY,
    PHOTO,
    PHOTO_NAME,
    PICTURE,
    accept,
    base,
    card,
    closed,
    exported,
    good,
    keep,
    ladders,
    offer,
    opened_records,
    other,
    phone,
    pretty,
    said_of,
    server,
)
from tests.scripted import ran
from tests.stored import kept, kept_photo
from tests.watching import DESK

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser


def test_export_and_import_is_the_identity(browser: Browser, base: str) -> None:
    draft = good() | {"exported": None}
    sealed = closed(other(exported=None))
    revised = said_of(sealed, weather="阴") | {"revision": 2, "closed": None}
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
        assert accept(page) == "导入3份。"
        assert kept(page) == first
        assert kept_photo(page, PHOTO_NAME) == PHOTO
        _, again = exported(page, card(page, sealed).locator('[data-action="export"]'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(io.BytesIO(again)) as two:
        assert archive.testzip() is None
        written = next(one for one in archive.namelist() if "ffeedd-1" in one)
        assert unexported(two.read(written)) == unexported(archive.read(written))


def unexported(content: bytes) -> str:
    return pretty(json.loads(content) | {"exported": None})


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
    assert record["answers"]["TZ-0001"]["findings"][0]["grade"] == "major"
    with phone(browser, base) as page:
        offer(page, (name, content))
        assert accept(page) == "导入1份。"
        assert kept(page) == made
        page.locator(".kept h3 a").click()
        page.locator('[data-item-id="TZ-0001"] [value="fail"]:checked').wait_for()


def test_list_says_what_is_kept_and_whether_it_left_the_phone(browser: Browser, base: str) -> None:
    sealed = closed(other(exported=None))
    with phone(browser, base, good() | {"exported": None}, sealed) as page:
        draft, done = card(page, good()), card(page, sealed)
        shown = draft.inner_text()
        for words in ("青山县木器厂", "梯子检查表（2030版）", "草稿", "2030-05-25", "已答 2/2"):
            assert words in shown
        for words in ("有重大隐患", "不合格1项", "重大1项", "尚未导出"):
            assert words in shown
        draft.locator(".kept__more summary").click()
        assert "2030-05-25 15:10 存下" in draft.inner_text()
        assert f"定稿 {sealed['closed']['number']}" in done.inner_text()
        exported(page, draft.locator('[data-action="export"]'))
        draft.get_by_text("已导出 2030-05-25 15:00").wait_for()
        left = kept(page)[KEY] | {"changed": "1999-01-01T08:00:00+08:00"}  # a clock set back
        keep(page, said_of(left, weather="雨"))
        assert "导出后又改过" in draft.inner_text()
        keep(page, left | {"changed": "2099-01-01T08:00:00+08:00"})
        assert "已导出 2030-05-25 15:00" in draft.inner_text(), "changed back"
        draft.locator("h3 a").click()
        page.locator('[data-item-id="TZ-0001"] [value="fail"]:checked').wait_for()


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
        card(page, started).locator(".kept__more summary").click()
        assert "在这台设备上3天了" in card(page, started).inner_text()


def test_time_on_the_phone_counts_from_its_arrival(browser: Browser, server: str) -> None:
    with phone(browser, server) as page:
        page.clock.set_fixed_time(datetime.fromisoformat("2030-06-20T12:00:00+08:00"))
        offer(page, ("记录.json", pretty(good()).encode()))
        accept(page)
        card(page, good()).locator(".kept__more summary").click()
        assert "在这台设备上不到1天" in card(page, good()).inner_text()
        page.clock.set_fixed_time(datetime.fromisoformat("2030-06-22T13:00:00+08:00"))
        page.reload()
        card(page, good()).locator(".kept__more summary").click()
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
    parts = ran(EXPORTS, PARTS, [good(), list(PHOTO), 700])
    assert [name[-11:] for name, _ in parts] == ["-1（共2个）.zip", "-2（共2个）.zip"]
    with phone(browser, server) as page:
        offer(page, *((name, bytes(content)) for name, content in parts))
        assert page.locator('[data-part="refused"]').is_hidden()
        accept(page)
        assert kept(page) == {KEY: good()}
        assert kept_photo(page, PHOTO_NAME) == PHOTO


EXPORTS = {"records/exports.js": "filesOfAll"}
PARTS = """
const [record, photo, most] = given;
const keeper = { photo: async () => new Blob([Uint8Array.from(photo)]) };
const { files } = await filesOfAll([record], [], keeper, true, { most });
const read = async (file) => [file.name, [...new Uint8Array(await file.arrayBuffer())]];
return Promise.all(files.map(read));
"""


def test_program_that_does_not_arrive_is_said_and_asked_for_again(
    browser: Browser, server: str
) -> None:
    page = browser.new_page(service_workers="block")
    keep(opened_records(page, server), good() | {"exported": None})
    one = card(page, good())
    page.route(LATE, lambda route: route.abort())
    opened_records(page, server)
    one.locator('[data-action="export"]').click()
    page.get_by_text("要用的程序没有载入").wait_for()
    assert kept(page)[KEY]["exported"] is None
    for view in ("keyin", "sheet"):
        page.goto(f"{server}records/index.html?{view}={KEY}")
        expect(page.locator('[data-part="needs"]')).to_contain_text("要用的程序没有载入")
    keep(opened_records(page, server), other(exported=None))  # what sums up does not arrive either
    page.get_by_text("要用的程序没有载入").wait_for()
    page.unroute_all()
    opened_records(page, server)
    exported(page, one.locator('[data-action="export"]'))
    page.close()


LATE = re.compile(r"/records-\w+\.\w+\.js$")


def test_files_can_be_dropped_on_the_page(browser: Browser, base: str) -> None:
    with phone(browser, base, size=DESK) as page:
        page.evaluate(DROP, pretty(good()))
        page.locator(".incoming").wait_for()
        assert accept(page) == "导入1份。"
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
        assert one.locator("h3 a").get_attribute("href") is None
        exported(page, one.locator('[data-action="export"]'))
        opened_records(page, base, f"?sheet={KEY}")
        assert "左脚的防滑垫掉了" in page.locator(".sheet").inner_text()
        assert page.locator('[data-view="sheet"] [data-part="open"]').is_hidden()
