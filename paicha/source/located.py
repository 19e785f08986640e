"""A value that was read, and the place of every part of it."""

from dataclasses import dataclass, field
from typing import Any

from paicha.problems import Place, Problem
from paicha.source.entries import Entry

Loc = tuple[str | int, ...]


@dataclass(slots=True)
class Located:
    """A value and where each part stands: `places[loc]` is the value's, `keys[loc]` its key's."""

    name: str
    value: Any = None
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    words: dict[Loc, str] = field(default_factory=dict)  # unquoted scalars as written: no, 3.10
    verbatim: dict[Loc, Place] = field(default_factory=dict)  # where texts begin, shown as is
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[Loc] = field(default_factory=set)  # where a value is that cannot be taken
    lost: list[Entry] = field(default_factory=list)  # what was left out so that the rest be read
    runs_on: bool = False  # whether what stopped the reading may upset what stands below, too

    def place(self, *loc: str | int) -> Place:
        """Find the nearest place: what is missing is shown at its parent."""
        while loc not in self.places and loc:
            loc = loc[:-1]
        return self.places.get(loc) or Place(self.name, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Find the place of the key of a value."""
        return self.keys.get(loc) or self.place(*loc)

    def within(self, loc: Loc, line: int, column: int) -> Place:
        """Find a spot of a text (from 0): exactly where the file shows it so, else the text."""
        start = self.verbatim.get(loc)
        return (
            Place(self.name, start.line + line, start.column + column)
            if start
            else self.place(*loc)
        )

    def refuse(self, loc: Loc, problem: Problem) -> None:
        """Note a problem of a value that was read, so that what holds it can drop out."""
        self.problems.append(problem)
        self.broken.add(loc)

    def line(self, number: int) -> str:
        """Give a line (from 0); beyond the end, where libyaml can stop, there is an empty one."""
        return self.lines[number] if number < len(self.lines) else ""

    def value_at(self, loc: Loc) -> Any:
        """Give a value as the file has it, before the model strips it."""
        value = self.value
        for step in loc:
            value = value[step]
        return value

    def find(self, char: str, start: Place) -> Place:
        """Find a character's first place from `start` on; `start` itself where it is not."""
        for number in range(start.line - 1, len(self.lines)):
            column = self.lines[number].find(char, start.column - 1 if number < start.line else 0)
            if column >= 0:
                return Place(self.name, number + 1, column + 1)
        return start
