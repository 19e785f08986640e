"""Twenty houses in a day: written down once, gone through one by one, closed and printed."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stored import kept
from tests.tapping import READY
from tests.walking import SHOWN, Person
from tests.watching import PHONE, opened, server

__all__ = ["server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOUSES = [f"第{n}户" for n in range(1, 21)]
PASTED = "户号\t房主\t地址\n" + "\n".join(f"{n}\t{one}\t东街{n}号" for n, one in enumerate(HOUSES))
READ = "认出 20 户：第1户、第2户、第3户等。没有收的内容：“户号”。"
ANSWERS = 14


def begin(person: Person) -> None:
    """Write the round down, and go to its first house."""
    person.tap("a[href='?round']")
    person.write("[data-part=plan] [name=units]", PASTED)
    expect(person.page.locator("[data-part=read]")).to_contain_text(READ)
    person.write("[data-part=plan] [name=inspectors]", "张建、吴涤", "清水村")
    person.tap("[data-action=start-round]")
    person.tap("[data-part=go]")


def visit(page: Page, n: int) -> None:
    """Answer what is first asked of a house, by keys: what an answer takes is not counted here."""
    page.locator(READY).wait_for(state="attached")
    expect(page.locator("[data-part=name]")).to_contain_text(HOUSES[n])
    expect(page.locator(".round")).to_contain_text(f"第 {n + 1}/20 户")
    for item in page.locator("[data-item-id]").evaluate_all(SHOWN)[:ANSWERS]:
        page.locator(f"#{item} [data-answer][value={'fail' if n == 4 else 'pass'}]").press("Space")


def test_twenty_houses_take_few_taps_beside_their_answers(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        person = Person(watched.open("records/index.html"))
        page = person.page
        begin(person)
        for n in range(20):
            visit(page, n)
            if n < 19:
                person.tap_what_came("[data-part=bar] [data-action=next-unit]")
        expect(page.locator(".round")).to_contain_text("上一户 第19户")
        person.tap(".round a")
        expect(page.locator("[data-part=visits] tr").nth(4)).to_contain_text("不合格 14 项")
        totals = page.locator("[data-part=going] [data-part=totals]")
        expect(totals).to_contain_text("共 20 户，已查 20 户")
        page.evaluate("window.print = () => { window.printed = true; }")
        person.tap("[data-part=going] [data-action=print]")
        assert page.evaluate("window.printed")
        records = kept(page).values()
    assert len(person.taps) <= 40, str(person)
    assert {one["particulars"]["unit"] for one in records} == set(HOUSES)
    people = [[who["name"] for who in one["inspectors"]] for one in records]
    assert people == [["张建", "吴涤"]] * len(HOUSES)
    assert {len(one["answers"]) for one in records} == {ANSWERS}
