"""A page in; the same out, with days, and numbers with their unit, that no line's end parts."""

import re

from paicha.render.note.apart import DAY

_WHOLE = re.compile(rf"{DAY}|\d[\d.,]* (?:[%‰℃°]|[A-Za-z]{{1,3}}[²³]?(?![A-Za-z]))")
# What can hold no element; what the style keeps together, and what scripts read as one text.
_BARE = ("<title", "<option", "<text", "<script", "<style")
_ONE = (*_BARE, "<time", "<label", "<h2 id", '<a href="#')


def unbroken(page: str) -> str:
    """Wrap a day, and write a blank that doesn't break before a unit.

    Attributes, and what must stay one text, are left alone.
    """

    def whole(found: re.Match[str]) -> str:
        opened = page.rfind("<", 0, found.start())
        closed = page.rfind(">", opened, found.start())
        if closed < 0 or page.startswith(_ONE, opened):
            return found[0]
        if " " in found[0]:
            return found[0].replace(" ", "\N{NO-BREAK SPACE}")
        parts = re.findall(r"\d+", found[0])  # a year alone is no day
        return f'<span class="whole">{found[0]}</span>' if len(parts) > 1 else found[0]

    return _WHOLE.sub(whole, page)
