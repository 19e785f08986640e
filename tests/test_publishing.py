"""The same input gives the same bytes, and whatever goes wrong the old site stays."""

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from paicha.output import staged
from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.paper.pdf import make_paper
from tests.conftest import (
    LIMIT,
    Built,
    build_command,
    copied,
    left_beside,
    run,
    started,
    tree,
    with_templates,
)

# The same bytes

ODD = {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}


@pytest.mark.slow
def test_same_input_gives_same_bytes_in_any_folder_language_time_zone_and_hash_order(
    built: Built, tmp_path: Path
) -> None:
    """All pages, and the smallest sheet and form anew; every document would take long."""
    elsewhere = copied(built.project, tmp_path / "别处 50% #1", cache=False)
    sheets = sorted((built.folder / "pdf").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    anew = [sheets[0], built.folder / "forms" / "progress.pdf"]
    kept = elsewhere.cache / "pdf"
    kept.mkdir(parents=True)
    for path in (built.project.cache / "pdf").iterdir():
        if not any(sheet.read_bytes() in path.read_bytes() for sheet in anew):
            shutil.copy(path, kept)
    before = len(list(kept.iterdir()))
    done = run(elsewhere, "build", env={**ODD, "PYTHONCOERCECLOCALE": "0"})
    assert done.returncode == 0, done.stderr
    assert tree(elsewhere.output) == tree(built.folder)
    assert len(list(kept.iterdir())) == before + len(anew)


# A failed build


def append(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def replace(old: str, new: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(
        path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8"
    )


BROKEN = {
    "content": ("checklists/ladders.yaml", append("\nnonsense: ["), "checklists/ladders.yaml:"),
    "template that ends early": ("templates/home.html", append("{% if %}"), "templates/home.html:"),
    "template that asks too much": (
        "templates/home.html",
        replace("{% block main %}", "{% block main %}{{ site.nothing.at_all }}"),
        r"templates/home\.html:\d+:1: 错误：模板用到了没有的",
    ),
    "macro that asks too much": (
        "templates/macros/parts.html",
        replace("{# a grade as a label", "{{ no_such_thing }}{# a grade as a label"),
        "templates/macros/parts.html:",
    ),
    "template that cannot be worked out": (
        "templates/home.html",
        replace("{% block main %}", "{% block main %}{{ 1 / 0 }}"),
        r"templates/home\.html:\d+:1: 错误：模板算不出来",
    ),
    "missing template": (
        "templates/item.html",
        replace('{% extends "base.html" %}', '{% extends "bass.html" %}'),
        r"templates/item\.html:\d+:1: 错误：没有模板 bass\.html",
    ),
    "words": ("templates/words.yaml", append("\ngrade: ["), "templates/words.yaml:"),
    "tags that do not match": (
        "templates/404.html",
        replace("</h1>", ""),
        "site/404.html:",
    ),
    "dead link": (
        "templates/404.html",
        replace("</h1>", '</h1><a href="nowhere.html">x</a>'),
        r"site/404\.html:\d+:1: 错误：链接“nowhere\.html”没有去处",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_failed_build_keeps_the_old_site_and_says_where(minimal: Project, name: str) -> None:
    path, spoil, said = BROKEN[name]
    if path.startswith("templates/"):
        with_templates(minimal)
    build(minimal)
    before, changed = tree(minimal.output), minimal.output.stat().st_mtime_ns
    spoil(minimal.root / path)
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    assert any(re.match(said, str(problem)) for problem in failed.value.problems), failed.value
    assert tree(minimal.output) == before
    assert minimal.output.stat().st_mtime_ns == changed
    assert left_beside(minimal.output) == []


def writing(_: int, project: Project) -> bool:
    return bool(left_beside(project.output))


def rendering(process: int, _: Project) -> bool:
    return bool(workers(process))


@pytest.mark.parametrize("moment", [writing, rendering])
def test_interrupted_build_keeps_the_old_site_and_says_nothing(
    published: Project, moment: Callable[[int, Project], bool]
) -> None:
    """Ctrl+C reaches every process of the terminal; none may answer with a traceback."""
    before = tree(published.output)
    shutil.rmtree(published.cache)
    with started(build_command(published), stderr=subprocess.PIPE) as process:
        while not moment(process.pid, published):
            assert process.poll() is None
            time.sleep(0.001)  # nothing tells when another process has come so far
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=LIMIT)
    assert (process.returncode, said) == (130, b"")
    assert tree(published.output) == before
    assert left_beside(published.output) == []


def test_lost_worker_is_named_and_keeps_the_old_site(published: Project) -> None:
    """A machine short of memory kills the process that makes a document."""
    before = tree(published.output)
    shutil.rmtree(published.cache)
    command = build_command(published)
    with started(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not (found := workers(process.pid)):
            assert process.poll() is None
            time.sleep(0.001)  # nothing tells when a process has children
        os.kill(found[0], signal.SIGKILL)
        _, said = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert re.search(
        r"(?m)^PDF: 错误：排版进程中途被结束\n    提示：.*\n共 1 处错误；site/ 未改动。\n\Z", said
    ), said
    assert "BrokenProcessPool" not in said
    assert tree(published.output) == before
    assert left_beside(published.output) == []


def workers(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    if not children.exists():
        pytest.skip("this system does not list the children of a process")
    found = map(int, children.read_text().split())
    return [child for child in found if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]


# A disk that will not


def test_file_in_the_place_of_the_site_is_named(published: Project) -> None:
    shutil.rmtree(published.output)
    published.output.write_text("mine")
    with pytest.raises(BuildFailed) as failed:
        build(published)
    assert str(failed.value) == "site: 错误：这里应是文件夹，却是文件\n    提示：请移走同名文件"
    assert published.output.read_text() == "mine"
    assert left_beside(published.output) == []


def test_cache_that_cannot_be_written_is_named(minimal: Project) -> None:
    minimal.cache.write_text("mine")
    before = tree(minimal.output)
    with pytest.raises(BuildFailed) as failed:
        build(minimal, make_paper)
    said = [str(problem) for problem in failed.value.problems]
    assert said == [".cache: 错误：这里应是文件夹，却是文件\n    提示：请移走同名文件"]
    assert tree(minimal.output) == before


def test_missing_parent_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="site: 错误：写不了"), staged(tmp_path / "no" / "site"):
        pytest.fail("there is no such folder")


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    command = ["mount", *options, str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"this machine lets us mount nothing: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_read_only_disk_is_named(published: Project) -> None:
    before = tree(published.output)
    root = str(published.root)
    with mounted(published.root, "--bind", root):
        subprocess.run(["mount", "-o", "remount,ro,bind", root], check=True)
        with pytest.raises(BuildFailed) as failed:
            build(published)
    assert str(failed.value) == "site: 错误：磁盘是只读的\n    提示：请换一个可写的文件夹"
    assert tree(published.output) == before


def test_full_disk_is_named_and_keeps_the_old_site(published_whole: Path, tmp_path: Path) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "none"):
        project = Project(tmp_path / "project")
        shutil.copytree(published_whole, project.root)
        before, used = tree(project.output), shutil.disk_usage(tmp_path).used
        settings = project.settings.read_text(encoding="utf-8")  # on every page: all are new
        project.settings.write_text(settings.replace("short_title: ", "short_title: 新"), "utf-8")
        size = f"remount,size={used + 100_000}"
        subprocess.run(["mount", "-o", size, str(tmp_path)], check=True)
        done = run(project, "build")
        assert done.returncode == 1
        assert done.stderr == (
            "site: 错误：磁盘已满\n    提示：请腾出空间后再试\n共 1 处错误；site/ 未改动。\n"
        )
        assert tree(project.output) == before
        assert left_beside(project.output) == []


def test_file_that_may_not_grow_is_named_and_keeps_the_old_site(published: Project) -> None:
    before = tree(published.output)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))

    done = run(published, "build", "--no-pdf", preexec_fn=limit)
    assert done.returncode == 1
    assert done.stderr.startswith("site: 错误：文件太大，写不下\n    提示：请检查磁盘和限额\n")
    assert tree(published.output) == before
    assert left_beside(published.output) == []
