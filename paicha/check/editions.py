"""Content in; editions that do not fit, and clauses that a table of changes forgets, out."""

from collections.abc import Iterator

from paicha.model.changes import Changes, Side
from paicha.model.content import Content
from paicha.model.file import File
from paicha.model.texts import Source
from paicha.problems import Problem, did_you_mean


def check_editions(content: Content) -> Iterator[Problem]:
    """Apply every rule on editions."""
    yield from _shown_first(content)
    if "SourceHead" in content.broken:
        return
    sources = {file.id: file.value for file in content.sources}
    yield from _sources_of_editions(content, sources)
    for file in content.changes:
        yield from _checklist(file, content)
        yield from _kinds(file)
        for key, side in (("from", file.value.old), ("to", file.value.new)):
            yield from _side(file, key, side, sources)


def _shown_first(content: Content) -> Iterator[Problem]:
    """The edition that the settings show first is one of its checklist's."""
    if not content.settings or "Checklist" in content.broken:
        return
    editions = {file.id: [e.id for e in file.value.editions] for file in content.checklists}
    for checklist, edition in content.settings.value.editions.items():
        place = content.settings.place("editions", checklist)
        if checklist not in editions:
            yield Problem(place, f"没有检查表“{checklist}”", did_you_mean(checklist, editions))
        elif edition not in editions[checklist]:
            hint = did_you_mean(edition, editions[checklist])
            yield Problem(place, f"检查表 {checklist} 没有版次“{edition}”", hint)


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
    if "Checklist" in content.broken:
        return
    checklist = checklists.get(file.value.checklist)
    if not checklist:
        hint = did_you_mean(file.value.checklist, checklists)
        message = f"没有检查表“{file.value.checklist}”"
        yield Problem(file.place("checklist"), message, hint)
        return
    editions = [edition.id for edition in checklist.editions]
    for key, side in (("from", file.value.old), ("to", file.value.new)):
        if side.edition not in editions:
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
    for clause in known:
        if clause not in accounted:
            message = f"{side.source} 的 {clause} 没有写明变化"
            hint = "请加一行：unchanged、reworded、widened、narrowed、moved、new 或 dropped"
            yield Problem(file.place("changes"), message, hint)
