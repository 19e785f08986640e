"""A finding's way to its end: over four visits, on two devices, before and after, all on paper."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.recording import (
    KEY,
    PHOTO_NAME,
    PICTURE,
    accept,
    closed,
    downloaded,
    exported,
    good,
    ladders,
    offer,
    opened_records,
    phone,
    said_of,
    server,
)
from tests.stored import kept_photo, until
from tests.watching import EACH_SIZE

__all__ = ["ladders", "server"]  # fixtures
pytestmark = pytest.mark.browser
ROW = "[data-finding-id]"


def picture(colour: str) -> FilePayload:
    held = io.BytesIO()
    Image.new("RGB", (32, 24), colour).save(held, "JPEG")
    return FilePayload(name=f"{colour}.jpg", mimeType="image/jpeg", buffer=held.getvalue())


def visit(page: Page, base: str, day: str, query: str = "?findings") -> Page:
    """Open the findings on a day."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T09:00:00+08:00"))
    return opened_records(page, base, query)


def brought(page: Page, base: str, day: str, *files: tuple[str, bytes]) -> str:
    visit(page, base, day, "")
    offer(page, *files)
    return accept(page)


def stands(page: Page, state: str, when: str) -> None:
    row = page.locator(ROW)
    expect(row).to_have_attribute("data-state", state)
    expect(row.locator('[data-part="when"]')).to_have_text(when)


def step(page: Page, action: str, words: str, **more: str) -> None:
    """Write a step down, as one does in the row of its finding."""
    row = page.locator(ROW)
    row.locator(f'[data-action="{action}"]').click()
    form = row.locator("form")
    if "result" in more:
        form.locator(f'[value="{more["result"]}"]').check()
    if "due" in more:
        form.locator('[name="due"]').fill(more["due"])
    form.locator('[name="by"]').fill(more["by"])
    form.locator('[name="words"]').fill(words)
    if "photo" in more:
        form.locator('[name="photos"]').set_input_files([picture(more["photo"])])
        form.locator("[data-photo]").wait_for()
    form.locator('[data-action="keep-step"]').click()
    expect(form).to_have_count(0)


def on_paper(page: Page, base: str, day: str, steps: list[str]) -> Locator:
    """Print the way of the finding so far, and look at it as it is printed."""
    visit(page, base, day)
    page.locator(ROW).first.evaluate("row => row.querySelector('[data-part=ways] a').click()")
    page.locator('[data-view="finding"][data-ready]').wait_for()
    page.emulate_media(media="print")
    paper = page.locator("article.sheet")
    expect(paper.locator(".sheet__finding h4")).to_have_text(steps)
    page.emulate_media(media="screen")
    return paper


def steps_of(page: Page) -> tuple[str, bytes]:
    return exported(page, page.locator('[data-action="export-steps"]'))


@contextmanager
def devices(browser: Browser, base: str, size: tuple[int, int]) -> Iterator[tuple[Page, Page]]:
    with (
        phone(browser, base, closed(good()), photos=PICTURE, size=size) as ours,
        phone(browser, base, size=size) as theirs,
    ):
        yield ours, theirs


DONE, WRONG = "2030-05-29　整改完成", "2030-06-01　复查：未完成"
WATCHED, AGAIN = "2030-06-01　挂牌督办", "2030-06-09　整改完成"
RIGHT, END = "2030-06-12　复查：已完成", "2030-06-12　销号"
WHOLE = [DONE, WRONG, WATCHED, AGAIN, RIGHT, END]


File = tuple[str, bytes]


def first_visit(theirs: Page, base: str, record: File) -> File:
    """Put right, on the other device."""
    assert brought(theirs, base, "2030-05-29", record) == "导入1份。"
    visit(theirs, base, "2030-05-29")
    stands(theirs, "soon", "还有 1 天")
    step(theirs, "put-right", "换了防滑垫", by="王五", photo="green")
    stands(theirs, "put-right", "2030-05-29 改完，待复查")
    left = steps_of(theirs)
    paper = on_paper(theirs, base, "2030-05-29", [DONE])
    expect(paper.locator(".follow__side img")).to_have_count(2)
    return left


