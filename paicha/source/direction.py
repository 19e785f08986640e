"""Text that is read from the right in; the same out, set apart from what stands beside it.

A number after a Uyghur name would else be drawn before it, as if it were part of the name.
"""

import re

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(rf"[{_RIGHT}]+(?:[ \u00a0.·'’-]+[{_RIGHT}]+)*")
_BARE = ("<title", "<option", "<text", "<script", "<style", "<textarea")  # hold no element


def reads_from_right(text: str) -> bool:
    """Tell whether any of a text is read from the right."""
    return bool(_RUN.search(text))


def isolated(text: str) -> str:
    """Set apart by signs that steer and are never drawn: in attributes and on paper, too."""
    return _RUN.sub("\u2068\\g<0>\u2069", text)


def apart(page: str) -> str:
    """Set apart by elements, so that nothing unseen is copied; what can hold none is left alone."""

    def whole(found: re.Match[str]) -> str:
        opened = page.rfind("<", 0, found.start())
        closed = page.rfind(">", opened, found.start())
        bare = closed < 0 or page.startswith(_BARE, opened)
        return found[0] if bare else f"<bdi>{found[0]}</bdi>"

    return _RUN.sub(whole, page)
