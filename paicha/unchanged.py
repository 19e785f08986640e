"""A project in; whether its site is already what building it again would give."""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from paicha.model.content import Content
from paicha.owned import OF_SYSTEMS
from paicha.project import PACKAGE, Project
from paicha.render import paths
from paicha.source.behind import names_of_system


def inputs(project: Project, content: Content, *, paper: bool) -> str:
    """Give a digest of all that a build reads: content, templates, fonts, program, libraries."""
    fonts = content.settings.value.fonts.within(project.root).digest() if content.settings else ""
    tools = [*_libraries(), *names_of_system()]
    found = hashlib.sha256(f"{sys.version} paper={paper} {fonts} {tools}\n".encode())
    for folder in (PACKAGE, *project.template_folders, project.content, project.checklists):
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                found.update(os.fsencode(path))
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _libraries() -> list[str]:
    """Name what is installed, each with its version."""
    return sorted(path.name for place in sys.path for path in Path(place).glob("*.dist-info"))


def is_built(project: Project, made_of: str) -> bool:
    """Say whether the site was made of the same, and every file is still as it was made."""
    with suppress(OSError, ValueError):
        sums = (project.output / paths.SUMS).read_bytes()
        noted = _note(project).read_text(encoding="utf-8")
        return noted == _noted(made_of, sums) and _is_whole(project.output, sums.decode("utf-8"))
    return False


def note_built(project: Project, made_of: str) -> None:
    """Remember what the site was made of; where nothing can be kept, it is built again."""
    with suppress(OSError):
        sums = (project.output / paths.SUMS).read_bytes()
        _note(project).parent.mkdir(parents=True, exist_ok=True)
        _note(project).write_text(_noted(made_of, sums), encoding="utf-8")


def _note(project: Project) -> Path:
    return project.cache / "site.txt"


def _noted(made_of: str, sums: bytes) -> str:
    return f"{made_of} {hashlib.sha256(sums).hexdigest()}\n"


def _is_whole(site: Path, sums: str) -> bool:
    """Compare every file with the list, which names all but itself."""
    listed = dict(line.split("  ", 1)[::-1] for line in sums.splitlines())
    files = (path for path in site.rglob("*") if path.is_file() and path.name not in OF_SYSTEMS)
    found = {path.relative_to(site).as_posix(): path for path in files}
    del found[paths.SUMS]
    return listed.keys() == found.keys() and all(
        hashlib.sha256(found[name].read_bytes()).hexdigest() == digest
        for name, digest in listed.items()
    )
