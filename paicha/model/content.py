"""The author's files in; a typed value for each with the place of all it says, or problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from paicha.model.base import Part
from paicha.model.campaign import Actions, Responsibilities, Schedule
from paicha.model.changes import Changes
from paicha.model.checklist import Checklist
from paicha.model.form import Form
from paicha.model.glossary import Glossary
from paicha.model.shape import fit
from paicha.model.site import Site
from paicha.model.texts import (
    Clause,
    DigestFile,
    GuidancePage,
    PageHead,
    Settings,
    Source,
    SourceHead,
)
from paicha.problems import Place, Problem
from paicha.project import Project
from paicha.source.located import Loc, Located, read_yaml
from paicha.source.marked import Block, blocks, check_markdown, split_front_matter, to_html
from paicha.source.text import read_text

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
P = TypeVar("P", bound=Part)

_CAMPAIGN = ("responsibilities", "schedule", "actions")  # in checklists/, but no checklists


@dataclass(frozen=True)
class File(Generic[T]):
    """One file: its id (its name without ending), what it says, and where it says it."""

    id: str
    value: T
    located: Located

    def place(self, *loc: str | int) -> Place:
        """Where a value stands."""
        return self.located.place(*loc)


@dataclass
class Content:
    """All files that could be read; `broken` names the kinds with a file that could not."""

    settings: File[Settings] | None = None
    responsibilities: File[Responsibilities] | None = None
    schedule: File[Schedule] | None = None
    actions: File[Actions] | None = None
    glossary: File[Glossary] | None = None
    checklists: list[File[Checklist]] = field(default_factory=list)
    forms: list[File[Form]] = field(default_factory=list)
    sources: list[File[Source]] = field(default_factory=list)
    changes: list[File[Changes]] = field(default_factory=list)
    guidance: list[File[GuidancePage]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # every file's text by its name
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def files(self) -> Iterator[File[Any]]:
        """Every YAML file that was read."""
        single = (self.settings, self.responsibilities, self.schedule, self.actions)
        yield from (one for one in (*single, self.glossary) if one)
        yield from self.checklists
        yield from self.forms
        yield from self.changes


def read_content(project: Project) -> Content:
    """Read every file; nothing is compared across files yet."""
    content = Content()
    content.settings = _yaml(project, project.settings, Settings, content)
    folder = project.checklists
    content.responsibilities = _yaml(
        project, folder / "responsibilities.yaml", Responsibilities, content
    )
    content.schedule = _yaml(project, folder / "schedule.yaml", Schedule, content)
    content.actions = _yaml(project, folder / "actions.yaml", Actions, content)
    paths = _listed(project, folder, (".yaml",), content)
    checklists = [path for path in paths if path.stem not in _CAMPAIGN]
    content.checklists += _each(project, checklists, Checklist, content)
    paths = _listed(project, project.forms, (".yaml",), content)
    content.forms += _each(project, paths, Form, content)
    paths = _listed(project, project.changes, (".yaml",), content)
    content.changes += _each(project, paths, Changes, content)
    if project.glossary.exists():
        content.glossary = _yaml(project, project.glossary, Glossary, content)
    _read_texts(project, content)
    return content


def _read_texts(project: Project, content: Content) -> None:
    """Read sources, as literal text or as digests, and guidance."""
    for path in _listed(project, project.sources, (".md", ".yaml"), content):
        if path.suffix == ".md":
            _marked(project, path, content, SourceHead)
        else:
            _digest(project, path, content)
    for path in _listed(project, project.guidance, (".md",), content):
        _marked(project, path, content, PageHead)


def _each(
    project: Project, paths: list[Path], model: type[M], content: Content
) -> Iterator[File[M]]:
    for path in paths:
        if file := _yaml(project, path, model, content):
            yield file


def parts(file: File[Any], kind: type[P]) -> Iterator[tuple[Loc, P]]:
    """Yield every part of one kind in a file, with its loc."""
    yield from _parts(file.value, (), kind)


def _parts(value: Any, loc: Loc, kind: type[P]) -> Iterator[tuple[Loc, P]]:
    if isinstance(value, kind):
        yield loc, value
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name), (*loc, name), kind)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _parts(one, (*loc, index), kind)


def complete(content: Content) -> Site | None:
    """Give the site where every file could be read, else None."""
    settings, people = content.settings, content.responsibilities
    schedule, actions = content.schedule, content.actions
    if content.broken or not (settings and people and schedule and actions):
        return None
    order = {name: n for n, name in enumerate(settings.value.checklists)}
    checklists = sorted(content.checklists, key=lambda one: order.get(one.id, len(order)))
    return Site(
        settings=settings.value,
        checklists={one.id: one.value for one in checklists},
        sources={one.id: one.value for one in content.sources},
        guidance={one.id: one.value for one in sorted(content.guidance, key=_order)},
        forms={one.id: one.value for one in content.forms},
        roles={role.id: role for role in people.value.roles},
        groups=people.value.groups,
        duties=people.value.duties,
        actions={action.id: action for action in actions.value.actions},
        schedule=schedule.value,
        changes={one.value.checklist: one.value for one in content.changes},
        glossary=content.glossary.value if content.glossary else Glossary(),
    )


def _order(file: File[GuidancePage]) -> tuple[int, str]:
    return file.value.head.order, file.id


def _listed(
    project: Project, folder: Path, endings: tuple[str, ...], content: Content
) -> list[Path]:
    """List a folder's files; what will not be read is said, so nothing is missed in silence."""
    if not folder.is_dir():
        if folder.exists():
            place = Place(project.name(folder))
            content.problems.append(Problem(place, "这里应是文件夹，却是文件", "请移走同名文件"))
        return []
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in endings:
            found.append(path)
        elif path.is_file() and not path.name.startswith((".", "~")):
            place = Place(project.name(path))
            hint = f"这里只读 {'、'.join(endings)} 文件；请改名或移走"
            content.problems.append(Problem(place, "这个文件没有被读取", hint, "警告"))
    return found


