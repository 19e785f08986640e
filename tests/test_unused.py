"""Nothing of the program is there for tests only."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PROGRAM = sorted((ROOT / "paicha").rglob("*.py"))
READERS = (*(ROOT / "templates").rglob("*.html"), *(ROOT / "scripts").rglob("*.py"))
# What a library calls by its name.
CALLED_BY_LIBRARIES = {
    *("dump_bytecode", "load_bytecode", "get_cache_key"),  # jinja2.BytecodeCache
    *("handle_data", "handle_starttag", "handle_endtag"),  # html.parser.HTMLParser
    *("do_GET", "log_message"),  # http.server.BaseHTTPRequestHandler
    *("emit", "fetch"),  # logging.Handler, weasyprint.URLFetcher
    "_fits_together",  # a validator of pydantic
}


def parsed(paths: list[Path]) -> Iterator[ast.AST]:
    for path in paths:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def defined() -> set[str]:
    """Every function, method, class and module constant."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    names = {node.name for node in parsed(PROGRAM) if isinstance(node, kinds)}
    for module in parsed(PROGRAM):
        if isinstance(module, ast.Module):
            for node in module.body:
                targets = node.targets if isinstance(node, ast.Assign) else []
                names |= {one.id for one in targets if isinstance(one, ast.Name)}
    return {name for name in names if not name.startswith("__")}


def used() -> Counter[str]:
    """Every name that the program reads, its templates and its tools."""
    names: Counter[str] = Counter()
    for node in parsed(PROGRAM):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names[node.id] += 1
        elif isinstance(node, ast.Attribute):
            names[node.attr] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(re.findall(r"^\w+$", node.value))  # "Checklist", told before it is there
    for path in READERS:
        names.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return names


def test_everything_defined_is_used_by_the_program() -> None:
    assert sorted(defined() - set(used()) - CALLED_BY_LIBRARIES) == []
