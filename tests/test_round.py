"""Twenty houses in a day: written down once, gone through one by one, closed and printed."""

import pytest
from playwright.sync_api import Browser, expect

from tests.stored import kept
from tests.tapping import READY
from tests.walking import Person
from tests.watching import PHONE, opened, server

__all__ = ["server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOUSES = [f"第{n}户" for n in range(1, 21)]
PASTED = "户号\t房主\t地址\n" + "\n".join(f"{n}\t{one}\t东街{n}号" for n, one in enumerate(HOUSES))
READ = "认出 20 户：第1户、第2户、第3户等。没有收的内容：“户号”。"
ANSWERS = 14


def test_twenty_houses_take_hardly_more_than_their_answers(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        person = Person(watched.open("records/index.html"))
        page = person.page
        person.tap("a[href='?round']")
        person.write("[data-part=plan] [name=units]", PASTED)
        expect(page.locator("[data-part=read]")).to_contain_text(
            "认出 20 户。没有收的内容：“户号”。"
        )
        person.write("[data-part=plan] [name=inspectors]", "张建、吴涤", "清水村")
        person.tap("[data-action=start-round]")
        person.tap("[data-part=go]")
        for n, house in enumerate(HOUSES):
            page.locator(READY).wait_for(state="attached")
            expect(page.locator("[data-part=name]")).to_contain_text(house)
            expect(page.locator(".round")).to_contain_text(f"第 {n + 1}/20 户")
            for item in person.shown()[:ANSWERS]:
                page.locator("[data-settling]").wait_for(state="detached")
                person.answer(item, "fail" if n == 4 else "pass")
                page.locator(f"#{item} :checked").first.wait_for(state="attached")
            if n < 19:
                person.tap("[data-part=bar] [data-action=next-unit]")
        expect(page.locator(".round")).to_contain_text("上一户 第19户")
        person.tap(".round a")
        rows = page.locator("[data-part=visits] tr")
        expect(rows).to_have_count(20)
        expect(rows.nth(4)).to_contain_text("不合格 14 项")
        expect(page.locator("[data-part=totals]")).to_contain_text("共 20 户，已查 20 户")
        records = kept(page).values()
    beyond = len(person.taps) - ANSWERS * len(HOUSES)
    assert beyond <= 40, str(person)
    assert [one["particulars"] for one in records] != []
    assert {one["particulars"]["unit"] for one in records} == set(HOUSES)
    assert {tuple(who["name"] for who in one["inspectors"]) for one in records} == {
        ("张建", "吴涤")
    }
    assert {len(one["answers"]) for one in records} == {ANSWERS}
