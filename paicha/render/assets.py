"""Styles and scripts in; files whose names carry a hash of what they hold out."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from paicha.output import OutputFile
from paicha.project import Project
from paicha.render import paths
from paicha.render.publication import Publication
from paicha.render.scripts.library import Library, read_library
from paicha.render.scripts.linked import Linked, late_script, linked, script, whole
from paicha.render.words import into_style, words
from paicha.source.text import must_read

# Of a style: a text, a comment, a rule's end, or room beside a sign that needs none.
_STYLE = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(/\*.*?\*/\s*)"""
    r"""|([\s;]*\}\s*)|\s*([{;,])\s*|(?<=[\w)]):\s+""",
    re.DOTALL,
)
ALONE = "alone.js"  # the entry of a checklist as one file, which finds no other beside it


def assets(project: Project) -> dict[str, OutputFile]:
    """Give each asset by the name templates know it by: `site.css`, `filter.js`, `icon.png`.

    The styles of all pages become one file, in the order of their names: tokens first. The style of
    one page is a file of its own, called like the page's script.
    """

    def read(path: Path) -> str:
        return must_read(path, project.name(path))

    said = words(project)

    def style(path: Path) -> str:
        return tight(into_style(read(path), said, project.name(path)))

    common = project.templates_like("assets/css/*.css")
    named = {"site.css": "".join(map(style, common))}
    named |= {path.name: style(path) for path in project.templates_like("assets/css/pages/*.css")}
    named |= {path.name: read(path) for path in project.templates_like("assets/*.svg")}
    pictures = {path.name: path.read_bytes() for path in project.templates_like("assets/*.png")}
    texts = {name: content.encode("utf-8") for name, content in named.items()}
    found = {name: hashed(name, content) for name, content in (texts | pictures).items()}
    return found | _scripts(read_library(project))


def tight(style: str) -> str:
    """Give a style without what only its readers need, a rule a line."""

    def left(found: re.Match[str]) -> str:
        text, comment, end, sign = found.groups()
        return text or ("" if comment else "}\n" if end else sign or ":")

    return _STYLE.sub(left, style)


@lru_cache(maxsize=4)
def _scripts(library: Library) -> dict[str, OutputFile]:
    """Give the script of each entry by its name, and of what it asks for late: `list.js:a/b.js`.

    They are kept: nobody changes what is given here.
    """
    found: dict[str, OutputFile] = {}
    for entry in library.entries:
        found |= _linked(whole(library, entry) if entry == ALONE else linked(library, entry))
    return found


def _linked(one: Linked) -> dict[str, OutputFile]:
    found = {}
    for path in one.late:
        name = f"{one.entry.removesuffix('.js')}-{PurePosixPath(path).name}"
        found[path] = hashed(name, late_script(one, path).encode("utf-8"))
    addresses = {path: file.path.name for path, file in found.items()}
    entry = hashed(one.entry, script(one, addresses).encode("utf-8"))
    return {one.entry: entry, **{f"{one.entry}:{path}": file for path, file in found.items()}}


def way_styles(site_css: OutputFile, ways: int) -> dict[str, OutputFile]:
    """Give the style of each way home: it shows the links of that way and hides all others.

    The page for missing addresses asks for all of them; those on a wrong way are not there,
    and of several that are there (a site at its server's root) the last one asked for holds.
    """
    text = '@import "{}";\n.way {{ display: none; }}\n.way--{} {{ display: block; }}\n'
    styles = {f"way-{way}.css": text.format(site_css.path.name, way) for way in range(ways)}
    return {name: hashed(name, content.encode("utf-8")) for name, content in styles.items()}


def hashed(name: str, content: bytes) -> OutputFile:
    """Name an asset by its content, so that old and new never mix in a browser's cache."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:10]
    return OutputFile(PurePosixPath(f"assets/{stem}.{digest}.{ending}"), content)


def render_assets(named: dict[str, OutputFile]) -> Iterator[OutputFile]:
    """Yield the assets as files."""
    yield from named.values()


def render_pictures(publication: Publication) -> Iterator[OutputFile]:
    """Yield the pictures of the content, under names that stay."""
    for name, image in publication.site.images.items():
        yield OutputFile(PurePosixPath(paths.picture(name)), image.content)
