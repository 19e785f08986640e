"""What scripts believe of records, lists and downloads is what the program says of them."""

import json
import re
import subprocess
from collections.abc import Callable
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


@pytest.fixture
def complaints(tmp_path: Path) -> Callable[[str], str]:
    """Give what TypeScript has against a text."""
    write_words()
    config = {"extends": str(ROOT / "tsconfig.json"), "include": ["said.ts"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")

    def complained(text: str) -> str:
        (tmp_path / "said.ts").write_text(text, encoding="utf-8")
        command = [str(TSC), "-p", str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    return complained


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


@pytest.mark.parametrize(
    ("name", "kind", "value"), [("record", "InspectionRecord", "pass"), ("step", "Step", "recheck")]
)
def test_type_of_a_record_is_its_published_schema(
    built: Built, complaints: Callable[[str], str], name: str, kind: str, value: str
) -> None:
    schema = built.json(f"{name}.schema")
    text = f"""
        import type {{ {kind} as Ours }} from "{JS}/record/types";
        type Theirs = {typed(schema, schema)};
        export const ours: Ours = {{}} as Theirs;
        export const theirs: Theirs = {{}} as Ours;
    """
    assert complaints(text) == ""
    assert "is not assignable" in complaints(text.replace('"seen": string;', ""))
    assert "is not assignable" in complaints(text.replace(f'"{value}"', '"yes"'))


DOWNLOADED = {
    "a list": ("record/types", "List", "construction-*.js", '"check":'),
    "a list with a verdict": ("record/types", "List", "self-built-*.js", '"unfinished":'),
    "the first of search": ("search/entries.js", "Wave", "search-1.*.js", '"bases":'),
    "the second of search": ("search/entries.js", "Wave", "search-2.*.js", '"traditional":'),
}


@pytest.mark.parametrize("name", DOWNLOADED)
def test_type_of_what_is_downloaded_fits_it(
    built: Built, complaints: Callable[[str], str], name: str
) -> None:
    module, kind, files, part = DOWNLOADED[name]
    path = min((built.folder / "assets").glob(files))
    value = HANDED.sub("", path.read_text(encoding="utf-8").strip())
    text = f'import type {{ {kind} }} from "{JS}/{module}"; export const a: {kind} = {value};'
    assert complaints(text) == ""
    assert complaints(text.replace(part, '"other":', 1)) != ""
