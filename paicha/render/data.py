"""A publication in; everything for machines, with a JSON Schema beside each file, out."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from paicha.model.base import Basis, Cadence, Grade, How, Party
from paicha.model.campaign import Actions, Duty, Group, Report, Responsibilities, Role, Schedule
from paicha.model.changes import Changes
from paicha.model.checklist import Checklist, Measure
from paicha.model.coverage import Cover
from paicha.model.form import Form
from paicha.model.texts import DigestFile, PageHead, Settings, SourceHead
from paicha.model.verdict import Sign, Verdict
from paicha.output import OutputFile, text_file
from paicha.render import paths
from paicha.render.html import text_hash
from paicha.render.publication import Publication
from paicha.render.templates import words


class Published(BaseModel):
    """Part of a published data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BasisData(Published):
    """A citation; `url` leads to the clause, relative to the site's root."""

    source: str
    clause: str
    quote: str | None
    label: str
    url: str


class ItemData(Published):
    """An item; `text_hash` changes when the words of `check` change."""

    id: str
    checklist: str
    section: str
    section_title: str
    editions: list[str]
    check: str
    ask: str | None
    grade: Grade
    major_if: str | None
    how: list[How]
    look_for: str | None
    evidence: list[str]
    basis: list[BasisData]
    owners: list[str]
    on_fail: list[str]
    applies_to: list[str]
    measure: Measure | None
    sign: Sign | None
    text_hash: str = Field(pattern="^[0-9a-f]{12}$")
    url: str


class EditionData(Published):
    """An edition of a checklist."""

    id: str
    title: str


class ChecklistData(Published):
    """A checklist's particulars."""

    id: str
    title: str
    prefix: str
    editions: list[EditionData]
    sections: list[str]
    retired: list[str]
    verdict: Verdict | None
    url: str


class ItemsFile(Published):
    """data/items.json."""

    format: Literal["paicha-items/1"] = "paicha-items/1"
    title: str
    checklists: list[ChecklistData]
    items: list[ItemData]


class CoverData(Published):
    """An entry that covers a clause."""

    kind: str
    id: str
    title: str
    quote: str
    url: str


class ClauseData(Published):
    """A clause; `informative` says why nothing needs to cover it, or is null."""

    id: str
    label: str
    text: str
    confidence: Literal["verified", "single-source"]
    covered_by: list[CoverData]
    informative: str | None
    url: str


class SourceData(Published):
    """A source document and its clauses in order."""

    id: str
    title: str
    document_number: str
    issuer: str
    status: str
    text: Literal["literal", "digest"]
    clauses: list[ClauseData]
    url: str


class ClausesFile(Published):
    """data/clauses.json."""

    format: Literal["paicha-clauses/1"] = "paicha-clauses/1"
    sources: list[SourceData]


class ScheduleFile(Published):
    """data/schedule.json; `followed` gives for each report the reading this office follows."""

    format: Literal["paicha-schedule/1"] = "paicha-schedule/1"
    phases: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    reports: list[Report]
    followed: dict[str, str]


class RoleData(Published):
    """A role and its page."""

    id: str
    title: str
    party: Party
    url: str


class DutyData(Published):
    """A duty and where it can be read."""

    id: str
    title: str
    detail: str | None
    roles: list[str]
    cadence: Cadence
    at_least: int | None
    keep: str | None
    evidence: list[str]
    phase: str | None
    deadline: str | None
    checklist: str | None
    forms: list[str]
    basis: list[BasisData]
    url: str


class DutiesFile(Published):
    """data/duties.json."""

    format: Literal["paicha-duties/1"] = "paicha-duties/1"
    roles: list[RoleData]
    groups: list[Group]
    duties: list[DutyData]


class FormData(Published):
    """A form by its id."""

    id: str
    form: Form
    url: str
    pdf: str | None


class FormsFile(Published):
    """data/forms.json."""

    format: Literal["paicha-forms/1"] = "paicha-forms/1"
    forms: list[FormData]


class FileData(Published):
    """A file of the site, to see whether a copy is whole."""

    path: str
    bytes: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class FilesFile(Published):
    """data/files.json: every file of the site but itself."""

    format: Literal["paicha-files/1"] = "paicha-files/1"
    files: list[FileData]


INPUTS: dict[str, type[BaseModel]] = {
    "site": Settings,
    "checklist": Checklist,
    "form": Form,
    "responsibilities": Responsibilities,
    "schedule": Schedule,
    "actions": Actions,
    "source": SourceHead,
    "digest": DigestFile,
    "changes": Changes,
    "guidance": PageHead,
}


