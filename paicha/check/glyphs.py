"""Content in; fonts that are none, and the characters that the paper's fonts cannot show, out."""

from collections.abc import Iterator
from functools import lru_cache

from paicha.model.content import Content
from paicha.problems import Place, Problem
from paicha.source.behind import BEHIND, GETA, Shares, is_han, is_left_out, share
from paicha.source.document import read_yaml
from paicha.source.font import OURS, Fonts, characters, is_font, without
from paicha.source.located import Located
from paicha.source.marked import split_front_matter


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
    """Every character can be printed: where no face has one, a sign to write over stands for it."""
    has = characters(_fonts(content))
    for char, place in _lacking(content, has):
        if char in share(char)[1]:
            yield unprinted(char, place)
    for image in filter(None, content.images.values()):
        for label in image.labels:
            yield from (_undrawn(char, label.place) for char in sorted(_missing(label.text, has)))


def _undrawn(char: str, place: Place) -> Problem:
    message = f"“{char}”（U+{ord(char):04X}）印不出来：图里的字只用打印用的第一个字体"
    return Problem(place, message, "请换一个写法，或改用通用规范汉字")


def printed_by(content: Content) -> Shares:
    """Say which face prints which of the characters that the first one lacks."""
    return share({char for char, _ in _lacking(content, characters(_fonts(content)))})[0]


def _lacking(content: Content, has: frozenset[int]) -> Iterator[tuple[str, Place]]:
    """Give each character of a file that the first face lacks."""
    for name, text in content.texts.items():
        yield from _spots(text, name, has)


def _fonts(content: Content) -> Fonts:
    """Give what is printed with; a font that is wrong is said once, and ours judged instead."""
    if not content.settings or any(check_fonts(content)):
        return OURS
    return content.settings.value.fonts.within(content.root)


_missing = lru_cache(maxsize=1024)(without)


def _spots(text: str, name: str, has: frozenset[int]) -> Iterator[tuple[str, Place]]:
    """Give each character of a file that the first face lacks, and where it stands first."""
    missing = _missing(text, has)
    if not missing and "\\" not in text:
        return
    marked = name.endswith(".md")
    located = split_front_matter(text, name)[0] if marked else read_yaml(text, name)
    if marked or located.problems:
        yield from ((char, spot(text, char, name)) for char in missing)
    if not located.problems:
        yield from _in_values(located, has)  # comments are not printed; \\u2713 is


def _in_values(located: Located, has: frozenset[int]) -> Iterator[tuple[str, Place]]:
    """Give where a character stands, or the text that spells it by number."""
    seen: set[str] = set()
    for loc, place in located.places.items():
        value = located.value_at(loc)
        if not isinstance(value, str):
            continue
        for char in sorted(_missing(value, has) - seen):
            seen.add(char)
            yield char, located.find(char, place)


def spot(text: str, char: str, name: str) -> Place:
    """Say where a character stands first."""
    at = text.index(char)
    return Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def unprinted(char: str, place: Place) -> Problem:
    """Warn that something else stands on paper, and say what to do: a name stops no build."""
    code = f"U+{ord(char):04X}"
    if is_left_out(char):
        return Problem(place, f"字符 {code} 只管字形，纸上略去", "请删去，前面的字照样在", "警告")
    shown = f"“{char}”（{code}）" if char.isprintable() else f"字符 {code} "
    message = f"{shown}印不出来：哪个字体都没有它，纸上印作“{GETA}”"
    return Problem(place, message, f"请换一个写法；人名里换不了的字，{_more(char)}", "警告")


def _more(char: str) -> str:
    """Say how a character of a name comes to paper all the same."""
    by_pen = "印好后用笔写在它上面"
    if not is_han(ord(char)) or all(face.is_there for face in BEHIND):
        return by_pen
    return f"装上花园明朝字体再生成（Debian：apt install fonts-hanazono），或{by_pen}"
