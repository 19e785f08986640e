"""Content in; links of authors to what the site does not have out, where they are written."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from urllib.parse import unquote

from paicha.check.references import item_ids
from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content
from paicha.model.file import parts
from paicha.model.texts import PageHead, SourceHead
from paicha.problems import Place, Problem, did_you_mean
from paicha.source.marked import links, split_front_matter
from paicha.source.text import on_one_line

_PAGE = re.compile(r"(sources|checklists|items|duties|guidance)/([^/]+)/index\.html")
Known = dict[str, Collection[str]]  # folder of the site → the ids that have a page there
Clauses = dict[str, Collection[str]]


def check_links(content: Content) -> Iterator[Problem]:
    """A link into a folder of the site leads to a page of it, one into a source to a clause.

    All else that links lead to is checked in the finished site.
    """
    known, clauses = _known(content), _clauses(content)
    for page in content.guidance:
        name = page.located.name
        _, body, first = split_front_matter(content.texts[name], name)
        found = links(body, "page")
        yield from _dead(found, _below(name, first), known, clauses)
    for file in content.checklists:
        for loc, item in parts(file, Item):
            if item.look_for:
                at = (*loc, "look_for")
                where = partial(file.located.within, at)
                found = links(str(file.located.value_at(at)), "note")
                yield from _dead(found, where, known, clauses)


def _below(name: str, first: int) -> Callable[[int, int], Place]:
    return lambda line, column: Place(name, first + line, column + 1)


def _known(content: Content) -> Known:
    """Gather the pages there are; a folder with a file that could not be read is left out."""
    pages: Known = {}
    if SourceHead not in content.broken:
        pages["sources"] = [file.id for file in content.sources]
    if PageHead not in content.broken:
        pages["guidance"] = [file.id for file in content.guidance]
    if Checklist not in content.broken:
        pages["checklists"] = [file.id for file in content.checklists]
        if items := item_ids(content):
            pages["items"] = sorted(items)
    people = content.responsibilities
    if people and not people.lost:
        pages["duties"] = [role.id for role in people.value.roles]
    return pages


def _clauses(content: Content) -> Clauses:
    return {file.id: [one.id for one in file.value.clauses] for file in content.sources}


def _dead(
    addresses: Iterable[tuple[str, int, int]],
    where: Callable[[int, int], Place],
    known: Known,
    clauses: Clauses,
) -> Iterator[Problem]:
    """Pages that hold authors' links stand two folders deep, so that ../../ is the site."""
    for link, line, column in addresses:
        target, _, anchor = link.partition("#")
        if _is_beside(target):
            bare = re.sub(r"\.\w+$", "", posixpath.basename(unquote(target)))
            message = f"不能链接文件“{on_one_line(link, 80)}”：网站只发布网页，不带附件"
            hint = (
                f"请去掉链接，只写“{bare}”；文件在别的网站上的，写完整网址 https://…；"
                "本站的报表写 ../../forms/index.html"
            )
            yield Problem(where(line, column), message, hint)
            continue
        page = _PAGE.fullmatch(posixpath.normpath(posixpath.join("a/b", unquote(target))))
        if not page or page[1] not in known:
            continue
        folder, name, clause = page[1], page[2], unquote(anchor)
        if name not in known[folder]:
            hint = did_you_mean(name, known[folder])
            yield Problem(where(line, column), f"链接“{on_one_line(link, 80)}”没有去处", hint)
        elif folder == "sources" and clause and clause not in clauses[name]:
            hint = did_you_mean(clause, clauses[name])
            yield Problem(
                where(line, column),
                f"链接“{on_one_line(link, 80)}”没有去处：{name} 里没有这一条",
                hint,
            )


def _is_beside(target: str) -> bool:
    """Whether a link leads to a file beside the page: none but pages stand there."""
    if not target or re.match("[a-zA-Z][a-zA-Z0-9+.-]*:", target):
        return False
    path = posixpath.normpath(posixpath.join("a/b", unquote(target)))
    return path.startswith("a/") and not path.endswith("/index.html")
