"""HTML of an author's text in; its plain lines, and its sections by heading, out."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_HEADINGS = {"h2", "h3"}
# A citation in brackets says where a sentence comes from; what it cites is found by itself.
_CITED = re.compile(r'（(?:见|、|，|；|待核对原文|<a href="[^"]*/sources/[^"]*">[^<]*</a>)+）')


@dataclass(slots=True)
class Passage:
    """A heading with its anchor ("" before the first heading), and the lines below it."""

    id: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)


def lines(html: str) -> list[str]:
    """Give the text of each paragraph, list entry and table row; citations in brackets go."""
    return [
        line for section in sections(html) for line in (section.heading, *section.lines) if line
    ]


def sections(html: str) -> list[Passage]:
    """Part a text at its headings of the second and third level; what stands before comes first."""
    reader = _Reader()
    reader.feed(_CITED.sub("", html))
    reader.end_line()
    return reader.sections


class _Reader(HTMLParser):
    """Collects text; a block begins a line, a heading a section."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [Passage()]
        self._line = ""

    def end_line(self) -> None:
        """Keep what was read since the last block began."""
        if line := " ".join(self._line.split()):
            self.sections[-1].lines.append(line)
        self._line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a section."""
        if tag in _BLOCKS:
            self.end_line()
        if tag in _HEADINGS:
            self.sections.append(Passage(dict(attrs).get("id") or ""))
        if tag in ("td", "th", "br"):
            self._line += " "

    def handle_endtag(self, tag: str) -> None:
        """End a line; a heading names its section."""
        if tag in _HEADINGS:
            self.sections[-1].heading, self._line = " ".join(self._line.split()), ""
        elif tag in _BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Add to the line."""
        self._line += data
