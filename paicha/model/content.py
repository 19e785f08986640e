"""The author's files in; a typed value for each with the place of all it says, or problems."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from os.path import realpath
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from paicha.model.base import NAME, ON_WINDOWS
from paicha.model.campaign import Actions, Responsibilities, Schedule
from paicha.model.changes import Changes
from paicha.model.checklist import Checklist
from paicha.model.editions import first_of
from paicha.model.file import File, Read, read_digest, read_fitted, read_page, read_source
from paicha.model.form import Form
from paicha.model.gaps import Gaps
from paicha.model.glossary import Glossary
from paicha.model.pictures import Picture, Pictures
from paicha.model.site import Site
from paicha.model.texts import (
    GuidancePage,
    PageHead,
    Settings,
    Source,
    SourceHead,
)
from paicha.problems import Place, Problem
from paicha.project import Project
from paicha.source.direction import reads_from_right
from paicha.source.picture import Image, read_image
from paicha.source.text import read_bytes, read_text

M = TypeVar("M", bound=BaseModel)

_CAMPAIGN = ("responsibilities", "schedule", "actions")  # in checklists/, but no checklists


@dataclass
class Content:
    """All files that could be read; `broken` names the kinds with a file that could not."""

    settings: File[Settings] | None = None
    responsibilities: File[Responsibilities] | None = None
    schedule: File[Schedule] | None = None
    actions: File[Actions] | None = None
    glossary: File[Glossary] | None = None
    gaps: File[Gaps] | None = None
    pictures: File[Pictures] | None = None
    checklists: list[File[Checklist]] = field(default_factory=list)
    forms: list[File[Form]] = field(default_factory=list)
    sources: list[File[Source]] = field(default_factory=list)
    changes: list[File[Changes]] = field(default_factory=list)
    guidance: list[File[GuidancePage]] = field(default_factory=list)
    images: dict[str, Image | None] = field(default_factory=dict)  # by file; None: of no use
    root: Path = field(default_factory=Path)  # what files named in the content are relative to
    texts: dict[str, str] = field(default_factory=dict)  # every file's text by its name
    problems: list[Problem] = field(default_factory=list)
    broken: set[type[BaseModel]] = field(default_factory=set)

    def files(self) -> Iterator[File[Any]]:
        """Every YAML file that was read."""
        needed = (self.settings, self.responsibilities, self.schedule, self.actions)
        single = (*needed, self.glossary, self.gaps, self.pictures)
        yield from (one for one in single if one)
        yield from self.checklists
        yield from self.forms
        yield from self.changes


def read_content(project: Project) -> Content:
    """Read every file; nothing is compared across files yet."""
    content = Content(root=project.root)
    _look_for_folders(project, content)
    content.settings = _yaml(project, project.settings, Settings, content)
    folder = project.checklists
    content.responsibilities = _yaml(
        project, folder / "responsibilities.yaml", Responsibilities, content
    )
    content.schedule = _yaml(project, folder / "schedule.yaml", Schedule, content)
    content.actions = _yaml(project, folder / "actions.yaml", Actions, content)
    paths = _listed(project, folder, (".yaml",), Checklist, content)
    checklists = [path for path in paths if path.stem not in _CAMPAIGN]
    content.checklists += _each(project, checklists, Checklist, content)
    paths = _listed(project, project.forms, (".yaml",), Form, content)
    content.forms += _each(project, paths, Form, content)
    paths = _listed(project, project.changes, (".yaml",), Changes, content)
    content.changes += _each(project, paths, Changes, content)
    if project.glossary.exists():
        content.glossary = _yaml(project, project.glossary, Glossary, content)
    if project.gaps.exists():
        content.gaps = _yaml(project, project.gaps, Gaps, content)
    if project.captions.exists():
        content.pictures = _yaml(project, project.captions, Pictures, content)
    _read_texts(project, content)
    _read_images(project, content)
    return content


def _read_texts(project: Project, content: Content) -> None:
    """Read sources, as literal text or as digests, and guidance."""
    paths = _listed(project, project.sources, (".md", ".yaml"), SourceHead, content)
    if not paths and SourceHead not in content.broken:
        place, hint = Place(project.name(project.sources)), "请从备份恢复，或新建一个 .md 文件"
        content.problems.append(Problem(place, "这里一个依据文件也没有", hint))
        content.broken.add(SourceHead)
    for path in paths:
        read = read_source if path.suffix == ".md" else read_digest
        if source := _read(project, path, read, SourceHead, content):
            content.sources.append(source)
    for path in _listed(project, project.guidance, (".md",), PageHead, content):
        if page := _read(project, path, read_page, PageHead, content):
            content.guidance.append(page)


def _read_images(project: Project, content: Content) -> None:
    """Read the files of pictures."""
    for path in _listed(project, project.pictures, (".svg", ".png", ".jpg"), Pictures, content):
        name = project.name(path)
        content.images[path.name], found = _image(project, path, name)
        content.problems += found


def _each(
    project: Project, paths: list[Path], model: type[M], content: Content
) -> Iterator[File[M]]:
    for path in paths:
        if file := _yaml(project, path, model, content):
            yield file


def complete(content: Content) -> Site | None:
    """Give the site where every file could be read, else None."""
    settings, people = content.settings, content.responsibilities
    schedule, actions = content.schedule, content.actions
    if content.broken or not (settings and people and schedule and actions):
        return None
    sources = _sources(content, settings.value)
    return Site(
        settings=settings.value,
        checklists=_checklists(content, settings.value, sources),
        sources=sources,
        guidance={one.id: one.value for one in sorted(content.guidance, key=_order)},
        forms={one.id: one.value for one in sorted(content.forms, key=lambda f: f.value.order)},
        roles={role.id: role for role in people.value.roles},
        doors=people.value.doors,
        groups=people.value.groups,
        duties=people.value.duties,
        actions={action.id: action for action in actions.value.actions},
        schedule=schedule.value,
        changes={one.value.checklist: one.value for one in content.changes},
        glossary=content.glossary.value if content.glossary else Glossary(),
        gaps=content.gaps.value if content.gaps else Gaps(),
        from_right=any(map(reads_from_right, content.texts.values())),
        pictures={one.id: one for one in _told(content)},
        images={name: image for name, image in content.images.items() if image},
    )


def _sources(content: Content, settings: Settings) -> dict[str, Source]:
    """Give the sources, those in force before those that no longer are."""
    sources = sorted(content.sources, key=lambda one: not one.value.head.holds(settings.updated))
    return {one.id: one.value for one in sources}


def _checklists(
    content: Content, settings: Settings, sources: dict[str, Source]
) -> dict[str, Checklist]:
    """Give the checklists in the order of the settings, each with its first edition in front."""
    order = {name: n for n, name in enumerate(settings.checklists)}
    found = sorted(content.checklists, key=lambda one: order.get(one.id, len(order)))
    return {
        one.id: one.value.led_by(first_of(one.id, one.value, settings, sources)) for one in found
    }


def _told(content: Content) -> tuple[Picture, ...]:
    return content.pictures.value.pictures if content.pictures else ()


def _order(file: File[GuidancePage]) -> tuple[int, str]:
    return file.value.head.order, file.id


def _look_for_folders(project: Project, content: Content) -> None:
    """Every folder is one; what should lie in it is not missed once more."""
    if not project.root.is_dir():
        place = Place(str(project.root))
        content.problems.append(Problem(place, "没有这个文件夹", "请看 --root"))
    folders: tuple[tuple[Path, type[BaseModel], bool], ...] = (
        (project.settings.parent, Settings, True),
        (project.checklists, Checklist, True),
        (project.sources, SourceHead, True),
        (project.forms, Form, False),
        (project.guidance, PageHead, False),
        (project.changes, Changes, False),
        (project.pictures, Pictures, False),
    )
    for folder, kind, needed in folders:
        if folder.is_dir() or not (folder.exists() or needed):
            continue
        content.broken.add(kind)
        message, hint = "没有这个文件夹", "请新建，或从备份恢复"
        if folder.exists():
            message, hint = "这里应是文件夹，却是文件", "请移走同名文件"
        if folder.parent.is_dir():  # else that one is missed already
            content.problems.append(Problem(Place(project.name(folder)), message, hint))


def _listed(
    project: Project,
    folder: Path,
    endings: tuple[str, ...],
    kind: type[BaseModel],
    content: Content,
) -> list[Path]:
    """List a folder's files; what will not be read is said, so nothing is missed in silence."""
    found: list[Path] = []
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        if path.name.startswith((".", "~")) or path == project.forms:
            continue
        if problem := _unread(project, path, endings, found):
            content.problems.append(problem)
            content.broken |= {kind} if problem.stops else set()
        else:
            found.append(path)
    return found


