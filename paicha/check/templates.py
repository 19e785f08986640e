"""A campaign's own templates in; those that are laid over nothing out."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath

from paicha.check.glyphs import spot, unprinted
from paicha.problems import Place, Problem, did_you_mean
from paicha.project import TEMPLATES, Project
from paicha.source.behind import share
from paicha.source.font import lacking
from paicha.source.text import read_text

_ADDED = ("assets/css/*.css", "print/*.css")  # every style of these folders is read
_SCRIPTS = PurePosixPath("assets/js")


def check_templates(project: Project) -> Iterator[Problem]:
    """A file of templates/ takes the place of the program's of that path, or another one uses it.

    Otherwise its name is mistyped, and the page that it was to change is the program's.
    """
    if project.templates == TEMPLATES or not project.templates.is_dir():
        return
    own = {path.relative_to(project.templates).as_posix(): path for path in _files(project)}
    for name in own.keys() - _names(TEMPLATES):
        added = any(Path(name).match(pattern) for pattern in _ADDED)
        if not added and not _is_used(name, own):
            hint = did_you_mean(name, _names(TEMPLATES)) or "请检查文件夹和文件名"
            yield Problem(Place(project.name(own[name])), "没有盖住程序的任何模板", hint)


def check_printed(project: Project) -> Iterator[Problem]:
    """A character that a campaign's own words or documents bring to paper can be printed."""
    if project.templates == TEMPLATES:
        return
    for path in (*sorted(project.templates.glob("print/*.html")), project.templates / "words.yaml"):
        text = read_text(path, project.name(path))[0] or ""
        for char in sorted(share(lacking(text))[1]):
            yield unprinted(char, spot(text, char, project.name(path)))


def _files(project: Project) -> Iterator[Path]:
    """Every file but hidden ones, which systems and editors leave."""
    for path in sorted(project.templates.rglob("*")):
        parts = path.relative_to(project.templates).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield path


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _is_used(name: str, own: dict[str, Path]) -> bool:
    """Say whether another file of the campaign takes one in, by what it calls it, in quotes."""
    return any(
        f"{quote}{_called(name, by)}{quote}".encode() in path.read_bytes()
        for by, path in own.items()
        for quote in "\"'"
    )


def _called(name: str, by: str) -> str:
    """Say what a file calls another: a script one beside it, a template a script it begins with."""
    path = PurePosixPath(name)
    if not path.is_relative_to(_SCRIPTS):
        return name
    if not PurePosixPath(by).is_relative_to(_SCRIPTS):
        return path.stem
    beside = relpath(name, dirname(by))
    return beside if beside.startswith("../") else f"./{beside}"
