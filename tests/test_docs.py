"""What the documents tell people to write and to type works as it stands there."""

import re
import shlex
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image
from pydantic import BaseModel

from paicha.model.record import Record
from paicha.new import settle
from paicha.pipeline import build, check
from paicha.project import PACKAGE, TEMPLATES, Project
from tests.conftest import ROOT, started
from tests.test_rules import MODELS

MODEL = PACKAGE / "model"

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)
GUIDES = ("CONTRIBUTING.md", "docs/writing.zh-CN.md")
READMES = ("README.md", "README.zh-CN.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(name), re.DOTALL)


# What to write


@pytest.mark.parametrize("name", GUIDES)
def test_examples_of_a_guide_are_checked_and_built(name: str, tmp_path: Path) -> None:
    """An item, a major one, one that counts for a verdict, the verdict, a head, a retired item."""
    settle(tmp_path / "new")
    project = Project(tmp_path / "new")
    path = project.checklists / "lamps.yaml"
    items, rest = re.split(r"(?m)^retired:.*\n", path.read_text(encoding="utf-8"))
    found = blocks(name, "yaml")
    written = [one for one in found if one.startswith("- id: ")]
    (retired,) = (one.removeprefix("retired:\n") for one in found if one.startswith("retired:"))
    (verdict,) = (one for one in found if one.startswith("verdict:"))
    (head,) = (one for one in found if one.startswith("particulars:"))
    doors = [one for one in found if one.startswith("doors:")]
    pictures = [one for one in found if one.startswith("pictures:")]
    assert len(found) == len(written) + 3 + len(doors) + len(pictures)
    assert len(written) == 3
    people = project.checklists / "responsibilities.yaml"
    for one in doors:
        whole = people.read_text(encoding="utf-8")
        people.write_text(re.sub(r"(?m)^doors:.*\n( .*\n)+", one, whole), encoding="utf-8")
    for one in pictures:
        add_pictures(project, one)
    items = re.sub(r"(?m)^particulars:.*\n(  .*\n)+", head, items)
    items += "".join(textwrap.indent(one, " " * 6) for one in written)
    path.write_text(f"{items}retired:\n{retired}{rest}{verdict}", encoding="utf-8")
    content, problems = check(project)
    assert problems == []
    (lamps,) = (file.value for file in content.checklists)
    assert [one.id for one in lamps.items()][2:] == ["DG-0004", "DG-0005", "DG-0006"]
    assert [one.id for one in lamps.retired] == ["DG-0007", "DG-0003"]
    assert lamps.verdict
    assert lamps.head[-1].options == ("整夜", "半夜", "其他")
    build(project)


def add_pictures(project: Project, example: str) -> None:
    """Write what an example says of pictures, and take photographs called as it calls them."""
    with project.captions.open("a", encoding="utf-8") as captions:
        captions.write(example.removeprefix("pictures:\n"))
    for name in re.findall(r"(?:wrong|right): ([\w-]+\.jpg)", example):
        Image.new("RGB", (40, 30)).save(project.pictures / name)


# What to type


def commands(name: str) -> list[list[str]]:
    """Give what follows `build.py` in each line of a block, but `serve`, which does not end."""
    lines = "".join(blocks(name, "sh")).splitlines()
    found = [shlex.split(line, comments=True) for line in lines if "build.py" in line]
    return [words[2:] for words in found if words[2:3] != ["serve"]]


@pytest.mark.parametrize("name", READMES)
def test_commands_of_a_readme_work_in_their_order(name: str, tmp_path: Path) -> None:
    """In a folder beside the program, which is a small campaign here."""
    program = tmp_path / "program"
    settle(program)
    (program / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    typed = commands(name)
    assert {"check", "new", "diff"} <= {word for words in typed for word in words}
    path = {"PYTHONPATH": str(ROOT), "PATH": ""}
    for words in typed:
        command = [sys.executable, "build.py", *words]
        with started(command, cwd=program, env=path) as process:
            assert process.wait() == 0, words


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_is_there(name: str) -> None:
    """The files that it links, and the targets of make."""
    text = text_of(name)
    links = re.findall(r"\]\((?!https?:|#|picture:)([^)#]+)", text)
    assert [one for one in links if not (ROOT / name).parent.joinpath(one).exists()] == []
    targets = set(re.findall(r"(?m)^([a-z]+):", text_of("Makefile")))
    named = {word for line in re.findall(r"`make ([a-z ]+)`", text) for word in line.split()}
    named |= set(re.findall(r"(?m)^make (\w+)", text))
    assert named - targets == set()


# Where things are


def test_picture_of_the_program_names_every_module() -> None:
    """In the table of its folder; and none that is not there."""
    for folder in ("paicha", "source", "model", "check", "render"):
        heading = re.escape("paicha/" if folder == "paicha" else f"paicha/{folder}/")
        (table,) = re.findall(
            rf"(?ms)^## `{heading}`\n(.*?)(?=^## )", text_of("docs/architecture.md")
        )
        named = {one for row in re.findall(r"(?m)^\| (`[^|]+) \|", table) for one in ticked(row)}
        path = PACKAGE if folder == "paicha" else PACKAGE / folder
        there = {one.name for one in path.glob("*.py")} - {"__init__.py"}
        there |= {f"{one.parent.name}/" for one in path.glob("*/__init__.py")}
        if folder == "paicha":
            there = {one for one in there if one.endswith(".py")}
        assert named == there, folder


def ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


# What things are called


def rows() -> list[list[str]]:
    """Give the cells of each row of the vocabulary."""
    lines = text_of("docs/vocabulary.md").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if row[0] not in ("中文", "---")]


def names(column: int) -> set[str]:
    return {name for row in rows() for name in re.findall(r"`([^`]+)`", row[column])}


def words_in(value: object) -> Iterator[str]:
    """Every key and text of a schema."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)
    elif isinstance(value, str):
        yield value


def written() -> set[str]:
    """What can be written in files: their keys, and what stands for one of a few."""
    models: tuple[type[BaseModel], ...] = (*MODELS, Record)
    return {word for model in models for word in words_in(model.model_json_schema())}


def test_every_key_of_the_vocabulary_is_written_in_files() -> None:
    assert sorted(names(2) - written()) == []


def test_every_name_of_the_vocabulary_is_in_the_program() -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("paicha/**/*.py"))
    assert sorted(names(3) - set(re.findall(r"\w+", program))) == []


def test_every_name_of_a_page_is_in_the_templates() -> None:
    paths = [path for kind in ("html", "css") for path in TEMPLATES.rglob(f"*.{kind}")]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    there = {path.name for path in paths} | {f".{name}" for name in re.findall(r"[\w-]+", text)}
    assert sorted(names(4) - there) == []


def test_every_kind_of_entry_has_its_line_in_chinese() -> None:
    """As editors explain it."""
    kinds = yaml.safe_load((MODEL / "keys.yaml").read_text(encoding="utf-8"))["kinds"]
    told = {name: row[0] for row in rows() for name in re.findall(r"`(\w+)`", row[3])}
    assert {kind: word for kind, word in kinds.items() if word not in told.get(kind, "")} == {}
