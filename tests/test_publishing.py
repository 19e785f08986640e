"""A site is published whole or not at all, and the same input gives the same bytes."""

import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from paicha.output import staged, text_file, write_files
from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render import pdf
from paicha.render.pdf import make_paper
from tests.conftest import ROOT, Built, copied, run, tree

MODES = ("exchange", "two renames")


@pytest.fixture
def published(built: Built, tmp_path: Path) -> Project:
    """A copy of the real project with its site."""
    project = copied(built.project, tmp_path / "project")
    shutil.copytree(built.folder, project.output)
    return project


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either way of putting a folder in another's place."""
    choose(mode := request.param, monkeypatch.setattr)
    return str(mode)


def choose(mode: str, set_: Callable[..., None]) -> None:
    if mode == "two renames":
        set_("paicha.output._exchange", lambda one, other: False)


def left_beside(target: Path) -> list[str]:
    return [
        path.name for path in target.parent.iterdir() if path.name.startswith(f".{target.name}")
    ]


def damage(site: Path) -> list[str]:
    """Say which files of a site are not those it lists: one mixed of two would show."""
    listed = json.loads((site / "data" / "files.json").read_text(encoding="utf-8"))["files"]
    there = tree(site)
    del there["data/files.json"]
    wanted = {file["path"]: file["sha256"] for file in listed}
    return sorted(path for path in wanted | there if wanted.get(path) != there.get(path))


# The same bytes


@pytest.mark.slow
def test_same_input_gives_same_bytes_in_any_folder_language_time_zone_and_hash_order(
    built: Built, tmp_path: Path
) -> None:
    elsewhere = copied(built.project, tmp_path / "别处 50% #1", cache=False)
    odd = {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}
    done = run(elsewhere, "build", env={**odd, "PYTHONCOERCECLOCALE": "0"})
    assert done.returncode == 0, done.stderr
    assert tree(elsewhere.output) == tree(built.folder)


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
    "missing template": ("templates/item.html", Path.unlink, r"templates/item\.html: 错误：没有"),
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
    published.cache.unlink()
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(published.root)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    while not moment(process.pid, published):
        assert process.poll() is None
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, b"")
    assert tree(published.output) == before
    assert left_beside(published.output) == []


def test_lost_worker_is_named_and_keeps_the_old_site(published: Project) -> None:
    """A machine short of memory kills the process that makes a document."""
    before = tree(published.output)
    published.cache.unlink()
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(published.root)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    while not (found := workers(process.pid)):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(found[0], signal.SIGKILL)
    _, said = process.communicate(timeout=30)
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


# Killed

together = multiprocessing.get_context("forkserver")
together.set_forkserver_preload(["tests.test_publishing"])


def build_quietly(root: Path) -> None:
    build(Project(root))


def killed(action: Callable[..., None], *arguments: object, after: float | None = None) -> bool:
    """Run in a process of its own, killed after some seconds; whether it was."""
    process = together.Process(target=action, args=arguments)
    process.start()
    process.join(after)
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.parametrize(("which", "kills"), [("minimal", 25), ("published", 5)])
def test_killed_at_any_moment_the_site_is_whole(
    request: pytest.FixtureRequest, which: str, kills: int
) -> None:
    """Each build has another title on every page, so that a mixture would show."""
    project: Project = request.getfixturevalue(which)
    chance = random.Random(33)
    settings = project.settings.read_text(encoding="utf-8")
    build(project)
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
    build(project)
    assert not damage(project.output)


def test_what_a_kill_left_is_cleared_later_unless_another_build_is_at_work(
    tmp_path: Path,
) -> None:
    target = tmp_path / "site"
    for name in (".site.new-old", ".site.new-young", ".site.old"):
        publish(tmp_path / name, "1")
    os.utime(tmp_path / ".site.new-old", (0, 0))
    publish(target, "2")
    assert left_beside(target) == [".site.new-young"]
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
        write_files([text_file(f"{n}/page.html", edition) for n in range(3)], folder)


