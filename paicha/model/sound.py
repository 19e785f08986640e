"""Located values and where they are wrong in; what is left of them and what was lost out.

A broken entry drops out as a whole, so that the rest of its file can be judged. Of what holds
entries (the file itself, a section) only the key that is wrong drops out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from paicha.source.entries import ENTRIES
from paicha.source.located import Loc, Located

_HOLDERS = frozenset(("", "sections", "groups"))
_FILL = dict.fromkeys(("title", "short_title", "summary"), "……")  # what a holder may go without


@dataclass(frozen=True, slots=True)
class Lost:
    """What dropped out: the key of its list, and its id; "" of a key alone, or one not readable."""

    list: str
    id: str


@dataclass
class _Cut:
    """What to leave out, and what to write where something is missing."""

    locs: set[Loc] = field(default_factory=set)
    missing: set[Loc] = field(default_factory=set)


def without(
    located: Located, faults: Iterable[tuple[str, Loc]]
) -> tuple[Located | None, tuple[Lost, ...]]:
    """Leave out every entry with a fault (a kind of pydantic's, and where); None: too little left.

    The places of what stays are those of the file.
    """
    cut, faults = _Cut(), list(faults)
    unnamed = {loc[:-1] for _, loc in faults if loc[-1:] == ("id",)}
    for kind, loc in faults:
        if not _mark(kind, loc, cut):
            return None, ()
    lost = tuple(
        Lost(one.list, "" if loc in unnamed else one.id)
        for loc in sorted(cut.locs, key=str)
        for one in _lost(located, loc)
    )
    left = replace(
        located, value=None, places={}, keys={}, words={}, verbatim={}, broken=set(), problems=[]
    )
    left.value = _keep(located.value, (), (), cut, (located, left))
    return left, lost


def _mark(kind: str, loc: Loc, cut: _Cut) -> bool:
    """Mark what drops out for one fault; False where nothing of the file would be left."""
    entry = _entry(loc)
    holder = str(entry[-2]) if entry else ""
    if holder not in _HOLDERS:
        cut.locs.add(entry)
    elif not kind:
        pass  # what was read of it can stay
    elif kind == "missing" and loc[-1] in _FILL and loc[:-1] == entry:
        cut.missing.add(loc)
    elif kind == "missing" or loc == entry:
        cut.locs.add(entry)
    else:
        steps = loc[len(entry) :]
        plain = next((n for n, step in enumerate(steps) if isinstance(step, int)), len(steps))
        cut.locs.add((*entry, *steps[:plain]))
    return () not in cut.locs


def _entry(loc: Loc) -> Loc:
    """Give the innermost entry that a loc lies in; () where it is the file itself."""
    for n in range(len(loc), 1, -1):
        if isinstance(loc[n - 1], int) and loc[n - 2] in ENTRIES:
            return loc[:n]
    return ()


def _lost(located: Located, loc: Loc) -> Iterator[Lost]:
    """Name what drops out with an entry, and the entries within it."""
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    if isinstance(loc[-1], str):
        yield Lost(name, "")
    try:
        value = located.value_at(loc)
    except (KeyError, IndexError, TypeError):
        return  # a key that could not be read has no value
    if isinstance(loc[-1], int):
        id_ = value.get("id") if isinstance(value, dict) else None
        yield Lost(name, id_ if isinstance(id_, str) else "")
    for key, below in value.items() if isinstance(value, dict) else ():
        for n in range(len(below)) if key in ENTRIES and isinstance(below, list) else ():
            yield from _lost(located, (*loc, key, n))


def _keep(value: Any, old: Loc, new: Loc, cut: _Cut, both: tuple[Located, Located]) -> Any:
    """Copy a value without what is cut, and note the places of what stays under its new loc."""
    located, left = both
    for name in ("places", "keys", "words", "verbatim"):
        if old in (found := getattr(located, name)):
            getattr(left, name)[new] = found[old]
    if isinstance(value, dict):
        kept = {
            key: _keep(one, (*old, key), (*new, key), cut, both)
            for key, one in value.items()
            if (*old, key) not in cut.locs
        }
        return kept | {str(loc[-1]): _FILL[str(loc[-1])] for loc in cut.missing if loc[:-1] == old}
    if isinstance(value, list):
        stay = [n for n in range(len(value)) if (*old, n) not in cut.locs]
        return [_keep(value[n], (*old, n), (*new, k), cut, both) for k, n in enumerate(stay)]
    return value
