"""Markdown in; front matter, clauses, HTML, and what may not stand in it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown

from paicha.problems import Place, Problem
from paicha.source.located import Located, read_yaml

_ANCHOR = re.compile(r"\s*\{#([^\s}]*)[ \t]*([^}\n]*)\}\s*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_CODE = re.compile(r"(`+).+?\1")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_SCHEMES = ("http:", "https:", "mailto:")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source text: its anchor's id and label ("" where it has none)."""

    id: str
    label: str
    level: int  # of the heading; 0 for a paragraph
    text: str
    place: Place


def split_front_matter(text: str, name: str) -> tuple[Located, str, int]:
    """Split a page into its front matter and its body, with the body's first line number."""
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"]
    if lines[0].rstrip() != "---" or not ends:
        found = Located(name)
        hint = "第一行写 ---，接着写 title: 等，再以一行 --- 结束"
        found.problems.append(Problem(Place(name, 1, 1), "开头缺少信息栏（front matter）", hint))
        return found, text, 1
    # A blank first line keeps the line numbers of the file.
    found = read_yaml("\n" + "\n".join(lines[1 : ends[0]]), name)
    return found, "\n".join(lines[ends[0] + 1 :]), ends[0] + 2


def blocks(body: str, first_line: int, name: str) -> Iterator[Block]:
    """Yield the blocks of a source text; blank lines part them, `{#id label}` ends the first."""
    number = first_line
    for chunk in re.split(r"(\n[ \t]*\n)", body):
        text = chunk.strip()
        if text:
            lead = len(chunk) - len(chunk.lstrip())
            yield _block(text, Place(name, number + chunk.count("\n", 0, lead), 1))
        number += chunk.count("\n")


def _block(text: str, place: Place) -> Block:
    anchor = _ANCHOR.search(text)
    plain = text[: anchor.start()] if anchor else text
    heading = _HEADING.match(plain)
    level = len(heading[1]) if heading else 0
    plain = plain[heading.end() :] if heading else plain
    return Block(
        anchor[1] if anchor else "", anchor[2].strip() if anchor else "", level, plain, place
    )


def to_html(text: str) -> str:
    """Render Markdown as well-formed XHTML; raw HTML is shown as text, never passed on."""
    renderer = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="xhtml")
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    return renderer.convert(text)


def check_markdown(text: str, place: Place) -> Iterator[Problem]:
    """Refuse raw HTML and links that run something: authors write text, never code."""
    for offset, line in enumerate(text.split("\n")):
        bare = _CODE.sub(lambda code: " " * len(code[0]), line)
        if tag := _TAG.search(bare):
            where = Place(place.path, place.line + offset, place.column + tag.start())
            yield Problem(where, "不能写 HTML 标签", "只用 Markdown；要显示小于号请写成 &lt;")
    links = _Links()
    links.feed(to_html(text))
    for link in links.found:
        if not _is_harmless(link):
            yield Problem(
                place, f"链接“{link[:40]}”不能用", "只能链接到本站页面、http、https 或 mailto"
            )


def _is_harmless(link: str) -> bool:
    head = re.sub(r"[\s\x00-\x20]+", "", link).lower().split("/")[0].split("#")[0].split("?")[0]
    return ":" not in head or head.startswith(_SCHEMES)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what a tag links to."""
        self.found += [value or "" for key, value in attrs if key in ("href", "src")]
