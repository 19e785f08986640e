"""What the program did not make it never deletes, and says what is in its way."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paicha.cli import main
from paicha.output import staged, text_file, write_files
from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from tests.conftest import left_beside, tree, with_list

LIST = "data/files.json"


def documents(folder: Path) -> None:
    """Make a folder as somebody keeps it."""
    (folder / "照片").mkdir(parents=True)
    (folder / "照片" / "1.jpg").write_bytes(b"a picture")
    (folder / "总结.docx").write_bytes(b"a year's work")


def refused(project: Project) -> str:
    """Build, and see that all is as it was."""
    before = tree(project.output)
    with pytest.raises(BuildFailed) as failed:
        build(project)
    assert tree(project.output) == before
    assert left_beside(project.output) == []
    return str(failed.value)


def test_folder_of_somebodys_documents_is_not_replaced(
    minimal: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(minimal.output)
    documents(minimal.output)
    assert refused(minimal) == (
        "site: 错误：这个文件夹不是本程序生成的，不会替换；里面有总结.docx、照片/1.jpg\n"
        "    提示：请把 site/ 移走或改名；site 若是链接，请链接到一个空文件夹"
    )
    assert main(["--root", str(minimal.root), "build", "--no-pdf"]) == 1
    assert capsys.readouterr().err.endswith("共 1 处错误；site/ 未改动。\n")


def test_link_to_a_web_root_is_not_replaced_and_one_to_an_empty_folder_is(
    minimal: Project, tmp_path: Path
) -> None:
    shutil.rmtree(minimal.output)
    root = tmp_path / "www"
    root.mkdir()
    minimal.output.symlink_to(root)
    (root / "index.html").write_text("another site", encoding="utf-8")
    assert "里面有index.html" in refused(minimal)
    (root / "index.html").unlink()
    build(minimal)
    assert (root / "items").is_dir()
    assert minimal.output.is_symlink()


STRANGE: dict[str, Callable[[Path], object]] = {
    "no list": lambda site: (site / LIST).unlink(),
    "a list of another program": lambda site: (site / LIST).write_text('{"files": []}'),
    "a list that is cut off": lambda site: (site / LIST).write_text('{"format": "pai'),
    "a list of another shape": lambda site: (site / LIST).write_text("[1]"),
}


@pytest.mark.parametrize("spoil", STRANGE.values(), ids=STRANGE)
def test_folder_without_our_own_list_is_not_replaced(
    minimal: Project, spoil: Callable[[Path], object]
) -> None:
    spoil(minimal.output)
    assert "不是本程序生成的，不会替换" in refused(minimal)


def test_files_of_others_in_our_site_are_named_and_stay(minimal: Project) -> None:
    build(minimal)
    for n in range(5):
        (minimal.output / f"{n}.txt").write_text("mine", encoding="utf-8")
    (minimal.output / "更多").symlink_to(minimal.content)
    assert refused(minimal) == (
        "site: 错误：里面有不是本程序生成的文件：0.txt、1.txt、2.txt 等 6 个\n"
        "    提示：重新生成会换掉整个文件夹；请先把这些文件移到别处"
    )


def test_workbook_that_was_filled_in_where_it_lies_stays(minimal: Project) -> None:
    build(minimal)
    (minimal.output / "forms" / "list.xlsx").write_bytes(b"with the figures of a month")
    (minimal.output / "index.html").write_text("tried out", encoding="utf-8")
    assert refused(minimal).startswith("site: 错误：生成以后有人改过、填过：forms/list.xlsx\n")
    (minimal.output / "forms" / "list.xlsx").unlink()
    build(minimal)
    assert (minimal.output / "index.html").read_text(encoding="utf-8") != "tried out"


def test_what_a_system_leaves_in_a_folder_is_in_nobodys_way(
    minimal: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--root", str(minimal.root), "build", "--no-pdf"]
    assert main(arguments) == 0
    (minimal.output / "forms" / "Thumbs.db").write_bytes(b"")
    assert main(arguments) == 0
    assert "没有要改的" in capsys.readouterr().out
    build(minimal)


def test_file_that_comes_while_the_site_is_made_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with staged(site) as folder:
        write_files(with_list([text_file("index.html", "1")]), folder)
    with pytest.raises(BuildFailed, match=r"mine\.txt"), staged(site) as folder:
        write_files(with_list([text_file("index.html", "2")]), folder)
        (site / "mine.txt").write_text("mine", encoding="utf-8")
    assert (site / "index.html").read_text(encoding="utf-8") == "1"
    assert left_beside(site) == []


def test_site_lists_itself_as_its_owner_reads_it(minimal: Project) -> None:
    build(minimal)
    listed = json.loads((minimal.output / LIST).read_bytes())
    assert {file["path"] for file in listed["files"]} | {LIST, "SHA256SUMS"} == set(
        tree(minimal.output)
    )
