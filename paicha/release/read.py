"""A folder or a file in; a release out: what all files of a content say, as their authors wrote it.

A release is plain values without a model, so one of another year's program can be read as well.
"""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from paicha.problems import BuildFailed, Place, Problem
from paicha.project import Project
from paicha.source.document import read_yaml
from paicha.source.marked import Block, blocks, split_front_matter
from paicha.source.text import read_text

PUBLISHED = "data/release.json"  # the release that a site carries
_HINT = "请给出以前那一版的项目文件夹（里面有 content 和 checklists），或那时的网站文件夹"


class Release(BaseModel):
    """What each file says (`checklists/gas.yaml` → values), and which could not be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["paicha-release/1"] = "paicha-release/1"
    files: dict[str, Any]
    unread: tuple[str, ...] = ()

    def without(self, names: Collection[str]) -> "Release":
        """Leave files out, for another release could not read them."""
        files = {name: value for name, value in self.files.items() if name not in names}
        return self.model_copy(update={"files": files})


def release_at(path: Path) -> Release:
    """Read a project's folder, a site's, its data's, or a release's file; BuildFailed if none."""
    if (path / "content").is_dir():
        return release_of(Project(path))
    found = (path / PUBLISHED, path / PurePosixPath(PUBLISHED).name, path)
    file = next((one for one in found if one.is_file()), None)
    if not file:
        raise BuildFailed([Problem(Place(str(path)), "这里没有以前那一版的内容", _HINT)])
    try:
        return Release.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise BuildFailed([Problem(Place(str(file)), "不是一版内容，或读不了", _HINT)]) from error


def release_of(project: Project) -> Release:
    """Read the content of a project as it is now."""
    files: dict[str, Any] = {}
    found = chain(project.content.rglob("*"), project.checklists.rglob("*"))
    for path in sorted(one for one in found if one.suffix in (".yaml", ".md")):
        if project.releases not in path.parents and not path.name.startswith((".", "~")):
            files[path.relative_to(project.root).as_posix()] = _values(path, project)
    unread = tuple(name for name, value in files.items() if value is None)
    return Release(files={k: v for k, v in files.items() if v is not None}, unread=unread)


def _values(path: Path, project: Project) -> Any:
    """Give what one file says; None where it cannot be read."""
    name = project.name(path)
    text, _ = read_text(path, name)
    if text is None:
        return None
    if path.suffix == ".yaml":
        located = read_yaml(text, name)
        value = _seen(located.value, project) if path == project.captions else located.value
        return None if located.problems else value
    located, body, line = split_front_matter(text, name)
    if located.problems or not isinstance(located.value, dict):
        return None
    if path.parent == project.sources:
        return {**located.value, "clauses": _clauses(blocks(body, line, name))}
    return {**located.value, "body": body}


def _seen(value: Any, project: Project) -> Any:
    """Say of each picture what its files hold: one drawn anew under its name is another."""
    pictures = value.get("pictures") if isinstance(value, dict) else None
    if not isinstance(pictures, list) or not all(isinstance(one, dict) for one in pictures):
        return value
    seen = [{**one, "seen": list(_digests(one, project))} for one in pictures]
    return {**value, "pictures": seen}


def _digests(picture: dict[str, Any], project: Project) -> Iterator[str]:
    names = [picture[key] for key in ("wrong", "right", "file") if picture.get(key)]
    for name in names or [f"{picture.get('id')}.svg"]:
        path = project.pictures / str(name)
        if path.is_file():
            yield f"{name} {sha256(path.read_bytes()).hexdigest()[:8]}"


def _clauses(found: Iterable[Block]) -> list[dict[str, str]]:
    """Gather blocks into clauses; what stands before the first one is a clause without a name."""
    clauses: list[dict[str, str]] = []
    for block in found:
        if block.id or not clauses:
            clauses.append({"id": block.id, "label": block.label, "text": block.text})
        else:
            clauses[-1]["text"] += f"\n{block.text}"
    return clauses
