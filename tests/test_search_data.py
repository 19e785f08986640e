"""What search downloads: its size, its keys, and where its entries lead."""

import gzip
import json
import posixpath
from pathlib import Path
from typing import Any

import pytest

from paicha.model.site import Site
from paicha.pipeline import build, publication_of
from paicha.project import Project
from paicha.render.search.characters import common_hanzi, hanzi, sounds, traditional
from paicha.render.search.entries import found_items
from paicha.render.search.plain import lines, sections
from paicha.render.search.waves import NAMES, waves
from paicha.render.words import words
from paicha.source.rendered import rendered
from tests.conftest import Built
from tests.test_search_queries import places_on

FIRST = 90  # bytes by gzip an item: what items are found by


def wave(folder: Path, name: str) -> dict[str, Any]:
    """Read a download from the built site."""
    (path,) = (folder / "assets").glob(f"{name.removesuffix('.js')}.*.js")
    text = path.read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text.partition("(")[2].rstrip().removesuffix(");"))
    return read


@pytest.fixture(scope="module")
def both(built: Built) -> tuple[dict[str, Any], dict[str, Any]]:
    return wave(built.folder, NAMES[0]), wave(built.folder, NAMES[1])


# The downloads


def test_first_download_is_small(built: Built) -> None:
    (path,) = (built.folder / "assets").glob("search-1.*.js")
    assert len(gzip.compress(path.read_bytes(), 9)) <= FIRST * built.summary.items


