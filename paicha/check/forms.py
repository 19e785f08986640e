"""Content in; forms whose parts do not fit together, or cannot be made, out."""

from collections.abc import Iterator

from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.form import (
    Blank,
    Cell,
    CellGroup,
    Column,
    Form,
    Grounded,
    InOrder,
    Needs,
    Value,
    Where,
)
from paicha.problems import Problem, did_you_mean
from paicha.source.located import Loc

PAPER_WIDTH = {"portrait": 170, "landscape": 257}  # mm on A4, less 20 mm at each side
_NAME = 31  # characters of a sheet's name in a workbook
_NOT_IN_NAMES = "[]:*?/\\'"
_NUMBERS = 2  # that a cell of a workbook's sheet has room for
_CHOICES = 255  # characters of all options of a drop-down together


def check_forms(content: Content) -> Iterator[Problem]:
    """Apply every rule on the parts of a form."""
    forms = {file.id: file.value for file in content.forms}
    whole = Form not in content.broken and not any(file.lost for file in content.forms)
    for file in content.forms:
        if file.lost:
            continue  # what dropped out would be missed in what is left
        yield from _parts_of_its_kind(file)
        yield from _day(file)
        yield from _numbers(file)
        yield from _lines(file)
        yield from _widths(file)
        yield from _grounds(file)
        yield from _names(file)
        yield from _options(file)
        yield from _counts(file, forms, whole=whole)
        yield from _rules_of_rows(file)


_PARTS = {"cells": "groups", "rows": "columns", "document": "columns"}
_ONLY = {
    "cells": ("groups", "ledger", "notes"),
    "rows": ("columns", "foot"),
    "document": (
        *("copies", "proves", "before", "list_title", "columns"),
        *("foot", "after", "signers", "dated"),
    ),
}
_FILLED = {"groups": "逐格填数", "columns": "逐行登记"}


def _parts_of_its_kind(file: File[Form]) -> Iterator[Problem]:
    """A form of cells has groups, one of rows or a document columns; none has another's parts."""
    form, need = file.value, _PARTS[file.value.kind]
    if not getattr(form, need):
        wrong = next((name for name in ("groups", "columns") if getattr(form, name)), None)
        if not wrong:
            message = f"kind 是 {form.kind} 的报表缺少 {need}"
            yield Problem(file.place("kind"), message, f"请补上 {need}:")
    for name in dict.fromkeys(name for names in _ONLY.values() for name in names):
        if getattr(form, name) and name not in _ONLY[form.kind]:
            message = f"kind 是 {form.kind} 的报表不用 {name}"
            if name in ("groups", "columns"):
                line = file.place("kind").line
                named, other = _FILLED[need], _FILLED[name]
                message = (
                    f"kind（第 {line} 行）是 {form.kind}（{named}），下面写的却是 {name}（{other}）"
                )
                kind = "cells" if name == "groups" else "rows"
                hint = f"多半应写 kind: {kind}；确实{named}的，把 {name}: 改写成 {need}:"
            else:
                hint = f"请删去 {name}，或改 kind"
            yield Problem(file.located.key_place(name), message, hint)


def _day(file: File[Form]) -> Iterator[Problem]:
    """A form that proves a duty says of which day it is: by that it is counted."""
    if file.value.proves and not file.value.day:
        hint = "请在 head: 里加一栏，写 content: date；按这一天数它算哪个月的"
        yield Problem(file.place("proves"), "有 proves，表头却没有写日期的栏", hint)


def _numbers(file: File[Form]) -> Iterator[Problem]:
    """Cells of a group are numbered 1, 2, 3 … as on the paper; the first that is not is named."""
    for loc, group in parts(file, CellGroup):
        wrong = [n for n, cell in enumerate(group.cells) if cell.number != n + 1]
        for n in wrong[:1]:
            message = f"填报项序号 {group.cells[n].number} 不连续，应是 {n + 1}"
            yield Problem(file.place(*loc, "cells", n, "number"), message, "请按表上的顺序编号")
        for n, cell in enumerate(group.cells):
            if len(cell.values) * max(len(cell.levels), 1) > _NUMBERS:
                message = f"一格里最多填 {_NUMBERS} 个数"
                yield Problem(file.place(*loc, "cells", n), message, "请分成两格，或减少 levels")


def _lines(file: File[Form]) -> Iterator[Problem]:
    """Lines are the label with its line breaks, and nothing else."""
    whole: list[tuple[Loc, str, tuple[str, ...]]] = [
        (("title_lines",), file.value.title, file.value.title_lines)
    ]
    whole += [((*loc, "lines"), group.title, group.lines) for loc, group in parts(file, CellGroup)]
    whole += [((*loc, "lines"), cell.label, cell.lines) for loc, cell in parts(file, Cell)]
    for loc, label, lines in whole:
        if lines and "".join(lines) != label:
            hint = f"只能分行，不能改字：{label}"
            yield Problem(file.place(*loc), f"{loc[-1]} 连起来不是原来的话", hint)


