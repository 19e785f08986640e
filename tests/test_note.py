"""What changed since an earlier release: told on screen and paper, marked on the site."""

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml.ns import qn
from docx.text.run import Run
from playwright.sync_api import Browser
from pypdf import PdfReader

from paicha.cli import main
from paicha.model.base import Part
from paicha.pipeline import build
from paicha.project import Project
from paicha.release.entries import FILES, fields_of, kind_of, part
from paicha.release.read import Release, release_at, release_of
from paicha.render.note import note_of
from paicha.render.note.text import as_text
from paicha.render.note.weight import ALL_ALIKE, BY_KEY, BY_KIND, GROUPS
from paicha.render.words import words
from tests.conftest import ROOT, Built
from tests.test_served import visiting
from tests.test_validators import AXE, complaints, violations

HERE = Path(__file__).parent
LADDERS = "checklists/ladders.yaml"
HEAD = "修订说明\n青山县梯子安全检查　青山县安全办公室\n"
FOOT = 790  # points from the top of a page to its foot
MAJOR = """        major_if:
          - when: 横档松动
            basis: [{source: notice, clause: "1", quote: 横档不能松动}]
        on_major: [stop-use]"""

Diff = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the minimal content, and beside it the same as it was."""
    for name in ("project", "old"):
        shutil.copytree(HERE / "sites" / "minimal", tmp_path / name)
    return tmp_path / "project"


@pytest.fixture
def diff(root: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    def run(*files: str, old: str = "old", status: int = 0) -> str:
        capsys.readouterr()
        command = ["--root", str(root), "diff", str(root.parent / old)]
        assert main([*command, *(str(root.parent / file) for file in files)]) == status
        said = capsys.readouterr()
        return said.err if status else said.out

    return run


def edited(root: Path, find: str, put: str, path: str = LADDERS) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert find in text
    (root / path).write_text(text.replace(find, put), encoding="utf-8")


def test_same_content_has_no_changes(diff: Diff) -> None:
    assert diff() == f"{HEAD}\n现在的内容，同以前一版的内容比。\n内容没有变化。\n"


def test_changes_of_an_item_stand_together_under_the_weightiest(root: Path, diff: Diff) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    edited(root, "grade: general", "grade: major\n" + MAJOR)
    edited(root, "max: 30", "max: 28.5")
    edited(root, "厂家要求不超过30厘米", "厂家要求不超过28.5厘米")
    head, opening, told = diff().split("\n\n", 2)
    assert f"{head}\n" == HEAD
    assert opening.split("\n")[1:] == [
        "改了 1 处：等级、重大情形、限值 1。",
        "“→”左边是原来的，右边是现在的；“—”是没有。",
    ]
    assert told == (
        "等级、重大情形、限值（1 处）\n"
        "\n"
        "  修改　检查项　TZ-0002　横档是否一根也不松动\n"
        "  梯子检查表 › 用之前　依据：梯子通知 一\n"
        "    等级：一般 → 重大\n"
        "    重大情形：— → 横档松动（依据：梯子通知 一“横档不能松动”）\n"
        "    重大的，还要：— → 停用\n"
        "    限值“横档间距”：\n"
        "      原来：不大于 30 厘米；限值的出处：一；"
        "与原文不同：通知没有写间距，厂家要求不超过30厘米\n"
        "      现在：不大于 28.5 厘米；限值的出处：一；"
        "与原文不同：通知没有写间距，厂家要求不超过28.5厘米\n"
        "    检查内容：横档是否都不松动 → 横档是否一根也不松动\n"
    )


def test_item_that_moves_to_another_id_is_gone_and_new(root: Path, diff: Diff) -> None:
    edited(root, "id: TZ-0002", "id: TZ-0012")
    said = diff()
    assert "新增、停用的检查项（2 处）" in said
    assert "新增　检查项　TZ-0012　横档是否都不松动" in said
    assert "删去　检查项　TZ-0002　横档是否都不松动" in said
    assert "停用的理由：没有写（没有写进 retired:）" in said


def test_retired_item_says_why_and_what_is_asked_instead(root: Path, diff: Diff) -> None:
    edited(root, "id: TZ-0002", "id: TZ-0012")
    retired = "{id: TZ-0002, check: 横档是否都不松动, on: 2030-06-01, why: 换了编号, "
    edited(root, "retired:\n", f"retired:\n  - {retired}replaced_by: [TZ-0012]}}\n")
    said = diff()
    assert "停用　检查项　TZ-0002　横档是否都不松动" in said
    assert said.split("停用　检查项")[1].split("\n")[2:] == [
        "    停用日期：2030年6月1日起不再查这一项",
        "    停用的理由：换了编号",
        "    改查：TZ-0012　横档是否都不松动",
        "",
    ], "what it asked for is no instruction any more"
    assert "停用的检查项　" not in said, "its entry of `retired` says nothing more"


def test_note_is_written_as_page_pdf_and_document(root: Path, diff: Diff) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    diff("note.html", "note.pdf", "note.docx")
    page = (root.parent / "note.html").read_text(encoding="utf-8")
    assert "横档是否<del>都</del>不松动" in page
    assert "横档是否<ins>一根也</ins>不松动" in page
    pdf = PdfReader(root.parent / "note.pdf").pages
    written = Document(str(root.parent / "note.docx"))
    rows = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    assert ["检查内容", "横档是否都不松动", "横档是否一根也不松动"] in rows
    text = "".join(one.extract_text() for one in pdf)
    for signer in ("编制", "审核", "批准"):
        assert signer in text
        assert any(signer in row for row in rows)


def test_whole_that_is_gone_is_marked_and_settings_come_last(root: Path, diff: Diff) -> None:
    duty = "duties:\n  - {id: more, title: 另查一遍, roles: [unit], cadence: once}\n"
    edited(root.parent / "old", "duties:\n", duty, "checklists/responsibilities.yaml")
    edited(root, "issuer:", "updated: 2030-06-01\nissuer:", "content/site.yaml")
    edited(root, "grade: general", "grade: major\n" + MAJOR)
    said = diff("note.html", "note.docx")
    assert said.split("（1 处）")[-2].endswith("网站设置")
    page = (root.parent / "note.html").read_text(encoding="utf-8")
    assert "<td><del>用梯子的单位</del></td>" in page
    assert "<td>—</td><td><ins>停用</ins></td>" in page, "nothing new looks less new"
    assert "line-through" not in page, "a number struck through is another one"


def runs_of(path: Path) -> list[Run]:
    document = Document(str(path))
    cells = [cell for table in document.tables for cell in table._cells]
    found = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return [run for one in found for run in one.runs]


def test_document_marks_new_and_gone_as_its_legend_says(root: Path, diff: Diff) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    edited(root, "grade: general", "grade: major\n" + MAJOR)
    diff("note.docx")
    runs = runs_of(root.parent / "note.docx")
    marks = {run.text: run.font.underline for run in runs if run.font.underline}
    assert {marks[text] for text in ("都", "一般")} == {WD_UNDERLINE.DASH_HEAVY}
    assert {marks[text] for text in ("一根也", "重大", "停用")} == {True}
    assert not any(run.font.strike for run in runs)


def test_entry_stays_on_one_page_of_the_document(root: Path, diff: Diff) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动（GB50720-5.1.4）")
    edited(root, "grade: general", "grade: major\n" + MAJOR)
    diff("note.docx")
    document = Document(str(root.parent / "note.docx"))
    rows = document.tables[0].rows
    keeps = [
        {cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells} for row in rows
    ]
    assert keeps == [*[{True}] * (len(rows) - 1), {None}]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    number = next(run for run in runs_of(root.parent / "note.docx") if "GB50720-5.1.4" in run.text)
    assert number._element.find(qn("w:noBreakHyphen")) is not None
    latin = document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val"))
    assert latin == "en-US", "LibreOffice breaks a number anywhere where it is called Chinese"


def test_paper_is_as_large_as_other_documents(root: Path, diff: Diff) -> None:
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    diff("note.pdf", "note.docx")
    runs = [run for run in runs_of(root.parent / "note.docx") if run.text.strip()]
    assert min(run.font.size.pt for run in runs if run.font.size) >= 10.5
    pdf: set[float] = set()

    def visit(text: str, page: list[float], at: list[float], _: Any, size: float) -> None:
        scale = page[0]
        if text.strip() and scale * at[5] < FOOT:
            pdf.add(scale * size)

    for page in PdfReader(root.parent / "note.pdf").pages:
        page.extract_text(visitor_text=visit)
    assert pdf
    assert min(pdf) >= 10.5


def test_other_ending_is_refused_before_anything_is_compared(root: Path, diff: Diff) -> None:
    with pytest.raises(SystemExit):
        diff("note.txt")


def test_file_that_cannot_be_read_is_said_and_the_rest_compared(root: Path, diff: Diff) -> None:
    (root.parent / "old" / "checklists" / "actions.yaml").write_text("actions: [", encoding="utf-8")
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    said = diff()
    assert "没有比的文件（读不出来）：checklists/actions.yaml" in said
    assert "检查内容：横档是否都不松动 → 横档是否一根也不松动" in said
    assert "处理措施" not in said, "what was not read did not come new"


def test_shape_of_another_program_is_told_as_it_was_written(root: Path, diff: Diff) -> None:
    edited(root.parent / "old", "grade: general", "severity: {level: 2}\n        grade: 中")
    assert "“severity”" in (said := diff())
    assert "等级：中 → 一般" in said


def test_site_carries_its_release_and_is_compared_with(root: Path, diff: Diff) -> None:
    build(Project(root))
    for old in ("project/site", "project/site/data", "project/site/data/release.json"):
        assert "内容没有变化" in diff(old=old)
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    assert "横档是否都不松动 → 横档是否一根也不松动" in diff(old="project/site")


@pytest.mark.parametrize("what", ["nothing", "other", "broken"])
def test_folder_that_is_no_release_is_refused(root: Path, diff: Diff, what: str) -> None:
    folder = root.parent / what
    if what != "nothing":
        folder.mkdir()
    if what == "broken":
        (folder / "release.json").write_text("[]", encoding="utf-8")
    said = diff(old=what, status=1)
    assert "项目文件夹" in said
    assert what in said


@pytest.fixture
def marked(root: Path) -> Path:
    """The site of a content with one item reworded and one new since the release it names."""
    build(Project(root))
    (root / "content" / "releases").mkdir()
    shutil.copy(root / "site" / "data" / "release.json", root / "content" / "releases" / "a.json")
    edited(root, "issuer:", "since: a\nissuer:", "content/site.yaml")
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    item = "      - id: TZ-0002"
    more = (root / LADDERS).read_text(encoding="utf-8").split(item)[1].split("retired:")[0]
    edited(root, item, f"      - id: TZ-0009{more}{item}")
    build(Project(root))
    return root / "site"


def test_release_that_the_settings_name_is_marked_and_told(marked: Path) -> None:
    page = (marked / "checklists" / "ladders" / "index.html").read_text(encoding="utf-8")
    of_item = r'data-item-id="(TZ-\d+)"(?:(?!data-item-id).)*?<mark>(.)</mark>'
    assert dict(re.findall(of_item, page, re.DOTALL)) == {"TZ-0009": "新", "TZ-0002": "改"}
    item = (marked / "items" / "TZ-0002" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../changes/index.html#TZ-0002"><mark>改</mark>' in item
    note = (marked / "changes" / "index.html").read_text(encoding="utf-8")
    assert 'id="TZ-0002"' in note
    assert "横档是否<ins>一根也</ins>不松动" in note
    assert (marked / "changes" / "note.docx").exists()


@pytest.mark.browser
@pytest.mark.slow
def test_note_is_valid_and_accessible_on_screen_and_paper(
    marked: Path, browser: Browser, diff: Diff
) -> None:
    from pdfua import validate

    assert complaints(marked) == []
    diff("note.pdf", old="old")
    assert validate(str(marked.parent.parent / "note.pdf")).findings == ()
    with visiting(browser) as page:  # axe asks for the style once more, which file:// refuses
        for path in ("changes", "checklists/ladders", "items/TZ-0002"):
            page.goto(f"{marked.as_uri()}/{path}/index.html")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert violations(page) == [], path


def test_release_may_be_a_folder_and_is_no_part_of_the_content(root: Path, diff: Diff) -> None:
    shutil.copytree(root.parent / "old", root / "content" / "releases" / "a")
    edited(root, "issuer:", "since: a\nissuer:", "content/site.yaml")
    edited(root, "横档是否都不松动", "横档是否一根也不松动")
    assert "content/releases" not in str(release_of(Project(root)).files.keys())
    build(Project(root))
    assert "横档" in (root / "site" / "changes" / "index.html").read_text(encoding="utf-8")


def test_release_that_is_not_there_is_said_where_it_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root, "issuer:", "since: a\nissuer:", "content/site.yaml")
    assert main(["--root", str(root), "check"]) == 1
    assert "content/site.yaml:4:8: 错误：“since”说的一版读不了：content/releases/a.json" in (
        capsys.readouterr().err
    )


def test_groups_have_their_titles_in_order_of_weight() -> None:
    assert tuple(words(Project(ROOT))["note_group"]) == GROUPS


def parts(model: type[Part], known: set[type[Part]]) -> set[type[Part]]:
    """Gather a model and every model in it."""
    if model not in known:
        known.add(model)
        for key in fields_of(model):
            if inner := part(model, key, {}):
                parts(inner, known)
    return known


def test_weights_are_of_keys_and_kinds_that_there_are() -> None:
    """One that is called another way tomorrow would weigh nothing, without a word."""
    models: set[type[Part]] = set()
    for model in FILES.values():
        parts(model, models)
    assert set(BY_KIND) | ALL_ALIKE <= {kind_of(model) for model in models}
    keys = {key for model in models for key in fields_of(model)}
    assert set(BY_KEY) - keys == {"section"}, "where an item stands is told with its fields"


def test_site_without_such_a_release_has_no_note(built: Built) -> None:
    assert not (built.folder / "changes").exists()
    assert "<mark>新" not in (built.folder / "checklists/gas/index.html").read_text("utf-8")


def test_real_content_read_from_its_folder_and_from_its_site_is_the_same(built: Built) -> None:
    ours = release_of(Project(ROOT))
    assert release_at(built.folder) == ours
    assert note_of(ours, ours, words(Project(ROOT))).groups == ()


def test_nothing_is_too_strange_to_be_compared() -> None:
    said, dice = words(Project(ROOT)), random.Random(16)
    names = [name.replace("*", "one") for name in FILES]
    real = release_of(Project(HERE / "sites" / "minimal"))
    keys = sorted(set(re.findall(r'"(\w+)":', json.dumps(real.files))))

    def strange(depth: int) -> Any:
        kind = dice.randrange(8 if depth else 5)
        if kind >= 6:
            return {dice.choice(keys): strange(depth - 1) for _ in range(dice.randrange(5))}
        if kind == 5:
            return [strange(depth - 1) for _ in range(dice.randrange(4))]
        return dice.choice([None, True, 3, 2.5, "", "甲", "乙\n丙", "2030-13-45", "a b"])

    for _ in range(400):
        one, other = (Release(files={name: strange(5) for name in names}) for _ in range(2))
        as_text(note_of(one, other, said), said)
        as_text(note_of(one, real, said), said)
