"""A project in, a published site out: read everything, check everything, render, then write."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from paicha.check.content import check_content
from paicha.check.output import check_output
from paicha.check.templates import check_printed, check_templates
from paicha.model.content import Content, complete, read_content
from paicha.output import OutputFile, staged, write_files
from paicha.problems import BuildFailed, Problem
from paicha.project import TEMPLATES, Project
from paicha.render import paths
from paicha.render.assets import assets, render_assets, render_pictures, way_styles
from paicha.render.data import render_data
from paicha.render.data.lists import list_assets
from paicha.render.dates import render_calendars
from paicha.render.listing import files_list, listed, read_files, sums_list
from paicha.render.offline import render_offline
from paicha.render.offline.archive import archive
from paicha.render.offline.downloads import downloads
from paicha.render.offline.manifest import manifest
from paicha.render.offline.worker import worker
from paicha.render.pages import render_html
from paicha.render.paper import Sheet, sheets
from paicha.render.printed import second_names
from paicha.render.publication import Publication
from paicha.render.scripts.library import read_library
from paicha.render.search.waves import ahead, search_assets
from paicha.render.templates import renderer
from paicha.render.words import words

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
    own = (*check_templates(project), *check_printed(project), *_own(project))
    return content, sorted([*check_content(content), *own])


def _own(project: Project) -> tuple[Problem, ...]:
    """Say what is wrong with the words and the scripts that a campaign lays over the program's."""
    try:
        words(project)
        if project.templates != TEMPLATES and any(project.templates.glob("assets/js/**/*.js")):
            read_library(project)
    except BuildFailed as failed:
        return failed.problems
    return ()


def publication_of(
    project: Project, *, paper: bool, offline: bool = False
) -> tuple[Publication, tuple[Problem, ...]]:
    """Give the checked content ready for rendering, with warnings, or raise BuildFailed."""
    content, problems = check(project)
    site = complete(content)
    if site is None or any(problem.stops for problem in problems):
        raise BuildFailed(problems)
    return Publication.of(site, project, paper=paper, offline=offline), tuple(problems)


def build(
    project: Project, make_paper: MakePaper | None = None, *, offline: bool = True
) -> Summary:
    """Build `site/`, or raise BuildFailed with every problem and leave it as it was.

    Without `make_paper` no PDFs are made and no page links to one; without `offline` there is
    nothing that keeps the site on a phone, no lone file and no archive.
    """
    started = time.monotonic()
    publication, warnings = publication_of(project, paper=make_paper is not None, offline=offline)
    named = named_assets(publication)
    files = list(render(publication, named))
    base_path = publication.site.settings.base_path
    with staged(project.output) as folder:
        write_files(files, folder, project.output)
        checked: set[str] = set()
        if make_paper:
            made = make_paper(sheets(publication), project.cache)
            paper = _noted(_with_second_names(made, publication), checked)
            write_files(paper, folder, project.output)
        _finish(publication, folder, named)
        if failed := check_output(folder, project.output.name, base_path, checked):
            raise BuildFailed(failed)
        return _summary(publication, folder, time.monotonic() - started, warnings)


def _with_second_names(
    files: Iterable[OutputFile], publication: Publication
) -> Iterator[OutputFile]:
    """Pass files on, and once more those of an edition shown first under the name without it."""
    names = second_names(publication)
    for file in files:
        yield file
        if name := names.get(str(file.path)):
            yield replace(file, path=PurePosixPath(name))


def _noted(files: Iterable[OutputFile], checked: set[str]) -> Iterator[OutputFile]:
    """Pass files on, and note which were judged when they were made."""
    for file in files:
        if file.checked:
            checked.add(str(file.path))
        yield file


def named_assets(publication: Publication) -> dict[str, OutputFile]:
    """Give every style, script and picture by the name templates know it by."""
    settings = publication.site.settings
    named = assets(publication.project)
    named |= way_styles(named["site.css"], len(paths.ways_home(settings.base_path)))
    named |= search_assets(publication)
    named |= list_assets(publication)
    return named


def render(publication: Publication, named: dict[str, OutputFile]) -> Iterator[OutputFile]:
    """Render everything but paper."""
    from paicha.render.office.docx import render_documents
    from paicha.render.office.xlsx import render_workbooks

    render_page = renderer(publication.project)
    pages = list(render_html(publication, render_page, named))
    pictures = list(render_pictures(publication))
    yield from render_assets(named)
    yield ahead(named)
    yield from pages
    yield from pictures
    if publication.offline:
        yield manifest(publication, named)
        lone = render_offline(publication, render_page, named, [*pages, *pictures])
        yield from _with_second_names(lone, publication)
    yield from render_data(publication)
    yield from render_calendars(publication)
    yield from render_workbooks(publication)
    yield from render_documents(publication)


def _finish(publication: Publication, folder: Path, named: dict[str, OutputFile]) -> None:
    """Write what rests on all other files.

    The archive holds the site as it is without it, whole in itself; then the page that offers the
    archive, and the lists of files, are written again.
    """
    files = {str(file.path): listed(file) for file in read_files(folder)}

    def add(file: OutputFile) -> None:
        write_files([file], folder, publication.project.output)
        files[str(file.path)] = listed(file)

    def close() -> None:
        add(downloads(publication, files, named))
        if publication.offline:
            add(worker(publication, files.values()))
        add(files_list(files))
        add(sums_list(files))

    close()
    if publication.offline:
        add(archive(read_files(folder), publication.site.settings.updated))
        close()


def _summary(
    publication: Publication, folder: Path, seconds: float, warnings: tuple[Problem, ...]
) -> Summary:
    """Count what is there; a file under a second name is no second document."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    again = {folder / name for name in second_names(publication).values()}
    return Summary(
        items=len(publication.site.items()),
        pages=sum(path.suffix == ".html" for path in found),
        documents=sum(path.suffix == ".pdf" and path not in again for path in found),
        bytes=sum(path.stat().st_size for path in found),
        seconds=seconds,
        warnings=warnings,
    )
