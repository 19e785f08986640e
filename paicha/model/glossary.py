"""Words of the trade, and what people really say for them."""

from dataclasses import dataclass

from paicha.model.base import Part, Text


class Term(Part):
    """A word as it stands in items, what people say for it, and what it means."""

    term: Text
    also: tuple[Text, ...] = ()
    meaning: Text

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for it."""
        return (self.term, *self.also)


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


def terms_in(text: str, glossary: Glossary) -> list[Term]:
    """List the terms that occur in a text, the longest word first where one holds another."""
    found = []
    for term in sorted(glossary.terms, key=lambda one: -max(map(len, one.words))):
        word = max((word for word in term.words if word in text), key=len, default="")
        if word:
            found.append(term)
            text = text.replace(word, "\0" * len(word))
    return found
