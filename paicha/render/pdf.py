"""Documents as HTML in, PDFs out: by WeasyPrint, in parallel, and never the same one twice."""

import hashlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from html import unescape
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from paicha.output import OutputFile, disk_problem
from paicha.problems import BuildFailed, Place, Problem
from paicha.render.paper import Sheet
from paicha.source.font import characters, cut

Tell = Callable[[str], None]  # called with a document's title when it is ready

_MADE_BY = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "justmytype-intl-cjk")
_HINT = "Debian：apt install libpango-1.0-0 libpangoft2-1.0-0；或加 --no-pdf 先不做 PDF"


def make_paper(
    sheets: Iterable[Sheet], cache: Path, tell: Tell = lambda title: None
) -> Iterator[OutputFile]:
    """Yield a PDF for each sheet; one whose input has not changed comes from the cache."""
    missing = []
    tools = " ".join(f"{name} {version(name)}" for name in _MADE_BY)
    for sheet in sheets:
        kept = cache / "pdf" / f"{_digest(tools, sheet.html)[:32]}.pdf"
        data = _kept(kept)
        if data is None:
            missing.append((sheet, kept))
        else:
            tell(sheet.title)
            yield OutputFile(PurePosixPath(sheet.path), data)
    if missing:
        yield from _make(missing, cache, tell)


def _make(missing: list[tuple[Sheet, Path]], cache: Path, tell: Tell) -> Iterator[OutputFile]:
    """Render sheets in processes of their own, into the cache.

    Documents go to and fro as files: what goes through the pool's pipes stays small, for a pipe
    that is full when a worker dies is never emptied, and the build would hang.
    """
    workers = min(len(missing), os.cpu_count() or 1)
    fresh = multiprocessing.get_context("spawn")  # no thread of ours is copied half-way
    try:
        with (
            TemporaryDirectory(prefix="paicha-") as folder,
            ProcessPoolExecutor(workers, mp_context=fresh) as pool,
        ):
            try:
                jobs = _started(missing, Path(folder), pool)
                for (sheet, kept), job in zip(missing, jobs, strict=True):
                    job.result()
                    tell(sheet.title)
                    yield OutputFile(PurePosixPath(sheet.path), _kept(kept) or b"")
            except BaseException:  # a worker that lives on would keep the pool from ending
                pool.shutdown(wait=False, cancel_futures=True)
                for worker in multiprocessing.active_children():
                    worker.kill()
                raise
    except OSError as error:
        raise BuildFailed([disk_problem(error, cache)]) from error
    except BrokenProcessPool as error:
        hint = "多半是内存不足：请关掉别的程序再试，或加 --no-pdf"
        raise BuildFailed([Problem(Place("PDF"), "排版进程中途被结束", hint)]) from error


def _started(
    missing: list[tuple[Sheet, Path]], folder: Path, pool: ProcessPoolExecutor
) -> list["Future[None]"]:
    jobs = []
    with _leaving_interrupts_to_us():
        for n, (sheet, kept) in enumerate(missing):
            html = folder / f"{n}.html"
            html.write_text(sheet.html, encoding="utf-8")
            jobs.append(pool.submit(_document, html, sheet.path, kept))
    return jobs


@contextmanager
def _leaving_interrupts_to_us() -> Iterator[None]:
    """Start processes that do not hear Ctrl+C: each would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _document(html: Path, name: str, kept: Path) -> None:
    """Render one document into the cache; runs in a process of its own."""
    try:
        import weasyprint
    except OSError as error:
        raise BuildFailed([Problem(Place(name), "缺少排版用的 Pango", _HINT)]) from error
    source = html.read_text(encoding="utf-8")
    text = unescape(source)
    if missing := {char for char in set(text) - set("\n\t") if ord(char) not in characters()}:
        raise BuildFailed(_missing(char, name) for char in missing)
    fonts = cut(text)

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
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        log.removeHandler(listener)
    if said:
        hint = "请检查 templates/print/ 里的样式和模板"
        raise BuildFailed([Problem(Place(name), f"排版有问题：{said[0]}", hint)])
    _keep(kept, data)


def _missing(char: str, name: str) -> Problem:
    message = f"“{char}”（U+{ord(char):04X}）印不出来：打印用的字体里没有这个字"
    return Problem(Place(name), message, "请在 templates/print/ 里换一个写法")


class _Listener(logging.Handler):
    """Keeps what WeasyPrint complains of: a complaint is a fault in a template or style."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.said.append(record.getMessage())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def _kept(path: Path) -> bytes | None:
    """Give a kept document; one that is damaged counts as not there."""
    if not path.is_file():
        return None
    head, _, data = path.read_bytes().partition(b"\n")
    return data if hashlib.sha256(data).hexdigest().encode() == head else None


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    part.replace(path)
