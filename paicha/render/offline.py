"""Rendered pages in; each checklist as one file that needs nothing beside it out.

A file is made from the page as it was rendered. In a template, `data-in-site` marks what makes no
sense in a lone file; what makes sense only there stands in templates/alone.html.
"""

import base64
import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from paicha.output import OutputFile, text_file
from paicha.problems import BuildFailed, Place, Problem
from paicha.render import paths
from paicha.render.alone import dropped, replaced, written
from paicha.render.publication import Publication
from paicha.render.templates import Render

Files = Mapping[str, bytes]  # path in the site → content


@dataclass(frozen=True, slots=True)
class Own:
    """What only lone files have: parts of a page, and the path of their script."""

    parts: str
    script: PurePosixPath


# What browsers and XML both read as the end of a script or style, or as something else than text.
_UNFIT = ("]]>", "<!--", "</script", "</style")
_WRAPS = {"script": ("//<![CDATA[\n", "\n//]]>"), "style": ("/*<![CDATA[*/\n", "\n/*]]>*/")}
_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:;"
    " base-uri 'none'; form-action 'none'"
)


def render_offline(
    publication: Publication,
    render: Render,
    assets: dict[str, OutputFile],
    pages: Iterable[OutputFile],
) -> Iterator[OutputFile]:
    """Make a file of each checklist in each edition: offline/<checklist>[-<edition>].html."""
    files = {str(file.path): file.content for file in (*assets.values(), *pages)}
    own = Own(render("alone.html", paths.HOME, site=publication.site), assets["alone.js"].path)
    for id_, checklist in publication.site.checklists.items():
        for edition in checklist.editions:
            name = publication.edition_name(id_, edition)
            with suppress(ET.ParseError, KeyError):  # the check of pages says what is not whole
                html = lone_file(paths.checklist(id_, name), files, own)
                yield text_file(paths.lone(id_, name), html)


def lone_file(path: str, files: Files, own: Own) -> str:
    """Give the page at `path` as one file: its style, scripts, icon, and the clauses it cites."""
    root = _read(files[path])
    root.attrib.pop("data-worker", "")
    root.set("data-alone", "")
    for part in root.findall(".//*[@data-in-site]"):
        dropped(root, part)
    _put_in(root, own.parts)
    _bring_clauses(root, path, files)
    _settle_links(root, path)
    _take_in(root, path, files)
    _first(root, "body").append(_inline("script", str(own.script), files))
    _set_policy(root)
    return f"<!DOCTYPE html>\n{''.join(written(root))}\n"


def _read(page: str | bytes) -> ET.Element:
    return ET.fromstring(page)  # noqa: S314 -- our own page


def _first(root: ET.Element, tag: str) -> ET.Element:
    return next(root.iter(tag), root)


def _put_in(root: ET.Element, parts: str) -> None:
    """Put each of a lone file's own parts after, or at the end of, the module it names."""
    for part in _read(parts):
        after, into = part.attrib.pop("data-after", ""), part.attrib.pop("data-into", "")
        module = root.find(f".//*[@data-module='{after or into}']")
        if module is not None and after:
            replaced(root, module, [module, part])
        else:
            (_first(root, "main") if module is None else module).append(part)


def _target(page: str, link: str) -> tuple[str, str]:
    """Say where a link of a page leads: to a path of the site, and to an anchor there."""
    target, _, anchor = link.partition("#")
    target = unquote(target.partition("?")[0])
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
    return path, unquote(anchor)


# Clauses


def _bring_clauses(root: ET.Element, page: str, files: Files) -> None:
    """Put each clause that the page cites at its end, and lead the citations there."""
    cited: dict[str, set[str]] = {}
    for link in root.iter("a"):
        path, anchor = _target(page, link.get("href", ""))
        if path.startswith("sources/") and anchor and path in files:
            cited.setdefault(path, set()).add(anchor)
            link.set("href", f"#{_anchor(path, anchor)}")
    if not cited:
        return
    marked = root.find(".//*[@data-clauses]")
    place = _first(root, "main") if marked is None else marked
    for path in sorted(cited):
        place.extend(_clauses(path, cited[path], _read(files[path])))


