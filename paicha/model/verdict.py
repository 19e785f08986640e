"""The preliminary grade of a house from the answers to its items: a rule as data."""

from collections.abc import Mapping
from typing import Literal

from paicha.model.base import Name, Part, Text
from paicha.model.campaign import Cited

Sign = Literal["severe", "lesser"]
Answer = Literal["pass", "fail", "none"]
Grade = Literal["severe", "lesser", "clear", "unfinished"]


class Outcome(Cited):
    """What a grade is called, and what must happen then."""

    title: Text
    treatment: Text
    on_fail: tuple[Name, ...] = ()


class Verdict(Part):
    """Any severe sign → severe; else any lesser sign → lesser; all clear → clear.

    Anything unanswered leaves it unfinished, unless a severe sign has been seen already.
    """

    intro: Text
    unfinished: Text
    severe: Outcome
    lesser: Outcome
    clear: Outcome


def verdict(signs: Mapping[str, Sign], answers: Mapping[str, Answer]) -> Grade:
    """Grade a house: `signs` maps item ids to what a "no" is a sign of, `answers` to answers."""
    failed = {signs[id_] for id_, answer in answers.items() if answer == "fail" and id_ in signs}
    if "severe" in failed:
        return "severe"
    if any(id_ not in answers for id_ in signs):
        return "unfinished"
    return "lesser" if "lesser" in failed else "clear"
