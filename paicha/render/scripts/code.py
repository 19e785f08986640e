"""The text of a script in; where its comments are, and its code without texts, out.

No parser: it knows comments, texts and patterns well enough to tell a word of code from one
that is only written about. A template's `${…}` counts as text.
"""

import re
from collections.abc import Iterator

_PATTERN = r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
_APART = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*`"
    rf"|(?:(?<=[(,=:\[!&|?{{}};>\n])[ ]*|(?<=return ))(?P<pattern>{_PATTERN})",
    re.DOTALL,
)
_NOT_LINE_END = re.compile(r"[^\n]")


def bare(script: str) -> str:
    """Give the script, as long as it was, with blanks for comments and for what texts hold."""

    def blank(found: re.Match[str]) -> str:
        inner = _NOT_LINE_END.sub(" ", found[0])
        if found["comment"] or found["pattern"]:
            return inner
        return f"{found[0][0]}{inner[1:-1]}{found[0][-1]}"

    return _APART.sub(blank, script)


def comments(script: str) -> Iterator[tuple[int, int]]:
    """Give from where to where each comment goes, with the line that it has to itself."""
    for found in _APART.finditer(script):
        if found["comment"]:
            yield _with_blanks(script, *found.span())


def _with_blanks(script: str, start: int, stop: int) -> tuple[int, int]:
    line = script.rfind("\n", 0, start) + 1
    before = script[line:start]
    if not before.strip() and script.startswith("\n", stop):
        return line, stop + 1
    return start - (len(before) - len(before.rstrip(" "))), stop
