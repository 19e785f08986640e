"""Answers are kept, whatever happens to the phone; tests/test_soak.py walks at random."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import CHROMIUM
from tests.stored import put
from tests.tapping import (
    CONSTRUCTION,
    FULL,
    RECORDS,
    SLOW_DISK,
    answer,
    close,
    items_of,
    ready,
    records,
    saved,
    text_of,
)
from tests.watching import PHONE, address, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser


def test_first_tap_starts_a_record_that_survives_a_reload(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        assert page.evaluate(RECORDS) == []
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        answer(page, second, "none")
        (record,) = records(page)
        assert record["format"] == "paicha-record/2"
        assert (record["checklist"], record["edition"]) == ("construction", "2024")
        given = {id_: one["value"] for id_, one in record["answers"].items()}
        assert given == {first: "pass", second: "none"}
        page.reload()
        ready(page)
        assert page.locator(f"#{first} [value=pass]").is_checked()
        assert page.locator(f"#{second} [value=none]").is_checked()
        assert text_of(page, "done").startswith("2/")


def test_record_of_an_edition_is_not_shown_in_another(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, items_of(page)[0], "pass")
        saved(page)
        watched.open("checklists/construction/2022/index.html")
        ready(page)
        assert text_of(page, "done").startswith("0/")


def test_two_tabs_keep_each_others_answers(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        ids = items_of(page)
        answer(page, ids[0], "pass")
        saved(page)
        other = page.context.new_page()
        other.goto(page.url)
        ready(other)
        answer(other, ids[1], "none")
        answer(page, ids[2], "pass")
        answer(other, ids[3], "pass")
        saved(other)
        (record,) = records(page)
        assert set(record["answers"]) == set(ids[:4])
        expect(page.locator(f"#{ids[1]} [value=none]")).to_be_checked()
        expect(other.locator(f"#{ids[2]} [value=pass]")).to_be_checked()


def test_what_waits_when_another_tab_closes_the_record_goes_into_a_revision(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        saved(page)
        other = page.context.new_page()
        other.goto(page.url)
        ready(other)
        page.evaluate(FULL)
        answer(page, second, "fail")
        page.locator(f"#{second} [data-field=seen]").fill("护栏缺一段")
        expect(page.locator("[data-kind=full], [data-kind=failed]").first).to_be_visible()
        close(other)
        page.evaluate("window.room()")
        saved(page)
        expect(page.locator("[data-part=revises]")).to_be_visible()
        sealed, revision = sorted(records(page), key=lambda one: int(one["revision"]))
        assert list(sealed["answers"]) == [first]
        assert revision["revises"]["hash"] == sealed["closed"]["hash"]
        assert revision["answers"][second]["findings"][0]["seen"] == "护栏缺一段"
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ready(page)
        # The next visit goes on with it.
        expect(page.locator("[data-part=revises]")).to_be_visible()
        answer(page, second, "pass")
        assert len(records(page)) == 2


def test_nothing_is_called_saved_before_it_is(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        saved(page)
        page.evaluate(SLOW_DISK)
        answer(page, second, "pass")
        assert page.locator("[data-part=saved]").get_attribute("data-pending") == "1"
        assert text_of(page, "saved") == ""
        page.evaluate("letDiskGo()")
        saved(page)
        assert set(records(page)[0]["answers"]) == {first, second}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a profile whose database alone lies on a small disk; only root can make one.

    The rest of the profile lies elsewhere: the browser would free room there at any moment.
    """
    if os.geteuid():
        pytest.skip("mounting a small disk takes root")
    profile = tmp_path / "profile"
    disk = profile / "Default" / "IndexedDB"
    disk.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=True)
    yield profile
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte free; give the file that takes all."""
    path = disk / "everything"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4_096)
    return path


@pytest.mark.slow
def test_full_disk_is_said_and_nothing_is_lost_once_there_is_room(
    browser: Browser, server: str, small_disk: Path
) -> None:
    context = browser.browser_type.launch_persistent_context(
        small_disk,
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--disable-gpu"],
    )
    page = context.pages[0]
    page.goto(server + CONSTRUCTION)
    ready(page)
    ids = items_of(page)[:3]
    answer(page, ids[0], "pass")
    saved(page)
    everything = fill(small_disk / "Default" / "IndexedDB")
    answer(page, ids[1], "fail")
    page.locator(f"#{ids[1]} [data-field=seen]").fill("满" * 10_000)
    page.keyboard.press("Tab")
    expect(page.locator("[data-kind=failed]")).to_be_visible()
    expect(page.locator("[data-part=saved]")).to_be_empty()
    answer(page, ids[2], "pass")
    everything.unlink()
    expect(page.locator("[data-part=trouble]")).to_be_hidden(timeout=15_000)
    saved(page)
    page.reload()
    ready(page)
    shown = page.locator("[data-answer]:checked")
    assert shown.evaluate_all("all => all.map((one) => one.name)") == ids
    seen = page.locator(f"#{ids[1]} [data-field=seen]").input_value()
    assert seen == "满" * 10_000
    context.close()


def test_record_is_not_left_before_it_is_on_the_disk(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "fail")
        saved(page)
        page.evaluate(FULL)
        page.locator(f"#{first} [data-field=seen]").press_sequentially("平网破了")
        answer(page, second, "pass")
        expect(page.locator("[data-kind=failed]")).to_be_visible()
        page.locator(".record__line > summary").click()
        page.evaluate("() => { window.refused = 0; }")
        page.locator("[data-action=start-record]").click()
        page.wait_for_function("() => window.refused > 0")
        assert page.locator(f"#{second} [value=pass]").is_checked()
        page.evaluate("window.room()")
        saved(page)
        page.locator("[data-action=start-record]").click()
        expect(page.locator("[data-answer]:checked")).to_have_count(0)
        answer(page, items_of(page)[2], "none")
        saved(page)
        former, latter = sorted(page.evaluate(RECORDS), key=lambda one: -len(one["answers"]))
    assert set(former["answers"]) == {first, second}
    assert former["answers"][first]["findings"][0]["seen"] == "平网破了"
    assert len(latter["answers"]) == 1


def test_record_is_left_with_its_last_tap(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        one, two = items_of(page)[:2]
        answer(page, one, "pass")
        saved(page)
        page.evaluate(
            """(two) => {
              document.querySelector(`#${two} [value=none]`).click();
              document.querySelector("[data-action=start-record]").click();
            }""",
            two,
        )
        expect(page.locator("[data-answer]:checked")).to_have_count(0)
        answer(page, one, "none")
        saved(page)
        found = sorted(sorted(record["answers"]) for record in page.evaluate(RECORDS))
        assert found == sorted([[one], sorted([one, two])])


NO_DATABASE = "Object.defineProperty(window, 'indexedDB', {get() { throw new Error('no'); }});"
NO_STORAGE = NO_DATABASE + (
    "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
)


@pytest.mark.parametrize(
    ("without", "survives"), [(NO_DATABASE, True), (NO_STORAGE, False)], ids=["database", "all"]
)
def test_browser_that_refuses_storage_is_said(
    browser: Browser, server: str, without: str, *, survives: bool
) -> None:
    with opened(browser, server, PHONE) as watched:
        watched.page.add_init_script(without)
        page = watched.open(CONSTRUCTION)
        ready(page)
        first = items_of(page)[0]
        answer(page, first, "pass")
        said = page.locator("[data-part=saved]")
        expect(said).to_contain_text("不含照片" if survives else "没有存下")
        page.reload()
        ready(page)
        assert page.locator(f"#{first} [value=pass]").is_checked() == survives


def test_answer_to_other_words_waits_to_be_confirmed(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        answer(page, second, "pass")
        saved(page)
        (record,) = records(page)
        former = record["answers"][first]
        former |= {"text_hash": "000000000000", "check": "从前的问法"}
        record["answers"]["SG-9999"] = former | {"check": "不再问的事"}
        put(page, record)
        page.reload()
        ready(page)
        row = page.locator(f"#{first}")
        expect(row.locator(".old")).to_contain_text("从前的问法")
        expect(row.locator(".old")).to_contain_text("合格")
        assert row.locator("[data-answer]:checked").count() == 0
        assert text_of(page, "done").startswith("1/")
        expect(page.locator("[data-record-gone]")).to_contain_text("SG-9999　不再问的事　合格")
        row.locator("[data-action=confirm-old]").click()
        assert text_of(page, "done").startswith("2/")
        assert records(page)[0]["answers"][first]["check"] != "从前的问法"
