"""A publication and the list of its files in; the page for use without a network out."""

from collections.abc import Mapping
from dataclasses import dataclass

from paicha.output import OutputFile, text_file
from paicha.render import paths
from paicha.render.listing import FileData
from paicha.render.offline.worker import more_size
from paicha.render.publication import Publication
from paicha.render.templates import renderer, shared


@dataclass(frozen=True, slots=True)
class Lone:
    """A checklist as one file: what it is called, where it is, and its size in bytes."""

    title: str
    path: str
    size: int


def downloads(
    publication: Publication, files: Mapping[str, FileData], named: Mapping[str, OutputFile]
) -> OutputFile:
    """Render offline/index.html; what is not there yet is not offered.

    The archive holds a page that offers no archive: it is not in itself.
    """
    context = {
        "lone": [*_lone(publication, files)],
        "archive": files[paths.ARCHIVE].bytes if paths.ARCHIVE in files else 0,
        "more": more_size(publication, files.values()),
        "size": size,
    }
    known = shared(publication, dict(named))
    html = renderer(publication.project)("offline.html", paths.OFFLINE, **known, **context)
    return text_file(paths.OFFLINE, html)


def _lone(publication: Publication, files: Mapping[str, FileData]) -> list[Lone]:
    site, names = publication.site, []
    for id_, checklist in site.checklists.items():
        for edition in checklist.editions:
            name = publication.edition_name(id_, edition)
            title = f"{checklist.title}（{edition.title}）" if name else checklist.title
            names.append((title, paths.lone(id_, name)))
            own = site.own_lists(id_, edition)
            names += [(one.title, paths.own_lone(door.role, id_)) for door, one in own]
    return [Lone(title, path, files[path].bytes) for title, path in names if path in files]


def size(count: int) -> str:
    """Say a size as file managers do: 61 KB, 1.9 MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} KB"