def overdue(ours: Page, base: str) -> None:
    """Nobody heard of it here yet: it is overdue, on paper too."""
    visit(ours, base, "2030-06-01")
    stands(ours, "overdue", "逾期 2 天")
    listed = ours.locator(".follow__table tbody tr")
    ours.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("逾期 2 天")


def second_visit(ours: Page, base: str, first: File) -> File:
    """Recheck it where it was found: not right; it is supervised, and leaves with its record."""
    assert brought(ours, base, "2030-06-01", first) == "整改、复查等新增 1 步。"
    assert brought(ours, base, "2030-06-01", first) == "整改、复查等新增 0 步。"
    visit(ours, base, "2030-06-01")
    stands(ours, "put-right", "2030-05-29 改完，待复查")
    step(ours, "recheck", "又掉了", by="张三", result="not-right", due="2030-06-10")
    step(ours, "supervised", "青安督〔2030〕1号", by="张三")
    stands(ours, "later", "还有 9 天（复查未完成，重定期限）")
    on_paper(ours, base, "2030-06-01", [DONE, WRONG, WATCHED])
    visit(ours, base, "2030-06-02", "")
    return downloaded(ours, ours.locator('.kept [data-action="export"]'))


def third_visit(theirs: Page, base: str, both: File) -> File:
    """Put right again, on the other device; all of it leaves."""
    assert "整改、复查等新增 2 步" in brought(theirs, base, "2030-06-09", both)
    visit(theirs, base, "2030-06-09")
    stands(theirs, "soon", "还有 1 天（复查未完成，重定期限）")
    step(theirs, "put-right", "换了整只脚", by="王五", photo="blue")
    on_paper(theirs, base, "2030-06-09", [DONE, WRONG, WATCHED, AGAIN])
    visit(theirs, base, "2030-06-09", "")
    return exported(theirs, theirs.locator('[data-action="export-all"]'))


def fourth_visit(ours: Page, base: str, second: File) -> None:
    """Overdue where nobody heard of it; then right, and struck off."""
    visit(ours, base, "2030-06-12")
    stands(ours, "overdue", "逾期 2 天（复查未完成，重定期限）")
    assert "整改、复查等新增 1 步。" in brought(ours, base, "2030-06-12", second)
    visit(ours, base, "2030-06-12")
    step(ours, "recheck", "不再松动", by="张三", result="right")
    stands(ours, "right", "2030-06-12 复查，已完成")
    step(ours, "struck-off", "销号表第1号", by="张三")
    expect(ours.locator('[data-group="struck-off"] > summary')).to_have_text("已销号 1")
    expect(ours.locator('[data-part="counts"]')).to_have_text("还没改好的 0 处")


def record_goes(ours: Page, base: str) -> None:
    """Delete the record: the way of its finding stays, with the pictures of before and after."""
    paper = on_paper(ours, base, "2030-06-13", WHOLE)
    shown = paper.locator(".follow__side").nth(1).locator("img")
    expect(shown).to_have_count(2)
    after = str(shown.first.get_attribute("data-photo"))
    visit(ours, base, "2030-06-13", "")
    ours.locator(".kept__more > summary").click()
    ours.locator('.kept [data-action="delete"]').click()
    ours.locator('[data-action="delete-now"]').click()
    expect(ours.locator(".kept")).to_have_count(0)
    assert kept_photo(ours, after)
    assert kept_photo(ours, PHOTO_NAME)
    on_paper(ours, base, "2030-06-13", WHOLE)


