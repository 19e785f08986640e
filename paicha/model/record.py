"""A record of one inspection: the only format in which phones keep, export, import and merge.

A record file is one `Record` as JSON; its photos lie beside it under the names it gives. What
its pages write (templates/assets/js/record/) and what they accept (format.js) follow this
model; `data/record.schema.json` publishes it.
"""

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from paicha.model.base import DAY, EditionId, Grade, ItemId, Name, Part

# Patterns rather than validators, so that the published schema says all that the model says.
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"

Moment = Annotated[str, StringConstraints(pattern=rf"^{DAY}T{_TIME}:[0-5][0-9][+-]{_TIME}$")]
DayOrBlank = Annotated[str, StringConstraints(pattern=rf"^({DAY})?$")]
Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
TextHash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{12}$")]
RecordId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
Number = Annotated[str, StringConstraints(pattern="^[A-Z][A-Z0-9-]?[0-9]{8}-[0-9A-F]{8}$")]
PhotoName = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-[0-9]{4}-[0-9a-f]{12}\.jpg$")]
Said = Annotated[str, StringConstraints(min_length=1)]
Positive = Annotated[int, Strict(), Field(ge=1)]


class Photo(Part):
    """A picture beside the record: its file name, bytes, SHA-256, and size in pixels.

    The name holds the item and the first twelve characters of the hash.
    """

    name: PhotoName
    size: Positive
    sha256: Hash
    width: Positive
    height: Positive


class Finding(Part):
    """What a "no" found. Blank text, a null grade or remedy: not said yet.

    `conditions` are the ticked ones in the words of the list; with one ticked the grade is major.
    `remedy` is `now` (put right while the inspector was there) or `by-date`, which needs the five
    parts: responsible, action, funds, due, contingency.
    """

    seen: str
    place: str
    conditions: tuple[Said, ...]
    grade: Grade | None
    remedy: Literal["now", "by-date"] | None
    responsible: str
    action: str
    funds: str
    due: DayOrBlank
    contingency: str
    photos: tuple[Photo, ...]


class Answer(Part):
    """A "yes" or "does not apply", with the words it answered.

    `text_hash` is the first twelve hexadecimal digits of the SHA-256 of the item's words, `check`
    the words themselves, `measures` values as typed by the label of the measure.
    """

    result: Literal["pass", "none"]
    text_hash: TextHash
    check: Said
    at: Moment
    measures: dict[str, str]
    note: str
    finding: None


class Failure(Part):
    """A "no": as an answer, with what was found."""

    result: Literal["fail"]
    text_hash: TextHash
    check: Said
    at: Moment
    measures: dict[str, str]
    note: str
    finding: Finding


class Seal(Part):
    """When a record was closed; its number and the hash of its content.

    The hash is the SHA-256 of the record without `closed` and `exported`, as JSON in UTF-8 with
    keys in order and no spaces; its first eight digits end the number.
    """

    at: Moment
    number: Number
    hash: Hash


class Origin(Part):
    """The closed record that this one revises."""

    number: Number
    hash: Hash


class Record(Part):
    """One inspection by one checklist in one edition.

    `id` and `revision` name a record; `site` is the document number of the campaign. A closed
    record never changes: what is to be changed becomes its next revision.
    """

    format: Literal["paicha-record/1"]
    id: RecordId
    revision: Positive
    revises: Origin | None
    site: Said
    checklist: Name
    title: Said
    edition: EditionId
    edition_title: Said
    started: Moment
    changed: Moment
    exported: Moment | None
    closed: Seal | None
    unit: str
    project: str
    address: str
    date: DayOrBlank
    weather: str
    inspectors: tuple[Said, ...]
    companions: tuple[Said, ...]
    facets: tuple[Name, ...]
    answers: dict[ItemId, Annotated[Answer | Failure, Field(discriminator="result")]] = Field(
        json_schema_extra={"additionalProperties": False}  # pydantic's schema leaves other keys be
    )
