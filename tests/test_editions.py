"""Editions: where they stand, what changed between them, and that no clause is forgotten."""

from paicha.check.editions import check_editions
from paicha.model.base import Basis
from paicha.model.changes import Change, Changes, Side
from paicha.model.checklist import Checklist, Edition, Item, Section
from paicha.model.content import Content
from paicha.model.file import File
from paicha.model.site import Site
from paicha.model.texts import Clause, Source, SourceHead
from paicha.source.located import Located

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
