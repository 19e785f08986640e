"""What a person at the terminal sees."""

import os
import pty
import re
import select
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from paicha.cli import main
from paicha.project import Project
from tests.conftest import ROOT, Built, build_command, copied, run, started, tree

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit status and all it said."""

    status: int
    out: str
    err: str


Said = Callable[..., Outcome]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command as the terminal would, without a process of its own."""

    def run_here(project: Project, *arguments: str, front_door: Path | None = None) -> Outcome:
        try:
            status = main(["--root", str(project.root), *arguments], front_door)
        except SystemExit as left:
            status = int(left.code or 0)
        return Outcome(status, *capsys.readouterr())

    return run_here


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Project:
    return copied(built.project, tmp_path / "project")


@pytest.mark.parametrize(
    ("front_door", "name"), [(ROOT / "build.py", "build.py"), (None, "paicha")], ids=str
)
def test_help_of_every_command_is_chinese(
    said: Said, project: Project, front_door: Path | None, name: str
) -> None:
    commands = re.findall(r"(?m)^    ([a-z]+) ", said(project, "--help").out)
    assert {"build", "check", "serve"} <= set(commands)
    known = "|".join(
        [
            re.escape(name),
            "site/[a-z]*",
            "html",
            "pdf",
            "docx",
            "PDF",
            "Pango",
            "Dask",
            r"dask=\S*",
            *commands,
        ]
    )
    for command in ("", *commands):
        done = said(project, *command.split(), "--help", front_door=front_door)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith(f"用法：{name} {command}".rstrip())
        assert "显示这份说明" in done.out
        bare = re.sub(rf"--?[a-z-]+|\b({known})", "", done.out)
        assert not re.search(r"[A-Za-z]", bare), bare


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--pdf"], ["serve", "--port", "x"]])
def test_mistyped_command_points_to_the_help(
    said: Said, project: Project, arguments: list[str]
) -> None:
    done = said(project, *arguments)
    assert (done.status, done.out) == (2, "")
    assert re.match(r"命令写法有误（.*）；写法见 paicha( serve)? --help\n$", done.err)


