"""A page as elements in; the page without a part or with another out."""

from xml.etree import ElementTree as ET
from xml.parsers import expat

from paicha.problems import BuildFailed, Place, Problem


def parsed(page: str | bytes, name: str) -> ET.Element:
    """Read a page of our own, called `name` in messages; BuildFailed where it is not whole."""
    try:
        return ET.fromstring(page)  # noqa: S314 -- our own
    except ET.ParseError as error:
        line, column = error.position
        place, said = Place(name, line, column + 1), expat.errors.messages[error.code]
        problem = Problem(place, f"网页写法有误：{said}", "请检查模板里的标签配对")
        raise BuildFailed([problem]) from error


def first(root: ET.Element, tag: str) -> ET.Element:
    """Give the first element of a kind, or the page itself."""
    return next(root.iter(tag), root)


def dropped(root: ET.Element, part: ET.Element) -> None:
    """Take a part out of a page, if it is still there; the text after it stays."""
    replaced(root, part, [])


def replaced(root: ET.Element, part: ET.Element, by: list[ET.Element]) -> None:
    """Put elements in the place of a part; the text after it stays."""
    parent = next((one for one in root.iter() if part in list(one)), None)
    if parent is None:
        return  # it stood in what was dropped before
    at = list(parent).index(part)
    parent[at : at + 1] = by
    if by:
        by[-1].tail = part.tail
    elif at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (part.tail or "")
    else:
        parent.text = (parent.text or "") + (part.tail or "")
