"""Who is told to compare with the original is told whether it holds and where it stands."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from paicha.model.site import Site
from paicha.pipeline import publication_of
from paicha.render.paper import sheets
from tests.conftest import Built
from tests.test_lone import parsed
from tests.test_pages import has_class, pages, read, text

UNCHECKED = "待核对原文"


def status_of(page: ET.Element) -> str:
    return text(next(one for one in page.iter("dl") if one.get("id") == "status"))


def test_page_of_a_source_says_whether_it_holds_and_where_its_text_stands(
    built: Built, site: Site
) -> None:
    for id_, source in site.sources.items():
        said = status_of(read(built.folder / f"sources/{id_}/index.html"))
        head = source.head
        days = [f"{one:%Y-%m-%d}" for one in (head.in_force_from, head.repealed_on) if one]
        page = read(built.folder / f"sources/{id_}/index.html")
        times = {one.get("datetime") for one in page.iter("time")}
        assert set(days) <= times, id_
        for words in (head.status.strip(), head.official_url, *head.status_seen_at):
            assert words in said, (id_, words)
        assert ("没有见到发布单位公布原文的网址" in said) == (
            head.text == "digest" and not head.official_url
        )
    repealed = status_of(read(built.folder / "sources/construction-2022/index.html"))
    assert "已废止" in repealed
    assert "房屋市政工程生产安全重大事故隐患判定标准（2024版）" in repealed
    listed = read(built.folder / "sources/index.html")
    ended = [text(one) for one in listed.iter("span") if has_class(one, "grade")]
    assert ended == ["已废止"]


def marks(page: ET.Element) -> Iterator[ET.Element]:
    """Give each mark of a clause that one copy attests."""
    for one in page.iter():
        if one.get("class", "").startswith("grade") and text(one) == UNCHECKED:
            yield one


def test_mark_of_what_is_to_be_compared_leads_to_where_the_text_stands(built: Built) -> None:
    seen = dict[str, int]()
    for path, page in pages(built):
        for mark in marks(page):
            assert mark.tag == "a", path
            assert mark.get("href", "").endswith("#status"), path
            kind = path.partition("/")[0]
            seen[kind] = seen.get(kind, 0) + 1
    assert {"checklists", "items", "sources"} <= set(seen)


def test_lone_file_brings_what_is_known_of_the_sources_it_cites(built: Built) -> None:
    page = parsed(built.folder / "offline/construction-2024.html")
    (status,) = [one for one in page.iter("dl") if one.get("id") == "construction-2024:status"]
    assert "https://zjj.dg.gov.cn/" in text(status)
    assert {one.get("href") for one in marks(page)} >= {"#construction-2024:status"}


def test_paper_says_where_the_texts_it_rests_on_stand(site: Site, built: Built) -> None:
    known = {id_: one.head.official_url for id_, one in site.sources.items()}
    printed = {one.path: one.html for one in sheets(publication_of(built.project, paper=True)[0])}
    assert all(url in printed["pdf/handbook.pdf"] for url in known.values())
    for edition, other in (("2024", "2022"), ("2022", "2024")):
        html = printed[f"pdf/construction-{edition}.pdf"]
        assert known[f"construction-{edition}"] in html
        assert known[f"construction-{other}"] not in html
    assert known["gas-2023"] in printed["pdf/gas.pdf"]


def test_data_say_whether_a_source_holds(built: Built) -> None:
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    old, new = sources["construction-2022"], sources["construction-2024"]
    assert (old["state"], old["repealed_on"], old["replaced_by"]) == (
        "repealed",
        "2024-12-13",
        "construction-2024",
    )
    assert (new["state"], new["in_force_from"], new["repealed_on"]) == ("", "2024-12-13", None)
    assert new["official_url"].startswith("https://")
    assert all(clause["seen_at"] for clause in new["clauses"])
