"""A document's HTML in; the same out, with the faces named that print what the first one lacks."""

import re
from collections.abc import Iterable
from dataclasses import replace

from paicha.source.behind import GETA, Face, is_left_out, share
from paicha.source.direction import isolated
from paicha.source.font import FAMILY, WEIGHTS, Fonts, lacking

_FACE = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("font:{}"); }}\n'
_FIRST = re.compile(rf"""(["']?)\b{FAMILY}\b\1""")


def first_faces(fonts: Fonts) -> str:
    """Give the rules that a document's style begins with."""
    return "".join(_FACE.format(FAMILY, weight, weight) for weight in fonts.by_weight())


def served(html: str, fonts: Fonts) -> tuple[str, Fonts]:
    """Name the faces a document needs besides, or give it as it is: most need none."""
    missing = lacking(html, fonts)
    if not missing:
        return html, fonts
    _, none = share(missing)
    html = isolated(html.translate({ord(char): "" if is_left_out(char) else GETA for char in none}))
    faces, _ = share(lacking(html, fonts))
    html = _chained(html, len(first_faces(fonts)), faces)
    return html, replace(fonts, behind=tuple(face.id for face in faces))


def _chained(html: str, first: int, faces: Iterable[Face]) -> str:
    """Have the style ask the faces one after the other; its first rules name the first one."""
    named = [(f"{FAMILY} {face.id}", face.id) for face in faces]
    chain = ", ".join(f'"{name}"' for name in (FAMILY, *(name for name, _ in named)))
    rules = [
        _FACE.format(name, weight, f"{weight}-{id_}") for name, id_ in named for weight in WEIGHTS
    ]
    head, begin, rest = html.partition("<style>")
    style, end, body = rest.partition("</style>")
    chained = _FIRST.sub(chain, style[first:])
    return "".join([head, begin, style[:first], *rules, chained, end, body])
