"""The lines of a YAML file in; those of the entry that a line belongs to out.

Where libyaml stumbles it reads no further. Without the entry it stumbled in, it does.
"""

import re
from dataclasses import dataclass

ENTRIES = frozenset(  # the lists whose entries stand on their own
    (
        *("sections", "items", "retired", "particulars", "facets", "editions"),
        *("roles", "groups", "members", "duties", "phases", "deadlines", "reports", "actions"),
        *("cells", "columns", "head", "foot", "signers", "before", "after", "rules"),
        *("clauses", "terms", "gaps", "doubts", "changes", "pictures"),
    )
)
_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w-]+):(?P<value>.*)$")
_ID = re.compile(r"\bid: *[\"']?([^\s\"',}]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of an entry, from 0, the key of its list, and its id; "" where it has none."""

    start: int
    end: int
    list: str
    id: str


def entry_at(lines: list[str], number: int) -> Entry | None:
    """Find the innermost entry of a list that stands on its own; None outside of all."""
    limit = len(lines[number]) + 1 if number < len(lines) else 1
    at: int | None = min(number, len(lines) - 1)
    while (at := _dash_above(lines, at, limit)) is not None:
        indent = _indent(lines[at])
        if (above := _key_above(lines, at, indent)) is None:
            return None
        parent, key, limit = above
        if key in ENTRIES:
            end = _end(lines, at, indent)
            named = _ID.search("\n".join(lines[at:end]))
            return Entry(at, end, key, named[1] if named else "")
        at = parent
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _dash_above(lines: list[str], at: int | None, limit: int) -> int | None:
    """Find the nearest line at or above one that begins an entry further left than a column."""
    numbers = range(-1 if at is None else at, -1, -1)
    dashes = (n for n in numbers if re.match(r" *-( |$)", lines[n]) and _indent(lines[n]) < limit)
    return next(dashes, None)


def _key_above(lines: list[str], at: int, indent: int) -> tuple[int, str, int] | None:
    """Find the key that a list stands under: its line, itself, its column."""
    for number in range(at - 1, -1, -1):
        found = _KEY.match(lines[number])
        if found and len(found["before"]) <= indent:
            bare = found["value"].strip().startswith("#") or not found["value"].strip()
            return (number, found["key"], len(found["before"])) if bare else None
    return None


def _end(lines: list[str], at: int, indent: int) -> int:
    """Find the line after an entry: the next one that is not further right."""
    for number in range(at + 1, len(lines)):
        text = lines[number].strip()
        if text and not text.startswith("#") and _indent(lines[number]) <= indent:
            return number
    return len(lines)