def _widths(file: File[Form]) -> Iterator[Problem]:
    """The columns fill the page and no more."""
    total = sum(column.width for column in file.value.columns)
    room = PAPER_WIDTH[file.value.orientation]
    if total > room:
        message = f"各栏共宽 {total} 毫米，纸面只有 {room} 毫米"
        yield Problem(file.place("columns"), message, "请减小 width")


def _grounds(file: File[Form]) -> Iterator[Problem]:
    """A field rests on a clause, or is plainly a working field; never both, never neither."""
    for loc, field in parts(file, Grounded):
        name = getattr(field, "id", "")
        if field.basis and field.working:
            message = f"“{name}”有依据，又写了 working"
            yield Problem(file.place(*loc, "working"), message, "有依据的请删去 working")
        elif not field.basis and not field.working:
            hint = "请补上 basis:；依据文件没有点名、做事又少不了的，写 working: true"
            yield Problem(file.place(*loc), f"“{name}”没有依据", hint)


def _names(file: File[Form]) -> Iterator[Problem]:
    """A workbook can call its sheet by the short title, and tell the columns of a list apart."""
    title = file.value.short_title
    if len(title) > _NAME or set(title) & set(_NOT_IN_NAMES):
        message = f"short_title“{title}”不能作表格文件里的表名"
        hint = f"最多 {_NAME} 个字，不含 {' '.join(_NOT_IN_NAMES)}"
        yield Problem(file.place("short_title"), message, hint)
    seen: set[str] = set()
    for n, column in enumerate(file.value.columns):
        if column.label in seen:
            place = file.place("columns", n, "label")
            yield Problem(place, f"栏名“{column.label}”重复", "请换一个，表格文件靠栏名分辨")
        seen.add(column.label)


def _options(file: File[Form]) -> Iterator[Problem]:
    """A drop-down of a spreadsheet can hold the options."""
    fields: list[tuple[Loc, Blank | Column]] = [*parts(file, Blank), *parts(file, Column)]
    for loc, field in fields:
        place = file.place(*loc, "options")
        if any("," in option for option in field.options):
            yield Problem(place, "选项里有半角逗号，下拉列表会断开", "请改用顿号或全角逗号")
        elif (size := len(",".join(field.options))) > _CHOICES:
            message = f"选项共 {size} 个字，下拉列表最多 {_CHOICES} 个"
            yield Problem(place, message, "请减少选项，或写短些")


def _counts(file: File[Form], forms: dict[str, Form], *, whole: bool) -> Iterator[Problem]:
    """What a value counts are rows of a list that there is."""
    form, name = file.value, file.value.ledger
    counted = [loc for loc, value in parts(file, Value) if value.count]
    if counted and not name:
        hint = "请补上 ledger:，写明数哪张清单的行"
        yield Problem(file.place(*counted[0], "count"), "有 count 却缺少 ledger", hint)
    if not name or not whole:
        return
    if name not in forms or forms[name].kind != "rows":
        lists = [id_ for id_, one in forms.items() if one.kind == "rows"]
        hint = did_you_mean(name, sorted(lists))
        yield Problem(file.place("ledger"), f"没有清单“{name}”", hint)
        return
    if not form.columns:
        for loc, where in parts(file, Where):
            yield from _where(file, loc, where, forms[name])


def _rules_of_rows(file: File[Form]) -> Iterator[Problem]:
    """The rules on rows speak of columns of this list."""
    for loc, where in parts(file, Where):
        if "rules" in loc:
            yield from _where(file, loc, where, file.value)
    for loc, rule in parts(file, Needs):
        for n, name in enumerate(rule.columns):
            yield from _column(file, (*loc, "columns", n), name, file.value)
    for loc, order in parts(file, InOrder):
        for key in ("first", "second"):
            yield from _column(file, (*loc, key), getattr(order, key), file.value)


def _where(file: File[Form], loc: Loc, where: Where, ledger: Form) -> Iterator[Problem]:
    """A row can say what is asked of it."""
    yield from _column(file, (*loc, "column"), where.column, ledger)
    options = next((c.options for c in ledger.columns if c.id == where.column), None)
    if where.says and options is not None and where.says not in options:
        message = f"“{where.column}”一栏没有选项“{where.says}”"
        yield Problem(file.place(*loc, "says"), message, did_you_mean(where.says, options))


def _column(file: File[Form], loc: Loc, name: str, ledger: Form) -> Iterator[Problem]:
    columns = [column.id for column in ledger.columns]
    if name not in columns:
        hint = did_you_mean(name, columns)
        yield Problem(file.place(*loc), f"“{ledger.short_title}”里没有栏“{name}”", hint)
