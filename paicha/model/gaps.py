"""What is known to be missing or in doubt: told to readers, not left to be found by accident."""

from pydantic import Field

from paicha.model.base import ClauseId, ItemId, Name, Part, Text


class Gap(Part):
    """Something the main source names that no list asks, because no text found says how."""

    clause: ClauseId  # of the site's main source
    what: Text
    looked_in: tuple[Text, ...] = Field(min_length=1)
    meanwhile: Text  # what an inspector does until a text is found


class Doubt(Part):
    """A question that only the original text, or who issued it, can settle."""

    source: Name
    clause: ClauseId
    question: Text
    meanwhile: Text  # how the lists read it until then
    items: tuple[ItemId, ...] = ()


class Gaps(Part):
    """content/gaps.yaml."""

    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
