"""Sources and guidance: what their front matter says, and the clauses of a source."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field

from paicha.model.base import (
    Address,
    ClauseId,
    Day,
    EditionId,
    Flag,
    FontPath,
    Line,
    Name,
    Part,
    Text,
    Valued,
    Whole,
)
from paicha.source.font import Fonts
from paicha.source.rendered import PICTURE

_PICTURE = re.compile(f'<p><img src="{PICTURE.pattern}"/></p>')
State = Literal["", "to-come", "repealed", "replaced"]


class SourceHead(Part):
    """What is known of a source; `text` says whether its clauses are the literal words."""

    title: Line
    short_title: Line
    document_number: Line
    issuer: Line
    date: Day | None = None
    status: Text  # in words; what follows says the same for machines
    in_force_from: Day | None = None
    repealed_on: Day | None = None  # the first day it no longer holds
    replaced_by: Name | None = None
    official_url: Address = ""  # where the issuer publishes the text
    status_seen_at: tuple[Text, ...] = ()  # where what is said of its force was seen
    scope: Text | None = None
    text: Literal["literal", "digest"]
    cover: Flag = False  # whether every clause of a digest must be covered, as of a literal text
    gaps: tuple[Text, ...] = ()  # what was not found, or is not attested well enough to publish
    disagreements: tuple[Text, ...] = ()  # where copies or documents differ
    informative: dict[ClauseId, Text] = Field(default_factory=dict)  # clause → why not covered
    beside: dict[ClauseId, Text] = Field(default_factory=dict)  # clause → what its reader must know

    def holds(self, day: Day | None) -> bool:
        """Whether it is in force on a day, as far as is known; without a day, if it has no end."""
        return not self.state(day)

    def state(self, day: Day | None) -> State:
        """Say why it is not in force on a day, or nothing where it is, as far as is known."""
        if day and self.in_force_from and day < self.in_force_from:
            return "to-come"
        if self.repealed_on:
            return "" if day and day < self.repealed_on else "repealed"
        return "replaced" if self.replaced_by else ""


class DigestClause(Valued):
    """A clause of a national standard in our own words, and how well it is attested."""

    id: ClauseId
    part: Text | None = None  # the heading it stands under
    text: Text
    confidence: Literal["verified", "single-source"]
    seen_at: tuple[Text, ...] = Field(min_length=1)
    level: Literal["severe", "lesser", "none", "disputed"] | None = None
    note: Text | None = None
    official_url: Address = ""  # of a gathering of many documents: where this one's text stands


class DigestFile(SourceHead):
    """content/sources/<id>.yaml: a national standard as a digest of its clauses."""

    clauses: tuple[DigestClause, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its permanent id; its heading, if any, is the first line of `text`."""

    id: str
    label: str
    level: int  # of its heading; 0 where it begins with a paragraph
    text: str
    digest: DigestClause | None = None  # of a standard: what is known of it beside its text

    @property
    def unchecked(self) -> bool:
        """Whether only a single copy attests it: to be compared with the original."""
        return self.digest is not None and self.digest.confidence == "single-source"

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

    @property
    def gathered(self) -> list[Clause]:
        """The clauses of other documents, whose text has an address of its own."""
        return [one for one in self.clauses if one.digest and one.digest.official_url]


class PageHead(Part):
    """Front matter of a guidance page; pages stand in the order of `order`, then of their names."""

    title: Line
    summary: Text
    order: Whole = 100


@dataclass(frozen=True, slots=True)
class GuidancePage:
    """A page of guidance; `html` is rendered from its Markdown."""

    id: str
    head: PageHead
    html: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Take it apart at its pictures: each piece of text, and the id of what it ends with."""
        pieces = _PICTURE.split(self.html)
        return list(zip(pieces[::2], [*pieces[1::2], ""], strict=True))


class ReportChoice(Part):
    """Which of a report's readings this office follows, and what to say about it."""

    report: Name
    follow: Name
    note: Text


class FontFiles(Part):
    """The office's own fonts for paper, as files of the project; what is not named is ours."""

    body: FontPath | None = None
    heading: FontPath | None = None
    title: FontPath | None = None

    def within(self, root: Path) -> Fonts:
        """Give the files of a project."""
        return Fonts(
            **{key: root / name for key, name in self.model_dump(exclude_none=True).items()}
        )


class Settings(Part):
    """content/site.yaml: what this office publishes under its own name."""

    id: Name | None = None  # tells this office's records from those of others under one host
    title: Line
    short_title: Line
    summary: Text
    issuer: Line
    source: Name  # the document the whole site rests on
    base_url: Address = ""  # where the site is published, e.g. https://10.1.2.3/paicha/
    updated: Day | None = None  # when the content was last changed; shown at the foot of each page
    contact: str = ""  # whom to ask; empty in what we ship
    campaign: Line = "行动"  # how pages call the campaign
    examples: tuple[Text, ...] = ()  # words to search for, shown in the search field
    signing: Text | None = None  # what stands above the signatures of a field sheet
    time_zone: Text = "Asia/Shanghai"  # of the calendars, by its name in the IANA list
    checklists: tuple[Name, ...]
    doors: tuple[Name, ...] = ()  # the checklists with a big door on the home page
    self_check: tuple[Name, ...] = ()  # the checklists of the enterprises' guide, by their `ask`
    editions: dict[Name, EditionId] = Field(default_factory=dict)  # checklist → shown first
    why_first: dict[Name, Text] = Field(default_factory=dict)  # why one not in force is first
    reports: tuple[ReportChoice, ...] = ()
    since: EditionId | None = None  # the release that pages say what changed since
    fonts: FontFiles = FontFiles()

    def note_on(self, report: str) -> str:
        """Say why this office follows the reading of a report that it does; "" for no choice."""
        return next((choice.note for choice in self.reports if choice.report == report), "")

    @property
    def base_path(self) -> str:
        """The site's path on its server, a slash at both ends; empty where it is not known."""
        return f"{urlsplit(self.base_url).path.rstrip('/')}/" if self.base_url else ""
