"""The list of a site's files in; the service worker that keeps exactly these out."""

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from paicha.output import OutputFile, text_file
from paicha.render import paths
from paicha.render.listing import FileData
from paicha.render.printed import second_names
from paicha.render.publication import Publication
from paicha.source.text import must_read

_SITE = frozenset({".html", ".css", ".js", ".svg", ".png", ".jpg", ".webmanifest", ".ics"})
_MORE = frozenset({".pdf", ".xlsx", ".docx", ".csv", ".json"})


def worker(publication: Publication, files: Iterable[FileData]) -> OutputFile:
    """Write sw.js: the list of files, whose hash names the edition, then what keeps them.

    What is no part of the site as people read it is not listed: lone files and the archive, which
    people keep themselves; the page for missing addresses, which servers give to nobody who asks
    for it; second names, which no page leads to; and the lists of files, of which one cannot name
    the hash of another.
    """
    project, updated = publication.project, publication.site.settings.updated
    listed = _listed(publication, files)
    site, more = _rows(listed, _SITE), _rows(listed, _MORE)
    edition = hashlib.sha256(json.dumps([site, more]).encode()).hexdigest()[:12]
    known = {
        "edition": edition,
        "updated": updated.isoformat() if updated else "",
        "files": site,
        "more": more,
    }
    path = project.template("offline/sw.js")
    program = must_read(path, project.name(path))
    listing = json.dumps(known, separators=(",", ":"))
    return text_file(paths.WORKER, f"const paichaEdition = {listing};\n{program}")


def more_size(publication: Publication, files: Iterable[FileData]) -> int:
    """Say how much is kept only when asked for, in bytes."""
    return sum(size for _, size, _ in _rows(_listed(publication, files), _MORE))


def _listed(publication: Publication, files: Iterable[FileData]) -> list[FileData]:
    second = second_names(publication).values()
    left_out = {paths.WORKER, paths.NOT_FOUND, *paths.LISTINGS, *second}
    return [file for file in files if not (_lone(file.path) or file.path in left_out)]


def _lone(path: str) -> bool:
    return path.startswith("offline/") and path != paths.OFFLINE


def _rows(files: Iterable[FileData], endings: Collection[str]) -> list[tuple[str, int, str]]:
    return sorted(
        (file.path, file.bytes, file.sha256)
        for file in files
        if PurePosixPath(file.path).suffix in endings
    )