def test_every_item_is_in_the_first_and_what_else_it_says_in_the_second(
    built: Built, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    first, second = both
    items = {one["id"]: one for one in built.json("items")["items"]}
    assert [row[0] for row in first["items"]] == list(items)
    for row, rest in zip(first["items"], second["rests"], strict=True):
        item = items[row[0]]
        list_, title = first["sections"][row[1]]
        assert (first["lists"][list_][0], title) == (item["checklist"], item["section_title"])
        assert row[2] == (item["grade"] == "major")
        assert row[3:5] == [item["check"], item["ask"] or ""]
        assert row[5] == [one["when"] for one in item["major_if"]]
        looks, evidence, values, based = rest
        assert evidence == item["evidence"]
        assert [one.partition(" ")[0] for one in values] == [
            one["label"].partition(" ")[0] for one in item["measures"]
        ]
        labels = {one["label"] for one in item["basis"]}
        labels |= {one["label"] for condition in item["major_if"] for one in condition["basis"]}
        assert {second["bases"][n].partition("（")[0] for n in based} >= {
            label.partition("（")[0] for label in labels
        }
        assert bool(looks) == bool(item["look_for"])


def test_what_is_no_longer_in_force_is_named_and_comes_after_what_is(
    built: Built, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    items = {one["id"]: one for one in built.json("items")["items"]}
    named = {row[0]: row[6] for row in both[0]["items"] if row[6:]}
    assert named
    assert set(named.values()) == {"2022版判定标准"}
    old = [id_ for id_, one in items.items() if one["editions"] == ["2022"]]
    assert sorted(named) == sorted(old)
    where = {entry[1]: entry[3] for entry in both[1]["entries"] if entry[0] == "clause"}
    former = [path for path, place in where.items() if place.startswith("已废止的依据")]
    assert former
    assert all(path.startswith("sources/construction-2022/") for path in former)
    assert list(where)[-len(former) :] == former


def test_value_is_found_by_its_limits(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    values = {value for _, _, some, _ in both[1]["rests"] for value in some}
    assert any("氧含量" in one and one.endswith(" 19.5%～23.5%") for one in values)


def test_every_clause_duty_form_and_heading_is_in_the_second(
    built: Built, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    paths = {entry[1] for entry in both[1]["entries"]}
    wanted = {c["url"] for s in built.json("clauses")["sources"] for c in s["clauses"]}
    wanted |= {one["url"] for one in built.json("duties")["duties"]}
    wanted |= {one["url"] for one in built.json("duties")["roles"]}
    wanted |= {one["url"] for one in built.json("forms")["forms"]}
    wanted |= {f"guidance/{path.stem}/index.html" for path in built.project.guidance.glob("*.md")}
    assert sorted(wanted - paths) == []


def test_every_entry_and_term_leads_to_a_place_on_a_page(
    built: Built, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    places = {place for page in built.pages() for place in places_on(built.folder, page)}
    terms = [term for one in both for term in one["words"]]
    assert len(terms) == len(both[1]["meanings"]) == len(both[1]["related"])
    paths = {entry[1] for entry in both[1]["entries"]}
    assert sorted((paths | {f"glossary/index.html#{term[0]}" for term in terms}) - places) == []


def test_term_is_related_to_what_its_meaning_names(
    site: Site, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    terms = [term[0] for one in both for term in one["words"]]
    worker, workers = terms.index("焊工"), terms.index("特种作业人员")
    assert worker in both[1]["related"][workers]
    assert {term.term for term in site.glossary.terms} == set(terms)


def test_site_without_a_glossary_can_be_searched(minimal: Project) -> None:
    publication, _ = publication_of(minimal, paper=False)
    first, second = waves(
        publication.site, list(found_items(publication)), words(publication.project)
    )
    assert first["words"] == second["words"] == second["meanings"] == []
    build(minimal)
    assert wave(minimal.output, NAMES[0])["items"]


# The keys of characters


def test_character_is_found_by_both_of_its_readings() -> None:
    assert sounds(set("重灭绿")) == "chong重 lv绿 mie灭 zhong重"


def test_rare_reading_of_a_character_does_not_count() -> None:
    assert sounds(set("查大")) == "cha查 da大"


def test_every_character_that_can_be_searched_has_a_sound(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    known = hanzi(one["sounds"] for one in both)
    said = hanzi([json.dumps(both, ensure_ascii=False)]) - hanzi([both[1]["traditional"]])
    assert sorted(said - known) == []
    assert common_hanzi() <= known
    assert len(common_hanzi()) == 3755


def test_traditional_characters_lead_to_ours_and_never_from_them() -> None:
    pairs = traditional(set("灭脚动后干"))
    by_old = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert {by_old[old] for old in "滅腳動後"} == set("灭脚动后")
    assert not set("灭脚动后干") & set(by_old)


# Plain lines


def test_text_is_parted_at_its_headings_and_into_lines() -> None:
    found = sections(
        "<p>先说。</p><h2 id='a'>头 <em>一</em></h2><ul><li>一</li><li>二</li></ul>"
        "<table><tr><td>量</td><td>5m</td></tr></table><h3 id='b'>头二</h3>"
    )
    assert [(one.id, one.heading, one.lines) for one in found] == [
        ("", "", ["先说。"]),
        ("a", "头 一", ["一", "二", "量 5m"]),
        ("b", "头二", []),
    ]


def test_citation_in_brackets_is_left_out_and_any_other_link_is_text() -> None:
    cited = '<a href="../../sources/plan/index.html#1">通知三</a>'
    assert lines(f"<p>要有证（{cited}，待核对原文）。</p>") == ["要有证。"]
    assert lines(f"<p>见{cited}，（甲）</p>") == ["见通知三，（甲）"]


# Anchors of guidance


def test_heading_has_an_anchor_of_its_own_words() -> None:
    html = rendered("## 动火前\n\n文字\n\n### “待核对原文”是什么意思\n", "page").html
    assert '<h2 id="动火前">' in html
    assert '<h3 id="待核对原文是什么意思">' in html


def test_anchors_of_a_page_differ_and_are_none_of_its_frames() -> None:
    html = rendered("## 一样\n\n## 一样\n\n## main\n\n## ！\n\n## ？\n\n[TOC]\n", "page").html
    ids = [part.partition('"')[0] for part in html.split('id="')[1:]]
    assert len(set(ids)) == len(ids) == 5
    assert ids[:2] == ["一样", "一样_1"]
    assert "main" not in ids
    assert "[TOC]" in html


def test_link_of_a_guide_to_a_heading_holds(minimal: Project) -> None:
    page = minimal.guidance / "using.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n## 打印\n\n看[上面](#打印)。\n", encoding="utf-8")
    build(minimal)
    html = (minimal.output / posixpath.join("guidance", "using", "index.html")).read_text("utf-8")
    assert '<h2 id="打印">' in html
