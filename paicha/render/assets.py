"""Styles and scripts in; files whose names carry a hash of what they hold out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from paicha.output import OutputFile, text_file
from paicha.project import Project


def assets(project: Project) -> dict[str, OutputFile]:
    """Give each asset by the name templates know it by: `site.css`, `filter.js`, `icon.svg`.

    All styles become one file, in the order of their names: tokens first.
    """
    folder = project.templates / "assets"
    css = "\n".join(_text(path) for path in sorted((folder / "css").glob("*.css")))
    named = {"site.css": css}
    named |= {path.name: _text(path) for path in sorted((folder / "js").glob("*.js"))}
    named |= {path.name: _text(path) for path in sorted(folder.glob("*.svg"))}
    return {name: hashed(name, content) for name, content in named.items()}


def hashed(name: str, content: str) -> OutputFile:
    """Name an asset by its content, so that old and new never mix in a browser's cache."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:10]
    return text_file(f"assets/{stem}.{digest}.{ending}", content)


def render_assets(named: dict[str, OutputFile]) -> Iterator[OutputFile]:
    """Yield the assets as files."""
    yield from named.values()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
