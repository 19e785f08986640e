"""Every kind of mistake an author can make, beside what the program says of it.

A case is tests/cases/errors/<name>.yaml: how to break tests/sites/minimal, and the exact output.
"""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from paicha.cli import main
from paicha.project import TEMPLATES, Project
from tests.conftest import ROOT, tree

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "errors").glob("*.yaml"))


class Edit(BaseModel):
    """One change to one file or folder of the site."""

    model_config = ConfigDict(extra="forbid")

    file: str
    find: str | None = None  # what to replace, by `put` or `hex`; else the whole file
    put: str | None = None
    times: int = 1  # how often to put it
    text: str | None = None
    hex: str | None = None  # bytes in hexadecimal
    encode: str = "utf-8"
    remove: bool = False
    folder: bool = False  # a folder instead of the file
    copy_to: str | None = None

    def apply(self, root: Path) -> None:
        path = root / self.file
        if (ROOT / self.file).is_relative_to(TEMPLATES):
            lay_over(path, ROOT / self.file)
        if self.copy_to:
            shutil.copyfile(path, root / self.copy_to)
        elif self.remove or self.folder:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            if self.folder:
                path.mkdir()
        else:
            content = self._content(path)
            if path.is_dir():
                shutil.rmtree(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _content(self, path: Path) -> bytes:
        if self.text is not None:
            return self.text.encode(self.encode)
        put = bytes.fromhex(self.hex) if self.hex else (self.put or "").encode() * self.times
        if self.find is None and (self.hex or self.put is not None):
            return put
        old = path.read_bytes()
        if self.find is None:
            return old.decode().encode(self.encode)
        assert old.count(self.find.encode()) == 1, f"{self.find} stands once in {self.file}"
        return old.replace(self.find.encode(), put)


def lay_over(path: Path, program: Path) -> None:
    """Put a template of the program's into the site, to be spoiled."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if program.exists():
        shutil.copy(program, path)


class Case(Edit):
    """A mistake: one edit or several, the command, its exit status and all it says."""

    what: str
    also: list[Edit] = Field(default_factory=list)
    command: str = "check"
    status: int = 1
    says: str


def test_minimal_site_has_no_mistake(minimal: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(minimal.root), "check"]) == 0
    assert main(["--root", str(minimal.root), "build", "--no-pdf"]) == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_mistake_is_explained(
    path: Path, minimal: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    for edit in (case, *case.also):
        edit.apply(minimal.root)
    before = tree(minimal.output)
    status = main(["--root", str(minimal.root), *case.command.split()])
    assert capsys.readouterr().err == case.says
    assert status == case.status
    if status:
        assert tree(minimal.output) == before, "the earlier site is untouched"


def test_cases_differ_in_what_they_show() -> None:
    said = [yaml.safe_load(path.read_text(encoding="utf-8"))["what"] for path in CASES]
    assert len(set(said)) == len(said)
    assert all(what.endswith(".") and "\n" not in what for what in said)


def test_nineteen_complaints_of_twenty_say_what_to_do() -> None:
    """The others say it in the complaint itself: 不能大于 31."""
    told = [yaml.safe_load(path.read_text(encoding="utf-8"))["says"] for path in CASES]
    complaints = [one for says in told for one in re.findall(r"(?:错误|警告)：.*\n.*", says)]
    hinted = [one for one in complaints if "\n    提示：" in one]
    assert len(complaints) > 300
    assert len(hinted) >= 0.95 * len(complaints)
