"""The words that stand beside a value, where they stand, and what to say of a contradiction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from paicha.check.said.fit import Fit, fit_of, part_of
from paicha.model.base import Basis, Valued
from paicha.model.campaign import Deadline, Due, Duty, Phase, Report
from paicha.model.checklist import Condition
from paicha.model.file import File
from paicha.model.form import Cell, Column
from paicha.model.measure import Measure
from paicha.model.texts import Clause, DigestClause, Source
from paicha.problems import Place, Problem
from paicha.source.located import Loc
from paicha.source.text import on_one_line


class Words:
    """The clauses that entries rest on, by source and id."""

    def __init__(self, sources: Iterable[File[Source]]) -> None:
        self._files = {file.id: file for file in sources}
        self._fits: dict[str, Fit] = {}
        self._clauses = {
            (file.id, clause.id): clause for file in sources for clause in file.value.clauses
        }

    def clause(self, basis: Basis) -> Clause | None:
        """Give the clause; None where there is none, which is said elsewhere."""
        return self._clauses.get((basis.source, basis.clause))

    def whole(self, basis: Basis) -> bool:
        """Whether nothing dropped out of the file that a clause stands in."""
        return not self._files[basis.source].lost if basis.source in self._files else False

    def text(self, basis: Basis) -> str:
        """Give the text of a clause."""
        clause = self.clause(basis)
        return clause.text if clause else ""

    def named(self, basis: Basis) -> str:
        """Name a clause with the file and line it stands in."""
        place = self._files[basis.source].place("clauses", basis.clause)
        return f"条款 {basis.clause}（{place.path} {line_of(place)}）"

    def place(self, basis: Basis, key: str) -> Place:
        """Find a value of a clause of a digest."""
        file = self._files[basis.source]
        clauses = file.located.value["clauses"]
        n = next(n for n, one in enumerate(clauses) if one["id"] == basis.clause)
        return file.place("clauses", n, key)

    def quoted(self, bases: Iterable[Basis]) -> list[str]:
        """Give the quotes, or the whole clause where there is none."""
        return [basis.quote or self.text(basis) for basis in bases]

    def literal(self, basis: Basis) -> bool:
        """Whether the source is quoted in its own words."""
        file = self._files.get(basis.source)
        return bool(file) and file.value.head.text == "literal"  # type: ignore[union-attr]

    def fit(self, source: str) -> Fit:
        """Tell which clauses of a source words come from."""
        if source not in self._fits:
            clauses = self._files[source].value.clauses
            self._fits[source] = fit_of(tuple((one.id, one.text, part_of(one)) for one in clauses))
        return self._fits[source]


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that the words beside it do not say.

    `names` is what a reason must name; `excused` says whether one does where it may say it
    otherwise: 30cm for 30厘米.
    """

    loc: Loc
    message: str
    hint: str
    names: str
    excused: Callable[[str], bool] | None = None

    def excuses(self, reason: str) -> bool:
        """Whether a reason names the value."""
        return self.excused(reason) if self.excused else self.names in reason


def settle(
    file: File[Any], loc: Loc, part: Valued, findings: Iterable[Finding], *, whole: bool = True
) -> Iterator[Problem]:
    """A value says what the words beside it say, or `differs` names it and says why.

    Where not the `whole` of the words could be read, a reason may be needed all the same.
    """
    found, reason = list(findings), part.differs
    if reason is None:
        for one in found:
            hint = f"{one.hint}；确实不同的，{_where(file, loc, one)}，写出“{one.names}”和理由"
            yield Problem(file.place(*one.loc), one.message, hint)
        return
    place = file.located.key_place(*loc, "differs")
    if not found and whole:
        yield Problem(place, f"{_alike(file, loc, part)}，用不着 differs", "请删去 differs")
    for one in found:
        if not one.excuses(reason):
            message = f"{one.message}，differs（{line_of(place)}）里也没有写出“{one.names}”"
            hint = f"{one.hint}；确实不同的，在 differs 里写出“{one.names}”和理由"
            yield Problem(file.place(*one.loc), message, hint)


def _where(file: File[Any], loc: Loc, one: Finding) -> str:
    """Say where `differs` goes: within the braces of an entry, or below it like its other keys."""
    if in_braces(file, loc):
        return f"在第 {file.place(*loc).line} 行的 }} 前面加 , differs:"
    key = one.loc[len(loc)]
    line = file.located.key_place(*loc, key).line
    return f"另起一行写 differs:（和第 {line} 行的 {key}: 对齐）"


def in_braces(file: File[Any], loc: Loc) -> bool:
    """Whether an entry is written on one line: {id: …, title: …}."""
    place = file.place(*loc)
    return file.located.line(place.line - 1)[place.column - 1 :].startswith("{")


_BESIDE: dict[type[Valued], tuple[str, str]] = {  # kind of part → its values, the words beside them
    Phase: ("start end", "basis"),
    Deadline: ("by", "wording"),
    Due: ("day month", "wording covers basis"),
    Report: ("every first last", "title basis"),
    Duty: ("cadence at_least first last", "title detail basis"),
    Measure: ("min max", "clause"),
    Condition: ("when", "basis"),
    DigestClause: ("confidence", "seen_at"),
    Cell: ("kind levels values", "label definition"),
    Column: ("options", "label"),
}


def _alike(file: File[Any], loc: Loc, part: Valued) -> str:
    """Name the values of a part and the words beside them that say the same."""

    def shown(keys: str) -> str:
        there = [key for key in keys.split() if (*loc, key) in file.located.places]
        return "、".join(_shown(file, (*loc, key)) for key in there)

    values, beside = map(shown, _BESIDE[type(part)])
    return f"{values or '这里的值'}和 {beside or '旁边的话'}说的一致"


def _shown(file: File[Any], loc: Loc) -> str:
    """Show a key with its line, and its value where that is a word or a number."""
    value = file.located.value_at(loc)
    own = "" if isinstance(value, list | dict) else f"“{on_one_line(str(value), 40)}”"
    return f"{loc[-1]}（{line_of(file.located.key_place(*loc))}）{own}"


def told(file: File[Any], loc: Loc, texts: Iterable[str]) -> str:
    """Show words of a part, or of the clauses it rests on, with the key and line they stand at."""
    return "，".join(
        f"{_stands(file, loc, text)}写的却是{quoted([text])}" for text in dict.fromkeys(texts)
    )


def _stands(file: File[Any], loc: Loc, text: str) -> str:
    for at, place in file.located.places.items():
        if at[: len(loc)] == loc and at != loc and isinstance(at[-1], str):
            value = file.located.value_at(at)
            if isinstance(value, str) and value.strip() == text:
                return f"{at[-1]}（{line_of(place)}）"
    return f"依据（{line_of(file.place(*loc, 'basis'))}）的原文"


def quoted(texts: Iterable[str]) -> str:
    """Show words in a message."""
    return "、".join(f"“{on_one_line(text, 40)}”" for text in dict.fromkeys(texts))


def line_of(place: Place) -> str:
    """Say where something of the same file stands."""
    return f"第 {place.line} 行"
