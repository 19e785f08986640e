"""References to cells in; formulas that say in words what is wrong with them out.

A complaint is a text: empty where all is well, else sentences. One that says what is wrong begins
with the catalogue's `wrong`, for which what turns red looks; one that says what is missing with
its `blank`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from paicha.model.form import Column, Form, InOrder, Needs, Where
from paicha.render.words import Words, pieces

LAST = 2000  # rows of a list that are counted and watched
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)  # a number beyond them is no day
_ZERO = date(1899, 12, 30)  # from here workbooks count their days
_WIDE_SPACE = "\u3000"
_PIECE = 200  # characters of a text in a formula; Excel takes 255
Ref = Callable[[str], str]  # the id of a column → its cell in this row


def quoted(text: str) -> str:
    """Write a text into a formula."""
    pieces = [text[n : n + _PIECE] for n in range(0, len(text), _PIECE)] or [""]
    return "&".join(f'"{piece.replace(chr(34), chr(34) * 2)}"' for piece in pieces)


def spoken(sentence: str, cells: dict[str, str], **texts: str) -> str:
    """Write a sentence into a formula; into its slots go expressions over cells, or texts."""
    said, before = [], ""
    for text, slot in pieces(sentence):
        before += text
        if slot in cells:
            said += [quoted(before), cells[slot]] if before else [cells[slot]]
            before = ""
        elif slot:
            before += texts[slot]
    return "&".join([*said, quoted(before)] if before else said)


def complaint(parts: Iterable[str]) -> str:
    """Join parts, each of which is empty or begins with ；, into one formula."""
    return f"=MID({'&'.join(parts) or quoted('')},2,999)"


def said_if(condition: str, *words: str) -> str:
    """Say words, each an expression, where a condition holds."""
    return f"IF({condition},{'&'.join((quoted('；'), *words))},{quoted('')})"


def wrong_if(words: Words, condition: str, message: str, *more: str) -> str:
    """Complain where a condition holds; `more` are expressions that follow the message."""
    return said_if(condition, quoted(words["wrong"] + message), *more)


def both_numbers(one: str, other: str, condition: str) -> str:
    """Hold a condition only where two cells are numbers: a text beside a number is no mistake."""
    return f"IF(AND(ISNUMBER({one}),ISNUMBER({other})),{condition},FALSE)"


def not_a_count(cell: str, *, fraction: bool) -> str:
    """Hold where a cell is filled with what is not a number from 0, or not a whole one."""
    whole = "" if fraction else f",{cell}<>INT({cell})"
    number = f"IF(ISNUMBER({cell}),OR({cell}<0{whole}),TRUE)"
    return f"IF({cell}={quoted('')},FALSE,{number})"


def holds(where: Where, ref: Ref) -> str:
    """Hold where a row says what is asked."""
    cell = ref(where.column)
    return f"{cell}={quoted(where.says)}" if where.says else f"{cell}<>{quoted('')}"


def broken(rule: Needs | InOrder, ref: Ref) -> str:
    """Hold where a row breaks a rule."""
    if isinstance(rule, Needs):
        missing = ",".join(empty(ref(name)) for name in rule.columns)
        return f"AND({holds(rule.where, ref)},OR({missing}))"
    first, second = ref(rule.first), ref(rule.second)
    sign = "<>" if rule.kind == "same-day" else "<"
    return f"IF(AND({_day(first)},{_day(second)}),INT({second}){sign}INT({first}),FALSE)"


def empty(cell: str) -> str:
    """Hold where a cell says nothing: a space in it is no answer."""
    return f"TRIM(SUBSTITUTE({cell},{quoted(_WIDE_SPACE)},{quoted('')}))={quoted('')}"


def not_a_day(column: Column, ref: Ref) -> str:
    """Hold where a date is filled with what is none."""
    cell = ref(column.id)
    return f"AND({cell}<>{quoted('')},NOT({_day(cell)}))"


def _day(cell: str) -> str:
    """Hold where a cell holds a day."""
    first, end = _span()
    return f"IF(ISNUMBER({cell}),AND({cell}>={first},{cell}<{end}),FALSE)"


def _span() -> tuple[int, int]:
    """Give the number of the first day there is, and of the one after the last."""
    return (EARLIEST - _ZERO).days, (LATEST - _ZERO).days + 1


def not_an_option(column: Column, ref: Ref) -> str:
    """Hold where a cell says none of its column's options; what is pasted is not refused."""
    cell = ref(column.id)
    others = ",".join(f"{cell}<>{quoted(option)}" for option in ("", *column.options))
    return f"AND({others})"


def counted(cells: str, column: Column, says: str | None, *, as_day: bool = True) -> str:
    """Say which of a column's cells count: those that say it, or that say anything at all.

    Of a date only a day counts: 未完成 or / is no day on which it was done.
    """
    if column.content == "date" and not says and as_day:
        first, end = _span()
        return f"{cells},{quoted(f'>={first}')},{cells},{quoted(f'<{end}')}"
    return f"{cells},{quoted(says or '<>')}"


def rules_of_rows(form: Form) -> list[Needs | InOrder]:
    """List the rules that a row can break by itself."""
    return [rule for rule in form.rules if isinstance(rule, Needs | InOrder)]


def complaint_of_row(words: Words, form: Form, ref: Ref) -> str:
    """Give the formula that says what is wrong with a row."""
    days = [c for c in form.columns if c.content == "date"]
    no_day: str = words["not_a_date"]
    parts = [wrong_if(words, not_a_day(day, ref), no_day.format(label=day.label)) for day in days]
    for chosen in (c for c in form.columns if c.options):
        message = words["not_an_option"].format(
            label=chosen.label, options=words["or"].join(chosen.options)
        )
        parts.append(wrong_if(words, not_an_option(chosen, ref), message))
    parts += [wrong_if(words, broken(rule, ref), rule.message) for rule in rules_of_rows(form)]
    return complaint(parts)
