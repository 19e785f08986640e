"""A field and the cells it is filled into in; what these cells offer, refuse and turn red out."""

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from paicha.model.form import Blank, Cell, Column, Form, Needs, Value
from paicha.render.office.xlsx.book import RED, Book
from paicha.render.office.xlsx.formulas import EARLIEST, LATEST, broken, empty, rules_of_rows

Range = tuple[int, int, int, int]  # first row, first column, last row, last column
_TITLE, _MESSAGE = 32, 255  # characters that a prompt holds


def watch(book: Book, sheet: Any, cells: Range, field: Blank | Column, *, strict: bool) -> None:
    """Offer a field's options, or take dates only; where not strict, other words may stay."""
    if field.options:
        rule: dict[str, Any] = {"validate": "list", "source": list(field.options)}
        said = book.words["choose"].format(options=" / ".join(field.options))
    elif field.content == "date":
        rule = {"validate": "date", "criteria": "between"}
        rule |= {"minimum": EARLIEST, "maximum": LATEST}
        said = book.words["date"]
    else:
        return
    sheet.data_validation(*cells, rule | _said(field.label, said, field.definition, strict=strict))


def watch_number(sheet: Any, cells: Range, cell: Cell, value: Value, said: str) -> None:
    """Take numbers from 0 only, whole ones but for money; say so, and what the cell means."""
    rule = {"validate": "decimal" if value.fraction else "integer", "criteria": ">=", "value": 0}
    sheet.data_validation(*cells, rule | _said(value.title, said, cell.definition, strict=True))


def explain(sheet: Any, cells: Range, title: str, message: str) -> None:
    """Say something where a cell is chosen, and take whatever is typed."""
    rule = {"validate": "any", "input_title": _cut(title, _TITLE)}
    sheet.data_validation(*cells, rule | {"input_message": _cut(message, _MESSAGE)})


def redden_broken(book: Book, sheet: Any, form: Form, first: int, last: int) -> None:
    """Turn red what a row lacks, or the date that is out of order; rows from 0."""
    letters = {c.id: xl_col_to_name(n) for n, c in enumerate(form.columns)}
    for rule in rules_of_rows(form):
        names = rule.columns if isinstance(rule, Needs) else (rule.second,)
        for name in names:
            condition = broken(rule, lambda id_: f"${letters[id_]}{first + 1}")
            if isinstance(rule, Needs):
                condition = f"AND({empty(f'${letters[name]}{first + 1}')},{condition})"
            column = list(letters).index(name)
            look = {"type": "formula", "criteria": f"={condition}", "format": book.wrong}
            sheet.conditional_format(first, column, last, column, look)


def redden_complaints(book: Book, sheet: Any, cells: tuple[int, int, int, int]) -> None:
    """Turn red a text that complains."""
    red = book.mark(font_color=RED, bold=True)
    look = {"type": "text", "criteria": "containing", "value": book.words["wrong"], "format": red}
    sheet.conditional_format(*cells, look)


def _said(title: str, said: str, definition: str | None, *, strict: bool) -> dict[str, Any]:
    title = _cut(title, _TITLE)
    return {
        "input_title": title,
        "input_message": _cut(f"{said}\n{definition or ''}".strip(), _MESSAGE),
        "error_title": title,
        "error_message": _cut(said, _MESSAGE),
        "error_type": "stop" if strict else "warning",
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
