"""Every page is there, whole, safe under a strict policy, and has the hooks others rely on."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Built

CHECKLISTS = ("construction", "gas", "self-built", "enterprise", "supervision")
NOTICE = "sources/plan-2023-33/index.html"
PATHS = [
    "index.html",
    "404.html",
    *(f"checklists/{name}/index.html" for name in CHECKLISTS),
    *(f"checklists/construction/{edition}/index.html" for edition in (2022, 2024)),
    "duties/index.html",
    "schedule/index.html",
    "schedule/all.ics",
    "forms/index.html",
    NOTICE,
    "coverage/index.html",
    "search/index.html",
    "guidance/index.html",
    *(f"pdf/{name}.pdf" for name in CHECKLISTS),
    *(f"pdf/construction-{edition}.pdf" for edition in (2022, 2024)),
    *(f"pdf/cards/construction{edition}.pdf" for edition in ("", "-2022", "-2024")),
    "forms/progress.pdf",
    "forms/statistics.pdf",
    "data/index.html",
    *(f"data/{name}.json" for name in ("items", "clauses", "schedule", "duties", "forms", "files")),
    "data/items.csv",
]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@cache
def read(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 -- our own pages


def pages(built: Built) -> Iterator[tuple[str, ET.Element]]:
    for path in built.pages():
        yield path, read(built.folder / path)


def text(element: ET.Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def has_class(element: ET.Element, name: str) -> bool:
    return name in element.get("class", "").split()


@pytest.mark.parametrize("path", PATHS)
def test_path_that_must_stay_is_there(built: Built, path: str) -> None:
    assert (built.folder / path).is_file()


def test_every_item_role_source_and_guide_has_its_page(built: Built) -> None:
    wanted = [one["url"] for one in built.json("items")["items"]]
    wanted += [f"items/{one['id']}/index.html" for one in built.json("items")["items"]]
    wanted += [one["url"] for one in built.json("duties")["roles"]]
    wanted += [one["url"] for one in built.json("clauses")["sources"]]
    wanted += [f"guidance/{path.stem}/index.html" for path in built.project.guidance.glob("*.md")]
    assert sorted(set(wanted) - set(built.pages())) == []


def test_every_page_names_its_language_title_description_and_one_heading(built: Built) -> None:
    lacking, titles = [], dict[str, str]()
    for path, page in pages(built):
        meta = {one.get("name"): one.get("content", "") for one in page.iter("meta")}
        body = page.find("body")
        first = body[0] if body is not None else None
        skips = first is not None and has_class(first, "skip") and first.get("href") == "#main"
        mains = [one.get("id") for one in page.iter("main")]
        headings = [text(one) for one in page.iter("h1")]
        good = (
            page.get("lang") == "zh-Hans"
            and text(page.find("head/title"))
            and meta.get("description", "").strip()
            and "width=device-width" in meta.get("viewport", "")
            and len(headings) == 1
            and headings[0]
            and skips
            and mains == ["main"]
        )
        lacking += [] if good else [path]
        title = text(page.find("head/title"))
        assert titles.setdefault(title, path) == path, f"{path} and {titles[title]} share a title"
    assert lacking == []


def test_headings_leave_no_level_out(built: Built) -> None:
    wrong = []
    for path, page in pages(built):
        levels = [int(one.tag[1]) for one in page.iter() if re.fullmatch("h[1-6]", one.tag)]
        if any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append(f"{path}: {levels}")
    assert wrong == []


def test_strict_content_security_policy_holds(built: Built) -> None:
    """No inline script, style or handler anywhere."""
    wrong = []
    for path, page in pages(built):
        for one in page.iter():
            inline = one.tag == "style" or (one.tag == "script" and text(one))
            handlers = [name for name in one.attrib if name == "style" or name.startswith("on")]
            if inline or handlers:
                wrong.append(f"{path}: <{one.tag}> {handlers}")
    assert wrong == []


def test_nothing_is_fetched_from_elsewhere_and_every_link_is_relative(built: Built) -> None:
    wrong = []
    for path, page in pages(built):
        for one in page.iter():
            for name in ("src", "href", "action", "srcset", "data", "poster"):
                link = urlsplit(one.get(name, ""))
                if link.scheme or link.netloc or link.path.startswith("/"):
                    wrong.append(f"{path}: {name}={one.get(name)}")
    style = next((built.folder / "assets").glob("site.*.css")).read_text(encoding="utf-8")
    assert wrong == []
    assert "url(" not in style
    assert "@import" not in style


def test_page_is_read_as_html_as_it_is_as_xml(built: Built) -> None:
    """Browsers ignore the slash of <p/>, and know no end tag of <br>."""
    for path, page in pages(built):
        source = (built.folder / path).read_text(encoding="utf-8")
        html = re.sub(r"<svg\b.*?</svg>", "", source, flags=re.DOTALL)  # XML within HTML
        closed = set(re.findall(r"<([a-z0-9]+)\b[^<>]*/>", html))
        opened = {one.tag for one in page.iter()} & VOID
        assert closed <= VOID, path
        assert not re.findall(rf"</({'|'.join(sorted(opened))})>", source), path
        assert "<![CDATA[" not in source, path


def test_every_control_has_a_label_and_every_reference_an_end(built: Built) -> None:
    wrong = []
    for path, page in pages(built):
        ids = {one.get("id") for one in page.iter()}
        labelled = {one.get("for") for one in page.iter("label")}
        inside = {id(one) for label in page.iter("label") for one in label.iter()}
        for one in page.iter():
            if one.tag in ("input", "select", "textarea"):
                named = one.get("id") in labelled or id(one) in inside or one.get("aria-label")
                wrong += [] if named else [f"{path}: <{one.tag}> has no label"]
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for id_ in one.get(name, "").split():
                    wrong += [] if id_ in ids else [f"{path}: {name}={id_}"]
            if one.tag in ("a", "button", "summary", "th") and not text(one):
                wrong.append(f"{path}: an empty <{one.tag}>")
    assert wrong == []


def listings(built: Built) -> Iterator[tuple[str, str, str]]:
    """Give the path of each page that is a list, its checklist and the edition it must show."""
    for checklist in built.json("items")["checklists"]:
        first = checklist["editions"][0]["id"]
        addresses = {checklist["url"]: first}
        addresses |= {edition["url"]: edition["id"] for edition in checklist["editions"]}
        for path, edition in addresses.items():
            yield path, checklist["id"], edition


def test_checklist_shows_every_item_of_its_edition_with_its_hooks(built: Built) -> None:
    items = built.json("items")["items"]
    for path, checklist, edition in listings(built):
        page = read(built.folder / path)
        shown = {one.get("data-item-id"): one for one in page.iter() if one.get("data-item-id")}
        wanted = [
            one for one in items if one["checklist"] == checklist and edition in one["editions"]
        ]
        assert list(shown) == [one["id"] for one in wanted]
        for item in wanted:
            hook = shown[item["id"]]
            assert hook.get("id") == item["id"]
            major = any(edition in condition["editions"] for condition in item["major_if"])
            assert hook.get("data-grade") == ("major" if major else "general")
            assert hook.get("data-how", "").split() == item["how"]
            assert hook.get("data-owner", "").split() == item["owners"]
            assert hook.get("data-facet", "").split() == item["applies_to"]
            assert item["check"] in text(hook)
            assert [text(one) for one in hook.iter() if has_class(one, "item__check")] == [
                item["check"]
            ]


def test_item_page_says_all_of_the_item(built: Built) -> None:
    for item in built.json("items")["items"]:
        page = read(built.folder / item["url"])
        article = next(one for one in page.iter() if one.get("data-item-id"))
        assert (article.get("data-item-id"), article.get("data-grade")) == (
            item["id"],
            item["grade"],
        )
        said = text(article)
        assert text(next(page.iter("h1"))) == item["check"]
        when = [condition["when"] for condition in item["major_if"]]
        assert all(word in said for word in (item["id"], *when, *item["evidence"]))
        links = [one.get("href", "") for one in article.iter("a")]
        of_conditions = [one for condition in item["major_if"] for one in condition["basis"]]
        for basis in (*item["basis"], *of_conditions):
            assert f"../../{basis['url']}" in links, item["id"]
            marked = [text(one) for one in article.iter("mark")]
            assert (basis["quote"] or "") in ["", *marked], item["id"]


def test_notice_stands_in_full_with_an_anchor_for_each_clause(built: Built) -> None:
    page = read(built.folder / NOTICE)
    there = {one.get("id"): text(one) for one in page.iter("section")}
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    clauses = sources["plan-2023-33"]["clauses"]
    assert [id_ for id_ in there if id_] == [clause["id"] for clause in clauses]
    for clause in clauses:
        assert all(line in there[clause["id"]] for line in clause["text"].split("\n")), clause["id"]


def test_asset_is_named_by_its_content(built: Built) -> None:
    assets = sorted((built.folder / "assets").iterdir())
    assert {path.name.split(".")[0] for path in assets} >= {
        "site",
        "icon",
        "search",
        "search-1",
        "search-2",
    }
    for path in assets:
        assert path.name.split(".")[1] == sha256(path.read_bytes()).hexdigest()[:10], path


def test_no_page_grows_beyond_what_a_phone_loads_at_once(built: Built) -> None:
    """Only search loads its scripts, what is found comes when wanted, an item's page is small."""
    for path, page in pages(built):
        loaded = [one.get("src", "") for one in page.iter("script")]
        assert ("/search." in "".join(loaded)) == (path == "search/index.html"), path
        assert not re.search("search-[12]", "".join(loaded)), path
        if path.startswith("items/"):
            assert len(gzip.compress((built.folder / path).read_bytes())) < 8_000, path


def test_comments_stay_in_the_templates(built: Built) -> None:
    sent = [path for path in (built.folder / "assets").iterdir() if path.suffix in (".js", ".css")]
    said = re.compile(r"^\s*(//|/\*)", re.MULTILINE)
    assert [path.name for path in sent if said.search(path.read_text(encoding="utf-8"))] == []
    templates = built.project.templates / "assets" / "js" / "list" / "draft.js"
    assert said.search(templates.read_text(encoding="utf-8"))
