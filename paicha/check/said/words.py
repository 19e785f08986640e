"""The words that stand beside a value, where they stand, and what to say of a contradiction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from paicha.check.said.fit import Fit
from paicha.model.base import Basis, Valued
from paicha.model.file import File
from paicha.model.texts import Clause, Source
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

    def text(self, basis: Basis) -> str:
        """Give the text of a clause."""
        clause = self.clause(basis)
        return clause.text if clause else ""

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
            self._fits[source] = Fit(self._files[source].value.clauses)
        return self._fits[source]


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that the words beside it do not say; a reason that names it is `excused`."""

    loc: Loc
    message: str
    hint: str
    excused: Callable[[str], bool]


def settle(
    file: File[Any], loc: Loc, part: Valued, findings: Iterable[Finding], *, whole: bool = True
) -> Iterator[Problem]:
    """A value says what the words beside it say, or `differs` names it and says why.

    Where not the `whole` of the words could be read, a reason may be needed all the same.
    """
    found, reason = list(findings), part.differs
    if reason is None:
        for one in found:
            hint = f"{one.hint}；确实不同的，在 differs: 里写明这个值和理由"
            yield Problem(file.place(*one.loc), one.message, hint)
        return
    place = file.located.key_place(*loc, "differs")
    if not found and whole:
        yield Problem(place, "值和旁边的话一致，用不着 differs", "请删去 differs")
    for one in found:
        if not one.excused(reason):
            hint = "differs 里写出这个值和理由，或改正这个值"
            yield Problem(file.place(*one.loc), f"{one.message}，differs 里也没有这个值", hint)


def quoted(texts: Iterable[str]) -> str:
    """Show words in a message."""
    return "、".join(f"“{on_one_line(text, 40)}”" for text in dict.fromkeys(texts))


def line_of(place: Place) -> str:
    """Say where something of the same file stands."""
    return f"第 {place.line} 行"