def edition_of(target: Path) -> set[str]:
    found = [target / f"{n}/page.html" for n in range(3)]
    return {path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("mode", MODES)
def test_killed_at_each_step_of_publishing_the_site_is_whole(tmp_path: Path, mode: str) -> None:
    """By two renames there is one step without a site: the next build, good or bad, mends it."""
    target = tmp_path / "site"
    publish_edition(target, "0", "exchange", 0)
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


# Putting one folder in the place of another


def publish(target: Path, edition: str) -> None:
    with staged(target) as folder:
        write_files([text_file(f"{n}/page.html", edition) for n in range(3)], folder)


def test_publishing_replaces_all_and_leaves_nothing(tmp_path: Path, mode: str) -> None:
    target = tmp_path / "site"
    publish(target, "1")
    (target / "gone.html").write_text("of the edition before")
    publish(target, "2")
    assert edition_of(target) == {"2"}
    assert sorted(tree(target)) == [f"{n}/page.html" for n in range(3)]
    assert left_beside(target) == []
    assert target.stat().st_mode & 0o777 == 0o755, "a web server could not read it"


def test_real_site_is_rebuilt_either_way(published: Project, mode: str) -> None:
    build(published)
    assert not damage(published.output)
    assert left_beside(published.output) == []


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
    with pytest.raises(BuildFailed) as failed:
        build(minimal, make_paper)
    said = [str(problem) for problem in failed.value.problems]
    assert said == [".cache: 错误：这里应是文件夹，却是文件\n    提示：请移走同名文件"]
    assert [path.name for path in minimal.output.iterdir()] == ["index.html"]


def test_missing_parent_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="site: 错误：写不了"):
        publish(tmp_path / "no" / "site", "1")


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


def test_full_disk_is_named_and_keeps_the_old_site(built: Built, tmp_path: Path) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "none"):
        project = copied(built.project, tmp_path / "project")
        shutil.copytree(built.folder, project.output)
        before, used = tree(project.output), shutil.disk_usage(tmp_path).used
        size = f"remount,size={used + 2_000_000}"
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
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = run(published, "build", "--no-pdf", preexec_fn=limit)
    assert done.returncode == 1
    assert done.stderr.startswith("site: 错误：文件太大，写不下\n    提示：请检查磁盘和限额\n")
    assert tree(published.output) == before
    assert left_beside(published.output) == []


# No document is rendered twice


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


def test_check_never_imports_weasyprint_nor_writes(built: Built, tmp_path: Path) -> None:
    project = copied(built.project, tmp_path / "project", cache=False)
    before = tree(project.root)
    assert imported(project, "check") == "0 False"
    assert tree(project.root) == before


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


def own_cache(project: Project) -> Path:
    """Give a project a cache of its own, a copy of the shared one."""
    shared = project.cache.resolve()
    project.cache.unlink()
    shutil.copytree(shared, project.cache)
    return project.cache


def test_changed_form_renders_its_own_sheet_only(published: Project) -> None:
    kept = own_cache(published) / "pdf"
    before = {path.name for path in kept.iterdir()}
    replace("title: ", "title: 新")(published.forms / "statistics.yaml")
    build(published, make_paper)
    assert len({path.name for path in kept.iterdir()} - before) == 1


def kept_as(cache: Path, document: Path) -> list[Path]:
    """Find where a document is kept."""
    data = document.read_bytes()
    return [path for path in (cache / "pdf").iterdir() if data in path.read_bytes()]


def test_damaged_documents_in_the_cache_are_made_again(published: Project) -> None:
    before, cache = tree(published.output), own_cache(published)
    truncated = kept_as(cache, published.output / "forms" / "statistics.pdf")
    flipped = kept_as(cache, published.output / "forms" / "progress.pdf")
    assert truncated
    assert flipped
    for path in truncated:
        path.write_bytes(path.read_bytes()[:-5000])
    for path in flipped:
        data = path.read_bytes()
        path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    build(published, make_paper)
    assert tree(published.output) == before
