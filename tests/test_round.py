"""Twenty houses in a day: written down once, gone through one by one, closed and printed."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stored import kept
from tests.tapping import READY
from tests.walking import SHOWN, Person
from tests.watching import DESK, PHONE, SIZES, opened, server, size_id

__all__ = ["server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

# On one phone all of them, on the other sizes the first six.
ROUNDS = [pytest.param(size, 20 if size == PHONE else 6, id=size_id(size)) for size in SIZES]
HOUSES = [f"第{n}户" for n in range(1, 21)]
ANSWERS = 14


def begin(person: Person, houses: list[str]) -> None:
    """Write the round down, and go to its first house."""
    rows = [f"{n}\t{one}\t东街{n}号" for n, one in enumerate(houses)]
    person.tap("a[href='?round']")
    person.write("[data-part=plan] [name=units]", "\n".join(["户号\t房主\t地址", *rows]))
    read = f"认出 {len(houses)} 户：第1户、第2户、第3户等。没有收的内容：“户号”。"
    expect(person.page.locator("[data-part=read]")).to_contain_text(read)
    person.write("[data-part=plan] [name=inspectors]", "张建、吴涤", "清水村")
    person.tap("[data-action=start-round]")
    person.tap("[data-part=go]")


def visit(page: Page, n: int, count: int) -> None:
    """Answer what is first asked of a house, by keys: what an answer takes is not counted here."""
    page.locator(READY).wait_for(state="attached")
    expect(page.locator("[data-part=name]")).to_contain_text(HOUSES[n])
    expect(page.locator(".round")).to_contain_text(f"第 {n + 1}/{count} 户")
    for item in page.locator("[data-item-id]").evaluate_all(SHOWN)[:ANSWERS]:
        page.locator(f"#{item} [data-answer][value={'fail' if n == 4 else 'pass'}]").press("Space")


@pytest.mark.parametrize(("size", "count"), ROUNDS)
def test_twenty_houses_take_few_taps_beside_their_answers(
    browser: Browser, server: str, size: tuple[int, int], count: int
) -> None:
    is_phone = size != DESK
    with opened(browser, server, size, has_touch=is_phone, is_mobile=is_phone) as watched:
        person = Person(watched.open("records/index.html"), touch=is_phone)
        page, houses = person.page, HOUSES[:count]
        begin(person, houses)
        for n in range(count):
            visit(page, n, count)
            if n < count - 1:
                person.tap_what_came("[data-part=bar] [data-action=next-unit]")
        expect(page.locator(".round")).to_contain_text(f"上一户 {houses[-2]}")
        person.tap(".round a")
        expect(page.locator("[data-part=visits] tr").nth(4)).to_contain_text("不合格 14 项")
        totals = page.locator("[data-part=going] [data-part=totals]")
        expect(totals).to_contain_text(f"共 {count} 户，已查 {count} 户")
        page.evaluate("window.print = () => { window.printed = true; }")
        person.tap("[data-part=going] [data-action=print]")
        assert page.evaluate("window.printed")
        records = kept(page).values()
    assert len(person.taps) <= count + 20, str(person)
    assert {one["particulars"]["unit"] for one in records} == set(houses)
    people = [[who["name"] for who in one["inspectors"]] for one in records]
    assert people == [["张建", "吴涤"]] * count
    assert {len(one["answers"]) for one in records} == {ANSWERS}
