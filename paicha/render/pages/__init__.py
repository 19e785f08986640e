"""A publication in; every page of the site out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from paicha.model.base import Cadence, Party
from paicha.model.campaign import Duty, Report, Role
from paicha.model.glossary import Glossary, spoken
from paicha.model.pictures import Picture
from paicha.model.site import Site
from paicha.output import OutputFile, text_file
from paicha.render import paths
from paicha.render.agenda import agenda, followed
from paicha.render.pages.charts import matrix
from paicha.render.pages.doors import door_pages
from paicha.render.pages.lists import checklist_pages
from paicha.render.pages.page import Page
from paicha.render.pages.plan import plan
from paicha.render.pages.timeline import timeline
from paicha.render.pages.unbroken import unbroken
from paicha.render.printed import all_documents
from paicha.render.publication import Publication
from paicha.render.templates import Render, shared
from paicha.render.words import words
from paicha.source.direction import apart


def render_html(
    publication: Publication, render: Render, assets: dict[str, OutputFile]
) -> Iterator[OutputFile]:
    """Render every page; pages of one kind stand together."""
    known = shared(publication, assets)
    for page in pages(publication):
        text = unbroken(render(page.template, page.path, **known, **page.context))
        yield text_file(page.path, apart(text) if publication.site.from_right else text)


def pages(publication: Publication) -> Iterator[Page]:
    """List every page of the site."""
    site = publication.site
    yield Page(paths.HOME, "home.html", {"upcoming": _dated(publication)})
    yield Page(paths.NOT_FOUND, "404.html", {"ways": paths.ways_home(site.settings.base_path)})
    yield Page(paths.SEARCH, "search.html")
    rows = next((form for form in site.forms.values() if form.kind == "rows"), None)
    yield Page(paths.RECORDS, "records.html", {"rows": rows})
    for id_, checklist in site.checklists.items():
        yield from checklist_pages(publication, id_, checklist)
    yield from door_pages(publication)
    yield from _duty_pages(publication)
    drawn = timeline(agenda(publication), words(publication.project)["date"])
    yield Page(paths.SCHEDULE, "schedule.html", {"drawn": drawn})
    yield Page(paths.FORMS, "forms.html", _forms(publication))
    for id_, form in site.forms.items():
        if form.proves:
            yield Page(paths.proof(id_), "form.html", {"id": id_, "form": form})
    yield Page(paths.SOURCES, "sources.html")
    for source in site.sources.values():
        yield Page(paths.source(source.id), "source.html", {"source": source})
    yield Page(paths.COVERAGE, "coverage.html", _coverage(publication))
    yield Page(paths.GUIDANCE, "guidance-index.html")
    for guide in site.guidance.values():
        yield Page(paths.guidance(guide.id), "guidance.html", {"guide": guide})
    yield from _pages_to_look_up(publication)


def _pages_to_look_up(publication: Publication) -> Iterator[Page]:
    """List what stands beside the pages of the trade; without content there is none of it."""
    glossary = publication.site.glossary
    if publication.site.pictures:
        yield Page(paths.PICTURES, "pictures.html", _pictures(publication))
    if glossary.terms:
        yield Page(paths.GLOSSARY, "glossary.html", _glossary(glossary))
    yield Page(paths.DATA, "data.html")
    if publication.note:
        yield Page(paths.NOTE, "note.html")


def _forms(publication: Publication) -> dict[str, Any]:
    """Give the page of forms those that the source issued, then ours, and what is printed."""
    forms = publication.site.forms.items()
    return {
        "parts": [(id_, form.short_title) for id_, form in forms],
        "by_origin": {
            "issued": [(id_, form) for id_, form in forms if form.annex],
            "ours": [(id_, form) for id_, form in forms if not form.annex],
        },
        "printed": all_documents(publication),
        "leaflet": publication.leaflet,
    }


def _pictures(publication: Publication) -> dict[str, Any]:
    """Give the page of pictures them by the list that they stand in, first those of guidance."""
    site = publication.site
    of = {item.id: id_ for id_, checklist in site.checklists.items() for item in checklist.items()}
    found: dict[str, list[Picture]] = {id_: [] for id_ in ("", *site.checklists)}
    for one in site.pictures.values():
        found[of[one.items[0]] if one.items else ""].append(one)
    titles = {id_: checklist.short_title for id_, checklist in site.checklists.items()}
    titles[""] = words(publication.project)["picture"]["others"]
    groups = [(f"list.{id_}", titles[id_], few) for id_, few in found.items() if few]
    return {"groups": groups, "parts": [(anchor, title) for anchor, title, _ in groups]}


def _glossary(glossary: Glossary) -> dict[str, Any]:
    """Give the page of words its terms, and the letters they begin with."""
    terms = spoken(glossary)
    letters = sorted({one.initials[0] for one in terms})
    return {"terms": terms, "letters": [(f"letter.{one}", one.upper()) for one in letters]}


def _coverage(publication: Publication) -> dict[str, Any]:
    """Give the coverage page its matrix; a kind that covers nothing has no column."""
    covers = [cover for found in publication.covers.values() for cover in found]
    kinds = list(dict.fromkeys(cover.kind for cover in covers))
    return {"kinds": kinds, "rows": matrix(publication, kinds)}


def _duty_pages(publication: Publication) -> Iterator[Page]:
    site = publication.site
    by_role: dict[str, list[Duty]] = {role: [] for role in site.roles}
    for duty in site.duties:
        for name in duty.roles:
            by_role[name].append(duty)
    context = {"by_role": by_role}
    yield Page(paths.DUTIES, "duties.html", context | _all_duties(site, by_role))
    dated = agenda(publication)
    for id_, role in site.roles.items():
        answers = [
            (name, [item for item in checklist.items() if id_ in item.owners])
            for name, checklist in site.checklists.items()
        ]
        reports = [report for report in site.schedule.reports if id_ in report.roles]
        mine = {
            "role": role,
            "by_cadence": _by_cadence(by_role[id_]),
            "deadlines": [d for d in site.schedule.deadlines if id_ in d.roles],
            "reports": reports,
            "answers": [(name, items) for name, items in answers if items],
            "needs": _needs(by_role[id_], reports),
            "plan": plan([e for e in dated if id_ in e.roles], site.schedule.end),
        }
        yield Page(paths.role(id_), "role.html", context | mine)


@dataclass(frozen=True)
class Told:
    """The duties of a role on the page of all duties: each is told under the first of its roles."""

    role: Role
    here: list[Duty]
    elsewhere: list[Duty]

    @property
    def name(self) -> str:
        """Its title without what stands in brackets behind it."""
        return re.sub("（[^（）]*）$", "", self.role.title)


def _all_duties(site: Site, by_role: dict[str, list[Duty]]) -> dict[str, Any]:
    """Give the page of all duties what each role does, party by party, and the ways there."""
    roles = [role for party in get_args(Party) for role in site.roles_of(party)]
    told = [_told(role, by_role[role.id]) for role in roles if by_role[role.id]]
    return {"told": told, "parts": [(f"role.{one.role.id}", one.name) for one in told]}


def _told(role: Role, duties: list[Duty]) -> Told:
    here = [duty for duty in duties if duty.roles[0] == role.id]
    return Told(role, here, [duty for duty in duties if duty not in here])


def _by_cadence(duties: list[Duty]) -> dict[str, list[Duty]]:
    """Gather duties by how often they come, those that come most often first."""
    found = {name: [duty for duty in duties if duty.cadence == name] for name in get_args(Cadence)}
    return {cadence: duties for cadence, duties in found.items() if duties}


@dataclass(frozen=True)
class Needed:
    """What a role needs for its duties and what it keeps of them, each once."""

    checklists: list[str]
    forms: list[str]
    keep: list[str]


def _needs(duties: list[Duty], reports: list[Report]) -> Needed:
    checklists = (duty.checklist for duty in duties if duty.checklist)
    forms = [form for report in reports for form in report.forms]
    forms += [form for duty in duties for form in duty.forms]
    keep = (what for duty in duties for what in duty.evidence)
    return Needed(*(list(dict.fromkeys(found)) for found in (checklists, forms, keep)))


@dataclass(frozen=True)
class Dated:
    """Something with a day, for the list of what comes next."""

    day: date
    title: str
    path: str


def _dated(publication: Publication) -> list[Dated]:
    """List deadlines, and the first and last day of each report, by day."""
    schedule, said = publication.site.schedule, words(publication.project)["home"]
    found = [Dated(d.by, d.title, f"{paths.SCHEDULE}#{d.id}") for d in schedule.deadlines]
    for report in schedule.reports:
        days = report.days(followed(publication).get(report.id))
        for day, title in {days[0]: said["first_report"], days[-1]: said["last_report"]}.items():
            named = title.format(report=report.title)
            found.append(Dated(day, named, f"{paths.SCHEDULE}#{report.id}"))
    return sorted(found, key=lambda dated: dated.day)
