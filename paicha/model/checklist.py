"""A checklist: sections of items, its editions, and the items it has retired."""

import hashlib
from collections.abc import Iterable

from pydantic import Field

from paicha.model.base import (
    Basis,
    Called,
    ClauseId,
    Day,
    EditionId,
    Grade,
    How,
    ItemId,
    Line,
    Name,
    Origin,
    Part,
    Prefix,
    Text,
    Valued,
)
from paicha.model.measure import Measure
from paicha.model.pictures import Picture
from paicha.model.verdict import Sign, Verdict


class Condition(Valued):
    """What makes a "no" major, ticked on its own; it stands where its basis stands.

    `measured` names values of its item: each beyond its limits ticks it, one within unticks it.
    """

    when: Line
    measured: tuple[Text, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)


class Item(Part):
    """One question of fact, answered yes or no while looking at one thing; yes is safe."""

    id: ItemId
    check: Line
    ask: Line | None = None  # the enterprise's own voice
    grade: Grade  # the worst that a "no" can be
    major_if: tuple[Condition, ...] = ()
    how: tuple[How, ...] = Field(min_length=1)
    look_for: Text | None = None  # Markdown
    evidence: tuple[Text, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    on_fail: tuple[Name, ...] = Field(min_length=1)
    on_major: tuple[Name, ...] = ()  # what must happen besides when a condition is ticked
    owners: tuple[Name, ...] = Field(min_length=1)
    applies_to: tuple[Name, ...] = ()
    each: tuple[Name, ...] = ()  # of these facets it is asked of every single thing
    editions: tuple[EditionId, ...] = ()  # none named: all
    measures: tuple[Measure, ...] = ()
    sign: Sign | None = None  # what a "no" without a condition means for the checklist's verdict

    @property
    def text_hash(self) -> str:
        """Give a short hash of the words: an answer belongs to the words it answered."""
        return hashlib.sha256(self.check.encode("utf-8")).hexdigest()[:12]

    @property
    def all_basis(self) -> tuple[Basis, ...]:
        """What the question and its conditions rest on, each once."""
        more = (basis for condition in self.major_if for basis in condition.basis)
        return tuple(dict.fromkeys((*self.basis, *more)))


class Section(Part):
    """Items looked at in one walk."""

    id: Name
    title: Line
    clause: ClauseId | None = None  # of the site's main source
    items: tuple[Item, ...] = Field(min_length=1)


class Edition(Part):
    """One state of the criteria; every sheet, record and data file names its own."""

    id: EditionId
    title: Line
    source: Name | None = None  # the standard that sets it; its clauses stand for this edition only
    note: Text | None = None  # a plain line on its pages: replaced by what, in force since when


class Facet(Part):
    """Something that is or is not on this site."""

    id: Name
    title: Line
    group: Line | None = None  # under which word it is looked for; none: after all groups
    called: Called | None = None  # what each of several is called; none: they have no names


class Particular(Part):
    """What is written above the answers, beside the day and the people of every record."""

    id: Name
    label: Line
    options: tuple[Line, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether its options fill more than two lines of half a sheet's width."""
        return sum(len(option) + 2 for option in self.options) > 30


IN_EVERY_RECORD = ("date", "inspectors", "companions")
USUAL = (  # of a checklist that names none
    Particular(id="unit", label="被检查单位"),
    Particular(id="project", label="项目"),
    Particular(id="address", label="地址"),
    Particular(id="weather", label="天气"),
)


class Retired(Part):
    """An item that is no longer asked; its id is never used again."""

    id: ItemId
    check: Line
    on: Day
    why: Text
    replaced_by: tuple[ItemId, ...] = ()


class Checklist(Part):
    """A checklist as its file says it; its id is the file's name."""

    title: Line
    short_title: Line
    summary: Text
    prefix: Prefix
    asked_by: Text | None = None  # whose own voice the items' `ask` is
    origin: Origin | None = None  # what a finding by it counts as, until somebody says otherwise
    editions: tuple[Edition, ...] = Field(min_length=1)
    particulars: tuple[Particular, ...] = ()
    facets: tuple[Facet, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    retired: tuple[Retired, ...] = ()
    verdict: Verdict | None = None

    @property
    def head(self) -> tuple[Particular, ...]:
        """What its sheets and records ask above the answers, in order."""
        return self.particulars or USUAL

    @property
    def unit_first(self) -> list[Particular]:
        """The same as a screen asks it: first whom the record is about, which none is without."""
        return sorted(self.head, key=lambda one: one.id != "unit")

    @property
    def unit(self) -> str:
        """What it calls whom a record is about."""
        return next(one.label for one in self.head if one.id == "unit")

    def items(self) -> tuple[Item, ...]:
        """All items of all editions in walking order."""
        return tuple(item for section in self.sections for item in section.items)

    def is_of(self, item: Item, owner: str | None) -> bool:
        """Whether somebody is asked an item: he answers for it, or it counts for the verdict."""
        return owner is None or owner in item.owners or item.sign is not None

    def editions_of(self, item: Item) -> tuple[Edition, ...]:
        """Give the editions an item stands in; an item that names none stands in all."""
        return tuple(e for e in self.editions if not item.editions or e.id in item.editions)

    def facets_of(self, item: Item) -> list[Facet]:
        """List the facets an item applies to; none where it applies to every site."""
        return [facet for facet in self.facets if facet.id in item.applies_to]

    def facet_groups(self, here: set[str]) -> list[tuple[str | None, list[Facet]]]:
        """Give some facets by their groups, in the file's order, those of no group last."""
        facets = [facet for facet in self.facets if facet.id in here]
        groups = dict.fromkeys(facet.group for facet in facets)
        named = sorted(groups, key=lambda group: group is None)
        return [(group, [one for one in facets if one.group == group]) for group in named]

    def sections_in(
        self, edition: Edition, owner: str | None = None
    ) -> list[tuple[Section, list[Item]]]:
        """Give an edition's sections with its items, of somebody all that he is asked.

        A section without any is left out.
        """
        found = [
            (section, [item for item in section.items if self._stands(item, edition, owner)])
            for section in self.sections
        ]
        return [(section, items) for section, items in found if items]

    def _stands(self, item: Item, edition: Edition, owner: str | None) -> bool:
        return edition in self.editions_of(item) and self.is_of(item, owner)

    def led_by(self, first: Edition) -> "Checklist":
        """Put an edition before all others, and in each item what stands in it before the rest."""
        if self.editions == (first,):
            return self
        editions = (first, *(one for one in self.editions if one != first))
        sections = [
            section.model_copy(update={"items": tuple(self._led(i, first) for i in section.items)})
            for section in self.sections
        ]
        return self.model_copy(update={"editions": editions, "sections": tuple(sections)})

    def _led(self, item: Item, first: Edition) -> Item:
        """Put what an item's question and conditions rest on in an edition first."""

        def led(bases: tuple[Basis, ...]) -> tuple[Basis, ...]:
            here = self._of(first, bases)
            return (*here, *(basis for basis in bases if basis not in here))

        conditions = [one.model_copy(update={"basis": led(one.basis)}) for one in item.major_if]
        conditions.sort(key=lambda one: not self._of(first, one.basis))
        update = {"basis": led(item.basis), "major_if": tuple(conditions)}
        return item.model_copy(update=update)

    def count_in(self, edition: Edition) -> int:
        """Count the items of an edition."""
        return sum(len(items) for _, items in self.sections_in(edition))

    def basis_in(self, item: Item, edition: Edition) -> tuple[Basis, ...]:
        """Give what an item and its conditions rest on in an edition."""
        return self._of(edition, item.all_basis)

    def basis_of(self, one: Item | Condition | Picture, edition: Edition) -> tuple[Basis, ...]:
        """Give what a question alone, one condition or a picture rests on in an edition."""
        return self._of(edition, one.basis)

    def major_if(self, item: Item, edition: Edition) -> tuple[Condition, ...]:
        """Give the conditions that stand in an edition."""
        return tuple(one for one in item.major_if if self._of(edition, one.basis))

    def grade_in(self, item: Item, edition: Edition) -> Grade:
        """Give the worst that a "no" can be in an edition."""
        return "major" if self.major_if(item, edition) else "general"

    def _of(self, edition: Edition, bases: Iterable[Basis]) -> tuple[Basis, ...]:
        """Leave out what rests on another edition's standard."""
        others = {e.source for e in self.editions if e.source and e.id != edition.id}
        return tuple(basis for basis in bases if basis.source not in others)
