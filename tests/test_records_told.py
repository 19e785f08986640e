"""What is said of a record: for a chat, a spreadsheet, the share sheet; hostile or not."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.recording import (
    KEY,
    PICTURE,
    Json,
    accept,
    base,
    card,
    exported,
    found,
    good,
    keep,
    ladders,
    offer,
    opened_records,
    people,
    phone,
    pretty,
    said_of,
    server,
)
from tests.scripted import ran
from tests.stored import kept
from tests.watching import DESK, PHONE, opened

__all__ = ["base", "ladders", "server"]
pytestmark = pytest.mark.browser


# What is hostile


HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>'


def hostile() -> Json:
    """A record whose every text is HTML and begins as a formula does."""
    text = f"=HYPERLINK(1){HOSTILE}"
    record = good()
    record |= dict.fromkeys(("title", "edition_title", "office"), text)
    record["particulars"] = dict.fromkeys(record["particulars"], text)
    record |= {"inspectors": people(text), "companions": people(text)}
    for answer in record["answers"].values():
        answer |= {"check": text, "note": text, "measures": {text: text}}
    finding = record["answers"]["TZ-0001"]["findings"][0]
    for name in ("seen", "place", "responsible", "action", "funds", "contingency"):
        finding[name] = text
    finding["conditions"] = [text]
    return record


def test_hostile_text_stays_text_everywhere(browser: Browser, base: str) -> None:
    record = hostile()
    mine = found(said_of(hostile(), weather="晴"), seen=f"+{HOSTILE}")
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


def test_table_has_no_cell_that_a_spreadsheet_would_compute() -> None:
    computed = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", '=1"', "\n=1")
    *cells, quoted, lines = ran(TABLE, CELLS, [*computed, '甲"乙,丙', "两\n行"])
    for text, cell in zip(computed, cells, strict=True):
        assert re.match(r"\ufeff单位\r\n\"'", cell), text
    assert quoted == '\ufeff单位\r\n"甲""乙,丙"\r\n'
    assert lines == "\ufeff单位\r\n两 行\r\n"


TABLE = {"records/table.js": "tableOf"}
CELLS = """
  const blank = { place: "", seen: "", remedy: null, due: "", action: "" };
  const finding = { ...blank, grade: "major", conditions: ["x"] };
  const failed = { value: "fail", check: "x", findings: [finding], measures: {}, note: "" };
  const named = { id: "1", revision: 1, checklist: "none", edition: "1", closed: null };
  const columns = [{ id: "unit", label: "单位" }];
  const answers = { "TZ-0001": failed };
  const of = (unit) => ({ ...named, objects: {}, answers, particulars: { unit } });
  return given.map((unit) => tableOf([of(unit)], () => null, columns, {}).text);
"""


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
        "天气：晴",
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
        expect(box).to_have_value(re.compile("^{"))
        data = box.input_value()
        keep(page)
        page.get_by_text("粘贴收到的数据").click()
        page.get_by_label("数据").fill(data.replace("晴", "阴"))
        page.locator('[data-action="read-pasted"]').click()
        page.locator(".conflict").wait_for()
        assert "合并到本机的这一份" in page.locator(".incoming").inner_text()


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
