"""A record of one inspection: the only format in which phones keep, export, import and merge.

A record file is one `Record` as JSON; its photos lie beside it under the names it gives. What
its pages write (templates/assets/js/record/) and what they accept (format.js) follow this
model; `data/record.schema.json` publishes it. What a record says besides is kept by whoever
reads it. Files of `paicha-record/1`, the format before, are read as well (record/former.js).

What becomes of a finding after its record was closed is a `Step` each, a file of its own beside the
record's; `data/step.schema.json` publishes it.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints
from pydantic.config import JsonDict

from paicha.model.base import DAY, EditionId, Name

# Patterns rather than validators, so that the published schema says all that the model says.
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
_KEY = "[a-z0-9][a-z0-9-]{0,40}"

Moment = Annotated[str, StringConstraints(pattern=rf"^{DAY}T{_TIME}:[0-5][0-9][+-]{_TIME}$")]
Day = Annotated[str, StringConstraints(pattern=rf"^{DAY}$")]
DayOrBlank = Annotated[str, StringConstraints(pattern=rf"^({DAY})?$")]
Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
TextHash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{12}$")]
RecordId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
FindingId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")]
ParticularId = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]{0,40}$")]
ObjectId = Annotated[str, StringConstraints(pattern=f"^{_KEY}$")]
Question = Annotated[str, StringConstraints(pattern=f"^[A-Z]{{2,4}}-[0-9]{{4}}(@{_KEY})?$")]
Number = Annotated[str, StringConstraints(pattern="^[A-Z][A-Z0-9-]?[0-9]{8}-[0-9A-F]{8}$")]
PhotoName = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-[0-9]{4}-[0-9a-f]{12}\.jpg$")]
Said = Annotated[str, StringConstraints(min_length=1)]
Positive = Annotated[int, Strict(), Field(ge=1)]
Dot = Annotated[int, Strict(), Field(ge=0, le=1000)]
Truth = Annotated[bool, Strict()]
# pydantic's schema leaves keys of another pattern be.
_NO_OTHERS: JsonDict = {"additionalProperties": False}


class Part(BaseModel):
    """Part of a record: what it must say; what else it says is kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Photo(Part):
    """A picture beside the record: its file name, bytes, SHA-256, and size in pixels.

    The name holds the item and the first twelve characters of the hash. `taken` is when, if the
    file said so; where is never said.
    """

    name: PhotoName
    size: Positive
    sha256: Hash
    width: Positive
    height: Positive
    taken: Moment | None


class Finding(Part):
    """One thing that a "no" found. Blank text, a null grade, remedy or source: not said yet.

    `conditions` are the ticked ones in the words of the list; with one ticked the grade is
    `major`, else `general`; others are kept and shown as they are. `remedy` is `now` (put right
    while the inspector was there) or `by-date`, which needs the five parts: responsible, action,
    funds, due, contingency. `source` says who found it: the enterprise itself, or a spot check.
    """

    id: FindingId
    seen: str
    place: str
    conditions: tuple[Said, ...]
    grade: Said | None
    remedy: Literal["now", "by-date"] | None
    responsible: str
    action: str
    funds: str
    due: DayOrBlank
    contingency: str
    source: Literal["self", "spot"] | None
    supervised: Truth
    photos: tuple[Photo, ...]


class Pending(Part):
    """Of what can't be judged yet: what is missing, and who looks."""

    what: str
    who: str


class _Given(Part):
    """An answer to a question, with the words it answered.

    `text_hash` is the first twelve hexadecimal digits of the SHA-256 of the item's words, `check`
    the words themselves, `by` the names of those who inspected then, `measures` values as typed
    by the label of the measure.
    """

    kind: Literal["result"]
    text_hash: TextHash
    check: Said
    at: Moment
    by: str
    measures: dict[str, str]
    note: str


class Answer(_Given):
    """A "yes" or "does not apply"."""

    value: Literal["pass", "none"]
    pending: None
    findings: Annotated[tuple[Finding, ...], Field(max_length=0)]


class Failure(_Given):
    """A "no", with what was found."""

    value: Literal["fail"]
    pending: None
    findings: Annotated[tuple[Finding, ...], Field(min_length=1)]


class Unsure(_Given):
    """What can't be judged yet."""

    value: Literal["unsure"]
    pending: Pending
    findings: Annotated[tuple[Finding, ...], Field(max_length=0)]


