"""A loc of a file in; the keys that may and those that must stand beside it, by the model, out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from paicha.source.located import Loc

Schema = dict[str, Any]


@lru_cache(maxsize=64)
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def keys_beside(loc: Loc, model: type[BaseModel]) -> tuple[list[str], set[str]]:
    """Find the keys that may and those that must stand beside one, by the model's schema."""
    schema = _schema(model)
    here: list[Schema] = [schema]
    for step in loc[:-1]:
        here = [after for one in here for after in _step(one, step, schema)]
    found = [_resolve(one, schema) for one in here]
    known = {key for one in found for key in one.get("properties", {})}
    return sorted(known), {key for one in found for key in one.get("required", ())}


def _resolve(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _step(schema: Schema, step: str | int, root: Schema) -> Iterator[Schema]:
    """Yield the schemas one step further: of a key, of a list's entry, through each branch."""
    schema = _resolve(schema, root)
    for branch in schema.get("anyOf") or schema.get("oneOf") or []:
        yield from _step(branch, step, root)
    if isinstance(step, int):
        below = [schema["items"]] if "items" in schema else []
    else:
        below = [schema["properties"][step]] if step in schema.get("properties", {}) else []
    for found in below:
        resolved = _resolve(found, root)
        yield from resolved.get("anyOf") or resolved.get("oneOf") or [resolved]
