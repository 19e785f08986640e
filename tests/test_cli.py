"""What a person at the terminal sees."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from paicha.project import Project
from tests.conftest import ROOT, Built, copied, run, tree

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Project:
    return copied(built.project, tmp_path / "project")


def test_help_of_every_command_is_chinese(project: Project) -> None:
    commands = re.findall(r"(?m)^    ([a-z]+) ", run(project, "--help").stdout)
    assert {"build", "check", "serve"} <= set(commands)
    known = "|".join([r"build\.py", "site/[a-z]*", "PDF", "Pango", *commands])
    for command in ("", *commands):
        done = run(project, *command.split(), "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"用法：build.py {command}".rstrip())
        assert "显示这份说明" in done.stdout
        bare = re.sub(rf"--?[a-z-]+|\b({known})", "", done.stdout)
        assert not re.search(r"[A-Za-z]", bare), bare


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--pdf"], ["serve", "--port", "x"]])
def test_mistyped_command_points_to_the_help(project: Project, arguments: list[str]) -> None:
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(r"命令写法有误（.*）；写法见 build\.py( serve)? --help\n$", done.stderr)


def test_check_tells_how_much_it_looked_at_and_writes_nothing(copy: Project, built: Built) -> None:
    before = tree(copy.root)
    done = run(copy, "check")
    assert (done.returncode, done.stderr) == (0, "")
    items, checklists = (len(built.json("items")[key]) for key in ("items", "checklists"))
    assert done.stdout == f"内容没有错误：{checklists} 个检查表，{items} 个检查项。\n"
    assert tree(copy.root) == before


def test_build_tells_what_was_built_how_long_it_took_and_where_to_open_it(
    copy: Project, built: Built
) -> None:
    done = run(copy)
    assert (done.returncode, done.stderr) == (0, "")
    files, size = tree(copy.output), sum(p.stat().st_size for p in copy.output.rglob("*.*"))
    pages = sum(path.endswith(".html") for path in files)
    documents = sum(path.endswith(".pdf") for path in files)
    items = len(built.json("items")["items"])
    assert re.fullmatch(
        rf"已生成 {pages} 个网页、{documents} 份 PDF，共 {items} 个检查项，"
        rf"{size / 1e6:.1f} MB，用时 \d+\.\d 秒。\n打开：{copy.output}/index\.html\n",
        done.stdout,
    ), done.stdout
    assert tree(copy.output) == tree(built.folder)
    assert not CONTROL.search(done.stdout + done.stderr)


def test_site_without_documents_links_to_none(copy: Project) -> None:
    done = run(copy, "build", "--no-pdf")
    assert done.returncode == 0
    assert "、0 份 PDF" in done.stdout
    assert list(copy.output.rglob("*.pdf")) == []
    assert not any(b".pdf" in path.read_bytes() for path in copy.output.rglob("*.html"))
    assert b'"pdf": null' in (copy.output / "data" / "forms.json").read_bytes()


def test_errors_are_counted_placed_and_exit_1(copy: Project) -> None:
    for path in sorted(copy.checklists.glob("*.yaml"))[:3]:
        path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    for command, ending in (
        ("check", "共 3 处错误。\n"),
        ("build", "共 3 处错误；site/ 未改动。\n"),
    ):
        done = run(copy, command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith(f"\n{ending}")
        lines = done.stderr.splitlines()
        placed = [line for line in lines if re.match(r"checklists/\S+\.yaml:\d+:\d+: 错误：", line)]
        assert len(placed) == 3
        assert placed == sorted(placed)
        assert not CONTROL.search(done.stderr)
    assert not copy.output.exists()


def test_a_flood_of_errors_is_cut_but_counted(copy: Project) -> None:
    wrong = 0
    for sheet in copy.checklists.glob("*.yaml"):
        text = sheet.read_text(encoding="utf-8")
        wrong += text.count(" grade: ")
        sheet.write_text(text.replace(" grade: ", " gradde: "), encoding="utf-8")
    done = run(copy, "check")
    assert wrong > 100
    assert done.stderr.count("错误：") == 100
    assert f"……另有 {wrong - 100} 处" in done.stderr
    assert done.stderr.endswith(f"共 {wrong} 处错误。\n")


def test_warning_is_told_and_stops_nothing(copy: Project) -> None:
    (copy.checklists / "notes.txt").write_text("mine", encoding="utf-8")
    for command in ("check", "build --no-pdf"):
        done = run(copy, *command.split())
        assert done.returncode == 0
        assert done.stderr.startswith("checklists/notes.txt: 警告：")
        assert "共" not in done.stderr
        assert "共" in done.stdout or "没有错误" in done.stdout


def test_diff_tells_of_changes_and_of_what_it_cannot_read_or_write(
    copy: Project, built: Built
) -> None:
    old = str(built.folder / "data")
    same = run(copy, "diff", old)
    assert (same.returncode, same.stderr) == (0, "")
    item = built.json("items")["items"][0]
    sheet = copy.checklists / f"{item['checklist']}.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace(item["check"], f"新{item['check']}", 1), encoding="utf-8")
    page = copy.root / "changes.html"
    changed = run(copy, "diff", old, "--page", str(page))
    assert changed.returncode == 0
    assert item["id"] in changed.stdout
    assert f"新{item['check']}" in page.read_text(encoding="utf-8")
    for arguments in ((str(copy.root),), (old, "--page", str(copy.root / "no" / "x.html"))):
        done = run(copy, "diff", *arguments)
        assert done.returncode == 1
        assert "错误：" in done.stderr
        assert "Traceback" not in done.stderr
    assert not copy.output.exists()


def test_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    done = run(Project(tmp_path), "check")
    assert done.returncode == 1
    assert re.search(r"(?m)^content\S*: 错误：没有这个文件", done.stderr)
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_terminal_without_chinese_shows_marks_not_a_traceback(copy: Project) -> None:
    done = run(copy, "check", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout


def test_progress_is_shown_on_a_terminal_and_wiped_after(copy: Project) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(copy.root)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment)
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
