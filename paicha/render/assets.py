"""Styles and scripts in; files whose names carry a hash of what they hold out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from paicha.output import OutputFile, text_file
from paicha.project import Project
from paicha.source.text import must_read


def assets(project: Project) -> dict[str, OutputFile]:
    """Give each asset by the name templates know it by: `site.css`, `filter.js`, `icon.svg`.

    All styles become one file, in the order of their names: tokens first.
    """
    folder = project.templates / "assets"

    def read(path: Path) -> str:
        return must_read(path, project.name(path))

    named = {"site.css": "\n".join(map(read, sorted((folder / "css").glob("*.css"))))}
    named |= {path.name: read(path) for path in sorted((folder / "js").glob("*.js"))}
    named |= {path.name: read(path) for path in sorted(folder.glob("*.svg"))}
    return {name: hashed(name, content) for name, content in named.items()}


def hashed(name: str, content: str) -> OutputFile:
    """Name an asset by its content, so that old and new never mix in a browser's cache."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:10]
    return text_file(f"assets/{stem}.{digest}.{ending}", content)


def render_assets(named: dict[str, OutputFile]) -> Iterator[OutputFile]:
    """Yield the assets as files."""
    yield from named.values()
