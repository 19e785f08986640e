"""Editions: which is first, where they stand, what changed, and that no clause is forgotten."""

import re
from copy import deepcopy
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from paicha.check.editions import check_editions
from paicha.model.base import Basis
from paicha.model.changes import Change, Changes, Side
from paicha.model.checklist import Checklist, Condition, Edition, Item, Section
from paicha.model.content import Content
from paicha.model.editions import first_of
from paicha.model.file import File
from paicha.model.site import Site
from paicha.model.texts import Clause, Settings, Source, SourceHead
from paicha.pipeline import build
from paicha.project import Project
from paicha.source.located import Located
from tests.conftest import Built
from tests.test_pages import has_class, read, text
from tests.watching import PHONE, opened

HEAD = SourceHead(
    title="梯子标准",
    short_title="梯子标准",
    document_number="1号",
    issuer="县安全办公室",
    status="现行",
    text="digest",
)
OLD = Edition(id="2022", title="2022版", source="old")
NEW = Edition(id="2024", title="2024版", source="new")


def source(id_: str, *clauses: str) -> File[Source]:
    found = tuple(Clause(clause, clause, 0, "梯脚要防滑。") for clause in clauses)
    return File(id_, Source(id_, HEAD, found), Located(f"content/sources/{id_}.yaml"))


def item(id_: str, *editions: str) -> Item:
    return Item(
        id=id_,
        check="梯脚是否防滑",
        grade="major",
        how=("site",),
        basis=(Basis(source="old", clause="一"), Basis(source="new", clause="1")),
        on_fail=("stop-use",),
        owners=("unit",),
        editions=editions,
    )


def ladders(*items: Item) -> Checklist:
    return Checklist(
        title="梯子检查表",
        short_title="梯子",
        summary="看梯子。",
        prefix="TZ",
        editions=(OLD, NEW),
        sections=(Section(id="all", title="全部", items=items),),
    )


def complaints(*changes: Change) -> list[str]:
    """Check a table of changes from clauses 一 and 二 to clauses 1 and 2."""
    table = Changes.model_validate(
        {
            "checklist": "ladders",
            "from": Side(edition="2022", source="old"),
            "to": Side(edition="2024", source="new"),
            "changes": changes,
        }
    )
    content = Content()
    content.sources = [source("old", "一", "二"), source("new", "1", "2")]
    checklist = ladders(item("TZ-0001"))
    content.checklists = [File("ladders", checklist, Located("checklists/ladders.yaml"))]
    content.changes = [File("ladders", table, Located("content/changes/ladders.yaml"))]
    return [problem.message for problem in check_editions(content)]


KEPT = Change(kind="unchanged", old=("一",), new=("1",), note="同。")


def test_table_that_accounts_for_every_clause_is_right() -> None:
    assert complaints(KEPT, Change(kind="reworded", old=("二",), new=("2",), note="改写。")) == []


def test_forgotten_clause_of_either_edition_is_named() -> None:
    assert complaints(KEPT) == ["old 的 二 没有写明变化", "new 的 2 没有写明变化"]


def test_new_clause_has_no_old_one_and_dropped_no_new_one() -> None:
    wrong = [
        Change(kind="new", old=("二",), new=("2",), note="新增。"),
        Change(kind="dropped", old=("二",), note="删去。"),
    ]
    assert complaints(KEPT, *wrong) == ["变化“new”不应有 old: 里的条款"]
    assert complaints(KEPT, Change(kind="moved", old=("二",), note="移位。"), wrong[0]) == [
        "变化“moved”缺少 new: 里的条款",
        "变化“new”不应有 old: 里的条款",
    ]


def test_unknown_clause_is_refused() -> None:
    assert "old 里没有条款“三”" in complaints(
        KEPT, Change(kind="widened", old=("二", "三"), new=("2",), note="变宽。")
    )


def test_item_without_editions_stands_in_all() -> None:
    both, only_new = item("TZ-0001"), item("TZ-0002", "2024")
    checklist = ladders(both, only_new)
    assert checklist.editions_of(both) == (OLD, NEW)
    assert [items for _, items in checklist.sections_in(OLD)] == [[both]]
    assert [items for _, items in checklist.sections_in(NEW)] == [[both, only_new]]


