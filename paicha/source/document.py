"""YAML text in; plain values and the place of every one of them out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import ScalarEvent

from paicha.problems import Place, Problem
from paicha.source.entries import Entry, entry_at
from paicha.source.events import DEEPEST, TooDeepError, note_values
from paicha.source.located import Located
from paicha.source.syntax import explain

_MOST = 20  # entries that are left out of a file


@lru_cache(maxsize=64)
def read_yaml(text: str, name: str) -> Located:
    """Read one document (called `name` in messages); its problems stand in the result.

    An entry in which libyaml stumbles is left out, so that the rest can be read. The result is
    shared between calls with the same text: treat it as read-only.
    """
    located = _parsed(text, name)
    if located.value is None and located.problems:
        return _rest(text, located) or located
    return located


def _rest(text: str, stopped: Located) -> Located | None:
    """Read what stands around the entries that cannot be read; None where that helps nothing."""
    lines, problems, lost = text.split("\n"), list(stopped.problems), list[Entry]()
    for _ in range(_MOST):
        entry = entry_at(lines, problems[-1].place.line - 1)
        if not entry or (lost and entry.start < lost[-1].end + stopped.runs_on):
            return None
        lost.append(entry)
        lines[entry.start : entry.end] = [""] * (entry.end - entry.start)
        located = _parsed("\n".join(lines), stopped.name)
        if located.value is not None:
            located.problems[:0], located.lost = problems, lost
            return located
        if more := [one for one in located.problems if one not in problems]:
            problems, stopped = [*problems, *more], located
    return None


def _parsed(text: str, name: str) -> Located:
    """Read one document as far as libyaml gets; where it stops there is no value."""
    located = Located(name, lines=text.split("\n"))
    scalars: list[ScalarEvent] = []
    try:
        note_values(_noting(yaml.parse(text, Loader=yaml.CSafeLoader), scalars), located)
    except yaml.MarkedYAMLError as error:
        stumbled = explain(error, located.lines, name, scalars[-1] if scalars else None)
        here = stumbled.problem
        located.problems[:] = [p for p in located.problems if p.place.line != here.place.line]
        located.problems.append(here)
        located.runs_on = stumbled.runs_on
    except yaml.YAMLError:  # the reader's own errors carry no mark; text.py refuses their causes
        located.problems.append(Problem(Place(name, 1, 1), "不是可读的 YAML"))
    except TooDeepError as error:
        place = error.args[0]
        hint = _too_deep(located.line(place.line - 1))
        located.problems.append(Problem(place, f"层次太深，超过 {DEEPEST} 层", hint))
    return located


def _too_deep(line: str) -> str:
    """Say what of a line that is too deep is too many."""
    if "[[" in line or "{{" in line:
        return "一行里连着许多个“[”或“{”：请删去多余的，列表只用一对 [ ]"
    if "- - " in line:
        return "一行里连着许多个“- ”：每项只写一个“- ”"
    return "请检查缩进和括号"


def _noting(events: Iterator[Any], scalars: list[ScalarEvent]) -> Iterator[Any]:
    """Pass events on, keeping the last scalar: where libyaml stumbles, it says what it was in."""
    for event in events:
        if isinstance(event, ScalarEvent):
            scalars[:] = [event]
        yield event
