"""What the rules promise beside their messages: once, in order, and only where the cause is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from paicha.model.campaign import Actions, Due, Responsibilities, Schedule
from paicha.model.changes import Change, Changes
from paicha.model.checklist import Checklist
from paicha.model.file import File, parts
from paicha.model.form import Column, Form
from paicha.model.gaps import Gaps
from paicha.model.glossary import Glossary
from paicha.model.pictures import Pictures
from paicha.model.refused import PATTERNS
from paicha.model.shape import fit
from paicha.model.texts import DigestFile, PageHead, Settings, SourceHead
from paicha.pipeline import check
from paicha.problems import Problem
from paicha.project import Project
from paicha.source.document import read_yaml

MINIMAL = Path(__file__).parent / "sites" / "minimal"
FILES = sorted(p.relative_to(MINIMAL).as_posix() for p in MINIMAL.rglob("*") if p.is_file())
MODELS: tuple[type[BaseModel], ...] = (
    *(Actions, Changes, Checklist, DigestFile, Form, Gaps, Glossary, Pictures),
    *(PageHead, Responsibilities, Schedule, Settings, SourceHead),
)


def spoilt(project: Project, file: str, find: str, put: str) -> list[Problem]:
    """Change a text that stands once in a file; give what is wrong now."""
    path = project.root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, put), encoding="utf-8")
    return check(project)[1]


def messages(problems: list[Problem]) -> list[str]:
    return [problem.message for problem in problems]


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Every part of a JSON Schema."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from schemas(one)


@pytest.mark.parametrize("file", FILES)
def test_file_that_cannot_be_read_is_the_only_complaint(minimal: Project, file: str) -> None:
    (minimal.root / file).write_bytes(b"---\ntitle: [\xff\n---\n")
    assert [problem.place.path for problem in check(minimal)[1]] == [file]


@pytest.mark.parametrize("file", FILES)
def test_file_with_a_mistake_in_its_yaml_is_the_only_complaint(minimal: Project, file: str) -> None:
    path = minimal.root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title:", "title: [", 1), encoding="utf-8")
    assert {problem.place.path for problem in check(minimal)[1]} == {file}


@pytest.mark.parametrize("file", FILES)
def test_file_with_an_unknown_key_is_the_only_complaint(minimal: Project, file: str) -> None:
    path = minimal.root / file
    text = path.read_text(encoding="utf-8")
    top = "---\n" if file.endswith(".md") else ""
    path.write_text(text.replace(top, f"{top}colour: red\n", 1), encoding="utf-8")
    problems = check(minimal)[1]
    assert messages(problems) == ["不认识的键“colour”"]
    assert (problems[0].place.path, problems[0].place.line) == (file, 2 if top else 1)


def test_mended_file_is_read_again(minimal: Project) -> None:
    file = "checklists/actions.yaml"
    assert messages(spoilt(minimal, file, "title: 停用", "titel: 停用"))
    assert not spoilt(minimal, file, "titel: 停用", "title: 停用")


def test_same_text_under_two_names_has_two_places(minimal: Project) -> None:
    path = minimal.guidance / "using.md"
    path.write_text("text", encoding="utf-8")
    (minimal.guidance / "more.md").write_text("text", encoding="utf-8")
    found = [problem.place.path for problem in check(minimal)[1]]
    assert found == ["content/guidance/more.md", "content/guidance/using.md"]


def test_check_writes_nothing(minimal: Project) -> None:
    before = sorted(minimal.root.rglob("*"))
    check(minimal)
    assert sorted(minimal.root.rglob("*")) == before


def test_problems_are_in_the_order_of_their_places(minimal: Project) -> None:
    file = "checklists/ladders.yaml"
    spoilt(minimal, file, "grade: major", "grade: x")
    spoilt(minimal, file, "max: 30", "max: x")
    problems = spoilt(minimal, "content/site.yaml", "follow: fifth", "follow: X")
    assert problems == sorted(problems)
    assert len(problems) == len(set(problems)) == 3


def test_coverage_waits_until_all_else_is_right(minimal: Project) -> None:
    notice, more = "content/sources/notice.md", "\n木梯每年换。 {#4 四}\n\n附件：梯子"
    assert messages(spoilt(minimal, notice, "\n附件：梯子", more)) == [
        "条款 4（四）没有被任何内容覆盖"
    ]
    site = "content/site.yaml"
    assert messages(spoilt(minimal, site, "doors: [ladders]", "doors: [x]")) == ["没有检查表“x”"]


def test_warning_does_not_silence_coverage(minimal: Project) -> None:
    (minimal.checklists / "stairs.yml").write_text("x", encoding="utf-8")
    more = "\n木梯每年换。 {#4 四}\n\n附件：梯子"
    problems = spoilt(minimal, "content/sources/notice.md", "\n附件：梯子", more)
    assert [problem.level for problem in problems] == ["警告", "错误"]


def test_wrong_clause_is_named_once_in_a_file(minimal: Project) -> None:
    file = minimal.checklists / "schedule.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('clause: "3"', 'clause: "8"'), encoding="utf-8")
    assert messages(check(minimal)[1]) == ["notice 里没有条款“8”（这个文件里有 5 处）"]


def test_character_is_named_once_in_a_file(minimal: Project) -> None:
    file = minimal.checklists / "ladders.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("梯子", "🙂").replace("检查表", "\u2610"), encoding="utf-8")
    assert len(check(minimal)[1]) == 2


def test_quote_may_run_over_the_end_of_a_paragraph(minimal: Project) -> None:
    quote = "抽查一次。\n\n            每月5日前"
    put = f"quote: |-\n            {quote}"
    file = "checklists/schedule.yaml"
    old = '      - {source: notice, clause: "3", quote: 县安全办公室在9月30日前抽查一次}'
    new = f'      - source: notice\n        clause: "3"\n        {put}'
    problems = spoilt(minimal, file, old, new)
    assert len(problems) == 1, "a blank line is more than the line end of the clause"
    assert not spoilt(minimal, file, "抽查一次。\n\n", "抽查一次。\n")


@pytest.mark.parametrize(
    "address", ["https://10.1.2.3/paicha/", "http://a.cn", "https://梯子.cn/", ""]
)
def test_address_can_be(minimal: Project, address: str) -> None:
    put = f'base_url: "{address}"\nid: tizi'
    assert not spoilt(minimal, "content/site.yaml", 'base_url: ""', put)


@pytest.mark.parametrize("address", ["https://", "//a.cn", "ftp://a.cn", "https:a", "HTTPS://a.cn"])
def test_address_cannot_be(minimal: Project, address: str) -> None:
    assert spoilt(minimal, "content/site.yaml", 'base_url: ""', f'base_url: "{address}"')


@pytest.mark.parametrize(
    ("model", "key", "value"),
    [(Due, "day", 0), (Due, "day", 32), (Column, "width", 4), (Column, "width", 258)],
)
def test_number_has_the_limits_of_its_field(model: type[BaseModel], key: str, value: int) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate({key: value})
    said = {str(one["loc"][0]): one["type"] for one in caught.value.errors()}
    assert said[key] in ("greater_than_equal", "less_than_equal")


@pytest.mark.parametrize("model", MODELS)
def test_every_pattern_has_a_hint(model: type[BaseModel]) -> None:
    patterns = {one["pattern"] for one in schemas(model.model_json_schema()) if "pattern" in one}
    assert patterns <= set(PATTERNS)


@pytest.mark.parametrize("value", [None, True, 3, 3.5, "x", "", [], [1], {}, {"x": 1}])
@pytest.mark.parametrize("model", MODELS)
def test_every_wrong_value_is_explained_in_chinese(model: type[BaseModel], value: object) -> None:
    for key in model.model_json_schema()["properties"]:
        text = json.dumps({key: value})
        for problem in fit(model, read_yaml(text, "a.yaml"))[1]:
            assert "Input" not in problem.message
            assert "should" not in problem.message


def test_part_is_found_by_the_keys_of_the_file() -> None:
    text = (
        "checklist: ladders\nfrom: {edition: a, source: b}\nto: {edition: c, source: d}\n"
        "changes: [{kind: new, new: [x], note: y}]"
    )
    located = read_yaml(text, "a.yaml")
    file = File("a", Changes.model_validate(located.value), located)
    assert [loc for loc, _ in parts(file, Change)] == [("changes", 0)]
    assert {loc[0] for loc, _ in file.parts if loc} == {"from", "to", "changes"}