@pytest.mark.parametrize("size", EACH_SIZE)
def test_finding_goes_from_open_to_struck_off_over_four_visits_on_two_devices(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    with devices(browser, server, size) as (ours, theirs):
        record = exported(ours, ours.locator('.kept [data-action="export"]'))
        expect(ours.locator('[data-part="followed"] a')).to_have_text("还没改好的 1 处")
        first = first_visit(theirs, server, record)
        overdue(ours, server)
        both = second_visit(ours, server, first)
        second = third_visit(theirs, server, both)
        fourth_visit(ours, server, second)
        record_goes(ours, server)


def test_new_record_of_a_known_unit_begins_with_its_open_findings(
    browser: Browser, server: str
) -> None:
    with phone(browser, server, closed(good())) as page:
        page.goto(f"{server}checklists/ladders/index.html")
        page.locator("html[data-ready]").wait_for()
        page.locator(".record__line > summary").click()
        page.locator("[data-head=unit]").fill("青山县木器厂")
        mark = page.locator('[data-item-id] [data-part="last-time"]')
        expect(mark).to_have_text("2030-05-25 查出：一车间门口：左脚的防滑垫掉了（还有 5 天）")
        assert mark.evaluate("one => one.closest('[data-item-id]').dataset.itemId") == "TZ-0001"
        page.locator("[data-head=unit]").fill("别家")
        expect(mark).to_have_count(0)
        page.locator("[data-head=unit]").fill("青山县木器厂")
        page.get_by_role("link", name="以前查出的还有 1 处要复查：逐处复查").click()
        page.locator('[data-module="records"][data-ready]').wait_for()
        stands(page, "soon", "还有 5 天")
        page.locator('[data-action="put-right"]').click()
        page.locator('[data-action="keep-step"]').click()
        wrong = page.locator('form [data-part="wrong"]')
        expect(wrong).to_have_text("请写做了什么，或者拍一张照片。")
        step(page, "recheck", "换过了", by="张三", result="right")
        stands(page, "right", "2030-05-25 复查，已完成")
        page.go_back()
        page.locator("html[data-ready]").wait_for()
        expect(page.locator("[data-head=unit]")).to_have_value("青山县木器厂")
        expect(page.locator('[data-part="last-time"]')).to_have_count(0)


# Which records a page reads from now on.
READ = """(() => {
  const { get } = IDBObjectStore.prototype;
  window.read = [];
  IDBObjectStore.prototype.get = function (key) {
    if (this.name === "records") window.read.push(key);
    return get.call(this, key);
  };
})();"""


def test_only_records_of_the_unit_are_read_for_what_was_found_last_time(
    browser: Browser, server: str
) -> None:
    others = [said_of(good() | {"id": f"{n:016x}"}, unit=f"第{n}家") for n in range(1, 4)]
    with phone(browser, server, closed(good()), *map(closed, others)) as page:
        expect(page.locator(".kept")).to_have_count(4)  # each is summed up now
        page.add_init_script(READ)
        page.goto(f"{server}checklists/ladders/index.html")
        page.locator("html[data-ready]").wait_for()
        page.locator(".record__line > summary").click()
        page.locator("[data-head=unit]").fill("第2家")
        expect(page.locator('[data-part="last-time"]')).not_to_have_count(0)
        assert f"{2:016x}.1" in page.evaluate("window.read")
        assert not {KEY, f"{1:016x}.1", f"{3:016x}.1"} & set(page.evaluate("window.read"))


NOTED = '(await stored.current(given))?.fields.words === "换了一"'


def test_step_half_written_outlives_its_page(browser: Browser, server: str) -> None:
    with phone(browser, server, closed(good())) as page:
        visit(page, server, "2030-05-29")
        page.locator('[data-action="put-right"]').click()
        page.locator('[name="words"]').fill("换了一")
        name = f"writing:{page.locator(ROW).get_attribute('data-finding-id')}:put-right"
        until(page, NOTED, name)
        again = page.context.new_page()
        page.close()
        visit(again, server, "2030-05-29")
        again.locator('[data-action="put-right"]').click()
        expect(again.locator('[name="words"]')).to_have_value("换了一")
        again.locator('[data-action="cancel-step"]').click()
        again.locator('[data-action="put-right"]').click()
        expect(again.locator('[name="words"]')).to_have_value("")
