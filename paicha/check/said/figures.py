"""Content in; fields of forms whose units, counts and labels are not those in words out."""

import re
from collections.abc import Iterator

from paicha.check.said.words import Finding, Words, quoted, settle
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.form import (
    AtMost,
    Blank,
    Cell,
    CellGroup,
    Column,
    Form,
    InOrder,
    Needs,
    Value,
)
from paicha.problems import Problem
from paicha.source.located import Loc
from paicha.source.text import on_one_line

_CUMULATIVE = re.compile("累计|截至|为止|到.{0,4}[底末]")
_PERIOD = re.compile("[本当上这]个?(月|季度?|周|旬|期|半年|年)")
_YES_OR_NO = {"是", "否", "有", "无"}
_SHARED = 2  # characters that a label and what is said of it have in common at least


def check_figures(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on the words of forms."""
    forms = {file.id: file for file in content.forms}
    for file in content.forms:
        ledger = forms.get(file.value.ledger or "")
        whole = not (file.lost or (ledger and ledger.lost))
        for loc, cell in parts(file, Cell):
            found = _cell(loc, cell, ledger.value if ledger else None)
            yield from settle(file, loc, cell, found, whole=whole)
        for loc, column in parts(file, Column):
            yield from settle(file, loc, column, _options(loc, column))
        yield from _labels(file, words)
        yield from () if file.lost else _rules(file)


def _cell(loc: Loc, cell: Cell, ledger: Form | None) -> Iterator[Finding]:
    """A cell's kind, units, levels and counts are those of its label and definition."""
    yield from _kind(loc, cell)
    yield from _units(loc, cell)
    for n, level in enumerate(cell.levels):
        if level not in cell.label:
            yield _finding((*loc, "levels", n), f"label“{cell.label}”里没有“{level}”", level)
    for n, value in enumerate(cell.values):
        if ledger:
            yield from _count((*loc, "values", n), cell, value, ledger)


def _finding(loc: Loc, message: str, value: str) -> Finding:
    hint = "请核对原表，改正其中一个"
    return Finding(loc, message, hint, lambda reason: value in reason)


def _kind(loc: Loc, cell: Cell) -> Iterator[Finding]:
    """A cumulative figure's definition says since when or till when, one of a period which."""
    called = {"cumulative": "累计", "period": "当期"}[cell.kind]
    cumulative = bool(_CUMULATIVE.search(cell.definition))
    period = not cumulative and bool(_PERIOD.search(cell.definition))
    said = {"cumulative": cumulative, "period": period}[cell.kind]
    if not said:
        wanted = "累计、截至或到……为止" if cell.kind == "cumulative" else "本月、上月等，不写累计"
        message = f"kind 是 {cell.kind}（{called}），definition 写的却是“{cell.definition[:30]}”"
        hint = f"{called}的在 definition 里写{wanted}；或改 kind"
        yield Finding((*loc, "kind"), message, hint, lambda reason: called in reason)


def _units(loc: Loc, cell: Cell) -> Iterator[Finding]:
    """A unit is one that the label has in brackets; only money has fractions."""
    brackets = re.findall("（([^（）]*)）", cell.label)
    said = [unit for inside in brackets for unit in re.split("[，、/]", inside)]
    for n, value in enumerate(cell.values):
        at = (*loc, "values", n)
        if said and value.unit not in said:
            message = f"unit 是“{value.unit}”，label 写的却是{quoted(said)}"
            yield _finding((*at, "unit"), message, value.unit)
        elif len(said) == len(cell.values) and value.unit != said[n]:
            message = f"第 {n + 1} 个数的 unit 是“{value.unit}”，label 写的却是“{said[n]}”"
            yield _finding((*at, "unit"), message, value.unit)
        if value.fraction != value.unit.endswith("元"):
            message = f"fraction 是 {str(value.fraction).lower()}，单位却是“{value.unit}”"
            yield _finding((*at, "unit"), message, value.unit)


def _count(loc: Loc, cell: Cell, value: Value, ledger: Form) -> Iterator[Finding]:
    """What a value counts is named in its label, and what its label names is counted."""
    columns = {column.id: column for column in ledger.columns}
    words = f"{cell.label}{cell.definition}"
    for n, where in enumerate(value.count):
        column = columns.get(where.column)
        if not column:
            continue
        says = where.says or ""
        own = says if says and says not in _YES_OR_NO else _bare(column.label)
        at = (*loc, "count", n, "says" if where.says else "column")
        if (own not in words) if own == says else not _alike(own, words, _SHARED + 1):
            yield _finding(at, f"数的是“{own}”，label 写的却是“{cell.label}”", own)
        elif says in ("否", "无"):
            yield _finding(at, f"数的是“{own}”为“{says}”的，label 写的却是“{cell.label}”", says)
    counted = {where.column for where in value.count}
    for name, column in columns.items():
        if value.count and name not in counted and _named(column, cell.label):
            message = f"label“{cell.label}”说到“{_bare(column.label)}”，count 里却没有 {name}"
            yield _finding((*loc, "count"), message, name)


def _named(column: Column, label: str) -> bool:
    """Whether a label speaks of a column: of one of its options, or as its own label begins."""
    options = [one for one in column.options if one not in _YES_OR_NO]
    return any(one in label for one in options) or _bare(column.label)[:4] in label


def _alike(one: str, other: str, least: int) -> bool:
    """Whether so many characters in a row stand in both."""
    return any(one[n : n + least] in other for n in range(len(one) - least + 1))


def _bare(label: str) -> str:
    """Give a label without what stands in brackets."""
    return re.sub("（[^（）]*）", "", label)


def _options(loc: Loc, column: Column) -> Iterator[Finding]:
    """Where a label lists its options in brackets, they are those."""
    listed = re.search("（([^（）/]+(?:/[^（）/]+)+)）", column.label)
    if listed and column.options and tuple(listed[1].split("/")) != column.options:
        message = f"options 是{quoted(column.options)}，label 写的却是“{listed[1]}”"
        yield _finding((*loc, "options"), message, "、".join(column.options))


def _labels(file: File[Form], words: Words) -> Iterator[Problem]:
    """A field that rests on a clause of its form's own (annex-1.1.2) is labelled as it says there.

    A cell's number is the clause's, too.
    """
    own = tuple(f"{basis.clause}." for basis in file.value.basis)
    fields: list[tuple[Loc, Blank | Column | Cell | CellGroup]] = [
        *parts(file, Blank),
        *parts(file, Column),
        *parts(file, Cell),
        *parts(file, CellGroup),
    ]
    for loc, field in fields if file.value.annex else ():
        key = "title" if isinstance(field, CellGroup) else "label"
        basis = next((one for one in field.basis if one.clause.startswith(own)), None)
        if basis and words.literal(basis):
            text, label = _plain(words.text(basis)), _plain(getattr(field, key))
            said = f"条款 {basis.clause} 写的是“{on_one_line(text, 40)}”"
            if label not in text:
                message = f"{key} 不是原表的写法：“{label}”，{said}"
                yield Problem(file.place(*loc, key), message, "请照抄原表")
            elif isinstance(field, Cell) and _number(text) not in (None, field.number):
                message = f"number 是 {field.number}，{said}"
                yield Problem(file.place(*loc, "number"), message, "请照原表编号")


def _number(text: str) -> int | None:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _rules(file: File[Form]) -> Iterator[Problem]:
    """A rule's message speaks of the columns and values that the rule compares."""
    labels = {one.id: f"{_bare(one.label)}{one.definition}" for one in file.value.columns}
    labels |= {value.id: value.title for value in file.value.values()}
    for loc, name, message in _compared(file):
        if name in labels and not _alike(labels[name], message, _SHARED):
            said = f"message 写的是“{message}”，没有说到 {name}（{labels[name][:12]}）"
            yield Problem(file.place(*loc), said, "请核对 message 和它比的栏")
    for loc, needs in parts(file, Needs):
        says = needs.where.says
        if says and says not in _YES_OR_NO and says not in needs.message:
            said = f"message 里没有“{says}”：“{needs.message}”"
            place = file.place(*loc, "where", "says")
            yield Problem(place, said, "请核对 message 和 says")


def _compared(file: File[Form]) -> Iterator[tuple[Loc, str, str]]:
    """Yield each column or value that a rule compares, with the rule's message."""
    for loc, needs in parts(file, Needs):
        yield (*loc, "where", "column"), needs.where.column, needs.message
        for n, name in enumerate(needs.columns):
            yield (*loc, "columns", n), name, needs.message
    for loc, order in parts(file, InOrder):
        for key in ("first", "second"):
            yield (*loc, key), getattr(order, key), order.message
    for loc, most in parts(file, AtMost):
        for key in ("left", "right"):
            yield (*loc, key), getattr(most, key), most.message
