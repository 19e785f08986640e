"""One document: its HTML and the fonts cut to it in, an accessible PDF out, by WeasyPrint."""

import logging
from functools import partial
from html import unescape
from importlib.metadata import version
from typing import Any

from paicha.problems import BuildFailed, Place, Problem
from paicha.source.behind import cut_of, share
from paicha.source.font import FAMILY, WEIGHTS, Fonts, cut, lacking

_PACKS = ("justmytype-intl-cjk", "justmytype-intl-rtl", "justmytype-western-core")
_MADE_BY = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", *_PACKS)
_HINT = "Debian：apt install libpango-1.0-0 libpangoft2-1.0-0；或加 --no-pdf 先不做 PDF"


def made_by() -> str:
    """Name the tools that a document depends on, with their versions."""
    return " ".join(f"{name} {version(name)}" for name in _MADE_BY)


def faces(source: str, name: str, fonts: Fonts) -> dict[str, bytes]:
    """Cut the fonts to a document, as its style calls them, or name the characters none has."""
    text = unescape(source)
    shares, none = share(lacking(text, fonts))
    if none:
        raise BuildFailed(_missing(char, name) for char in none)
    first = {str(weight): data for weight, data in cut(text, fonts).items()}
    behind = {
        f"{weight}-{face.id}": cut_of(face, chars, weight)
        for face, chars in shares.items()
        for weight in WEIGHTS
    }
    return first | behind


def _missing(char: str, name: str) -> Problem:
    message = f"“{char}”（U+{ord(char):04X}）印不出来：打印用的字体里没有这个字"
    return Problem(Place(name), message, "请在 templates/print/ 里换一个写法")


def typeset(source: str, name: str, fonts: dict[str, bytes]) -> bytes:
    """Make a PDF/UA document of HTML and the font files it names, from nothing else."""
    try:
        import weasyprint
    except OSError as error:
        raise BuildFailed([Problem(Place(name), "缺少排版用的 Pango", _HINT)]) from error

    class OnlyOurs(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            """Serve the cut fonts and what stands in the HTML: a document is what that says."""
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            body = fonts[url.removeprefix("font:")]
            return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})

    complaints: list[str] = []
    listener = _Listener(complaints)
    log = logging.getLogger("weasyprint")
    log.addHandler(listener)
    try:
        page = weasyprint.HTML(string=source, url_fetcher=OnlyOurs())
        finish = partial(_finish, complaints=complaints)
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    finally:
        log.removeHandler(listener)
    if complaints:
        hint = "请检查 templates/print/ 里的样式和模板"
        raise BuildFailed([Problem(Place(name), f"排版有问题：{complaints[0]}", hint)])
    return data


def _finish(_: Any, pdf: Any, *, complaints: list[str]) -> None:
    """Look over a PDF that is about to be written, and add what WeasyPrint leaves out."""
    named = {str(part["BaseFont"]) for part in pdf.objects if _type(part) == "/Font"}
    if strange := sorted(name for name in named if FAMILY not in name):
        complaints.append(f"混入了别的字体 {'、'.join(strange)}")
    _say_what_heads_head(pdf)


def _say_what_heads_head(pdf: Any) -> None:
    """Tell readers aloud whether a head is of a column or a row."""
    parts = {part.reference: part for part in pdf.objects if _tag(part)}
    for head in parts.values():
        if _tag(head) == "/TH":
            row = parts[head["P"]]
            of_columns = _tag(parts[row["P"]]) == "/THead"
            head["A"]["Scope"] = "/Column" if of_columns else "/Row"


def _type(part: Any) -> str:
    return str(part.get("Type")) if isinstance(part, dict) else ""


def _tag(part: Any) -> str:
    """Give the kind of an element of structure; nothing for other objects."""
    return str(part["S"]) if _type(part) == "/StructElem" else ""


class _Listener(logging.Handler):
    """Keeps what WeasyPrint complains of: a complaint is a fault in a template or style."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.complaints.append(record.getMessage())
