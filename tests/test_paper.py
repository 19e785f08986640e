"""Paper: A4, tagged, our font only, nothing lost, every page complete in itself."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from pypdf import PdfReader

from paicha.model.site import Site
from paicha.pipeline import build, publication_of
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.paper import sheets as paper_sheets
from paicha.render.paper.pdf import make_paper
from paicha.render.paper.typeset import faces, typeset
from paicha.source.font import OURS
from tests.conftest import Built, tree, with_templates

HEADS = "编号检查内容依据方法合格不合格不适用备注／实测值"
MILLIMETRE = 72 / 25.4


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def pages(path: Path) -> list[str]:
    """Give each page's text without spaces, cell by cell."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return [squeezed(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def documents(built: Built) -> list[Path]:
    return sorted(built.folder.rglob("*.pdf"))


def landscape(built: Built) -> set[Path]:
    """Give the documents that lie across: cards, and forms that are issued so."""
    forms = [one for one in built.json("forms")["forms"] if one["pdf"]]
    across = {one["pdf"] for one in forms if one["form"]["orientation"] == "landscape"}
    return {built.folder / path for path in across} | {*built.folder.glob("pdf/cards/*.pdf")}


Items = list[dict[str, Any]]


def named(built: Built) -> dict[str, tuple[str, Items]]:
    """Give each edition of a checklist as paths name it, with its id and its items.

    The first of several has two names: its own, and that of the list.
    """
    found = {}
    for checklist in built.json("items")["checklists"]:
        editions = [one["id"] for one in checklist["editions"]]
        endings = [("", editions[0]), *((f"-{one}", one) for one in editions if editions[1:])]
        for ending, edition in endings:
            items = [
                item
                for item in built.json("items")["items"]
                if item["checklist"] == checklist["id"] and edition in item["editions"]
            ]
            found[f"{checklist['id']}{ending}"] = (edition, items)
    return found


def sheets(built: Built) -> dict[Path, Items]:
    """Give the items of each field sheet of a whole checklist."""
    return {built.folder / f"pdf/{name}.pdf": items for name, (_, items) in named(built).items()}


def topic_sheets(built: Built) -> dict[Path, Items]:
    """Give the items of each field sheet of one topic."""
    return {
        built.folder / f"pdf/topics/{name}-{section}.pdf": [
            i for i in items if i["section"] == section
        ]
        for name, (_, items) in named(built).items()
        for section in dict.fromkeys(item["section"] for item in items)
    }


def conditions(item: dict[str, Any], edition: str) -> list[dict[str, Any]]:
    return [one for one in item["major_if"] if edition in one["editions"]]


def test_there_is_every_document_and_no_other(built: Built) -> None:
    forms = [built.folder / one["pdf"] for one in built.json("forms")["forms"] if one["pdf"]]
    cards = [
        built.folder / f"pdf/cards/{name}.pdf"
        for name, (edition, items) in named(built).items()
        if any(conditions(item, edition) for item in items)
    ]
    books = [
        built.folder / f"pdf/{name}.pdf"
        for name in ("self-check", "handbook", "calendar", "house-owner")
    ]
    pages = [path.split("/") for path in built.pages() if path.startswith("doors/")]
    own = [built.folder / f"pdf/own/{one[1]}-{one[2]}.pdf" for one in pages if len(one) == 4]
    wanted = [*sheets(built), *topic_sheets(built), *cards, *books, *forms, *own]
    assert sorted(wanted) == documents(built)


@pytest.mark.slow
def test_every_document_is_sound(built: Built) -> None:
    for path in documents(built):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
        assert b"No syntax or stream encoding errors found" in done.stdout, path


def test_every_font_is_ours_embedded_cut_and_readable(built: Built) -> None:
    row = re.compile(r"([A-Z]{6}\+\S+) .*?(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$")
    for path in documents(built):
        done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        fonts = [row.match(line) for line in done.stdout.splitlines()[2:]]
        assert len(fonts) == 2, path
        for font in fonts:
            assert font, done.stdout
            assert re.fullmatch(r"[A-Z]{6}\+Paper(-Bold)?", font[1]), path
            assert font.groups()[1:] == ("yes", "yes", "yes"), path


