"""Two releases in; the note of what changed between them, in words of the trade, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from paicha.model.checklist import Retired
from paicha.release.compare import Changed, Difference, compare
from paicha.release.entries import Entry, Key, entries
from paicha.release.read import Release
from paicha.render.note.apart import Pieces, apart
from paicha.render.note.saying import (
    Sayer,
    field_name,
    kind_name,
    line_name,
    names_of,
    same_part,
    shortened,
    title_of,
)
from paicha.render.note.weight import GROUPS, group_of, weighed
from paicha.render.note.where import anchor, path_of
from paicha.render.words import Words, day

_IN_HEAD = {"id", "section", "checklist", "source", "clause"}  # what the head of an entry says
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")  # of Markdown: where it leads is seldom what changed


@dataclass(frozen=True, slots=True)
class Line:
    """What one field said and says, taken apart into what both share and what differs.

    Of an entry that is told as a whole one side is empty.
    """

    name: str
    before: Pieces
    after: Pieces

    @property
    def old(self) -> str:
        """What it said."""
        return "".join(text for text, _ in self.before)

    @property
    def new(self) -> str:
        """What it says."""
        return "".join(text for text, _ in self.after)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that changed: where it stands, what it rests on, and each of its changes.

    One that is new or gone is told as a `whole`, not old beside new.

    `path` leads to it on the site, "" where it is no more.
    """

    anchor: str
    state: str
    kind: str
    id: str
    title: str
    place: str
    clauses: str
    path: str
    whole: bool
    lines: tuple[Line, ...]

    @property
    def named(self) -> str:
        """Its id, if people know it, and its title."""
        return "　".join(filter(None, (self.id, self.title)))


Groups = tuple[tuple[str, tuple[Told, ...]], ...]


@dataclass(frozen=True)
class Note:
    """What changed since a release (`old`), in groups with titles, the weightiest first.

    `by` names the site and who issues it, `opening` says which releases were compared and how
    much changed; `marks` is by anchor.
    """

    by: str
    old: str
    opening: tuple[str, ...]
    groups: Groups
    marks: dict[str, str]


def note_of(old: Release, new: Release, said: Words) -> Note:
    """Compare two releases and say what changed."""
    unread = {*old.unread, *new.unread}
    before, after = entries(old.without(unread)), entries(new.without(unread))
    changed = list(compare(before, after))
    sayers = (
        Sayer(said, names_of(found.values()), str(_settings(found).get("source")))
        for found in (before, after)
    )
    teller = _Teller(said, *sayers)
    groups: dict[str, list[Told]] = {group: [] for group in GROUPS}
    for one in _unfolded(changed):
        groups[group_of(one)].append(teller.told(one))
    titled = tuple((said["note_group"][name], tuple(g)) for name, g in groups.items() if g)
    names = _called(_day_of(before, said), _day_of(after, said), said["note"])
    marks: dict[str, str] = {
        anchor(one.entry): one.state for one in changed if one.state in ("new", "changed")
    }
    opening = tuple(_opening(names, titled, unread, said["note"]))
    return Note(_by(new), names[0], opening, titled, marks)


def _opening(
    names: tuple[str, str], groups: Groups, unread: set[str], note: Words
) -> Iterator[str]:
    """Say what was compared, what could not be, and how much changed."""
    old, new = names
    yield note["compared"].format(new=new, old=old)
    if unread:
        yield note["unread"].format(files="、".join(sorted(unread)))
    counted = [note["counted"].format(title=title, count=len(found)) for title, found in groups]
    count = sum(len(found) for _, found in groups)
    yield note["counts"].format(count=count, groups="；".join(counted)) if count else note["none"]


