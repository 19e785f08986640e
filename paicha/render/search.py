"""A publication in; what can be searched, as a script that also runs from a memory stick, out."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from paicha.model.checklist import Item
from paicha.model.glossary import Term, finder
from paicha.model.site import Site
from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.assets import hashed
from paicha.render.publication import Publication


def entries_asset(publication: Publication) -> OutputFile:
    """Give the search entries as a script: window.paichaEntries = [...].

    An entry is {k: kind, t: text shown, w: where it stands, u: path, g: grade, i: item id,
    s: normalised text searched}.
    """
    terms_in = finder(publication.site.glossary)
    found = [_entry(one, terms_in) for one in _entries(publication)]
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return hashed("entries.js", f"window.paichaEntries={content};\n".encode())


def normalised(text: str) -> str:
    """Make text comparable: full and half width alike, lower case, no spaces or marks.

    Decimal points between digits stay: 19.5 is not 195.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    kept = []
    for n, char in enumerate(text):
        beside = text[n - 1 : n].isdigit() and text[n + 1 : n + 2].isdigit()
        if char.isalnum() or char in "%‰℃<>=" or (char == "." and beside):
            kept.append(char)
    return "".join(kept)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry: its kind, the text shown, where it stands, its path, and what else is searched."""

    kind: str
    text: str
    where: str
    path: str
    more: str = ""
    item: Item | None = None


def _entry(found: Found, terms_in: Callable[[str], list[Term]]) -> dict[str, Any]:
    """Write an entry; of a term that it names, every other word finds it too."""
    said = found.text + found.more
    also = [" ".join(term.words) for term in terms_in(said)]
    entry = {
        "k": found.kind,
        "t": found.text,
        "w": found.where,
        "u": found.path,
        "s": normalised(said + " ".join(also)),
    }
    if found.item:
        entry |= {"g": found.item.grade, "i": found.item.id}
    return entry


def _entries(publication: Publication) -> Iterator[Found]:
    site = publication.site
    for checklist in site.checklists.values():
        for section in checklist.sections:
            where = f"{checklist.short_title} › {section.title}"
            for item in section.items:
                more = _searched(publication, item) + section.title
                yield Found("item", item.check, where, paths.item(item.id), more, item)
    yield from _duties_and_dates(publication.site)
    yield from _forms(publication.site)
    for source in site.sources.values():
        for clause in source.clauses:
            where = f"依据 › {source.head.short_title} {clause.label}"
            path = paths.clause(source.id, clause.id)
            yield Found("clause", clause.text, where, path, source.head.document_number)
    for guide in site.guidance.values():
        path = paths.guidance(guide.id)
        yield Found("guidance", guide.head.title, "使用说明", path, guide.head.summary)


def _searched(publication: Publication, item: Item) -> str:
    """Gather what is searched of an item beside its question."""
    said = (item.id, item.ask, item.look_for, *item.evidence)
    when = (condition.when for condition in item.major_if)
    labels = (publication.basis_label(basis) for basis in item.all_basis)
    return " ".join(filter(None, (*said, *when, *(b.quote for b in item.basis), *labels)))


def _duties_and_dates(site: Site) -> Iterator[Found]:
    for duty in site.duties:
        more = (duty.detail or "") + "".join(site.roles[role].title for role in duty.roles)
        yield Found("duty", duty.title, "职责", f"{paths.DUTIES}#{duty.id}", more)
    for deadline in site.schedule.deadlines:
        path = f"{paths.SCHEDULE}#{deadline.id}"
        yield Found("deadline", f"{deadline.wording} {deadline.title}", "日程", path)


def _forms(site: Site) -> Iterator[Found]:
    for id_, form in site.forms.items():
        yield Found("form", form.short_title, form.annex or "报表", paths.form(id_), form.title)
        for group in form.groups:
            where = f"{form.annex} › {group.title}"
            for cell in group.cells:
                path = paths.form(f"{id_}-{cell.id}")
                yield Found("cell", cell.label, where, path, cell.definition)
