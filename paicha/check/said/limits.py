"""Content in; limits that neither the item's own words nor the clause they name say out."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from paicha.check.said.words import Finding, Words, line_of, quoted, settle
from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.measure import Measure
from paicha.problems import Problem, did_you_mean
from paicha.source.located import Loc
from paicha.source.quantities import UNITS, Amount, amounts

Says = Callable[[str], bool]  # whether a text says a limit
_AT_LEAST = re.compile("不(应|得|宜|能|会|可)?(小于|低于|少于|短于)|至少")
_AT_MOST = re.compile("不(应|得|宜|能|会|可)?(大于|超过|高于|长于|多于)|以内|至多")


def check_limits(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on limits."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            for n, measure in enumerate(item.measures):
                if measure.limited:
                    yield from _limits(file, (*loc, "measures", n), item, measure, words)


def _limits(
    file: File[Checklist], loc: Loc, item: Item, measure: Measure, words: Words
) -> Iterator[Problem]:
    """A limit names the clause, one of its item's, in which its number stands."""
    texts = {basis.clause: words.text(basis) for basis in item.all_basis}
    if "" in texts.values():
        return  # a clause is not there, which is said elsewhere
    if measure.clause in texts:
        found = _findings(file, loc, item, measure, texts[measure.clause])
        yield from settle(file, loc, measure, found)
    elif measure.clause:
        message = f"本项的依据里没有条款“{measure.clause}”"
        yield Problem(file.place(*loc, "clause"), message, did_you_mean(measure.clause, texts))
    else:
        numbers = [_says(value, measure.unit or "") for _, value in _values(measure)]
        fitting = [c for c, text in texts.items() if all(says(text) for says in numbers)]
        hint = (
            f"请补上 clause:；写着这个数的是 {'、'.join(fitting)}" if fitting else "请补上 clause:"
        )
        yield Problem(file.place(*loc), f"“{measure.label}”的限值没有写明在哪一条", hint)


def _values(measure: Measure) -> Iterator[tuple[str, float]]:
    for key in ("min", "max"):
        if (value := getattr(measure, key)) is not None:
            yield key, value


def _says(value: float, unit: str) -> Says:
    wanted = Fraction(str(value))

    def says(text: str) -> bool:
        return any(_is(one, wanted, unit, text) for one in amounts(text))

    return says


def _is(one: Amount, value: Fraction, unit: str, text: str) -> bool:
    if unit in UNITS:
        return one.is_of(value, unit)
    return one.value == value and text[one.end :].lstrip().startswith(unit)


def _findings(
    file: File[Checklist], loc: Loc, item: Item, measure: Measure, clause: str
) -> Iterator[Finding]:
    """A limit stands in the clause it names and in the item's own words, as least or as most."""
    unit = measure.unit or ""
    own = {
        "check": item.check,
        "look_for": item.look_for or "",
        "major_if": "\n".join(one.when for one in item.major_if),
    }
    for key, value in _values(measure):
        says, number = _says(value, unit), f"{value:g}{unit}"
        hint, at = "请核对原文和本项的话，改正其中一个", (*loc, key)
        if not says(clause):
            message = f"{key} 是 {number}，条款 {measure.clause} 写的却是{quoted([clause])}"
            yield Finding(at, message, hint, says)
        elif not any(says(text) for text in own.values()):
            line = line_of(file.place(*loc[:-2], "check"))
            message = (
                f"{key} 是 {number}，本项（{line}起）的 check、look_for、major_if 都没有写这个数"
            )
            yield Finding(at, message, hint, says)
        elif wrong := _the_other_way(key, says, clause):
            message = f"{key} 是 {number}，条款 {measure.clause} 写的却是“{wrong}”"
            yield Finding(at, message, hint, says)


def _the_other_way(key: str, says: Says, clause: str) -> str:
    """Give the words that make a least a most or the other way round; "" where none do."""
    mine, other = (_AT_LEAST, _AT_MOST) if key == "min" else (_AT_MOST, _AT_LEAST)
    pieces = [one for one in re.split("[，；。：、\n]", clause) if says(one)]
    if any(mine.search(piece) for piece in pieces):
        return ""
    return next((piece for piece in pieces if other.search(piece)), "")
