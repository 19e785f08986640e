"""Names on paper that the first face has no characters for: other faces print them, joined."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

from paicha.check.glyphs import unprinted
from paicha.cli import main
from paicha.pipeline import build, publication_of
from paicha.problems import Place
from paicha.project import Project
from paicha.render.paper import Sheet, sheets
from paicha.render.paper.chain import served
from paicha.render.paper.typeset import faces, typeset
from paicha.source.behind import OWN, Face, cut_of, names_of_system, share
from paicha.source.direction import apart, isolated
from paicha.source.font import OURS
from tests.conftest import ROOT
from tests.scripted import ran
from tests.test_fonts import fonts_in

UYGHUR, KAZAKH, CYRILLIC = "ئايگۈل تۇرسۇن", "ايگۇل تۇرسىن", "Айгүл Тұрсын"
RARE = "㙟𠮷"
KOREAN = "김철"
NAMES = f"欧阳  修、阿依古丽·吐尔逊、{CYRILLIC}、{KAZAKH}、{KOREAN}、{RARE}🙂"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The smallest project with such names in a question, in a form's title and on its pages."""
    root = tmp_path_factory.mktemp("names") / "project"
    shutil.copytree(ROOT / "tests" / "sites" / "minimal", root)
    for name, old, new in (
        ("checklists/ladders.yaml", "梯脚是否都有防滑垫", f"梯脚（{UYGHUR} 3 人）有垫吗"),
        ("checklists/forms/monthly.yaml", "title: 梯子月报表", f"title: 梯子 {NAMES}"),
        ("content/site.yaml", "issuer: 青山县", f"issuer: {UYGHUR} 3 县"),
    ):
        text = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return Project(root)


@pytest.fixture(scope="module")
def papers(named: Project) -> dict[str, Sheet]:
    publication, _ = publication_of(named, paper=True)
    return {sheet.path: sheet for sheet in sheets(publication)}


def made(sheet: Sheet, folder: Path) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(typeset(sheet.html, sheet.path, faces(sheet.html, sheet.path, sheet.fonts)))
    return path


def words_of(path: Path, *how: str) -> str:
    done = subprocess.run(["pdftotext", *how, path, "-"], capture_output=True, check=True)
    return re.sub("[\u202a-\u202e]", "", done.stdout.decode("utf-8"))


def test_uyghur_name_on_a_field_sheet_leaves_the_number_behind_it_in_its_place(
    papers: dict[str, Sheet], tmp_path: Path
) -> None:
    path = made(papers["pdf/ladders.pdf"], tmp_path)
    assert fonts_in(path) == {"Paper", "Paper-Bold", "Paper-Arabic"}
    found = re.findall(r'xMin="([\d.]+)".*?>(.*?)</word>', words_of(path, "-bbox"))
    name = [float(left) for left, word in found if set(word) & set(UYGHUR.replace(" ", ""))]
    after = next(float(left) for left, word in found if word == "3")
    assert name, "the name is there"
    assert after > max(name), "the number stands behind the whole name"


def test_form_prints_names_of_every_script_and_a_sign_for_what_no_face_has(
    papers: dict[str, Sheet], tmp_path: Path
) -> None:
    path = made(papers["forms/monthly.pdf"], tmp_path)
    behind = ("Paper-Arabic-Bold", "Paper-Latin-Bold", "Paper-Japanese-Bold", "Paper-Korean-Bold")
    assert fonts_in(path) == {"Paper", "Paper-Bold", *behind}
    text = re.sub(r"\s", "", words_of(path, "-raw"))
    for name in ("欧阳修、阿依古丽·吐尔逊", CYRILLIC.replace(" ", ""), KOREAN, f"{RARE}〓"):
        assert name in text
    assert set(KAZAKH) - {" "} <= set(text)
    assert path.stat().st_size < 25_000, "each face is cut to what it prints"