class Person(Part):
    """Somebody who inspected or accompanied."""

    name: Said
    certificate: str


class Signature(Part):
    """A name as it was signed: strokes of x, y, x, y … in a box 1000 wide and 320 high.

    `content` is the hash of what was signed: of the record without its signatures, and without when
    it was changed, exported and closed. The name is blank where the record names nobody of a side.
    """

    as_: Literal["inspectors", "companions"] = Field(alias="as")
    name: str
    at: Moment
    content: Hash
    strokes: tuple[tuple[Dot, ...], ...]


class Object(Part):
    """One of several things of a kind on a site, which questions are asked of one by one."""

    kind: Said
    name: Said


class Origin(Part):
    """The closed record that this one revises."""

    number: Number
    hash: Hash


class Exported(Part):
    """When a record left the device, and the hash of what left.

    That is the SHA-256 of the record without `changed` and `exported`, written as for the seal.
    """

    at: Moment
    content: Hash


class Seal(Part):
    """When a record was closed; its number and the hash of its content.

    The hash is the SHA-256 of the record without `closed` and `exported`, as JSON in UTF-8 with
    keys in order and no spaces; its first eight digits end the number. Of a record that was
    closed in the format before this one, it is that of its content then, as it was printed;
    `seal` is that of its content as it is in this format. No other has one.
    """

    at: Moment
    number: Number
    hash: Hash
    seal: Hash = ""


class Record(Part):
    """One inspection by one checklist in one edition.

    `id` and `revision` name a record; `site` is the document number of the campaign, `office`
    the id of the office, `door` the role whose own list was asked. A closed record never changes:
    what is to be changed becomes its next revision. `answers` are by question: an item's id, or it
    and an object's, `TZ-0141@tower-1`.
    """

    format: Literal["paicha-record/2"]
    id: RecordId
    revision: Positive
    revises: Origin | None
    site: Said
    office: str
    checklist: Name
    title: Said
    edition: EditionId
    edition_title: Said
    door: Name | Literal[""] = ""
    started: Moment
    changed: Moment
    exported: Exported | None
    closed: Seal | None
    date: DayOrBlank
    particulars: dict[ParticularId, str] = Field(json_schema_extra=_NO_OTHERS)
    inspectors: tuple[Person, ...]
    companions: tuple[Person, ...]
    facets: tuple[Name, ...]
    objects: dict[ObjectId, Object] = Field(json_schema_extra=_NO_OTHERS)
    answers: dict[Question, Annotated[Answer | Failure | Unsure, Field(discriminator="value")]] = (
        Field(json_schema_extra=_NO_OTHERS)
    )
    signatures: tuple[Signature, ...]


class Of(Part):
    """The finding that a step is of: in which closed record, by its id, revision and number."""

    record: RecordId
    revision: Positive
    number: Number
    question: Question
    finding: FindingId


class Found(Part):
    """What was found, so that a step can be read where its record is not.

    `title` is the list's, `date` the day of the inspection, `by` who inspected, `object` the
    name of the object if it is of one; the others are the record's and its finding's own.
    """

    title: Said
    unit: str
    project: str
    date: DayOrBlank
    by: str
    check: Said
    object: str
    seen: str
    place: str
    grade: Said | None
    remedy: Literal["now", "by-date"] | None
    responsible: str
    due: DayOrBlank
    supervised: Truth
    photos: tuple[Photo, ...]


class Step(Part):
    """What became of a finding on a day; never changed: what was wrong is put right by another one.

    `id` is the first sixteen hexadecimal digits of the SHA-256 of all else, written as for the
    seal. `at` is when it was written down, `date` the day it was done, `by` who did so. It was put
    right, rechecked, supervised by the government (4.3 of the notice) or struck off (3.2.3.3.2).
    Only a recheck has a `result`, and one that is not right the `due` day by which it must be.
    `words` say what was done or seen, `lasting` what keeps it from coming back (3.2.1.2), `photos`
    how it looks now.
    """

    format: Literal["paicha-step/1"]
    id: RecordId
    site: Said
    office: str
    at: Moment
    date: Day
    by: tuple[Person, ...]
    kind: Literal["put-right", "recheck", "supervised", "struck-off"]
    of: Of
    found: Found
    result: Literal["right", "not-right"] | None
    due: DayOrBlank
    words: str
    lasting: str
    photos: tuple[Photo, ...]
