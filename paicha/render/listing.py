"""The files of a site in; lists of them, with size and hash, out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import Field

from paicha.model.base import Part
from paicha.output import OutputFile, text_file, to_json
from paicha.render import paths


class FileData(Part):
    """A file of the site, to see whether a copy is whole."""

    path: str
    bytes: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class FilesFile(Part):
    """data/files.json: every file of the site but itself and SHA256SUMS, which lists it too."""

    format: Literal["paicha-files/1"] = "paicha-files/1"
    files: list[FileData]


def read_files(folder: Path) -> Iterator[OutputFile]:
    """Read every file of a folder, in the order of their paths."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        yield OutputFile(name, path.read_bytes())


def listed(file: OutputFile) -> FileData:
    """Give a file with its size and hash."""
    digest = hashlib.sha256(file.content).hexdigest()
    return FileData(path=str(file.path), bytes=len(file.content), sha256=digest)


def files_list(files: dict[str, FileData]) -> OutputFile:
    """List every file but the two lists, for programs."""
    rows = [files[path] for path in sorted(files) if path not in paths.LISTINGS]
    return text_file(paths.FILES, to_json(FilesFile(files=rows).model_dump()))


def sums_list(files: dict[str, FileData]) -> OutputFile:
    """List every other file with its hash as sha256sum reads it."""
    sums = (f"{files[path].sha256}  {path}\n" for path in sorted(files) if path != paths.SUMS)
    return text_file(paths.SUMS, "".join(sums))
