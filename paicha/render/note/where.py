"""An entry in; where it stands in the note, and where on the site, out."""

import re

from paicha.release.entries import Entry
from paicha.render import paths

_ON_PAGES = {
    **dict.fromkeys(("Duty", "Group"), paths.DUTIES),
    **dict.fromkeys(("Deadline", "Phase", "Report"), paths.SCHEDULE),
}


def anchor(entry: Entry) -> str:
    """Name an entry on the page of the note: an item by its id."""
    if entry.kind == "Item":
        return entry.id
    return ".".join(filter(None, (entry.kind, entry.of, re.sub(r"\s", "_", entry.id))))


def path_of(entry: Entry) -> str:
    """Where an entry can be read on the site."""
    if entry.kind in _ON_PAGES:
        return f"{_ON_PAGES[entry.kind]}#{entry.id}"
    paths_of = {
        "Item": lambda: paths.item(entry.id),
        "DigestClause": lambda: paths.clause(entry.of, entry.id),
        "DigestFile": lambda: paths.source(entry.of),
        "PageFile": lambda: paths.guidance(entry.of),
        "Form": lambda: paths.form(entry.of),
        "Picture": lambda: f"{paths.PICTURES}#{entry.id}",
        "Role": lambda: paths.role(entry.id),
        "Door": lambda: paths.door(entry.id),
        "Checklist": lambda: paths.checklist(entry.of),
        "Section": lambda: f"{paths.checklist(entry.of)}#{entry.id}",
    }
    found = paths_of.get(entry.kind)
    return found() if found else ""
