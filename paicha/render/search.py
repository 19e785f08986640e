"""A publication in; what can be searched, as a script that also runs from a memory stick, out."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.assets import hashed
from paicha.render.publication import Publication


def entries_asset(publication: Publication) -> OutputFile:
    """Give the search entries as a script: window.paichaEntries = [...].

    An entry is {k: kind, t: text shown, w: where it stands, u: path, g: grade, i: item id,
    s: normalised text searched}.
    """
    found = [_entry(*one) for one in _entries(publication)]
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return hashed("entries.js", f"window.paichaEntries={content};\n")


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


Found = tuple[str, str, str, str, str, dict[str, str]]  # kind, text, where, path, more, extra


def _entry(
    kind: str, text: str, where: str, path: str, more: str, extra: dict[str, str]
) -> dict[str, Any]:
    return {"k": kind, "t": text, "w": where, "u": path, "s": normalised(text + more), **extra}


def _entries(publication: Publication) -> Iterator[Found]:
    site = publication.site
    for id_, checklist in site.checklists.items():
        for section in checklist.sections:
            where = f"{checklist.short_title} › {section.title}"
            for item in section.items:
                said = (item.id, item.ask, item.look_for, item.major_if, *item.evidence)
                labels = [publication.basis_label(basis) for basis in item.basis]
                quotes = [basis.quote for basis in item.basis]
                more = " ".join(filter(None, (*said, *quotes, *labels, section.title)))
                extra = {"g": item.grade, "i": item.id}
                yield "item", item.check, where, paths.item(item.id), more, extra
    yield from _campaign(publication)
    for source in site.sources.values():
        for clause in source.clauses:
            where = f"依据 › {source.head.short_title} {clause.label}"
            path = paths.clause(source.id, clause.id)
            yield "clause", clause.text, where, path, source.head.document_number, {}


def _campaign(publication: Publication) -> Iterator[Found]:
    site = publication.site
    for duty in site.duties:
        more = (duty.detail or "") + "".join(site.roles[role].title for role in duty.roles)
        yield "duty", duty.title, "职责", f"{paths.DUTIES}#{duty.id}", more, {}
    for deadline in site.schedule.deadlines:
        path = f"{paths.SCHEDULE}#{deadline.id}"
        yield "deadline", f"{deadline.wording} {deadline.title}", "日程", path, "", {}
    for id_, form in site.forms.items():
        yield "form", form.short_title, form.annex, paths.form(id_), form.title, {}
        for group in form.groups:
            for cell in group.cells:
                where = f"{form.annex} › {group.title}"
                path = paths.form(f"{id_}-{cell.id}")
                yield "cell", cell.label, where, path, cell.definition, {}
    for guide in site.guidance.values():
        path = paths.guidance(guide.id)
        yield "guidance", guide.head.title, "使用说明", path, guide.head.summary, {}
