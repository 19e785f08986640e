"""Content in; the characters that the paper's font cannot show out."""

from collections.abc import Iterator
from functools import lru_cache

from paicha.model.content import Content
from paicha.problems import Place, Problem
from paicha.source.font import characters
from paicha.source.located import Located, read_yaml
from paicha.source.marked import split_front_matter

_UNPRINTED = frozenset("\t\n")


def check_glyphs(content: Content) -> Iterator[Problem]:
    """Every character can be printed: a missing glyph would be a blank on paper, unnoticed."""
    for name, text in content.texts.items():
        missing = _missing(text)
        if not missing and "\\" not in text:
            continue
        marked = name.endswith(".md")
        located = split_front_matter(text, name)[0] if marked else read_yaml(text, name)
        if marked or located.problems:
            yield from (_problem(char, _spot(text, char, name)) for char in missing)
        if not located.problems:
            yield from _in_values(located)  # comments are not printed; \\u2713 is


@lru_cache(maxsize=1024)
def _missing(text: str) -> frozenset[str]:
    has = characters()
    return frozenset(char for char in set(text) - _UNPRINTED if ord(char) not in has)


def _in_values(located: Located) -> Iterator[Problem]:
    """Name a character once in a file: where it stands, or the text that spells it by number."""
    seen: set[str] = set()
    for loc, place in located.places.items():
        value = located.value_at(loc)
        if not isinstance(value, str):
            continue
        for char in sorted(_missing(value) - seen):
            seen.add(char)
            yield _problem(char, located.find(char, place))


def _spot(text: str, char: str, name: str) -> Place:
    at = text.index(char)
    return Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _problem(char: str, place: Place) -> Problem:
    shown = f"“{char}”（U+{ord(char):04X}）" if char.isprintable() else f"字符 U+{ord(char):04X} "
    message = f"{shown}印不出来：打印用的字体里没有它"
    return Problem(place, message, "请换一个写法，或改用通用规范汉字")
