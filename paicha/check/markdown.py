"""Content in; what may not stand in an item's Markdown out."""

from collections.abc import Iterator

from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.problems import Place, Problem
from paicha.source.located import Loc
from paicha.source.marked import check_markdown


def check_items_markdown(content: Content) -> Iterator[Problem]:
    """`look_for` holds text and links, no HTML, images or headings: it stands inside a page."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            if item.look_for:
                yield from _field(file, (*loc, "look_for"))


def _field(file: File[Checklist], loc: Loc) -> Iterator[Problem]:
    def where(line: int, column: int) -> Place:
        return file.located.within(loc, line, column)

    yield from check_markdown(str(file.located.value_at(loc)), where, headings=False)
