"""No document is rendered twice, and none is served that was damaged meanwhile."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paicha.pipeline import build
from paicha.project import Project
from paicha.render.paper import pdf
from paicha.render.paper.pdf import make_paper
from tests.conftest import ROOT, tree


def imported(project: Project, *arguments: str) -> str:
    """Run a command and say whether WeasyPrint was imported beside it."""
    code = (
        "import sys; from paicha.cli import main;"
        f"status = main(['--root', {str(project.root)!r}, *{arguments!r}]);"
        "print(status, 'weasyprint' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()[-1]


def test_check_never_imports_weasyprint_nor_writes(minimal: Project) -> None:
    before = tree(minimal.root)
    assert imported(minimal, "check") == "0 False"
    assert tree(minimal.root) == before


def test_unchanged_build_takes_every_document_from_the_cache(
    published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(published.output)
    assert imported(published, "build") == "0 False"
    monkeypatch.setattr(pdf, "_make", lambda *_: pytest.fail("rendered again"))
    told: list[str] = []
    build(published, lambda sheets, cache: pdf.make_paper(sheets, cache, told.append))
    assert len(told) == sum(path.endswith(".pdf") for path in before)
    assert tree(published.output) == before


def test_changed_form_renders_its_own_sheet_only(published: Project) -> None:
    kept = published.cache / "pdf"
    before = {path.name for path in kept.iterdir()}
    form = published.forms / "list.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("title: ", "title: 新", 1), encoding="utf-8")
    build(published, make_paper)
    assert len({path.name for path in kept.iterdir()} - before) == 1


def test_documents_that_no_build_has_used_for_a_month_are_cleared(published: Project) -> None:
    kept = published.cache / "pdf"
    before = {path.name for path in kept.iterdir()}
    week, month = time.time() - 7 * 24 * 3600, time.time() - 31 * 24 * 3600
    for path in kept.iterdir():  # used again by the build below
        os.utime(path, (month, month))
    left = {f"{'a' * 32}.pdf": month, f"{'b' * 32}.4711": month}
    stay = {f"{'c' * 32}.pdf": week, "not ours.pdf": month}
    for name, age in (left | stay).items():
        (kept / name).write_bytes(b"of an earlier edition")
        os.utime(kept / name, (age, age))
    build(published, make_paper)
    assert {path.name for path in kept.iterdir()} == before | stay.keys()


def kept_as(cache: Path, document: Path) -> list[Path]:
    """Find where a document is kept."""
    data = document.read_bytes()
    return [path for path in (cache / "pdf").iterdir() if data in path.read_bytes()]


def test_damaged_documents_in_the_cache_are_made_again(published: Project) -> None:
    before, cache = tree(published.output), published.cache
    truncated = kept_as(cache, published.output / "forms" / "list.pdf")
    flipped = kept_as(cache, published.output / "forms" / "monthly.pdf")
    assert truncated
    assert flipped
    for path in truncated:
        path.write_bytes(path.read_bytes()[:-5000])
    for path in flipped:
        data = path.read_bytes()
        path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    build(published, make_paper)
    assert tree(published.output) == before
