"""Text documents of forms: the same labels in tables, Chinese fonts, the same bytes again."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from paicha.model.form import Form
from paicha.model.site import Site
from paicha.pipeline import publication_of
from paicha.project import Project
from paicha.render.office.docx import document, render_documents
from tests import office
from tests.conftest import Built
from tests.test_forms import DOCX, labels, missing, squeezed


def path_of(built: Built, name: str) -> Path:
    return built.folder / "forms" / f"{name}.docx"


def opened(built: Built, name: str) -> Any:
    return docx.Document(str(path_of(built, name)))


def texts(table: Any) -> list[list[str]]:
    """A table's rows; a merged cell once."""
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        rows.append(
            [squeezed("".join(part.text or "" for part in cell.iter(qn("w:t")))) for cell in cells]
        )
    return rows


def whole(built: Built, name: str) -> str:
    """All a document says in the order of reading, without spaces."""
    body = opened(built, name).element.body
    return squeezed("".join(part.text or "" for part in body.iter(qn("w:t"))))


# Label by label


@pytest.mark.parametrize("name", DOCX)
def test_document_holds_every_label_in_order(built: Built, site: Site, name: str) -> None:
    assert missing(labels(site.forms[name]), whole(built, name)) == []


def test_cells_of_the_annex_stand_in_one_table_as_issued(built: Built, site: Site) -> None:
    form = site.forms["progress"]
    (table,) = opened(built, "progress").tables
    rows, wanted = texts(table), []
    for group in form.groups:
        for left, right in zip(group.cells[::2], group.cells[1::2], strict=True):
            pair = [str(left.number), left.label, "", str(right.number), right.label, ""]
            wanted.append([group.title, *pair])
    assert [row[1:] for row in rows] == [row[1:] for row in wanted]
    assert [row[0] for row in rows] == [row[0] for row in wanted]
    notes = [site.clause("plan-2023-33", note).text for note in form.notes]
    assert whole(built, "progress").endswith(squeezed("".join(notes)))


def list_table(built: Built, name: str, form: Form) -> Any:
    heads = [column.label for column in form.columns]
    (found,) = [one for one in opened(built, name).tables if texts(one)[0] == heads]
    return found


@pytest.mark.parametrize("name", DOCX[1:])
def test_list_has_its_heads_on_every_page_and_rows_that_do_not_split(
    built: Built, site: Site, name: str
) -> None:
    form = site.forms[name]
    table = list_table(built, name, form)
    rows = texts(table)
    numbered = [str(n + 1) if not form.annex else "" for n in range(form.rows)]
    assert [row[0] for row in rows[1:]] == numbered
    assert all(cell == "" for row in rows[1:] for cell in row[1:])
    marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]
    assert all(qn("w:cantSplit") in mark for mark in marks)
    assert [qn("w:tblHeader") in mark for mark in marks] == [True, *[False] * form.rows]


@pytest.mark.parametrize("name", DOCX[2:])
def test_blanks_of_a_document_stand_beside_their_labels(
    built: Built, site: Site, name: str
) -> None:
    form = site.forms[name]
    rows = [row for table in opened(built, name).tables for row in texts(table)]
    for pair in (*form.head_rows, *form.foot_rows):
        assert [one for blank in pair for one in (blank.label, "")] in rows
    assert [f"{signer.label}：" for signer in form.signers] in rows


# As a document


@pytest.fixture(scope="session")
def printed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What LibreOffice prints of each document, page by page."""
    folder = tmp_path_factory.mktemp("documents")
    pages = office.printed([path_of(built, name) for name in DOCX], folder)
    return dict(zip(DOCX, pages, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCX)
def test_document_prints_on_one_page_with_every_label(
    printed: dict[str, list[str]], site: Site, name: str
) -> None:
    (page,) = printed[name]
    form = site.forms[name]
    assert [label for label in labels(form) if label not in page] == []
    assert "第1页，共1页" in page
    assert (form.annex or "工作用表，通知没有规定格式") in page


@pytest.mark.parametrize("name", DOCX)
def test_document_is_a4_chinese_and_titled(built: Built, site: Site, name: str) -> None:
    file, form = opened(built, name), site.forms[name]
    (section,) = file.sections
    size = [round(side.mm) for side in (section.page_width, section.page_height)]
    assert size == ([297, 210] if form.orientation == "landscape" else [210, 297])
    assert file.core_properties.title == form.title
    assert file.core_properties.language == "zh-CN"
    assert file.core_properties.author == file.core_properties.comments == ""
    (heading,) = [one for one in file.paragraphs if one.style.name == "Heading 1"]
    assert squeezed(heading.text) == squeezed(form.title)


@pytest.mark.parametrize("name", DOCX)
def test_no_font_of_a_theme_wins_over_the_chinese_one(built: Built, name: str) -> None:
    file = opened(built, name)
    used = {"Normal", *(one.style.name for one in file.paragraphs)}
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    fonts = [defaults, *file.element.iter(qn("w:rFonts"))]
    fonts += [file.styles[name].element.rPr.rFonts for name in used]
    for font in fonts:
        assert not [key for key in font.keys() if key.endswith("Theme")]  # noqa: SIM118 -- lxml
        assert font.get(qn("w:eastAsia")) in ("宋体", "黑体")


# Same input, same bytes


def test_document_is_the_same_when_it_is_made_again(built: Built) -> None:
    publication, _ = publication_of(built.project, paper=True)
    document.cache_clear()
    for file in render_documents(publication):
        assert file.content == (built.folder / file.path).read_bytes(), file.path


@pytest.mark.slow
def test_rare_characters_and_full_width_forms_survive(minimal: Project, tmp_path: Path) -> None:
    path = minimal.forms / "list.yaml"
    strange = "龘㛃ＡＢ１２（〇）"
    old = path.read_text(encoding="utf-8")
    new = old.replace("放在哪里", strange, 1).replace("kind: rows", "kind: rows\ndocx: true", 1)
    path.write_text(new, encoding="utf-8")
    publication, _ = publication_of(minimal, paper=True)
    (file,) = render_documents(publication)
    made = tmp_path / "list.docx"
    made.write_bytes(file.content)
    assert strange in [cell.text for cell in docx.Document(str(made)).tables[0].rows[0].cells]
    (pages,) = office.printed([made], tmp_path)
    assert strange in pages[0]
