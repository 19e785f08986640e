"""A folder's name in; a campaign to begin with, whole or not at all, out."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from paicha.output import OutputFile, disk_problem, write_files
from paicha.problems import BuildFailed, Place, Problem
from paicha.project import PACKAGE

STARTER = PACKAGE / "starter"  # the smallest campaign that shows every kind of file


def settle(folder: Path) -> int:
    """Write the starter into a new or empty folder; give how many files there are.

    BuildFailed where the folder holds something already, or the disk will not: nothing is left.
    """
    if problem := _taken(folder):
        raise BuildFailed([problem])
    files = list(_starter())
    fresh = folder.with_name(f".{folder.name}.new-{secrets.token_hex(4)}")
    try:
        fresh.mkdir()
        write_files(files, fresh)
        _move(fresh, folder)
    except OSError as error:
        raise BuildFailed([disk_problem(error, folder)]) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return len(files)


def _taken(folder: Path) -> Problem | None:
    """Say why a folder cannot be begun."""
    if not folder.parent.is_dir():
        return Problem(Place(str(folder.parent)), "没有这个文件夹", "请先新建上一级文件夹")
    hint = "请换一个名字，或先移走里面的文件"
    if folder.is_dir() and any(folder.iterdir()):
        return Problem(Place(str(folder)), "这个文件夹里已经有东西", hint)
    if folder.exists() and not folder.is_dir():
        return Problem(Place(str(folder)), "已经有同名文件", "请换一个名字")
    return None


def _starter() -> Iterator[OutputFile]:
    for path in sorted(STARTER.rglob("*")):
        if path.is_file():
            yield OutputFile(PurePosixPath(path.relative_to(STARTER).as_posix()), path.read_bytes())


def _move(fresh: Path, folder: Path) -> None:
    """Put what is written in its place; an empty folder stays the one that somebody made."""
    if not folder.exists():
        fresh.rename(folder)
        return
    moved: list[Path] = []
    try:
        for child in sorted(fresh.iterdir()):
            moved += [child.rename(folder / child.name)]
    except OSError:
        for child in moved:
            shutil.rmtree(child, ignore_errors=True)
        raise
