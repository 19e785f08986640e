"""Styles, scripts and pictures in; the same within a page, under a policy that names them, out."""

import base64
import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from paicha.problems import BuildFailed, Place, Problem
from paicha.render.offline.alone import first
from paicha.source.picture import KINDS, as_address

# What browsers and XML both read as the end of a script or style, or as something else than text.
_UNFIT = ("]]>", "<!--", "</script", "</style")
_WRAPS = {"script": ("//<![CDATA[\n", "\n//]]>"), "style": ("/*<![CDATA[*/\n", "\n/*]]>*/")}
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:;"
    " base-uri 'none'; form-action 'none'"
)


def inline(tag: str, path: str, content: bytes) -> ET.Element:
    """Make a script or style of a file: it runs as HTML and is whole as XML.

    BuildFailed, naming the file, where it holds what would end it early.
    """
    text = content.decode("utf-8")
    for unfit in _UNFIT:
        if unfit in text:
            message = f"里面有“{unfit}”，放不进单个文件"
            raise BuildFailed([Problem(Place(f"site/{path}"), message, "请换一种写法")])
    before, after = _WRAPS[tag]
    element = ET.Element(tag)
    element.text = f"{before}{text}{after}"
    element.tail = "\n"
    return element


def handed(name: str, script: bytes) -> ET.Element:
    """Make of what a script hands over a part of the page, to be read there: `data-<name>`."""
    value = script.decode("utf-8").partition("(")[2].rpartition(")")[0]
    element = ET.Element("script", {"type": "application/json", f"data-{name}": ""})
    # No word of an author may end it.
    element.text = "".join(f"\\u{ord(one):04x}" if one in "<>&" else one for one in value)
    element.tail = "\n"
    return element


def data_address(path: str, content: bytes) -> str:
    """Write a picture as an address; BuildFailed for a kind that pages do not show."""
    ending = posixpath.splitext(path)[1]
    if ending not in KINDS:
        hint = f"可用：{'、'.join(KINDS)}"
        raise BuildFailed([Problem(Place(f"site/{path}"), "这种图片放不进单个文件", hint)])
    return as_address(content, ending)


def set_policy(root: ET.Element) -> None:
    """Let run what stands in the page, by its hash, and nothing else."""
    hashes = {tag: " ".join(_hashes(root.iter(tag))) or "'none'" for tag in _WRAPS}
    meta = {"http-equiv": "Content-Security-Policy", "content": _POLICY.format(**hashes)}
    policy = ET.Element("meta", meta)
    policy.tail = "\n"
    first(root, "head").insert(1, policy)  # after the charset, before all that it is to govern


def _hashes(elements: Iterable[ET.Element]) -> Iterator[str]:
    for element in elements:
        digest = hashlib.sha256((element.text or "").encode("utf-8")).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"
