"""What scripts believe of records, lists and downloads is what the program says of them."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.script_words import main as write_words
from tests.conftest import ROOT, Built

TSC = ROOT / "tests" / "node" / "node_modules" / ".bin" / "tsc"
JS = ROOT / "templates" / "assets" / "js"
# What stands in a script of data before and behind its value.
HANDED = re.compile(r"^document\.currentScript\.take\(|\);$")

pytestmark = pytest.mark.slow


def typed(schema: dict[str, Any], whole: dict[str, Any]) -> str:
    """Write a JSON Schema as a type."""
    if reference := schema.get("$ref"):
        return typed(whole["$defs"][reference.rpartition("/")[2]], whole)
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return f"({' | '.join(typed(one, whole) for one in choices)})"
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return f"({' | '.join(map(json.dumps, values))})"
    if schema["type"] == "array":
        return f"{typed(schema['items'], whole)}[]"
    if schema["type"] == "object":
        return typed_object(schema, whole)
    kind: str = schema["type"]
    return "number" if kind == "integer" else kind


def typed_object(schema: dict[str, Any], whole: dict[str, Any]) -> str:
    fields, required = schema.get("properties", {}), schema.get("required", ())
    inner = [
        f"{json.dumps(k)}{'' if k in required else '?'}: {typed(v, whole)}"
        for k, v in fields.items()
    ]
    others = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    # True: what a reader does not know it keeps, and scripts do not ask for.
    inner += [f"[key: string]: {typed(one, whole)}" for one in others if isinstance(one, dict)]
    return f"{{ {'; '.join(inner)} }}"


# Each kind of record: its type, something it must have, and a value that a field of it takes.
RECORDS = {
    "record": ("InspectionRecord", '"seen": string;', "pass"),
    "step": ("Step", '"seen": string;', "recheck"),
}
DOWNLOADED = {
    "a list": ("record/types", "List", "construction-*.js", '"check":'),
    "a list with a verdict": ("record/types", "List", "self-built-*.js", '"unfinished":'),
    "the first of search": ("search/entries.js", "Wave", "search-1.*.js", '"sections":'),
    "the second of search": ("search/entries.js", "Wave", "search-2.*.js", '"traditional":'),
}


def texts_of_records(built: Built) -> Iterator[str]:
    """Give for each kind what must be right, then what lacks a field, then a value too many."""
    for name, (kind, field, value) in RECORDS.items():
        schema = built.json(f"{name}.schema")
        text = f"""
            import type {{ {kind} as Ours }} from "{JS}/record/types";
            type Theirs = {typed(schema, schema)};
            export const ours: Ours = {{}} as Theirs;
            export const theirs: Theirs = {{}} as Ours;
        """
        yield from (text, text.replace(field, ""), text.replace(f'"{value}"', '"yes"'))


def texts_of_downloads(built: Built) -> Iterator[str]:
    """Give for each what must be right, then the same with a key of another name."""
    for module, kind, files, part in DOWNLOADED.values():
        path = min((built.folder / "assets").glob(files))
        value = HANDED.sub("", path.read_text(encoding="utf-8").strip())
        text = f'import type {{ {kind} }} from "{JS}/{module}"; export const a: {kind} = {value};'
        yield from (text, text.replace(part, '"other":', 1))


@pytest.fixture(scope="module")
def complaints(built: Built, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give what TypeScript has against each text; it reads all at once."""
    write_words()
    folder = tmp_path_factory.mktemp("types")
    texts = [*texts_of_records(built), *texts_of_downloads(built)]
    for n, text in enumerate(texts):
        (folder / f"said{n}.ts").write_text(text, encoding="utf-8")
    config = {"extends": str(ROOT / "tsconfig.json"), "include": ["*.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    command = [str(TSC), "-p", str(folder), "--pretty", "false"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    first, *parts = re.split(r"(?m)^(\S*?\.ts)\(", said)
    assert first == "", "nothing is wrong elsewhere"
    found = [""] * len(texts)
    for path, part in zip(parts[::2], parts[1::2], strict=True):
        found[int(Path(path).stem.removeprefix("said"))] += part
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_type_of_a_record_is_its_published_schema(complaints: list[str], name: str) -> None:
    at = 3 * list(RECORDS).index(name)
    right, lacking, other = complaints[at : at + 3]
    assert right == ""
    assert "is not assignable" in lacking
    assert "is not assignable" in other


@pytest.mark.parametrize("name", DOWNLOADED)
def test_type_of_what_is_downloaded_fits_it(complaints: list[str], name: str) -> None:
    at = 3 * len(RECORDS) + 2 * list(DOWNLOADED).index(name)
    right, wrong = complaints[at : at + 2]
    assert right == ""
    assert wrong != ""
