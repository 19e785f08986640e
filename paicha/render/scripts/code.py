"""The text of a script in; its code without texts, or without what only readers need, out.

No parser: it knows comments, texts and patterns well enough to tell a word of code from one
that is only written about. A template's `${…}` counts as text.
"""

import re

_COMMENT = r"//[^\n]*|/\*.*?\*/"
_TEXT = (
    r'"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*`"
)
# A pattern begins where no value stands that could be divided.
_PATTERN = (
    r"(?:(?<=[(,=:\[!&|?{};>])(?P<lead>\s*)|(?<=return ))"
    r"(?P<pattern>/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"
)
_APART = re.compile(rf"(?P<comment>{_COMMENT})|{_TEXT}|{_PATTERN}", re.DOTALL)
_TIGHT = re.compile(rf"{_PATTERN}|(?P<room>(?:\s|{_COMMENT})+)|{_TEXT}", re.DOTALL)
_NOT_LINE_END = re.compile(r"[^\n]")
_WORD = re.compile(r"[\w$]")


def bare(script: str) -> str:
    """Give the script, as long as it was, with blanks for comments and for what texts hold."""

    def blank(found: re.Match[str]) -> str:
        inner = _NOT_LINE_END.sub(" ", found[0])
        if found["comment"] or found["pattern"]:
            return inner
        return f"{found[0][0]}{inner[1:-1]}{found[0][-1]}"

    return _APART.sub(blank, script)


def tight(script: str) -> str:
    """Give the script without comments and room; a line holds a statement, for errors to name."""

    def left(found: re.Match[str]) -> str:
        if found["pattern"]:
            return found["pattern"]
        return _room(script, *found.span()) if found["room"] else found[0]

    return _TIGHT.sub(left, script)


def _room(script: str, start: int, stop: int) -> str:
    """Give what room must be left: a line's end where a statement may end, or one blank."""
    before, after = script[start - 1 : start], script[stop : stop + 1]
    if "\n" in script[start:stop]:
        return "" if before in ("{", "(", "[", ",") or after in ("}", ")", "]") else "\n"
    joined = before + after in ("++", "--") or all(map(_WORD.match, (before, after)))
    return " " if joined else ""
