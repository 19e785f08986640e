"""Bases in; how they are named out: on pages, where room is short, on an official form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from paicha.model.base import Basis
from paicha.model.site import Site
from paicha.model.texts import Clause
from paicha.render import paths

_STEP = re.compile(r"（[^）]*）|·|[^（·]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A basis as pages show it: its label, where it leads, and the clause around the quote.

    `short` leaves out the title of the site's main source, where room is short.
    """

    label: str
    short: str
    source: str
    path: str
    clause: Clause
    quote: str | None


def cited(site: Site, bases: Iterable[Basis]) -> list[Citation]:
    """Give what pages show of each basis."""
    return [_citation(site, basis) for basis in bases]


def _citation(site: Site, basis: Basis) -> Citation:
    clause = site.clause(basis.source, basis.clause)
    label = full_label(site, basis)
    short = clause.label if basis.source == site.settings.source else label
    path = paths.clause(basis.source, basis.clause)
    return Citation(label, short, basis.source, path, clause, basis.quote)


def full_label(site: Site, basis: Basis) -> str:
    """Name a basis as people do: short title and clause."""
    title = site.sources[basis.source].head.short_title
    return f"{title} {site.clause(basis.source, basis.clause).label}"


def in_a_row(site: Site, bases: Iterable[Basis], home: str) -> str:
    """Name bases where room is short: each source once with its clauses, `home` without title."""
    return "；".join(
        ("" if source == home else f"{site.sources[source].head.short_title} ") + run(labels)
        for source, labels in _by_source(site, bases).items()
    )


def as_a_form_does(site: Site, bases: Iterable[Basis]) -> str:
    """Name bases as an official form does: each source once, by its full title."""
    return "；".join(
        f"《{site.sources[source].head.title}》{'、'.join(labels)}"
        for source, labels in _by_source(site, bases).items()
    )


def _by_source(site: Site, bases: Iterable[Basis]) -> dict[str, list[str]]:
    """Gather the labels of the clauses by their source, each once."""
    found: dict[str, dict[str, None]] = {}
    for basis in bases:
        label = site.clause(basis.source, basis.clause).label
        found.setdefault(basis.source, {})[label] = None
    return {source: list(labels) for source, labels in found.items()}


def run(clauses: Iterable[str]) -> str:
    """Write clauses in a row as officials do: 第四条（一）、（二）; what repeats is left out."""
    said: list[str] = []
    before: list[str] = []
    for label in clauses:
        steps = _STEP.findall(label)
        same = 0
        while same < min(len(steps), len(before)) and steps[same] == before[same]:
            same += 1
        shared = same if same < len(before) else 0
        said.append("".join(steps[shared:]) or label)
        before = steps
    return "、".join(said)
