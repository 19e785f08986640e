"""A checklist as a tool: an inspector's answers are kept, whatever happens to the phone.

PAICHA_SOAK=1000 tries more sequences of taps, reloads and killed tabs (`make soak`).
"""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tests.conftest import Built
from tests.test_browser import DESK, PHONE, address, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser

SOAK = int(os.environ.get("PAICHA_SOAK", "40"))
CONSTRUCTION = "checklists/construction/index.html"
HOUSES = "checklists/self-built/index.html"
RECORDS = """async () => (await paicha.store.open()).all()"""


def answer(page: Page, item: str, result: str) -> None:
    page.locator(f"#{item} [data-answer][value={result}]").check()


def saved(page: Page) -> None:
    """Wait until all that was tapped is on the disk."""
    expect(page.locator("[data-part=saved]")).to_have_attribute("data-pending", "0")
    expect(page.locator("[data-part=saved]")).not_to_be_empty()


def records(page: Page) -> list[dict[str, Any]]:
    saved(page)
    found: list[dict[str, Any]] = page.evaluate(RECORDS)
    return found


def ready(page: Page) -> None:
    page.wait_for_function("() => window.paicha && paicha.draft && paicha.draft.ready")


def items_of(page: Page) -> list[str]:
    found: list[str] = page.locator(".item").evaluate_all("all => all.map((one) => one.id)")
    return found


def text_of(page: Page, part: str) -> str:
    return page.locator(f"[data-part={part}]").inner_text()


