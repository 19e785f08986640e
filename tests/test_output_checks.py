"""The checks of a finished folder find what they are there for."""

import random
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from paicha.check.output import check_output
from tests.conftest import Built

PAGE = """<!DOCTYPE html>
<html lang="zh-Hans"><head><title>页</title></head>
<body id="top">
{}
</body></html>
"""


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in check_output(folder, "site", "", ())]


def page(folder: Path, body: str, path: str = "index.html") -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(body), encoding="utf-8")


@pytest.mark.slow
def test_real_site_passes(built: Built) -> None:
    assert said(built.folder) == []


@pytest.mark.parametrize(
    "link",
    [
        "#top",
        "index.html",
        "items/SG-0001/index.html#top",
        "search.html?q=动火",
        "%E9%A1%B5.html#%E6%9D%A1",
        "https://example.org/nowhere",
        "mailto:a@example.org",
        "style.css",
    ],
)
def test_link_that_leads_somewhere_passes(tmp_path: Path, link: str) -> None:
    page(tmp_path, f'<a href="{link}">x</a>')
    page(tmp_path, "", "items/SG-0001/index.html")
    page(tmp_path, "", "search.html")
    page(tmp_path, '<p id="条"></p>', "页.html")
    (tmp_path / "style.css").touch()
    assert said(tmp_path) == []


WRONG = {
    "dead link": ('<a href="nowhere.html">x</a>', "4:1: 错误：链接“nowhere.html”没有去处"),
    "folder instead of its page": ('<a href="items/">x</a>', "4:1: 错误：链接“items/”没有去处"),
    "link out of the site": ('<a href="../x.html">x</a>', "4:1: 错误：链接“../x.html”没有去处"),
    "absolute link": ('<a href="/index.html">x</a>', "4:1: 错误：链接“/index.html”没有去处"),
    "dead script": ('<script src="x.js"></script>', "4:1: 错误：链接“x.js”没有去处"),
    "dead form": ('<form action="x.html"></form>', "4:1: 错误：链接“x.html”没有去处"),
    "dead anchor": ('<a href="#no">x</a>', "4:1: 错误：链接“#no”的锚点不存在"),
    "dead anchor elsewhere": (
        '<a href="items/index.html#no">x</a>',
        "4:1: 错误：链接“items/index.html#no”的锚点不存在",
    ),
    "id used twice": ('<p id="a"></p>\n<p id="a"></p>', "5:1: 错误：锚点“a”重复"),
    "tag not closed": ("<p>x", "5:3: 错误：网页写法有误：mismatched tag"),
    "bare ampersand": ("<p>a & b</p>", "4:7: 错误：网页写法有误：not well-formed (invalid token)"),
    "unknown entity": ("<p>&nbsp;</p>", "4:4: 错误：网页写法有误：undefined entity"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_page_is_found_and_placed(tmp_path: Path, name: str) -> None:
    body, problem = WRONG[name]
    page(tmp_path, body)
    page(tmp_path, "", "items/index.html")
    assert [one.split("\n")[0] for one in said(tmp_path)] == [f"site/index.html:{problem}"]


@pytest.mark.parametrize("way", ["", "../", "../../../../", "/paicha/"])
def test_page_for_missing_addresses_links_as_from_the_root(tmp_path: Path, way: str) -> None:
    """It is shown under any address, so it climbs, or starts at the site's known path."""
    page(tmp_path, f'<a href="{way}a/index.html">x</a>', "404.html")
    page(tmp_path, "", "a/index.html")
    assert check_output(tmp_path, "site", "/paicha/", ()) == []
    page(tmp_path, f'<a href="{way}b/index.html">x</a>', "404.html")
    (found,) = check_output(tmp_path, "site", "/paicha/", ())
    assert str(found).startswith("site/404.html:4:1: 错误：链接“b/index.html”没有去处")


def test_document_cut_short_or_garbled_is_found(built: Built, tmp_path: Path) -> None:
    """Whatever a broken file holds becomes a problem, never a traceback."""
    whole = (built.folder / "forms" / "statistics.pdf").read_bytes()
    chance = random.Random(2)
    cuts = [whole[: chance.randrange(len(whole))] for _ in range(20)]
    for _ in range(20):
        at = chance.randrange(len(whole) - 1000)
        cuts.append(whole[:at] + whole[at + chance.randrange(1, 1000) :])
    for garbled in [*cuts, b"", b"%PDF-1.7\n%%EOF", whole[100:]]:
        (tmp_path / "x.pdf").write_bytes(garbled)
        found = said(tmp_path)
        assert len(found) == 1
        assert found[0].startswith("site/x.pdf: 错误：PDF 打不开：")


def written(folder: Path, *fonts: str, pages: int = 1) -> Path:
    """Write a document that asks for fonts."""
    writer = PdfWriter()
    for _ in range(pages):
        blank = writer.add_blank_page(595, 842)
        named = {
            NameObject(f"/F{n}"): DictionaryObject({NameObject("/BaseFont"): NameObject(font)})
            for n, font in enumerate(fonts)
        }
        held = DictionaryObject({NameObject("/Font"): DictionaryObject(named)})
        blank[NameObject("/Resources")] = held
    path = folder / "x.pdf"
    writer.write(path)
    return path


def test_document_with_another_font_is_found(tmp_path: Path) -> None:
    written(tmp_path, "/ABCDEF+Paper", "/ABCDEF+DejaVu-Sans", "/Helvetica", pages=2)
    assert said(tmp_path) == [
        "site/x.pdf: 错误：PDF 里混入了别的字体：/ABCDEF+DejaVu-Sans、/Helvetica\n"
        "    提示：有字印不出来"
    ]


def test_document_without_pages_is_found(tmp_path: Path) -> None:
    written(tmp_path, pages=0)
    assert said(tmp_path) == ["site/x.pdf: 错误：PDF 没有页面"]


def test_every_page_and_document_is_looked_at(tmp_path: Path) -> None:
    page(tmp_path, '<a href="no.html">x</a>', "a/b/c.html")
    page(tmp_path, '<a href="no.html">x</a>', "d.html")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "f.pdf").write_bytes(b"no")
    assert [one.split(":")[0] for one in said(tmp_path)] == [
        "site/a/b/c.html",
        "site/d.html",
        "site/e/f.pdf",
    ]
