"""A page of guidance in; what of it stands on paper, which leads nowhere, out."""

import re

from markupsafe import Markup

from paicha.model.texts import GuidancePage

_LINK = re.compile(r"</?a\b[^>]*>")
_ANCHOR = re.compile(r'(?<=<h[1-6]) id="[^"]*"')
_HEADING = re.compile(r"(</?h)([2-5])\b")


def parts_of(guide: GuidancePage, deeper: int = 0) -> list[tuple[Markup, str]]:
    """Give each piece of its text, and the picture it ends with."""
    return [(on_paper(text, deeper), shown) for text, shown in guide.parts]


def on_paper(html: str, deeper: int = 0) -> Markup:
    """Take links and anchors out of rendered Markdown, for paper leads nowhere.

    Its headings may be set deeper.
    """
    lowered = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + deeper}", html)
    return Markup(_ANCHOR.sub("", _LINK.sub("", lowered)))  # noqa: S704 -- the Markdown was made safe before
