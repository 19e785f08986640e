"""Words and the clauses of a source in; which clause the words come from out."""

import re
from collections import Counter
from functools import lru_cache
from math import log

from paicha.model.texts import Clause

_BETTER = 0.02  # by how much another clause's words fit better before it is said
_TOGETHER = 0.2  # of what its words tell: less than that a clause does not share


class Fit:
    """The clauses of a source as pairs of characters, which tell the more the rarer they are."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self._texts = {one.id: _pairs(one.text) for one in clauses}
        self._whole = {one.id: self._texts[one.id] | _pairs(_part(one)) for one in clauses}
        counts = Counter(pair for pairs in self._whole.values() for pair in pairs)
        self._tells = {pair: log(1 + len(clauses) / count) for pair, count in counts.items()}

    def better(self, clause: str, said: str, asked: str) -> str:
        """Give the clause that fits words better; itself where none fits; "" where it does.

        Where two share as much, as annexes do that repeat each other, the question and the
        heading they stand under decide.
        """
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


def _part(clause: Clause) -> str:
    return (clause.digest.part if clause.digest else None) or ""


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    said = re.sub(r"\W", "", text)
    return frozenset(said[n : n + 2] for n in range(len(said) - 1))