def _anchor(path: str, clause: str) -> str:
    return f"{posixpath.basename(posixpath.dirname(path))}:{clause}"


def _clauses(path: str, anchors: set[str], source: ET.Element) -> Iterator[ET.Element]:
    """Give what a source says of itself, then the clauses in its order."""
    for part in _first(source, "main"):
        if part.tag == "h1":
            part.tag = "h3"
            yield part
        elif part.tag == "p" and part.get("class") in ("meta", "warn"):
            yield _without_links(part)
        elif part.get("id") in anchors:
            yield _clause(path, part)


def _clause(path: str, section: ET.Element) -> ET.Element:
    """Take a clause without what covers it; its headings are of another page's outline."""
    for aside in section.findall("aside"):
        dropped(section, aside)
    section.set("id", _anchor(path, section.attrib["id"]))
    for heading in section.iter():
        if heading.tag in ("h2", "h3", "h4"):
            heading.tag = "p"
    return _without_links(section)


def _without_links(part: ET.Element) -> ET.Element:
    for link in part.iter("a"):
        _make_text(link)
    return part


def _make_text(link: ET.Element) -> None:
    link.tag = "span"
    link.attrib = {name: value for name, value in link.attrib.items() if name == "class"}


# Links, style, scripts


def _settle_links(root: ET.Element, page: str) -> None:
    """Leave no link that would lead nowhere from a lone file."""
    ids = {id_ for part in root.iter() if (id_ := part.get("id"))}
    for link in root.iter("a"):
        if "href" not in link.attrib:
            continue
        path, anchor = _target(page, link.attrib.pop("href"))
        within = anchor if path == page else posixpath.basename(posixpath.dirname(path))
        if within in ids and (path == page or path == paths.item(within)):
            link.set("href", f"#{within}")
        elif not link.get("aria-current"):
            _make_text(link)


def _take_in(root: ET.Element, page: str, files: Files) -> None:
    """Put into the page what it asks for; scripts that wait for the page stand at its end."""
    for part in root.findall(".//link"):
        path, _ = _target(page, part.attrib["href"])
        if part.get("rel") == "stylesheet":
            replaced(root, part, [_inline("style", path, files)])
        elif part.get("rel") == "icon":
            part.set("href", _data(path, files))
        else:
            dropped(root, part)
    for part in root.findall(".//img[@src]"):
        part.set("src", _data(_target(page, part.attrib["src"])[0], files))
    for part in root.findall(".//script[@src]"):
        script = _inline("script", _target(page, part.attrib["src"])[0], files)
        if "defer" in part.attrib:
            dropped(root, part)
            _first(root, "body").append(script)
        else:
            replaced(root, part, [script])


def _inline(tag: str, path: str, files: Files) -> ET.Element:
    """Make an element that runs as HTML and is whole as XML."""
    text = files[path].decode("utf-8")
    for unfit in _UNFIT:
        if unfit in text:
            message = f"里面有“{unfit}”，放不进单个文件"
            raise BuildFailed([Problem(Place(f"site/{path}"), message, "请换一种写法")])
    before, after = _WRAPS[tag]
    element = ET.Element(tag)
    element.text = f"{before}{text}{after}"
    element.tail = "\n"
    return element


def _data(path: str, files: Files) -> str:
    kind = _KINDS[posixpath.splitext(path)[1]]
    return f"data:{kind};base64,{base64.b64encode(files[path]).decode()}"


def _set_policy(root: ET.Element) -> None:
    """Let run what stands in the file, by its hash, and nothing else."""
    hashes = {tag: " ".join(_hashes(root.iter(tag))) or "'none'" for tag in _WRAPS}
    meta = {"http-equiv": "Content-Security-Policy", "content": _POLICY.format(**hashes)}
    policy = ET.Element("meta", meta)
    policy.tail = "\n"
    _first(root, "head").insert(1, policy)  # after the charset, before all that it is to govern


def _hashes(elements: Iterable[ET.Element]) -> Iterator[str]:
    for element in elements:
        digest = hashlib.sha256((element.text or "").encode("utf-8")).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"
