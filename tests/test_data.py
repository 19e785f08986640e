"""The data files say what the pages say, by schemas that hold."""

import csv
import json
import os
import re
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from paicha.project import Project
from tests.conftest import Built, tree

NAMES = ("items", "clauses", "schedule", "duties", "forms", "files")
ITEM = (
    *("id", "checklist", "section", "editions", "check", "grade", "how", "basis", "owners"),
    *("on_fail", "applies_to", "text_hash", "url"),
)


def schema(built: Built, name: str) -> Draft202012Validator:
    path = built.folder / "data" / f"{name}.schema.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read, format_checker=Draft202012Validator.FORMAT_CHECKER)


def every(value: Any, key: str) -> Iterator[Any]:
    """Yield whatever stands under a key, however deep."""
    if isinstance(value, dict):
        yield from (below for name, below in value.items() if name == key)
        value = list(value.values())
    for below in value if isinstance(value, list) else ():
        yield from every(below, key)


@pytest.mark.parametrize("name", NAMES)
def test_data_file_is_what_its_schema_says_and_names_its_format(built: Built, name: str) -> None:
    data = built.json(name)
    schema(built, name).validate(data)
    assert data["format"] == f"paicha-{name}/1"


@pytest.mark.parametrize("name", NAMES)
def test_schema_refuses_what_lacks_a_field_or_has_one_more(built: Built, name: str) -> None:
    check, data = schema(built, name), built.json(name)
    listed = next(key for key, value in data.items() if isinstance(value, list) and value)
    data[listed] = data[listed][:1]
    assert check.is_valid(data)
    refused = 0
    for key in data[listed][0]:
        lacking = deepcopy(data)
        del lacking[listed][0][key]
        refused += not check.is_valid(lacking)
    assert refused or name == "schedule", "no field is required"
    data["nonsense"] = 1
    assert not check.is_valid(data)


def test_every_address_in_the_data_leads_to_its_place(built: Built) -> None:
    anchors = {
        path: set(re.findall(r'\bid="([^"]+)"', read(built, path))) for path in built.pages()
    }
    links = [
        one for name in NAMES for key in ("url", "pdf") for one in every(built.json(name), key)
    ]
    assert len(links) > 1000
    for link in filter(None, links):
        path, _, anchor = link.partition("#")
        assert (built.folder / path).is_file(), link
        assert not anchor or anchor in anchors[path], link


def read(built: Built, path: str) -> str:
    return (built.folder / path).read_text(encoding="utf-8")


def test_items_are_unique_complete_and_cite_what_their_sources_say(built: Built) -> None:
    data, clauses = built.json("items"), every(built.json("clauses"), "clauses")
    texts = {clause["url"]: clause["text"] for clauses_ in clauses for clause in clauses_}
    ids = [item["id"] for item in data["items"]]
    assert len(set(ids)) == len(ids)
    editions = {
        checklist["id"]: {edition["id"] for edition in checklist["editions"]}
        for checklist in data["checklists"]
    }
    literal = {one["id"] for one in built.json("clauses")["sources"] if one["text"] == "literal"}
    for item in data["items"]:
        assert set(ITEM) <= set(item)
        assert item["editions"]
        assert set(item["editions"]) <= editions[item["checklist"]]
        assert item["text_hash"] == sha256(item["check"].encode()).hexdigest()[:12]
        for basis in item["basis"]:
            assert basis["url"] == f"sources/{basis['source']}/index.html#{basis['clause']}"
            assert basis["quote"] or basis["source"] not in literal
            assert (basis["quote"] or "") in texts[basis["url"]]


def test_every_clause_of_the_notice_is_covered_or_says_why_not(built: Built) -> None:
    sources = {one["id"]: one for one in built.json("clauses")["sources"]}
    items = {item["id"]: item for item in built.json("items")["items"]}
    for clause in sources["plan-2023-33"]["clauses"]:
        assert clause["covered_by"] or clause["informative"], clause["id"]
        assert clause["text"].strip()
        assert clause["label"].strip()
        for cover in clause["covered_by"]:
            assert (cover["quote"] or "") in clause["text"]
            if cover["kind"] == "item":
                cited = [one["clause"] for one in items[cover["id"]]["basis"]]
                assert clause["id"] in cited


