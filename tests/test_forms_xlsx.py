"""Workbooks of forms: the look of the paper, open where they are filled in, and they add up."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import rows_from_range

from paicha.model.form import Blank, Column, Form
from paicha.model.site import Site
from paicha.project import Project
from tests import office
from tests.conftest import Built
from tests.test_forms import ANNEXES, FORMS, PROOFS, labels, missing, squeezed

LISTS = ("statistics", "ledger", "risk-list", "hazard-list")
DOCUMENTS = ("inspection-record", "rectification-notice", "recheck", *PROOFS)
FIGURES, LEDGER, LAST_MONTH = "工作进展情况调度表", "重大事故隐患台账", "上月累计"


def workbook(built: Built, name: str) -> Path:
    return built.folder / "forms" / f"{name}.xlsx"


def text(rows: office.Rows, columns: int = 1000) -> str:
    """All a sheet says, row by row, without spaces."""
    said = (cell for row in rows for cell in row[:columns])
    return squeezed("".join(f"{one:g}" if isinstance(one, float) else str(one) for one in said))


# Label by label


@pytest.mark.parametrize("name", FORMS)
def test_workbook_holds_every_label_in_order(built: Built, site: Site, name: str) -> None:
    form = site.forms[name]
    found = office.sheets(workbook(built, name))
    assert next(iter(found)) == form.short_title
    wide = len(form.columns) or 9
    assert missing(labels(form), text(found[form.short_title], wide)) == []
    if form.columns:
        heads = [column.label for column in form.columns]
        assert heads in [row[: len(heads)] for row in found[form.short_title]]


def test_notes_of_the_annex_stand_below_it_word_for_word(built: Built, site: Site) -> None:
    form = site.forms["progress"]
    said = text(office.sheets(workbook(built, "progress"))[FIGURES], 9)
    notes = "".join(site.clause("plan-2023-33", note).text for note in form.notes)
    assert said.endswith(squeezed(notes))


@pytest.mark.parametrize("name", FORMS)
def test_blank_workbook_shows_no_number_and_no_mistake(built: Built, name: str) -> None:
    for sheet, rows in office.sheets(workbook(built, name)).items():
        assert "错" not in text(rows), sheet
        numbers = [cell for row in rows for cell in row if isinstance(cell, float)]
        counted = list(map(float, range(1, len(numbers) + 1)))
        if sheet == FIGURES:  # the numbers of its cells
            counted = [*range(1, 7), *range(1, 9), *range(1, 11)]
        assert numbers == counted, sheet


def test_row_inserted_above_the_first_is_counted_too(built: Built) -> None:
    book = office.opened(workbook(built, "progress"))
    head = next(cell.row for row in book[LEDGER] for cell in row if cell.value == "发现日期")
    counted = re.findall(rf"{LEDGER}'?!\$[A-Z]+\$(\d+):", str(book[FIGURES]["D4"].value))
    assert counted
    assert set(map(int, counted)) == {head}, "a range grows with rows inserted below its first"


# On paper


@pytest.mark.parametrize("name", FORMS)
def test_sheet_prints_on_a4_as_wide_as_the_page(built: Built, site: Site, name: str) -> None:
    form = site.forms[name]
    for sheet in office.opened(workbook(built, name)):
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        if sheet.title == form.short_title:
            assert (sheet.page_setup.orientation or "portrait") == form.orientation
        assert "第 &P 页，共 &N 页" in sheet.oddFooter.right.text


@pytest.fixture(scope="session")
def printed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What LibreOffice prints of each form, page by page."""
    paths = [workbook(built, name) for name in FORMS]
    pages = office.printed(paths, tmp_path_factory.mktemp("printed"))
    return dict(zip(FORMS, pages, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_printed_workbook_has_every_label_and_nothing_from_beside_the_paper(
    printed: dict[str, list[str]], site: Site, name: str
) -> None:
    form, pages = site.forms[name], printed[name]
    whole = "".join(pages)
    words = [re.sub(r"^\d+", "", label) for label in labels(form)]  # LibreOffice draws cell by cell
    assert [one for one in words if one not in whole] == []
    assert "不打印" not in whole
    assert (form.annex or "工作用表，通知没有规定格式") in pages[0]
    assert f"第1页，共{len(pages)}页" in pages[0]
    count = {"progress": 4, "ledger": 2}  # with its ledger and last month; a ledger of two pages
    assert len(pages) == count.get(name, 1)


@pytest.mark.slow
def test_head_of_a_list_is_repeated_on_every_page(built: Built, site: Site, tmp_path: Path) -> None:
    book = office.opened(workbook(built, "ledger"))
    sheet = book[LEDGER]
    heads = [squeezed(column.label) for column in site.forms["ledger"].columns]
    for row in range(4, 70):
        sheet.cell(row, 6).value = f"第{row}条隐患"
    sheet.print_area = "A1:Q70"  # openpyxl loses one of whole columns
    book.save(tmp_path / "long.xlsx")
    (pages,) = office.printed([tmp_path / "long.xlsx"], tmp_path)
    assert len(pages) == 3
    for page in pages:
        assert [head for head in heads if head not in page] == []


def test_rows_are_as_high_as_on_paper_and_grow_with_what_is_typed(built: Built, site: Site) -> None:
    for name in (*LISTS, *DOCUMENTS):
        with zipfile.ZipFile(workbook(built, name)) as file:
            xml = file.read("xl/worksheets/sheet1.xml").decode()
        rows = re.findall(r'<row r="\d+"[^>]*ht="32.25"[^>]*>', xml)
        assert len(rows) >= site.forms[name].rows, name
        assert not [row for row in rows if "customHeight" in row]


# Open and locked


def unlocked(sheet: Any) -> set[str]:
    return {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }


def inputs_of_figures(book: Any) -> set[str]:
    """The cells of an annex's figures that people fill in: all but those that are counted."""
    places = {name: place(book, name) for name in book.defined_names if name.startswith("value_")}
    counted = {name for name in places if book[FIGURES][places[name]].data_type == "f"}
    assert len(counted) == 6
    return {at for name, at in places.items() if name not in counted}


def place(book: Any, name: str) -> str:
    sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
    assert sheet.strip("'") == FIGURES
    return str(cell.replace("$", ""))


def test_only_what_is_filled_in_is_open_and_there_is_no_password(built: Built) -> None:
    book = office.opened(workbook(built, "progress"))
    sheet = book[FIGURES]
    overrules = {f"{column}{row}" for column in "KL" for row in (4, 5, 6)}
    merged = {
        cell
        for area in sheet.merged_cells.ranges
        for cell in inner(area.coord)
        if ":" in area.coord
    }
    head = {"A3", "F3"}
    assert unlocked(sheet) - merged == inputs_of_figures(book) | overrules | head
    months = unlocked(book[LAST_MONTH])
    assert months == {f"D{row}" for row in range(4, 31)}
    for one in (sheet, book[LAST_MONTH]):
        assert one.protection.sheet
        assert not one.protection.password


def inner(area: str) -> set[str]:
    """The cells of a merged area but the first, which holds its value."""
    cells = [cell for row in rows_from_range(area) for cell in row]
    return set(cells[1:])


@pytest.mark.parametrize("name", LISTS)
def test_list_is_open_so_that_rows_can_be_inserted(built: Built, name: str) -> None:
    sheet = next(iter(office.opened(workbook(built, name))))
    assert not sheet.protection.sheet
    (table,) = sheet.tables.values()
    assert table.name == f"form_{name.replace('-', '_')}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_locked_but_for_its_blanks_and_takes_new_rows(
    built: Built, site: Site, name: str
) -> None:
    form, sheet = site.forms[name], next(iter(office.opened(workbook(built, name))))
    protection = sheet.protection
    assert protection.sheet
    assert not protection.password
    assert not protection.insertRows  # "not forbidden", as the file format says it
    said = {cell.value for row in sheet.iter_rows() for cell in row if cell.protection.locked}
    assert {column.label for column in form.columns} <= said
    assert {blank.label for blank in (*form.head, *form.foot)} <= said
    free = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert len([cell for cell in free if cell.value is None]) >= form.rows * (len(form.columns) - 1)


def test_prompts_and_errors_say_in_chinese_what_to_fill_in(built: Built, site: Site) -> None:
    for name in FORMS:
        for sheet in office.opened(workbook(built, name)):
            for rule in sheet.data_validations.dataValidation:
                said = [rule.promptTitle, rule.prompt]
                said += [rule.errorTitle, rule.error] if rule.type else []
                assert all(re.search("[一-鿿]", one or "") for one in said), f"{name} {rule.sqref}"
    book = office.opened(workbook(built, "progress"))
    rules = {str(rule.sqref): rule for rule in book[FIGURES].data_validations.dataValidation}
    for at in inputs_of_figures(book):
        money = at == place(book, "value_penalty_amount")
        assert rules[at].type == ("decimal" if money else "whole")
        assert (rules[at].operator, rules[at].formula1) == ("greaterThanOrEqual", "0")
        assert "没有发生的填 0" in rules[at].prompt
        assert rules[at].errorStyle in (None, "stop")


def fields(form: Form) -> list[Blank | Column]:
    return [*form.head, *form.columns, *form.foot]


def test_options_are_offered_as_the_definitions_say(built: Built, site: Site) -> None:
    for name in (*LISTS, *DOCUMENTS):
        sheet = next(iter(office.opened(workbook(built, name))))
        lists = {
            rule.promptTitle: rule.formula1.strip('"').split(",")
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }
        wanted = {one.label: list(one.options) for one in fields(site.forms[name]) if one.options}
        if name not in ANNEXES or wanted:
            assert lists == wanted, name


# Same input, same bytes


def test_labels_of_rare_characters_and_signs_of_formulas_stay_text(minimal: Project) -> None:
    from paicha.pipeline import publication_of
    from paicha.render.office.xlsx import render_workbooks

    path = minimal.forms / "list.yaml"
    strange = '=SUM(A1) 龘㛃ＡＢ１２#[x]@"'
    old = path.read_text(encoding="utf-8")
    path.write_text(old.replace("放在哪里", f"'{strange}'", 1), encoding="utf-8")
    publication, _ = publication_of(minimal, paper=True)
    made = {file.path.name: file.content for file in render_workbooks(publication)}
    book = minimal.root / "list.xlsx"
    book.write_bytes(made["list.xlsx"])
    (rows,) = office.sheets(book).values()
    assert strange in [cell for row in rows for cell in row]
    (pages,) = office.printed([book], minimal.root)
    assert squeezed(strange) in pages[0]


def test_workbook_is_the_same_when_it_is_made_again(built: Built, site: Site) -> None:
    from paicha.pipeline import publication_of
    from paicha.render.office.xlsx import render_workbooks, workbook

    publication, _ = publication_of(built.project, paper=True)
    workbook.cache_clear()
    for file in render_workbooks(publication):
        assert file.content == (built.folder / file.path).read_bytes(), file.path


def test_label_of_a_blank_has_room_beside_what_is_filled_in(built: Built, site: Site) -> None:
    for name in DOCUMENTS:
        sheet, form = next(iter(office.opened(workbook(built, name)))), site.forms[name]
        labels_ = {blank.label for blank in (*form.head, *form.foot)}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in labels_ and cell.protection.locked and cell.column == 1:
                    area = next(
                        (one for one in sheet.merged_cells.ranges if cell.coordinate in one), None
                    )
                    last = area.max_col if area else 1
                    assert sum(column.width for column in form.columns[:last]) >= 16, (
                        name,
                        cell.value,
                    )
