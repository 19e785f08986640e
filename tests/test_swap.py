"""One site takes the place of another in one step, whenever the program is killed."""

import multiprocessing
import os
import random
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from paicha.output import OutputFile, staged, text_file, write_files
from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from tests.conftest import Built, copied, damage, left_beside, tree, with_list

MODES = ("exchange", "two renames")


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either way of putting a folder in another's place."""
    choose(mode := request.param, monkeypatch.setattr)
    return str(mode)


def choose(mode: str, set_: Callable[..., None]) -> None:
    if mode == "two renames":
        set_("paicha.output._exchange", lambda one, other: False)


# Putting one folder in the place of another


def publish(target: Path, edition: str) -> None:
    with staged(target) as folder:
        write_files(files(edition), folder)


def files(edition: str) -> list[OutputFile]:
    return with_list([text_file(f"{n}/page.html", edition) for n in range(3)])


def edition_of(target: Path) -> set[str]:
    found = [target / f"{n}/page.html" for n in range(3)]
    return {path.read_text(encoding="utf-8") for path in found}


def test_publishing_replaces_all_and_leaves_nothing(tmp_path: Path, mode: str) -> None:
    target = tmp_path / "site"
    publish(target, "1")
    before = with_list([*files("1")[:-1], text_file("gone.html", "of the edition before")])
    write_files(before, target)
    publish(target, "2")
    assert edition_of(target) == {"2"}
    assert sorted(tree(target)) == [*(f"{n}/page.html" for n in range(3)), "data/files.json"]
    assert left_beside(target) == []
    assert target.stat().st_mode & 0o777 == 0o755, "a web server could not read it"


def test_site_is_rebuilt_either_way(minimal: Project, mode: str) -> None:
    for _ in range(2):
        build(minimal)
        assert not damage(minimal.output)
        assert left_beside(minimal.output) == []


def test_readers_never_meet_a_gap_where_the_system_can_exchange(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, "0")
    over, reads = threading.Event(), 0

    def keep_publishing() -> None:
        for n in range(150):
            publish(target, str(n))
        over.set()

    writer = threading.Thread(target=keep_publishing)
    writer.start()
    try:
        while not over.is_set():
            (target / "1/page.html").read_bytes()
            reads += 1
    finally:
        writer.join()
    assert reads > 100


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path, mode: str) -> None:
    target = tmp_path / "site"
    problems: list[Exception] = []

    def keep_publishing(edition: str) -> None:
        for _ in range(60):
            try:
                publish(target, edition)
            except BuildFailed as failed:
                problems.append(failed)

    writers = [threading.Thread(target=keep_publishing, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    publish(target, "c")
    assert edition_of(target) == {"c"}
    assert left_beside(target) == []
    if mode == "exchange":
        assert not problems


def test_site_that_is_a_link_is_published_where_it_leads(tmp_path: Path, mode: str) -> None:
    """An office links site/ to its web server's folder."""
    served, target = tmp_path / "www" / "paicha", tmp_path / "project" / "site"
    served.mkdir(parents=True)
    target.parent.mkdir()
    target.symlink_to(served)
    for edition in ("1", "2"):
        publish(target, edition)
        assert edition_of(served) == {edition}
        assert target.is_symlink()
    assert left_beside(target) == left_beside(served) == []


# Killed

together = multiprocessing.get_context("forkserver")
together.set_forkserver_preload(["tests.test_swap", "tests.warmed"])


def build_quietly(root: Path) -> None:
    build(Project(root))


def killed(action: Callable[..., None], *arguments: object, after: float | None = None) -> bool:
    """Run in a process of its own, killed after some seconds; whether it was."""
    process = together.Process(target=action, args=arguments)
    process.start()
    try:
        process.join(after)
    finally:
        process.kill()
        process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.slow
@pytest.mark.parametrize(("which", "kills"), [("minimal", 25), ("real", 4)])
def test_killed_at_any_moment_the_site_is_whole(
    request: pytest.FixtureRequest, which: str, kills: int
) -> None:
    """Each build has another title on every page, so that a mixture would show."""
    project: Project = request.getfixturevalue(which)
    chance = random.Random(33)
    settings = project.settings.read_text(encoding="utf-8")
    killed(build_quietly, project.root)  # the first one starts the server it forks from
    started = time.monotonic()
    killed(build_quietly, project.root)
    whole = time.monotonic() - started
    for n in range(kills):
        text = re.sub(r"(?m)^short_title: .*$", f"short_title: 第{n}次", settings)
        project.settings.write_text(text, encoding="utf-8")
        after = whole * (n + chance.random()) / kills
        killed(build_quietly, project.root, after=after)
        assert not damage(project.output), f"killed after {after:.3f} s of {whole:.3f} s"


@pytest.fixture
def real(built: Built, tmp_path: Path) -> Project:
    """A copy of the real project, to be built without PDFs."""
    return copied(built.project, tmp_path / "project", cache=False)


def test_what_a_kill_left_is_cleared_later_unless_another_build_is_at_work(
    tmp_path: Path,
) -> None:
    target = tmp_path / "site"
    left = [tmp_path / f".site.new-{n}" for n in ("unfinished", "replaced", "young", "strange")]
    for place in left:
        write_files(files("1"), place / "old")
        os.utime(place, (0, 0))
    (left[0] / "unfinished").touch()
    (left[0] / "new").mkdir()
    (left[0] / "new" / "half.html").write_text("with no list yet")
    os.utime(left[0], (0, 0))
    os.utime(left[2])
    (left[3] / "old" / "mine.txt").write_text("of somebody")
    (tmp_path / ".site.old").mkdir()
    os.utime(left[3], (0, 0))
    publish(target, "2")
    assert sorted(left_beside(target)) == [".site.new-strange", ".site.new-young", ".site.old"]
    assert sorted(tree(left[3])) == ["old/mine.txt"]
    assert edition_of(target) == {"2"}


def publish_edition(target: Path, edition: str, mode: str, die_at: int) -> None:
    """Publish three files; die at the n-th thing done to the disk."""
    choose(mode, lambda name, to: setattr(sys.modules["paicha.output"], "_exchange", to))
    done = 0

    def count(event: str, _: object) -> None:
        nonlocal done
        done += event.startswith(("open", "os.", "shutil.", "tempfile.", "ctypes."))
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with staged(target) as folder:
        write_files(files(edition), folder)


@pytest.mark.parametrize("mode", MODES)
def test_killed_at_each_step_of_publishing_the_site_is_whole(tmp_path: Path, mode: str) -> None:
    """By two renames there is one step without a site: the next build, good or bad, mends it."""
    target = tmp_path / "site"
    publish(target, "0")
    gaps, step, before = 0, 1, "0"
    while killed(publish_edition, target, str(step), mode, step):
        if not target.exists():
            gaps += 1
            with suppress(ZeroDivisionError), staged(target):
                _ = 1 / 0
        assert edition_of(target) in ({before}, {str(step)})
        before = edition_of(target).pop()
        step += 1
    assert edition_of(target) == {str(step)}
    assert step > 20
    assert bool(gaps) == (mode == "two renames")
