"""A campaign is begun whole or not at all, and builds with what the program has."""

import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from paicha.cli import main
from paicha.new import STARTER, settle
from paicha.pipeline import build, check
from paicha.problems import BuildFailed
from paicha.project import TEMPLATES, Project
from paicha.render.paper.pdf import make_paper
from tests.conftest import ROOT, run, tree
from tests.test_publishing import mounted
from tests.test_rules import MODELS

Captured = pytest.CaptureFixture[str]


def starter() -> dict[str, str]:
    return {path: digest for path, digest in tree(STARTER).items() if "/site/" not in path}


def test_new_campaign_is_checked_and_built_as_it_is(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "楼道灯 2030"
    assert main(["new", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"已新建 {folder}：{len(starter())} 个文件")
    assert said.err == ""
    assert tree(folder) == starter()
    content, problems = check(Project(folder))
    assert problems == []
    assert len(content.checklists) == 1
    summary = build(Project(folder), make_paper)
    assert summary.warnings == ()
    assert summary.documents == 11
    assert (folder / "site" / "schedule" / "keeper.ics").is_file()


def test_command_it_tells_next_works_as_it_is_told(tmp_path: Path) -> None:
    """With a space in the name: people copy the line."""
    done = run(Project(ROOT), "new", "a b", cwd=tmp_path)
    assert done.returncode == 0
    line = done.stdout.splitlines()[1].partition("：python build.py ")[2]
    checked = subprocess.run(  # noqa: S602 -- the line is ours
        f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'build.py'))} {line}",
        shell=True,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    assert "内容没有错误" in checked.stdout


def keys(schema: Any) -> Iterator[str]:
    """Every key that a file of this kind may have."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for one in schema.values():
            yield from keys(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from keys(one)


OF_A_VERDICT = {
    *("intro", "unfinished", "known_for", "unknown_for", "treatment"),
    *("severe", "stop", "lesser", "unknown", "clear"),
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_starter_shows_every_key(model: type[BaseModel]) -> None:
    """But those of a verdict, which few checklists have; one line names them."""
    files = [path for path in sorted(STARTER.rglob("*.*")) if path.is_file()]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    missing = {key for key in keys(model.model_json_schema()) if f"{key}:" not in text}
    assert missing <= OF_A_VERDICT


def test_every_file_of_the_starter_says_in_chinese_what_belongs_there() -> None:
    for path in STARTER.rglob("*.*"):
        if path.is_file():
            first = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n")[0]
            assert first.startswith(("# ", "// ", "<!-- ")), path
            assert sum(ord(char) > 0x4E00 for char in first) > 10, path


# What is there already


def test_folder_with_something_in_it_is_refused_and_stays(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / ".hidden").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    assert main(["new", str(folder)]) == 1
    assert capsys.readouterr().err == (
        f"{folder}: 错误：这个文件夹里已经有东西\n    提示：请换一个名字，或先移走里面的文件\n"
        "共 1 处错误。\n"
    )
    assert tree(tmp_path) == before


def test_campaign_is_not_begun_twice(tmp_path: Path) -> None:
    settle(tmp_path / "one")
    (tmp_path / "one" / "content" / "site.yaml").write_text("title: 我的", encoding="utf-8")
    before = tree(tmp_path)
    with pytest.raises(BuildFailed, match="已经有东西"):
        settle(tmp_path / "one")
    assert tree(tmp_path) == before


def test_file_of_that_name_and_missing_folder_above_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildFailed, match="已经有同名文件"):
        settle(tmp_path / "file")
    with pytest.raises(BuildFailed, match="没有这个文件夹"):
        settle(tmp_path / "nowhere" / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path) -> None:
    """As somebody made it: its owner, its rights, the terminal that stands in it."""
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o750)
    before = folder.stat().st_ino
    done = run(Project(ROOT), "new", ".", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert folder.stat().st_ino == before
    assert tree(folder) == starter()
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


# A disk that will not


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_full_disk_leaves_nothing_half_written(tmp_path: Path, *, there: bool) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", "size=40k", "none"):
        folder = tmp_path / "new"
        if there:
            folder.mkdir()
        done = run(Project(ROOT), "new", str(folder))
        assert done.returncode == 1
        assert "磁盘已满\n    提示：请腾出空间后再试\n共 1 处错误。\n" in done.stderr
        assert list(tmp_path.rglob("*")) == ([folder] if there else [])


def test_file_that_may_not_grow_leaves_nothing_half_written(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    done = run(Project(ROOT), "new", str(tmp_path / "new"), preexec_fn=limit)
    assert done.returncode == 1
    assert "文件太大，写不下" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_disk_that_is_read_only_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", "ro", "none"):
        with pytest.raises(BuildFailed, match="磁盘是只读的"):
            settle(tmp_path / "new")
        assert list(tmp_path.iterdir()) == []


# Templates


@pytest.fixture
def campaign(tmp_path: Path) -> Project:
    settle(tmp_path / "new")
    return Project(tmp_path / "new")


def lay_over(project: Project, name: str, text: str) -> None:
    """Give a campaign one template, style, script or list of words of its own."""
    path = project.templates / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(project: Project, name: str) -> str:
    return (project.output / name).read_text(encoding="utf-8")


def test_campaign_without_templates_has_the_programs(campaign: Project) -> None:
    template = campaign.template("home.html")
    assert template == TEMPLATES / "home.html"
    assert campaign.name(template) == str(TEMPLATES / "home.html")
    assert campaign.name(campaign.settings) == "content/site.yaml"


def test_one_template_of_a_campaign_takes_the_place_of_the_programs(campaign: Project) -> None:
    page = '{% extends "base.html" %}{% block main %}我们写的{% endblock %}'
    lay_over(campaign, "guidance.html", page)
    build(campaign)
    assert "我们写的" in read(campaign, "guidance/using/index.html")
    assert "我们写的" not in read(campaign, "index.html")


def test_one_sentence_of_a_campaign_takes_the_place_of_the_programs(campaign: Project) -> None:
    lay_over(campaign, "words.yaml", "missing:\n  home: 回去\n")
    build(campaign)
    assert "回去" in read(campaign, "404.html")


def test_style_of_a_campaign_is_added_or_takes_the_place_of_one(campaign: Project) -> None:
    lay_over(campaign, "assets/css/9-office.css", ".office { color: red; }\n")
    lay_over(campaign, "assets/css/4-print.css", ".paper { color: red; }\n")
    build(campaign)
    style = next(campaign.output.glob("assets/site.*.css")).read_text(encoding="utf-8")
    assert ".office" in style
    assert ".paper" in style
    assert ".no-print" not in style


def test_sentence_that_the_program_does_not_have_is_told_by_check(
    campaign: Project, capsys: Captured
) -> None:
    lay_over(campaign, "words.yaml", "common:\n  exprot: 导出\n  unit: 单位{name}\n")
    assert main(["--root", str(campaign.root), "check"]) == 1
    said = capsys.readouterr().err
    assert "templates/words.yaml:2:11: 错误：没有可以改的“exprot”" in said
    assert "是否想写 export？" in said
    assert "templates/words.yaml:3:9: 错误：空位“name”在这句话里没有东西可填" in said


def test_template_that_is_laid_over_nothing_is_told_by_check(
    campaign: Project, capsys: Captured
) -> None:
    lay_over(campaign, "guidence.html", "")
    lay_over(campaign, "mine.html", "")
    lay_over(campaign, "home.html", '{% extends "mine.html" %}')
    lay_over(campaign, ".home.html.swp", "")
    assert main(["--root", str(campaign.root), "check"]) == 1
    assert capsys.readouterr().err == (
        "templates/guidence.html: 错误：没有盖住程序的任何模板\n"
        "    提示：是否想写 guidance.html？\n共 1 处错误。\n"
    )


def script(project: Project, entry: str) -> str:
    return next(project.output.glob(f"assets/{entry}.*.js")).read_text(encoding="utf-8")


def test_one_module_of_a_campaign_takes_the_place_of_the_programs(campaign: Project) -> None:
    """In every script that takes it in, and beside the program's others."""
    program = (TEMPLATES / "assets" / "js" / "site" / "due.js").read_text(encoding="utf-8")
    lay_over(campaign, "assets/js/site/due.js", f'{program}const ours = "我们的";\n')
    build(campaign)
    assert "我们的" in script(campaign, "times")
    assert "startTimeline" in script(campaign, "times")
    assert "我们的" not in script(campaign, "search")