def _text(project: Project, path: Path, content: Content, kind: str) -> str | None:
    text, problems = read_text(path, project.name(path))
    content.problems += problems
    if text is None:
        content.broken.add(kind)
    else:
        content.texts[project.name(path)] = text
    return text


def _yaml(project: Project, path: Path, model: type[M], content: Content) -> File[M] | None:
    text = _text(project, path, content, model.__name__)
    if text is None:
        return None
    return _fitted(path.stem, read_yaml(text, project.name(path)), model, content)


def _fitted(name: str, located: Located, model: type[M], content: Content) -> File[M] | None:
    value, problems = fit(model, located)
    content.problems += problems
    if value is None:
        content.broken.add(model.__name__)
        return None
    return File(name, value, located)


def _marked(
    project: Project, path: Path, content: Content, model: type[SourceHead] | type[PageHead]
) -> None:
    """Read a Markdown file into a source or a guidance page."""
    text = _text(project, path, content, model.__name__)
    if text is None:
        return
    name = project.name(path)
    located, body, line = split_front_matter(text, name)
    located = replace(located, places=dict(located.places))  # clauses will be added
    problems = list(check_markdown(body, Place(name, line, 1)))
    content.problems += problems
    head = _fitted(path.stem, located, model, content)
    if head is None:
        return
    if isinstance(head.value, PageHead):
        page = GuidancePage(path.stem, head.value, to_html(body))
        content.guidance.append(File(path.stem, page, located))
    else:
        clauses = _clauses(list(blocks(body, line, name)), located, content)
        source = Source(path.stem, head.value, clauses)
        content.sources.append(File(path.stem, source, located))


def _digest(project: Project, path: Path, content: Content) -> None:
    """Read a digest of a standard into a source."""
    if not (file := _yaml(project, path, DigestFile, content)):
        content.broken.add(SourceHead.__name__)
        return
    located = replace(file.located, places=dict(file.located.places))
    clauses = []
    for n, one in enumerate(file.value.clauses):
        place = file.place("clauses", n, "id")
        if first := located.places.get(("clauses", one.id)):
            hint = f"第 {first.line} 行已有；条款编号不能重用"
            content.problems.append(Problem(place, f"条款编号“{one.id}”重复", hint))
        located.places["clauses", one.id] = place
        clauses.append(Clause(one.id, one.id, 0, one.text, one))
    source = Source(path.stem, file.value, tuple(clauses))
    content.sources.append(File(path.stem, source, located))


def _clauses(found: list[Block], located: Located, content: Content) -> tuple[Clause, ...]:
    """Gather blocks into clauses; a block without an anchor belongs to the clause before it."""
    clauses: dict[str, Clause] = {}
    latest = ""
    for block in found:
        if block.id in clauses:
            message = f"条款编号“{block.id}”重复"
            hint = f"第 {located.place('clauses', block.id).line} 行已有；条款编号不能重用"
            content.problems.append(Problem(block.place, message, hint))
        elif block.id and not block.label:
            hint = f"写成 {{#{block.id} 三（二）1}}"
            content.problems.append(Problem(block.place, "条款编号后缺少称呼", hint))
        elif block.id:
            latest = block.id
            located.places["clauses", latest] = block.place
            clauses[latest] = Clause(latest, block.label, block.level, block.text)
        elif not latest:
            hint = "第一段末尾写上 {#编号 称呼}"
            content.problems.append(Problem(block.place, "这一段不属于任何条款", hint))
        else:
            before = clauses[latest]
            text = f"{before.text}\n{block.text}"
            clauses[latest] = Clause(before.id, before.label, before.level, text)
    return tuple(clauses.values())
