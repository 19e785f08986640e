"""A publication in; what its pictures show, as numbers and places, out. Templates draw them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from paicha.model.checklist import Checklist, Edition
from paicha.model.coverage import Cover
from paicha.model.texts import Clause, Source
from paicha.render.publication import Publication

Status = Literal["item", "other", "informative", "open"]
_COLUMNS = 16  # squares a row


@dataclass(frozen=True, slots=True)
class Bar:
    """A topic's items by grade; `scale` is what one item is long, in hundredths of the width."""

    id: str
    title: str
    major: int
    general: int
    scale: float


def bars(checklist: Checklist, edition: Edition) -> list[Bar]:
    """Count an edition's items by topic and grade; the longest bar takes the whole width."""
    sections = checklist.sections_in(edition)
    scale = 100 / max((len(items) for _, items in sections), default=1)
    found = []
    for section, items in sections:
        major = sum(checklist.grade_in(item, edition) == "major" for item in items)
        found.append(Bar(section.id, section.title, major, len(items) - major, scale))
    return found


@dataclass(frozen=True, slots=True)
class Square:
    """A clause and how it is accounted for; `column` and `row` are its place, from 0."""

    clause: Clause
    status: Status
    covers: list[Cover]
    column: int
    row: int


def squares(publication: Publication, source: Source) -> list[Square]:
    """Lay out a source's clauses in reading order, row by row."""
    found = []
    for n, clause in enumerate(source.clauses):
        covers = publication.covers.get((source.id, clause.id), [])
        row, column = divmod(n, _COLUMNS)
        found.append(Square(clause, _status(source, clause, covers), covers, column, row))
    return found


def _status(source: Source, clause: Clause, covers: list[Cover]) -> Status:
    if any(cover.kind == "item" for cover in covers):
        return "item"
    if covers:
        return "other"
    return "informative" if clause.id in source.head.informative else "open"


@dataclass(frozen=True, slots=True)
class Row:
    """A source in the matrix: its clauses as squares, and how many each kind covers."""

    source: Source
    squares: list[Square]
    counts: dict[str, int]  # kind of entry → clauses it covers
    most: int  # the largest count of the whole matrix

    @property
    def strict(self) -> bool:
        """Whether the build demands that every clause is accounted for."""
        return self.source.head.text == "literal" or self.source.head.cover

    @property
    def informative(self) -> int:
        """Clauses that need no cover, and have none."""
        return sum(square.status == "informative" for square in self.squares)

    @property
    def open(self) -> int:
        """Clauses that nothing cites."""
        return sum(square.status == "open" for square in self.squares)

    @property
    def unchecked(self) -> int:
        """Clauses that only a single copy attests."""
        return sum(square.clause.unchecked for square in self.squares)

    def radius(self, kind: str) -> float:
        """Give a dot's radius, at most 9: its area is in proportion to the count."""
        return 9 * math.sqrt(self.counts[kind] / self.most)


def matrix(publication: Publication, kinds: Iterable[str]) -> list[Row]:
    """Give every source with the number of its clauses that each kind of entry covers."""
    rows = []
    for source in publication.site.sources.values():
        found = squares(publication, source)
        covered = [{cover.kind for cover in square.covers} for square in found]
        counts = {kind: sum(kind in each for each in covered) for kind in kinds}
        rows.append((source, found, counts))
    most = max((count for _, _, counts in rows for count in counts.values()), default=1)
    return [Row(source, found, counts, most) for source, found, counts in rows]