def test_first_tap_starts_a_record_that_survives_a_reload(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        assert page.evaluate(RECORDS) == []
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        answer(page, second, "none")
        (record,) = records(page)
        assert record["format"] == "paicha-record/1"
        assert (record["checklist"], record["edition"]) == ("construction", "2022")
        given = {id_: one["result"] for id_, one in record["answers"].items()}
        assert given == {first: "pass", second: "none"}
        page.reload()
        ready(page)
        assert page.locator(f"#{first} [value=pass]").is_checked()
        assert page.locator(f"#{second} [value=none]").is_checked()
        assert text_of(page, "done").startswith("2/")


def test_remark_is_written_in_the_detail_and_read_under_the_answer(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        item = items_of(page)[0]
        row = page.locator(f"#{item}")
        row.locator("summary").click()
        assert not row.locator(".remark").is_visible(), "nothing to remark on yet"
        answer(page, item, "pass")
        row.get_by_label("备注").fill("北侧临边另查")
        expect(row.locator(".remark__said")).to_have_text("备注：北侧临边另查")
        (record,) = records(page)
        assert record["answers"][item]["note"] == "北侧临边另查"
        page.reload()
        ready(page)
        expect(row.locator(".remark__said")).to_have_text("备注：北侧临边另查")
        row.locator("summary").click()
        expect(row.get_by_label("备注")).to_have_value("北侧临边另查")


def test_record_of_an_edition_is_not_shown_in_another(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, items_of(page)[0], "pass")
        saved(page)
        watched.open("checklists/construction/2024/index.html")
        ready(page)
        assert text_of(page, "done").startswith("0/")


def test_no_opens_the_finding_and_its_conditions_grade_it(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        row = page.locator("#SG-0130")
        finding = row.locator(".finding")
        expect(finding).to_be_visible()
        ticks = finding.locator("[data-condition]")
        stated = [one.strip() for one in row.locator(".conditions > li").all_text_contents()]
        assert ticks.evaluate_all("all => all.map((one) => one.value)") == stated
        (record,) = records(page)
        assert record["answers"]["SG-0130"]["finding"]["grade"] is None, "judged, not guessed"

        ticks.first.check()
        expect(finding.locator("[data-if-grade=major]")).to_be_visible()
        expect(finding.locator("[data-part=actions]")).to_contain_text("当日立即报告")
        finding.locator("[data-part=neither]").check()
        expect(finding.locator("[data-if-grade=general]")).to_be_visible()
        expect(finding.locator("[data-part=actions]")).not_to_contain_text("当日立即报告")
        assert not ticks.first.is_checked()

        ticks.nth(1).check()
        finding.locator("[data-field=seen]").fill("3号塔吊没有登记证")
        expect(finding.locator("[data-part=five]")).to_be_hidden()
        finding.locator("[data-field=remedy][value=by-date]").check()
        finding.locator("[data-field=due]").fill("2026-12-01")
        found = records(page)[0]["answers"]["SG-0130"]["finding"]
        assert (found["grade"], found["conditions"]) == ("major", [stated[1]])
        assert (found["seen"], found["remedy"], found["due"]) == (
            "3号塔吊没有登记证",
            "by-date",
            "2026-12-01",
        )


def test_no_of_a_general_item_is_general_by_itself(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open("checklists/enterprise/index.html")
        ready(page)
        first = items_of(page)[0]
        answer(page, first, "fail")
        assert records(page)[0]["answers"][first]["finding"]["grade"] == "general"


def test_measure_beyond_its_limit_is_a_no_and_one_within_answers_nothing(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        oxygen = page.locator(".item", has=page.locator('[data-measure][data-min="19.5"]')).first
        field = oxygen.locator('[data-measure][data-min="19.5"]')
        field.fill("20.9")
        expect(oxygen.locator("[data-judged=true]").first).to_be_visible()
        assert oxygen.locator("[data-answer]:checked").count() == 0
        field.fill("19.4")
        expect(oxygen.locator("[data-judged=false]").first).to_be_visible()
        expect(oxygen.locator("[data-answer][value=fail]")).to_be_checked()
        id_ = oxygen.get_attribute("id") or ""
        assert "19.4" in records(page)[0]["answers"][id_]["measures"].values()


def test_undo_takes_back_one_answer_at_a_time(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        answer(page, second, "pass")
        answer(page, second, "none")
        undo = page.locator("[data-action=undo]")
        undo.click()
        expect(page.locator(f"#{second} [value=pass]")).to_be_checked()
        undo.click()
        assert page.locator(f"#{second} [data-answer]:checked").count() == 0
        assert list(records(page)[0]["answers"]) == [first]
        undo.click()
        expect(undo).to_be_disabled()


def test_next_goes_to_the_next_open_item(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        ids = items_of(page)
        answer(page, ids[0], "pass")
        page.locator("[data-action=next]").click()
        focused = "document.activeElement.closest('.item').id"
        assert page.evaluate(focused) == ids[1]


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


SLOW_DISK = """() => {
  const { keeper } = paicha.draft;
  const change = keeper.change;
  const free = new Promise((done) => (window.letDiskGo = done));
  keeper.change = async (...all) => (await free, change(...all));
}"""


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


def test_full_disk_is_said_and_nothing_is_lost_once_there_is_room(
    browser: Browser, server: str, small_disk: Path
) -> None:
    context = browser.browser_type.launch_persistent_context(
        small_disk,
        executable_path=shutil.which("chromium"),
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
    expect(page.locator("[data-record-trouble]")).to_be_hidden(timeout=15_000)
    saved(page)
    page.reload()
    ready(page)
    shown = page.locator("[data-answer]:checked")
    assert shown.evaluate_all("all => all.map((one) => one.name)") == ids
    seen = page.locator(f"#{ids[1]} [data-field=seen]").input_value()
    assert seen == "满" * 10_000
    context.close()


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
        page.evaluate(
            """async ([first, gone]) => {
                const store = await paicha.store.open();
                const [record] = await store.all();
                record.answers[first].text_hash = "000000000000";
                record.answers[first].check = "从前的问法";
                record.answers[gone] = {...record.answers[first], check: "不再问的事"};
                await store.put(paicha.record.key(record), record);
            }""",
            [first, "SG-9999"],
        )
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


def test_house_verdict_follows_the_answers(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(HOUSES)
        ready(page)
        shown = page.locator("[data-record-verdict] > :not([hidden])")
        signs = page.locator(".item[data-sign]").evaluate_all("all => all.map((one) => one.id)")
        for id_ in signs:
            answer(page, id_, "pass")
            expect(shown.last).to_have_attribute(
                "data-verdict", "clear" if id_ == signs[-1] else "unfinished"
            )
        answer(page, signs[-1], "fail")
        page.locator(f"#{signs[-1]} [data-part=neither]").check()
        expect(shown.last).to_have_attribute("data-verdict", "lesser")
        answer(page, signs[0], "fail")
        expect(shown.last).to_have_attribute("data-verdict", "unfinished")
        page.locator(f"#{signs[0]} [data-condition]").first.check()
        expect(shown.last).to_have_attribute("data-verdict", "severe")
        assert "立即停用" in shown.last.inner_text()


def with_a_place() -> bytes:
    """A picture of 3000 × 2000 that says where it was taken."""
    picture = Image.new("RGB", (3000, 2000), "#777")
    exif = Image.Exif()
    exif[0x010F] = "a phone"
    exif[0x8825] = {1: "N", 2: (44.0, 1.0, 0.0), 3: "E", 4: (87.0, 18.0, 0.0)}
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_picture_is_scaled_and_forgets_its_place(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        chosen = [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": with_a_place()}]
        page.locator("#SG-0130 input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
        expect(page.locator("#SG-0130 .photos img")).to_be_visible()
        (photo,) = records(page)[0]["answers"]["SG-0130"]["finding"]["photos"]
        kept = bytes(
            page.evaluate(
                """async (name) => {
                    const blob = await (await paicha.store.open()).photo(name);
                    return [...new Uint8Array(await blob.arrayBuffer())];
                }""",
                photo["name"],
            )
        )
        picture = Image.open(BytesIO(kept))
        assert picture.size == (photo["width"], photo["height"]) == (1280, 853)
        assert not picture.getexif()
        assert len(kept) == photo["size"]
        page.locator("#SG-0130 [data-action=drop-photo]").click()
        expect(page.locator("#SG-0130 .photos img")).to_have_count(0)


def test_file_that_is_no_picture_is_refused(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        chosen = [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}]
        page.locator("#SG-0130 input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
        expect(page.locator("#SG-0130 [data-part=photo-failed]")).to_be_visible()


def fill_in(finding: Locator) -> None:
    finding.locator("[data-condition], [data-part=neither]").first.check()
    finding.locator("[data-field=seen]").fill("看到的")
    finding.locator("[data-field=remedy][value=now]").check()


def test_record_closes_when_nothing_is_missing_and_a_change_is_a_revision(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        page.locator(".record__line > summary").click()
        page.locator("[data-action=close-record]").click()
        lacking = page.locator("[data-part=lacking]")
        expect(lacking).to_contain_text("还缺：被检查单位、检查人")
        expect(lacking).to_contain_text("SG-0130 还缺：等级、看到的情况、当场整改还是限期整改")
        fill_in(page.locator("#SG-0130 .finding"))
        page.locator("[data-head=unit]").fill("某建筑公司")
        page.locator("[data-head=inspectors]").fill("甲、乙")
        page.locator("[data-action=close-record]").click()
        expect(page.locator("[data-part=number]")).to_be_visible()
        (record,) = records(page)
        assert record["closed"]["number"] == text_of(page, "number")
        assert record["inspectors"] == ["甲", "乙"]
        assert page.evaluate("(one) => paicha.record.seal(one)", record) == record["closed"]["hash"]
        assert page.locator("#SG-0130 [data-answer]").first.is_disabled()

        page.locator("[data-action=revise-record]").click()
        answer(page, "SG-0130", "pass")
        before, after = sorted(records(page), key=lambda one: int(one["revision"]))
        assert before == record
        assert after["revises"] == {key: record["closed"][key] for key in ("number", "hash")}
        assert after["answers"]["SG-0130"]["result"] == "pass"


@contextmanager
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def kill(page: Page) -> None:
    """End a tab as a phone short of memory does: at once, without a word to the page."""
    with pytest.raises(Error):
        page.goto("chrome://crash")
    page.close()


Step = Callable[[Page, random.Random, list[str]], tuple[str, str] | None]


def tap(page: Page, chance: random.Random, ids: list[str]) -> tuple[str, str] | None:
    item, result = chance.choice(ids), chance.choice(("pass", "fail", "none"))
    answer(page, item, result)
    return item, result


def walk(context: BrowserContext, url: str, chance: random.Random) -> None:
    """Tap at random; after a reload or a killed tab all that was said to be saved is there."""
    page = context.new_page()
    page.goto(url)
    ready(page)
    ids = items_of(page)[:12]
    given: dict[str, str] = {}
    for _ in range(chance.randrange(4, 12)):
        item, result = chance.choice(ids), chance.choice(("pass", "fail", "none"))
        # As quick as can be: Playwright's own tap takes a tenth of a second, in which all is kept.
        page.locator(f"#{item} [data-answer][value={result}]").evaluate("(one) => one.click()")
        given[item] = result
        if chance.random() < 0.6:
            continue
        saved(page)
        if chance.random() < 0.5:
            kill(page)
            page = context.new_page()
            page.goto(url)
        else:
            page.reload()
        ready(page)
        shown = {
            one.split("=")[0]: one.split("=")[1]
            for one in page.locator("[data-answer]:checked").evaluate_all(
                "all => all.map((one) => `${one.name}=${one.value}`)"
            )
        }
        assert shown == given
    saved(page)
    (record,) = [one for one in page.evaluate(RECORDS) if set(one["answers"]) >= set(given)][:1]
    assert {id_: one["result"] for id_, one in record["answers"].items()} == given
    page.locator(".record__line > summary").click()
    page.locator("[data-action=start-record]").click()
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_saved_answer_is_lost(browser: Browser, server: str, part: int) -> None:
    for number in range(part, SOAK, 4):
        with phone(browser) as context:
            walk(context, server + CONSTRUCTION, random.Random(number))


def test_list_is_narrowed_to_what_is_open_or_not_passed(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        ids = items_of(page)
        for item, result in zip(ids, ("pass", "fail", "none"), strict=False):
            answer(page, item, result)
        saved(page)
        shown = "all => all.filter((one) => !one.hidden).map((one) => one.id)"
        page.locator('[data-module="filter"] > summary').click()
        page.locator('[name="result"]').select_option("fail")
        assert page.locator(".item").evaluate_all(shown) == ids[1:2]
        page.locator('[name="result"]').select_option("open")
        assert page.locator(".item").evaluate_all(shown) == ids[3:]
        answer(page, ids[3], "pass")
        expect(page.locator(f"#{ids[3]}")).to_be_visible()
        saved(page)
        page.reload()
        ready(page)
        assert page.locator(".item").evaluate_all(shown) == ids[4:]


def test_printed_page_has_boxes_and_no_tools(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        page.emulate_media(media="print")
        assert page.locator(".answer:visible, .bar:visible, .record:visible").count() == 0
        assert page.locator(".boxes:visible").count() == len(items_of(page))


def test_verdict_and_measures_judge_as_the_program_does(browser: Browser, server: str) -> None:
    """The two languages repeat two rules; they are held against one table."""
    from datetime import date

    from paicha.model.measure import Measure, is_right
    from paicha.model.verdict import Answer, verdict

    chance = random.Random(7)
    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        for _ in range(200):
            kind = chance.choice((None, "until", "since"))
            most = float(chance.choice((0, 1, 2.5, 18)))
            today = date(2024, 2, 29)
            day = date(
                chance.randrange(2020, 2027), chance.randrange(1, 13), chance.randrange(1, 29)
            )
            value: float | date = (
                chance.choice((most, most + 0.01, most - 0.01)) if kind is None else day
            )
            told: dict[str, Any] = {"label": "值", "date": kind}
            if kind != "until":
                told |= {"unit": chance.choice(("年", "月")), "max": round(most) if kind else most}
            measure = Measure.model_validate(told)
            ours = page.evaluate(
                "([measure, value, today]) => paicha.record.judge(measure, value, today)",
                [json.loads(measure.model_dump_json()), str(value), str(today)],
            )
            assert ours == is_right(measure, value, today), (measure, value)
        signs = ["A", "B", "C"]
        for _ in range(200):
            kinds: tuple[Answer, ...] = ("pass", "none", "major", "general")
            given: dict[str, Answer] = {
                one: chance.choice(kinds) for one in signs if chance.random() < 0.8
            }
            told_js = {
                one: {"result": "fail", "finding": {"grade": grade}}
                if grade in ("major", "general")
                else {"result": grade}
                for one, grade in given.items()
            }
            ours = page.evaluate(
                "([signs, given]) => paicha.record.verdict(signs, given)", [signs, told_js]
            )
            assert ours == verdict(signs, given), given


def test_hash_is_the_one_everyone_knows(browser: Browser, server: str) -> None:
    from hashlib import sha256

    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        for length in (0, 1, 55, 56, 63, 64, 65, 1000):
            data = random.Random(length).randbytes(length)
            ours = page.evaluate("(bytes) => paicha.sha256(new Uint8Array(bytes))", list(data))
            assert ours == sha256(data).hexdigest()


def test_built_site_has_the_tool_on_every_checklist(built: Built) -> None:
    for checklist in built.json("items")["checklists"]:
        page = Path(built.folder / checklist["url"]).read_text(encoding="utf-8")
        assert page.count('data-answer=""') == 3 * page.count("data-text-hash=")
