"""Paper: A4, tagged, our font only, nothing lost, every page complete in itself."""

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.render.pdf import make_paper
from tests.conftest import Built, copied
from tests.test_pages import shown_edition

HEADS = "编号检查内容依据方法合格不合格不适用备注／实测值"
MILLIMETRE = 72 / 25.4


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def pages(path: Path) -> list[str]:
    """Give each page's text without spaces, cell by cell."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return [squeezed(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def documents(built: Built) -> list[Path]:
    found = sorted([*built.folder.glob("pdf/*.pdf"), *built.folder.glob("forms/*.pdf")])
    assert sorted(built.folder.rglob("*.pdf")) == found
    return found


def sheets(built: Built) -> dict[Path, list[dict[str, Any]]]:
    """Give the items of each field sheet: of the edition shown first, or the one in its name."""
    found = {}
    for checklist in built.json("items")["checklists"]:
        first = shown_edition(built, checklist)
        for edition in (one["id"] for one in checklist["editions"]):
            ending = "" if edition == first else f"-{edition}"
            found[built.folder / "pdf" / f"{checklist['id']}{ending}.pdf"] = [
                item
                for item in built.json("items")["items"]
                if item["checklist"] == checklist["id"] and edition in item["editions"]
            ]
    return found


def test_there_is_a_sheet_for_every_edition_of_every_checklist(built: Built) -> None:
    forms = [built.folder / "forms" / f"{name}.pdf" for name in ("progress", "statistics")]
    assert sorted([*sheets(built), *forms]) == documents(built)


def test_every_document_is_sound(built: Built) -> None:
    for path in documents(built):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
        assert b"No syntax or stream encoding errors found" in done.stdout, path


def test_every_font_is_ours_embedded_cut_and_readable(built: Built) -> None:
    row = re.compile(r"([A-Z]{6}\+\S+) .*?(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$")
    for path in documents(built):
        done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        fonts = [row.match(line) for line in done.stdout.splitlines()[2:]]
        assert len(fonts) == 2, path
        for font in fonts:
            assert font, done.stdout
            assert re.fullmatch(r"[A-Z]{6}\+Noto-Sans-SC(-Bold)?", font[1]), path
            assert font.groups()[1:] == ("yes", "yes", "yes"), path


def test_every_document_is_a4_tagged_titled_and_chinese(built: Built) -> None:
    for path in documents(built):
        reader = PdfReader(path)
        across = path.stem == "statistics"
        for page in reader.pages:
            size = [round(float(side) / MILLIMETRE) for side in page.mediabox[2:]]
            assert size == ([297, 210] if across else [210, 297]), path
            assert page.rotation == 0
        root: Any = reader.root_object
        assert root["/Lang"] == "zh-Hans", path
        assert root["/MarkInfo"]["/Marked"], path
        assert reader.metadata
        assert reader.metadata.title
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], path
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data(), path


def test_every_page_says_which_it_is_of_how_many_and_of_what(built: Built) -> None:
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    number = squeezed(sources["plan-2023-33"]["document_number"])
    for path in documents(built):
        for n, page in enumerate(pages(path), 1):
            assert page.endswith(f"第{n}页，共{len(pages(path))}页"), f"{path} page {n}"
            assert number in page, f"{path} page {n}"


def test_nothing_stands_outside_the_margins(built: Built) -> None:
    box = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
    size = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
    for path in documents(built):
        done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
        for page in done.stdout.decode("utf-8").split("</page>")[:-1]:
            found = size.search(page)
            assert found
            width, height = map(float, found.groups())
            words = [tuple(map(float, word)) for word in box.findall(page)]
            assert words
            assert min(word[0] for word in words) > 15 * MILLIMETRE, path
            assert min(word[1] for word in words) > 15 * MILLIMETRE, path
            assert max(word[2] for word in words) < width - 15 * MILLIMETRE, path
            assert max(word[3] for word in words) < height - 5 * MILLIMETRE, path


# Field sheets


def test_every_item_stands_whole_in_its_sheet_and_in_no_other(built: Built) -> None:
    for path, items in sheets(built).items():
        text = pages(path)
        there = re.findall(r"[A-Z]{2,4}-[0-9]{4}", "".join(text))
        assert there == [item["id"] for item in items], path
        for item in items:
            mark = "▲重大" if item["grade"] == "major" else ""
            row = squeezed(f"{item['id']}{mark}{item['check']}")
            assert sum(row in page for page in text) == 1, f"{path}: {row} is split or missing"


def test_every_page_with_items_repeats_the_column_heads(built: Built) -> None:
    for path in sheets(built):
        for n, page in enumerate(pages(path), 1):
            has_items = re.search(r"[A-Z]{2,4}-[0-9]{4}", page)
            assert not has_items or page.count(HEADS) == 1, f"{path} page {n}"


def test_sheet_begins_with_its_particulars_and_ends_with_signatures(built: Built) -> None:
    titles = {one["id"]: one["title"] for one in built.json("items")["checklists"]}
    for path, items in sheets(built).items():
        first, last = pages(path)[0], pages(path)[-1]
        assert first.startswith(squeezed(titles[items[0]["checklist"]])), path
        for words in ("被检查单位", "项目", "地址", "检查日期", "天气", "记录编号"):
            assert words in first, path
        for words in ("责任人", "整改措施", "资金", "期限", "应急预案", "谁检查、谁签名、谁负责"):
            assert words in last, path
        for words in ("检查人", "陪同人", "被检查单位负责人"):
            assert words in last, path


def test_sheet_names_its_edition(built: Built) -> None:
    editions = {
        (one["id"], edition["id"]): squeezed(edition["title"])
        for one in built.json("items")["checklists"]
        for edition in one["editions"]
    }
    for path, items in sheets(built).items():
        checklist = items[0]["checklist"]
        named = path.stem.removeprefix(checklist).removeprefix("-")
        edition = named or next(one for one in items[0]["editions"])
        wanted = [title for (name, id_), title in editions.items() if name == checklist]
        shown = [title for title in wanted if title in pages(path)[0]]
        assert shown, f"{path} names none of {wanted}"
        assert not named or editions[checklist, edition] in shown


# Forms


def form(built: Built, name: str) -> tuple[dict[str, Any], str]:
    found = next(one["form"] for one in built.json("forms")["forms"] if one["id"] == name)
    text = pages(built.folder / "forms" / f"{name}.pdf")
    assert len(text) == 1
    assert squeezed(found["annex"] + found["title"]) in text[0]
    return found, text[0]


def test_progress_form_is_one_page_with_every_cell_and_note_as_issued(built: Built) -> None:
    progress, text = form(built, "progress")
    cells = [cell for group in progress["groups"] for cell in group["cells"]]
    assert len(cells) == 24
    for cell in cells:
        assert squeezed(f"{cell['number']}{cell['label']}") in text, cell["label"]
    for group in progress["groups"]:
        assert squeezed(group["title"]) in text
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    clauses = {one["id"]: one["text"] for one in sources[progress["notes_source"]]["clauses"]}
    assert len(progress["notes"]) == 3
    for note in progress["notes"]:
        assert squeezed(clauses[note]) in text, note
    assert "报送单位（盖章）" in text
    assert "时间：2023年月日" in text


def test_statistics_form_is_one_page_with_its_ten_columns(built: Built) -> None:
    statistics, text = form(built, "statistics")
    assert len(statistics["columns"]) == 10
    heads = squeezed("".join(column["label"] for column in statistics["columns"]))
    assert heads in text
    for words in ("报送单位（盖章）", "时间：2023年月日", "联系人", "联系方式"):
        assert words in text


# What must fail


STRANGE = {
    "unknown property": ("<style>p { colour: red }</style>", "排版有问题：Ignored `colour"),
    "unknown value": ("<style>p { color: reddish }</style>", "排版有问题：Ignored `color"),
    "picture from elsewhere": ('<img alt="x" src="http://192.0.2.1/x.png"/>', "排版有问题：Failed"),
    "file of this machine": ('<img alt="x" src="file:///etc/passwd"/>', "排版有问题：Failed"),
    "character the font lacks": ("<p>☑</p>", "“☑”（U+2611）印不出来"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_fault_in_a_document_fails_by_the_name_of_the_document(tmp_path: Path, name: str) -> None:
    from paicha.render.pdf import _document

    body, said = STRANGE[name]
    html = f'<!DOCTYPE html><html lang="zh-Hans"><title>表</title><body>{body}</body></html>'
    page = tmp_path / "x.html"
    page.write_text(html, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        _document(page, "forms/x.pdf", tmp_path / "x.pdf")
    assert str(failed.value).startswith(f"forms/x.pdf: 错误：{said}")


def test_wrong_style_in_a_template_fails_the_build_by_name(built: Built, tmp_path: Path) -> None:
    project = copied(built.project, tmp_path / "project")
    template = project.templates / "print" / "form-rows.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(
        text.replace("{% block body %}", "{% block body %}<style>p { colour: red }</style>"),
        encoding="utf-8",
    )
    with pytest.raises(BuildFailed) as failed:
        build(project, make_paper)
    assert [problem.place.path for problem in failed.value.problems] == ["forms/statistics.pdf"]
    assert failed.value.problems[0].message.startswith("排版有问题：Ignored `colour: red")
    assert not project.output.exists()
