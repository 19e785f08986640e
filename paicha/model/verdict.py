"""The preliminary grade of a house, as data: what each grade is called, and when it is unknown."""

from typing import Literal

from paicha.model.base import Line, Name, Part, Text
from paicha.model.campaign import Cited

Sign = Literal["stop", "lesser", "unknown"]


class Outcome(Cited):
    """What a grade is called, and what must happen then."""

    title: Line
    treatment: Text
    on_fail: tuple[Name, ...] = ()


class Verdict(Part):
    """The worst of what was seen grades the house; the page's own rule is record/verdict.js.

    A condition of `major_if` makes a sign severe; any other "no" counts as its item's `sign` says.
    Severe and stop are told as soon as they are seen, all else when every sign is answered. A house
    is clear where nothing was seen and its structure is one of `known_for` and none of
    `unknown_for`, facets both; else its grade is unknown: not looked for is not absent.
    """

    intro: Text
    unfinished: Text
    known_for: tuple[Name, ...] = ()
    unknown_for: tuple[Name, ...] = ()
    severe: Outcome
    stop: Outcome
    lesser: Outcome
    unknown: Outcome
    clear: Outcome

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Give the grades by name, the gravest first."""
        names = ("severe", "stop", "lesser", "unknown", "clear")
        return {name: getattr(self, name) for name in names}