@pytest.mark.slow
def test_every_document_is_a4_tagged_titled_and_chinese(built: Built) -> None:
    across_too = landscape(built)
    for path in documents(built):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                size = [round(float(side) / MILLIMETRE) for side in [*page.mediabox][2:]]
                assert size == ([297, 210] if path in across_too else [210, 297]), path
                assert page.obj.get("/Rotate", 0) == 0
            root: Any = pdf.Root
            assert "/Rotate" not in root.Pages
            assert root.Lang == "zh-Hans", path
            assert root.MarkInfo.Marked, path
            assert str(pdf.docinfo["/Title"]), path
            assert root.ViewerPreferences.DisplayDocTitle, path
            assert b"pdfuaid:part" in root.Metadata.read_bytes(), path


def test_every_page_says_which_it_is_of_how_many_and_of_what(built: Built) -> None:
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    number = squeezed(sources["plan-2023-33"]["document_number"])
    copies = {
        built.folder / one["pdf"]: [copy["text"] for copy in one["form"]["copies"]]
        for one in built.json("forms")["forms"]
    }
    for path in documents(built):
        for n, page in enumerate(pages(path), 1):
            last = f"第{n}页，共{len(pages(path))}页"
            if copies.get(path):  # a page is whole, and says whose it is
                last = copies[path][n - 1]
            assert page.endswith(last), f"{path} page {n}"
            assert number in page, f"{path} page {n}"


def test_nothing_stands_outside_the_margins(built: Built) -> None:
    box = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
    size = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
    for path in documents(built):
        done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
        for page in done.stdout.decode("utf-8").split("</page>")[:-1]:
            found = size.search(page)
            assert found
            width, height = map(float, found.groups())
            words = [tuple(map(float, word)) for word in box.findall(page)]
            assert words
            margin = (9 if path.parent.name == "cards" else 15) * MILLIMETRE
            assert min(word[0] for word in words) > margin, path
            assert min(word[1] for word in words) > margin, path
            assert max(word[2] for word in words) < width - margin, path
            assert max(word[3] for word in words) < height - 5 * MILLIMETRE, path


@pytest.mark.slow
def test_documents_are_accessible_as_far_as_a_machine_can_tell(built: Built) -> None:
    """The handbook's structure is the sheets' and the leaflet's; checking it takes minutes."""
    from pdfua import validate

    for path in documents(built):
        if path.stem not in ("handbook", "self-check"):
            assert not validate(str(path)).findings, path


@pytest.mark.slow
def test_headings_never_skip_a_level(built: Built) -> None:
    for path in documents(built):
        levels = [depth for depth, _ in bookmarks(path)]
        steps = zip([0, *levels], levels, strict=False)
        assert all(after <= before + 1 for before, after in steps), path


