"""What changed since an earlier build, as text and as a page."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paicha.cli import main

HERE = Path(__file__).parent
LADDERS = "checklists/ladders.yaml"
MAJOR = """        major_if:
          - when: 横档松动
            basis: [{source: notice, clause: "1", quote: 横档不能松动}]
        on_major: [stop-use]"""

Edit = Callable[[str, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built copy of the minimal site."""
    root = tmp_path / "project"
    shutil.copytree(HERE / "sites" / "minimal", root)
    shutil.copytree(HERE.parent / "templates", root / "templates")
    assert main(["--root", str(root), "build", "--no-pdf"]) == 0
    shutil.copytree(root / "site" / "data", tmp_path / "old")
    return root


def edited(root: Path, find: str, put: str) -> None:
    path = root / LADDERS
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put), encoding="utf-8")


def said(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    assert main(["--root", str(root), "diff", str(root.parent / "old"), *more]) == 0
    return capsys.readouterr().out


def test_same_content_has_no_differences(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(root, capsys) == "检查项没有变化。\n"


def test_reworded_and_regraded_items_are_told_apart(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    edited(root, "grade: general", "grade: major\n" + MAJOR)
    assert said(root, capsys) == (
        "改写（1 项）\n"
        "  TZ-0002  横档是否都不松动 → 横档是否一根也不松动\n"
        "\n"
        "等级改变（1 项）\n"
        "  TZ-0002  一般 → 重大（横档是否一根也不松动）\n"
    )


def test_renamed_item_is_lost_and_added(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root, "id: TZ-0002", "id: TZ-0012")
    assert said(root, capsys) == (
        "新增（1 项）\n"
        "  TZ-0012  横档是否都不松动\n"
        "\n"
        "不见了（没有写进 retired:）（1 项）\n"
        "  TZ-0002  横档是否都不松动\n"
    )


def test_retired_item_says_why(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root, "id: TZ-0002", "id: TZ-0012")
    edited(
        root,
        "retired:\n",
        "retired:\n  - {id: TZ-0002, check: 横档是否都不松动, on: 2030-06-01, why: 换了编号, "
        "replaced_by: [TZ-0012]}\n",
    )
    assert "停用（1 项）\n  TZ-0002  横档是否都不松动（换了编号，改查 TZ-0012）" in said(
        root, capsys
    )


def test_page_shows_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    page = root.parent / "diff.html"
    said(root, capsys, "--page", str(page))
    text = page.read_text(encoding="utf-8")
    assert "横档是否都不松动" in text
    assert "横档是否一根也不松动" in text


def test_folder_that_is_no_earlier_build_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "old" / "items.json").write_text("[]", encoding="utf-8")
    capsys.readouterr()
    assert main(["--root", str(root), "diff", str(root.parent / "old")]) == 1
    assert "不是检查项数据" in capsys.readouterr().err