def _unread(
    project: Project, path: Path, endings: tuple[str, ...], earlier: list[Path]
) -> Problem | None:
    """Say why a file is not read: its ending, or a name that cannot be an id or is taken."""
    place = Place(project.name(path))
    if path.suffix not in endings:
        what = "文件夹" if path.is_dir() else "文件"
        hint = f"这里只读 {'、'.join(endings)} 文件；请改名或移走"
        return Problem(place, f"这个{what}没有被读取", hint, "警告")
    if not re.fullmatch(NAME, path.stem):
        hint = f"用小写英文、数字和连字符，例如 tower-crane{path.suffix}"
        return Problem(place, f"文件名“{path.stem}”不能用", hint)
    if path.stem in ON_WINDOWS:
        hint = f"Windows 上不能有叫 {path.stem} 的文件；请换一个"
        return Problem(place, f"文件名“{path.stem}”不能用", hint)
    if same := next((one for one in earlier if one.stem == path.stem), None):
        return Problem(place, f"和 {same.name} 同名", "文件名就是编号，不能重复；请改名")
    return None


def _yaml(project: Project, path: Path, model: type[M], content: Content) -> File[M] | None:
    return _read(project, path, partial(read_fitted, model=model), model, content)


def _read(
    project: Project,
    path: Path,
    read: Callable[[str, str], Read],
    kind: type[BaseModel],
    content: Content,
) -> File[Any] | None:
    """Read one file; its text and problems go into the content, or that it is broken."""
    name, file = project.name(path), None
    text, problems = _text(project, path, name) if path.parent.is_dir() else (None, [])
    content.problems += problems
    if text is not None:
        content.texts[name] = text
        file, found = read(text, name)
        content.problems += found
    if file is None or (kind is SourceHead and file.lost_ids("clauses") is None):
        content.broken.add(kind)
    return file


def _text(project: Project, path: Path, name: str) -> tuple[str | None, list[Problem]]:
    strayed = _strayed(project, path, name)
    return (None, strayed) if strayed else read_text(path, name)


def _image(project: Project, path: Path, name: str) -> tuple[Image | None, list[Problem]]:
    data, problems = None, _strayed(project, path, name)
    if not problems:
        data, problems = read_bytes(path, name)
    image, found = read_image(data, name) if data is not None else (None, ())
    return image, [*problems, *found]


def _strayed(project: Project, path: Path, name: str) -> list[Problem]:
    """Complain of a link that leads out of the project: it would be published unseen."""
    top = project.content if path.is_relative_to(project.content) else project.checklists
    if Path(realpath(path)).is_relative_to(realpath(top)):
        return []
    hint = "请把文件本身放进来"
    return [Problem(Place(name), f"是通向 {top.name}/ 以外的链接，没有读取", hint)]
