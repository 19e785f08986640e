"""Forms: one definition each, the annexes as issued, on paper and on the screen."""

import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from paicha.model.form import Form, pairs
from paicha.model.site import Site
from tests.conftest import Built

FORMS = (
    *("progress", "statistics", "ledger", "risk-list", "hazard-list"),
    *("inspection-record", "rectification-notice", "recheck"),
    *("meeting-record", "warning-class", "led-check", "drill-record", "deputies-duties"),
)
PROOFS = FORMS[-5:]  # what an enterprise keeps of its own work
ANNEXES = ("progress", "statistics")
DOCX = ("progress", "statistics", "inspection-record", "rectification-notice", *PROOFS)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def labels(form: Form) -> list[str]:
    """Every word of a form in the order of reading, without spaces."""
    found = [form.annex, form.title]
    found += [f"{blank.label}{'' if form.kind == 'document' else '：'}" for blank in form.head]
    found += [sentence.text for sentence in form.before]
    found += [form.list_title or ""]
    found += [column.label for column in form.columns]
    for group in form.groups:
        found += [group.title, *(f"{cell.number}{cell.label}" for cell in group.cells)]
    found += [f"{blank.label}{'' if form.kind == 'document' else '：'}" for blank in form.foot]
    found += [sentence.text for sentence in form.after]
    found += [f"{signer.label}：" for signer in form.signers]
    found += [f"{form.dated}："] * len(form.signers) if form.dated else []
    return [squeezed(one) for one in found if one]


def missing(wanted: list[str], text: str) -> list[str]:
    """Say which words do not stand in a text, each after the one before."""
    at, lost = 0, []
    for one in wanted:
        found = text.find(one, at)
        if found < 0:
            lost.append(one)
        else:
            at = found + len(one)
    return lost


