"""The project in; what paper costs, beside bare WeasyPrint, on standard output (`make bench`)."""

import argparse
import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from paicha.pipeline import publication_of
from paicha.project import Project
from paicha.render.paper import Sheet, sheets
from paicha.render.paper.typeset import faces, typeset

ROOT = Path(__file__).parent.parent
SAMPLE = ("pdf/gas.pdf", "pdf/self-built.pdf", "pdf/house-owner.pdf", "pdf/cards/gas.pdf")
ROUNDS = 3  # the best of them counts: others work on this machine too


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of the processors, and documents made."""

    wall: float
    cpu: float
    made: int


def main() -> None:
    """Measure documents one by one, then whole builds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", action="store_true", help="no whole builds: a minute")
    print(
        f"WeasyPrint {version('weasyprint')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    documents()
    if not parser.parse_args().documents:
        builds()


def documents() -> None:
    """Set a few documents here and by bare WeasyPrint, warm, in turns."""
    publication, _ = publication_of(Project(ROOT), paper=True)
    print(f"\n{'document':24}{'pages':>6}{'ours':>9}{'bare':>9}{'ratio':>8}   CPU ms a page")
    total = [0.0, 0.0]
    for sheet in sheets(publication):
        if sheet.path in SAMPLE:
            pages, ours, bare = compared(sheet)
            total = [total[0] + ours, total[1] + bare]
            line = f"{sheet.path:24}{pages:6}{ours / pages * 1e3:9.0f}{bare / pages * 1e3:9.0f}"
            print(f"{line}{ours / bare:8.2f}")
    print(f"{'all':24}{'':24}{total[0] / total[1]:8.2f}")


def compared(sheet: Sheet) -> tuple[int, float, float]:
    """Give a document's pages, and the CPU seconds of the best round, ours and bare."""
    fonts = faces(sheet.html, sheet.path, sheet.fonts)
    made = typeset(sheet.html, sheet.path, fonts)  # warm
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(cpu(lambda: typeset(sheet.html, "", faces(sheet.html, "", sheet.fonts))))
        bare.append(cpu(lambda: by_bare_weasyprint(sheet.html, fonts)))
    return len(PdfReader(BytesIO(made)).pages), min(ours), min(bare)


def by_bare_weasyprint(html: str, fonts: dict[str, bytes]) -> None:
    """Do what a few lines of a script would do, with fonts that somebody has cut before."""
    import weasyprint

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            body = fonts[url.removeprefix("font:")]
            return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})

    weasyprint.HTML(string=html, url_fetcher=Fetcher()).write_pdf(pdf_variant="pdf/ua-1")


def cpu(work: Callable[[], object]) -> float:
    """Measure the CPU seconds of this process."""
    gc.collect()  # or who comes next pays for it
    started = time.process_time()
    work()
    return time.process_time() - started


def builds() -> None:
    """Build a copy of the project: cold, unchanged, one item edited; by 1 and 2, and by Dask."""
    print(f"\n{'build':28}{'wall s':>8}{'CPU s':>8}{'documents made':>16}")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        for name in ("checklists", "content", "templates"):
            shutil.copytree(ROOT / name, copy / name)
        one = shown("cold, 1 process", build(copy, "--jobs", "1"))
        shown("unchanged", build(copy))
        shown("without PDF", build(copy, "--no-pdf"))
        edit(copy / "checklists" / "gas.yaml")
        shown("one item edited", build(copy))
        shutil.rmtree(copy / ".cache")
        two = shown("cold, 2 processes", build(copy, "--jobs", "2"))
        print(f"{'2 processes against 1':28}{one.wall / two.wall:8.2f}")
        shutil.rmtree(copy / ".cache")
        with cluster() as address:  # the workers' CPU is not ours
            shown("cold, Dask, 2 workers", build(copy, "--executor", f"dask={address}"))


def build(copy: Path, *more: str) -> Cost:
    """Build in a process of its own."""
    before, started = children(), time.monotonic()
    kept = set(copy.glob(".cache/pdf/*"))
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(copy), "build", *more]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
    made = len(set(copy.glob(".cache/pdf/*")) - kept)
    return Cost(time.monotonic() - started, children() - before, made)


def children() -> float:
    """Give the CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def shown(name: str, cost: Cost) -> Cost:
    """Print a build's cost and pass it on."""
    print(f"{name:28}{cost.wall:8.1f}{cost.cpu:8.1f}{cost.made:16}", flush=True)
    return cost


def edit(path: Path) -> None:
    """Change the words of one item."""
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.partition("check: ")
    question, _, rest = tail.partition("\n")
    path.write_text(f"{head}check: {question}（改）\n{rest}", encoding="utf-8")


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of a cluster of two workers on this machine."""
    from distributed import LocalCluster

    settings: Any = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(protocol="tcp", **settings) as started:  # type: ignore[no-untyped-call]
        yield str(started.scheduler_address)


if __name__ == "__main__":
    main()
