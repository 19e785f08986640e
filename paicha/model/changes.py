"""How one edition of a standard became the next, clause by clause."""

from typing import Literal

from pydantic import Field

from paicha.model.base import ClauseId, EditionId, Name, Part, Text

Kind = Literal["unchanged", "reworded", "widened", "narrowed", "moved", "new", "dropped"]


class Side(Part):
    """One of the two editions, and the source that holds its clauses."""

    edition: EditionId
    source: Name


class Change(Part):
    """What became of some clauses; `kind` goes by the effect on what is found wanting."""

    kind: Kind
    old: tuple[ClauseId, ...] = ()
    new: tuple[ClauseId, ...] = ()
    note: Text


class Changes(Part):
    """content/changes/<checklist>.yaml."""

    checklist: Name
    old: Side = Field(alias="from")
    new: Side = Field(alias="to")
    changes: tuple[Change, ...] = Field(min_length=1)

    def of(self, kind: Kind) -> list[Change]:
        """List the changes of a kind."""
        return [change for change in self.changes if change.kind == kind]

    def touching(self, source: str, clause: str) -> list[Change]:
        """Give the changes that a clause of either edition stands in."""
        found = []
        for change in self.changes:
            mine = change.old if source == self.old.source else change.new
            if source in (self.old.source, self.new.source) and clause in mine:
                found.append(change)
        return found
