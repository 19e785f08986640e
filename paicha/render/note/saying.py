"""What a field said, as its author wrote it, in; how an official would say it, out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from paicha.model.base import Part
from paicha.model.explained import explained, explanation
from paicha.model.measure import Measure
from paicha.release.compare import ORDER, Difference, Step
from paicha.release.entries import Entry, Key, Order, default, fields_of, kind_of, part
from paicha.render.words import Words, day, pieces

# What a key names: entries of a kind, or "" parts of the same form.
NAMED = {
    **dict.fromkeys(("owner", "owners", "role", "roles", "to"), "Role"),
    **dict.fromkeys(("on_fail", "on_major", "actions"), "Action"),
    **dict.fromkeys(("applies_to", "each", "known_for", "unknown_for", "facets"), "Facet"),
    **dict.fromkeys(("source", "notes_source", "replaced_by"), "DigestFile"),
    **dict.fromkeys(("checklist", "checklists", "doors", "self_check"), "Checklist"),
    **dict.fromkeys(("forms", "ledger"), "Form"),
    **dict.fromkeys(("editions", "edition"), "Edition"),
    **dict.fromkeys(("clause", "notes", "clauses"), "DigestClause"),
    **dict.fromkeys(("left", "right", "values", "columns", "column", "first", "second"), ""),
    "particulars": "Particular",
    "section": "Section",
    "sections": "Section",
    "terms": "Term",
    "phase": "Phase",
    "deadline": "Deadline",
    "report": "Report",
    "follow": "",
    "phases": "Phase",
    "deadlines": "Deadline",
    "reports": "Report",
    "duties": "Duty",
    "proves": "Duty",
    "groups": "Group",
    "retired": "Retired",
    "guidance": "PageFile",
    "gaps": "Gap",
    "pictures": "Picture",
    "doubts": "Doubt",
}
_MAPS = {  # what the keys of a mapping name, as the key `checklist` or `clause` would
    **dict.fromkeys(("editions", "why_first"), "checklist"),
    **dict.fromkeys(("informative", "beside"), "clause"),
}
_TITLES = ("check", "title", "term", "label", "when", "post", "what", "question", "wording")
_SHORT = {"DigestFile": ("short_title",), "Form": ("short_title",), "DigestClause": ("label", "id")}
_LAST = ("message", "text", "note", "column", "clause", "id")
_SAME_WORDS = {"every": "cadence", "Cell.kind": "value", "Change.kind": "change"}
_MOST = 30  # characters of a title on the way to what changed

Names = dict[Key, str]  # kind, file id, id → title; the file's id may be ""


def title_of(value: Any, kind: str) -> str:
    """Give what people call a part by; of what is none, itself."""
    if not isinstance(value, dict):
        return str(value)
    keys = (*_SHORT.get(kind, ()), *_TITLES, *_LAST)
    return next((str(value[key]) for key in keys if value.get(key)), "")


def names_of(found: Iterable[Entry]) -> Names:
    """Gather what everything with an id is called."""
    names: Names = {}
    for entry in found:
        title = title_of(entry.fields, entry.kind)
        for of in (entry.of, ""):
            names.setdefault((entry.kind, of, entry.id or entry.of), title)
        for id_, inner in _inner(entry.fields):
            for of in (entry.of, ""):
                names.setdefault(("", of, id_), inner)
    return names


def _inner(value: Any) -> Iterator[tuple[str, str]]:
    """Yield id and title of every part within an entry."""
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict) and "id" in one:
            yield str(one["id"]), title_of(one, "")
        if isinstance(one, dict | list):
            yield from _inner(one)


@dataclass(frozen=True, slots=True)
class Sayer:
    """Says values of one release; `main` is the source that its site rests on."""

    said: Words
    names: Names
    main: str

    def say(self, value: Any, model: type[Part], key: str, of: str) -> str:
        """Say what stands under a key of a part in the file `of`; "" where nothing does."""
        note = self.said["note"]
        if value is None:
            return ""
        if isinstance(value, Order):
            return self._order(value, key, of)
        if isinstance(value, dict):
            return self._part(value, part(model, key, value), of)
        if isinstance(value, list):
            found = [self.say(one, model, key, of) for one in value]
            return ("；" if any(re.search("[，、。；]", one) for one in found) else "、").join(
                found
            )
        if isinstance(value, bool):
            text: str = note[str(value).lower()]
        else:
            text = self._one(value, model, key, of)
        unit = self.said["note_unit"].get(key)
        return unit.format(value=text) if unit else text

    def _one(self, value: Any, model: type[Part], key: str, of: str) -> str:
        """Say a number, a day, a word of a few, a name, or a text as it is."""
        if isinstance(value, float | int):
            return f"{value:g}"
        if word := self._words(model, key).get(value):
            return word
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return _day(value, self.said["date"])
        if month := re.fullmatch(r"(\d{4})-(\d{2})", value):
            return str(
                self.said["schedule"]["year_month"].format(year=month[1], month=int(month[2]))
            )
        return self.name(key, value, of)

    def _words(self, model: type[Part], key: str) -> dict[str, str]:
        """Give what the few words of a key are called, if it has such."""
        full = f"{kind_of(model)}.{key}"
        group = _SAME_WORDS.get(full) or _SAME_WORDS.get(key)
        values = self.said["note_value"]
        found = values.get(full) or (values.get(key) if not group else None)
        found = found or self.said.get(group or key)
        return found if isinstance(found, dict) else {}

    def name(self, key: str, id_: str, of: str) -> str:
        """Call by its title what a key names; a clause of no source told is the main one's."""
        kind = NAMED.get(key)
        if kind is None:
            return id_
        where = (of, self.main, "") if kind == "DigestClause" else (of, "")
        return next((n for f in where if (n := self.names.get((kind, f, id_)))), id_)

    def _order(self, order: Order, key: str, of: str) -> str:
        note = self.said["note"]
        if key != ORDER:
            return "、".join(self.name(key, one, of) for one in order.names)
        if not order.names:
            return str(note["first"])
        return str(note["after"].format(name=order.names[0]))

    def _part(self, value: dict[str, Any], model: type[Part] | None, of: str) -> str:
        """Say a whole part in a row: its title, then what else it says."""
        if "clause" in value and "source" in value:
            return self._cited(value)
        title, more = title_of(value, (model or Part).__name__), self.besides(value, model, of)
        said: str = self.said["note"]["more"].format(title=title, more=more) if more else title
        return said

    def besides(self, value: dict[str, Any], model: type[Part] | None, of: str) -> str:
        """Say what a part says besides its title."""
        note, kind = self.said["note"], model or Part
        told, rest = self._limits(value) if kind is Measure else ("", value)
        title = title_of(value, kind.__name__)
        more = [told] if told else []
        for key, inner in rest.items():
            if key != "id" and inner != title and inner not in (None, default(kind, key)):
                text = self.say(inner, kind, key, of)
                more.append(note["line"].format(name=field_name(self.said, kind, key), said=text))
        return "；".join(more)

    def _cited(self, basis: dict[str, Any]) -> str:
        """Say a basis, or what rests on one, by the source and its clause."""
        note, source = self.said["note"], str(basis["source"])
        clause = self.cited([(source, str(basis["clause"]))])
        quote = basis.get("quote")
        rest = [str(v) for k, v in basis.items() if k not in ("source", "clause", "quote", "id")]
        text = note["quoted"].format(clause=clause, quote=quote) if quote else clause
        return str(note["more"].format(title=text, more="；".join(rest))) if rest else str(text)

    def cited(self, bases: Iterable[tuple[str, str]]) -> str:
        """Name clauses as people do: each source once, with the labels of its clauses."""
        labels: dict[str, dict[str, None]] = {}
        for source, clause in bases:
            labels.setdefault(source, {})[self.name("clause", clause, source)] = None
        said, title = self.said["note"]["cited"], partial(self.name, "source", of="")
        return "；".join(
            said.format(source=title(source), clause="、".join(found))
            for source, found in labels.items()
        )

    def _limits(self, value: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Say within what a measured value is right, and give what that does not say."""
        unit, limits = value.get("unit", ""), {}
        for key in ("min", "max"):
            if isinstance(value.get(key), int | float):
                limits[key] = f"{value[key]:g} {unit}".strip()
        kind = value.get("date") or ("between" if len(limits) == 2 else next(iter(limits), ""))
        sentence = self.said["measure"].get(kind, "")
        slots = {slot for _, slot in pieces(sentence) if slot}
        if not sentence or slots - limits.keys():
            return "", value
        spent = {"label", "date", *slots, *(["unit"] if slots else [])}
        return sentence.format(**limits), {k: v for k, v in value.items() if k not in spent}


def field_name(said: Words, model: type[Part], key: str) -> str:
    """Name a key as the trade does; one that no model knows, as it was written."""
    names, kind = said["note_name"], kind_of(model)
    known = explanation(kind, key) if key in fields_of(model) else ""
    beginning = re.split("[：；，（|]", known)[0].strip()
    name = names.get(f"{kind}.{key}") or names.get(key) or beginning
    return str(name or said["note"]["unknown"].format(key=key))


def kind_name(said: Words, kind: str) -> str:
    """Name a kind of entry or part."""
    return str(said["note_kind"].get(kind) or explained()["kinds"].get(kind) or kind)


def line_name(one: Difference, sayer: Sayer, of: str) -> str:
    """Name what changed within an entry, with the parts on the way to it."""
    note, last = sayer.said["note"], one.way[-1] if one.way else None
    way = [_step(step, one, sayer, of) for step in one.way]
    if last and one.key == ORDER:
        return str(note["ordered"].format(name=shortened(_called(last, last.key, sayer, of))))
    if last and last.model is None:  # a mapping: its entry is what changed
        *way, name = way
    elif last and last.model and one.key == _titled_by(last):  # the part is called otherwise
        *way, _ = way
        name = kind_name(sayer.said, last.model.__name__)
    else:
        name = _own_name(one, sayer.said)
    for step in reversed(way):
        name = note["within"].format(way=step, name=name)
    return name


def _own_name(one: Difference, said: Words) -> str:
    """Name what changed by itself: a part by its kind, all else by its key."""
    value = one.new or one.old
    kind = part(one.model, one.key, value)
    if not (kind and isinstance(value, dict)):
        return field_name(said, one.model, one.key)
    name = kind_name(said, kind.__name__)
    if not same_part(one):
        return name
    return str(said["note"]["named"].format(kind=name, title=title_of(value, kind.__name__)))


def same_part(one: Difference) -> type[Part] | None:
    """Give the kind of a part that is compared as a whole, if it is called as it was."""
    if not (isinstance(one.old, dict) and isinstance(one.new, dict)):
        return None
    kind = part(one.model, one.key, one.new)
    name = kind.__name__ if kind else ""
    return kind if title_of(one.old, name) == title_of(one.new, name) else None


def _step(step: Step, one: Difference, sayer: Sayer, of: str) -> str:
    named = _MAPS.get(step.key, step.key)
    said, called = sayer.said, shortened(_called(step, named, sayer, of))
    kind = step.model.__name__ if step.model else ""
    name = kind_name(said, kind) if kind else field_name(said, one.model, step.key)
    return str(said["note"]["named"].format(kind=name, title=called)) if called else name


def _called(step: Step, key: str, sayer: Sayer, of: str) -> str:
    if isinstance(step.part, dict):
        kind = step.model.__name__ if step.model else ""
        if "clause" in step.part and "source" in step.part:
            return sayer.cited([(str(step.part["source"]), str(step.part["clause"]))])
        return title_of(step.part, kind)
    return sayer.name(key, str(step.part), of)


def _titled_by(step: Step) -> str:
    keys = (*_TITLES, *_LAST)
    return next((key for key in keys if isinstance(step.part, dict) and step.part.get(key)), "")


def shortened(text: str) -> str:
    """Give how a text begins, if it is long."""
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _day(value: str, said: Words) -> str:
    try:
        return day(date.fromisoformat(value), said)
    except ValueError:
        return value