@cache
def pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return [squeezed(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def test_forms_stand_in_their_order(site: Site) -> None:
    assert tuple(site.forms) == FORMS
    assert tuple(id_ for id_, form in site.forms.items() if form.annex) == ANNEXES
    assert tuple(id_ for id_, form in site.forms.items() if form.docx) == DOCX


def test_every_file_of_a_form_is_there_and_no_other(built: Built) -> None:
    wanted = {f"{name}.{kind}" for name in FORMS for kind in ("pdf", "xlsx")}
    wanted |= {f"{name}.docx" for name in DOCX} | {"index.html", *PROOFS}
    assert {path.name for path in (built.folder / "forms").iterdir()} == wanted
    for one in built.json("forms")["forms"]:
        assert (built.folder / one["xlsx"]).is_file()
        assert one["docx"] == (f"forms/{one['id']}.docx" if one["id"] in DOCX else None)


# As issued


def test_labels_of_the_annexes_are_the_words_of_the_notice(site: Site) -> None:
    def words(clause: str) -> str:
        return squeezed(site.clause("plan-2023-33", clause).text)

    progress, statistics = (site.forms[name] for name in ANNEXES)
    for n, group in enumerate(progress.groups, 1):
        assert words(f"annex-1.{n}") == group.title
        for cell in group.cells:
            assert words(f"annex-1.{n}.{cell.number}") == f"{cell.number}{cell.label}"
    assert [len(group.cells) for group in progress.groups] == [6, 8, 10]
    assert len(progress.values()) == 26
    assert len({value.unit for value in progress.values()}) == 7
    for n, column in enumerate(statistics.columns, 1):
        assert words(f"annex-2.{n}") == column.label
    assert (len(statistics.columns), statistics.rows) == (10, 10)
    for name, form in (("annex-1", progress), ("annex-2", statistics)):
        head = "".join(f"{blank.label}：{blank.blank}" for blank in form.head)
        assert words(f"{name}.head") == squeezed(head)
        assert words(name).endswith(form.title)
    foot = "".join(f"{blank.label}：" for blank in statistics.foot)
    assert words("annex-2.foot") == foot


def test_annexes_hold_nothing_that_was_not_issued(built: Built, site: Site) -> None:
    for name in ANNEXES:
        form = site.forms[name]
        notes = [site.clause(form.notes_source or "", note).text for note in form.notes]
        text = pages(built.folder / "forms" / f"{name}.pdf")[0]
        for one in (*labels(form), *map(squeezed, notes)):
            text = text.replace(one, "", 1)
        text = text.replace(f"昌州建办〔2023〕33号{form.annex}", "")
        assert text == "2023年月日第1页，共1页", name


def test_form_that_was_not_issued_says_so_and_an_annex_does_not(built: Built, site: Site) -> None:
    for name, form in site.forms.items():
        for page in pages(built.folder / "forms" / f"{name}.pdf"):
            assert ("工作用表，通知没有规定格式" in page) == (not form.annex), name


# Label by label


@pytest.mark.parametrize("name", FORMS)
def test_blank_form_is_one_page_a_copy_with_every_label(
    built: Built, site: Site, name: str
) -> None:
    form = site.forms[name]
    heads = squeezed("".join(column.label for column in form.columns))
    marks = [squeezed(copy.text) for copy in form.copies] or [""]
    text = pages(built.folder / "forms" / f"{name}.pdf")
    assert len(text) == len(marks)
    for page, mark in zip(text, marks, strict=True):
        assert missing([mark, *labels(form)], page) == []
        assert heads in page
        assert [one for one in marks if one in page] == [mark]


def test_only_what_the_notice_orders_to_be_kept_twice_is_printed_twice(site: Site) -> None:
    kept = {form for duty in site.duties if duty.keep for form in duty.forms}
    assert {name for name, form in site.forms.items() if form.copies} == kept == {"led-check"}


def test_law_is_the_ground_of_what_it_demands_of_a_proof_and_of_no_more(site: Site) -> None:
    law = {
        (name, id_)
        for name in PROOFS
        for id_, _, part in site.forms[name].grounded()
        if any(basis.source == "enterprise-records" for basis in part.basis)
    }
    assert law == {
        *(("warning-class", one) for one in ("day", "content", "name", "result")),
        *(("deputies-duties", one) for one in ("post", "name", "duties", "standard")),
        ("drill-record", "reported"),
    }


def test_proof_of_a_duty_stands_at_the_duty(site: Site) -> None:
    stands = {form for duty in site.duties for form in duty.forms}
    assert set(PROOFS) <= stands


def test_page_explains_every_field_and_says_what_is_only_a_working_field(
    built: Built, site: Site
) -> None:
    root = ET.parse(built.folder / "forms" / "index.html").getroot()  # noqa: S314 -- our own page
    rows = {row.get("id"): row for row in root.iter("tr") if row.get("id")}
    for name, form in site.forms.items():
        for id_, label, part in form.grounded():
            text = "".join(rows[f"{name}-{id_}"].itertext())
            assert label in text
            assert ("工作栏" in text) == part.working, f"{name} {label}"
        for group in form.groups:
            for cell in group.cells:
                text = "".join(rows[f"{name}-{cell.id}"].itertext())
                assert cell.label in text
                assert cell.definition in text
    text = "".join(root.itertext())
    for form in site.forms.values():
        for rule in form.rules:
            assert rule.message in text


def test_every_field_of_an_annex_rests_on_the_notice_and_working_fields_are_few(site: Site) -> None:
    for name, form in site.forms.items():
        fields = [part for _, _, part in form.grounded()]
        working = sum(part.working for part in fields)
        assert working == 0 or name not in ANNEXES
        assert all(bool(part.basis) != part.working for part in fields)
    ledger = site.forms["ledger"]
    assert [column.id for column in ledger.columns if column.working] == ["proof"]


def test_blanks_stand_two_a_row_and_wide_ones_alone(site: Site) -> None:
    rows = pairs(site.forms["inspection-record"].head)
    assert [[blank.id for blank in row] for row in rows] == [
        *(["unit", "project"], ["address"], ["day", "weather"], ["origin", "led"]),
        *(["checklist", "number"], ["seen"]),
    ]


def test_five_parts_of_the_notice_stand_on_what_is_rectified(site: Site) -> None:
    for name in ("ledger", "inspection-record", "rectification-notice"):
        quoted = {
            column.id
            for column in site.forms[name].columns
            if any(b.quote == "企业应明确责任人、措施、资金、期限和应急预案" for b in column.basis)
        }
        assert quoted == {"responsible", "measures", "funds", "planned", "contingency"}


def test_office_files_bear_the_date_of_the_content_and_no_other(built: Built) -> None:
    updated = re.search(r"updated: (\S+)", built.project.settings.read_text(encoding="utf-8"))
    assert updated
    found = [path for kind in ("xlsx", "docx") for path in built.folder.glob(f"forms/*.{kind}")]
    assert len(found) == len(FORMS) + len(DOCX)
    for path in found:
        with zipfile.ZipFile(path) as file:
            assert {one.date_time[0] for one in file.infolist()} == {1980}, path
            core = file.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {updated[1]}, path