def test_edition_shows_no_basis_of_another_edition() -> None:
    both = item("TZ-0001")
    checklist = ladders(both)
    assert [basis.source for basis in checklist.basis_in(both, OLD)] == ["old"]
    assert [basis.source for basis in checklist.basis_in(both, NEW)] == ["new"]


def test_items_of_the_real_checklists_rest_on_something_in_each_of_their_editions(
    site: Site,
) -> None:
    for checklist in site.checklists.values():
        for one in checklist.items():
            for edition in checklist.editions_of(one):
                assert checklist.basis_in(one, edition), (one.id, edition.id)


def test_every_clause_of_both_construction_editions_is_accounted_for(site: Site) -> None:
    changes = site.changes["construction"]
    for side, name in ((changes.old, "old"), (changes.new, "new")):
        named = {clause for change in changes.changes for clause in getattr(change, name)}
        assert named == {clause.id for clause in site.sources[side.source].clauses}


TODAY = date(2024, 12, 13)


def head(**more: Any) -> SourceHead:
    return HEAD.model_copy(update=more)


@pytest.mark.parametrize(
    ("head", "day", "holds"),
    [
        (head(), None, True),
        (head(in_force_from=TODAY), date(2024, 12, 12), False),
        (head(in_force_from=TODAY), TODAY, True),
        (head(repealed_on=TODAY), date(2024, 12, 12), True),
        (head(repealed_on=TODAY), TODAY, False),
        (head(repealed_on=TODAY), None, False),
        (head(replaced_by="new"), TODAY, False),
        (head(replaced_by="new", repealed_on=TODAY), date(2024, 12, 12), True),
    ],
)
def test_source_holds_from_its_first_day_until_it_is_repealed(
    head: SourceHead, day: date | None, *, holds: bool
) -> None:
    assert head.holds(day) == holds


def settings(**more: Any) -> Settings:
    known = {"title": "梯子", "short_title": "梯子", "summary": "看梯子。", "issuer": "县办公室"}
    return Settings(**known, source="new", checklists=("ladders",), updated=TODAY, **more)


def test_edition_in_force_is_first_wherever_it_stands_in_the_file() -> None:
    sources = {
        "old": Source("old", head(repealed_on=TODAY), ()),
        "new": Source("new", head(in_force_from=TODAY), ()),
    }
    checklist = ladders(item("TZ-0001"))
    assert first_of("ladders", checklist, settings(), sources) == NEW
    assert first_of("ladders", checklist.led_by(NEW), settings(), sources) == NEW
    named = settings(editions={"ladders": "2022"})
    assert first_of("ladders", checklist, named, sources) == OLD
    none = sources | {"new": Source("new", head(repealed_on=TODAY), ())}
    assert first_of("ladders", checklist, settings(), none) == OLD


def test_what_stands_in_the_first_edition_comes_before_the_rest() -> None:
    """Pages and paper that show all editions at once, as the handbook does, show it first."""
    old, new = Basis(source="old", clause="一"), Basis(source="new", clause="1")
    notice = Basis(source="notice", clause="2")
    both = item("TZ-0001").model_copy(
        update={
            "basis": (notice, old, new),
            "major_if": (
                Condition(when="旧", basis=(old,)),
                Condition(when="都", basis=(old, new)),
                Condition(when="新", basis=(new,)),
            ),
        }
    )
    led = ladders(both).led_by(NEW)
    assert led.editions == (NEW, OLD)
    (one,) = led.items()
    assert one.basis == (notice, new, old)
    assert [(c.when, [b.source for b in c.basis]) for c in one.major_if] == [
        ("都", ["new", "old"]),
        ("新", ["new"]),
        ("旧", ["old"]),
    ]
    assert ladders(both).led_by(OLD).items()[0].basis == (notice, old, new)


def test_reason_for_showing_a_repealed_edition_stands_on_its_page(minimal: Project) -> None:
    for name, find, put in (
        ("content/sources/notice.md", "到2030年9月30日为止", "已废止\nrepealed_on: 2030-10-01"),
        ("checklists/ladders.yaml", "title: 2030版}", "title: 2030版, source: notice}"),
        ("content/site.yaml", "doors:", "why_first: {ladders: 通知点名要用。}\ndoors:"),
    ):
        path = minimal.root / name
        path.write_text(path.read_text(encoding="utf-8").replace(find, put), encoding="utf-8")
    build(minimal)
    page = (minimal.output / "checklists/ladders/index.html").read_text(encoding="utf-8")
    assert "本站先显示这一版，理由：通知点名要用。" in page


