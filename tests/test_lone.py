"""Each checklist as one file, carried on a stick or sent to a colleague."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.offline import Own, lone_file
from scripts.nginx import Served
from tests.conftest import ROOT, Built, with_templates
from tests.tapping import answer
from tests.watching import DESK, LOOK, PHONE, opened

LONE = {
    "construction.html": "checklists/construction/2024/index.html",
    "construction-2022.html": "checklists/construction/2022/index.html",
    "construction-2024.html": "checklists/construction/2024/index.html",
    "gas.html": "checklists/gas/index.html",
    "self-built.html": "checklists/self-built/index.html",
    "enterprise.html": "checklists/enterprise/index.html",
    "supervision.html": "checklists/supervision/index.html",
    "own-county-supervision.html": "doors/county/supervision/index.html",
    "own-gas-user-gas.html": "doors/gas-user/gas/index.html",
    "own-house-owner-self-built.html": "doors/house-owner/self-built/index.html",
    "own-principal-enterprise.html": "doors/principal/enterprise/index.html",
    "own-principal-gas.html": "doors/principal/gas/index.html",
    "own-safety-officer-construction.html": "doors/safety-officer/construction/index.html",
    "own-township-self-built.html": "doors/township/self-built/index.html",
}
OF_DOORS = {name for name in LONE if name.startswith("own-")} - {"own-gas-user-gas.html"}


def parsed(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 -- our own page


def test_every_checklist_in_every_edition_is_a_lone_file_with_all_its_items(built: Built) -> None:
    assert [path.name for path in built.lone()] == sorted(LONE)
    for path in built.lone():
        lone, page = parsed(path), parsed(built.folder / LONE[path.name])
        assert said_of(lone) == said_of(page), path.name


def said_of(page: ET.Element) -> list[tuple[str, str]]:
    """Give each item's id and all its words."""
    items = [one for one in page.iter("li") if "data-item-id" in one.attrib]
    assert len(items) > 10
    return [(one.attrib["data-item-id"], "".join(one.itertext())) for one in items]


def test_lone_file_asks_for_nothing_and_every_link_leads_to_its_place_in_it(built: Built) -> None:
    for path in built.lone():
        page = parsed(path)
        ids = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids))
        links = [one.attrib["href"] for one in page.iter("a") if "href" in one.attrib]
        assert len(links) > 50
        pages = {"?", "?records", "?round"}  # of which the file is one or the other
        assert {link for link in links if link[1:] not in ids or link[0] != "#"} == pages
        asked = [
            one.attrib[key]
            for one in page.iter()
            for key in ("src", "href", "action", "data", "srcset", "poster")
            if key in one.attrib and one.tag != "a"
        ]
        assert all(address.startswith("data:image/") for address in asked), path.name
        styles = "".join(one.text or "" for one in page.iter("style"))
        assert "url(" not in styles
        assert "@import" not in styles


def test_lone_file_holds_every_clause_that_its_items_cite(built: Built) -> None:
    """And what is known of the sources, where a mark says to compare with them."""
    sources = built.json("clauses")["sources"]
    clauses = {
        f"{source['id']}:{clause['id']}": clause["text"]
        for source in sources
        for clause in source["clauses"]
    }
    clauses |= {f"{source['id']}:status": source["status"] for source in sources}
    for path in built.lone():
        page = parsed(path)
        shown = {one.attrib["id"]: one for one in page.iter() if "id" in one.attrib}
        cited = {one.attrib["href"][1:] for one in page.iter("a") if ":" in one.get("href", "")}
        assert len(cited) > 10
        for id_ in cited:
            text = "".join(shown[id_].itertext())
            assert all(line.strip() in text for line in clauses[id_].split("\n")), id_
            assert next(shown[id_].iter("aside"), None) is None


@pytest.mark.parametrize("name", sorted({*LONE} - OF_DOORS))
def test_lone_file_is_filled_in_opened_again_and_exported_under_its_own_policy(
    browser: Browser, built: Built, tmp_path: Path, name: str
) -> None:
    """Alone in a folder, as it is carried on a stick."""
    shutil.copy(built.folder / "offline" / name, tmp_path)
    with opened(browser, f"{tmp_path.as_uri()}/", PHONE, accept_downloads=True) as watched:
        page = watched.open(name)
        page.locator("html[data-ready]").wait_for()
        first, second = page.locator(".item").evaluate_all("all => all.map(({ id }) => id)")[:2]
        answer(page, first, "pass")
        answer(page, second, "fail")
        page.locator(f"#{second} [data-field=seen]").fill("梯脚磨平")
        expect(page.locator("[data-part=saved]")).to_have_attribute("data-pending", "0")
        page.reload()
        page.locator("html[data-ready]").wait_for()
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
        expect(page.locator(f"#{second} [data-field=seen]")).to_have_value("梯脚磨平")
        page.locator(f"#{second} .item__more summary").click()
        basis = page.locator(f"#{second} .bases a").first
        basis.click()
        expect(page.locator(":target")).to_be_in_viewport()
        policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
        assert "unsafe" not in policy
        hand_on(page, first, second, tmp_path)


