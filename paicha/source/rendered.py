"""Markdown in; what is shown of it, harmless whatever it says, and what had to be left out.

Pages show the very text that `check` judges: both ask here. What is judged is the tree of elements
that Python-Markdown has made, when nothing more will be made of it, and it is written as it stands.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import Literal
from xml.etree import ElementTree as ET

import markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX

from paicha.source.markup import written

Kind = Literal["page", "note"]  # a page has tables and anchors; of a note each line stands alone

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALLOWED: dict[str, tuple[str, ...]] = {  # each element that may be shown, with its attributes
    **dict.fromkeys(("p", "br", "hr", "em", "strong", "code", "pre", "blockquote"), ()),
    **dict.fromkeys(("ul", "li", "table", "thead", "tbody", "tr", "th", "td"), ()),
    **dict.fromkeys(_HEADINGS, ("id",)),
    "ol": ("start",),
    "a": ("href", "title"),
    "img": ("src",),
}
_SCHEMES = ("http", "https", "mailto")
PICTURE = re.compile("picture:([a-z0-9-]+)")  # a picture of the content, by its id
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|\w+);")


@dataclass(frozen=True, slots=True)
class Refused:
    """What may not be shown: an element, or the link to an address."""

    tag: str
    address: str = ""


TOO_DEEP = Refused("")  # lists or quotations within each other without end
TANGLED = Refused("*")  # marks of emphasis across each other: a sign of the renderer's own is left
TOO_MANY = Refused("[")  # brackets of one paragraph, for each of which all others are looked at
_MOST = 2_500


@dataclass(slots=True)
class Rendered:
    """What is shown of a text, the links and pictures in it, and what is not shown."""

    html: str = ""
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    headings: int = 0
    refused: list[Refused] = field(default_factory=list)


@lru_cache(maxsize=2048)
def rendered(text: str, kind: Kind) -> Rendered:
    """Render a text as XML that is HTML too; nobody changes what is kept."""
    renderer, judge = _renderer(kind)
    if kind == "note":  # a list needs no blank line before it
        text = re.sub(r"(?m)^(?![-*] )(.+\n)(?=[-*] )", r"\1\n", text)
    if text.count("[") > _MOST and any(one.count("[") > _MOST for one in text.split("\n\n")):
        return Rendered(refused=[TOO_MANY])
    judge.found = Rendered()  # of a blank text Python-Markdown makes no tree to be judged
    try:
        html = renderer.reset().convert(text)
    except RecursionError:
        _renderer.cache_clear()  # it stopped halfway
        return Rendered(refused=[TOO_DEEP])
    if ETX in html:
        return Rendered(refused=[TANGLED])
    return replace(judge.found, html=html)


@lru_cache(maxsize=2)
def _renderer(kind: Kind) -> tuple[markdown.Markdown, "_Harmless"]:
    extensions: dict[Kind, list[Extension | str]] = {
        "page": [TableExtension(), "sane_lists", TocExtension(marker="", slugify=_anchor)],
        "note": ["sane_lists", "nl2br"],
    }
    renderer = markdown.Markdown(extensions=extensions[kind])
    renderer.preprocessors.deregister("html_block")
    renderer.parser.blockprocessors.deregister("reference")  # “[注]: 先断电” would vanish
    for name in ("html", "entity"):  # what they make is put in after all has been judged
        renderer.inlinePatterns.deregister(name)
    for name in ("raw_html", "amp_substitute"):
        renderer.postprocessors.deregister(name)
    renderer.treeprocessors.register(_Plain(renderer), "plain", 7)  # before headings get anchors
    judge = _Harmless(renderer)
    renderer.treeprocessors.register(judge, "harmless", -10)  # after all others
    renderer.serializer = lambda element: "".join(written(element))
    return renderer, judge


def _anchor(heading: str, separator: str) -> str:
    """Give the anchor of a heading; one of letters and digits is set apart from a page's ids."""
    found = slugify_unicode(heading, separator)
    return f"h{separator}{found}" if found.isascii() else found


class _Plain(Treeprocessor):
    """Makes characters of their codes, so that what is judged is what a browser would read."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            element.text = _decoded(element.text)
            element.tail = _decoded(element.tail)
            for name, value in element.items():
                element.set(name, _decoded(value) or "")


def _decoded(text: str | None) -> str | None:
    plain = (text or "").replace(AMP_SUBSTITUTE, "&")
    return _ENTITY.sub(lambda code: unescape(code[0]), plain) or None


class _Harmless(Treeprocessor):
    """Lets stay what is allowed; notes all else, and leaves of it the text."""

    found = Rendered()

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            for child in element:
                alone = element.tag == "p" and len(element) == 1
                self._judge(child, alone=alone and not f"{element.text or ''}{child.tail or ''}")

    def _judge(self, element: ET.Element, *, alone: bool) -> None:
        found, allowed = self.found, _ALLOWED.get(element.tag)
        if element.tag == "img":
            picture = PICTURE.fullmatch(element.get("src", ""))
            if picture and alone and not element.get("alt"):
                found.pictures.append(picture[1])
            else:
                allowed = None
        found.headings += element.tag in _HEADINGS
        if element.tag == "a":
            found.links.append(element.get("href", ""))
        if allowed is None:
            found.refused.append(Refused(element.tag, element.get("src", "")))
            element.text = (element.get("alt") or "") + (element.text or "")
            element.tag, allowed = "span", ()
        for name in list(element.keys()):
            if name not in allowed:
                del element.attrib[name]
        if not is_harmless(element.get("href", "")):
            found.refused.append(Refused("a", element.attrib.pop("href")))


def is_harmless(link: str) -> bool:
    """Let a link lead to a page of the site, or by a known scheme elsewhere; it runs nothing."""
    plain = re.sub(r"[\s\x00-\x20\x7f-\xa0]+", "", link)  # browsers pass over some of these
    if plain.startswith(("/", "\\")):  # leaves the site where it lies below another address
        return False
    scheme = re.match(r"([^/\\?#]*?):", plain)
    return scheme is None or scheme[1].lower() in _SCHEMES
