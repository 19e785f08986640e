"""The frozen sets that measure search: large, balanced, no repeats, pointing at what is there."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Built

Queries = list[dict[str, Any]]


def read(name: str) -> Queries:
    """Read one of the sets; tests/search/README.md says what stands in it."""
    queries: Queries = yaml.safe_load((Path(__file__).parent / "search" / name).read_text("utf-8"))
    return queries


QUERIES = read("queries.yaml")
REAL = read("real.yaml")
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

# The same of what real people type; "nothing" is what must find nothing.
LEAST_REAL = {
    "site": 15,
    "shop": 8,
    "house": 8,
    "village": 3,
    "reporting": 3,
    "enterprise": 3,
    "english": 8,
    "initials": 2,
    "slip": 3,
    "nothing": 8,
}
# What the set of real words must not be without.
MUSTS = {
    "tower crane",
    "hot work permit",
    "confined space",
    "tdqzj",
    "吊车 拉人",
    "楼道堆东西出不去",
    "一楼出租改成饭馆",
    "谁给危房做鉴定",
    "28号要报什么",
}
SETS = pytest.mark.parametrize("queries", [QUERIES, REAL], ids=["queries", "real"])


def names(query: dict[str, Any]) -> list[str]:
    """Give what a query expects: ids of items, addresses of everything else."""
    return [name for entry in query["expect"] for name in entry.values()]


def test_set_is_large_enough() -> None:
    assert len(QUERIES) >= 120


def test_real_set_is_large_enough() -> None:
    assert sum(1 for query in REAL if query["expect"]) >= 60


@pytest.mark.parametrize(
    ("queries", "least"), [(QUERIES, LEAST), (REAL, LEAST_REAL)], ids=["queries", "real"]
)
def test_every_kind_has_its_share(queries: Queries, least: dict[str, int]) -> None:
    kinds = Counter(query["kind"] for query in queries)
    assert set(kinds) == set(least)
    assert [kind for kind, fewest in least.items() if kinds[kind] < fewest] == []


def test_no_query_is_asked_twice() -> None:
    asked = Counter(query["query"].strip().lower() for query in [*QUERIES, *REAL])
    assert [query for query, times in asked.items() if times > 1] == []


def test_real_set_asks_what_it_must() -> None:
    assert sorted(MUSTS - {query["query"] for query in REAL}) == []


def test_every_query_is_whole() -> None:
    assert {frozenset(query) for query in QUERIES} == {frozenset({"query", "kind", "expect"})}
    assert [query["query"] for query in QUERIES if not query["expect"]] == []


def test_every_real_query_says_where_it_was_seen_or_expects_nothing() -> None:
    found = [query for query in REAL if query["kind"] != "nothing"]
    nothing = [query for query in REAL if query["kind"] == "nothing"]
    assert {frozenset(query) for query in found} == {frozenset({"query", "kind", "from", "expect"})}
    assert {frozenset(query) for query in nothing} == {frozenset({"query", "kind", "expect"})}
    assert [query["query"] for query in found if not query["expect"] or not query["from"]] == []
    assert [query["query"] for query in nothing if query["expect"]] == []


@SETS
def test_every_expectation_is_whole(queries: Queries) -> None:
    assert {tuple(entry) for query in queries for entry in query["expect"]} == {("item",), ("url",)}
    repeats = [query["query"] for query in queries if len(set(names(query))) < len(names(query))]
    assert repeats == []


@SETS
def test_no_entry_alone_answers_more_than_three_queries(queries: Queries) -> None:
    alone = Counter(names(query)[0] for query in queries if len(names(query)) == 1)
    alone.pop("glossary/index.html", None)  # one page, many terms
    assert [name for name, times in alone.items() if times > 3] == []


@SETS
def test_every_expected_entry_stands_in_the_site(built: Built, queries: Queries) -> None:
    items = {item["id"] for item in built.json("items")["items"]}
    places = {place for page in built.pages() for place in places_on(built.folder, page)}
    wanted = {name for query in queries for name in names(query)}
    assert sorted(wanted - items - places) == []


def test_no_item_has_a_number_that_must_find_nothing(built: Built) -> None:
    asked = [
        re.fullmatch(r"(\w\w)[- ]?(\d{4})", query["query"])
        for query in REAL
        if query["kind"] == "nothing"
    ]
    numbers = {f"{match[1].upper()}-{match[2]}" for match in asked if match}
    assert len(numbers) >= 3
    assert sorted(numbers & {item["id"] for item in built.json("items")["items"]}) == []


def places_on(folder: Path, page: str) -> list[str]:
    """Give the addresses of a page and of every anchor on it, from the root of the site."""
    html = (folder / page).read_text(encoding="utf-8")
    return [page, *(f"{page}#{anchor}" for anchor in re.findall(r'\sid="([^"]+)"', html))]
