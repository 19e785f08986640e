"""A checklist as a tool: answered, judged, narrowed, closed."""

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from tests.conftest import Built
from tests.recording import seal
from tests.scripted import ran
from tests.stored import kept_photo
from tests.tapping import (
    CONSTRUCTION,
    HOUSES,
    answer,
    back,
    confirm,
    end,
    fill_in,
    items_of,
    picture,
    ready,
    records,
    saved,
    sheet,
    text_of,
)
from tests.watching import DESK, PHONE, address, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser


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


def test_each_group_of_answers_is_called_by_its_item(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        for item in items_of(page)[::9]:
            check = page.locator(f"#{item} .item__check").text_content()
            group = page.get_by_role("group", name=f"{item} {check}", exact=True)
            assert group.locator("[data-answer]").count() == 4


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
        assert record["answers"]["SG-0130"]["findings"][0]["grade"] is None, "judged, not guessed"

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
        found = records(page)[0]["answers"]["SG-0130"]["findings"][0]
        assert (found["grade"], found["conditions"]) == ("major", [stated[1]])
        assert (found["seen"], found["remedy"], found["due"]) == (
            "3号塔吊没有登记证",
            "by-date",
            "2026-12-01",
        )


def test_way_of_putting_right_is_asked_once(browser: Browser, server: str) -> None:
    """By two choices, not also as something to do."""
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0106", "fail")
        finding = page.locator("#SG-0106 .finding")
        expect(finding.locator("[data-part=wanted]:visible")).to_have_count(0)
        expect(finding.get_by_text("整改")).to_have_text(["当场整改", "限期整改"])
        finding.locator("[data-condition]").first.check()
        expect(finding.locator("[data-part=actions] li")).to_have_text(["当日立即报告"])


def test_finding_says_who_found_it_by_its_list_until_somebody_says_otherwise(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        for path, source in (
            (CONSTRUCTION, "spot"),
            ("checklists/enterprise/index.html", "self"),
            ("checklists/supervision/index.html", None),
        ):
            page = watched.open(path)
            ready(page)
            item = items_of(page)[0]
            answer(page, item, "fail")
            kept = {one["checklist"]: one["answers"] for one in records(page)}
            (finding,) = kept[path.split("/")[1]][item]["findings"]
            assert (finding["source"], finding["supervised"]) == (source, False)
            ticked = page.locator(f"#{item} [data-field=source]:checked")
            page.locator(f"#{item} .finding").wait_for()
            assert ticked.count() == bool(source)


def test_source_is_changed_by_a_tap_and_what_is_major_may_be_watched_over(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        finding = page.locator("#SG-0130 .finding")
        expect(finding.locator("[data-field=supervised]")).to_be_hidden()
        finding.locator("[data-condition]").first.check()
        finding.locator("[data-field=supervised]").check()
        finding.locator("[data-field=source][value=self]").check()
        (found,) = records(page)[0]["answers"]["SG-0130"]["findings"]
        assert (found["source"], found["supervised"]) == ("self", True)
        page.reload()
        ready(page)
        expect(finding.locator("[data-field=supervised]")).to_be_checked()
        expect(finding.locator("[data-field=source][value=self]")).to_be_checked()


def test_no_of_a_general_item_is_general_by_itself(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open("checklists/enterprise/index.html")
        ready(page)
        first = items_of(page)[0]
        answer(page, first, "fail")
        assert records(page)[0]["answers"][first]["findings"][0]["grade"] == "general"


def test_measure_beyond_its_limit_is_a_no_and_one_within_answers_nothing(
    browser: Browser, server: str
) -> None:
    """Judged as it is typed, taken when it is whole: 1 of 19.5 would be too little."""
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        oxygen = page.locator(".item", has=page.locator('[data-measure][data-min="19.5"]')).first
        field = oxygen.locator('[data-measure][data-min="19.5"]')
        field.press_sequentially("20.9")
        expect(oxygen.locator("[data-judged=true]").first).to_be_visible()
        field.press("Tab")
        assert oxygen.locator("[data-answer]:checked").count() == 0
        field.fill("19.4")
        expect(oxygen.locator("[data-judged=false]").first).to_be_visible()
        assert oxygen.locator("[data-answer]:checked").count() == 0
        field.press("Tab")
        expect(oxygen.locator("[data-answer][value=fail]")).to_be_checked()
        id_ = oxygen.get_attribute("id") or ""
        assert "19.4" in records(page)[0]["answers"][id_]["measures"].values()


def test_date_typed_figure_by_figure_is_taken_when_it_is_whole(
    browser: Browser, server: str
) -> None:
    """In the year 2 of 2099 all was out of date."""
    with opened(browser, server, PHONE, locale="en-US") as watched:
        page = watched.open("checklists/construction/2024/index.html")
        ready(page)
        row = page.locator(".item", has=page.locator('[data-measure][data-date="until"]')).first
        field = row.locator('[data-measure][data-date="until"]').first
        field.press_sequentially("01012099")
        expect(field).to_have_value("2099-01-01")
        row.locator("summary").focus()
        assert row.locator("[data-answer]:checked").count() == 0
        field.fill("2020-01-01")
        row.locator("summary").focus()
        expect(row.locator("[data-answer][value=fail]")).to_be_checked()


def test_what_is_measured_before_its_item_is_answered_stays(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        oxygen = page.locator(".item", has=page.locator('[data-measure][data-min="19.5"]')).first
        field = oxygen.locator('[data-measure][data-min="19.5"]')
        field.fill("20.9")
        answer(page, items_of(page)[0], "pass")
        expect(field).to_have_value("20.9")
        saved(page)
        page.reload()
        ready(page)
        expect(field).to_have_value("20.9")
        id_ = oxygen.get_attribute("id") or ""
        answer(page, id_, "pass")
        assert "20.9" in records(page)[0]["answers"][id_]["measures"].values()
        page.locator(".record__line > summary").click()
        page.locator("[data-action=start-record]").click()
        expect(field).to_have_value("")
        page.reload()
        ready(page)
        expect(field).to_have_value("")


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


def test_house_verdict_follows_the_answers(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(HOUSES)
        ready(page)
        shown = page.locator("[data-part=verdict] > :not([hidden])")
        signs = page.locator(".item[data-sign]").evaluate_all("all => all.map((one) => one.id)")
        for id_ in signs:
            answer(page, id_, "pass")
            # Bricks are there: nothing seen is not nothing there, for their criteria are not known.
            expect(shown.last).to_have_attribute(
                "data-verdict", "unknown" if id_ == signs[-1] else "unfinished"
            )
        lesser = page.locator(".item[data-sign=lesser]").evaluate_all(
            "all => all.filter((one) => one.querySelector('.conditions')).map((one) => one.id)"
        )
        answer(page, lesser[0], "fail")
        expect(shown.last).to_have_attribute("data-verdict", "unfinished")
        page.locator(f"#{lesser[0]} [data-part=neither]").check()
        expect(shown.last).to_have_attribute("data-verdict", "lesser")
        answer(page, page.locator(".item[data-sign=stop]").last.get_attribute("id") or "", "fail")
        expect(shown.last).to_have_attribute("data-verdict", "stop")
        page.locator(f"#{lesser[0]} [data-condition]").first.check()
        expect(shown.last).to_have_attribute("data-verdict", "severe")
        page.locator("[data-part=bar] a").click()
        expect(page.locator("[data-part=summary] [data-part=today]")).to_contain_text("立即停用")


def with_a_place() -> bytes:
    """A picture of 3000 × 2000 that says where it was taken, and when."""
    picture = Image.new("RGB", (3000, 2000), "#777")
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: "2030:05:25 14:00:09", 0x9011: "+06:00"})
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
        chosen = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=with_a_place())
        page.locator("#SG-0130 input[type=file]").set_input_files(chosen)
        expect(page.locator("#SG-0130 .photos img")).to_be_visible(timeout=30_000)
        (photo,) = records(page)[0]["answers"]["SG-0130"]["findings"][0]["photos"]
        kept = kept_photo(page, photo["name"])
        assert kept
        picture = Image.open(BytesIO(kept))
        assert picture.size == (photo["width"], photo["height"]) == (1280, 853)
        assert not picture.getexif()
        assert len(kept) == photo["size"]
        assert photo["taken"] == "2030-05-25T14:00:09+06:00"
        expect(page.locator("#SG-0130 figcaption")).to_have_text("2030-05-25 14:00")
        page.locator("#SG-0130 [data-action=drop-photo]").click()
        expect(page.locator("#SG-0130 .photos img")).to_have_count(0)


def test_file_that_is_no_picture_is_refused(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        chosen = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=b"no picture")
        page.locator("#SG-0130 input[type=file]").set_input_files(chosen)
        expect(page.locator("#SG-0130 [data-part=photo-failed]")).to_be_visible()


SLOWLY = """() => {
  const { toBlob } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toBlob = function (...all) {
    setTimeout(() => toBlob.apply(this, all), 200);
  };
}"""


def test_record_is_closed_with_pictures_still_on_their_way(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        fill_in(page.locator("#SG-0130 .finding"))
        page.locator(".record__line > summary").click()
        page.locator("[data-head=unit]").fill("某建筑公司")
        page.locator("[data-head=inspectors]").fill("甲")
        page.evaluate(SLOWLY)
        colours = ("#111", "#222", "#333", "#444", "#555", "#666", "#777")
        chosen = [
            FilePayload(name=f"{at}.png", mimeType="image/png", buffer=picture(colour))
            for at, colour in enumerate(colours)
        ]
        page.locator("#SG-0130 input[type=file]").set_input_files(chosen)
        end(page)
        page.locator("[data-action=confirm-close]").click()
        expect(page.locator("[data-part=sealed]")).to_be_visible(timeout=30_000)
        back(page)
        (record,) = records(page)
        assert record["closed"]
        assert len(record["answers"]["SG-0130"]["findings"][0]["photos"]) == 6
        expect(page.locator("#SG-0130 [data-part=photos-left]")).to_be_visible()


def test_record_closes_when_nothing_is_missing_and_a_change_is_a_revision(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        answer(page, "SG-0130", "fail")
        page.locator(".record__line > summary").click()
        lacks = end(page).locator("[data-part=lacks]")
        expect(lacks).to_contain_text("还缺：被检查单位、检查人")
        expect(lacks).to_contain_text("SG-0130 还缺：等级、看到的情况、当场整改还是限期整改")
        expect(page.locator("[data-action=confirm-close]")).to_be_disabled()
        back(page)
        fill_in(page.locator("#SG-0130 .finding"))
        page.locator("[data-head=unit]").fill("某建筑公司")
        page.locator("[data-head=inspectors]").fill("甲、乙")
        end(page)
        confirm(page)
        back(page)
        (record,) = records(page)
        assert record["closed"]["number"] == text_of(page, "number")
        assert [one["name"] for one in record["inspectors"]] == ["甲", "乙"]
        assert seal(record) == record["closed"]["hash"]
        assert page.locator("#SG-0130 [data-answer]").first.is_disabled()

        page.locator(".record__line [data-action=revise]").click()
        answer(page, "SG-0130", "pass")
        before, after = sorted(records(page), key=lambda one: int(one["revision"]))
        assert before == record
        assert after["revises"] == {key: record["closed"][key] for key in ("number", "hash")}
        assert after["answers"]["SG-0130"]["value"] == "pass"


def test_list_is_narrowed_to_what_is_open_or_not_passed(browser: Browser, server: str) -> None:
    with opened(browser, server, PHONE) as watched:
        page = watched.open(CONSTRUCTION)
        ready(page)
        ids = items_of(page)
        for item, result in zip(ids, ("pass", "fail", "none"), strict=False):
            answer(page, item, result)
        saved(page)
        shown = "all => all.filter((one) => !one.hidden).map((one) => one.id)"
        with sheet(page) as chosen:
            chosen.locator('[name="result"]').select_option("fail")
            assert page.locator(".item").evaluate_all(shown) == ids[1:2]
            chosen.locator('[name="result"]').select_option("open")
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
        assert page.locator("input:visible, .bar:visible, .record:visible").count() == 0
        assert page.locator(".answer:visible").count() == len(items_of(page))


def test_measures_judge_as_the_program_does() -> None:
    """The two languages repeat a rule; they are held against one table."""
    from datetime import date

    from paicha.model.measure import Measure
    from tests.judging import is_right

    chance = random.Random(7)
    today = date(2024, 2, 29)
    asked: list[tuple[Measure, float | date]] = []
    for _ in range(200):
        kind = chance.choice((None, "until", "since"))
        most = float(chance.choice((0, 1, 2.5, 18)))
        day = date(chance.randrange(2020, 2027), chance.randrange(1, 13), chance.randrange(1, 29))
        value = chance.choice((most, most + 0.01, most - 0.01)) if kind is None else day
        told: dict[str, Any] = {"label": "值", "date": kind}
        if kind != "until":
            told |= {"unit": chance.choice(("年", "月")), "max": round(most) if kind else most}
        asked.append((Measure.model_validate(told), value))
    ours = ran(
        {"record/judge.js": "judge"},
        "return given.map((one) => judge(...one));",
        [[json.loads(one.model_dump_json()), str(value), str(today)] for one, value in asked],
    )
    for (measure, value), right in zip(asked, ours, strict=True):
        assert right == is_right(measure, value, today), (measure, value)


def test_hash_is_the_one_everyone_knows() -> None:
    from hashlib import sha256

    lengths = (0, 1, 55, 56, 63, 64, 65, 1000)
    all_data = [random.Random(length).randbytes(length) for length in lengths]
    ours = ran(
        {"record/sha256.js": "sha256"},
        "return given.map((bytes) => sha256(Uint8Array.from(bytes)));",
        [list(data) for data in all_data],
    )
    assert ours == [sha256(data).hexdigest() for data in all_data]


def test_built_site_has_the_tool_on_every_checklist(built: Built) -> None:
    for checklist in built.json("items")["checklists"]:
        page = Path(built.folder / checklist["url"]).read_text(encoding="utf-8")
        assert page.count('data-answer=""') == 4 * page.count("data-text-hash=")
