"""Imports point one way, as docs/architecture.md draws them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the ground up: a room may use what stands in an earlier line, and what stands in its own
# line only inside itself.
LAYERS = (
    {"problems"},
    {"project", "source"},
    {"model", "owned"},
    {"output", "release"},
    {"check", "new"},
    {"render.paths", "render.words"},
    {"render.note"},
    {"render.publication", "render.scripts"},
    {"render.assets"},
    {"render.citing", "render.agenda", "render.listing", "render.printed"},
    {"render.templates"},
    {
        *("render.pages", "render.paper", "render.office", "render.data"),
        *("render.dates", "render.offline", "render.search"),
    },
    {"unchanged", "pipeline"},
    {"serve"},
    {"cli"},
)
HEIGHT = {room: n for n, layer in enumerate(LAYERS) for room in layer}
MODULES = sorted(
    path
    for path in (ROOT / "paicha").rglob("*.py")
    if path.parent != ROOT / "paicha" or path.stem != "__init__"
)


def room(name: str) -> str:
    """Give the room a module lies in: `paicha.render.office.xlsx.book` in `render.office`."""
    parts = name.split(".")[1:]
    return ".".join(parts[:2] if parts[0] == "render" else parts[:1])


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Give what a module takes from where in `paicha`, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("paicha"):
            continue
        bare = node.module in ("paicha", "paicha.render")
        for name in node.names:
            yield (f"{node.module}.{name.name}" if bare else str(node.module)), node.lineno


def test_every_room_has_its_place() -> None:
    there = {room(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in MODULES}
    assert there - {"render", "render.__init__"} <= set(HEIGHT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name, line in imported(path):
        other = room(name)
        if other not in (own, "__version__"):
            assert HEIGHT[other] < HEIGHT[own], f"{path.name}:{line} takes {name}"
