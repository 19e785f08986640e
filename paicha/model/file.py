"""One file's text in; a typed value with the place of all it says, or problems, out.

What is read of a file depends on its text alone, and is kept: `serve` reads after every save.
Nobody changes what is kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from paicha.model.base import Part
from paicha.model.shape import fit
from paicha.model.sound import Lost
from paicha.model.texts import Clause, DigestFile, GuidancePage, PageHead, Source, SourceHead
from paicha.problems import Place, Problem
from paicha.source.document import read_yaml
from paicha.source.located import Loc, Located
from paicha.source.marked import (
    Block,
    blocks,
    check_anchors,
    check_markdown,
    split_front_matter,
)
from paicha.source.rendered import rendered

T = TypeVar("T")
P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class File(Generic[T]):
    """One file: its id (its name without ending), what it says, and where it says it."""

    id: str
    value: T
    located: Located
    lost: tuple[Lost, ...] = ()  # entries that were broken and dropped out

    def lost_ids(self, *lists: str) -> set[str] | None:
        """Give the ids of what dropped out of lists; None where one cannot be read."""
        found = {one.id for one in self.lost if one.list in lists}
        return None if "" in found else found

    def place(self, *loc: str | int) -> Place:
        """Where a value stands."""
        return self.located.place(*loc)

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Part], ...]:
        """Every part of the file with its loc."""
        return tuple(_parts(self.value, ()))


_LOOSE = (
    "文号已在 document_number 里的，删去这一段；是正文的，段末写例如 {#0 前言}，"
    "并让检查项引用它，或写进 informative:"
)
Read = tuple[File[Any] | None, tuple[Problem, ...]]


def parts(file: File[Any], kind: type[P]) -> Iterator[tuple[Loc, P]]:
    """Yield every part of one kind in a file, with its loc."""
    for loc, part in file.parts:
        if isinstance(part, kind):
            yield loc, part


def _parts(value: Any, loc: Loc) -> Iterator[tuple[Loc, Part]]:
    if isinstance(value, Part):
        yield loc, value
        for name, known in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*loc, known.alias or name))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _parts(one, (*loc, index))


@lru_cache(maxsize=64)
def read_fitted(text: str, name: str, model: type[BaseModel]) -> Read:
    """Read a YAML file."""
    located = read_yaml(text, name)
    value, problems, left, lost = fit(model, located)
    file = None if value is None else File(PurePosixPath(name).stem, value, left, lost)
    return file, tuple(problems)


@lru_cache(maxsize=64)
def read_source(text: str, name: str) -> Read:
    """Read a source in its own words."""
    located, body, line = split_front_matter(text, name)
    head, of_head, located, lost = fit(SourceHead, located)
    problems: list[Problem] = []
    problems += check_markdown(body, _below(name, line), "page")
    problems += check_anchors(body, line, name)
    located = replace(located, places=dict(located.places))  # clauses will be added
    clauses = _clauses(list(blocks(body, line, name)), located, problems)
    every = (*of_head, *problems)
    if head is None or problems:  # a clause that lost its id is not missed at each citation
        return None, every
    stem = PurePosixPath(name).stem
    return File(stem, Source(stem, head, clauses), located, lost), every


@lru_cache(maxsize=64)
def read_page(text: str, name: str) -> Read:
    """Read a page of guidance."""
    located, body, line = split_front_matter(text, name)
    head, problems, located, _ = fit(PageHead, located)
    problems += check_markdown(body, _below(name, line), "page", pictures=True)
    if head is None:
        return None, tuple(problems)
    stem = PurePosixPath(name).stem
    return File(stem, GuidancePage(stem, head, rendered(body, "page").html), located), tuple(
        problems
    )


def _below(name: str, first: int) -> Callable[[int, int], Place]:
    """Find the place of a line and column of a page's body."""
    return lambda line, column: Place(name, first + line, column + 1)


@lru_cache(maxsize=64)
def read_digest(text: str, name: str) -> Read:
    """Read a digest of a standard; a clause that dropped out stands there without a text."""
    file, problems = read_fitted(text, name, DigestFile)
    if file is None:
        return None, problems
    located = replace(file.located, places=dict(file.located.places))
    clauses, found = [], list(problems)
    for n, one in enumerate(file.value.clauses):
        place = file.place("clauses", n, "id")
        if first := located.places.get(("clauses", one.id)):
            found.append(_repeated(one.id, place, first))
            continue
        located.places["clauses", one.id] = place
        clauses.append(Clause(one.id, one.id, 0, one.text, one))
    clauses += [Clause(id_, id_, 0, "") for id_ in sorted(file.lost_ids("clauses") or ())]
    source = Source(file.id, file.value, tuple(clauses))
    return File(file.id, source, located, file.lost), tuple(found)


def _repeated(clause: str, place: Place, first: Place) -> Problem:
    hint = f"第 {first.line} 行已有；条款编号不能重用"
    return Problem(place, f"条款编号“{clause}”重复", hint)


def _clauses(blocks: list[Block], located: Located, problems: list[Problem]) -> tuple[Clause, ...]:
    """Gather blocks into clauses; a block without an anchor belongs to the clause before it."""
    clauses: dict[str, Clause] = {}
    latest = ""
    for block in blocks:
        if block.id in clauses:
            first = located.place("clauses", block.id)
            problems.append(_repeated(block.id, block.anchor, first))
            continue
        if block.id and not block.label:
            hint = f"写成 {{#{block.id} 三（二）1}}"
            problems.append(Problem(block.anchor, f"条款编号“{block.id}”后面缺少称呼", hint))
        if block.id:
            latest = block.id
            located.places["clauses", latest] = block.place
            clauses[latest] = Clause(latest, block.label, block.level, block.text)
        elif not latest:
            problems.append(Problem(block.place, "这一段不属于任何条款", _LOOSE))
        else:
            before = clauses[latest]
            clauses[latest] = replace(before, text=f"{before.text}\n{block.text}")
    return tuple(clauses.values())
