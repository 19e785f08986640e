"""The preliminary grade of a house from the answers to its items: a rule as data."""

from collections.abc import Collection, Mapping
from typing import Literal

from paicha.model.base import Name, Part, Text
from paicha.model.campaign import Cited

Answer = Literal["pass", "none", "major", "general"]  # a "no" is one of the last two
Grade = Literal["severe", "lesser", "clear", "unfinished"]


class Outcome(Cited):
    """What a grade is called, and what must happen then."""

    title: Text
    treatment: Text
    on_fail: tuple[Name, ...] = ()


class Verdict(Part):
    """Any severe sign → severe; else any lesser sign → lesser; all clear → clear.

    A sign is severe where a condition of its item's `major_if` is met, else lesser. Anything
    unanswered leaves the house unfinished, unless a severe sign has been seen already.
    """

    intro: Text
    unfinished: Text
    severe: Outcome
    lesser: Outcome
    clear: Outcome


def verdict(signs: Collection[str], answers: Mapping[str, Answer]) -> Grade:
    """Grade a house: `signs` are the ids of the items that count, `answers` are by item id."""
    given = {answers[id_] for id_ in signs if id_ in answers}
    if "major" in given:
        return "severe"
    if any(id_ not in answers for id_ in signs):
        return "unfinished"
    return "lesser" if "general" in given else "clear"
