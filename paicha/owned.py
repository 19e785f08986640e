"""A folder in; what in it the program made, and what is somebody else's, out.

A site holds its own list, data/files.json. What the list does not name we did not make, nor a
document that was filled in since: nothing of it is ever deleted.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from paicha.problems import BuildFailed, Place, Problem

LIST, SUMS = "data/files.json", "SHA256SUMS"
FORMAT = "paicha-files/1"
OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # where a folder was looked at
_FILLED_IN = (".xlsx", ".docx", ".pdf")
_NAMED = 3  # files that a message names


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a folder by their paths: ours, ours but changed since, and others'."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    others: tuple[str, ...]


def contents(folder: Path) -> Contents:
    """Look through a folder; where our list is not there, or not whole, all is others'."""
    listed = _listed(folder)
    found: dict[str, list[str]] = {"made": [], "changed": [], "others": []}
    for path in sorted(_files(folder)):
        found[_kind(folder, path, listed)].append(path)
    return Contents(*(tuple(paths) for paths in found.values()))


def _listed(folder: Path) -> dict[str, str]:
    """Read our list: path → hash; the two lists themselves have none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / LIST).read_bytes())
        if said["format"] == FORMAT:
            return {file["path"]: file["sha256"] for file in said["files"]} | {LIST: "", SUMS: ""}
    return {}


def _files(folder: Path) -> Iterator[str]:
    """List files, and links whatever they lead to: those are no folders of this one."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*files, *links):
            yield Path(parent, name).relative_to(folder).as_posix()


def _kind(folder: Path, path: str, listed: dict[str, str]) -> str:
    if Path(path).name in OF_SYSTEMS:
        return "made"  # nobody's: it goes with the folder
    if path not in listed or (folder / path).is_symlink():
        return "others"
    if path.endswith(_FILLED_IN):
        digest = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        return "made" if digest == listed[path] else "changed"
    return "made"


def is_ours(folder: Path) -> bool:
    """Say whether a folder is a site, and nothing of it is others'."""
    found = contents(folder)
    return bool(found.made) and not (found.others or found.changed)


def must_be_ours(folder: Path, name: str) -> None:
    """Raise BuildFailed where a folder, called `name`, holds what would be lost with it."""
    while True:  # another build may put a new folder in its place meanwhile
        before = _identity(folder)
        with suppress(FileNotFoundError):
            found = contents(folder)
            if _identity(folder) == before:
                break
    if problems := list(_in_the_way(found, name)):
        raise BuildFailed(problems)


def _identity(folder: Path) -> int | None:
    with suppress(OSError):
        return folder.stat().st_ino
    return None


def _in_the_way(found: Contents, name: str) -> Iterator[Problem]:
    if found.others and not found.made:
        message = f"这个文件夹不是本程序生成的，不会替换；里面有{_some(found.others)}"
        hint = f"请把 {name}/ 移走或改名；{name} 若是链接，请链接到一个空文件夹"
        yield Problem(Place(name), message, hint)
    elif found.others:
        message = f"里面有不是本程序生成的文件：{_some(found.others)}"
        hint = "重新生成会换掉整个文件夹；请先把这些文件移到别处"
        yield Problem(Place(name), message, hint)
    if found.changed:
        message = f"生成以后有人改过、填过：{_some(found.changed)}"
        hint = "重新生成会换掉它；请先移到别处（填表请用另存的一份）"
        yield Problem(Place(name), message, hint)


def _some(paths: tuple[str, ...]) -> str:
    named = "、".join(paths[:_NAMED])
    return named if len(paths) <= _NAMED else f"{named} 等 {len(paths)} 个"


def clear(folder: Path) -> None:
    """Delete what we made in a folder, and what is empty then; what is others' stays."""
    with suppress(OSError):
        for path in contents(folder).made:
            (folder / path).unlink()
    for parent, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(parent).rmdir()
