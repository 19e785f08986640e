"""Items as paper shows them: the question, what makes it major, what to measure, on what basis."""

from collections import Counter
from dataclasses import dataclass, replace

from paicha.model.checklist import Checklist, Edition, Item, Section
from paicha.model.measure import Measure
from paicha.model.texts import SourceHead
from paicha.render.citing import in_a_row
from paicha.render.publication import Publication

_COLUMN = 44  # characters that four lines of the basis column hold


@dataclass(frozen=True, slots=True)
class Box:
    """A condition to tick, and the clauses it rests on."""

    when: str
    clause: str
    short: str  # the criteria's own clause, without what it refers to


@dataclass(frozen=True, slots=True)
class Printed:
    """An item on paper; `basis` is the question's own, each mark brings the condition's."""

    item: Item
    major: bool
    basis: str
    marks: tuple[Box, ...]
    measures: tuple[tuple[str, Measure], ...]  # each with its number where there are several
    counts: str  # what a "no" without a tick means for the verdict, where it is not the usual

    @property
    def long_basis(self) -> bool:
        """Whether the basis would make its narrow column the tallest of the row."""
        return len(self.basis) > _COLUMN


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A topic on paper."""

    section: Section
    items: tuple[Printed, ...]


def printed_sections(
    publication: Publication, checklist: Checklist, edition: Edition, owner: str | None = None
) -> list[PrintedSection]:
    """Give an edition's topics as paper shows them, of somebody those that he is asked."""
    home = standard(publication, checklist, edition)
    return [
        PrintedSection(
            section,
            tuple(_printed(publication, checklist, edition, item, home) for item in items),
        )
        for section, items in checklist.sections_in(edition, owner)
    ]


def split(
    parts: list[PrintedSection], first: tuple[str, ...]
) -> tuple[list[PrintedSection], list[PrintedSection]]:
    """Part topics into what is asked first and the rest; nothing asked first: all of it."""

    def of(*, early: bool) -> list[PrintedSection]:
        chosen = [
            replace(p, items=tuple(i for i in p.items if (i.item.id in first) == early))
            for p in parts
        ]
        return [part for part in chosen if part.items]

    return (of(early=True), of(early=False)) if first else (parts, [])


def standard(publication: Publication, checklist: Checklist, edition: Edition) -> str:
    """Give the source whose clauses stand beside the conditions without its name."""
    if edition.source:
        return edition.source
    sources = [
        basis.source
        for item in checklist.items()
        for condition in checklist.major_if(item, edition)
        for basis in checklist.basis_of(condition, edition)
    ]
    return max(sources, key=Counter(sources).get, default=publication.site.settings.source)  # type: ignore[arg-type]


def originals(
    publication: Publication, checklist: Checklist, edition: Edition, parts: list[PrintedSection]
) -> list[SourceHead]:
    """List the sources that items rest on in an edition and whose text has a known address."""
    items = [one.item for part in parts for one in part.items]
    names = [basis.source for item in items for basis in checklist.basis_in(item, edition)]
    heads = [publication.site.sources[name].head for name in dict.fromkeys(names)]
    return [head for head in heads if head.official_url]


def _printed(
    publication: Publication, checklist: Checklist, edition: Edition, item: Item, home: str
) -> Printed:
    site, marks = publication.site, []
    for one in checklist.major_if(item, edition):
        bases = checklist.basis_of(one, edition)
        own = [basis for basis in bases if basis.source == home] or bases
        marks.append(Box(one.when, in_a_row(site, bases, home), in_a_row(site, own, home)))
    return Printed(
        item=item,
        major=bool(marks),
        basis=in_a_row(site, checklist.basis_of(item, edition), site.settings.source),
        marks=tuple(marks),
        measures=_numbered(item.measures),
        counts=_counts(checklist, item),
    )


def _counts(checklist: Checklist, item: Item) -> str:
    """Name the grade that a plain "no" leads to; lesser goes without saying."""
    if not (checklist.verdict and item.sign) or item.sign == "lesser":
        return ""
    return checklist.verdict.outcomes[item.sign].title


def _numbered(measures: tuple[Measure, ...]) -> tuple[tuple[str, Measure], ...]:
    """Number values where there are several."""
    several = len(measures) > 1
    return tuple((chr(0x2460 + n) if several else "", one) for n, one in enumerate(measures))
