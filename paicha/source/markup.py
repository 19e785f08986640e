"""An element tree in; text that readers of HTML and of XML read alike out."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

# HTML knows these without an end; to XML they are empty elements.
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)


def written(element: ET.Element) -> Iterator[str]:
    """Write an element so that readers of HTML and of XML see the same, and the text after it."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attrib.items())
    if element.tag in _VOID:
        yield f"<{element.tag}{attributes}/>"
    else:
        raw = element.tag in ("script", "style")
        yield f"<{element.tag}{attributes}>"
        yield (element.text or "") if raw else escape(element.text or "")
        for child in element:
            yield from written(child)
        yield f"</{element.tag}>"
    yield escape(element.tail or "")
