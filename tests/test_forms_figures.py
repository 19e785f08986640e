"""Workbooks that add up and check themselves, as LibreOffice computes them."""

import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from paicha.model.site import Site
from paicha.new import settle
from paicha.pipeline import publication_of
from paicha.project import Project
from paicha.render.office.xlsx import render_workbooks
from tests import office
from tests.conftest import Built
from tests.test_forms_xlsx import FIGURES, LAST_MONTH, LEDGER, place, text, workbook

pytestmark = pytest.mark.slow
ORIGIN = "隐患来源（企业自查/抽查检查）"

SOUND: dict[str, Any] = {  # every number of the annex that people fill in, and none of them wrong
    "checked": 9,
    "guided_areas_1": 1,
    "guided_areas_2": 3,
    "penalty_count": 2,
    "penalty_amount": 1.5,
    "published_cases": 2,
    "crime_cases": 2,
    **dict.fromkeys(("principal_not_engaged", "principal_no_check", "no_deputies_list"), 0),
    **dict.fromkeys(("no_safety_staff", "unlicensed_work", "outsourcing_disorder", "no_drill"), 0),
    **dict.fromkeys(("guided_enterprises", "double_penalties", "transferred", "suspended"), 0),
    **dict.fromkeys(("exposed", "held_accountable", "summoned_areas"), 0),
}
HAZARD: dict[str, Any] = {
    "发现日期": date(2023, 6, 1),
    "报告日期": date(2023, 6, 1),
    "隐患单位名称": "龘㛃公司ＡＢ１２",
    "隐患内容": "连墙件缺失",
    ORIGIN: "企业自查",
    "整改方式": "立即整改",
    "挂牌督办": "否",
}
LISTED: dict[str, Any] = {"挂牌督办": "是"}
DONE: dict[str, Any] = {"完成整改日期": date(2023, 6, 9)}
COUNTED = ("D4", "H4", "D5", "H5", "D6", "H6")  # the first six, as issued


@dataclass(frozen=True)
class Case:
    """What is filled into the annex and its ledger, and where `wrong`, what it should say."""

    wrong: str = ""
    figures: dict[str, Any] = field(default_factory=lambda: SOUND)
    rows: tuple[dict[str, Any], ...] = (HAZARD,)
    overrule: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)

    def fill(self, book: Any) -> None:
        names = values_in_order(book)
        for name, value in self.figures.items():
            book[FIGURES][place(book, f"value_{name}")] = value
        for at, value in self.overrule.items():
            book[FIGURES][at] = value
        for name, number in self.before.items():
            book[LAST_MONTH][f"D{4 + names.index(f'value_{name}')}"] = number
        heads = {cell.value: cell.column for cell in book[LEDGER][3]}
        for n, row in enumerate(self.rows, 4):
            for label, value in row.items():
                book[LEDGER].cell(n, heads[label]).value = value


def values_in_order(book: Any) -> list[str]:
    """The values' names as they stand on the sheet: by row, the left cell first."""

    def order(name: str) -> tuple[int, int]:
        cell = book[FIGURES][place(book, name)]
        return cell.row, cell.column

    return sorted((one for one in book.defined_names if one.startswith("value_")), key=order)


