"""Where every page and file of the site stands: paths that stay."""

import posixpath

from paicha import owned

HOME = "index.html"
NOT_FOUND = "404.html"
DUTIES = "duties/index.html"
SCHEDULE = "schedule/index.html"
FORMS = "forms/index.html"
PRINTED = "forms/index.html#printed"
SOURCES = "sources/index.html"
COVERAGE = "coverage/index.html"
SEARCH = "search/index.html"
AHEAD = "search/ahead.js"
RECORDS = "records/index.html"
GUIDANCE = "guidance/index.html"
PICTURES = "pictures/index.html"
GLOSSARY = "glossary/index.html"
DATA = "data/index.html"
CALENDAR = "schedule/all.ics"
SELF_CHECK = "pdf/self-check.pdf"
HANDBOOK = "pdf/handbook.pdf"
CALENDAR_SHEET = "pdf/calendar.pdf"
HOUSE_OWNER = "pdf/house-owner.pdf"
NOTE = "changes/index.html"
NOTE_PDF = "changes/note.pdf"
NOTE_DOCX = "changes/note.docx"
RELEASE = "data/release.json"
OFFLINE = "offline/index.html"
ARCHIVE = "offline/site.zip"
MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"
FILES = owned.LIST
SUMS = owned.SUMS
LISTINGS = (FILES, SUMS)


_DEEPEST = 5  # folders from the root to a mistyped address; our own paths have three


def ways_home(base_path: str) -> list[str]:
    """How the page for missing addresses, shown under any address, reaches the site's root.

    By the site's path where it is known; else by every number of folders, the most first.
    """
    return [base_path] if base_path else ["../" * up for up in range(_DEEPEST, -1, -1)]


def checklist(id_: str, edition: str = "") -> str:
    """A checklist's page; an edition among several has a folder of its own."""
    return f"checklists/{id_}/{edition}/index.html" if edition else f"checklists/{id_}/index.html"


def changes(id_: str) -> str:
    """What changed between a checklist's editions."""
    return f"checklists/{id_}/changes/index.html"


def item(id_: str) -> str:
    """An item's page, for a QR code or a link."""
    return f"items/{id_}/index.html"


def role(id_: str) -> str:
    """What one role must do."""
    return f"duties/{id_}/index.html"


def door(role: str) -> str:
    """Where a role enters."""
    return f"doors/{role}/index.html"


def own_list(role: str, checklist: str) -> str:
    """A checklist that a role asks itself, behind its door."""
    return f"doors/{role}/{checklist}/index.html"


def own_sheet(role: str, checklist: str) -> str:
    """The same on paper."""
    return f"pdf/own/{role}-{checklist}.pdf"


def own_lone(role: str, checklist: str) -> str:
    """The same as one file."""
    return f"offline/own-{role}-{checklist}.html"


def role_calendar(id_: str) -> str:
    """The dates of one role, for a phone's calendar."""
    return f"schedule/{id_}.ics"


def source(id_: str) -> str:
    """A source's text."""
    return f"sources/{id_}/index.html"


def status(id_: str) -> str:
    """What is known of a source: whether it is in force, and where its text stands."""
    return f"{source(id_)}#status"


def clause(source_id: str, clause_id: str) -> str:
    """A clause in its source's text."""
    return f"{source(source_id)}#{clause_id}"


def guidance(id_: str) -> str:
    """A page of guidance."""
    return f"guidance/{id_}/index.html"


def picture(file: str) -> str:
    """A picture of the content, by the name of its file."""
    return f"pictures/{file}"


def form(id_: str) -> str:
    """A form among the forms."""
    return f"{FORMS}#{id_}"


def proof(id_: str) -> str:
    """A form to fill in here."""
    return f"forms/{id_}/index.html"


def form_pdf(id_: str) -> str:
    """A blank form for the pen."""
    return f"forms/{id_}.pdf"


def form_xlsx(id_: str) -> str:
    """A form that adds up and checks itself."""
    return f"forms/{id_}.xlsx"


def form_docx(id_: str) -> str:
    """A form to write prose into."""
    return f"forms/{id_}.docx"


def field_sheet(id_: str, edition: str = "") -> str:
    """A checklist on paper; an edition among several stands in the name."""
    return f"pdf/{id_}-{edition}.pdf" if edition else f"pdf/{id_}.pdf"


def topic_sheet(id_: str, section: str, edition: str = "") -> str:
    """One topic of a checklist on paper."""
    return (
        f"pdf/topics/{id_}-{edition}-{section}.pdf"
        if edition
        else f"pdf/topics/{id_}-{section}.pdf"
    )


def card(id_: str, edition: str = "") -> str:
    """What is major in a checklist, to carry in a pocket."""
    return f"pdf/cards/{id_}-{edition}.pdf" if edition else f"pdf/cards/{id_}.pdf"


def lone(id_: str, edition: str = "") -> str:
    """A checklist as one file; an edition among several stands in the name."""
    return f"offline/{id_}-{edition}.html" if edition else f"offline/{id_}.html"


def relative(target: str, page: str) -> str:
    """Write the way from a page to a target, so that the folder works wherever it lies."""
    path, hash_, anchor = target.partition("#")
    if path == page and hash_:
        return f"#{anchor}"
    there, here = path.split("/"), page.split("/")[:-1]
    shared = len(posixpath.commonprefix([there[:-1], here]))
    return "/".join([".."] * (len(here) - shared) + there[shared:]) + hash_ + anchor
