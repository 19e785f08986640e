"""Content in; limits that neither the item's own words nor the clause they name say out."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

from paicha.check.said.words import Finding, Words, in_braces, line_of, quoted, settle
from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.measure import Measure
from paicha.problems import Problem, did_you_mean
from paicha.source.located import Loc
from paicha.source.quantities import UNITS, amounts, says

Says = Callable[[str], bool]  # whether a text says a limit
_CALLED = {"min": "不少于", "max": "不超过"}
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
    bases = {basis.clause: basis for basis in item.all_basis}
    texts = {clause: words.text(basis) for clause, basis in bases.items()}
    if "" in texts.values():
        return  # a clause is not there, which is said elsewhere
    if measure.clause in texts:
        basis = bases[measure.clause]
        found = _findings(file, loc, item, measure, (words.named(basis), words.text(basis)))
        yield from settle(file, loc, measure, found)
    elif measure.clause:
        message = f"本项的依据里没有条款“{measure.clause}”"
        yield Problem(file.place(*loc, "clause"), message, _one_of(measure.clause, list(texts)))
    else:
        numbers = [_says(value, measure.unit or "") for _, value in _values(measure)]
        fitting = [c for c, text in texts.items() if all(says(text) for says in numbers)]
        hint = _with_clause(file, loc, measure, fitting or list(texts))
        yield Problem(file.place(*loc), f"“{measure.label}”的限值没有写明在哪一条", hint)


def _one_of(clause: str, known: list[str]) -> str:
    """Say which clause to write, and what to do where it is none of the item's."""
    written = f'写 clause: "{known[0]}"' if len(known) == 1 else did_you_mean(clause, known)
    return f"{written}；限值真出自 {clause} 的，先把 {clause} 加进本项的 basis:"


def _with_clause(file: File[Checklist], loc: Loc, measure: Measure, clauses: list[str]) -> str:
    """Say where `clause` goes, and which one it is."""
    key, value = list(_values(measure))[-1]
    written = f'clause: "{clauses[0]}"（引号不能少）'
    others = f"；也可能是 {'、'.join(clauses[1:])}" if clauses[1:] else ""
    if in_braces(file, loc):
        return f"在 {key}: {value:g} 后面加 , {written}{others}"
    return f"在 {key}: {value:g} 下面加一行 {written}{others}"


def _values(measure: Measure) -> Iterator[tuple[str, float]]:
    for key in ("min", "max"):
        if (value := getattr(measure, key)) is not None:
            yield key, value


def _says(value: float, unit: str) -> Says:
    return partial(says, value=Fraction(str(value)), unit=unit)


def _findings(
    file: File[Checklist], loc: Loc, item: Item, measure: Measure, cites: tuple[str, str]
) -> Iterator[Finding]:
    """A limit stands in the clause it names and in the item's own words, as least or as most."""
    unit, (named, clause) = measure.unit or "", cites
    own = {
        "check": item.check,
        "look_for": item.look_for or "",
        "major_if": "\n".join(one.when for one in item.major_if),
    }
    for key, value in _values(measure):
        says, number = _says(value, unit), f"{value:g}{unit}"
        at = (*loc, key)
        if not says(clause):
            message = f"{key} 是 {number}，{named}写的却是{quoted([clause])}"
            yield Finding(at, message, _as_said(key, value, unit, clause), number, says)
        elif not any(says(text) for text in own.values()):
            check = f"check（{line_of(file.place(*loc[:-2], 'check'))}）"
            message = f"{key} 是 {number}，本项的 {check}、look_for、major_if 都没有写这个数"
            hint = f"请在 {check}或 look_for 里写上“{_CALLED[key]}{number}”"
            yield Finding(at, message, hint, number, says)
        elif wrong := _the_other_way(key, says, clause):
            other = "max" if key == "min" else "min"
            message = f"{key} 是 {number}，{named}写的却是“{wrong}”"
            hint = f"数不用改，把 {key} 改成 {other}（{_CALLED[other]}）"
            yield Finding(at, message, hint, number, says)


def _as_said(key: str, value: float, unit: str, clause: str) -> str:
    """Say which number a clause has of what the unit measures, where it has but one."""
    measures, size = UNITS.get(unit, ("", 1))
    said = [
        one for one in amounts(clause) if measures and one.unit and UNITS[one.unit][0] == measures
    ]
    if len({one.value * UNITS[one.unit][1] for one in said}) != 1:
        return f"请照条款改 {key} 和 unit；这个数不在这一条里的，改 clause"
    (one, *_) = said
    if one.value == Fraction(str(value)):
        return f"请核对原文，多半应写 unit: {one.unit}"
    meant = float(one.value * UNITS[one.unit][1] / size)
    return f"请核对原文，多半应写 {key}: {meant:g}（{clause[one.start : one.end]}）"


def _the_other_way(key: str, says: Says, clause: str) -> str:
    """Give the words that make a least a most or the other way round; "" where none do."""
    mine, other = (_AT_LEAST, _AT_MOST) if key == "min" else (_AT_MOST, _AT_LEAST)
    pieces = [one for one in re.split("[，；。：、\n]", clause) if says(one)]
    if any(mine.search(piece) for piece in pieces):
        return ""
    return next((piece for piece in pieces if other.search(piece)), "")