def _unfolded(changed: list[Changed]) -> Iterator[Changed]:
    """Leave out what stands in a file that is new or gone as a whole: the file is told."""
    files = {(one.entry.file, one.state) for one in changed if not one.entry.id}
    for one in changed:
        state = "gone" if one.state == "retired" else one.state
        if state == "changed" or not one.entry.id or (one.entry.file, state) not in files:
            yield one


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what became of entries; each release is said by its own names."""

    said: Words
    old: Sayer
    new: Sayer

    def told(self, one: Changed) -> Told:
        """Tell what became of one entry."""
        entry, gone = one.entry, one.state in ("gone", "retired")
        sayer = self.old if gone else self.new
        hidden = _IN_HEAD if one.state != "changed" else set()
        title = title_of(entry.fields, entry.kind)
        lines = [
            self._line(each, one, sayer)
            for each in weighed(one)
            if each.way or not (each.key in hidden or (hidden and title in (each.old, each.new)))
        ]
        return Told(
            anchor(entry),
            self.said["note_state"][one.state],
            kind_name(self.said, entry.kind),
            entry.id if entry.kind in ("Item", "Retired") else "",
            _title(entry, sayer),
            self._place(one, sayer),
            _clauses(entry, sayer),
            "" if gone else path_of(entry),
            one.state != "changed",
            tuple(self._why(one) if gone and entry.kind == "Item" else lines),
        )

    def _line(self, one: Difference, changed: Changed, sayer: Sayer) -> Line:
        of = changed.entry.of
        name, whole = line_name(one, sayer, of), same_part(one)
        old, new = (
            sayer.besides(value, whole, of) if whole else sayer.say(value, one.model, one.key, of)
            for sayer, value in ((self.old, one.old), (self.new, one.new))
        )
        bare = _LINK.sub(r"\1", old), _LINK.sub(r"\1", new)
        old, new = (old, new) if bare[0] == bare[1] else bare
        if changed.state != "changed":
            return Line(name, [(old, True)] if old else [], [(new, False)] if new else [])
        often = dict(self._doing(changed)).get("cadence", "") if one.key == "at_least" else ""
        return Line(often + name, *self._sides(old, new, one.listed))

    def _sides(self, old: str, new: str, listed: tuple[int, int]) -> tuple[Pieces, Pieces]:
        """Set old beside new; beside what came to a list or left it, how long the list is."""
        note, (was, now) = self.said["note"], listed
        if was and now and not old:
            return [(note["had"].format(count=was), False)], [(note["added"], False), (new, True)]
        if was and now and not new:
            return [(note["removed"], False), (old, True)], [(note["has"].format(count=now), False)]
        before, after = apart(old, new)
        nothing = [(note["nothing"], False)]
        return before or nothing, after or nothing

    def _place(self, one: Changed, sayer: Sayer) -> str:
        """Say where an entry stands, or who does it how often."""
        line, name = self.said["note"]["line"], partial(field_name, self.said, one.entry.model)
        doing = [line.format(name=name(key), said=text) for key, text in self._doing(one)]
        return "　".join(doing) or _place(one.entry, sayer)

    def _doing(self, one: Changed) -> Iterator[tuple[str, str]]:
        """Yield what of a duty stays as it was: who does it, for whom, how often."""
        fields = one.entry.fields if one.state == "changed" and "roles" in one.entry.fields else {}
        for key in ("roles", "to", "cadence", "every"):
            if key in fields and all(each.key != key for each in one.differences):
                yield key, self.new.say(fields[key], one.entry.model, key, one.entry.of)

    def _why(self, one: Changed) -> Iterator[Line]:
        """Say of an item that is no longer asked from when on, why, and what is asked instead.

        What it asked for is left out: nobody shall do it again.
        """
        note = self.said["note"]
        told = one.retired.fields if one.retired else {"why": note["lost"]}
        if on := told.get("on"):
            said = self.new.say(on, Retired, "on", one.entry.of)
            yield _alone(note["when"], note["no_longer"].format(day=said))
        yield _alone(note["why"], str(told.get("why", "")))
        instead = told.get("replaced_by") or ()
        if isinstance(instead, list):
            yield _alone(note["instead"], "；".join(self._asked(str(id_)) for id_ in instead))

    def _asked(self, id_: str) -> str:
        """Name an item by its id and what it asks."""
        return "　".join(filter(None, (id_, self.new.names.get(("Item", "", id_)))))


def _alone(name: str, text: str) -> Line:
    return Line(name, [], [(text, False)])


def _title(entry: Entry, sayer: Sayer) -> str:
    """Call an entry; a clause by its source, too, and by how it begins."""
    if entry.kind != "DigestClause":
        return title_of(entry.fields, entry.kind)
    clause, text = sayer.cited([(entry.of, entry.id)]), str(entry.fields.get("text") or "").strip()
    line: str = sayer.said["note"]["line"].format(name=clause, said=shortened(text.split("\n")[0]))
    return line if text else clause


def _place(entry: Entry, sayer: Sayer) -> str:
    """Say in which file an entry stands, and in which section."""
    if not entry.id or entry.kind == "DigestClause":  # its title says it
        return ""
    kinds = ("Checklist", "DigestFile", "Form", "Changes")
    root = next((n for kind in kinds if (n := sayer.names.get((kind, entry.of, entry.of)))), "")
    section = entry.fields.get("section")
    return " › ".join(
        filter(None, (root, sayer.name("section", section, entry.of) if section else ""))
    )


def _clauses(entry: Entry, sayer: Sayer) -> str:
    """Name the clauses that an entry rests on, each source once."""
    bases = entry.fields.get("basis")
    found = [one for one in bases if isinstance(one, dict)] if isinstance(bases, list) else []
    if "clause" in entry.fields:
        found = [{"source": sayer.main, **entry.fields}]
    return sayer.cited((str(one.get("source")), str(one.get("clause"))) for one in found)


def _by(release: Release) -> str:
    """Name a site and who issues it."""
    settings = release.files.get("content/site.yaml")
    told = settings if isinstance(settings, dict) else {}
    return "　".join(str(told[key]) for key in ("title", "issuer") if told.get(key))


def _settings(found: dict[Key, Entry]) -> dict[str, Any]:
    entry = found.get(("Settings", "content/site", ""))
    return entry.fields if entry else {}


def _day_of(found: dict[Key, Entry], said: Words) -> str:
    """Say of which day a release is, if it says so."""
    try:
        return day(date.fromisoformat(str(_settings(found).get("updated"))), said["date"])
    except ValueError:
        return ""


def _called(old: str, new: str, note: Words) -> tuple[str, str]:
    """Call two releases by their days, if these tell them apart."""
    if old == new:
        return note["earlier"], note["now"]
    return old or note["earlier"], new or note["now"]
