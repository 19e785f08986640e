"""A publication in; everything for machines, with a JSON Schema beside each file, out."""

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from pydantic import BaseModel

from paicha.model.base import Basis
from paicha.model.campaign import Duty, Role
from paicha.model.checklist import Checklist, Condition, Item
from paicha.model.coverage import Cover
from paicha.model.proof import Proof
from paicha.model.record import Record, Step
from paicha.model.recurrence import Recurrence
from paicha.model.texts import Clause, Source
from paicha.output import OutputFile, text_file, to_json
from paicha.release.read import Release
from paicha.render import paths
from paicha.render.agenda import followed
from paicha.render.citing import full_label
from paicha.render.data.schemas import INPUTS, input_schema
from paicha.render.data.shapes import (
    BasisData,
    ChecklistData,
    ClauseData,
    ClausesFile,
    ConditionData,
    CoverData,
    DutiesFile,
    DutyData,
    EditionData,
    FormData,
    FormsFile,
    ItemData,
    ItemsFile,
    PictureData,
    Published,
    RecurrenceData,
    RoleData,
    ScheduleFile,
    SourceData,
)
from paicha.render.listing import FilesFile
from paicha.render.publication import Publication
from paicha.render.words import words

_DRAFT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def render_data(publication: Publication) -> Iterator[OutputFile]:
    """Render the data files, their schemas, and the schemas of the authors' files."""
    items = items_file(publication)
    yield from _with_schema("items", items)
    yield from _with_schema("clauses", _clauses(publication))
    yield from _with_schema("schedule", _schedule(publication))
    yield from _with_schema("duties", _duties(publication))
    yield from _with_schema("forms", _forms(publication))
    yield text_file(paths.RELEASE, publication.release.model_dump_json() + "\n")
    yield _schema_file("data/release.schema.json", Release)
    yield _schema_file("data/files.schema.json", FilesFile)
    yield _schema_file("data/record.schema.json", Record)
    yield _schema_file("data/step.schema.json", Step)
    yield _schema_file("data/proof.schema.json", Proof)
    yield OutputFile(PurePosixPath("data/items.csv"), _csv(publication, items))
    for name, model in INPUTS.items():
        schema = to_json(_DRAFT | input_schema(model, publication.site))
        yield text_file(f"data/input/{name}.schema.json", schema)


def _with_schema(name: str, value: Published) -> Iterator[OutputFile]:
    yield text_file(f"data/{name}.json", to_json(value.model_dump(mode="json")))
    yield _schema_file(f"data/{name}.schema.json", type(value))


def _schema_file(path: str, model: type[BaseModel]) -> OutputFile:
    return text_file(path, _schema(model))


@cache  # a model is the same in every build
def _schema(model: type[BaseModel]) -> str:
    return to_json(_DRAFT | model.model_json_schema())


def items_file(publication: Publication) -> ItemsFile:
    """Gather every item of every checklist."""
    checklists = [
        ChecklistData(
            id=id_,
            title=checklist.title,
            prefix=checklist.prefix,
            editions=_editions(publication, id_, checklist),
            sections=[section.title for section in checklist.sections],
            retired=[retired.id for retired in checklist.retired],
            verdict=checklist.verdict,
            url=paths.checklist(id_),
        )
        for id_, checklist in publication.site.checklists.items()
    ]
    items = [
        item
        for id_, checklist in publication.site.checklists.items()
        for item in _items(publication, id_, checklist)
    ]
    title = publication.site.settings.title
    return ItemsFile(title=title, checklists=checklists, items=items)


def _editions(publication: Publication, id_: str, checklist: Checklist) -> list[EditionData]:
    return [
        EditionData(
            id=one.id,
            title=one.title,
            url=paths.checklist(id_, publication.edition_name(id_, one)),
        )
        for one in checklist.editions
    ]


def _items(publication: Publication, id_: str, checklist: Checklist) -> Iterator[ItemData]:
    for section in checklist.sections:
        for item in section.items:
            computed = {
                "checklist": id_,
                "section": section.id,
                "section_title": section.title,
                "editions": [edition.id for edition in checklist.editions_of(item)],
                "basis": _bases(publication, item.basis),
                "major_if": [_condition(publication, checklist, item, c) for c in item.major_if],
                "pictures": _pictures(publication, item),
                "text_hash": item.text_hash,
                "url": paths.item(item.id),
            }
            yield ItemData(**(item.model_dump() | computed))


def _pictures(publication: Publication, item: Item) -> list[PictureData]:
    return [
        PictureData(
            id=one.id,
            title=one.title,
            alt=one.alt,
            files=list(map(paths.picture, one.files)),
            basis=_bases(publication, one.basis),
        )
        for one in publication.site.pictures_of(item)
    ]


