"""What records are read beside: the real lists, conditions, clauses, and the form's columns."""

import csv
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from paicha.model.site import Site
from tests.conftest import Built
from tests.recording import (
    Json,
    card,
    closed,
    downloaded,
    good,
    keep,
    listed_in,
    opened_records,
    said,
    said_of,
    served,
)
from tests.stored import kept, remove
from tests.watching import DESK, opened

MOMENT = "2023-07-12T10:00:00+08:00"


def every_list(site: Site) -> list[tuple[str, str]]:
    return [(id_, e.id) for id_, one in site.checklists.items() for e in one.editions]


def test_each_list_says_what_the_data_say(built: Built, site: Site) -> None:
    items = built.json("items")["items"]
    for id_, edition in every_list(site):
        mine = [one for one in items if one["checklist"] == id_ and edition in one["editions"]]
        script = listed_in(built, f"{id_}.{edition}")
        assert [one["id"] for one in script["items"]] == [one["id"] for one in mine]
        for one, item in zip(script["items"], mine, strict=True):
            for name in ("check", "text_hash", "sign"):
                assert one[name] == item[name]
            standing = [c["when"] for c in item["major_if"] if edition in c["editions"]]
            assert [condition["when"] for condition in one["conditions"]] == standing


def test_conditions_name_the_clauses_of_their_own_edition(built: Built, site: Site) -> None:
    for id_, edition in every_list(site):
        others = {e.source for e in site.checklists[id_].editions if e.source and e.id != edition}
        titles = [site.sources[source].head.title for source in others]
        for item in listed_in(built, f"{id_}.{edition}")["items"]:
            labels = [item["basis"], *(one["basis"] for one in item["conditions"])]
            assert all(re.match("《[^》]+》.", label) for label in labels), item["id"]
            assert not any(title in label for label in labels for title in titles), item["id"]


def test_lists_of_a_campaigns_field_name_it_as_the_form_does(built: Built, site: Site) -> None:
    fields = {
        id_: listed_in(built, f"{id_}.{edition}")["field"] for id_, edition in every_list(site)
    }
    assert fields == {
        "construction": "房屋市政工程施工",
        "gas": "城镇燃气",
        "self-built": "自建房",
        "enterprise": "",
        "supervision": "",
    }


def record_of(built: Built, site: Site, id_: str, edition: str, **more: Any) -> Json:
    """Make a record of a real list: its first major item failed, the next general, then right."""
    items = listed_in(built, f"{id_}.{edition}")["items"]
    checklist = site.checklists[id_]
    number = site.sources[site.settings.source].head.document_number
    record = good() | {"site": number, "checklist": id_, "title": checklist.title}
    record |= {"edition": edition, "facets": [], "date": "2023-07-12", "exported": None}
    record["edition_title"] = next(e.title for e in checklist.editions if e.id == edition)
    major = next(one for one in items if one["conditions"])
    general = next(one for one in items if not one["conditions"])
    finding = good()["answers"]["TZ-0001"]["findings"][0] | {"photos": [], "due": "2023-07-20"}
    grave = {"grade": "major", "conditions": [major["conditions"][0]["when"]]}
    record["answers"] = {
        one["id"]: answer(one, finding | grave if one == major else None)
        for one in items
        if one != general
    }
    slight = {"grade": "general", "conditions": []}
    record["answers"][general["id"]] = answer(general, finding | slight)
    return record | more


def answer(item: Json, finding: Json | None) -> Json:
    return {
        "kind": "result",
        "value": "fail" if finding else "pass",
        "text_hash": item["text_hash"],
        "check": item["check"],
        "at": MOMENT,
        "by": "",
        "measures": {},
        "note": "",
        "pending": None,
        "findings": [finding] if finding else [],
    }


def grave(record: Json) -> Json:
    """Give the finding that is major."""
    findings = [one for given in record["answers"].values() for one in given["findings"]]
    found: Json = next(one for one in findings if one["grade"] == "major")
    return found


@pytest.fixture(scope="module")
def desk(browser: Browser, built: Built) -> Iterator[tuple[Page, str]]:
    with served(built.folder) as base, opened(browser, base, DESK) as watched:
        yield watched.page, base


