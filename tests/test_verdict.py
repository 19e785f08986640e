"""The preliminary grade of a house: the rule, as a table."""

from pathlib import Path

import pytest
import yaml

from paicha.model.site import Site
from paicha.model.verdict import Answer, Grade, verdict

SIGNS = ("A", "B", "C", "D")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "unfinished"),
        ({"A": "pass"}, "unfinished"),
        ({"A": "major"}, "severe"),  # one severe sign is enough, whatever is still open
        ({"A": "general"}, "unfinished"),
        ({"A": "pass", "B": "pass", "C": "general"}, "unfinished"),
        ({"A": "pass", "B": "pass", "C": "general", "D": "pass"}, "lesser"),
        ({"A": "pass", "B": "major", "C": "general", "D": "pass"}, "severe"),
        ({"A": "general", "B": "general", "C": "major", "D": "none"}, "severe"),
        ({"A": "pass", "B": "pass", "C": "pass", "D": "pass"}, "clear"),
        ({"A": "none", "B": "none", "C": "none", "D": "none"}, "clear"),
        ({"A": "pass", "B": "none", "C": "pass", "D": "general"}, "lesser"),
        ({"A": "pass", "B": "pass", "C": "pass", "D": "pass", "X": "major"}, "clear"),
    ],
)
def test_verdict(answers: dict[str, Answer], expected: Grade) -> None:
    assert verdict(SIGNS, answers) == expected


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
    houses = yaml.safe_load((Path(__file__).parent / "houses.yaml").read_text(encoding="utf-8"))
    for house in houses:
        for because in house["because"]:
            source, clause = because.split(" ", 1)
            assert site.clause(source, clause), because
