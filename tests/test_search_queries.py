"""The frozen set that measures search: large, balanced, no repeats, pointing at what is there."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import Built

QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "search" / "queries.yaml").read_text(encoding="utf-8")
)
# The fewest queries of each kind; a kind that is not here is a slip of the pen.
LEAST = {
    "word": 10,
    "part": 8,
    "character": 5,
    "several": 10,
    "synonym": 25,
    "pinyin": 12,
    "initials": 12,
    "traditional": 8,
    "width": 4,
    "number": 6,
    "homophone": 12,
    "look-alike": 8,
    "unit": 8,
    "id": 8,
    "question": 20,
    "clause": 6,
    "form": 6,
    "duty": 6,
    "date": 6,
    "guidance": 6,
    "glossary": 3,
}


def names(query: dict[str, Any]) -> list[str]:
    """Give what a query expects: ids of items, addresses of everything else."""
    return [name for entry in query["expect"] for name in entry.values()]


def test_set_is_large_enough() -> None:
    assert len(QUERIES) >= 120


def test_every_kind_has_its_share() -> None:
    kinds = Counter(query["kind"] for query in QUERIES)
    assert set(kinds) == set(LEAST)
    assert [kind for kind, least in LEAST.items() if kinds[kind] < least] == []


def test_no_query_is_asked_twice() -> None:
    asked = Counter(query["query"].strip().lower() for query in QUERIES)
    assert [query for query, times in asked.items() if times > 1] == []


def test_every_query_is_whole() -> None:
    assert {frozenset(query) for query in QUERIES} == {frozenset({"query", "kind", "expect"})}
    assert {tuple(entry) for query in QUERIES for entry in query["expect"]} == {("item",), ("url",)}
    repeats = [query["query"] for query in QUERIES if len(set(names(query))) < len(names(query))]
    assert repeats == []
    assert [query["query"] for query in QUERIES if not query["expect"]] == []


def test_no_entry_alone_answers_more_than_three_queries() -> None:
    alone = Counter(names(query)[0] for query in QUERIES if len(names(query)) == 1)
    alone.pop("glossary/index.html")  # one page, many terms
    assert [name for name, times in alone.items() if times > 3] == []


def test_every_expected_entry_stands_in_the_site(built: Built) -> None:
    items = {item["id"] for item in built.json("items")["items"]}
    places = {place for page in built.pages() for place in places_on(built.folder, page)}
    wanted = {name for query in QUERIES for name in names(query)}
    assert sorted(wanted - items - places) == []


def places_on(folder: Path, page: str) -> list[str]:
    """Give the addresses of a page and of every anchor on it, from the root of the site."""
    html = (folder / page).read_text(encoding="utf-8")
    return [page, *(f"{page}#{anchor}" for anchor in re.findall(r'\sid="([^"]+)"', html))]