WRONG_FIGURES = {
    "more rectified than found": Case(
        "企业自查发现的重大事故隐患，已完成整改的不能多于发现的（2 大于 1）",
        overrule={"K4": 1, "L4": 2},
    ),
    "more than were checked": Case(
        "未按规定演练、员工不熟悉逃生出口的企业不能多于抽查检查的企业总数（10 大于 9）",
        SOUND | {"no_drill": 10},
    ),
    "more crimes than cases": Case(
        "危险作业罪案例不能多于公布的典型执法案例（3 大于 2）", SOUND | {"crime_cases": 3}
    ),
    "fewer than last month": Case(
        "累计数不能比上月少（上月 10，本月 9）", before={"checked": 10, "transferred": 0}
    ),
    "fewer of a level than last month": Case(
        "累计数不能比上月少（县）（上月 4，本月 3）", before={"guided_areas_2": 4}
    ),
    "less money than last month": Case(
        "累计数不能比上月少（万元）（上月 2，本月 1.5）", before={"penalty_amount": 2}
    ),
    "no whole number": Case("应填 0 或更大的整数", SOUND | {"transferred": 1.5}),
    "less than nothing": Case("应填 0 或更大的数字（万元）", SOUND | {"penalty_amount": -1}),
    "last month's number as a text": Case("“上月累计”里填的不是数", before={"checked": "9"}),
    "a number with its unit": Case("应填 0 或更大的整数", SOUND | {"suspended": "3家"}),
}
BY_DATE = "限期整改的，责任人、措施、资金、期限、应急预案都要写"
NO_DAY = "“完成整改日期”应填日期"
WRONG_ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "reported the day after": ("报告日期应是发现的当日", {"报告日期": date(2023, 6, 2)}),
    "not reported": ("企业自查发现的写报告日期", {"报告日期": None}),
    "no origin": ("每条隐患都写发现日期和隐患来源", {ORIGIN: None}),
    "by a date without its parts": (BY_DATE, {"整改方式": "限期整改", "责任人": "甲"}),
    "an origin in other words": (
        f"“{ORIGIN}”应填企业自查或者抽查检查",
        {ORIGIN: "抽查检查 "},
    ),
    "no hazard": ("写了隐患来源的，要写隐患内容", {"隐患内容": None}),
    "done before": ("完成整改日期不能早于发现日期", {"完成整改日期": date(2023, 5, 31)}),
    "a date in words": (NO_DAY, {"完成整改日期": "六月"}),
    "a date as a text": (NO_DAY, {"完成整改日期": "2023-06-09"}),
    "a day before there were any": (NO_DAY, {"完成整改日期": 1}),
    "a date without its signs": (NO_DAY, {"完成整改日期": 20230609}),
    "a part of a space": (
        BY_DATE,
        dict.fromkeys(("责任人", "整改措施", "应急预案"), "甲")
        | {"整改方式": "限期整改", "资金": " \u3000", "计划完成整改时间": date(2023, 6, 30)},
    ),
}
NOT_DONE = ("未完成", "/", "无", " ", "\u3000", "2023-06-09", 1, 20230609)
OTHER = HAZARD | {ORIGIN: "抽查检查", "挂牌督办": None}
CASES = {
    **WRONG_FIGURES,
    **{name: Case(why, rows=(HAZARD, HAZARD | row)) for name, (why, row) in WRONG_ROWS.items()},
    "right": Case(rows=(HAZARD | LISTED | DONE,), before={"checked": 9, "crime_cases": 1}),
    "counted": Case(rows=(HAZARD, HAZARD | LISTED, HAZARD | LISTED | DONE, OTHER, OTHER | DONE)),
    "empty ledger": Case(rows=()),
    "nothing said of one column": Case(rows=(HAZARD | {"挂牌督办": None},)),
    "nothing but dates is done": Case(
        rows=(
            *(HAZARD | LISTED | {"完成整改日期": said} for said in NOT_DONE),
            HAZARD | LISTED | DONE,
        )
    ),
    "blanks": Case(
        figures=SOUND
        | dict.fromkeys(("guided_areas_2", "penalty_amount", "exposed", "crime_cases"))
    ),
    "overruled": Case(overrule={"K4": 5, "L6": 0}),
    "overruled an empty ledger": Case(
        rows=(), overrule=dict.fromkeys(("K4", "L4", "K5", "L5", "K6", "L6"), 0)
    ),
}
Computed = dict[str, dict[str, office.Rows]]


@pytest.fixture(scope="session")
def computed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Computed:
    """Fill the annex and its ledger in every way, and let LibreOffice compute them all."""
    books = {name: office.opened(workbook(built, "progress")) for name in CASES}
    for name, book in books.items():
        CASES[name].fill(book)
    return office.recomputed(books, tmp_path_factory.mktemp("cases"))


def said(done: dict[str, office.Rows], *places: str) -> list[Any]:
    """What cells of the annex say."""
    found = (coordinate_from_string(at) for at in places)
    return [done[FIGURES][row - 1][column_index_from_string(letter) - 1] for letter, row in found]


def complaints(done: dict[str, office.Rows]) -> list[str]:
    """All that stands beside the annex, but what says how many there are."""
    return [
        one for row in done[FIGURES][3:] for cell in row[12:14] for one in cell.split("；") if one
    ]


def test_right_figures_get_no_complaint(computed: Computed) -> None:
    done = computed["right"]
    assert complaints(done) == []
    assert said(done, "K2") == ["填完了，核对没有发现问题"]
    assert "错" not in text(done[LEDGER])
    assert [row[5] for row in done[LAST_MONTH][9:10]] == [0], "9 companies were checked, as before"


def test_first_six_are_counted_from_the_ledger(computed: Computed) -> None:
    assert said(computed["counted"], *COUNTED) == [3, 1, 2, 1, 2, 1]


def test_what_is_no_date_is_not_done_and_is_complained_of(computed: Computed) -> None:
    done = computed["nothing but dates is done"]
    assert said(done, *COUNTED) == [9, 1, 0, 0, 9, 1]
    wrong = f"错：“{LEDGER}”有 8 行的“完成整改日期”填的不是日期，没有数进来"
    assert complaints(done) == [wrong, wrong]
    assert said(done, "K2") == [f"错：有 2 格要改；错：“{LEDGER}”有 8 行要改"]


def test_ledger_that_says_nothing_gives_blanks_and_no_zeros(computed: Computed) -> None:
    done = computed["nothing said of one column"]
    assert said(done, *COUNTED) == [1, 0, 0, 0, "", ""]
    assert said(done, "M6", "N6") == ["未填", "未填"]
    assert said(computed["empty ledger"], *COUNTED) == [""] * 6


def test_blank_is_not_zero_and_two_numbers_of_a_cell_are_told_apart(computed: Computed) -> None:
    done = computed["blanks"]
    assert complaints(done) == ["未填（县）", "未填（万元）", "未填", "未填（其中危险作业罪案例）"]
    assert said(done, "K2") == ["有 4 格没有填（没有发生的填 0；空着表示还没有填）"]


