"""What editors show while one types: each key explained, each name to choose from listed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from paicha.model.explained import explained
from paicha.model.site import Site
from paicha.new import STARTER
from paicha.render.data.schemas import INPUTS, input_schema

HAN = re.compile(r"[\u4e00-\u9fff]")


def kinds(name: str, site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each kind of entry in a file's schema, the file itself under its model's name."""
    schema = input_schema(INPUTS[name], site)
    yield INPUTS[name].__name__, schema
    yield from schema.get("$defs", {}).items()


@pytest.mark.parametrize("name", INPUTS)
def test_every_kind_and_key_is_explained_in_chinese(site: Site, name: str) -> None:
    for kind, schema in kinds(name, site):
        assert HAN.search(schema["title"]), kind
        assert "description" not in schema, kind
        for key, value in schema["properties"].items():
            assert HAN.search(value["description"]), f"{kind}.{key}"
            assert "title" not in value, f"{kind}.{key}"


def test_nothing_is_explained_that_no_file_has(site: Site) -> None:
    found = [pair for name in INPUTS for pair in kinds(name, site)]
    keys = {f"{kind}.{key}" for kind, schema in found for key in schema["properties"]}
    bare = {key.partition(".")[2] for key in keys}
    assert set(explained()["kinds"]) == {kind for kind, _ in found}
    assert set(explained()["keys"]) - bare - keys == set()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("owners", ["nobody"]),
        ("on_fail", ["nothing"]),
        ("basis", [{"source": "nowhere", "clause": "1"}]),
        ("basis", [{"source": "plan-2023-33", "clause": "99"}]),
    ],
    ids=["role", "action", "source", "clause"],
)
def test_name_that_this_site_does_not_have_is_refused(site: Site, key: str, wrong: object) -> None:
    schema = input_schema(INPUTS["checklist"], site)
    check = Draft202012Validator({"$ref": "#/$defs/Item", "$defs": schema["$defs"]})
    item = next(iter(site.items().values())).model_dump(mode="json")
    assert check.is_valid(item)
    assert not check.is_valid(item | {key: wrong})


def test_editors_settings_of_a_new_campaign_name_the_schema_of_each_file() -> None:
    text = (STARTER / ".vscode" / "settings.json").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    patterns = json.loads("\n".join(lines))["yaml.schemas"]
    named = {name: pattern for name, pattern in patterns.items() if "!" not in pattern}
    assert {name.split("/")[-1].split(".")[0] for name in patterns} <= set(INPUTS)
    files = {path for path in STARTER.rglob("*.yaml") if "checklists/" not in str(path)}
    for path in files:
        fitting = [name for name, pattern in named.items() if path in STARTER.glob(pattern)]
        assert len(fitting) == 1, path
