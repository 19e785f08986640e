"""A proof of a duty: the format in which phones keep, export and import a form that was filled in.

What the pages write (templates/assets/js/record/proofs.js) and what they accept (records/format.js)
follow this model; `data/proof.schema.json` publishes it.
"""

from typing import Literal

from pydantic import Field

from paicha.model.base import Name
from paicha.model.record import (
    DayOrBlank,
    Exported,
    FindingId,
    Moment,
    Origin,
    Part,
    ParticularId,
    Positive,
    RecordId,
    Said,
    Seal,
)


class Row(Part):
    """A row of the form's list: what its columns say, by their ids; blank ones are left out."""

    id: FindingId
    cells: dict[ParticularId, Said] = Field(json_schema_extra={"additionalProperties": False})


class Proof(Part):
    """A form that was filled in to show that a duty was done on a day.

    `id` and `revision` name it; `site` is the document number of the campaign, `office` the id of
    the office, `form` that of the form, `title` its title. `date` is the day it tells of, `fields`
    what stands in the other blanks by their ids, and `labels` how fields and columns were called.
    A closed proof never changes; its seal is made as a record's is.
    """

    format: Literal["paicha-proof/1"]
    id: RecordId
    revision: Positive
    revises: Origin | None
    site: Said
    office: str
    form: Name
    title: Said
    labels: dict[ParticularId, Said] = Field(json_schema_extra={"additionalProperties": False})
    started: Moment
    changed: Moment
    exported: Exported | None
    closed: Seal | None
    date: DayOrBlank
    fields: dict[ParticularId, Said] = Field(json_schema_extra={"additionalProperties": False})
    rows: tuple[Row, ...]
