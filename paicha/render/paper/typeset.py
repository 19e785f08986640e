"""One document: its HTML and the fonts cut to it in, an accessible PDF out, by WeasyPrint."""

import logging
from functools import partial
from html import unescape
from importlib.metadata import version
from typing import Any

from paicha.problems import BuildFailed, Place, Problem
from paicha.source.font import FAMILY, Fonts, characters, cut

_MADE_BY = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "justmytype-intl-cjk")
_HINT = "Debian：apt install libpango-1.0-0 libpangoft2-1.0-0；或加 --no-pdf 先不做 PDF"


def made_by() -> str:
    """Name the tools that a document depends on, with their versions."""
    return " ".join(f"{name} {version(name)}" for name in _MADE_BY)


def faces(source: str, name: str, fonts: Fonts) -> dict[int, bytes]:
    """Cut the fonts to a document, or name the characters they lack."""
    text = unescape(source)
    has = characters(fonts)
    if missing := {char for char in set(text) - set("\n\t") if ord(char) not in has}:
        raise BuildFailed(_missing(char, name) for char in missing)
    return cut(text, fonts)


def _missing(char: str, name: str) -> Problem:
    message = f"“{char}”（U+{ord(char):04X}）印不出来：打印用的字体里没有这个字"
    return Problem(Place(name), message, "请在 templates/print/ 里换一个写法")


def typeset(source: str, name: str, fonts: dict[int, bytes]) -> bytes:
    """Make a PDF/UA document of HTML and the font file of each weight, from nothing else."""
    try:
        import weasyprint
    except OSError as error:
        raise BuildFailed([Problem(Place(name), "缺少排版用的 Pango", _HINT)]) from error

    class OnlyOurs(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            """Serve the cut fonts and nothing else: a document is what its HTML says."""
            body = fonts[int(url.removeprefix("font:"))]
            return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})

    said: list[str] = []
    listener = _Listener(said)
    log = logging.getLogger("weasyprint")
    log.addHandler(listener)
    try:
        page = weasyprint.HTML(string=source, url_fetcher=OnlyOurs())
        finish = partial(_finish, said=said)
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    finally:
        log.removeHandler(listener)
    if said:
        hint = "请检查 templates/print/ 里的样式和模板"
        raise BuildFailed([Problem(Place(name), f"排版有问题：{said[0]}", hint)])
    return data


def _finish(_: Any, pdf: Any, *, said: list[str]) -> None:
    """Look over a PDF that is about to be written, and add what WeasyPrint leaves out."""
    named = {str(one["BaseFont"]) for one in pdf.objects if _type(one) == "/Font"}
    if strange := sorted(name for name in named if FAMILY not in name):
        said.append(f"混入了别的字体 {'、'.join(strange)}")
    _say_what_heads_head(pdf)


def _say_what_heads_head(pdf: Any) -> None:
    """Tell readers aloud whether a head is of a column or a row."""
    found = {one.reference: one for one in pdf.objects if _tag(one)}
    for head in found.values():
        if _tag(head) == "/TH":
            row = found[head["P"]]
            of_columns = _tag(found[row["P"]]) == "/THead"
            head["A"]["Scope"] = "/Column" if of_columns else "/Row"


def _type(one: Any) -> str:
    return str(one.get("Type")) if isinstance(one, dict) else ""


def _tag(one: Any) -> str:
    """Give the kind of an element of structure; nothing for other objects."""
    return str(one["S"]) if _type(one) == "/StructElem" else ""


class _Listener(logging.Handler):
    """Keeps what WeasyPrint complains of: a complaint is a fault in a template or style."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.said.append(record.getMessage())
