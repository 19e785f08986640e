"""The preliminary grade of a house: the rule, as a table."""

import pytest

from paicha.model.site import Site
from paicha.model.verdict import Answer, Grade, Sign, verdict

SIGNS: dict[str, Sign] = {"A": "severe", "B": "severe", "C": "lesser", "D": "lesser"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "unfinished"),
        ({"A": "pass"}, "unfinished"),
        ({"A": "fail"}, "severe"),  # one severe sign is enough, whatever is still open
        ({"A": "pass", "B": "pass", "C": "fail"}, "unfinished"),
        ({"A": "pass", "B": "pass", "C": "fail", "D": "pass"}, "lesser"),
        ({"A": "pass", "B": "fail", "C": "fail", "D": "pass"}, "severe"),
        ({"A": "pass", "B": "pass", "C": "pass", "D": "pass"}, "clear"),
        ({"A": "none", "B": "none", "C": "none", "D": "none"}, "clear"),
        ({"A": "pass", "B": "none", "C": "pass", "D": "fail"}, "lesser"),
        ({"A": "pass", "B": "pass", "C": "pass", "D": "pass", "X": "fail"}, "clear"),
    ],
)
def test_verdict(answers: dict[str, Answer], expected: Grade) -> None:
    assert verdict(SIGNS, answers) == expected


def test_signs_stand_only_in_a_checklist_with_a_verdict(site: Site) -> None:
    for checklist in site.checklists.values():
        signs = {item.id: item.sign for item in checklist.items() if item.sign}
        assert bool(signs) == bool(checklist.verdict)
        if checklist.verdict:
            assert set(signs.values()) == {"severe", "lesser"}