def test_every_reference_in_the_data_names_what_is_there(built: Built) -> None:
    items, duties = built.json("items"), built.json("duties")
    schedule = built.json("schedule")
    roles = {role["id"] for role in duties["roles"]}
    forms = {one["id"] for one in built.json("forms")["forms"]}
    for key, there in (("owners", roles), ("roles", roles), ("forms", forms)):
        for named in every([items["items"], duties["duties"], schedule], key):
            assert set(named) <= there, named
    phases = {one["id"] for one in schedule["phases"]}
    deadlines = {one["id"] for one in schedule["deadlines"]}
    reports = {one["id"] for one in schedule["reports"]}
    for duty in duties["duties"]:
        assert {duty["phase"]} <= {None, *phases}
        assert {duty["deadline"]} <= {None, *deadlines}
        assert {duty["report"]} <= {None, *reports}


def test_files_lists_every_other_file_with_its_size_and_hash(built: Built) -> None:
    listed = {one["path"]: one for one in built.json("files")["files"]}
    assert list(listed) == sorted(listed)
    there = tree(built.folder)
    del there["data/files.json"], there["SHA256SUMS"]
    assert {path: one["sha256"] for path, one in listed.items()} == there
    assert all((built.folder / path).stat().st_size == one["bytes"] for path, one in listed.items())


def test_sums_of_every_other_file_hold_and_a_changed_file_is_named(
    published: Project,
) -> None:
    def checked() -> subprocess.CompletedProcess[str]:
        command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        environment = {**os.environ, "LC_ALL": "C"}
        return subprocess.run(
            command,
            check=False,
            cwd=published.output,
            env=environment,
            capture_output=True,
            text=True,
        )

    lines = (published.output / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = [line.partition("  ")[2] for line in lines]
    assert listed == sorted(set(tree(published.output)) - {"SHA256SUMS"})
    done = checked()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with (published.output / "data" / "files.json").open("a") as file:
        file.write(" ")
    done = checked()
    assert (done.returncode, done.stdout) == (1, "data/files.json: FAILED\n")


def test_table_opens_in_a_spreadsheet_with_a_row_for_each_item(built: Built) -> None:
    raw = (built.folder / "data" / "items.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel would take it for GBK"
    assert raw.count(b"\n") == raw.count(b"\r\n")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), strict=True))
    items = built.json("items")["items"]
    assert [row["编号"] for row in rows] == [item["id"] for item in items]
    assert [row["检查内容"] for row in rows] == [item["check"] for item in items]
    words = {"major": "重大", "general": "一般"}
    assert [row["等级"] for row in rows] == [words[item["grade"]] for item in items]
    for row in rows:
        assert None not in row, "a cell too many"
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


# What authors write


class Words(yaml.SafeLoader):
    """Reads YAML 1.2's core words only, as the program does: dates and `on` stay text."""


Words.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


SINGLE = ("site", "responsibilities", "schedule", "actions", "glossary", "gaps", "pictures")


def written(built: Built) -> Iterator[tuple[Path, str]]:
    """List every file authors write, with the name of its schema."""
    root = built.project.root
    for path in sorted(root.glob("c*/**/*")):
        folder, kind = path.parent.name, path.suffix
        if kind not in (".yaml", ".md"):
            continue
        if path.stem in SINGLE:
            yield path, path.stem
        elif folder == "sources":
            yield path, {".md": "source", ".yaml": "digest"}[kind]
        else:
            names = {"checklists": "checklist", "forms": "form"}
            yield path, names.get(folder, folder)


def front_matter(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text.split("\n---\n")[0] if path.suffix == ".md" else text


def test_every_authors_file_is_what_its_schema_says(built: Built) -> None:
    seen = set()
    for path, name in written(built):
        value = yaml.load(front_matter(path), Words)  # noqa: S506 -- a safe loader, and fewer words
        check = schema(built, f"input/{name}")
        errors = [f"{path.name} {one.json_path}: {one.message}" for one in check.iter_errors(value)]
        assert errors == []
        assert not check.is_valid({**value, "nonsense": 1}), f"{name} takes any key"
        seen.add(name)
    there = {path.name.split(".")[0] for path in (built.folder / "data" / "input").iterdir()}
    assert {"site", "checklist", "form", "source", "guidance", "schedule"} <= seen <= there
