"""Two texts in; what they share and what differs, in order, out."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

Pieces = list[tuple[str, bool]]  # a text taken apart, and which of it differs

DAY = r"\d+年(?:\d+月(?:\d+日)?)?|\d+月\d+日"
_TOKEN = re.compile(rf"{DAY}|\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)  # what is not taken apart
_LITTLE = 0.3  # what two texts share at least, to be shown taken apart
_SPLINTER = re.compile(r"[^\dA-Za-z]{,3}")  # shared between two changes, yet no words of its own


def apart(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Take two texts apart; where they share little, or one is nothing, all of it differs."""
    runs = list(_runs(old, new))
    return _side(runs, 0), _side(runs, 1)


def _runs(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what stood and stands in each place, and whether it differs."""
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < _LITTLE:
        yield old, new, True
        return
    for what, a, b, c, d in matcher.get_opcodes():
        text, is_within = "".join(now[c:d]), (a or c) and (b < len(was) or d < len(now))
        is_splinter = is_within and _SPLINTER.fullmatch(text)
        yield "".join(was[a:b]), text, what != "equal" or bool(is_splinter)


def _side(runs: list[tuple[str, str, bool]], side: int) -> Pieces:
    groups = groupby(runs, key=lambda run: run[2])
    found = [("".join(str(run[side]) for run in group), differs) for differs, group in groups]
    return [one for one in found if one[0]]