def test_check_tells_how_much_it_looked_at_and_writes_nothing(minimal: Project) -> None:
    before = tree(minimal.root)
    done = run(minimal, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "内容没有错误：1 个检查表，2 个检查项。\n"
    assert tree(minimal.root) == before


def test_build_tells_what_was_built_how_long_it_took_and_where_to_open_it(
    published: Project,
) -> None:
    before = tree(published.output)
    done = run(published)
    assert (done.returncode, done.stderr) == (0, "")
    size = sum(path.stat().st_size for path in published.output.rglob("*") if path.is_file())
    pages = sum(path.endswith(".html") for path in before)
    documents = sum(path.endswith(".pdf") for path in before)
    assert re.fullmatch(
        rf"已生成 {pages} 个网页、{documents} 份 PDF，共 2 个检查项，"
        rf"{size / 1e6:.1f} MB，用时 \d+\.\d 秒。\n打开：{published.output}/index\.html\n",
        done.stdout,
    ), done.stdout
    assert tree(published.output) == before
    assert not CONTROL.search(done.stdout)


def test_site_without_documents_links_to_none(said: Said, published: Project) -> None:
    site = published.output
    assert any(b".pdf" in path.read_bytes() for path in site.rglob("*.html"))
    done = said(published, "build", "--no-pdf")
    assert done.status == 0
    assert "、0 份 PDF" in done.out
    assert list(site.rglob("*.pdf")) == []
    assert not any(b".pdf" in path.read_bytes() for path in site.rglob("*.html"))
    assert b'"pdf": null' in (site / "data" / "forms.json").read_bytes()


def test_errors_are_counted_placed_and_exit_1(said: Said, copy: Project) -> None:
    for path in sorted(copy.checklists.glob("*.yaml"))[:3]:
        path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    for command, ending in (
        ("check", "共 3 处错误。\n"),
        ("build", "共 3 处错误；site/ 未改动。\n"),
    ):
        done = said(copy, command)
        assert (done.status, done.out) == (1, "")
        assert done.err.endswith(f"\n{ending}")
        lines = done.err.splitlines()
        placed = [line for line in lines if re.match(r"checklists/\S+\.yaml:\d+:\d+: 错误：", line)]
        assert len(placed) == 3
        assert placed == sorted(placed)
        assert not CONTROL.search(done.err)
    assert not copy.output.exists()


def test_a_flood_of_errors_is_cut_but_counted(said: Said, copy: Project) -> None:
    wrong = 0
    for sheet in copy.checklists.glob("*.yaml"):
        text = sheet.read_text(encoding="utf-8")
        wrong += text.count(" grade: ")
        sheet.write_text(text.replace(" grade: ", " gradde: "), encoding="utf-8")
    done = said(copy, "check")
    assert wrong > 100
    assert done.err.count("错误：") == 100
    assert f"……另有 {wrong - 100} 处" in done.err
    assert done.err.endswith(f"共 {wrong} 处错误。\n")


def test_warning_is_told_and_stops_nothing(said: Said, minimal: Project) -> None:
    (minimal.checklists / "notes.txt").write_text("mine", encoding="utf-8")
    for command in ("check", "build --no-pdf"):
        done = said(minimal, *command.split())
        assert done.status == 0
        assert done.err.startswith("checklists/notes.txt: 警告：")
        assert "共" not in done.err
        assert "共" in done.out or "没有错误" in done.out


def test_diff_tells_of_changes_and_of_what_it_cannot_read_or_write(
    said: Said, published: Project
) -> None:
    old, before = str(published.output / "data"), tree(published.output)
    same = said(published, "diff", old)
    assert (same.status, same.err) == (0, "")
    sheet = published.checklists / "ladders.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(
        text.replace("梯脚是否都有防滑垫", "梯脚是否都有完好的防滑垫"), encoding="utf-8"
    )
    page = published.root / "changes.html"
    changed = said(published, "diff", old, str(page))
    assert changed.status == 0
    assert "TZ-0001" in changed.out
    assert changed.err == f"已写成：{page}\n", "what is printed is the note alone"
    assert "已写成" not in changed.out
    assert "梯脚是否都有完好的防滑垫" in page.read_text(encoding="utf-8")
    nowhere = page.parent / "no"
    for arguments in ((str(nowhere),), (old, str(nowhere / "x.html"))):
        done = said(published, "diff", *arguments)
        assert done.status == 1
        assert "错误：" in done.err
    assert tree(published.output) == before


def test_folder_that_is_no_project_is_told(said: Said, tmp_path: Path) -> None:
    done = said(Project(tmp_path), "check")
    assert done.status == 1
    assert re.search(r"(?m)^content\S*: 错误：没有这个文件", done.err)
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "build", "diff"])
def test_folder_that_is_not_there_is_told(said: Said, tmp_path: Path, command: str) -> None:
    """Or a mistyped --root would be a campaign without a mistake."""
    more = [str(tmp_path)] if command == "diff" else []
    told = said(Project(tmp_path / "lamp"), command, *more)
    assert told.status == 1
    assert told.err.startswith(
        f"{tmp_path / 'lamp'}: 错误：没有这个文件夹\n    提示：请看 --root\n"
    )


def test_terminal_without_chinese_shows_marks_not_a_traceback(minimal: Project) -> None:
    done = run(minimal, "check", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout


def test_progress_is_shown_on_a_terminal_and_wiped_after(published: Project) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    command = build_command(published)
    with started(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b"".join(iter(lambda: received(ours), b"")).decode("utf-8")
        os.close(ours)
        assert process.wait(10) == 0
    assert "生成网页" in said
    assert "排版 " in said
    after = said.rpartition("\x1b[2K")[2]
    assert "排版" not in after
    assert "已生成 " in after


def received(terminal: int) -> bytes:
    ready, _, _ = select.select([terminal], [], [], 30)
    try:
        return os.read(terminal, 4096) if ready else b""
    except OSError:  # the other side was closed
        return b""
