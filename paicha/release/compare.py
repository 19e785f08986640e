"""Two releases' entries in; every entry that changed, with each of its changes, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from paicha.model.base import Part
from paicha.model.measure import Measure
from paicha.release.entries import Entry, Key, Order, default, fields_of, named, part

State = Literal["new", "changed", "retired", "gone"]

ORDER = "#"  # the key of a difference that only says after what its part stands
_WHOLE = {Measure}  # parts that say something only as a whole
_SHORT = 24  # characters of a text that is read in a row with others
_FEW = 4
_ALIKE = 0.5  # from here on two texts are one that was reworded


@dataclass(frozen=True, slots=True)
class Step:
    """A part on the way to a change, within its entry; a mapping's key is a part without kind."""

    key: str  # of the list or field it stands in
    model: type[Part] | None
    part: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field said and says: None where it says nothing; `model` has the field.

    Of what came to a list or left it, `listed` says how many stood in the list before, and now.
    """

    way: tuple[Step, ...]
    model: type[Part]
    key: str
    old: Any
    new: Any
    listed: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry as it is now, or was last, what became of it, and what of it differs.

    A retired item has its entry of `retired`, which says why.
    """

    state: State
    entry: Entry
    differences: tuple[Difference, ...]
    retired: Entry | None = None


def compare(before: dict[Key, Entry], after: dict[Key, Entry]) -> Iterator[Changed]:
    """Yield every entry that changed, in the order of the new release; then what is gone."""
    for key in (*after, *(key for key in before if key not in after)):
        kind, _, id_ = key
        old, new = before.get(key), after.get(key)
        entry = new or before[key]
        was, now = (one.fields if one else {} for one in (old, new))
        found = tuple(_of_parts(was, now, entry.model, ()))
        if not found or (kind == "Retired" and not old and ("Item", "", id_) in before):
            continue  # of what is retired, its item tells
        if new:
            yield Changed("changed" if old else "new", entry, found)
        else:
            retired = after.get(("Retired", "", id_)) if kind == "Item" else None
            yield Changed("retired" if retired else "gone", entry, found, retired)


def _of_parts(
    old: dict[str, Any], new: dict[str, Any], model: type[Part], way: tuple[Step, ...]
) -> Iterator[Difference]:
    """Compare two parts key by key: the model's in its order, then what it does not know."""
    for key in dict.fromkeys((*fields_of(model), *old, *new)):
        usual = default(model, key)
        was, now = _plain(old.get(key, usual)), _plain(new.get(key, usual))
        if was != now or type(was) is not type(now):
            yield from _of_values(was, now, model, key, way)


def _plain(value: Any) -> Any:
    """Give a value as it is compared: nothing written is nothing, whatever kind it is of."""
    value = value.strip() if isinstance(value, str) else value
    return None if value in ("", [], {}) or value == Order(()) else value


def _of_values(
    old: Any, new: Any, model: type[Part], key: str, way: tuple[Step, ...]
) -> Iterator[Difference]:
    if isinstance(old, str) and isinstance(new, str):
        old, new = _by_lines(old, new)
    values = [one for one in (old, new) if one is not None]
    if all(isinstance(one, Order) for one in values):
        yield from _of_orders(old, new, model, key, way)
    elif all(isinstance(one, dict) for one in values):
        yield from _of_dicts(old or {}, new or {}, model, key, way)
    elif all(isinstance(one, list) for one in values) and not _in_a_row(values):
        yield from _of_lists(old or [], new or [], model, key, way)
    else:
        yield Difference(way, model, key, old, new)


def _by_lines(old: str, new: str) -> tuple[Any, Any]:
    """Take two texts of several lines apart, unless it is only a blank line that differs."""
    lines = [[line for line in text.split("\n") if line.strip()] for text in (old, new)]
    whole = lines[0] == lines[1] or max(map(len, lines)) < 2
    return (old, new) if whole else (lines[0], lines[1])


