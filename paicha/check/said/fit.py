"""Words and the clauses of a source in; which clause the words come from out."""

import re
from collections import Counter
from functools import lru_cache
from math import log

from paicha.model.texts import Clause

Worded = tuple[str, str, str]  # a clause's id, its text, the heading it stands under

_BETTER = 0.02  # by how much another clause's words fit better before it is said
_TOGETHER = 0.2  # of what its words tell: less than that a clause does not share


class Fit:
    """The clauses of a source as pairs of characters, which tell the more the rarer they are."""

    def __init__(self, clauses: tuple[Worded, ...]) -> None:
        self._texts = {id_: _pairs(text) for id_, text, _ in clauses}
        self._whole = {id_: self._texts[id_] | _pairs(part) for id_, _, part in clauses}
        counts = Counter(pair for pairs in self._whole.values() for pair in pairs)
        self._tells = {pair: log(1 + len(clauses) / count) for pair, count in counts.items()}
        self._better: dict[tuple[str, str, str], str] = {}

    def better(self, clause: str, said: str, asked: str) -> str:
        """Give the clause that fits words better; itself where none fits; "" where it does.

        Where two share as much, as annexes do that repeat each other, the question and the
        heading they stand under decide.
        """
        asked_of = (clause, said, asked)
        if asked_of not in self._better:
            self._better[asked_of] = self._find_better(*asked_of)
        return self._better[asked_of]

    def _find_better(self, clause: str, said: str, asked: str) -> str:
        shares = self._shares(said, self._texts)
        best = max(shares, key=lambda one: shares[one])
        if shares[best] > shares[clause] + _BETTER:
            return best
        if shares[clause] < _TOGETHER:
            return clause
        near = {one: self._whole[one] for one in shares if shares[one] >= shares[clause]}
        alike = self._shares(asked, near)
        best = max(alike, key=lambda one: alike[one])
        return best if alike[best] > alike[clause] + _BETTER else ""

    def _shares(self, said: str, texts: dict[str, frozenset[str]]) -> dict[str, float]:
        """Give how much of what words tell stands in each text, from 0 to 1."""
        told = {pair: self._tells[pair] for pair in _pairs(said) if pair in self._tells}
        whole = sum(told.values()) or 1
        return {
            one: sum(told[pair] for pair in told.keys() & pairs) / whole
            for one, pairs in texts.items()
        }


@lru_cache(maxsize=64)
def fit_of(clauses: tuple[Worded, ...]) -> Fit:
    """Give the clauses of a source as pairs; whoever edits checks the same ones again and again."""
    return Fit(clauses)


def part_of(clause: Clause) -> str:
    """Give the heading that a clause stands under, "" where it has none."""
    return (clause.digest.part if clause.digest else None) or ""


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    said = re.sub(r"\W", "", text)
    return frozenset(said[n : n + 2] for n in range(len(said) - 1))
