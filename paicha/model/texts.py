"""Sources and guidance: what their front matter says, and the clauses of a source."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from paicha.model.base import ClauseId, Name, Part, Text


class SourceHead(Part):
    """Front matter of a source; `text` says whether its clauses are the literal words."""

    title: Text
    short_title: Text
    document_number: Text
    issuer: Text
    status: Text
    text: Literal["literal", "digest"]
    informative: dict[ClauseId, Text] = Field(
        default_factory=dict
    )  # clause → why nothing needs to cover it


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its permanent id; `heading` is set apart, `text` holds all its words."""

    id: str
    label: str
    level: int  # of its heading; 0 where it begins with a paragraph
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The clause's lines, the heading first where there is one."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A source document: its particulars and its clauses in order; its id is the file's name."""

    id: str
    head: SourceHead
    clauses: tuple[Clause, ...]


class PageHead(Part):
    """Front matter of a guidance page."""

    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class GuidancePage:
    """A page of guidance; `html` is rendered from its Markdown."""

    id: str
    head: PageHead
    html: str


class ReportChoice(Part):
    """Which of a report's readings this office follows, and what to say about it."""

    report: Name
    follow: Name
    note: Text


class Settings(Part):
    """content/site.yaml: what this office publishes under its own name."""

    title: Text
    short_title: Text
    summary: Text
    issuer: Text
    source: Name  # the document the whole site rests on
    base_url: str = ""  # where the site is published, e.g. https://10.1.2.3/paicha/
    contact: str = ""  # whom to ask; empty in what we ship
    checklists: tuple[Name, ...]
    doors: tuple[Name, ...] = ()  # the checklists with a big door on the home page
    reports: tuple[ReportChoice, ...] = ()
