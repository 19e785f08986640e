"""A form that proves a duty: filled in on a phone, kept, closed, printed, handed on."""

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from paicha.model.proof import Proof
from paicha.model.site import Site
from tests.conftest import Built
from tests.recording import Json, accept, downloaded, offer, opened_records, pretty, served
from tests.scripted import ran
from tests.stored import stored
from tests.test_forms import squeezed
from tests.test_record_format import fits, mutated, mutations, validator
from tests.watching import PHONE, opened

pytestmark = pytest.mark.browser
LED = "forms/led-check/index.html"


@pytest.fixture(scope="module")
def base(built: Built) -> Iterator[str]:
    with served(built.folder) as base:
        yield base


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A phone on which nobody filled anything in yet."""
    with opened(browser, base, PHONE) as watched:
        yield shown(watched.page, base)


def shown(page: Page, base: str, path: str = LED) -> Page:
    page.goto(f"{base}{path}")
    page.locator("html[data-ready]").wait_for()
    return page


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f'[data-field="{name}"]').fill(text)


def saved(page: Page) -> None:
    expect(page.locator('[data-part="saved"]')).to_contain_text("已存")


def kept(page: Page) -> list[Json]:
    found: list[Json] = stored(
        page, "return (await run('proofs', 'readonly', (all) => [all.getAll()]))[0];"
    )
    return found


def filled(page: Page) -> None:
    fill(
        page,
        unit="某建筑公司",
        project="某住宅",
        day="2023-07-12",
        leader="张三、总经理",
        seen="改完两条",
    )
    page.locator('[data-column="hazard"]').fill("吊篮没有安全绳")
    page.locator('[data-column="grade"][value="重大"]').check(force=True)
    page.locator('[data-column="measures"]').fill("停用，换绳")
    saved(page)


def close(page: Page) -> str:
    page.locator('[data-action="close"]').click()
    number = page.locator('[data-part="closed"]:not([hidden])').inner_text()
    return number.split("编号 ")[1].split("，")[0]


def test_proof_is_kept_as_it_is_typed_and_gone_on_with(page: Page, base: str) -> None:
    assert kept(page) == [], "who only looks begins none"
    filled(page)
    shown(page, base)
    expect(page.locator('[data-field="unit"]')).to_have_value("某建筑公司")
    expect(page.locator('[data-column="grade"][value="重大"]')).to_be_checked()
    (proof,) = kept(page)
    assert (proof["form"], proof["date"], proof["closed"]) == ("led-check", "2023-07-12", None)
    assert proof["rows"][0]["cells"]["measures"] == "停用，换绳"


def test_what_is_blank_is_named_and_only_day_and_unit_keep_it_open(page: Page) -> None:
    button = page.locator('[data-action="close"]')
    expect(button).to_be_hidden()
    fill(page, seen="改完两条")
    expect(button).to_be_disabled()
    expect(page.locator('[data-part="open"]')).to_have_text("定稿前先填：企业、检查日期")
    fill(page, unit="某建筑公司", day="2023-07-12")
    expect(button).to_be_enabled()
    expect(page.locator('[data-part="open"]')).to_have_text(
        "还空着：项目、带队人、职务、重大隐患当日报告"
    )
    page.locator('[data-column="hazard"]').fill("吊篮没有安全绳")
    expect(page.locator('[data-part="open"]')).to_contain_text("每个问题都写等级和整改措施")


def test_closed_proof_is_read_only_and_printed_once_for_each_copy(page: Page) -> None:
    filled(page)
    number = close(page)
    expect(page.locator('[data-field="unit"]')).to_be_disabled()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    texts = [
        squeezed(unicodedata.normalize("NFKC", one.extract_text()))
        for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    assert len(texts) == 2
    for text, mark in zip(texts, ("企业留存", "项目留存"), strict=True):
        for word in (mark, number, "某建筑公司", "吊篮没有安全绳", "带队人:", "2023-07-12"):
            assert word in text, word
        assert "草稿" not in text


def test_name_from_the_right_is_set_apart_on_paper_and_in_its_field(page: Page) -> None:
    name = "ئايگۈل تۇرسۇن"
    fill(page, unit=f"{name} 3 厂")
    saved(page)
    expect(page.locator('[data-field="unit"]')).to_have_css("unicode-bidi", "plaintext")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert set(page.locator(".proof-sheet bdi").all_text_contents()) == {name}


def test_what_was_closed_stays_and_its_revision_stands_beside_it(page: Page, base: str) -> None:
    filled(page)
    number = close(page)
    page.locator('[data-action="revise"]').click()
    expect(page.locator('[data-part="revises"]')).to_have_text(f"修订自 {number}")
    fill(page, seen="改完三条")
    saved(page)
    first, second = sorted(kept(page), key=lambda one: one["revision"])
    assert (first["fields"]["seen"], second["fields"]["seen"]) == ("改完两条", "改完三条")
    shown(page, base, f"{LED}?proof={first['id']}.1")
    expect(page.locator('[data-field="seen"]')).to_have_value("改完两条")


def test_next_one_begins_with_the_unit_of_the_last(page: Page, base: str) -> None:
    filled(page)
    close(page)
    page.locator('[data-action="another"]').click()
    expect(page.locator('[data-field="seen"]')).to_have_value("")
    shown(page, base, "forms/drill-record/index.html")
    expect(page.locator('[data-field="unit"]')).to_have_value("某建筑公司")
    assert len(kept(page)) == 1


def test_draft_can_be_taken_away(page: Page) -> None:
    filled(page)
    page.locator("summary", has_text="删去这份草稿").click()
    page.locator('[data-action="drop"]').click()
    expect(page.locator('[data-field="unit"]')).to_have_value("")
    assert kept(page) == []


def test_proof_travels_with_the_records_and_one_that_was_changed_does_not(
    browser: Browser, page: Page, base: str
) -> None:
    filled(page)
    number = close(page)
    opened_records(page, base)
    expect(page.locator('[data-part="proof-list"] li')).to_contain_text(number)
    _, content = downloaded(page, page.locator('[data-action="export-all"]'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = archive.namelist()
        text = archive.read(name).decode()
    changed = json.loads(text)
    changed["fields"]["seen"] = "都改完了"
    with opened(browser, base, PHONE) as watched:
        other = opened_records(watched.page, base)
        offer(other, ("改过.json", pretty(changed).encode()))
        assert "定稿之后被改过" in other.locator('[data-part="refused"]').inner_text()
        offer(other, ("全部.zip", content))
        assert accept(other) == "收下证明 1 份。"
        expect(other.locator('[data-part="proof-list"] li')).to_contain_text(number)
        (taken,) = kept(other)
    assert taken == json.loads(text)


def test_month_says_how_many_proofs_this_device_has(page: Page, base: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat("2023-07-20T09:00:00+08:00"))
    role = "duties/principal/index.html"
    shown_due(page, base, role)
    assert told(page) == ["7月本机还没有"] * 3
    shown(page, base)
    filled(page)
    close(page)
    page.locator('[data-action="another"]').click()
    fill(page, day="2023-06-30", leader="张三")
    saved(page)
    shown_due(page, base, role)
    assert sorted(told(page)) == ["7月本机已有 1 份", *["7月本机还没有"] * 2]
    page.clock.set_fixed_time(datetime.fromisoformat("2023-06-20T09:00:00+08:00"))
    shown_due(page, base, role)
    assert "6月本机还没有（草稿 1 份）" in told(page)
    shown_due(page, base, "duties/enterprise/index.html")
    assert told(page) == ["1到6月本机还没有"]


def shown_due(page: Page, base: str, path: str) -> None:
    page.goto(f"{base}{path}")
    page.locator("[data-due-list] [data-proved]:not(:empty)").first.wait_for()


def told(page: Page) -> list[str]:
    return page.locator("[data-due-list] [data-proved]").all_inner_texts()


@pytest.mark.parametrize("name", ["meeting-record", "warning-class", "deputies-duties"])
def test_form_fits_a_phone_and_a_thumb(page: Page, base: str, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    shown(page, base, f"forms/{name}/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    heights = page.evaluate(HEIGHTS)
    assert heights
    assert min(heights) >= 44


HEIGHTS = """[...document.querySelectorAll(
  '.proof :is(input:not([type=radio]), textarea, button, .remedy label)')]
  .filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)"""


def proof() -> Json:
    return {
        "format": "paicha-proof/1",
        "id": "00112233445566aa",
        "revision": 2,
        "revises": {"number": "LE20230712-00000000", "hash": "0" * 64},
        "site": "昌州建办〔2023〕33号",
        "office": "",
        "form": "led-check",
        "title": "企业主要负责人带队检查记录",
        "labels": {"unit": "企业"},
        "started": "2023-07-12T10:00:00+08:00",
        "changed": "2023-07-12T11:00:00+08:00",
        "exported": {"at": "2023-07-12T12:00:00+08:00", "content": "0" * 64},
        "closed": {"at": "2023-07-12T11:00:00+08:00", "number": "LE20230712-0A0B0C0D"}
        | {"hash": "0" * 64},
        "date": "2023-07-12",
        "fields": {"unit": "某建筑公司"},
        "rows": [{"id": "0a1b2c3d", "cells": {"hazard": "吊篮没有安全绳"}}],
    }


def test_page_schema_and_model_agree_on_every_change_of_a_proof(built: Built) -> None:
    published = validator(built.project, "proof")
    tried: list[tuple[tuple[Any, ...], Any]] = [
        (at, mutated(proof(), at, value)) for at, value in mutations(proof())
    ]
    values = [value for _, value in tried]
    said = ran({"records/format.js": "wrongInProof"}, "return given.map(wrongInProof);", values)
    assert len(tried) > 800
    for (at, value), words in zip(tried, said, strict=True):
        valid = published.is_valid(value)
        assert (words == "") == valid, f"{at}: {words}"
        assert fits(value, Proof) == valid, at
    assert 20 < sum(words == "" for words in said) < len(said) / 2


def test_every_form_that_proves_has_its_page_and_the_duty_leads_there(
    built: Built, site: Site
) -> None:
    proving = {id_: form.proves for id_, form in site.forms.items() if form.proves}
    assert len(proving) == 5
    duties = (built.folder / "duties" / "index.html").read_text(encoding="utf-8")
    for id_, proves in proving.items():
        assert (built.folder / "forms" / id_ / "index.html").is_file()
        assert f'href="../forms/{id_}/index.html"' in duties
        assert all(id_ in duty.forms for duty in site.duties if duty.id in proves)
