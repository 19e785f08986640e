"""Content in; fields of forms whose units, counts and labels are not those in words out."""

import re
from collections.abc import Iterator

from paicha.check.said.words import Finding, Words, line_of, quoted, settle, told
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

_CUMULATIVE = re.compile("累计|截至|为止|到.{0,4}[底末]")
_PERIOD = re.compile("[本当上这]个?(月|季度?|周|旬|期|半年|年)")
_KINDS = {
    "cumulative": "只报当期的写 kind: period；累计的，definition 里写上“累计”或“截至……”",
    "period": "累计的写 kind: cumulative；只报当期的，definition 里写上“本月”或“上月”",
}
_YES_OR_NO = {"是", "否", "有", "无"}
_SHARED = 2  # characters that a label and what is said of it have in common at least


def check_figures(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on the words of forms."""
    forms = {file.id: file for file in content.forms}
    for file in content.forms:
        ledger = forms.get(file.value.ledger or "")
        whole = not (file.lost or (file.value.ledger and (not ledger or ledger.lost)))
        for loc, cell in parts(file, Cell):
            found = _cell(file, loc, cell, ledger.value if ledger else None)
            yield from settle(file, loc, cell, found, whole=whole)
        for loc, column in parts(file, Column):
            yield from settle(file, loc, column, _options(file, loc, column))
        yield from _labels(file, words)
        yield from () if file.lost else _rules(file)


def _cell(file: File[Form], loc: Loc, cell: Cell, ledger: Form | None) -> Iterator[Finding]:
    """A cell's kind, units, levels and counts are those of its label and definition."""
    label = f"label（{line_of(file.place(*loc, 'label'))}）"
    yield from _kind(file, loc, cell)
    yield from _units(loc, cell, label)
    for n, level in enumerate(cell.levels):
        if level not in cell.label:
            message = f"levels 写了“{level}”，{label}里却没有"
            hint = f"原表不分级的，删去 levels；label 漏写的，补上“{level}”"
            yield Finding((*loc, "levels", n), message, hint, level)
    for n, value in enumerate(cell.values):
        if ledger:
            yield from _count((*loc, "values", n), cell, value, ledger, label)


def _kind(file: File[Form], loc: Loc, cell: Cell) -> Iterator[Finding]:
    """A cumulative figure's definition says since when or till when, one of a period which."""
    called = {"cumulative": "累计", "period": "当期"}[cell.kind]
    cumulative = bool(_CUMULATIVE.search(cell.definition))
    period = not cumulative and bool(_PERIOD.search(cell.definition))
    said = {"cumulative": cumulative, "period": period}[cell.kind]
    if not said:
        message = f"kind 是 {cell.kind}（{called}），{told(file, loc, [cell.definition])}"
        hint = _KINDS[cell.kind]
        yield Finding((*loc, "kind"), message, hint, called)


def _units(loc: Loc, cell: Cell, label: str) -> Iterator[Finding]:
    """A unit is one that the label has in brackets; only money has fractions."""
    brackets = re.findall("（([^（）]*)）", cell.label)
    said = [unit for inside in brackets for unit in re.split("[，、/]", inside)]
    for n, value in enumerate(cell.values):
        at, each = (*loc, "values", n), len(said) == len(cell.values)
        if (said and value.unit not in said) or (each and value.unit != said[n]):
            meant = [said[n]] if each else said
            which = f"第 {n + 1} 个数的 " if len(cell.values) > 1 else ""
            message = f"{which}unit 是“{value.unit}”，{label}写的却是{quoted(meant)}"
            hint = f"原表和 label 一样的，把 unit 改成{'或'.join(f'“{one}”' for one in meant)}"
            yield Finding((*at, "unit"), message, hint, value.unit)
        yield from _fraction(at, value)


def _fraction(loc: Loc, value: Value) -> Iterator[Finding]:
    """Only money has fractions."""
    money = value.unit.endswith("元")
    if value.fraction and not money:
        message = f"fraction: true 表示可以填小数，“{value.unit}”是数个数的"
        yield Finding((*loc, "fraction"), message, "请删去 fraction: true", value.unit)
    elif money and not value.fraction:
        message = f"“{value.unit}”是钱数，要能填小数，却没有写 fraction: true"
        hint = f"在 unit: {value.unit} 后面加 , fraction: true"
        yield Finding((*loc, "unit"), message, hint, value.unit)


def _count(loc: Loc, cell: Cell, value: Value, ledger: Form, label: str) -> Iterator[Finding]:
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
        hint = _other(column, cell.label)
        if (own not in words) if own == says else not _alike(own, words, _SHARED + 1):
            message = f"数的是“{own}”，{label}写的却是“{cell.label}”"
            yield Finding(at, message, hint, own)
        elif says in ("否", "无"):
            message = f"数的是“{own}”为“{says}”的，{label}写的却是“{cell.label}”"
            yield Finding(at, message, hint, says)
    counted = {where.column for where in value.count}
    for name, column in columns.items():
        if value.count and name not in counted and _named(column, cell.label):
            message = f"{label}“{cell.label}”说到“{_bare(column.label)}”，count 里却没有 {name}"
            hint = f"在 count 的 [ ] 里加上 {{column: {name}}}，只数某一种的再加 says"
            yield Finding((*loc, "count"), message, hint, name)


def _other(column: Column, label: str) -> str:
    """Say which rows to count: those of the option that a label speaks of, if it does."""
    option = next((one for one in column.options if one in label), "")
    return f"把 says 改成“{option}”" if option else "请核对原表：改 count 的栏和 says，或改 label"


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


def _options(file: File[Form], loc: Loc, column: Column) -> Iterator[Finding]:
    """Where a label lists its options in brackets, they are those."""
    listed = re.search("（([^（）/]+(?:/[^（）/]+)+)）", column.label)
    if listed and column.options and tuple(listed[1].split("/")) != column.options:
        label = f"label（{line_of(file.place(*loc, 'label'))}）"
        message = f"options 是{quoted(column.options)}，{label}写的却是“{listed[1]}”"
        hint = f"原表和 label 一样的，写 options: [{listed[1].replace('/', ', ')}]"
        yield Finding((*loc, "options"), message, hint, "、".join(column.options))


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
        n = next((n for n, one in enumerate(field.basis) if one.clause.startswith(own)), None)
        if n is not None and words.literal(field.basis[n]):
            basis = field.basis[n]
            rests = (n, words.named(basis), words.text(basis))
            yield from _as_issued(file, loc, field, rests)


def _as_issued(
    file: File[Form],
    loc: Loc,
    field: Blank | Column | Cell | CellGroup,
    rests: tuple[int, str, str],
) -> Iterator[Problem]:
    """A label is as its clause has it, without the cell's number; that is the clause's, too."""
    key = "title" if isinstance(field, CellGroup) else "label"
    (n, clause, text), label = rests, getattr(field, key)
    number, bare = _number(text) if isinstance(field, Cell) else (None, text)
    if number is not None and _number(label)[0] == number:
        where = f"number（{line_of(file.place(*loc, 'number'))}）"
        message = f"{key}“{label}”带了序号，序号已经写在 {where}里"
        yield Problem(file.place(*loc, key), message, f"写{quoted([_number(label)[1]])}，不带序号")
    elif _plain(label) not in _plain(bare):
        message = f"{key} 不是原表的写法：“{label}”，{clause}写的是{quoted([text])}"
        hint = f"写{quoted([bare])}" + ("，不带序号" if number is not None else "")
        yield Problem(file.place(*loc, key), message, hint)
    elif isinstance(field, Cell) and number not in (None, field.number):
        message = f"number 是 {field.number}，依据的{clause}却是原表第 {number} 项{quoted([bare])}"
        hint = f"不要改 number：请核对 label 和依据，改成原表第 {field.number} 项的"
        yield Problem(file.place(*loc, "basis", n, "clause"), message, hint)


def _number(text: str) -> tuple[int | None, str]:
    """Take the number before a label from the label."""
    found = re.match(r"\s*(\d+)[.．、]?\s*", text)
    return (int(found[1]), text[found.end() :]) if found else (None, text)


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
