"""Content in; the characters that the paper's font cannot show out."""

from collections.abc import Iterator

from paicha.model.content import Content
from paicha.problems import Place, Problem
from paicha.source.font import characters

_UNPRINTED = frozenset(map(ord, "\t\n"))


def check_glyphs(content: Content) -> Iterator[Problem]:
    """Every character can be printed: a missing glyph would be a blank on paper, unnoticed."""
    has = characters() | _UNPRINTED
    for name, text in content.texts.items():
        missing = {char for char in set(text) if ord(char) not in has}
        for char in sorted(missing):
            at = text.index(char)
            line = text.count("\n", 0, at) + 1
            column = at - text.rfind("\n", 0, at)
            message = f"“{char}”（U+{ord(char):04X}）印不出来：打印用的字体里没有这个字"
            yield Problem(Place(name, line, column), message, "请换一个写法，或改用通用规范汉字")
