"""A site in; a JSON Schema for each kind of file that authors write, for editors, out.

Keys are explained in Chinese, and what a key may name (roles, actions, clauses …) is listed as
it stands in this site's content.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel

from paicha.model.campaign import Actions, Responsibilities, Schedule
from paicha.model.changes import Changes
from paicha.model.checklist import Checklist
from paicha.model.explained import explained, explanation
from paicha.model.form import Form
from paicha.model.gaps import Gaps
from paicha.model.glossary import Glossary
from paicha.model.pictures import Pictures
from paicha.model.site import Site
from paicha.model.texts import DigestFile, PageHead, Settings, SourceHead

Schema = dict[str, Any]

INPUTS: dict[str, type[BaseModel]] = {
    "site": Settings,
    "checklist": Checklist,
    "form": Form,
    "responsibilities": Responsibilities,
    "schedule": Schedule,
    "actions": Actions,
    "glossary": Glossary,
    "gaps": Gaps,
    "pictures": Pictures,
    "source": SourceHead,
    "digest": DigestFile,
    "changes": Changes,
    "guidance": PageHead,
}

_NAMED: dict[str, Callable[[Site], list[str]]] = {
    "owners": lambda site: list(site.roles),
    "roles": lambda site: list(site.roles),
    "on_fail": lambda site: list(site.actions),
    "on_major": lambda site: list(site.actions),
    "source": lambda site: list(site.sources),
    "checklist": lambda site: list(site.checklists),
    "checklists": lambda site: list(site.checklists),
    "doors": lambda site: list(site.checklists),
    "self_check": lambda site: list(site.checklists),
    "forms": lambda site: list(site.forms),
    "phase": lambda site: [phase.id for phase in site.schedule.phases],
    "deadline": lambda site: [deadline.id for deadline in site.schedule.deadlines],
    "report": lambda site: [report.id for report in site.schedule.reports],
}


def input_schema(model: type[BaseModel], site: Site) -> Schema:
    """Give the schema of one kind of file, with what this site has to choose from."""
    schema: Schema = json.loads(_plain(model))
    for name, kind in {model.__name__: schema, **schema.get("$defs", {})}.items():
        kind["title"] = explained()["kinds"][name]
        kind.pop("description", "")
        for key, value in kind.get("properties", {}).items():
            _explain(value, name, key)
            _list_choices(value, key, site)
        if name == "Basis":
            kind["anyOf"] = _clauses(site)
    return schema


@cache  # a model is the same in every build
def _plain(model: type[BaseModel]) -> str:
    return json.dumps(model.model_json_schema())


def _explain(value: Schema, kind: str, key: str) -> None:
    value.pop("title", "")
    value["description"] = explanation(kind, key)


def _list_choices(value: Schema, key: str, site: Site) -> None:
    """List what the texts of a key may be; entries with keys of their own are no names."""
    named = _NAMED.get(key)
    texts = [one for one in _texts(value) if "enum" not in one]
    if named and (choices := named(site)):
        for text in texts:
            text["enum"] = choices


def _texts(value: Schema) -> list[Schema]:
    """Find the texts that a key takes: it is one, or one of several kinds, or a list of them."""
    inner = [*value.get("anyOf", []), *([value["items"]] if "items" in value else [])]
    own = [value] if value.get("type") == "string" else []
    return own + [text for one in inner for text in _texts(one)]


def _clauses(site: Site) -> list[Schema]:
    """Say of each source which clauses it has."""
    return [
        {
            "properties": {
                "source": {"const": source.id},
                "clause": {"enum": [clause.id for clause in source.clauses]},
            }
        }
        for source in site.sources.values()
    ]
