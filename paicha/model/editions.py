"""A checklist, the settings and the sources in; which of its editions stands first out."""

from collections.abc import Mapping

from paicha.model.checklist import Checklist, Edition
from paicha.model.texts import Settings, Source


def first_of(
    id_: str, checklist: Checklist, settings: Settings, sources: Mapping[str, Source]
) -> Edition:
    """Give the edition that the office names, else the first one in force, else the first one."""
    named = settings.editions.get(id_)
    chosen = [one for one in checklist.editions if one.id == named]
    valid = [one for one in checklist.editions if in_force(one, settings, sources)]
    return next(iter((*chosen, *valid, *checklist.editions)))


def in_force(edition: Edition, settings: Settings, sources: Mapping[str, Source]) -> bool:
    """Whether an edition's standard is in force on the day of the content, where it has one."""
    source = sources.get(edition.source or "")
    return source is None or source.head.holds(settings.updated)