def hand_on(page: Page, first: str, second: str, folder: Path) -> None:
    """Export the record with its picture, delete it, bring it in again, look at it on paper."""
    picture = folder / "picture.png"
    shutil.copy(ROOT / "templates" / "assets" / "icon.png", picture)
    page.locator(f"#{second} input[type=file]").set_input_files(picture)
    expect(page.locator(f"#{second} .photos img")).to_have_count(1)
    expect(page.locator("[data-part=saved]")).to_have_attribute("data-pending", "0")
    page.locator(".record__line > summary").click()
    page.get_by_role("link", name="我的记录：导出、导入、打印").click()
    card = page.locator("[data-record-id]")
    with page.expect_download() as downloading:
        card.get_by_role("button", name="导出", exact=True).click()
    exported = folder / downloading.value.suggested_filename
    downloading.value.save_as(exported)
    check_zip(exported, {first: "pass", second: "fail"})
    card.get_by_text("更多", exact=True).click()
    card.get_by_role("button", name="删除").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(card).to_have_count(0)
    page.locator("[data-action=import]").set_input_files(exported)
    page.get_by_role("button", name="导入", exact=True).click()
    expect(card).to_have_count(1)
    card.get_by_role("link", name="查看、打印").click()
    expect(page.locator("[data-part=paper]")).to_contain_text("梯脚磨平")
    expect(page.locator("[data-part=paper] img")).to_have_count(1)
    page.get_by_role("link", name="全部记录").first.click()
    card.get_by_role("link", name=re.compile("未命名")).click()
    page.locator("html[data-ready]").wait_for()
    expect(page.locator(f"#{first} [value=pass]")).to_be_checked()


def check_zip(exported: Path, results: dict[str, str]) -> None:
    with zipfile.ZipFile(exported) as whole:
        names = whole.namelist()
        record = json.loads(whole.read(names[0]))
    assert len(names) == 2
    assert {id_: one["value"] for id_, one in record["answers"].items()} == results


def test_paper_is_keyed_in_with_a_lone_file(browser: Browser, built: Built, tmp_path: Path) -> None:
    shutil.copy(built.folder / "offline" / "gas.html", tmp_path)
    with opened(browser, f"{tmp_path.as_uri()}/", DESK) as watched:
        page = watched.open("gas.html?records")
        assert page.title().startswith("我的记录")
        assert page.locator("[data-part=start] [name=list] option").count() == 1
        page.get_by_role("button", name="开始录入").click()
        page.get_by_role("combobox", name="编号和结果").fill("0101 1")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="打开检查表").click()
        expect(page.locator("#RQ-0101 [value=pass]")).to_be_checked()
        page.goto(f"{tmp_path.as_uri()}/gas.html?records")
        page.get_by_role("link", name="回到检查表").click()
        expect(page.locator(".items").first).to_be_visible()


