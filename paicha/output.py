"""Files in; a folder that is published whole, or not at all, out: the only writer."""

import ctypes
import errno
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from paicha.owned import clear, is_ours, must_be_ours
from paicha.problems import BuildFailed, Place, Problem

_UNFINISHED = "unfinished"  # stands beside a site that is being made: all of it is ours


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: its path from the site's root, and what it holds."""

    path: PurePosixPath
    content: bytes
    checked: bool = False  # judged when it was made; the finished folder need not judge it again


def text_file(path: str, content: str) -> OutputFile:
    """Make an output file of text."""
    return OutputFile(PurePosixPath(path), content.encode("utf-8"))


def to_json(value: Any) -> str:
    """Write JSON as people can read it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` that takes its place if all goes well.

    Whatever goes wrong, `target` stays as it was; errors of the disk become BuildFailed, and so
    does a `target` that holds what we did not make. One that is a link stays one: the folder it
    leads to is replaced.
    """
    real = target.resolve()
    place = real.with_name(f".{real.name}.new-{secrets.token_hex(4)}")
    try:
        _recover(real)
        must_be_ours(real, target.name)
        yield _begun(place)
        must_be_ours(real, target.name)
        (place / _UNFINISHED).unlink()
        _publish(place, real)
    except OSError as error:
        raise BuildFailed([disk_problem(error, target)]) from error
    finally:
        _clear(place)


def _begun(place: Path) -> Path:
    """Make the place where a site is made, and give the site's folder in it."""
    place.mkdir()
    (place / _UNFINISHED).touch()
    folder = place / "new"
    folder.mkdir()
    return folder


def _clear(place: Path) -> None:
    """Delete a place: a site that was not finished, or the one that was replaced."""
    if (place / _UNFINISHED).exists():
        shutil.rmtree(place, ignore_errors=True)
        return
    for folder in (place / "new", place / "old"):
        clear(folder)
    with suppress(OSError):  # what somebody put there meanwhile stays
        place.rmdir()


def write_files(files: Iterable[OutputFile], folder: Path, before: Path | None = None) -> None:
    """Write files below `folder`; ValueError where two would have one path.

    A file that is the same in the folder `before` is linked from there: that is quicker by far,
    and keeps its date, by which web servers tell browsers that a page has not changed.
    """
    seen: set[PurePosixPath] = set()
    made: set[Path] = set()
    for file in files:
        if file.path in seen or file.path.is_absolute() or ".." in file.path.parts:
            raise ValueError(f"cannot write {file.path}: twice, or outside the site")
        seen.add(file.path)
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        _write(path, file.content, before / file.path if before else None)


def _write(path: Path, content: bytes, before: Path | None) -> None:
    path.unlink(missing_ok=True)  # written once already, it may be a link: never write through it
    with suppress(OSError):
        if before and not before.is_symlink() and before.read_bytes() == content:
            path.hardlink_to(before)
            return
    path.write_bytes(content)


_DISK = {
    errno.ENOSPC: ("磁盘已满", "请腾出空间后再试"),
    errno.EDQUOT: ("磁盘配额已用完", "请腾出空间后再试"),
    errno.EFBIG: ("文件太大，写不下", "请检查磁盘和限额"),
    errno.EACCES: ("没有写入权限", "请检查这个文件夹的权限"),
    errno.EPERM: ("没有写入权限", "请检查这个文件夹的权限"),
    errno.EROFS: ("磁盘是只读的", "请换一个可写的文件夹"),
    errno.ENOTDIR: ("这里应是文件夹，却是文件", "请移走同名文件"),
}


def disk_problem(error: OSError, target: Path) -> Problem:
    """Say what the disk refuses."""
    message, hint = _DISK.get(error.errno or 0, (f"写不了：{error.strerror}", "请检查磁盘"))
    return Problem(Place(target.name), message, hint)


_AN_HOUR = 3600
_EXCHANGE, _CWD = 2, -100  # Linux: renameat2's flag, and "from the current folder"
_NOT_HERE = {errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP, errno.EPERM}


def _publish(place: Path, target: Path) -> None:
    """Put a finished site in the place of `target`, which then lies in `place`.

    Readers see no gap where the system can exchange.
    """
    folder, old = place / "new", place / "old"
    if not target.exists():
        folder.rename(target)
        return
    if not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if _exchange(folder, target):
        return
    target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        old.rename(target)  # Windows: a file is open in an editor or viewer
        raise


def _recover(target: Path) -> None:
    """Undo a publishing that was killed between its two renames; clear what earlier ones left."""
    for left in target.parent.glob(f".{target.name}.new-*"):
        old = left / "old"
        if not target.exists() and is_ours(old):
            old.rename(target)
        with suppress(FileNotFoundError):  # a build beside ours has just finished
            if time.time() - left.stat().st_mtime > _AN_HOUR:  # a younger one may be at work
                _clear(left)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system has no such thing."""
    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    rename = getattr(libc, "renameat2", None)
    if rename is None:
        return False
    if rename(_CWD, os.fsencode(one), _CWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if (code := ctypes.get_errno()) in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))
