"""What has not changed is not made again, and what has is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paicha.cli import main
from paicha.output import staged, text_file, write_files
from paicha.pipeline import build
from paicha.project import TEMPLATES, Project
from tests.conftest import damage, tree, with_list

BUILT, KEPT = "已生成", "没有要改的"


def run(project: Project, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert main(["--root", str(project.root), "build", "--no-pdf", *options]) == 0
    return capsys.readouterr().out


def append(path: Path, text: str = "\n") -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def lay_over(project: Project, template: str) -> None:
    """Give a site a template of its own, which says no more than the program's."""
    project.templates.mkdir()
    shutil.copy(TEMPLATES / template, project.templates)
    append(project.templates / template)


CHANGES: dict[str, Callable[[Project], object]] = {
    "content": lambda p: append(p.settings),
    "checklist": lambda p: append(next(p.checklists.glob("*.yaml"))),
    "template": lambda p: lay_over(p, "home.html"),
    "page edited by hand": lambda p: append(p.output / "index.html"),
    "page lost": lambda p: (p.output / "index.html").unlink(),
    "list of sums lost": lambda p: (p.output / "SHA256SUMS").unlink(),
    "site lost": lambda p: p.output.rename(p.root / "elsewhere"),
    "note damaged": lambda p: append(p.cache / "site.txt", "x"),
}


def test_site_is_not_built_again_of_the_same(
    minimal: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(minimal, capsys).startswith(BUILT)
    before = minimal.output.stat().st_ino
    assert run(minimal, capsys).startswith(KEPT)
    assert minimal.output.stat().st_ino == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_builds_the_site_again(
    minimal: Project, capsys: pytest.CaptureFixture[str], change: Callable[[Project], object]
) -> None:
    run(minimal, capsys)
    change(minimal)
    assert run(minimal, capsys).startswith(BUILT)
    assert not damage(minimal.output)
    assert run(minimal, capsys).startswith(KEPT)


def test_warnings_are_said_again(minimal: Project, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    checklist = minimal.checklists / "ladders.yaml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("是否", "", 1), encoding="utf-8")
    for _ in range(2):
        main(["--root", str(minimal.root), "build", "--no-pdf"])
        said.append(capsys.readouterr().err)
    assert said[0] == said[1]
    assert "警告" in said[0]


def test_page_that_stays_the_same_keeps_its_date(minimal: Project) -> None:
    main(["--root", str(minimal.root), "build", "--no-pdf"])
    for path in minimal.output.rglob("*.html"):
        os.utime(path, (1, 1))
    append(minimal.checklists / "ladders.yaml", "\n# nothing new\n")
    main(["--root", str(minimal.root), "build", "--no-pdf"])
    assert {path.stat().st_mtime for path in minimal.output.rglob("*.html")} == {1}


def test_item_edited_changes_only_pages_that_show_it(minimal: Project) -> None:
    """Else every phone that keeps the site would fetch all of it again."""
    build(minimal)
    before = tree(minimal.output)
    path = minimal.checklists / "ladders.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("梯脚是否都有防滑垫", "四脚是否都有防滑垫"), encoding="utf-8")
    build(minimal)
    after = tree(minimal.output)
    changed = {one for one in after if one.endswith(".html") and after[one] != before.get(one)}
    assert "checklists/ladders/index.html" in changed
    assert not changed & {"index.html", "duties/index.html", "items/TZ-0002/index.html"}


def test_old_site_is_never_written_through(tmp_path: Path) -> None:
    """A file written twice is first linked from the old site, then written anew."""
    site = tmp_path / "site"
    for content in ("old", "new"):
        with staged(site) as folder:
            for one in ("old", content):
                write_files(with_list([text_file("page.html", one)]), folder, site)
            if content == "new":
                assert (site / "page.html").read_text(encoding="utf-8") == "old"
    assert (site / "page.html").read_text(encoding="utf-8") == "new"
