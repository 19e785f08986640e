"""Everything the site is made from, complete and checked: what renderers take."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from paicha.model.base import Party
from paicha.model.campaign import Action, Door, Duty, Group, Narrowed, Role, Schedule
from paicha.model.changes import Changes
from paicha.model.checklist import Checklist, Edition, Item
from paicha.model.form import Form
from paicha.model.gaps import Gaps
from paicha.model.glossary import Glossary
from paicha.model.pictures import Picture
from paicha.model.texts import Clause, GuidancePage, Settings, Source, State
from paicha.source.picture import Image


@dataclass(frozen=True)
class Site:
    """The whole content; every dict is keyed by id and in the order of publication."""

    settings: Settings
    checklists: dict[str, Checklist]
    sources: dict[str, Source]
    guidance: dict[str, GuidancePage]
    forms: dict[str, Form]
    roles: dict[str, Role]
    doors: tuple[Door, ...]
    groups: tuple[Group, ...]
    duties: tuple[Duty, ...]
    actions: dict[str, Action]
    schedule: Schedule
    changes: dict[str, Changes]
    glossary: Glossary
    gaps: Gaps
    pictures: dict[str, Picture]
    images: dict[str, Image]  # by the name of the file
    from_right: bool = False  # whether any of it is read from the right: a Uyghur name

    @property
    def office(self) -> str:
        """Tell this office's records from those of others in one browser."""
        return self.settings.id or self.campaign_key

    @property
    def campaign_key(self) -> str:
        """Stand for an office without an id, as for all of a campaign: from its main source."""
        number = self.sources[self.settings.source].head.document_number
        return hashlib.sha256(number.encode("utf-8")).hexdigest()[:8]

    def items(self) -> dict[str, Item]:
        """Every item of every checklist by id."""
        return {i.id: i for checklist in self.checklists.values() for i in checklist.items()}

    def shown_first(self, checklist: str) -> Edition:
        """Give the edition of a checklist that stands before all others."""
        return self.checklists[checklist].editions[0]

    def own_lists(self, checklist: str, edition: Edition) -> list[tuple[Door, Narrowed]]:
        """List the doors that have a page of a list in an edition: in that shown first."""
        every = [(door, one) for door in self.doors for one in door.lists if one.apart]
        first = edition == self.shown_first(checklist)
        return [(door, one) for door, one in every if first and one.checklist == checklist]

    def others(self, narrowed: Narrowed, edition: Edition) -> list[str]:
        """List the ids of the items of an edition that a door does not ask."""
        checklist = self.checklists[narrowed.checklist]
        asked = {i.id for _, items in checklist.sections_in(edition, narrowed.owner) for i in items}
        every = [item.id for _, items in checklist.sections_in(edition) for item in items]
        return [one for one in every if one not in asked]

    def beside(self, item: Item, checklist: Checklist, edition: Edition) -> list[Picture]:
        """List the pictures beside an item that show what holds in an edition."""
        return [one for one in self.pictures_of(item) if checklist.basis_of(one, edition)]

    def pictures_of(self, item: Item) -> list[Picture]:
        """List the pictures that stand beside an item in any edition."""
        return [one for one in self.pictures.values() if item.id in one.items]

    @property
    def standing(self) -> list[Duty]:
        """The duties that go on when the campaign is over."""
        return [duty for duty in self.duties if duty.goes_on]

    def proofs_of(self, duty: str) -> list[str]:
        """List the forms that prove that a duty was done."""
        return [id_ for id_, form in self.forms.items() if duty in form.proves]

    def roles_of(self, party: Party) -> list[Role]:
        """List the roles of a party."""
        return [role for role in self.roles.values() if role.party == party]

    def duties_of(self, party: Party) -> list[Duty]:
        """List the duties whose first role is of a party."""
        return [duty for duty in self.duties if self.roles[duty.roles[0]].party == party]

    def replaced(self, source: str) -> list[Source]:
        """List the sources that one has replaced."""
        return [one for one in self.sources.values() if one.head.replaced_by == source]

    def state(self, source: str) -> State:
        """Say why a source is not in force on the day of the content, or nothing where it is."""
        return self.sources[source].head.state(self.settings.updated)

    def clause(self, source: str, clause: str) -> Clause:
        """Look up a clause; KeyError where there is none (the checks make sure there is)."""
        return self._clauses[source, clause]

    @cached_property
    def _clauses(self) -> dict[tuple[str, str], Clause]:
        return {
            (id_, clause.id): clause
            for id_, source in self.sources.items()
            for clause in source.clauses
        }