def bookmarks(path: Path) -> list[tuple[int, str]]:
    """Give a document's bookmarks with their depth, 1 for the first."""

    def walk(found: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
        for one in found:
            yield depth, one.title
            yield from walk(one.children, depth + 1)

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return list(walk(outline.root, 1))


NOT_FIRST, NOT_LAST = "，。、；：？！”’）》〕】％℃", "“‘（《〔【"


def test_no_line_begins_or_ends_with_the_wrong_punctuation(built: Built) -> None:
    line = re.compile(r"<line [^>]*>(.*?)</line>", re.DOTALL)
    word = re.compile(r"<word [^>]*>(.*?)</word>")
    for path in documents(built):
        command = ["pdftotext", "-bbox-layout", str(path), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        for found in line.findall(done.stdout.decode("utf-8")):
            text = "".join(word.findall(found))
            if text in ("℃", "%"):  # a unit, after the room to write
                continue
            assert text[:1] not in NOT_FIRST, f"{path}: {text}"
            assert text[-1:] not in NOT_LAST, f"{path}: {text}"


def test_documents_are_made_again_byte_for_byte(built: Built, tmp_path: Path) -> None:
    publication, _ = publication_of(built.project, paper=True)
    wanted = {"pdf/calendar.pdf", "pdf/house-owner.pdf", "pdf/cards/gas.pdf"}
    for sheet in paper_sheets(publication):
        if sheet.path in wanted:
            fonts = faces(sheet.html, sheet.path, sheet.fonts)
            again = typeset(sheet.html, sheet.path, fonts)
            assert again == (built.folder / sheet.path).read_bytes(), sheet.path
            wanted.remove(sheet.path)
    assert not wanted


# Field sheets


def test_every_item_stands_whole_in_its_sheet_and_in_no_other(built: Built) -> None:
    editions = {name: edition for name, (edition, _) in named(built).items()}
    for path, items in (sheets(built) | topic_sheets(built)).items():
        text = pages(path)
        name = next(one for one in sorted(editions, key=len)[::-1] if path.stem.startswith(one))
        there = re.findall(r"[A-Z]{2,4}-[0-9]{4}", "".join(text))
        assert there == [item["id"] for item in items], path
        for item in items:
            mark = "▲重大" if conditions(item, editions[name]) else ""
            row = squeezed(f"{item['id']}{mark}{item['check']}")
            assert sum(row in page for page in text) == 1, f"{path}: {row} is split or missing"


def test_every_condition_can_be_ticked_beside_its_item_and_names_its_clause(built: Built) -> None:
    editions = {name: edition for name, (edition, _) in named(built).items()}
    for path, items in sheets(built).items():
        for item in items:
            page = next(page for page in pages(path) if item["id"] in page)
            below = page[page.index(item["id"]) :]
            for one in conditions(item, editions[path.stem]):
                clauses = "|".join(re.escape(b["label"].split(" ")[-1]) for b in one["basis"])
                row = rf"{re.escape(squeezed(one['when']))}〔[^〕]*({clauses})[^〕]*〕"
                assert re.search(row, below), f"{path}: {one['when']}"
            for other in item["major_if"]:
                if other not in conditions(item, editions[path.stem]):
                    assert squeezed(other["when"]) + "〔" not in below[:400], other["when"]


def test_values_to_measure_stand_with_their_limits(built: Built) -> None:
    for path, items in sheets(built).items():
        for item in items:
            page = next(page for page in pages(path) if item["id"] in page)
            for one in item["measures"]:
                assert squeezed(one["label"]) in page
                limits = [one["min"], one["max"]]
                for limit in (f"{value:g}" for value in limits if value is not None):
                    assert f"于{limit}{one['unit']}" in page or f"过{limit}{one['unit']}" in page


def test_findings_and_signatures_never_stand_alone(built: Built) -> None:
    for path in sheets(built) | topic_sheets(built):
        assert re.search(r"[A-Z]{2,4}-[0-9]{4}", pages(path)[-1]), path


def test_no_page_holds_a_line_or_two_alone(built: Built) -> None:
    for path in documents(built):
        command = ["pdftotext", "-layout", str(path), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for number, page in enumerate(text.split("\f")[:-1], 1):
            lines = [line for line in page.split("\n") if line.strip()]
            assert len(lines) > 3, f"{path.name}, page {number}: {lines[:-1]}"


def test_every_page_with_items_repeats_the_column_heads(built: Built) -> None:
    for path in sheets(built) | topic_sheets(built):
        for n, page in enumerate(pages(path), 1):
            has_items = re.search(r"[A-Z]{2,4}-[0-9]{4}", page)
            assert not has_items or page.count(HEADS) == 1, f"{path} page {n}"


def test_sheet_begins_with_its_particulars_and_ends_with_signatures(
    built: Built, site: Site
) -> None:
    titles = {one["id"]: one["title"] for one in built.json("items")["checklists"]}
    for path, items in (sheets(built) | topic_sheets(built)).items():
        first, last = pages(path)[0], pages(path)[-1]
        assert first.startswith(squeezed(titles[items[0]["checklist"]])), path
        asked = [one.label for one in site.checklists[items[0]["checklist"]].head]
        for words in (*asked, "检查日期", "记录编号", "版次", "打印日期"):
            assert words in first, path
        for words in ("责任人", "整改措施", "资金", "期限", "应急预案", "谁检查、谁签名、谁负责"):
            assert words in last, path
        for words in ("检查人", "陪同人", "被检查单位负责人"):
            assert words in last, path


def test_sheet_names_its_edition(built: Built) -> None:
    editions = {
        (one["id"], edition["id"]): squeezed(edition["title"])
        for one in built.json("items")["checklists"]
        for edition in one["editions"]
    }
    for path, items in sheets(built).items():
        checklist = items[0]["checklist"]
        named = path.stem.removeprefix(checklist).removeprefix("-")
        edition = named or next(one for one in items[0]["editions"])
        wanted = [title for (name, id_), title in editions.items() if name == checklist]
        shown = [title for title in wanted if title in pages(path)[0]]
        assert shown, f"{path} names none of {wanted}"
        assert not named or editions[checklist, edition] in shown


def test_sheet_of_a_site_with_an_address_carries_its_code(built: Built) -> None:
    """With an address a QR code of 18 mm or more says so in words too; without, a path stands."""
    path = "pdf/topics/gas-homes.pdf"
    assert "items/编号" in pages(built.folder / path)[0]
    publication, _ = publication_of(built.project, paper=True)
    settings = publication.site.settings.model_copy(update={"base_url": "https://10.1.2.3/p/"})
    published = replace(publication, site=replace(publication.site, settings=settings))
    sheet = next(sheet for sheet in paper_sheets(published) if sheet.path == path)
    document = pikepdf.open(BytesIO(typeset(sheet.html, path, faces(sheet.html, path, OURS))))
    figures = [one for one in document.objects if is_figure(one)]
    said = [str(one["/Alt"]) for one in figures]
    assert said == ["二维码：https://10.1.2.3/p/checklists/gas/index.html#homes"]
    left, top, right, bottom = (float(edge) for edge in figures[0]["/A"]["/BBox"])
    # The drawing is 25 mm wide with its quiet zone; its structure counts in CSS pixels.
    assert (right - left) / 96 * 25.4 == pytest.approx(25, abs=0.1)
    assert (bottom - top) / 96 * 25.4 == pytest.approx(25, abs=0.1)


def is_figure(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"


@pytest.mark.slow
def test_long_sheet_repeats_heads_and_splits_no_row(minimal: Project) -> None:
    lines = (minimal.checklists / "ladders.yaml").read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if "- id: TZ-0001" in line)
    end = next(n for n, line in enumerate(lines) if "- id: TZ-0002" in line)
    one = "\n".join(lines[start:end])
    many = [one.replace("TZ-0001", f"TZ-{n:04}") for n in range(1000, 1190)]
    text = "\n".join([*lines[:start], *many, *lines[start:]])
    (minimal.checklists / "ladders.yaml").write_text(text, encoding="utf-8")
    publication, _ = publication_of(minimal, paper=True)
    sheet = next(paper_sheets(publication))
    made = minimal.root / "long.pdf"
    made.write_bytes(typeset(sheet.html, sheet.path, faces(sheet.html, sheet.path, OURS)))
    assert len(pages(made)) >= 12
    for page in pages(made):
        assert page.count(HEADS) == 1
    asked = publication.site.items()["TZ-1000"].check
    rows = re.findall(rf"TZ-1\d\d\d(?:▲重大)?{squeezed(asked)}", "".join(pages(made)))
    assert len(rows) == len(many)


@pytest.mark.parametrize("rare", ["龘", "㛃", "Ａ１％"])
def test_rare_characters_and_full_width_forms_copy_out_as_typed(
    minimal: Project, rare: str
) -> None:
    path = minimal.checklists / "ladders.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("梯脚是否都有防滑垫", f"梯脚{rare}是否都有防滑垫"), encoding="utf-8"
    )
    publication, _ = publication_of(minimal, paper=True)
    sheet = next(paper_sheets(publication))
    made = minimal.root / "rare.pdf"
    made.write_bytes(typeset(sheet.html, sheet.path, faces(sheet.html, sheet.path, OURS)))
    assert f"梯脚{rare}是否都有防滑垫" in pages(made)[0]


# Books, cards, leaflets


def test_card_is_one_sheet_of_paper_with_every_condition_and_what_to_do(built: Built) -> None:
    publication, _ = publication_of(built.project, paper=True)
    for name, (edition, items) in named(built).items():
        found = [one for item in items for one in conditions(item, edition)]
        if not found:
            continue
        text = pages(built.folder / f"pdf/cards/{name}.pdf")
        assert len(text) <= 2, name
        for one in found:
            assert squeezed(one["when"]) in "".join(text), one["when"]
        for item in items:
            for action in item["on_major"] if conditions(item, edition) else ():
                assert squeezed(publication.site.actions[action].title) in "".join(text)


def test_self_check_guide_asks_every_question_in_the_enterprises_own_voice(built: Built) -> None:
    settings = yaml.safe_load((built.project.settings).read_text(encoding="utf-8"))
    text = pages(built.folder / "pdf/self-check.pdf")
    for id_ in settings["self_check"]:
        edition, items = named(built)[id_]
        for item in items:
            row = item["id"] + ("▲重大" if conditions(item, edition) else "") + item["ask"]
            assert sum(squeezed(row) in page for page in text) == 1, row


def test_contents_lead_to_the_page_where_the_heading_stands(built: Built) -> None:
    for name, least in (("self-check", 30), ("handbook", 70)):
        path = built.folder / f"pdf/{name}.pdf"
        reader, text = PdfReader(path), pages(path)
        targets = {
            reader.get_destination_page_number(one) for one in reader.named_destinations.values()
        }
        listed = re.compile(r"(?m)^(.+?) ?(\d+)$")
        command = ["pdftotext", "-l", "4", "-layout", str(path), "-"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        found = 0
        for title, number in listed.findall(done.stdout):
            page = int(number) - 1
            if page in targets and squeezed(title).partition("：")[0] in text[page]:
                found += 1
        assert found >= least, name


def test_handbook_holds_every_item_clause_duty_and_page_of_guidance(built: Built) -> None:
    path = built.folder / "pdf/handbook.pdf"
    text = re.sub(r"昌州建办〔2023〕33号工作手册[^第]*第\d+页，共\d+页", "", "".join(pages(path)))
    marked = [title for _, title in bookmarks(path)]
    for item in built.json("items")["items"]:
        assert squeezed(item["check"]) in text, item["id"]
        assert any(title.startswith(item["id"]) for title in marked)
        for one in item["major_if"]:
            assert squeezed(one["when"]) in text, one["when"]
    for duty in built.json("duties")["duties"]:
        assert squeezed(duty["title"]) in text, duty["id"]
    publication, _ = publication_of(built.project, paper=True)
    for guide in publication.site.guidance.values():
        assert guide.head.title in marked
    for clause in publication.site.sources[publication.site.settings.source].clauses:
        assert squeezed(clause.paragraphs[0]) in text, clause.id


def test_calendar_is_one_page_with_every_deadline_and_recurring_duty(built: Built) -> None:
    text = pages(built.folder / "pdf/calendar.pdf")
    assert len(text) == 1
    schedule, duties = built.json("schedule"), built.json("duties")["duties"]
    recurring = [one for one in duties if one["cadence"] in ("same-day", "monthly", "half-yearly")]
    for one in (*schedule["phases"], *schedule["deadlines"], *schedule["reports"], *recurring):
        assert squeezed(one["title"]) in text[0], one["id"]


def test_owners_leaflet_asks_of_every_sign_and_says_when_to_leave(built: Built) -> None:
    text = "".join(pages(built.folder / "pdf/house-owner.pdf"))
    signs = [i for i in built.json("items")["items"] if i["sign"] and i["ask"]]
    assert signs
    for item in signs:
        assert squeezed(item["id"] + item["ask"]) in text, item["id"]
        for one in item["major_if"]:
            assert squeezed(f"▲马上走：{one['when']}") in text, one["when"]
    for words in ("马上走的情形", "告诉谁", "限制用途", "不等于房子没有隐患"):
        assert words in text
    assert "就没事" not in text  # a "yes" clears one place, not the house


# Forms


def form(built: Built, name: str) -> tuple[dict[str, Any], str]:
    found = next(one["form"] for one in built.json("forms")["forms"] if one["id"] == name)
    text = pages(built.folder / "forms" / f"{name}.pdf")
    assert len(text) == 1
    assert squeezed(found["annex"] + found["title"]) in text[0]
    return found, text[0]


def test_progress_form_is_one_page_with_every_cell_and_note_as_issued(built: Built) -> None:
    progress, text = form(built, "progress")
    cells = [cell for group in progress["groups"] for cell in group["cells"]]
    assert len(cells) == 24
    for cell in cells:
        assert squeezed(f"{cell['number']}{cell['label']}") in text, cell["label"]
    for group in progress["groups"]:
        assert squeezed(group["title"]) in text
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    clauses = {one["id"]: one["text"] for one in sources[progress["notes_source"]]["clauses"]}
    assert len(progress["notes"]) == 3
    for note in progress["notes"]:
        assert squeezed(clauses[note]) in text, note
    assert "报送单位（盖章）" in text
    assert "时间：2023年月日" in text


def test_statistics_form_is_one_page_with_its_ten_columns(built: Built) -> None:
    statistics, text = form(built, "statistics")
    assert len(statistics["columns"]) == 10
    heads = squeezed("".join(column["label"] for column in statistics["columns"]))
    assert heads in text
    for words in ("报送单位（盖章）", "时间：2023年月日", "联系人", "联系方式"):
        assert words in text


# What must fail


STRANGE = {
    "unknown property": ("<style>p { colour: red }</style>", "排版有问题：Ignored `colour"),
    "unknown value": ("<style>p { color: reddish }</style>", "排版有问题：Ignored `color"),
    "picture from elsewhere": ('<img alt="x" src="http://192.0.2.1/x.png"/>', "排版有问题：Failed"),
    "file of this machine": ('<img alt="x" src="file:///etc/passwd"/>', "排版有问题：Failed"),
    "font of this machine": ("<p>x</p>", "排版有问题：混入了别的字体 "),
    "character the font lacks": ("<p>☑</p>", "“☑”（U+2611）印不出来"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_fault_in_a_document_fails_by_the_name_of_the_document(tmp_path: Path, name: str) -> None:
    from paicha.render.paper.pdf import _document

    body, said = STRANGE[name]
    html = f'<!DOCTYPE html><html lang="zh-Hans"><title>表</title><body>{body}</body></html>'
    page = tmp_path / "x.html"
    page.write_text(html, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        _document(page, "forms/x.pdf", tmp_path / "x.pdf", OURS)
    assert str(failed.value).startswith(f"forms/x.pdf: 错误：{said}")


def test_wrong_style_in_a_template_fails_the_build_by_name(published: Project) -> None:
    before = tree(published.output)
    template = with_templates(published).templates / "print" / "form-rows.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(
        text.replace("{% block body %}", "{% block body %}<style>p { colour: red }</style>"),
        encoding="utf-8",
    )
    with pytest.raises(BuildFailed) as failed:
        build(published, make_paper)
    assert [problem.place.path for problem in failed.value.problems] == ["forms/list.pdf"]
    assert failed.value.problems[0].message.startswith("排版有问题：Ignored `colour: red")
    assert tree(published.output) == before
