"""An office's own fonts: named in site.yaml, judged before anything is built, used in paper."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from paicha.check.glyphs import printed_by
from paicha.model.texts import FontFiles
from paicha.pipeline import build, check, publication_of
from paicha.project import TEMPLATES, Project
from paicha.render.paper import sheets
from paicha.render.paper.pdf import make_paper
from paicha.render.paper.typeset import faces, typeset
from paicha.source.behind import OWN
from paicha.source.font import OURS, Fonts, characters, cut, is_font
from tests.test_paper import pages


def texts(project: Project) -> str:
    """Give every character that the project's authors and templates wrote."""
    return "".join(
        path.read_text(encoding="utf-8")
        for folder in (project.root, TEMPLATES)
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".yaml", ".md", ".html", ".css")
    )


@pytest.fixture
def office(minimal: Project) -> Project:
    """The smallest project with two fonts of its own: ours, cut to what it writes."""
    faces = cut(texts(minimal) + "①②③④⑤·—")
    folder = minimal.root / "fonts"
    folder.mkdir()
    (folder / "fangsong.ttf").write_bytes(faces[400])
    (folder / "simhei.ttf").write_bytes(faces[700])
    with minimal.settings.open("a", encoding="utf-8") as settings:
        settings.write("fonts: {body: fonts/fangsong.ttf, heading: fonts/simhei.ttf}\n")
    return minimal


def fonts_in(path: Path) -> set[str]:
    """Give what the fonts of a PDF are called."""
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in PdfReader(path).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }


def said(project: Project) -> list[str]:
    return [str(problem) for problem in check(project)[1]]


def test_paper_is_set_in_the_offices_own_fonts(office: Project) -> None:
    build(office, make_paper)
    documents = sorted(office.output.rglob("*.pdf"))
    assert documents
    assert set().union(*map(fonts_in, documents)) == {"Paper", "Paper-Bold"}
    assert "梯脚是否都有防滑垫" in "".join(pages(office.output / "pdf" / "ladders.pdf"))


def test_another_font_makes_every_document_anew(office: Project) -> None:
    build(office, make_paper)
    before = (office.output / "pdf" / "ladders.pdf").read_bytes()
    kept = len(list((office.cache / "pdf").iterdir()))
    shutil.copy(office.root / "fonts" / "simhei.ttf", office.root / "fonts" / "fangsong.ttf")
    build(office, make_paper)
    assert (office.output / "pdf" / "ladders.pdf").read_bytes() != before
    assert len(list((office.cache / "pdf").iterdir())) == 2 * kept


def test_titles_have_a_font_of_their_own_where_one_is_named(office: Project) -> None:
    text = office.settings.read_text(encoding="utf-8")
    office.settings.write_text(
        text.replace("heading: fonts/", "title: fonts/title.ttf, heading: fonts/"), encoding="utf-8"
    )
    (office.root / "fonts" / "title.ttf").write_bytes(cut("梯子检查表日程")[700])
    build(office, make_paper)
    page = PdfReader(office.output / "pdf" / "ladders.pdf").pages[0]
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    assert len(fonts) == 3


def test_character_that_the_offices_font_lacks_is_printed_by_ours(office: Project) -> None:
    path = office.checklists / "ladders.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("梯脚是否都有防滑垫", "梯脚是否龘"), encoding="utf-8")
    assert said(office) == []
    assert printed_by(check(office)[0]) == {OWN: {"龘"}}
    publication, _ = publication_of(office, paper=True)
    sheet = next(sheets(publication))
    made = office.root / "sheet.pdf"
    made.write_bytes(typeset(sheet.html, sheet.path, faces(sheet.html, sheet.path, sheet.fonts)))
    assert fonts_in(made) == {"Paper", "Paper-Bold", "Paper-Han"}
    assert "梯脚是否龘" in "".join(pages(made))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("fonts/none.ttf", None, "没有字体文件 fonts/none.ttf"),
        ("fonts/text.ttf", b"no font", "fonts/text.ttf 不是能用的字体"),
        ("fonts/empty.otf", b"", "fonts/empty.otf 不是能用的字体"),
        ("fonts/../../outside.ttf", b"", "没有字体文件 fonts/../../outside.ttf"),
    ],
)
def test_font_that_is_missing_or_none_is_named_with_its_place(
    minimal: Project, name: str, content: bytes | None, message: str
) -> None:
    lines = minimal.settings.read_text(encoding="utf-8").count("\n")
    with minimal.settings.open("a", encoding="utf-8") as settings:
        settings.write(f"fonts: {{body: {name}}}\n")
    if content is not None:
        (minimal.root / "fonts").mkdir()
        (minimal.root / name).write_bytes(content)
    found = said(minimal)
    assert len(found) == 1
    assert found[0].startswith(f"content/site.yaml:{lines + 1}:15: 错误：{message}")


def test_fonts_that_are_not_named_are_ours() -> None:
    assert FontFiles().within(Path("/x")) == OURS
    assert Fonts().digest() == ""
    assert len(characters()) > 30_000


def test_nonsense_is_no_font(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(b"\0" * 5000)
    assert not is_font(path)
    path.write_bytes(cut("梯")[400])
    assert is_font(path)


def test_every_sheet_names_the_fonts_it_is_set_in(office: Project) -> None:
    publication, _ = publication_of(office, paper=True)
    for sheet in sheets(publication):
        assert sheet.fonts.body == office.root / "fonts" / "fangsong.ttf"
        assert sheet.html.count("@font-face") == 2