def _of_dicts(
    old: dict[str, Any], new: dict[str, Any], model: type[Part], key: str, way: tuple[Step, ...]
) -> Iterator[Difference]:
    """Compare two parts, or two mappings, each entry of which is called by its key."""
    kind = part(model, key, new or old)
    if kind:
        yield from _of_part(old, new, model, key, way)
        return
    for name in dict.fromkeys((*old, *new)):
        was, now = _plain(old.get(name)), _plain(new.get(name))
        if was != now:
            yield Difference((*way, Step(key, None, name)), model, key, was, now)


def _of_part(
    old: Any, new: Any, model: type[Part], key: str, way: tuple[Step, ...]
) -> Iterator[Difference]:
    """Compare what stands in two places: parts key by key, unless they only speak as a whole."""
    kind = part(model, key, new or old)
    if isinstance(old, dict) and isinstance(new, dict) and kind and kind not in _WHOLE:
        yield from _of_parts(old, new, kind, (*way, Step(key, kind, new or old)))
    else:
        yield Difference(way, model, key, old, new)


def _in_a_row(lists: list[list[Any]]) -> bool:
    """Whether lists are short enough to be read as a whole."""
    every = [one for found in lists for one in found]
    plain = not any(isinstance(one, dict | list) or len(str(one)) > _SHORT for one in every)
    return plain and max(map(len, lists)) <= _FEW


def _of_orders(
    old: Order | None, new: Order | None, model: type[Part], key: str, way: tuple[Step, ...]
) -> Iterator[Difference]:
    """Say of a list of entries what moved in it; of a new or lost one, what stands in it."""
    if not (old and new):
        yield Difference(way, model, key, old, new)
        return
    for name, was, now in _moved(old.names, new.names):
        yield Difference((*way, Step(key, None, name)), model, ORDER, was, now)


def _of_lists(
    old: list[Any], new: list[Any], model: type[Part], key: str, way: tuple[Step, ...]
) -> Iterator[Difference]:
    """Compare two lists: parts by what names them, what is left by how alike it is."""
    was, now = dict(zip(named(old), old, strict=True)), dict(zip(named(new), new, strict=True))
    again = _reworded(
        {name: one for name, one in was.items() if name not in now},
        {name: one for name, one in now.items() if name not in was},
    )
    for name in (*now, *(name for name in was if name not in now and name not in again.values())):
        one, other = was.get(again.get(name, name)), now.get(name)
        if one is None or other is None:
            yield Difference(way, model, key, one, other, (len(old), len(new)))
        elif one != other or type(one) is not type(other):
            yield from _of_part(one, other, model, key, way)
    for name, before, after in _moved(tuple(was), tuple(now)):
        step = Step(key, part(model, key, now[name]), now[name])
        yield Difference((*way, step), model, ORDER, before, after)


def _reworded(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    """Pair what is gone with what is new by how alike it is: new name → old name."""
    found: dict[str, str] = {}
    for name, one in new.items():
        alike = {
            other: SequenceMatcher(None, _said(old[other]), _said(one), autojunk=False).ratio()
            for other in old
            if other not in found.values()
        }
        best = max(alike, key=lambda other: alike[other], default=None)
        if best is not None and alike[best] >= _ALIKE:
            found[name] = best
    return found


def _said(value: Any) -> str:
    """Give what is compared of a part: its texts."""
    return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _moved(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[str, Order, Order]]:
    """Name what moved among those that stood there before, and after what it stood and stands."""
    was, now = [one for one in old if one in new], [one for one in new if one in old]
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    kept = {one for a, _, size in matcher.get_matching_blocks() for one in was[a : a + size]}
    for name in now:
        if name not in kept:
            yield name, _before(name, was), _before(name, now)


def _before(name: str, names: list[str]) -> Order:
    at = names.index(name)
    return Order(tuple(names[at - 1 : at]) if at else ())