def _condition(
    publication: Publication, checklist: Checklist, item: Item, condition: Condition
) -> ConditionData:
    editions = checklist.editions_of(item)
    return ConditionData(
        when=condition.when,
        measured=list(condition.measured),
        editions=[e.id for e in editions if condition in checklist.major_if(item, e)],
        basis=_bases(publication, condition.basis),
    )


def _bases(publication: Publication, bases: tuple[Basis, ...]) -> list[BasisData]:
    return [
        BasisData(
            **basis.model_dump(),
            label=full_label(publication.site, basis),
            url=paths.clause(basis.source, basis.clause),
        )
        for basis in bases
    ]


def _clauses(publication: Publication) -> ClausesFile:
    sources = publication.site.sources.values()
    return ClausesFile(sources=[_source(publication, source) for source in sources])


_OF_HEAD = {  # what stands in the data as the author says it
    *("title", "document_number", "issuer", "status", "text", "official_url"),
    *("in_force_from", "repealed_on", "replaced_by", "status_seen_at"),
}


def _source(publication: Publication, source: Source) -> SourceData:
    return SourceData(
        id=source.id,
        state=publication.site.state(source.id),
        url=paths.source(source.id),
        clauses=[_clause(publication, source, clause) for clause in source.clauses],
        **source.head.model_dump(include=_OF_HEAD),
    )


def _clause(publication: Publication, source: Source, clause: Clause) -> ClauseData:
    covers = publication.covers.get((source.id, clause.id), [])
    return ClauseData(
        id=clause.id,
        label=clause.label,
        text=clause.text,
        confidence="single-source" if clause.unchecked else "verified",
        seen_at=list(clause.digest.seen_at) if clause.digest else [],
        official_url=clause.digest.official_url if clause.digest else "",
        covered_by=[_cover(publication, cover) for cover in covers],
        informative=source.head.informative.get(clause.id),
        url=paths.clause(source.id, clause.id),
    )


def _cover(publication: Publication, cover: Cover) -> CoverData:
    return CoverData(
        kind=cover.kind,
        id=cover.id,
        title=cover.title,
        quote=cover.quote,
        url=publication.cover_path(cover),
    )


def _schedule(publication: Publication) -> ScheduleFile:
    schedule = publication.site.schedule
    follow = followed(publication)
    return ScheduleFile(
        phases=[phase.model_dump(mode="json") for phase in schedule.phases],
        deadlines=[deadline.model_dump(mode="json") for deadline in schedule.deadlines],
        reports=list(schedule.reports),
        followed=follow,
        recurrences={
            report.id: _recurrence(report.recurrence(follow.get(report.id)))
            for report in schedule.reports
        },
    )


def _duties(publication: Publication) -> DutiesFile:
    site = publication.site
    return DutiesFile(
        roles=[_role(role) for role in site.roles.values()],
        groups=list(site.groups),
        duties=[_duty(publication, duty) for duty in site.duties],
    )


def _role(role: Role) -> RoleData:
    return RoleData(**role.model_dump(), url=paths.role(role.id))


def _duty(publication: Publication, duty: Duty) -> DutyData:
    recurs = publication.site.schedule.recurrence(duty)
    computed = {
        "basis": _bases(publication, duty.basis),
        "recurrence": _recurrence(recurs) if recurs else None,
        "url": f"{paths.DUTIES}#{duty.id}",
    }
    return DutyData(**(duty.model_dump(exclude={"first", "last", "differs"}) | computed))


def _recurrence(recurs: Recurrence) -> RecurrenceData:
    return RecurrenceData(first=recurs.first, last=recurs.last, rrule=recurs.rule)


def _forms(publication: Publication) -> FormsFile:
    forms = [
        FormData(
            id=id_,
            form=form,
            url=paths.form(id_),
            pdf=paths.form_pdf(id_) if publication.paper else None,
            xlsx=paths.form_xlsx(id_),
            docx=paths.form_docx(id_) if form.docx else None,
        )
        for id_, form in publication.site.forms.items()
    ]
    return FormsFile(forms=forms)


def _csv(publication: Publication, items: ItemsFile) -> bytes:
    """Write the items as a table that spreadsheets open as it is: UTF-8 with a mark, CRLF."""
    said = words(publication.project)
    site = publication.site
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(said["columns"].values())
    for item in items.items:
        table.writerow(
            [
                item.id,
                site.checklists[item.checklist].title,
                item.section_title,
                item.check,
                said["grade"][item.grade],
                "、".join(said["how"][one] for one in item.how),
                "；".join(basis.label for basis in item.basis),
                "；".join(basis.quote or "" for basis in item.basis),
                "、".join(site.roles[owner].title for owner in item.owners),
                "、".join(item.editions),
            ]
        )
    return out.getvalue().encode("utf-8-sig")
