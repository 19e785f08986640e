"""A staged folder in; links that lead nowhere, pages that are not whole, broken PDFs out."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from paicha.problems import Place, Problem
from paicha.source.font import FAMILY

NOT_FOUND = "404.html"
_PAGES = "本站可以链接的例如 ../../checklists/index.html、../../forms/index.html"


@dataclass(slots=True)
class Read:
    """What a page says of itself: its anchors, and what it links to, with the line."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_output(
    folder: Path, name: str, base_path: str, checked: Collection[str]
) -> list[Problem]:
    """Check every page and document of a finished folder, called `name` in messages.

    The page for missing addresses, shown under any of them, may link by `base_path`.
    Documents in `checked` were judged when they were made.
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {
        path: _read((folder / path).read_bytes(), f"{name}/{path}")
        for path in sorted(files)
        if path.endswith(".html")
    }
    if NOT_FOUND in pages:
        links = pages[NOT_FOUND].links
        pages[NOT_FOUND].links = [(_from_root(link, base_path), line) for link, line in links]
    found = [problem for page in pages.values() for problem in page.problems]
    for path, page in pages.items():
        found += _links(path, page, pages, files, name)
    for path in sorted(files):
        if path.endswith(".pdf") and path not in checked:
            found += _pdf(folder / path, f"{name}/{path}")
    return found


def _read(data: bytes, name: str) -> Read:
    """Read a page as the well-formed XML our pages are; every id stands once."""
    page = Read()
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        if (id_ := attributes.get("id")) is not None:
            if id_ in page.ids:
                hint = f"同一页上有两个“{id_}”；请给其中一个编号换个名字"
                page.problems.append(Problem(Place(name, line, 1), f"锚点“{id_}”重复", hint))
            page.ids.add(id_)
        for key in ("href", "src", "action"):
            if key in attributes:
                page.links.append((attributes[key], line))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        place = Place(name, error.lineno, error.offset + 1)
        said = expat.errors.messages[error.code]
        page.problems.append(Problem(place, f"网页写法有误：{said}", "请检查模板里的标签配对"))
    return page


def _from_root(link: str, base_path: str) -> str:
    """Read a link that starts under an unknown address as if it started at the root."""
    return re.sub(r"^(\.\./)+", "", link.removeprefix(base_path))


def _links(
    path: str, page: Read, pages: dict[str, Read], files: set[str], name: str
) -> Iterator[Problem]:
    """Every link leads to a file of the site, and every anchor to a place in it."""
    for link, line in page.links:
        if link.startswith(("http:", "https:", "mailto:", "data:image/")):
            continue
        target, _, anchor = link.partition("#")
        target = unquote(target.partition("?")[0])
        full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        full = full if target else path
        if full not in files:
            yield _dead(Place(f"{name}/{path}", line, 1), path, f"链接“{link}”没有去处", _PAGES)
        elif anchor and full in pages and unquote(anchor) not in pages[full].ids:
            message = f"链接“{link}”的锚点不存在"
            yield _dead(Place(f"{name}/{path}", line, 1), path, message, "请改成那一页上有的锚点")


def _dead(place: Place, path: str, message: str, hint: str) -> Problem:
    """Name the file in which an author wrote the links of a page first, where it was an author."""
    folder, _, name = path.removesuffix("/index.html").partition("/")
    if folder == "guidance" and name:
        seen = f"在网页 {place.path} 第 {place.line} 行"
        return Problem(Place(f"content/guidance/{name}.md"), message, f"{hint}；{seen}")
    where = {
        "checklists": f"写在 checklists/{name.partition('/')[0]}.yaml 的 look_for 里；",
        "items": f"写在检查项 {name} 的 look_for 里；",
    }
    return Problem(place, message, where[folder] + hint if name and folder in where else "")


def _pdf(path: Path, name: str) -> Iterator[Problem]:
    """A PDF opens, has pages, and holds no font but ours: another one is a missing glyph."""
    from pypdf import PdfReader

    try:
        pages = PdfReader(path, strict=True).pages
        count = len(pages)
        fonts = {font for page in pages for font in _fonts(page)}
    except Exception as error:  # noqa: BLE001 -- pypdf raises whatever it trips over
        yield Problem(Place(name), f"PDF 打不开：{error}")
        return
    if not count:
        yield Problem(Place(name), "PDF 没有页面")
    if strange := sorted(font for font in fonts if FAMILY not in font):
        yield Problem(Place(name), f"PDF 里混入了别的字体：{'、'.join(strange)}", "有字印不出来")


def _fonts(page: object) -> Iterator[str]:
    resources = page["/Resources"]  # type: ignore[index]
    for font in resources.get("/Font", {}).values():
        yield str(font.get_object()["/BaseFont"])
