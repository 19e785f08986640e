"""When a failed ▲ item is major: one rule, in the same words wherever people read it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from paicha.project import Project
from paicha.render.words import words
from tests.conftest import ROOT

RULE = (
    "逐条看(它)?下面的(重大)?情形，有一种就打勾，"
    "就是(重大|{major}).*?；一种也没有的，是(一般|{general})。"
)
MARKED = re.compile(r"(▲|标“?重大)[^。]*?(不合格|答“否”)|重大的?(项目|检查项)不合格")
PAGES = sorted((ROOT / "content" / "guidance").glob("*.md"))


def sentences(value: object) -> Iterator[str]:
    """Give every sentence of a catalogue or of a page."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from sentences(inner)
    else:
        yield from re.findall(r"[^。\n]+。?", str(value))


def contradictions(value: object) -> list[str]:
    """Give the sentences that call a failed ▲ item major and leave the conditions out."""
    return [one for one in sentences(value) if MARKED.search(one) and not re.search(RULE, one)]


@pytest.mark.parametrize(
    "wrong",
    [
        "▲重大的项目不合格，按重大事故隐患处理。",
        "检查表里标“重大”的项目不合格，按重大事故隐患处理：施工、燃气。",
        "▲重大：不合格的，就是重大。",
    ],
)
def test_sentence_that_leaves_the_conditions_out_is_found(wrong: str) -> None:
    assert contradictions(f"先看表。{wrong}再看人。") == [wrong]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_calls_a_failed_item_major_by_itself(page: Path) -> None:
    assert contradictions(page.read_text(encoding="utf-8")) == []


def test_no_word_of_screen_or_paper_calls_a_failed_item_major_by_itself(project: Project) -> None:
    assert contradictions(words(project)) == []


def test_rule_stands_where_people_learn_to_use_the_lists(project: Project) -> None:
    printed = words(project)["print"]
    said = [printed["sheet"]["on_major"], printed["guide"]["on_major"]]
    said += [
        (ROOT / f"content/guidance/{name}.md").read_text(encoding="utf-8")
        for name in ("using", "major-hazard")
    ]
    assert [one for one in said if not re.search(RULE, one)] == []