def test_document_without_such_characters_is_as_before_and_asks_no_other_face(
    papers: dict[str, Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paicha.render.paper.chain.share", lambda _: pytest.fail("asked"))
    plain = papers["forms/list.pdf"]
    assert plain.fonts == OURS
    assert served(plain.html, OURS) == (plain.html, OURS)
    assert plain.html.count("@font-face") == 2


def test_check_says_which_face_prints_what(
    named: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(named.root), "check"]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.startswith("打印用的字体里没有的字，Noto Sans Arabic 印：")
    assert line.endswith("；Noto Sans 印：ү ұ；Noto Sans JP 印：𠮷；Noto Sans KR 印：김 철。")


def glyphs(face: hb.Face, text: str) -> list[Any]:
    """Give the advances of a text as it is set."""
    font, buffer = hb.Font(face), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [(one.x_advance, one.x_offset, one.y_offset) for one in buffer.glyph_positions]


@pytest.mark.parametrize("name", [UYGHUR, KAZAKH, "ئابدۇرېھىم", "لا"])
def test_letters_join_in_a_cut_face(name: str) -> None:
    (face,) = share(name.replace(" ", ""))[0]
    cut = hb.Face(hb.Blob(cut_of(face, name, 400)))
    whole = hb.Face(hb.Blob(cut_of(face, "".join(map(chr, range(0x600, 0x700))), 400)))
    apart = [one for char in name for one in glyphs(cut, char)]
    assert glyphs(cut, name) == glyphs(whole, name)
    assert sum(one[0] for one in glyphs(cut, name)) < sum(one[0] for one in apart)


def test_rare_characters_come_from_the_system_where_it_has_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "rare.ttf").write_bytes(cut_of(OWN, "梯", 400))
    there = Face("There", "There", str(tmp_path / "rare.ttf"))
    gone = Face("Gone", "Gone", str(tmp_path / "none.ttf"))
    monkeypatch.setattr("paicha.source.behind.BEHIND", (gone, there))
    assert share("梯子") == ({there: frozenset("梯")}, frozenset("子"))
    assert names_of_system() == [f"{there.file} {(tmp_path / 'rare.ttf').stat().st_size}"]


@pytest.mark.parametrize(
    ("char", "there", "hint"),
    [
        ("\U000323af", False, "装上花园明朝字体再生成（Debian：apt install fonts-hanazono），或"),
        ("\U000323af", True, ""),
        ("\U0001f642", False, ""),
    ],
)
def test_what_no_face_has_is_written_by_pen_and_a_package_named_that_may_have_it(
    monkeypatch: pytest.MonkeyPatch, char: str, there: bool, hint: str
) -> None:
    faces = (OWN,) if there else (OWN, Face("Gone", "Gone", "/gone.ttf"))
    monkeypatch.setattr("paicha.check.glyphs.BEHIND", faces)
    said = unprinted(char, Place("a.yaml", 1, 1))
    assert not said.stops
    assert said.hint == f"请换一个写法；人名里换不了的字，{hint}印好后用笔写在它上面"


def test_pages_and_scripts_set_the_same_apart() -> None:
    texts = [UYGHUR, f"{UYGHUR}、{KAZAKH} 3", "梯", f"1{UYGHUR}·ئا-ر.", f"（{UYGHUR}）{CYRILLIC}"]
    script = "return given.map((one) => pieces(one).filter((_, n) => n % 2))"
    names = [re.findall("\u2068(.*?)\u2069", isolated(text)) for text in texts]
    assert ran({"site/apart.js": "pieces"}, script, texts) == names
    assert names[1] == [UYGHUR, KAZAKH]


def test_name_on_a_page_is_set_apart_and_no_attribute_is_touched(named: Project) -> None:
    assert apart(f'<p title="{UYGHUR}">{UYGHUR} 3</p>') == (
        f'<p title="{UYGHUR}"><bdi>{UYGHUR}</bdi> 3</p>'
    )
    assert apart(f"<title>{UYGHUR}</title>") == f"<title>{UYGHUR}</title>"
    assert isolated(f"{UYGHUR}、{KAZAKH} 3") == f"\u2068{UYGHUR}\u2069、\u2068{KAZAKH}\u2069 3"
    build(named)
    page = (named.output / "index.html").read_text(encoding="utf-8")
    assert f"<bdi>{UYGHUR}</bdi> 3 县" in page
