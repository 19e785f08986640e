"""Located values in, a typed model out; what does not fit becomes problems in Chinese."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from paicha.model.beside import keys_beside
from paicha.model.refused import problem_of
from paicha.model.sound import Lost, without
from paicha.problems import Problem
from paicha.source.located import Loc, Located

M = TypeVar("M", bound=BaseModel)

_TURNS = 4  # what drops out can leave a list empty, and that what holds it


class Fitted(NamedTuple, Generic[M]):
    """A model of what could be read, None where too little could, and every problem.

    `located` is what the model was made of; `lost` names the entries that dropped out.
    """

    value: M | None
    problems: list[Problem]
    located: Located
    lost: tuple[Lost, ...] = ()


def fit(model: type[M], located: Located) -> Fitted[M]:
    """Fit values to a model; a broken entry drops out, and the rest is judged."""
    problems = list(located.problems)
    if problems and not isinstance(located.value, dict):
        return Fitted(None, problems, located)
    lost = tuple(Lost(one.list, one.id) for one in located.lost)
    faults: list[tuple[str, Loc]] = [("", loc) for loc in located.broken]
    left: Located | None = located
    for turn in range(_TURNS):
        if faults and left:
            left, more = without(left, faults)
            lost += more
        if left is None:
            break
        try:
            return Fitted(model.model_validate(left.value), problems, left, lost)
        except ValidationError as error:
            if not turn:
                said = {one.place for one in problems}
                found = _problems(error, model, left, located)
                problems += (one for one in found if one.place not in said)
            faults = [
                (one["type"], _written(one["loc"], left))
                for one in error.errors(include_url=False)
                if not (one["type"] == "too_short" and one["input"])  # its entries were refused
            ]
    return Fitted(None, problems, located)


def _problems(
    error: ValidationError, model: type[BaseModel], left: Located, read: Located
) -> Iterator[Problem]:
    """Give one problem for each cause: what only follows from another complaint is left out."""
    details = [(one, _written(one["loc"], left)) for one in error.errors(include_url=False)]
    meant = _meant(details, model)
    for detail, loc in details:
        if loc in meant.values() or _follows(detail, loc, read):  # it stands there, misspelt
            continue
        problem = problem_of(detail, loc, model, left)
        if loc in meant and str(meant[loc][-1]) not in problem.hint:
            problem = replace(problem, hint=f"是否想写 {meant[loc][-1]}？")
        yield problem


def _follows(detail: ErrorDetails, loc: Loc, read: Located) -> bool:
    """Whether a complaint only follows from another: its entries were refused, or not read."""
    kind = detail["type"]
    if kind == "too_short" and detail["input"]:
        return True
    damaged = bool(read.broken or read.lost)
    if damaged and (kind == "too_short" or (kind == "missing" and len(loc) < 3)):
        return True
    emptied = {one.list for one in read.lost}
    return loc in read.broken or (detail["input"] is None and bool(emptied & {*loc[-1:]}))


def _written(loc: Loc, located: Located) -> Loc:
    """Leave out of a pydantic loc what names no place in the file (the branches of a union)."""
    written: Loc = ()
    for n, step in enumerate(loc, 1):
        if (*written, step) in located.places or n == len(loc):
            written = (*written, step)
    return written


def _meant(details: list[tuple[ErrorDetails, Loc]], model: type[BaseModel]) -> dict[Loc, Loc]:
    """Find what was meant by an unknown key: the one missing beside it, be it alike or alone."""
    missing = [loc for one, loc in details if one["type"] == "missing"]
    unknown = [loc for one, loc in details if one["type"] == "extra_forbidden"]
    meant: dict[Loc, Loc] = {}
    for loc in unknown:
        beside = [one for one in missing if one[:-1] == loc[:-1]]
        near = get_close_matches(str(loc[-1]), keys_beside(loc, model)[0], n=1, cutoff=0.6)
        alone = len(beside) == 1 and sum(one[:-1] == loc[:-1] for one in unknown) == 1
        if near and (*loc[:-1], near[0]) in beside:
            meant[loc] = (*loc[:-1], near[0])
        elif alone and not near:
            meant[loc] = beside[0]
    return meant
