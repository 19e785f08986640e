"""Content in; fonts that are none, and the characters that the paper's fonts cannot show, out."""

from collections.abc import Iterator
from functools import lru_cache

from paicha.model.content import Content
from paicha.problems import Place, Problem
from paicha.source.document import read_yaml
from paicha.source.font import characters, is_font
from paicha.source.located import Located
from paicha.source.marked import split_front_matter

_UNPRINTED = frozenset("\t\n")


def check_fonts(content: Content) -> Iterator[Problem]:
    """Every font that the office names is a file of the project, and a font."""
    named = content.settings.value.fonts.model_dump() if content.settings else {}
    for key, name in named.items():
        if name is None or not content.settings:
            continue
        path, place = content.root / name, content.settings.place("fonts", key)
        if not path.resolve().is_relative_to(content.root.resolve()) or not path.is_file():
            hint = "路径从项目文件夹算起；请把字体文件放进去，或删去这一行"
            yield Problem(place, f"没有字体文件 {name}", hint)
        elif not is_font(path):
            yield Problem(place, f"{name} 不是能用的字体", "请换一个 .ttf 或 .otf 文件")


def check_glyphs(content: Content) -> Iterator[Problem]:
    """Every character can be printed: a missing glyph would be a blank on paper, unnoticed."""
    has = _characters(content)
    for name, text in content.texts.items():
        missing = _missing(text, has)
        if not missing and "\\" not in text:
            continue
        marked = name.endswith(".md")
        located = split_front_matter(text, name)[0] if marked else read_yaml(text, name)
        if marked or located.problems:
            yield from (_problem(char, _spot(text, char, name)) for char in missing)
        if not located.problems:
            yield from _in_values(located, has)  # comments are not printed; \\u2713 is


def _characters(content: Content) -> frozenset[int]:
    """Give what can be printed; a font that is wrong is said once, and ours judged instead."""
    if not content.settings or any(check_fonts(content)):
        return characters()
    return characters(content.settings.value.fonts.within(content.root))


@lru_cache(maxsize=1024)
def _missing(text: str, has: frozenset[int]) -> frozenset[str]:
    return frozenset(char for char in set(text) - _UNPRINTED if ord(char) not in has)


def _in_values(located: Located, has: frozenset[int]) -> Iterator[Problem]:
    """Name a character once in a file: where it stands, or the text that spells it by number."""
    seen: set[str] = set()
    for loc, place in located.places.items():
        value = located.value_at(loc)
        if not isinstance(value, str):
            continue
        for char in sorted(_missing(value, has) - seen):
            seen.add(char)
            yield _problem(char, located.find(char, place))


def _spot(text: str, char: str, name: str) -> Place:
    at = text.index(char)
    return Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _problem(char: str, place: Place) -> Problem:
    shown = f"“{char}”（U+{ord(char):04X}）" if char.isprintable() else f"字符 U+{ord(char):04X} "
    message = f"{shown}印不出来：打印用的字体里没有它"
    return Problem(place, message, "请换一个写法，或改用通用规范汉字")
