"""Documents as HTML in, PDFs out: by WeasyPrint, in parallel, and never the same one twice."""

import hashlib
import multiprocessing
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from paicha.output import OutputFile, disk_problem
from paicha.problems import BuildFailed, Place, Problem
from paicha.render.paper import Sheet
from paicha.render.paper.typeset import faces, made_by, typeset
from paicha.source.font import Fonts

Tell = Callable[[str], None]  # called with a document's title when it is ready
Missing = list[tuple[Sheet, Path]]  # each document to be made, with its place in the cache

_A_MONTH = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where documents are made: in `jobs` processes here (0: one a core), or on a Dask cluster."""

    jobs: int = 0
    cluster: str = ""  # the address of its scheduler


def make_paper(
    sheets: Iterable[Sheet],
    cache: Path,
    tell: Tell = lambda title: None,
    workplace: Workplace = Workplace(),
) -> Iterator[OutputFile]:
    """Yield a PDF for each sheet; one whose input has not changed comes from the cache."""
    missing: Missing = []
    tools = made_by()
    for sheet in sheets:
        name = _digest(tools, sheet.fonts.digest(), sheet.html)[:32]
        kept = cache / "pdf" / f"{name}.pdf"
        data = _kept(kept)
        if data is None:
            missing.append((sheet, kept))
        else:
            tell(sheet.title)
            yield OutputFile(PurePosixPath(sheet.path), data, checked=True)
    if missing:
        for sheet, data in _make(missing, cache, workplace):
            tell(sheet.title)
            yield OutputFile(PurePosixPath(sheet.path), data, checked=True)
    _prune(cache / "pdf")


def _make(missing: Missing, cache: Path, workplace: Workplace) -> Iterator[tuple[Sheet, bytes]]:
    """Render what is missing into the cache, and give it in the order of the sheets."""
    make = _on_cluster if workplace.cluster else _in_processes
    try:
        yield from make(missing, workplace)
    except OSError as error:
        raise BuildFailed([disk_problem(error, cache)]) from error


# In processes on this machine


def _in_processes(missing: Missing, workplace: Workplace) -> Iterator[tuple[Sheet, bytes]]:
    """Render sheets in processes of their own.

    Documents go to and fro as files: what goes through the pool's pipes stays small, for a pipe
    that is full when a worker dies is never emptied, and the build would hang.
    """
    workers = min(len(missing), workplace.jobs or os.cpu_count() or 1)
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
                    yield sheet, _kept(kept) or b""
            except BaseException:  # a worker that lives on would keep the pool from ending
                pool.shutdown(wait=False, cancel_futures=True)
                for worker in multiprocessing.active_children():
                    worker.kill()
                raise
    except BrokenProcessPool as error:
        hint = "多半是内存不足：请关掉别的程序再试，或加 --jobs 1、--no-pdf"
        raise BuildFailed([Problem(Place("PDF"), "排版进程中途被结束", hint)]) from error


def _started(missing: Missing, folder: Path, pool: ProcessPoolExecutor) -> list["Future[None]"]:
    """Start every job, and give them in the order of the sheets."""
    jobs = {}
    with _leaving_interrupts_to_us():
        for n in _longest_first(missing):
            sheet, kept = missing[n]
            html = folder / f"{n}.html"
            html.write_text(sheet.html, encoding="utf-8")
            jobs[n] = pool.submit(_document, html, sheet.path, kept, sheet.fonts)
    return [jobs[n] for n in range(len(missing))]


def _longest_first(missing: Missing) -> list[int]:
    """Order the work so that no long document is left over for one process at the end."""
    return sorted(range(len(missing)), key=lambda n: -len(missing[n][0].html))


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


def _document(html: Path, name: str, kept: Path, fonts: Fonts) -> None:
    """Render one document into the cache; runs in a process of its own."""
    source = html.read_text(encoding="utf-8")
    _keep(kept, typeset(source, name, faces(source, name, fonts)))


# On a cluster


def _on_cluster(missing: Missing, workplace: Workplace) -> Iterator[tuple[Sheet, bytes]]:
    """Render sheets on a Dask cluster, whose machines share no disk with this one."""
    with _connected(workplace.cluster) as client:
        pool = client.get_executor(pure=False)  # not pure: the same name may be other work
        jobs = {}
        for n in _longest_first(missing):
            sheet = missing[n][0]
            fonts = faces(sheet.html, sheet.path, sheet.fonts)
            jobs[n] = pool.submit(_afar, sheet.html, sheet.path, fonts, made_by())
        for n, (sheet, kept) in enumerate(missing):
            data = _fetched(jobs[n], workplace.cluster)
            _keep(kept, data)
            yield sheet, data


def _connected(address: str) -> Any:
    """Give a client of a cluster that has somebody to work."""
    try:
        from distributed import Client
    except ImportError as error:
        raise BuildFailed([_cluster_problem(address, "没有安装 Dask")]) from error
    try:
        client: Any = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=10)
    except (OSError, ValueError) as error:
        raise BuildFailed([_cluster_problem(address, f"连不上：{error}")]) from error
    return client


def _fetched(job: "Future[bytes]", address: str) -> bytes:
    """Wait for a document from the cluster; whatever goes wrong there becomes BuildFailed."""
    try:
        return job.result()
    except BuildFailed:
        raise
    except Exception as error:
        said = f"中途出错：{type(error).__name__} {error}"
        raise BuildFailed([_cluster_problem(address, said)]) from error


def _cluster_problem(address: str, message: str) -> Problem:
    hint = "请检查调度器和各节点（所需的库在 pyproject.toml 的 [cluster]）；或去掉 --executor"
    return Problem(Place(f"--executor dask={address}"), message, hint)


def _afar(html: str, name: str, fonts: dict[str, bytes], tools: str) -> bytes:
    """Render one document on a machine of the cluster, if it has the very same tools."""
    if made_by() != tools:
        hint = "请在各节点按同一份 requirements.txt 安装"
        message = f"节点上的库与本机的不同：{made_by()}"
        raise BuildFailed([Problem(Place(name), message, hint)])
    return typeset(html, name, fonts)


# The cache


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def _kept(path: Path) -> bytes | None:
    """Give a kept document, noting that it is in use; a damaged one counts as not there."""
    if not path.is_file():
        return None
    head, _, data = path.read_bytes().partition(b"\n")
    if hashlib.sha256(data).hexdigest().encode() != head:
        return None
    with suppress(OSError):  # a cache that may only be read still serves
        os.utime(path)
    return data


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    part.replace(path)


_OURS = re.compile(r"[0-9a-f]{32}\.(pdf|\d+)")


def _prune(folder: Path) -> None:
    """Clear what no build has used for a month; a file of another name is none of ours."""
    ours = [path for path in folder.glob("*") if _OURS.fullmatch(path.name)]
    for path in ours:
        with suppress(OSError):  # a build beside ours may have cleared it
            if time.time() - path.stat().st_mtime > _A_MONTH:
                path.unlink()
