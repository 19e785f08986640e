"""Content in; what may not stand in an item's Markdown out."""

from collections.abc import Iterator
from functools import partial

from paicha.model.checklist import Item
from paicha.model.content import Content
from paicha.model.file import parts
from paicha.problems import Problem
from paicha.source.marked import check_markdown


def check_items_markdown(content: Content) -> Iterator[Problem]:
    """`look_for` holds text and links, no HTML, images or headings: it stands inside a page."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            if item.look_for:
                at = (*loc, "look_for")
                where = partial(file.located.within, at)
                text = str(file.located.value_at(at))
                yield from check_markdown(text, where, "note", headings=False)
