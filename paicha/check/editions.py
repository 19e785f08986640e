"""Content in; editions that do not fit, and clauses that a table of changes forgets, out."""

from collections.abc import Iterator
from typing import Any

from paicha.model.changes import Changes, Side
from paicha.model.checklist import Checklist
from paicha.model.content import Content
from paicha.model.editions import first_of, in_force
from paicha.model.file import File
from paicha.model.texts import Settings, Source, SourceHead
from paicha.problems import Problem, did_you_mean


def check_editions(content: Content) -> Iterator[Problem]:
    """Apply every rule on editions."""
    yield from _shown_first(content)
    if SourceHead in content.broken:
        return
    sources = {file.id: file.value for file in content.sources}
    yield from _sources_of_editions(content, sources)
    if content.settings and not _damaged(content):
        for one in content.checklists:
            yield from _first_in_force(one, content.settings, sources)
    for file in content.changes:
        yield from _checklist(file, content)
        yield from _kinds(file)
        for key, side in (("from", file.value.old), ("to", file.value.new)):
            yield from _side(file, key, side, sources)


def _damaged(content: Content) -> bool:
    """Whether something dropped out that could be what is asked for."""
    files: list[File[Any]] = [*content.sources, *content.checklists]
    settings = content.settings and content.settings.lost
    return bool(settings or Checklist in content.broken or any(file.lost for file in files))


def _shown_first(content: Content) -> Iterator[Problem]:
    """The edition that the settings show first is one of its checklist's."""
    if not content.settings or content.settings.lost or Checklist in content.broken:
        return
    editions = {file.id: [e.id for e in file.value.editions] for file in content.checklists}
    damaged = {file.id for file in content.checklists if file.lost_ids("editions") != set()}
    for key in ("editions", "why_first"):
        for checklist in getattr(content.settings.value, key):
            if checklist not in editions:
                hint = did_you_mean(checklist, editions)
                place = content.settings.place(key, checklist)
                yield Problem(place, f"没有检查表“{checklist}”", hint)
    for checklist, edition in content.settings.value.editions.items():
        if checklist in damaged:
            continue
        if edition not in editions.get(checklist, [edition]):
            place = content.settings.place("editions", checklist)
            hint = did_you_mean(edition, editions[checklist])
            yield Problem(place, f"检查表 {checklist} 没有版次“{edition}”", hint)


def _first_in_force(
    file: File[Checklist], settings: File[Settings], sources: dict[str, Source]
) -> Iterator[Problem]:
    """The edition shown first is in force, or the settings say why it is another one."""
    first = first_of(file.id, file.value, settings.value, sources)
    if settings.value.editions.get(file.id, first.id) != first.id:
        return  # there is no such edition
    valid = [one for one in file.value.editions if in_force(one, settings.value, sources)]
    said = f"检查表 {file.id} 先显示的版次“{first.id}”"
    reasoned = file.id in settings.value.why_first
    if first not in valid and not reasoned:
        named = file.id in settings.value.editions
        place = settings.place("editions", file.id) if named else file.place("editions", 0)
        ended = _ended(sources[first.source or ""], settings.value)
        better = f"删去这一行，就先显示现行的“{valid[0].id}”" if valid else "请补上现行的版次"
        hint = f"{better}；确要先显示它，请在 why_first: 里写 {file.id}: 理由"
        yield Problem(place, f"{said}不是现行的：{ended}", hint)
    elif first in valid and reasoned:
        hint = "删去这一行，或在 editions: 里写明先显示哪一版"
        yield Problem(settings.place("why_first", file.id), f"{said}是现行的，不用理由", hint)


def _ended(source: Source, settings: Settings) -> str:
    """Say why a source is not in force."""
    head = source.head
    return {
        "to-come": f"{source.id} 自 {head.in_force_from} 起才施行",
        "repealed": f"{source.id} 自 {head.repealed_on} 起废止",
        "replaced": f"{source.id} 已由 {head.replaced_by} 替代",
        "": "",
    }[head.state(settings.updated)]


def _sources_of_editions(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    """The standard that sets an edition is one of the sources."""
    for file in content.checklists:
        for n, edition in enumerate(file.value.editions):
            if edition.source and edition.source not in sources:
                place = file.place("editions", n, "source")
                hint = did_you_mean(edition.source, sources)
                yield Problem(place, f"没有依据文件“{edition.source}”", hint)


def _checklist(file: File[Changes], content: Content) -> Iterator[Problem]:
    """A table of changes is of a checklist and of two editions of it."""
    checklists = {one.id: one.value for one in content.checklists}
    if Checklist in content.broken:
        return
    checklist = checklists.get(file.value.checklist)
    if not checklist:
        hint = did_you_mean(file.value.checklist, checklists)
        message = f"没有检查表“{file.value.checklist}”"
        yield Problem(file.place("checklist"), message, hint)
        return
    damaged = any(one.lost for one in content.checklists if one.id == file.value.checklist)
    editions = [edition.id for edition in checklist.editions]
    for key, side in (("from", file.value.old), ("to", file.value.new)):
        if not damaged and side.edition not in editions:
            hint = did_you_mean(side.edition, editions)
            yield Problem(file.place(key, "edition"), f"没有版次“{side.edition}”", hint)


def _kinds(file: File[Changes]) -> Iterator[Problem]:
    """What is new has no old clause, what is dropped has no new one, all else has both."""
    for n, change in enumerate(file.value.changes):
        needs = {"old": change.kind != "new", "new": change.kind != "dropped"}
        for key, needed in needs.items():
            if needed != bool(getattr(change, key)):
                said = "缺少" if needed else "不应有"
                message = f"变化“{change.kind}”{said} {key}: 里的条款"
                hint = "新增的只写 new，删去的只写 old，其余两个都写"
                yield Problem(file.place("changes", n), message, hint)


def _side(
    file: File[Changes], key: str, side: Side, sources: dict[str, Source]
) -> Iterator[Problem]:
    """Every clause named exists, and no clause of either edition is unaccounted for."""
    source = sources.get(side.source)
    if not source:
        hint = did_you_mean(side.source, sources)
        yield Problem(file.place(key, "source"), f"没有依据文件“{side.source}”", hint)
        return
    known = [clause.id for clause in source.clauses]
    name = "old" if key == "from" else "new"
    accounted = set()
    for n, change in enumerate(file.value.changes):
        for k, clause in enumerate(getattr(change, name)):
            accounted.add(clause)
            if clause not in known:
                place = file.place("changes", n, name, k)
                hint = did_you_mean(clause, known)
                yield Problem(place, f"{side.source} 里没有条款“{clause}”", hint)
    for clause in () if file.lost else known:
        if clause not in accounted:
            message = f"{side.source} 的 {clause} 没有写明变化"
            hint = "请加一行：unchanged、reworded、widened、narrowed、moved、new 或 dropped"
            yield Problem(file.place("changes"), message, hint)