def test_lone_file_opened_from_the_server_has_its_style_and_is_filled_in(
    browser: Browser, served: Served
) -> None:
    """The site's policy would forbid what stands in the file itself."""
    with opened(browser, served.base, PHONE, ignore_https_errors=True) as watched:
        page = watched.open("offline/gas.html")
        page.locator("html[data-ready]").wait_for()
        page.locator(".item [value=pass]").first.check()
        expect(page.locator("[data-part=done]")).to_contain_text("1/")
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_lone_file_runs_no_script_but_its_own(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    text = (built.folder / "offline" / "gas.html").read_text(encoding="utf-8")
    strange = "<script>document.title = 'strange'</script></body>"
    (tmp_path / "gas.html").write_text(text.replace("</body>", strange), encoding="utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "gas.html").as_uri())
    page.locator("html[data-ready]").wait_for()
    assert page.title() != "strange"
    assert len(said) == 1
    assert "Content Security Policy" in said[0]
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_lone_file_and_downloads_page_fit_and_are_readable(
    browser: Browser, built: Built, size: tuple[int, int]
) -> None:
    wrong = []
    with opened(browser, f"{built.folder.as_uri()}/", size) as watched:
        for path in ("offline/index.html", *(f"offline/{name}" for name in sorted(LONE))):
            page = watched.open(path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                wrong += [f"{path} {scheme}: {one}" for one in page.evaluate(LOOK, size == PHONE)]
    assert wrong == []


def test_lone_file_reads_without_scripts(browser: Browser, built: Built) -> None:
    with opened(browser, f"{built.folder.as_uri()}/", PHONE, java_script_enabled=False) as watched:
        page = watched.open("offline/gas.html")
        assert page.locator("[data-item-id] .item__check").first.is_visible()
        assert not page.locator(".answer").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


@pytest.mark.parametrize("unfit", ["]]>", "<!--", "</script"])
def test_script_that_fits_into_no_file_is_named(minimal: Project, unfit: str) -> None:
    script = with_templates(minimal).templates / "assets" / "js" / "list" / "filter.js"
    text = script.read_text(encoding="utf-8")
    script.write_text(f'{text}("{unfit}");\n', encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    said = re.sub(r"\.[0-9a-f]{10}\.", ".HASH.", str(failed.value))
    assert said == (
        f"site/assets/alone.HASH.js: 错误：里面有“{unfit}”，放不进单个文件\n    提示：请换一种写法"
    )


def test_words_of_an_author_end_no_script(minimal: Project) -> None:
    checklist = minimal.checklists / "ladders.yaml"
    words = "梯脚<!--]]></script>是否都有防滑垫"
    text = checklist.read_text(encoding="utf-8").replace("梯脚是否都有防滑垫", words)
    checklist.write_text(text, encoding="utf-8")
    build(minimal)
    page = parsed(minimal.output / "offline" / "ladders.html")
    assert words in "".join(page.itertext())


PAGE = (
    '<!DOCTYPE html><html data-worker="../sw.js"><head><meta charset="utf-8"/>'
    '<script src="../a.js"></script><link rel="stylesheet" href="../a.css"/>'
    '<link rel="icon" href="../a.svg"/><link rel="manifest" href="../m"/>'
    '<script src="../b.js" defer=""></script></head><body><p data-module="one">1 &lt; 2 '
    '<a href="../x/index.html" data-in-site="">weg</a>bleibt <a class="id" href="#p">p</a>'
    ' <a href="../x/index.html" target="_blank">Text</a><br/></p><i></i></body></html>'
)
RECORDS = (
    '<!DOCTYPE html><html><head><title>R</title><script src="../b.js" defer=""></script>'
    '<script src="../c.js" defer=""></script></head><body class="r"><main><p>'
    '<a href="index.html">all</a> <a href="../list/index.html">back</a></p></main>'
    "</body></html>"
)


def test_page_is_taken_in_with_what_it_asks_for() -> None:
    files = {
        "list/index.html": PAGE.encode(),
        "records/index.html": RECORDS.encode(),
        "a.js": b"1 && 2 < 3;",
        "b.js": b"late;",
        "c.js": b"later;",
        "own.js": b"own;",
        "list.js": b'document.currentScript.take({"a":"<b> & (c);"});\n',
        "a.css": b"p > a { color: red }",
        "a.svg": b"<svg/>",
    }
    parts = '<div><p id="p" data-after="one">nur hier</p></div>'
    own = Own(parts, "list.1", "list.js", "own.js")
    text = lone_file("list/index.html", files, own)
    body = text[text.index("<body>") :]
    assert body == (
        '<body><p data-module="one">1 &lt; 2 bleibt <a class="id" href="#p">p</a>'
        ' <span>Text</span><br/></p><p id="p">nur hier</p><i></i>'
        '<template data-page="" data-title="R" data-class="r">'
        '<p><a href="?records">all</a> <a href="?">back</a></p></template>'
        '<script type="application/json" data-list="">'
        '{"a":"\\u003cb\\u003e \\u0026 (c);"}</script>\n'
        "<script>//<![CDATA[\nown;\n//]]></script>\n</body></html>\n"
    )
    head = text[: text.index("<body>")]
    assert "//<![CDATA[\n1 && 2 < 3;\n//]]></script>" in head
    assert "p > a { color: red }" in head
    assert text.startswith('<!DOCTYPE html>\n<html data-alone="">')
    assert "manifest" not in head
    assert 'href="data:image/svg+xml,%3Csvg/%3E"' in head
    assert head.index("Content-Security-Policy") < head.index("<script>")


def failure(project: Project) -> str:
    with pytest.raises(BuildFailed) as failed:
        build(project)
    return str(failed.value)


def test_lone_file_that_cannot_be_made_fails_the_build_by_its_name(minimal: Project) -> None:
    """None is left out without a word."""
    parts = with_templates(minimal).templates / "alone.html"
    whole = parts.read_text(encoding="utf-8")
    parts.write_text(whole.replace("</section>", "", 1), encoding="utf-8")
    told = r"templates/alone.html: 错误：网页写法有误：mismatched tag（生成后第 \d+ 行）"
    assert re.match(told, failure(minimal))
    parts.write_text(whole, encoding="utf-8")
    page = minimal.templates / "checklist.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", ""), encoding="utf-8")
    assert re.match(r"site/checklists/ladders/index.html:\d+:\d+: 错误：", failure(minimal))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ('<script src="../a.js"/>', "site/list/index.html: 错误：没有文件“a.js”"),
        ("", "site/list/index.html: 错误：没有文件“own.js”"),
        ('<link rel="stylesheet" href="../a.css"/>', "site/list/index.html: 错误：没有文件“a.css”"),
        ('<img src="../a.webp"/>', "site/a.webp: 错误：这种图片放不进单个文件"),
    ],
)
def test_what_a_lone_file_lacks_is_named(asked: str, told: str) -> None:
    files = {
        "list/index.html": f"<html><head/><body>{asked}</body></html>".encode(),
        "records/index.html": b"<html><head/><body/></html>",
        "a.webp": b"",
        "list.js": b"take();",
    }
    with pytest.raises(BuildFailed) as failed:
        lone_file("list/index.html", files, Own("<div/>", "list.1", "list.js", "own.js"))
    assert str(failed.value).startswith(told)