def test_module_and_entry_of_a_campaigns_own_are_used(campaign: Project) -> None:
    lay_over(campaign, "assets/js/site/lamp.js", 'export const lamp = "我们的灯";\n')
    lay_over(
        campaign,
        "assets/js/mine.js",
        'import { lamp } from "./site/lamp.js";\ndocument.title = lamp;\n',
    )
    page = '{% extends "base.html" %}{% set entry = "mine" %}{% block main %}{% endblock %}'
    lay_over(campaign, "guidance.html", page)
    _, problems = check(campaign)
    assert problems == []
    build(campaign)
    assert "我们的灯" in script(campaign, "mine")
    assert "assets/mine." in read(campaign, "guidance/using/index.html")


def test_module_that_is_laid_over_nothing_is_told_by_check(
    campaign: Project, capsys: Captured
) -> None:
    lay_over(campaign, "assets/js/site/tody.js", "export const startToday = () => {};\n")
    assert main(["--root", str(campaign.root), "check"]) == 1
    assert capsys.readouterr().err == (
        "templates/assets/js/site/tody.js: 错误：没有盖住程序的任何模板\n"
        "    提示：是否想写 assets/js/site/today.js？\n共 1 处错误。\n"
    )


def test_module_of_a_campaign_that_fits_no_other_is_told_by_check(
    campaign: Project, capsys: Captured
) -> None:
    lay_over(campaign, "assets/js/site/find.js", "export const startFound = () => {};\n")
    assert main(["--root", str(campaign.root), "check"]) == 1
    assert "错误：“./find.js”没有 export “startFind”" in capsys.readouterr().err


def test_whole_set_of_templates_of_a_campaign_holds(tmp_path: Path) -> None:
    settle(tmp_path / "new")
    project = Project(tmp_path / "new")
    shutil.copytree(TEMPLATES, tmp_path / "new" / "templates")
    page = tmp_path / "new" / "templates" / "404.html"
    words = tmp_path / "new" / "templates" / "words.yaml"
    said = words.read_text(encoding="utf-8").replace("回到首页", "回去")
    words.write_text(said, encoding="utf-8")
    build(project)
    assert "回去" in (project.output / "404.html").read_text(encoding="utf-8")
    page.write_text("{% if %}", encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(project)
    assert str(failed.value).startswith("templates/404.html:1:1: 错误：")
