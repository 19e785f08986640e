"""Two releases in; the note of what changed between them, in words of the trade, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from paicha.release.compare import Changed, Difference, compare
from paicha.release.entries import Entry, Key, entries
from paicha.release.read import Release
from paicha.render import paths
from paicha.render.note.apart import Pieces, apart
from paicha.render.note.saying import Sayer, kind_name, line_name, names_of, same_part, title_of
from paicha.render.note.weight import GROUPS, group_of, weighed
from paicha.render.words import Words, day

_IN_HEAD = {"id", "section", "checklist", "source", "clause"}  # what the head of an entry says
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")  # of Markdown: where it leads is seldom what changed
_ON_PAGES = {
    **dict.fromkeys(("Duty", "Group"), paths.DUTIES),
    **dict.fromkeys(("Deadline", "Phase", "Report"), paths.SCHEDULE),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one field said and says, "" for nothing."""

    name: str
    old: str
    new: str

    @property
    def pieces(self) -> tuple[Pieces, Pieces]:
        """Both texts taken apart into what they share and what differs."""
        return apart(self.old, self.new)


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

    `opening` says which releases were compared and how much changed; `marks` is by anchor.
    """

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
    return Note(names[0], tuple(_opening(names, titled, unread, said["note"])), titled, marks)


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


def anchor(entry: Entry) -> str:
    """Name an entry on the page of the note: an item by its id."""
    if entry.kind == "Item":
        return entry.id
    return ".".join(filter(None, (entry.kind, entry.of, re.sub(r"\s", "_", entry.id))))


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
            self._line(each, sayer, entry.of)
            for each in weighed(one)
            if each.way or not (each.key in hidden or (hidden and title in (each.old, each.new)))
        ]
        return Told(
            anchor(entry),
            self.said["note_state"][one.state],
            kind_name(self.said, entry.kind),
            entry.id if entry.kind in ("Item", "Retired") else "",
            title,
            _place(entry, sayer),
            _clauses(entry, sayer),
            "" if gone else _path(entry),
            one.state != "changed",
            (*self._why(one), *lines),
        )

    def _line(self, one: Difference, sayer: Sayer, of: str) -> Line:
        name, whole = line_name(one, sayer, of), same_part(one)
        old, new = (
            sayer.besides(value, whole, of) if whole else sayer.say(value, one.model, one.key, of)
            for sayer, value in ((self.old, one.old), (self.new, one.new))
        )
        bare = [_LINK.sub(r"\1", text) for text in (old, new)]
        return Line(name, old, new) if bare[0] == bare[1] else Line(name, *bare)

    def _why(self, one: Changed) -> Iterator[Line]:
        """Say why an item is no longer asked, and what is asked instead."""
        note = self.said["note"]
        if one.state == "gone" and one.entry.kind == "Item":
            yield Line(note["why"], "", note["lost"])
        if one.retired:
            told = one.retired.fields
            yield Line(note["why"], "", str(told.get("why", "")))
            if instead := told.get("replaced_by"):
                yield Line(note["instead"], "", "、".join(map(str, instead)))


def _place(entry: Entry, sayer: Sayer) -> str:
    """Say in which file an entry stands, and in which section."""
    if not entry.id:
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


def _path(entry: Entry) -> str:
    """Where an entry can be read on the site."""
    if entry.kind in _ON_PAGES:
        return f"{_ON_PAGES[entry.kind]}#{entry.id}"
    paths_of = {
        "Item": lambda: paths.item(entry.id),
        "DigestClause": lambda: paths.clause(entry.of, entry.id),
        "DigestFile": lambda: paths.source(entry.of),
        "PageFile": lambda: paths.guidance(entry.of),
        "Form": lambda: paths.form(entry.of),
        "Role": lambda: paths.role(entry.id),
        "Checklist": lambda: paths.checklist(entry.of),
        "Section": lambda: f"{paths.checklist(entry.of)}#{entry.id}",
    }
    found = paths_of.get(entry.kind)
    return found() if found else ""


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