def render_data(publication: Publication) -> Iterator[OutputFile]:
    """Render the data files, their schemas, and the schemas of the authors' files."""
    items = items_file(publication)
    yield from _with_schema("items", items)
    yield from _with_schema("clauses", _clauses(publication))
    yield from _with_schema("schedule", _schedule(publication))
    yield from _with_schema("duties", _duties(publication))
    yield from _with_schema("forms", _forms(publication))
    yield _schema_file("data/files.schema.json", FilesFile)
    yield OutputFile(PurePosixPath("data/items.csv"), _csv(publication, items))
    for name, model in INPUTS.items():
        yield _schema_file(f"data/input/{name}.schema.json", model)


def _with_schema(name: str, value: Published) -> Iterator[OutputFile]:
    yield text_file(f"data/{name}.json", to_json(value.model_dump(mode="json")))
    yield _schema_file(f"data/{name}.schema.json", type(value))


def _schema_file(path: str, model: type[BaseModel]) -> OutputFile:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return text_file(path, to_json(schema | model.model_json_schema()))


def to_json(value: Any) -> str:
    """Write JSON as people can read it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def items_file(publication: Publication) -> ItemsFile:
    """Gather every item of every checklist."""
    checklists = [
        ChecklistData(
            id=id_,
            title=one.title,
            prefix=one.prefix,
            editions=[EditionData(id=e.id, title=e.title) for e in one.editions],
            sections=[section.title for section in one.sections],
            retired=[retired.id for retired in one.retired],
            verdict=one.verdict,
            url=paths.checklist(id_),
        )
        for id_, one in publication.site.checklists.items()
    ]
    items = [
        item
        for id_, one in publication.site.checklists.items()
        for item in _items(publication, id_, one)
    ]
    title = publication.site.settings.title
    return ItemsFile(title=title, checklists=checklists, items=items)


def _items(publication: Publication, id_: str, checklist: Checklist) -> Iterator[ItemData]:
    for section in checklist.sections:
        for item in section.items:
            computed = {
                "checklist": id_,
                "section": section.id,
                "section_title": section.title,
                "editions": [edition.id for edition in checklist.editions_of(item)],
                "basis": _bases(publication, item.basis),
                "text_hash": text_hash(item),
                "url": paths.item(item.id),
            }
            yield ItemData(**(item.model_dump() | computed))


def _bases(publication: Publication, bases: tuple[Basis, ...]) -> list[BasisData]:
    return [
        BasisData(
            **basis.model_dump(),
            label=publication.basis_label(basis),
            url=paths.clause(basis.source, basis.clause),
        )
        for basis in bases
    ]


def _clauses(publication: Publication) -> ClausesFile:
    sources = [
        SourceData(
            id=source.id,
            title=source.head.title,
            document_number=source.head.document_number,
            issuer=source.head.issuer,
            status=source.head.status,
            text=source.head.text,
            url=paths.source(source.id),
            clauses=[
                ClauseData(
                    id=clause.id,
                    label=clause.label,
                    text=clause.text,
                    confidence="single-source" if clause.unchecked else "verified",
                    covered_by=[
                        _cover(publication, cover)
                        for cover in publication.covers.get((source.id, clause.id), [])
                    ],
                    informative=source.head.informative.get(clause.id),
                    url=paths.clause(source.id, clause.id),
                )
                for clause in source.clauses
            ],
        )
        for source in publication.site.sources.values()
    ]
    return ClausesFile(sources=sources)


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
    choices = publication.site.settings.reports
    return ScheduleFile(
        phases=[phase.model_dump(mode="json") for phase in schedule.phases],
        deadlines=[deadline.model_dump(mode="json") for deadline in schedule.deadlines],
        reports=list(schedule.reports),
        followed={choice.report: choice.follow for choice in choices},
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
    computed = {
        "basis": _bases(publication, duty.basis),
        "url": f"{paths.DUTIES}#{duty.id}",
    }
    return DutyData(**(duty.model_dump() | computed))


def _forms(publication: Publication) -> FormsFile:
    forms = [
        FormData(
            id=id_,
            form=form,
            url=paths.form(id_),
            pdf=paths.form_pdf(id_) if publication.paper else None,
        )
        for id_, form in publication.site.forms.items()
    ]
    return FormsFile(forms=forms)


_COLUMNS = (
    "编号",
    "检查表",
    "专题",
    "检查内容",
    "等级",
    "方法",
    "依据",
    "引文",
    "责任主体",
    "版次",
)


def _csv(publication: Publication, items: ItemsFile) -> bytes:
    """Write the items as a table that spreadsheets open as it is: UTF-8 with a mark, CRLF."""
    said = words(publication.project)
    site = publication.site
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
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
