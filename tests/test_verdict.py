"""The preliminary grade of a house: the rule that the page runs, held against tables."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from paicha.model.site import Site
from paicha.model.verdict import Verdict
from tests.scripted import ran, ran_in
from tests.tapping import HOUSES, ready
from tests.watching import DESK, opened, server

HOUSES_TOLD = yaml.safe_load((Path(__file__).parent / "houses.yaml").read_text(encoding="utf-8"))
__all__ = ["server"]  # a fixture

# Signs by id: what a plain "no" means, and the structure it is asked of.
SIGNS = {
    "A": ("lesser", []),
    "B": ("stop", []),
    "C": ("unknown", []),
    "K": ("lesser", ["concrete"]),
    "M": ("lesser", ["masonry"]),
}
SOUND = dict.fromkeys("ABCK", "pass") | {"M": "none"}

GRADES: list[tuple[dict[str, str], list[str], str]] = [
    ({}, [], "unfinished"),
    ({"A": "pass"}, [], "unfinished"),
    ({"A": "major"}, [], "severe"),  # told at once: the people must leave now
    ({"B": "general"}, [], "stop"),  # told at once, too
    ({"B": "ungraded"}, [], "stop"),
    ({"B": "general", "A": "major"}, [], "severe"),
    ({"A": "general"}, [], "unfinished"),
    (SOUND, [], "clear"),
    (SOUND, ["concrete"], "clear"),
    (SOUND | {"A": "general"}, [], "lesser"),
    (SOUND | {"A": "ungraded"}, [], "unfinished"),
    (SOUND | {"C": "general"}, [], "unknown"),
    (SOUND | {"C": "general", "A": "general"}, [], "lesser"),
    (SOUND | {"B": "general", "A": "general"}, [], "stop"),
    (SOUND | {"M": "pass"}, [], "unknown"),  # bricks: severe criteria not known
    (SOUND, ["masonry", "concrete"], "unknown"),  # chosen, though no sign says so
    (SOUND | {"K": "none"}, [], "unknown"),  # nobody knows what bears it
    (SOUND | {"M": "general"}, [], "lesser"),
    (SOUND | {"A": "unsure"}, [], "unfinished"),  # nobody knows yet
    (SOUND | {"A": "unsure", "B": "general"}, [], "stop"),
    (SOUND | {"A": "unsure", "C": "major"}, [], "severe"),
    (SOUND | {"X": "major"}, [], "clear"),  # not a sign
]
STRUCTURES = {"known": ["concrete"], "unknown": ["masonry"]}


@pytest.fixture
def page(browser: Browser, server: str) -> Any:
    with opened(browser, server, DESK) as watched:
        page = watched.open(HOUSES)
        ready(page)
        yield page


def answer(word: str) -> dict[str, Any]:
    if word in ("pass", "none", "unsure"):
        return {"value": word, "findings": []}
    return {"value": "fail", "findings": [{"grade": None if word == "ungraded" else word}]}


def test_worst_of_what_was_seen_grades_the_house() -> None:
    signs = [{"id": id_, "sign": sign, "facets": on} for id_, (sign, on) in SIGNS.items()]
    asked = [
        [signs, {id_: answer(word) for id_, word in answers.items()}, facets, STRUCTURES]
        for answers, facets, _ in GRADES
    ]
    taken = {"record/verdict.js": "verdict"}
    grades = ran(taken, "return given.map((all) => verdict(...all));", asked)
    for grade, (answers, facets, expected) in zip(grades, GRADES, strict=True):
        assert grade == expected, (answers, facets)


BOTH = "长过一半并且宽过1mm"
ITEM = {
    "measured": [{"when": BOTH, "labels": ["长", "宽"]}],
    "measures": [
        {"label": "长", "unit": "%", "min": None, "max": 50},
        {"label": "宽", "unit": "mm", "min": None, "max": 1},
    ],
}


@pytest.mark.parametrize(
    ("values", "ticked", "expected"),
    [
        ({"长": "60", "宽": "1.2"}, [], ([BOTH], "major")),
        ({"长": "60", "宽": "1"}, [BOTH], ([], None)),  # one within its limits unticks it
        ({"长": "60"}, [], ([], None)),  # the other is not measured: a person ticks
        ({"长": "60"}, [BOTH], ([BOTH], "major")),
        ({}, ["要倒"], (["要倒"], "major")),
        ({"长": "60", "宽": "1.2"}, ["要倒"], (["要倒", BOTH], "major")),
    ],
)
def test_values_tick_the_condition_that_they_measure(
    values: dict[str, str], ticked: list[str], expected: tuple[list[str], str | None]
) -> None:
    found = {"conditions": ticked, "grade": "major" if ticked else None}
    settled = ran(
        {"record/rules.js": "settle"},
        "const [item, one] = given; settle(item, one, '2030-05-25'); return one.findings[0];",
        [ITEM, {"findings": [found], "measures": values}],
    )
    assert (settled["conditions"], settled["grade"]) == expected


def test_severe_crack_width_ticks_itself_on_the_page(page: Page) -> None:
    row = page.locator("#ZJ-0140")
    row.locator("[data-measure]").fill("25")
    row.locator("[data-measure]").blur()
    assert row.locator("[data-condition]").first.is_checked()
    shown = page.locator("[data-part=verdict] > :not([hidden])").last
    assert shown.get_attribute("data-verdict") == "severe"


def test_signs_stand_only_in_a_checklist_with_a_verdict(site: Site) -> None:
    for checklist in site.checklists.values():
        signs = [item for item in checklist.items() if item.sign]
        assert bool(signs) == bool(checklist.verdict)
        if checklist.verdict:
            assert {item.grade for item in signs} == {"major", "general"}


def test_no_surface_defect_alone_empties_a_house(site: Site) -> None:
    """第十六条 names a leaning main column of bad concrete: one pock-mark is not that."""
    named = [
        condition.when
        for item in site.checklists["self-built"].items()
        for condition in item.major_if
        if any(basis.clause.endswith("·柱") for basis in condition.basis)
    ]
    assert named
    for when in named:
        assert "倾斜，并且" in when, when


def test_every_house_of_the_table_rests_on_clauses(site: Site) -> None:
    assert len(HOUSES_TOLD) >= 30
    for house in HOUSES_TOLD:
        assert house["grade"] in {*Verdict.model_fields, "unfinished"}
        for because in house["because"]:
            source, clause = because.split(" ", 1)
            assert site.clause(source, clause), because


TAKEN = {
    "list/rows.js": "readRows",
    "record/judge.js": "judge",
    "record/rules.js": "answer, asked, create, settle",
    "record/verdict.js": "verdict",
}
# Answers the list as one does: all else passes, but other structures and what is not there.
GRADED = """
const [houses, structures] = given;
const rows = [...readRows().values()];
const { knownFor, unknownFor } = document.querySelector("[data-part=verdict]").dataset;
const known = { known: knownFor.split(" "), unknown: unknownFor.split(" ") };
const today = "2030-05-25";
const graded = (house) => {
  const facets = [...house.structure, ...(house.let ? ["business"] : []), ...(house.here || [])];
  const record = { ...create({}), facets };
  const absent = structures.filter((one) => !house.structure.includes(one));
  const signs = rows.filter(({ sign }) => sign);
  signs.forEach((item, at) => {
    const told = (house.answers || {})[item.id];
    if (!told) {
      if (house.looked_at && at % 2) return;
      answer(record, item, item.facets.some((one) => absent.includes(one)) ? "none" : "pass");
      return;
    }
    const { tick, values = {} } = told;
    const beyond = (one) => judge(one, values[one.label] || "", today) === false;
    const wrong = tick || !told.values || item.measures.some(beyond);
    const now = answer(record, item, wrong ? "fail" : "pass");
    now.measures = values;
    if (!wrong) return;
    const ticked = item.conditions.filter(({ when }) => tick && when.includes(tick));
    now.findings[0].conditions = ticked.map(({ when }) => when);
    now.findings[0].grade = tick ? "major" : "general";
    settle(item, now, today);
  });
  return verdict(signs.filter((one) => asked(record, one)), record.answers, facets, known);
};
return houses.map(graded);
"""


def test_made_up_houses_get_the_grade_of_the_sources(page: Page) -> None:
    structures = ["masonry", "concrete", "steel", "timber"]
    grades = ran_in(page, TAKEN, GRADED, [HOUSES_TOLD, structures])
    wrong = [
        (house["house"], house["seen"], house["grade"], grade)
        for house, grade in zip(HOUSES_TOLD, grades, strict=True)
        if grade != house["grade"]
    ]
    assert not wrong


def test_answers_of_the_houses_are_of_this_list(site: Site) -> None:
    items = {item.id: item for item in site.checklists["self-built"].items()}
    for house in HOUSES_TOLD:
        for id_, told in house.get("answers", {}).items():
            labels = {measure.label for measure in items[id_].measures}
            assert told.get("values", {}).keys() <= labels, id_
            if tick := told.get("tick"):
                assert [one for one in items[id_].major_if if tick in one.when], (id_, tick)