def test_construction_opens_on_the_criteria_of_2024(site: Site) -> None:
    assert not site.settings.editions
    assert not site.settings.why_first
    assert [one.id for one in site.checklists["construction"].editions] == ["2024", "2022"]
    assert site.state("construction-2024") == ""
    assert site.state("construction-2022") == "repealed"
    assert list(site.sources)[-1] == "construction-2022"


def told(built: Built, path: str) -> str:
    """Give what a page says, but for the marks of grade and state."""
    main = deepcopy(next(read(built.folder / path).iter("main")))
    for one in main.iter():
        if has_class(one, "grade"):
            one.text = ""
    return text(main)


def test_one_sentence_says_of_the_old_edition_what_it_is_for(built: Built, site: Site) -> None:
    """On its list, on the page of changes, in the guidance, and beside the notice's order."""
    (note,) = [one.note for one in site.checklists["construction"].editions if one.note]
    assert "查当年的事" in note
    for path in (
        "checklists/construction/2022/index.html",
        "checklists/construction/changes/index.html",
        "guidance/faq/index.html",
        "guidance/major-hazard/index.html",
        "items/QY-0004/index.html",
        "items/SG-0138/index.html",  # which 2024 no longer asks
    ):
        assert note in told(built, path), path
    (order,) = [
        one
        for one in read(built.folder / "sources/plan-2023-33/index.html").iter("section")
        if one.get("id") == "3.2.3.1.3"
    ]
    assert note in text(order)
    assert note not in told(built, "checklists/construction/index.html")


def row(built: Built, kind: str, note: str) -> ET.Element:
    """The row of a change on the page of changes."""
    page = read(built.folder / "checklists/construction/changes/index.html")
    (section,) = [one for one in page.iter("section") if one.get("id") == kind]
    (found,) = [one for one in section.iter("tr") if note in text(one)]
    return found


def marked(of: ET.Element, tag: str) -> list[str]:
    return [text(one) for one in of.iter(tag)]


def test_changed_words_of_a_clause_are_marked_and_nothing_else_of_it(built: Built) -> None:
    found = row(built, "reworded", "“地基基础”改为“基础”")
    assert marked(found, "del") == ["地基"]
    assert marked(found, "ins") == []
    (alone,) = [row(built, "new", "总则（目的和依据）")]
    assert marked(alone, "del") + marked(alone, "ins") == []


def test_both_editions_are_named_in_each_change(built: Built) -> None:
    names = ["施工判定标准2022版", "施工判定标准2024版", "说明"]
    page = read(built.folder / "checklists/construction/changes/index.html")
    rows = [one for one in page.iter("tr") if len(list(one.iter("td"))) == 3]
    assert len(rows) > 50
    for one in rows:
        assert [cell.get("data-label") for cell in one.iter("td")] == names


@pytest.mark.browser
def test_phone_shows_which_edition_a_text_is_of(browser: Browser, built: Built) -> None:
    with opened(browser, f"{built.folder.as_uri()}/", PHONE) as watched:
        page = watched.open("checklists/construction/changes/index.html")
        label = """(one) => { const { content, display } = getComputedStyle(one, "::before");
          return content + display; }"""
        shown = page.locator("#reworded tbody tr").first.locator("td").nth(1).evaluate(label)
        assert shown == '"施工判定标准2024版"block'


OTHERWISE = re.compile(  # but for the clause itself, 2024版第十八条, which gives the number
    "20(?:22|24)版(?!（建质规)[^。\n]*(?:废止|替代|取代|当年)|同时看"
    "|现在(?:检查|自查)?[看用照][^。\n]*20(?:22|24)版"
)


def test_no_other_sentence_says_it_otherwise(built: Built, site: Site) -> None:
    (note,) = [one.note for one in site.checklists["construction"].editions if one.note]
    said = {
        path: told(built, path)
        for path in built.pages()
        if path.startswith(("checklists/", "guidance/", "items/", "glossary/", "duties/"))
    }
    other = {
        path: found[0]
        for path, words in said.items()
        if (found := OTHERWISE.search(words.replace(note, "")))
    }
    assert other == {}
