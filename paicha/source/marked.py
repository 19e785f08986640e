"""Markdown in; front matter, clauses, links, and what may not stand in it out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from paicha.problems import Place, Problem
from paicha.source.document import read_yaml
from paicha.source.located import Located
from paicha.source.rendered import PICTURE, TANGLED, TOO_DEEP, TOO_MANY, Kind, Refused, rendered

_ANCHOR = re.compile(r"\{#([^\s}]+)[ \t]*([^{}\n]*)\}\s*$")
_STRAY = re.compile(r"[{｛]\s*[#＃]")
_CLAUSE = re.compile(r"[\w.()（）、·-]+")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_CODE = re.compile(r"(`+).+?\1")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(https?://|[^<>\s@]+@)[^<>\s]*>)")
_APART = re.compile(r" {0,3}\[[^\]]+\]:\s*(<?(?:[A-Za-z][A-Za-z0-9+.-]*:|[./#\\]).*)")
_ENTITY = re.compile(r"&(?!(amp|lt|gt|quot);)(#\w+|[A-Za-z]\w*);")
_TARGET = re.compile(r"\]\(\s*<?([^)>\s]*)|^ {0,3}\[[^\]]+\]:\s*<?([^>\s]*)|<([^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source text: its anchor's id and label ("" where it has none)."""

    id: str
    label: str
    level: int  # of the heading; 0 for a paragraph
    text: str
    place: Place
    anchor: Place  # where its anchor stands; its own place where it has none


def split_front_matter(text: str, name: str) -> tuple[Located, str, int]:
    """Split a page into its front matter and its body, with the body's first line number."""
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"]
    if wrong := _wrong_front_matter(lines, ends):
        found = Located(name)
        found.problems.append(Problem(Place(name, 1, 1), *wrong))
        return found, text, 1
    # A blank first line keeps the line numbers of the file.
    found = read_yaml("\n" + "\n".join(lines[1 : ends[0]]), name)
    return found, "\n".join(lines[ends[0] + 1 :]), ends[0] + 2