@pytest.mark.parametrize("name", WRONG_FIGURES)
def test_wrong_figures_are_told_what_is_wrong(computed: Computed, name: str) -> None:
    done = computed[name]
    wrong = [one for one in complaints(done) if not one.startswith("已改写")]
    assert wrong == [f"错：{CASES[name].wrong}"]
    assert said(done, "K2") == ["错：有 1 格要改"]


def test_what_overrules_the_ledger_is_shown_beside_it(computed: Computed) -> None:
    done = computed["overruled"]
    assert said(done, *COUNTED) == [5, 0, 0, 0, 0, 0]
    assert complaints(done) == ["已改写，台账数出来是1", "已改写，台账数出来是0"]
    done = computed["overruled an empty ledger"]
    assert complaints(done) == ["已改写，台账数出来是空的"] * 6
    assert said(done, "K2") == ["填完了，核对没有发现问题"]


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_row_of_the_ledger_is_told_what_is_wrong(computed: Computed, name: str) -> None:
    done = computed[name]
    assert [row[17] for row in done[LEDGER][3:6]] == ["", f"错：{CASES[name].wrong}", ""]
    assert [row[0] for row in done[LEDGER][3:6]] == [1, 2, ""], "rows that are begun are numbered"
    assert f"错：“{LEDGER}”有 1 行要改" in said(done, "K2")[0]


DOCUMENT_RULES = {
    "inspection-record": ({"整改方式": "限期整改"}, BY_DATE),
    "rectification-notice": ({"整改方式": "限期整改"}, "限期整改的写期限"),
    "recheck": ({"是否完成整改": "已完成"}, "已完成的写完成整改日期和后续管理措施"),
    "warning-class": ({"参加人员": "某人"}, "每个参加的人都写考核结果"),
}


def test_row_of_a_document_is_told_what_is_wrong(built: Built, site: Site, tmp_path: Path) -> None:
    books = {name: office.opened(workbook(built, name)) for name in DOCUMENT_RULES}
    for name, book in books.items():
        heads = {cell.value: cell for row in book.active for cell in row if cell.value}
        for label, value in DOCUMENT_RULES[name][0].items():
            book.active.cell(heads[label].row + 2, heads[label].column).value = value
    for name, found in office.recomputed(books, tmp_path).items():
        beside = len(site.forms[name].columns)
        cells = [row[beside] for row in found[site.forms[name].short_title] if row[beside]]
        assert cells == ["核对（不打印）", f"错：{DOCUMENT_RULES[name][1]}"]


def test_wrong_cell_is_red_and_a_right_one_is_not(built: Built, tmp_path: Path) -> None:
    books = {
        name: office.opened(workbook(built, "progress")) for name in ("right", "no whole number")
    }
    for name, book in books.items():
        CASES[name].fill(book)
        book.save(tmp_path / f"{name}.xlsx")
    office.printed([tmp_path / f"{name}.xlsx" for name in books], tmp_path)
    assert [red(tmp_path / f"{name}.pdf") > 100 for name in books] == [False, True]


def red(pdf: Path) -> int:
    """Count the pale red points of a document's first page."""
    picture = pdf.with_suffix(".ppm")
    shot = ["pdftoppm", "-r", "50", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(shot, check=True)
    return picture.read_bytes().count(bytes((0xFA, 0xD4, 0xD4)))


def test_rare_characters_and_full_width_forms_survive(computed: Computed) -> None:
    assert computed["right"][LEDGER][3][4] == "龘㛃公司ＡＢ１２"


def test_head_of_a_column_is_no_row_that_counts(tmp_path: Path) -> None:
    """Ranges begin with it, so that a row inserted above the first one counts."""
    folder = tmp_path / "starter"
    settle(folder)
    path = folder / "checklists" / "forms" / "monthly.yaml"
    asked = path.read_text(encoding="utf-8").replace("column: state, says: 未修", "column: state")
    why = "        differs: 这里数“现状”填了的行\n        kind: cumulative\n"
    path.write_text(asked.replace("        kind: cumulative\n", why, 1), encoding="utf-8")
    publication, _ = publication_of(Project(folder), paper=True)
    made = {file.path.stem: file.content for file in render_workbooks(publication)}
    (tmp_path / "monthly.xlsx").write_bytes(made["monthly"])
    book = office.opened(tmp_path / "monthly.xlsx")
    figures, ledger = book.worksheets[0], book[publication.site.forms["list"].short_title]
    head = next(c for row in ledger for c in row if str(c.value).startswith("现状"))
    for n in (1, 2):
        ledger.cell(head.row + n, head.column).value = "已修"
    at = book.defined_names["value_broken"].attr_text.rpartition("!")[2].replace("$", "")
    done = office.recomputed({"monthly": book}, tmp_path)["monthly"]
    letter, row = coordinate_from_string(at)
    assert done[figures.title][row - 1][column_index_from_string(letter) - 1] == 2
