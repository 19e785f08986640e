"""Two texts in; what they share and what differs, in order, out."""

import re
from difflib import SequenceMatcher

Pieces = list[tuple[str, bool]]  # a text taken apart, and which of it differs

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)  # what is not taken apart
_LITTLE = 0.3  # what two texts share at least, to be shown taken apart


def apart(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Take two texts apart; where they share little, or one is nothing, all of it differs."""
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if not (old and new):
        return [(old, False)] if old else [], [(new, False)] if new else []
    if matcher.ratio() < _LITTLE:
        return [(old, True)], [(new, True)]
    before: Pieces = []
    after: Pieces = []
    for what, a, b, c, d in matcher.get_opcodes():
        before.append(("".join(was[a:b]), what != "equal"))
        after.append(("".join(now[c:d]), what != "equal"))
    return [one for one in before if one[0]], [one for one in after if one[0]]
