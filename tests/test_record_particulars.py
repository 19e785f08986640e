"""What a list asks above its answers: the same on screen, keyed in, on paper and in the record."""

import pytest
from playwright.sync_api import Page, expect

from paicha.model.checklist import IN_EVERY_RECORD
from paicha.model.site import Site
from tests.recording import opened_records
from tests.stored import put
from tests.tapping import answer, house, items_of, records, saved
from tests.watching import server

__all__ = ["house", "server"]  # fixtures
pytestmark = pytest.mark.browser

ASKED = "all => all.map((field) => [field.dataset.head, field.labels[0].firstChild.data.trim()])"
CHOICES = "[...document.querySelector('[data-head=structure]').options].map(({ text }) => text)"


def asked(page: Page) -> list[list[str]]:
    """Give id and label of what a page asks of a house, beside day and people."""
    found: list[list[str]] = page.locator(".fields [data-head]").evaluate_all(ASKED)
    return [one for one in found if one[0] not in IN_EVERY_RECORD]


def test_house_is_asked_the_same_wherever_it_is_written(
    house: Page, server: str, site: Site
) -> None:
    head = site.checklists["self-built"].head
    wanted = [[one.id, one.label] for one in head]
    assert asked(house) == wanted
    house.locator(".record__line > summary").click()
    for one in head:
        field = house.locator(f"[data-head={one.id}]")
        if one.options:
            field.select_option(one.options[1])
        else:
            field.fill(f"填的{one.label}")
    saved(house)
    (record,) = records(house)
    written = {one.id: one.options[1] if one.options else f"填的{one.label}" for one in head}
    assert record["particulars"] == written
    key = f"{record['id']}.{record['revision']}"
    opened_records(house, server, f"?keyin={key}")
    assert asked(house) == wanted
    for id_, value in written.items():
        expect(house.locator(f"[data-head={id_}]")).to_have_value(value)
    opened_records(house, server, f"?sheet={key}")
    facts = house.locator(".sheet__facts").inner_text()
    assert [
        one.label for one in head if one.label not in facts or written[one.id] not in facts
    ] == []


def test_choice_of_another_list_stays_as_it_was_written(house: Page) -> None:
    answer(house, items_of(house)[0], "pass")
    saved(house)
    (record,) = records(house)
    put(house, record | {"particulars": record["particulars"] | {"structure": "窑洞"}})
    house.reload()
    house.locator("html[data-ready]").wait_for(state="attached")
    expect(house.locator("[data-head=structure]")).to_have_value("窑洞")
    answer(house, items_of(house)[1], "pass")
    saved(house)
    assert records(house)[0]["particulars"]["structure"] == "窑洞"
    assert house.evaluate(CHOICES)[-1] == "窑洞"