def table(desk: tuple[Page, str], *records: Json) -> tuple[list[list[str]], str]:
    """Export the form's rows of some records; give them with the head, and what is said."""
    page, base = desk
    opened_records(page, base)
    remove(page, *kept(page))
    keep(page, *records)
    page.locator("summary", has_text="附件2表格").click()
    page.get_by_label("县（市、区）").fill("昌吉市")
    page.get_by_label("隐患来源").select_option("抽查检查")
    _, content = downloaded(page, page.locator('[data-part="table"] button'))
    page.get_by_text(re.compile(r"已导出\d+行")).wait_for()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel would take it for GBK"
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), strict=True)), said(page)


@pytest.mark.browser
def test_table_has_the_forms_columns_and_a_row_for_each_major_hazard(
    desk: tuple[Page, str], built: Built, site: Site
) -> None:
    columns = site.forms["statistics"].columns
    for id_, edition in (("construction", "2022"), ("construction", "2024"), ("gas", "2023")):
        record = record_of(built, site, id_, edition)
        (head, row), told = table(desk, record)
        assert told == "已导出1行。其中1份记录还是草稿。"
        assert head == [column.label for column in columns]
        script = listed_in(built, f"{id_}.{edition}")
        conditions = [one for item in script["items"] for one in item["conditions"]]
        ticked = grave(record)["conditions"][0]
        assert dict(zip((column.id for column in columns), row, strict=True)) == {
            "number": "1",
            "prefecture": "",
            "county": "昌吉市",
            "field": script["field"],
            "unit": "青山县木器厂",
            "hazard": f"一车间门口：左脚的防滑垫掉了（{ticked}）",
            "criterion": next(one["basis"] for one in conditions if one["when"] == ticked),
            "planned": "2023-07-20",
            "origin": "抽查检查",
            "measures": "换防滑垫，换好以前不用",
        }


@pytest.mark.browser
def test_table_counts_no_hazard_twice_and_says_what_is_unclear(
    desk: tuple[Page, str], built: Built, site: Site
) -> None:
    first = closed(record_of(built, site, "self-built", "2023", id="0" * 16))
    later = said_of(first, unit="改过的单位") | {"revision": 2, "closed": None}
    other = record_of(built, site, "gas", "2023")
    grave(other).update(conditions=["以前版本的情形"], remedy="now")
    rows, told = table(desk, first, later, other)
    assert told == "已导出2行。其中2份记录还是草稿。有1行没有查到判定依据，请补上。"
    assert sorted(row[4] for row in rows[1:]) == ["改过的单位", "青山县木器厂"]
    unclear = next(row for row in rows if row[3] == "城镇燃气")
    assert unclear[5:8] == ["一车间门口：左脚的防滑垫掉了（以前版本的情形）", "", "2023-07-12"]
    assert unclear[9] == "当场整改", "what was planned before is not what was done"
    assert len(table(desk, first)[0]) == 2
    page, _ = desk
    page.reload()
    page.locator('[data-module="records"][data-ready]').wait_for()
    page.locator("summary", has_text="附件2表格").click()
    assert page.get_by_label("县（市、区）").input_value() == "昌吉市", "kept for next month"


@pytest.mark.browser
def test_sheet_of_a_house_says_its_grade_and_what_must_happen(
    browser: Browser, built: Built, site: Site
) -> None:
    record = record_of(built, site, "self-built", "2023")
    verdict = site.checklists["self-built"].verdict
    assert verdict
    with served(built.folder) as base, opened(browser, base, DESK) as watched:
        page = opened_records(watched.page, base)
        keep(page, record)
        opened_records(page, base, "?sheet=00112233445566aa.1")
        shown = page.locator('.sheet [data-part="verdict"]').inner_text()
        assert verdict.severe.title in shown
        for action in verdict.severe.on_fail:
            assert site.actions[action].title in shown
        grades = page.locator(".sheet__finding .grade").all_inner_texts()
        assert grades == ["重大", "一般"], "the gravest first"
        opened_records(page, base)
        assert "重大1项" in card(page, record).inner_text()
