"""The shapes of the published data files: what stands in each, and its version."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from paicha.model.base import Cadence, Grade, How, Party
from paicha.model.campaign import Group, Report
from paicha.model.form import Form
from paicha.model.measure import Measure
from paicha.model.texts import State
from paicha.model.verdict import Sign, Verdict


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


class ConditionData(Published):
    """What makes a "no" major, the editions it stands in, and where that is written."""

    when: str
    measured: list[str]
    editions: list[str]
    basis: list[BasisData]


class PictureData(Published):
    """A picture beside an item: what it shows, in words, and its files, from the site's root."""

    id: str
    title: str
    alt: str
    files: list[str]
    basis: list[BasisData]


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
    major_if: list[ConditionData]
    how: list[How]
    look_for: str | None
    evidence: list[str]
    basis: list[BasisData]
    owners: list[str]
    on_fail: list[str]
    on_major: list[str]
    applies_to: list[str]
    each: list[str]
    measures: list[Measure]
    pictures: list[PictureData]
    sign: Sign | None
    text_hash: str = Field(pattern="^[0-9a-f]{12}$")
    url: str


class EditionData(Published):
    """An edition of a checklist; `url` stays its own, that of the list leads to the first one."""

    id: str
    title: str
    url: str


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
    """A clause; `informative` says why nothing needs to cover it, or is null.

    `official_url` is where its text stands where that differs from the source's, or "".
    """

    id: str
    label: str
    text: str
    confidence: Literal["verified", "single-source"]
    seen_at: list[str]
    official_url: str
    covered_by: list[CoverData]
    informative: str | None
    url: str


class SourceData(Published):
    """A source document and its clauses in order.

    `state` says why it is not in force on the day of the content, or is "". Days that nobody
    attests are null; `official_url` is where the issuer publishes the text, or "".
    """

    id: str
    title: str
    document_number: str
    issuer: str
    status: str
    state: State
    in_force_from: date | None
    repealed_on: date | None
    replaced_by: str | None
    official_url: str
    status_seen_at: list[str]
    text: Literal["literal", "digest"]
    clauses: list[ClauseData]
    url: str


class ClausesFile(Published):
    """data/clauses.json."""

    format: Literal["paicha-clauses/1"] = "paicha-clauses/1"
    sources: list[SourceData]


class RecurrenceData(Published):
    """Whole days that come again, by RFC 5545; without `last` they go on for good."""

    first: date
    last: date | None
    rrule: str


class ScheduleFile(Published):
    """data/schedule.json; `followed` gives for each report the reading this office follows.

    `recurrences` gives for each report its days by that reading.
    """

    format: Literal["paicha-schedule/1"] = "paicha-schedule/1"
    phases: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    reports: list[Report]
    followed: dict[str, str]
    recurrences: dict[str, RecurrenceData]


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
    recurrence: RecurrenceData | None
    goes_on: bool
    keep: str | None
    evidence: list[str]
    phase: str | None
    deadline: str | None
    report: str | None
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
    xlsx: str
    docx: str | None


class FormsFile(Published):
    """data/forms.json."""

    format: Literal["paicha-forms/1"] = "paicha-forms/1"
    forms: list[FormData]
