"""What tests share: the real project, its content read once, and a copy of it built once."""

import fcntl
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from paicha.model.content import complete
from paicha.model.site import Site
from paicha.output import OutputFile, text_file, write_files
from paicha.pipeline import Summary, build, check
from paicha.project import TEMPLATES, Project
from paicha.render.paper.pdf import make_paper
from scripts.nginx import Served, serving
from scripts.pictures import chinese_fonts

ROOT = Path(__file__).parent.parent
# Without the furniture of a window a page costs half.
CHROMIUM = shutil.which("chromium-headless-shell")
LIMIT = 60  # seconds after which what a test waits for will not come, on the busiest machine
expect.set_options(timeout=LIMIT * 1000)


@dataclass(frozen=True)
class Built:
    """A project and the site built from it."""

    project: Project
    summary: Summary

    @property
    def folder(self) -> Path:
        """The site."""
        return self.project.output

    def json(self, name: str) -> Any:
        """Read a data file: `items` is data/items.json."""
        return json.loads((self.folder / "data" / f"{name}.json").read_text(encoding="utf-8"))

    def pages(self) -> list[str]:
        """Every page's path in the site."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.html())

    def html(self) -> list[Path]:
        """Every page's file; the lone files made of some have tests of their own."""
        lone = set(self.lone())
        return [path for path in self.folder.rglob("*.html") if path not in lone]

    def lone(self) -> list[Path]:
        """Every checklist that is one file."""
        folder = self.folder / "offline"
        return sorted(path for path in folder.glob("*.html") if path.name != "index.html")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def site(project: Project) -> Site:
    content, problems = check(project)
    assert not problems
    site = complete(content)
    assert site
    return site


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Summary]) -> Built:
    """Make a project and its site once for all processes of this run; the others wait for it."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    root, summary = folder / name / "project", folder / name / "summary"
    root.parent.mkdir(exist_ok=True)
    with (root.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not summary.exists():
            summary.write_bytes(pickle.dumps(make(root)))
    return Built(Project(root), pickle.loads(summary.read_bytes()))  # noqa: S301 -- our own


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a copy of the real project once, with its PDFs; tests only look at it."""

    def make(root: Path) -> Summary:
        return build(copied(project, root), partial(make_paper, tell=lambda title: None))

    return made_once(tmp_path_factory, "built", make)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium with a Chinese font; each test has a context of its own."""
    fonts = chinese_fonts(tmp_path_factory.mktemp("fonts"))
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium
        yield chromium.launch(executable_path=CHROMIUM, args=arguments, env=fonts)


@pytest.fixture(scope="session")
def served(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site at /paicha/ of a real nginx, by deploy/nginx.conf."""
    with serving(built.folder, tmp_path_factory.mktemp("nginx")) as served:
        yield served


@pytest.fixture(scope="session")
def minimal_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest complete project, tests/sites/minimal, with what the program has."""
    root = tmp_path_factory.mktemp("minimal") / "project"
    shutil.copytree(Path(__file__).parent / "sites" / "minimal", root)
    return root


@pytest.fixture(scope="session")
def rides(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A campaign that never was, tests/sites/rides-2027, built with what the program has."""

    def make(root: Path) -> Summary:
        shutil.copytree(Path(__file__).parent / "sites" / "rides-2027", root)
        return build(Project(root), make_paper)

    return made_once(tmp_path_factory, "rides", make)


@pytest.fixture(params=["built", "rides"])
def either(request: pytest.FixtureRequest) -> Built:
    """The real site, then the one of the other campaign."""
    site: Built = request.getfixturevalue(request.param)
    return site


@pytest.fixture
def minimal(minimal_whole: Path, tmp_path: Path) -> Project:
    """A copy of the smallest complete project, to be spoiled; its site/ holds one old page."""
    root = tmp_path / "minimal"
    shutil.copytree(minimal_whole, root)
    write_files(with_list([text_file("index.html", "earlier")]), root / "site")
    return Project(root)


def with_list(files: Sequence[OutputFile]) -> list[OutputFile]:
    """Add the list by which the program knows that it made a folder."""
    listed = [
        {"path": str(file.path), "sha256": sha256(file.content).hexdigest()} for file in files
    ]
    text = json.dumps({"format": "paicha-files/1", "files": listed})
    return [*files, text_file("data/files.json", text)]


@pytest.fixture(scope="session")
def published_whole(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with its site, its PDFs, and the cache that holds them."""

    def make(root: Path) -> Summary:
        shutil.copytree(minimal_whole, root)
        return build(Project(root), make_paper)

    return made_once(tmp_path_factory, "published", make).project.root


@pytest.fixture
def published(published_whole: Path, tmp_path: Path) -> Project:
    """A copy of the smallest project with its site, PDFs and cache."""
    root = tmp_path / "published"
    shutil.copytree(published_whole, root)
    return Project(root)


def with_templates(project: Project) -> Project:
    """Give a project the program's templates as its own, to be spoiled."""
    shutil.copytree(TEMPLATES, project.templates)
    return project


def copied(project: Project, root: Path, *, cache: bool = True) -> Project:
    """Copy what authors edit to `root`; the cache is shared, or else empty."""
    for name in ("checklists", "content", "templates"):
        shutil.copytree(project.root / name, root / name)
    if cache:
        project.cache.mkdir(exist_ok=True)
        (root / ".cache").symlink_to(project.cache.resolve())
    return Project(root)


def tree(folder: Path) -> dict[str, str]:
    """Give every file of a folder by its path, with its hash."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def damage(site: Path) -> list[str]:
    """Say which files of a site are not those it lists: one mixed of two would show."""
    listed = json.loads((site / "data" / "files.json").read_text(encoding="utf-8"))["files"]
    there = tree(site)
    del there["data/files.json"], there["SHA256SUMS"]
    wanted = {file["path"]: file["sha256"] for file in listed}
    return sorted(path for path in wanted | there if wanted.get(path) != there.get(path))


def left_beside(target: Path) -> list[str]:
    """List what publishing left beside a site."""
    start = f".{target.name}"
    return [path.name for path in target.parent.iterdir() if path.name.startswith(start)]


def build_command(project: Project, *arguments: str) -> list[str]:
    """Give the command that runs build.py on a project."""
    return [sys.executable, str(ROOT / "build.py"), "--root", str(project.root), *arguments]


def _listen() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(ignored, signal.SIG_DFL)


@contextmanager
def started(command: Sequence[str], **more: Any) -> Iterator[subprocess.Popen[Any]]:
    """Start a process as a terminal would, and end it, with all that it started, whatever happens.

    A child hears no Ctrl+C where pytest was told to ignore it (`nohup`, a job in the background).
    """
    process = subprocess.Popen(
        command,
        preexec_fn=_listen,  # noqa: PLW1509 -- it takes no lock that a thread might hold
        start_new_session=True,
        **more,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(
    project: Project, *arguments: str, env: Mapping[str, str] = {}, **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run build.py on a project as people do, in a process of its own."""
    given: dict[str, Any] = {"env": {**os.environ, **env}, "encoding": "utf-8", **more}
    command = build_command(project, *arguments)
    return subprocess.run(command, check=False, capture_output=True, **given)
