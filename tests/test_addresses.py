"""Each edition has an address for ever; the address without one leads to the edition in force."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect

from paicha.pipeline import publication_of
from paicha.render.paper import sheets
from paicha.render.printed import second_names
from tests.conftest import Built, tree
from tests.tapping import answer, items_of, ready, records, saved
from tests.test_pages import listings, pages, read, text
from tests.watching import PHONE, address, opened, server

__all__ = ["address", "server"]  # fixtures

LIST = "checklists/construction/index.html"
OLD, NEW = (f"checklists/construction/{edition}/index.html" for edition in (2022, 2024))


def links(built: Built, path: str) -> list[str]:
    """Give where a page's links lead, from the root of the site."""
    page = read(built.folder / path)
    return [unquote(urljoin(path, one.get("href", ""))) for one in page.iter("a")]


def editions_named(said: str) -> list[str]:
    """Name the editions in the order in which a text first speaks of them."""
    return list(dict.fromkeys(re.findall("20(?:22|24)版", said)))


def test_address_without_an_edition_shows_what_the_first_one_shows(built: Built) -> None:
    bare, own = (read(built.folder / path) for path in (LIST, NEW))
    assert said_by(bare) == said_by(own)
    assert said_by(own) != said_by(read(built.folder / OLD))
    canonical = {
        path: [
            one.get("href") for one in read(built.folder / path).iter("link") if is_canonical(one)
        ]
        for path, _, _ in listings(built)
    }
    assert {path: way for path, way in canonical.items() if way} == {LIST: ["2024/index.html"]}


def said_by(page: ET.Element) -> str:
    return text(next(page.iter("main")))


def is_canonical(link: ET.Element) -> bool:
    return link.get("rel") == "canonical"


def test_two_names_are_one_document(built: Built) -> None:
    publication, _ = publication_of(built.project, paper=True)
    names, files = second_names(publication), tree(built.folder)
    twice = {name: other for name, other in names.items() if name in files}
    assert {"pdf/construction-2024.pdf", "offline/construction-2024.html"} < set(twice)
    assert all(files[name] == files[other] for name, other in twice.items())
    assert set(names.values()) & set(files) == set(twice.values())


def test_every_printed_file_names_its_edition_and_pages_lead_there(built: Built) -> None:
    second = set(second_names(publication_of(built.project, paper=True)[0]).values())
    for path, _ in pages(built):
        assert not second & set(links(built, path)), path
    for path in (OLD, NEW):
        printed = [one for one in links(built, path) if one.endswith(".pdf")]
        assert printed
        assert all(path.split("/")[2] in one for one in printed), path


def test_code_on_each_sheet_and_card_names_its_edition(built: Built) -> None:
    publication, _ = publication_of(built.project, paper=True)
    settings = publication.site.settings.model_copy(update={"base_url": "https://10.1.2.3/p"})
    published = replace(publication, site=replace(publication.site, settings=settings))
    found = {
        sheet.path: re.findall("二维码：https://10.1.2.3/p/([^<#]*)", sheet.html)
        for sheet in sheets(published)
        if "construction-" in sheet.path
    }
    assert len(found) > 30
    for path, codes in found.items():
        assert codes == [OLD if "2022" in path else NEW], path


def test_edition_in_force_stands_first_on_every_page_that_shows_both(built: Built) -> None:
    for path in (LIST, NEW, "records/index.html", "forms/index.html", "offline/index.html"):
        said = text(read(built.folder / path))
        assert editions_named(said) == ["2024版", "2022版"], path
    home = read(built.folder / "index.html")
    door = next(one for one in home.iter("a") if one.get("href") == LIST)
    (current,) = [list_ for list_ in built.json("items")["checklists"] if list_["url"] == LIST]
    count = sum(
        item["checklist"] == current["id"] and "2024" in item["editions"]
        for item in built.json("items")["items"]
    )
    assert f"{count} 项" in text(door)


@pytest.mark.parametrize("name", ["construction.pdf", "cards/construction.pdf", "self-check.pdf"])
def test_paper_that_names_no_edition_is_of_the_one_in_force(built: Built, name: str) -> None:
    said = printed(built.folder / "pdf" / name)
    assert "2024版" in said
    assert "2022版" not in said


def printed(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode("utf-8"))


def test_handbook_cites_the_edition_in_force_before_the_other(built: Built) -> None:
    """Where a condition or a question rests on both."""
    (handbook,) = [
        sheet
        for sheet in sheets(publication_of(built.project, paper=True)[0])
        if sheet.path == "pdf/handbook.pdf"
    ]
    cited = re.findall("〔([^〕]*施工判定标准[^〕]*)〕", handbook.html)
    both = [one for one in cited if "2022版" in one and "2024版" in one]
    assert len(both) > 20
    assert all(editions_named(one) == ["2024版", "2022版"] for one in both)


# Records


def test_both_addresses_have_one_draft(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as watched:
        page = watched.open(LIST)
        ready(page)
        first, second = items_of(page)[:2]
        answer(page, first, "pass")
        saved(page)
        watched.open(NEW)
        ready(page)
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
        answer(page, second, "none")
        saved(page)
        watched.open(LIST)
        ready(page)
        expect(page.locator(f"#{second} [value=none]")).to_be_checked()
        (record,) = records(page)
        assert (record["edition"], len(record["answers"])) == ("2024", 2)


def test_record_opens_at_the_address_of_its_edition(browser: Browser, address: str) -> None:
    """From the list of records, and by a link made when the list itself was of 2022."""
    with opened(browser, address, PHONE) as watched:
        page = watched.open(OLD)
        ready(page)
        first = items_of(page)[0]
        answer(page, first, "pass")
        saved(page)
        watched.open("records/index.html")
        page.locator(".kept a[data-part=open]").click()
        page.wait_for_url(f"**/{OLD}*")
        ready(page)
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
        (record,) = records(page)
        page.goto(f"{address}{LIST}?record={record['id']}.{record['revision']}")
        page.wait_for_url(f"**/{OLD}*")
        ready(page)
        expect(page.locator(f"#{first} [value=pass]")).to_be_checked()
