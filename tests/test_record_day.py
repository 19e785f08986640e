"""The day of the check judges what has a date, whenever the record is filled in, read or closed."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Built
from tests.recording import listed_in, opened_records, pretty
from tests.stored import kept, put
from tests.tapping import CONSTRUCTION, answer, back, confirm, end, ready, records, saved
from tests.watching import DESK, PHONE, opened, server

__all__ = ["server"]  # a fixture
pytestmark = pytest.mark.browser

TODAY = "2026-07-20T09:00:00+08:00"
VALID_UNTIL, CHECKED, LATER = "2026-06-28", "2026-06-28", "2026-06-29"
UNTIL = '[data-measure][data-date="until"]'


def listed_on(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, PHONE) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(TODAY))
        page = watched.open(CONSTRUCTION)
        ready(page)
        page.evaluate("""document.querySelector(".record__line").open = true""")
        yield page


listed = pytest.fixture(listed_on)


def certificate(page: Page) -> tuple[str, Locator]:
    """The first item with a certificate, and the field of its last day."""
    row = page.locator(".item", has=page.locator(UNTIL)).first
    return row.get_attribute("id") or "", row.locator(UNTIL).first


def checked_on(page: Page, day: str) -> None:
    page.locator("[data-head=date]").fill(day)
    page.locator("[data-head=unit]").focus()


def result(page: Page, item: str) -> str:
    (record,) = records(page)
    return str(record["answers"][item]["value"])


def test_certificate_valid_on_the_day_of_the_check_is_no_failure(listed: Page) -> None:
    item, field = certificate(listed)
    answer(listed, item, "pass")
    checked_on(listed, CHECKED)
    field.fill(VALID_UNTIL)
    field.blur()
    expect(listed.locator(f"#{item} [data-judged=true]").first).to_be_visible()
    assert result(listed, item) == "pass"
    listed.reload()
    ready(listed)
    expect(listed.locator(f"#{item} [data-judged=true]").first).to_be_visible()


def test_record_without_a_day_is_judged_by_today(listed: Page) -> None:
    item, field = certificate(listed)
    answer(listed, item, "pass")
    checked_on(listed, "")
    field.fill(VALID_UNTIL)
    field.blur()
    assert result(listed, item) == "fail"


def test_judgement_follows_the_day(listed: Page) -> None:
    """What only a value answered is answered anew; what somebody wrote down stays."""
    item, field = certificate(listed)
    answer(listed, item, "pass")
    field.fill(VALID_UNTIL)
    field.blur()
    assert result(listed, item) == "fail", "today it has run out"
    followed = listed.locator("[data-part=followed]")
    checked_on(listed, CHECKED)
    expect(followed).to_contain_text(item)
    assert result(listed, item) == "pass"
    checked_on(listed, LATER)
    assert result(listed, item) == "fail"
    listed.locator(f"#{item} [data-field=seen]").fill("证已过期")
    checked_on(listed, CHECKED)
    expect(followed).to_be_hidden()
    expect(listed.locator(f"#{item} [data-judged=true]").first).to_be_visible()
    assert result(listed, item) == "fail"


def test_value_measured_before_its_answer_is_open_again(listed: Page) -> None:
    item, field = certificate(listed)
    field.fill(VALID_UNTIL)
    field.blur()
    assert result(listed, item) == "fail"
    checked_on(listed, CHECKED)
    assert records(listed)[0]["answers"] == {}
    expect(field).to_have_value(VALID_UNTIL)


def test_closing_judges_by_the_day_of_the_check(listed: Page) -> None:
    item, field = certificate(listed)
    answer(listed, item, "pass")
    checked_on(listed, CHECKED)
    field.fill(VALID_UNTIL)
    listed.locator("[data-head=unit]").fill("某公司")
    listed.locator("[data-head=inspectors]").fill("甲")
    listed.locator("[data-head=date]").fill(LATER)
    saved(listed)
    listed.reload()  # before the field is left
    ready(listed)
    listed.locator(".record__line > summary").click()
    expect(end(listed).locator("[data-part=against]")).to_contain_text(f"{item} 量到的超出限值")
    back(listed)
    listed.locator("[data-head=date]").fill(CHECKED)
    end(listed)
    confirm(listed)


@pytest.fixture
def clerk(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, DESK) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(TODAY))
        yield opened_records(watched.page, server, "?keyin=construction.2022")


def key_in(page: Page, item: str, day: str) -> None:
    line = page.locator("#keyin-line")
    line.fill(f"{item[-4:]} 1")
    line.press("Enter")
    field = page.locator(".keyin__field input").first
    field.fill(day)
    field.press("Enter")


def keyed(page: Page, item: str) -> str:
    expect(page.locator('[data-view=keyin] [data-part="said"]')).to_contain_text("存下")
    (record,) = kept(page).values()
    return str(record["answers"][item]["value"])


def test_paper_of_a_day_is_keyed_in_as_of_that_day(clerk: Page, built: Built) -> None:
    item = until_item(built)
    clerk.locator("[data-head=date]").fill(CHECKED)
    key_in(clerk, item, VALID_UNTIL)
    assert keyed(clerk, item) == "pass"


def until_item(built: Built) -> str:
    """An item of the list whose first value is the last day of a certificate."""
    items = listed_in(built, "construction.2022")["items"]
    dates = {one["id"]: [measure["date"] for measure in one["measures"]] for one in items}
    return str(next(id_ for id_, kinds in dates.items() if kinds[:1] == ["until"]))


def test_what_was_keyed_in_follows_the_day_of_the_paper(clerk: Page, built: Built) -> None:
    item = until_item(built)
    key_in(clerk, item, VALID_UNTIL)
    assert keyed(clerk, item) == "fail", "no day yet: today"
    clerk.keyboard.press("Escape")
    clerk.evaluate("""document.querySelector('[data-part="head"]').open = true""")
    checked_on(clerk, CHECKED)
    expect(clerk.locator('[data-view=keyin] [data-part="wrong"]')).to_contain_text(item)
    assert keyed(clerk, item) == "pass"


def test_sheet_and_import_judge_by_the_day_of_the_check(browser: Browser, server: str) -> None:
    for page in listed_on(browser, server):
        item, field = certificate(page)
        answer(page, item, "pass")
        checked_on(page, CHECKED)
        field.fill(VALID_UNTIL)
        (record,) = records(page)
        key = f"{record['id']}.1"
        opened_records(page, server, f"?sheet={key}")
        sheet = page.locator("[data-part=paper]")
        expect(sheet).to_contain_text(VALID_UNTIL)
        expect(sheet).not_to_contain_text("超出限值")
        for day, beyond in ((CHECKED, False), (LATER, True)):
            opened_records(page, server)
            text = pretty(record | {"id": "ffeeddccbbaa9988", "date": day})
            page.locator("[data-part=import] details > summary").click()
            page.locator("[data-part=pasted]").fill(text)
            page.locator("[data-action=read-pasted]").click()
            warnings = page.locator('.incoming [data-part="warnings"]')
            warned = f"{item} 量到的超出限值"
            if beyond:
                expect(warnings).to_contain_text(warned)
            else:
                expect(page.locator(".incoming")).to_be_visible()
                expect(warnings).not_to_contain_text(warned)
        page.locator("[data-action=accept]").click()
        expect(page.locator(".kept")).to_have_count(2)
        opened_records(page, server, "?sheet=ffeeddccbbaa9988.1")
        expect(page.locator("[data-part=paper]")).to_contain_text(f"{VALID_UNTIL}（超出限值）")


def test_day_as_people_write_it_is_judged_by_the_day_of_the_check(
    browser: Browser, server: str
) -> None:
    """A colleague's file says 6.28 or 28/6: it is read, or said, and stays as it was written."""
    for page in listed_on(browser, server):
        item, field = certificate(page)
        label = field.evaluate("({ labels: [{ firstChild }] }) => firstChild.textContent.trim()")
        answer(page, item, "pass")
        checked_on(page, CHECKED)
        field.fill(VALID_UNTIL)
        (record,) = records(page)
        beside = page.locator(f"#{item} output").first
        for text, judged, said in (
            ("26.6.28", "true", "26.6.28 → 2026-06-28"),
            ("6月28号", "true", "6月28号 → 2026-06-28"),
            ("2026. 6. 27", "false", "2026. 6. 27 → 2026-06-27"),
            ("28/6", None, "分不清哪个是月、哪个是日"),
            ("2026-02-30", None, "不是日期：没有这一天"),
        ):
            record["answers"][item]["measures"] = {label: text}
            put(page, record)
            page.reload()
            ready(page)
            expect(field).to_have_value(text)
            expect(beside).to_contain_text(said)
            expect(field).to_have_attribute("aria-invalid", str(judged != "true").lower())
            for word in ("true", "false"):
                shown = page.locator(f"#{item} [data-judged={word}]").first
                expect(shown).to_be_visible(visible=word == judged)
            answer(page, item, "fail")
            if judged != "false":
                answer(page, item, "pass")
            measures = records(page)[0]["answers"][item]["measures"]
            assert measures == {label: text}, "nothing written is changed"


def test_day_keyed_in_is_kept_as_it_was_understood(clerk: Page, built: Built) -> None:
    """Without its year it would be another one when the day of the paper changes."""
    item = until_item(built)
    clerk.locator("[data-head=date]").fill(CHECKED)
    key_in(clerk, item, "28/6")
    expect(clerk.locator(".keyin__field .keyin__wrong").first).to_contain_text("分不清哪个是月")
    field = clerk.locator(".keyin__field input").first
    field.fill("6月28号")
    expect(clerk.locator(".keyin__field output").first).to_have_text("6月28号 → 2026-06-28")
    field.press("Enter")
    assert keyed(clerk, item) == "pass"
    (record,) = kept(clerk).values()
    assert list(record["answers"][item]["measures"].values()) == [VALID_UNTIL]
