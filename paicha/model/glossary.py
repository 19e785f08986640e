"""Words of the trade, and what people really say for them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from paicha.model.base import Line, Part, Text


class Term(Part):
    """A word as it stands in items, what people say for it, in English too, and what it means."""

    term: Line
    also: tuple[Text, ...] = ()
    english: tuple[Text, ...] = ()
    meaning: Text

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for it that a text here may hold."""
        return (self.term, *self.also)

    @property
    def searched(self) -> tuple[str, ...]:
        """Every word by which it is searched."""
        return (*self.words, *self.english)


class Glossary(Part):
    """content/glossary.yaml."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A term with the pinyin of its standard word, by which the page is sorted."""

    term: Term
    pinyin: str  # "tashiqizhongji"
    initials: str  # "tsqzj"


def spoken(glossary: Glossary) -> list[Spoken]:
    """Give the terms in the order of their pinyin."""
    from pypinyin import Style, lazy_pinyin

    found = []
    for term in glossary.terms:
        syllables = lazy_pinyin(term.term)
        letters = lazy_pinyin(term.term, style=Style.FIRST_LETTER)
        found.append(Spoken(term, "".join(syllables).lower(), "".join(letters).lower()))
    return sorted(found, key=lambda one: (one.pinyin, one.term.term))


def finder(glossary: Glossary) -> Callable[[str], list[Term]]:
    """Give a function that lists the terms in a text, each once, in the order of the text.

    Of words that begin at one place the longest counts: 重大风险 holds no 大风.
    """
    by_word = {word: term for term in glossary.terms for word in term.words}
    words = sorted(by_word, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)) or r"(?!)")
    return lambda text: list(dict.fromkeys(by_word[word] for word in pattern.findall(text)))
