"""A release in; its entries out: every item, duty, clause … by what names it, with its fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from paicha.model.base import ClauseId, Part, Text
from paicha.model.campaign import (
    Action,
    Actions,
    Deadline,
    Door,
    Duty,
    Group,
    Phase,
    Report,
    Responsibilities,
    Role,
    Schedule,
)
from paicha.model.changes import Change, Changes
from paicha.model.checklist import Checklist, Edition, Facet, Item, Particular, Retired, Section
from paicha.model.form import Form
from paicha.model.gaps import Doubt, Gap, Gaps
from paicha.model.glossary import Glossary, Term
from paicha.model.pictures import Picture, Pictures
from paicha.model.texts import DigestClause, DigestFile, PageHead, Settings, SourceHead
from paicha.release.read import Release


class LiteralClause(Part):
    """A clause of a source in its own words."""

    id: ClauseId
    label: Text
    text: Text


class LiteralFile(SourceHead):
    """content/sources/<id>.md."""

    clauses: tuple[LiteralClause, ...]


class PageFile(PageHead):
    """content/guidance/<id>.md, with its body."""

    body: Text


class SeenPicture(Picture):
    """A picture, with what tells its files from others of the same names."""

    seen: tuple[Text, ...] = ()


class PicturesFile(Pictures):
    """content/pictures.yaml, with what its files show."""

    pictures: tuple[SeenPicture, ...] = ()


FILES: dict[str, type[Part]] = {  # by path, the first pattern that fits
    "content/site.yaml": Settings,
    "content/glossary.yaml": Glossary,
    "content/gaps.yaml": Gaps,
    "content/pictures.yaml": PicturesFile,
    "content/changes/*.yaml": Changes,
    "content/sources/*.yaml": DigestFile,
    "content/sources/*.md": LiteralFile,
    "content/guidance/*.md": PageFile,
    "checklists/responsibilities.yaml": Responsibilities,
    "checklists/schedule.yaml": Schedule,
    "checklists/actions.yaml": Actions,
    "checklists/forms/*.yaml": Form,
    "checklists/*.yaml": Checklist,
}

# What is compared on its own; all other parts stand within one of these. A clause is a clause,
# whatever kind of file it stands in.
_CALLED: dict[type[Part], str] = {
    LiteralClause: "DigestClause",
    LiteralFile: "DigestFile",
    SeenPicture: "Picture",
    PicturesFile: "Pictures",
}
ENTRIES: dict[type[Part], str] = {
    one: _CALLED.get(one, one.__name__)
    for one in (
        *(Settings, Glossary, Gaps, PicturesFile, Changes, DigestFile, LiteralFile, PageFile),
        *(Responsibilities, Schedule, Actions, Form, Checklist),
        *(Section, Item, Edition, Particular, Facet, Retired, Role, Door, Group, Duty),
        *(Phase, Deadline, Report, Action, DigestClause, LiteralClause, Term, Gap, Doubt, Change),
        SeenPicture,
    )
}
EVERYWHERE = {"Item", "Retired"}  # ids that no two files share: an item may move

_IDS = ("id", "term", "label", "when", "post", "report", "column", "role")
_TOGETHER = ("source", "clause", "old", "new")


@dataclass(frozen=True, slots=True)
class Order:
    """The names of the entries that stand in a list: that they changed is said of each."""

    names: tuple[str, ...]


Key = tuple[str, str, str]  # kind, the file it stands in, id


@dataclass(frozen=True, slots=True)
class Entry:
    """A part that is compared on its own; a whole file has no id.

    An item's fields say besides in which section of which checklist it stands. `file` is the path
    of its file without the ending: content/sources/safety-act.
    """

    kind: str
    file: str
    id: str
    model: type[Part]
    fields: dict[str, Any] = field(compare=False)

    @property
    def key(self) -> Key:
        """What finds it again in another release."""
        return self.kind, "" if self.kind in EVERYWHERE else self.file, self.id

    @property
    def of(self) -> str:
        """The id of its file: of its checklist, form, source."""
        return PurePosixPath(self.file).name


def entries(release: Release) -> dict[Key, Entry]:
    """Take a release apart."""
    found = (
        one
        for name, value in release.files.items()
        for one in _entries(value, _model(name), str(PurePosixPath(name).with_suffix("")))
    )
    return {entry.key: entry for entry in found}


def _model(name: str) -> type[Part]:
    path = PurePosixPath(name)
    return next((model for pattern, model in FILES.items() if path.match(pattern)), Part)


def _entries(
    value: Any, model: type[Part], file: str, id_: str = "", section: str = ""
) -> Iterator[Entry]:
    """Yield an entry and those in its lists; what is no such thing is told as it is written."""
    fields = dict(value) if isinstance(value, dict) else {"": value}
    for key, inner in fields.items():
        one = part(model, key, inner)
        if one in ENTRIES and isinstance(inner, list):
            names = named(inner)
            fields[key] = Order(tuple(names))
            for name, child in zip(names, inner, strict=True):
                yield from _entries(child, one, file, name, id_ if model is Section else "")
    if section:
        fields |= {"section": section, "checklist": PurePosixPath(file).name}
    yield Entry(kind_of(model), file, id_, model, fields)


def kind_of(model: type[Part]) -> str:
    """Name a kind of part: a clause and its file are such, whatever they are written in."""
    return ENTRIES.get(model, model.__name__)


def named(parts: list[Any]) -> list[str]:
    """Name the parts of a list by what tells them apart; the second of a name gets a number."""
    names: list[str] = []
    for one in parts:
        name = identity(one)
        again = sum(before.split("#")[0] == name for before in names)
        names.append(f"{name}#{again + 1}" if again else name)
    return names


def identity(value: Any) -> str:
    """Give what tells a part from others in its list; of what is no part, itself."""
    if not isinstance(value, dict):
        return str(value)
    own = next((value[key] for key in _IDS if key in value), None)
    together = [str(value[key]) for key in _TOGETHER if key in value]
    return " ".join(together) if own is None else str(own)


def part(model: type[Part], key: str, value: Any) -> type[Part] | None:
    """Give the kind of part that stands under a key, or in its list."""
    one = value[0] if isinstance(value, list) and value else value
    kinds = _parts(model).get(key, ())
    for kind in kinds:
        told = kind.model_fields.get("kind")
        if told and isinstance(one, dict) and one.get("kind") in get_args(told.annotation):
            return kind
    return kinds[0] if kinds else None


@cache
def _parts(model: type[Part]) -> dict[str, tuple[type[Part], ...]]:
    return {key: tuple(_within(one.annotation)) for key, one in fields_of(model).items()}


def _within(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    else:
        for one in get_args(annotation):
            yield from _within(one)


@cache
def fields_of(model: type[Part]) -> dict[str, FieldInfo]:
    """Give a model's fields by the keys that authors write."""
    return {one.alias or name: one for name, one in model.model_fields.items()}


@cache
def default(model: type[Part], key: str) -> Any:
    """Give what a key says where nobody wrote it: None where nothing."""
    known = fields_of(model).get(key)
    value = known.get_default(call_default_factory=True) if known else None
    if value is PydanticUndefined:
        return None
    if isinstance(value, Part):
        return {}
    return list(value) if isinstance(value, tuple) else value
