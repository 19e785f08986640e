"""A card of what is major: one sheet of A4, in type as large as its length allows."""

from collections.abc import Iterable, Iterator
from math import ceil

from paicha.model.campaign import Action
from paicha.model.checklist import Section
from paicha.render.paper.printed import Printed, PrintedSection

_POINT = 25.4 / 72  # mm
_LINE = 1.35  # of the type's size
_ACROSS, _DOWN = 123, 182  # mm of text in a panel; two panels lie side by side
_HEAD, _HEADING, _BOX, _CODE = 24, 8, 12, 28  # mm
_SIZES = (10, 9.5, 9, 8.5, 8, 7.5)  # pt
_READABLE = 8.0  # pt: smaller only where both sides would not do


def major_sections(parts: Iterable[PrintedSection]) -> list[tuple[Section, list[Printed]]]:
    """Give the topics that have major items, with those items."""
    found = [(part.section, [one for one in part.items if one.major]) for part in parts]
    return [(section, items) for section, items in found if items]


def type_size(major: list[tuple[Section, list[Printed]]], then: list[Action]) -> float:
    """Choose the largest type (pt) by which a card stays on one side, else on one sheet."""
    for sides in (1, 2):
        for size in _SIZES:
            if sides == 1 and size < _READABLE:
                break
            if _height(major, then, size) <= sides * 2 * _DOWN:
                return size
    return _SIZES[-1]


def _height(major: list[tuple[Section, list[Printed]]], then: list[Action], size: float) -> float:
    """Estimate how far down a card's text goes in one long panel, in mm."""
    texts = _texts(major, then)
    lines = sum(ceil(len(text) * size * _POINT / _ACROSS) for text in texts)
    height = lines * size * _POINT * _LINE + 0.5 * len(texts)
    return _HEAD + _HEADING * len(major) + _BOX + height + _CODE


def _texts(major: list[tuple[Section, list[Printed]]], then: list[Action]) -> list[str]:
    def lines() -> Iterator[str]:
        for _, items in major:
            for one in items:
                for mark in one.marks:
                    yield f"{mark.when}{mark.short}{one.item.id}"
        for action in then:
            yield f"{action.title}：{action.text}"

    return list(lines())
