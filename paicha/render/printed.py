"""A checklist in; which documents are printed of it, so that pages can link them, out."""

from dataclasses import dataclass

from paicha.model.checklist import Checklist, Edition
from paicha.render import paths
from paicha.render.publication import Publication


@dataclass(frozen=True, slots=True)
class Prints:
    """The documents of a checklist in one edition: "" for no card, [(title, path)] of topics."""

    checklist: Checklist
    edition: Edition
    sheet: str
    card: str
    topics: list[tuple[str, str]]


def all_documents(publication: Publication) -> list[Prints]:
    """List what is printed of each checklist."""
    return [
        documents_of(publication, id_, checklist, edition)
        for id_, checklist in publication.site.checklists.items()
        for edition in checklist.editions
    ]


def documents_of(
    publication: Publication, id_: str, checklist: Checklist, edition: Edition
) -> Prints:
    """Name the sheet, the card and the topic sheets of a checklist in one edition."""
    name, sections = publication.edition_name(id_, edition), checklist.sections_in(edition)
    major = any(checklist.major_if(item, edition) for _, items in sections for item in items)
    topics = [(one.title, paths.topic_sheet(id_, one.id, name)) for one, _ in sections]
    return Prints(
        checklist,
        edition,
        paths.field_sheet(id_, name),
        paths.card(id_, name) if major else "",
        topics if len(topics) > 1 else [],
    )


def second_names(publication: Publication) -> dict[str, str]:
    """Give for the files of each edition shown first the names without it: {name: second name}.

    A name that people keep leads to the list as it is now; what is printed names its edition.
    """
    found: dict[str, str] = {}
    for id_, checklist in publication.site.checklists.items():
        edition = publication.site.shown_first(id_)
        if name := publication.edition_name(id_, edition):
            for path in (paths.field_sheet, paths.card, paths.lone):
                found[path(id_, name)] = path(id_)
            for section, _ in checklist.sections_in(edition):
                own = paths.topic_sheet(id_, section.id, name)
                found[own] = paths.topic_sheet(id_, section.id)
    return found
