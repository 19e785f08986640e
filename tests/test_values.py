"""What people write is read alike by scripts, build, records and workbooks: one table of cases."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from paicha.model.base import Day
from paicha.model.measure import Measure
from paicha.model.record import DayOrBlank, Moment
from paicha.project import Project
from paicha.render.words import words
from paicha.source.document import read_yaml
from tests import office
from tests.conftest import ROOT, Built
from tests.scripted import ran
from tests.test_forms_figures import DONE, HAZARD, SOUND, Case, complaints
from tests.test_forms_xlsx import LEDGER, workbook

TABLE = (Path(__file__).parent / "values.yaml").read_text(encoding="utf-8")
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(TABLE)
NUMBERS, DAYS, NAMES = CASES["numbers"], CASES["days"], CASES["names"]
TODAY = "2023-07-15"
(DONE_ON,) = DONE  # the column that says when a hazard was put right
SAID = {why: said.split("{")[0] for why, said in words(Project(ROOT))["told"].items()}
WRITTEN = {"record/written.js": "numberIn, dayIn, namesIn", "record/told.js": "noNumber, noDay"}


@pytest.mark.parametrize(
    ("cases", "read", "why"),
    [
        (NUMBERS, "numberIn(text, unit)", "noNumber(text)"),
        (DAYS, f'dayIn(text, "{TODAY}")', "noDay(text)"),
    ],
    ids=["numbers", "days"],
)
def test_scripts_read_what_the_table_says(cases: list[dict[str, Any]], read: str, why: str) -> None:
    work = f"return given.map(({{ text, unit }}) => [{read}, {why}]);"
    for case, (value, reason) in zip(cases, ran(WRITTEN, work, cases), strict=True):
        assert value == case.get("value"), case
        assert case.get("why", reason) in (reason, ""), case


def test_scripts_tell_names_apart_as_the_table_says() -> None:
    said = ran(WRITTEN, "return given.map(({ text }) => namesIn(text));", NAMES)
    assert said == [case["value"] for case in NAMES]


def test_what_cannot_be_read_is_neither_right_nor_wrong_and_is_named() -> None:
    limits = {"label": "值", "min": -1e9, "max": None, "date": None}
    until = {"label": "值", "min": None, "max": None, "unit": None, "date": "until"}
    asked = [[limits | {"unit": case["unit"]}, case["text"]] for case in NUMBERS]
    asked += [[until, case["text"]] for case in DAYS]
    work = f"""
        const record = {{ date: "{TODAY}" }};
        return given.map(([measure, text]) => [
          judge(measure, text, record.date),
          unread({{ measures: [measure] }}, {{ 值: text }}, record),
        ]);
    """
    said = ran({"record/judge.js": "judge", "record/told.js": "unread"}, work, asked)
    for case, (right, lacks) in zip([*NUMBERS, *DAYS], said, strict=True):
        assert (right is not None) == ("value" in case), case
        named = f"值填的“{case['text'][:40]}”{SAID.get(case.get('why'), '')}"
        assert len(lacks) == bool(case.get("why")), case
        assert all(one.startswith(named) for one in lacks), case


def test_build_takes_no_limit_that_the_table_reads_otherwise() -> None:
    """A limit is a number alone: its unit stands beside it."""
    taken = {case["text"]: limit for case in NUMBERS if (limit := limit_of(case)) is not None}
    assert {"6.5", "0", "-1.5", "0.30"} <= set(taken)
    read = {case["text"]: case["value"] for case in NUMBERS if "value" in case}
    assert taken == {text: read[text] for text in taken}


def limit_of(case: dict[str, Any]) -> float | None:
    found = read_yaml(f"label: 值\nunit: '{case['unit']}'\nmax: {case['text']}\n", "values.yaml")
    try:
        return Measure.model_validate(found.value).max
    except ValidationError:
        return None


@pytest.mark.parametrize("kind", [Day, DayOrBlank], ids=["content", "record"])
def test_files_take_a_day_of_the_calendar_written_whole(kind: Any) -> None:
    for case in DAYS:
        whole = re.fullmatch(r"\d{4}-\d\d-\d\d", case["text"]) and "value" in case
        blank = case["text"] == "" and kind is DayOrBlank
        assert fits(kind, case["text"]) == bool(whole or blank), case


def fits(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def test_pattern_of_a_day_is_the_calendar() -> None:
    """Every day that there is between 1900 and 2099, and no other, in both languages."""
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in range(1898, 2102)
        for month in range(14)
        for day in range(33)
    ]
    real = [one for one in days if "1900" <= one < "2100" and is_day(one)]
    assert len(real) == (date(2100, 1, 1) - date(1900, 1, 1)).days
    moments = TypeAdapter(Moment)
    assert moments.validate_python("2024-02-29T09:00:00+08:00")
    assert [one for one in days if fits(Day, one)] == real
    taken = ran(
        {"record/days.js": "wholeDay"}, "return given.filter((one) => wholeDay(one));", days
    )
    assert taken == real


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@pytest.mark.slow
def test_workbook_takes_no_text_for_a_number_or_a_day_and_says_so(
    built: Built, tmp_path: Path
) -> None:
    """What a spreadsheet leaves as text counts nowhere, whether the table could read it or not."""
    numbers = parted(NUMBERS, len(SOUND))
    days = parted(DAYS, 20)  # the sheet has 24 rows that are watched
    assert len(days) <= len(numbers)
    days += [[]] * (len(numbers) - len(days))
    cases = {
        str(n): Case(
            figures=SOUND | dict(zip(SOUND, figures, strict=False)),
            rows=tuple(HAZARD | {DONE_ON: text} for text in texts),
        )
        for n, (figures, texts) in enumerate(zip(numbers, days, strict=True))
    }
    books = {name: office.opened(workbook(built, "progress")) for name in cases}
    for name, book in books.items():
        cases[name].fill(book)
    done = office.recomputed(books, tmp_path)
    for name, figures, texts in zip(cases, numbers, days, strict=True):
        wrong = [one for one in complaints(done[name]) if one.startswith("错：应填 0 或更大的")]
        assert len(wrong) == len(figures), (figures, wrong)
        said = [row[17] for row in done[name][LEDGER][3 : 3 + len(texts)]]
        assert said == [f"错：“{DONE_ON}”应填日期"] * len(texts), texts


def parted(cases: list[dict[str, Any]], size: int) -> list[list[str]]:
    """Give the texts that say anything, so many at a time."""
    texts = [case["text"] for case in cases if case["text"].strip()]
    return [texts[n : n + size] for n in range(0, len(texts), size)]
