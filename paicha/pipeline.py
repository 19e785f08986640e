"""A project in, a published site out: read everything, check everything, render, then write."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paicha.check.content import check_content
from paicha.check.output import check_output
from paicha.model.content import Content, complete, read_content
from paicha.model.site import Site
from paicha.output import OutputFile, staged, text_file, write_files
from paicha.problems import BuildFailed, Problem
from paicha.project import Project
from paicha.render import paths
from paicha.render.assets import assets, render_assets, way_styles
from paicha.render.calendar import render_calendars
from paicha.render.data import render_data, to_json
from paicha.render.html import render_html
from paicha.render.lists import list_assets
from paicha.render.paper import Sheet, sheets
from paicha.render.publication import Publication
from paicha.render.published import FileData, FilesFile
from paicha.render.search import entries_asset
from paicha.render.templates import renderer

MakePaper = Callable[[Iterable[Sheet], Path], Iterator[OutputFile]]  # sheets, cache → PDFs


@dataclass(frozen=True, slots=True)
class Summary:
    """What was built: counts, size in bytes, seconds, and what to warn of."""

    items: int
    pages: int
    documents: int
    bytes: int
    seconds: float
    warnings: tuple[Problem, ...]


def check(project: Project) -> tuple[Content, list[Problem]]:
    """Read and check the content; errors and warnings together, sorted by place."""
    content = read_content(project)
    return content, check_content(content)


def publication_of(project: Project, *, paper: bool) -> tuple[Publication, tuple[Problem, ...]]:
    """Give the checked content ready for rendering, with warnings, or raise BuildFailed."""
    content, problems = check(project)
    site = complete(content)
    if site is None or any(problem.stops for problem in problems):
        raise BuildFailed(problems)
    return Publication.of(site, project, paper=paper), tuple(problems)


def build(project: Project, make_paper: MakePaper | None = None) -> Summary:
    """Build `site/`, or raise BuildFailed with every problem and leave it as it was.

    Without `make_paper` no PDFs are made and no page links to one.
    """
    started = time.monotonic()
    publication, warnings = publication_of(project, paper=make_paper is not None)
    files = list(render(publication))
    base_path = publication.site.settings.base_path
    with staged(project.output) as folder:
        write_files(files, folder)
        kept: set[str] = set()
        if make_paper:
            write_files(_noted(make_paper(sheets(publication), project.cache), kept), folder)
        write_files(_listings(folder), folder)
        if failed := check_output(folder, project.output.name, base_path, kept):
            raise BuildFailed(failed)
        return _summary(publication.site, folder, time.monotonic() - started, warnings)


def _noted(files: Iterable[OutputFile], kept: set[str]) -> Iterator[OutputFile]:
    """Pass files on, and note which an earlier build has made and checked."""
    for file in files:
        if file.kept:
            kept.add(str(file.path))
        yield file


def render(publication: Publication) -> Iterator[OutputFile]:
    """Render everything but paper."""
    from paicha.render.docx import render_documents
    from paicha.render.xlsx import render_workbooks

    settings = publication.site.settings
    named = assets(publication.project)
    named |= way_styles(named["site.css"], len(paths.ways_home(settings.base_path)))
    named["entries.js"] = entries_asset(publication)
    named |= list_assets(publication)
    yield from render_assets(named)
    yield from render_html(publication, renderer(publication.project), named)
    yield from render_data(publication)
    yield from render_calendars(publication)
    yield from render_workbooks(publication)
    yield from render_documents(publication)


def _listings(folder: Path) -> Iterator[OutputFile]:
    """List every file with its hash: data/files.json for programs, SHA256SUMS for sha256sum."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = [_listed(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]
    files = text_file("data/files.json", to_json(FilesFile(files=found).model_dump()))
    found.append(_listed(str(files.path), files.content))
    by_path = sorted(found, key=lambda file: file.path)
    sums = "".join(f"{file.sha256}  {file.path}\n" for file in by_path)
    yield files
    yield text_file("SHA256SUMS", sums)


def _listed(path: str, data: bytes) -> FileData:
    return FileData(path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def _summary(site: Site, folder: Path, seconds: float, warnings: tuple[Problem, ...]) -> Summary:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return Summary(
        items=len(site.items()),
        pages=sum(path.suffix == ".html" for path in found),
        documents=sum(path.suffix == ".pdf" for path in found),
        bytes=sum(path.stat().st_size for path in found),
        seconds=seconds,
        warnings=warnings,
    )