def _wrong_front_matter(lines: list[str], ends: list[int]) -> tuple[str, str] | None:
    if lines[0].rstrip() != "---":
        return "开头缺少信息栏", "第一行写 ---，接着写 title: 等，再以一行 --- 结束"
    if not ends:
        return "信息栏没有结束", "请在信息栏下面、正文上面加一行 ---"
    if not "".join(lines[1 : ends[0]]).strip():
        return "信息栏是空的", "请在两行 --- 之间写上 title: 等"
    return None


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
    plain = text[: anchor.start()].rstrip() if anchor else text
    heading = _HEADING.match(plain)
    level = len(heading[1]) if heading else 0
    plain = plain[heading.end() :] if heading else plain
    if not anchor:
        return Block("", "", level, plain, place, place)
    at = anchor.start()
    spot = Place(place.path, place.line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
    return Block(anchor[1], anchor[2].strip(), level, plain, place, spot)


def check_anchors(body: str, first_line: int, name: str) -> Iterator[Problem]:
    """An anchor stands at the end of its block, and its id can stand in an address."""
    lines = body.split("\n")
    for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        anchor = _ANCHOR.search(line) if not below.strip() else None
        if stray := _STRAY.search(line[: anchor.start()] if anchor else line):
            place = Place(name, first_line + number, stray.start() + 1)
            hint = "写成 {#3.2 三（二）}，放在一段的末尾，一段只有一个"
            yield Problem(place, "条款编号的写法或位置不对", hint)
        elif anchor and not _CLAUSE.fullmatch(anchor[1]):
            place = Place(name, first_line + number, anchor.start(1) + 1)
            hint = "用文字、数字、点和连字符，例如 3.2.1"
            yield Problem(place, f"条款编号“{anchor[1]}”里有不能用的字符", hint)


Fault = tuple[int, int, str, str]  # line and column from 0, what is wrong, what to do


def check_markdown(
    text: str,
    where: Callable[[int, int], Place],
    kind: Kind,
    *,
    headings: bool = True,
    pictures: bool = False,
) -> Iterator[Problem]:
    """Refuse raw HTML, images, and links that run something: authors write text, never code.

    `where` gives the place of a line and column of the text, both from 0; `pictures` says whether
    those of the content may stand there.
    """
    shown = _in_what_is_shown(text, kind, headings=headings)
    found = (*_in_lines(text), *shown, *(() if pictures else _pictures(text, kind)))
    for line, column, message, hint in found:
        yield Problem(where(line, column), message, hint)


@lru_cache(maxsize=2048)
def _in_lines(text: str) -> tuple[Fault, ...]:
    found = []
    for number, line in enumerate(_bare(text)):
        if tag := _TAG.search(line):
            hint = "只用 Markdown；要显示小于号请写成 &lt;"
            found.append((number, tag.start(), "不能写 HTML 标签", hint))
        elif apart := _APART.match(line):
            hint = "链接写成 [文字](地址)，地址紧跟在文字后面"
            found.append((number, apart.start(1), f"地址“{apart[1][:40]}”不能另写一行", hint))
        elif entity := _ENTITY.search(line):
            hint = "请直接写这个字符；只有 &lt; &gt; &amp; 可以这样写"
            found.append((number, entity.start(), f"不能写代号“{entity[0]}”", hint))
    return tuple(found)


def _bare(text: str) -> list[str]:
    """Give the lines of a text with blanks for the code in them."""
    return [_CODE.sub(lambda code: " " * len(code[0]), line) for line in text.split("\n")]


@lru_cache(maxsize=2048)
def _in_what_is_shown(text: str, kind: Kind, *, headings: bool) -> tuple[Fault, ...]:
    shown, lines = rendered(text, kind), _bare(text)
    said = {line for line, *_ in _in_lines(text)}
    found = [_fault(refused, lines) for refused in shown.refused]
    if shown.headings and not headings:
        hint = "请写成普通一段；行首的 # 是文字时写成 \\#"
        found.append((*_spot(r"^ {0,3}(#|=+\s*$|-+\s*$)", lines), "这里不能写标题", hint))
    return tuple(fault for fault in dict.fromkeys(found) if fault[0] not in said)


def _pictures(text: str, kind: Kind) -> Iterator[Fault]:
    """Complain of the first picture where there may be none."""
    if rendered(text, kind).pictures:
        hint = "要放在检查项旁边的，写进 content/pictures.yaml 里那张图的 items"
        yield *_spot(r"!\[", _bare(text)), "这里不能放图", hint


def _fault(refused: Refused, lines: list[str]) -> Fault:
    if refused.tag == "a":
        hint = "只能链接到本站页面（例如 ../../forms/index.html）、http、https 或 mailto"
        link = refused.address
        return *_where(link, _targets(lines)), f"链接“{link[:40]}”不能用", hint
    if refused.tag == "img":
        hint = "图写进 content/pictures.yaml；说明页里单独一段写 ![](picture:编号)，方括号里不写字"
        spot = _spot(rf"\S\s*!\[|!\[(?!\]\({PICTURE.pattern}\)\s*$)", lines)
        return *(spot if any(spot) else _spot(r"!\[", lines)), "不能这样放图片", hint
    if refused == TOO_MANY:
        hint = "请删去多余的；链接写成 [文字](地址)；文字里要方括号的写 \\["
        return *_spot(r"\[", lines), "一段里的“[”太多，多半是误按", hint
    if refused == TANGLED:
        return (
            *_spot(r"\*|_", lines),
            "星号或下划线交叉了",
            "强调要成对；是文字时写成 \\*",
        )
    if refused == TOO_DEEP:
        return 0, 0, "列表或引用一层套一层，太深了", "请减少缩进，或分成几段"
    return 0, 0, f"不能放“{refused.tag}”", "只用 Markdown 的段落、列表、表格、标题、强调和链接"


def _targets(lines: list[str]) -> list[tuple[str, tuple[int, int]]]:
    """List what is written as a link's address, and where."""
    return [
        (unescape(target[1] or target[2] or target[3] or ""), (number, target.start()))
        for number, line in enumerate(lines)
        for target in _TARGET.finditer(line)
    ]


def _where(link: str, written: list[tuple[str, tuple[int, int]]]) -> tuple[int, int]:
    """Find where a link is written; one with brackets or a line's end in it, by how it begins."""
    exact = [spot for said, spot in written if said == link]
    begun = [spot for said, spot in written if said and link.startswith(said)]
    return next(iter(exact + begun), (0, 0))


@lru_cache(maxsize=2048)
def links(text: str, kind: Kind) -> tuple[tuple[str, int, int], ...]:
    """List the links of a Markdown text, each with its line and column from 0."""
    found = rendered(text, kind).links
    written = _targets(_bare(text)) if found else []
    return tuple((link, *_where(link, written)) for link in found)


def pictures_in(text: str) -> Iterator[tuple[str, int, int]]:
    """List the pictures that a page shows, each with its line and column from 0."""
    for id_ in dict.fromkeys(rendered(text, "page").pictures):
        yield id_, *_spot(rf"\(picture:{id_}\)", _bare(text))


def _spot(pattern: str, lines: list[str]) -> tuple[int, int]:
    for number, line in enumerate(lines):
        if found := re.search(pattern, line):
            return number, found.start()
    return 0, 0
