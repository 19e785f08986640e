"""Content in; every id that is used twice, used wrongly, or refers to nothing out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content, File, parts
from paicha.model.form import AtMost, Blank, Cell, CellGroup, Column, OfValues, Value
from paicha.problems import Place, Problem, did_you_mean
from paicha.source.located import Loc


@dataclass(frozen=True)
class Known:
    """The ids there are; None where a file could not be read, so nothing can be said."""

    roles: set[str] | None
    duties: set[str] | None
    actions: set[str] | None
    phases: set[str] | None
    deadlines: set[str] | None
    reports: set[str] | None
    checklists: set[str] | None
    forms: set[str] | None
    sources: set[str] | None


def known(content: Content) -> Known:
    """Gather the ids of everything that others refer to."""
    people, schedule, actions = content.responsibilities, content.schedule, content.actions

    def whole(kind: str, files: Iterable[File[Any]]) -> set[str] | None:
        return None if kind in content.broken else {one.id for one in files}

    return Known(
        roles={r.id for r in people.value.roles} if people else None,
        duties={d.id for d in people.value.duties} if people else None,
        actions={a.id for a in actions.value.actions} if actions else None,
        phases={p.id for p in schedule.value.phases} if schedule else None,
        deadlines={d.id for d in schedule.value.deadlines} if schedule else None,
        reports={r.id for r in schedule.value.reports} if schedule else None,
        checklists=whole("Checklist", content.checklists),
        forms=whole("Form", content.forms),
        sources=whole("SourceHead", content.sources),
    )


def check_references(content: Content) -> Iterator[Problem]:
    """Apply every rule on ids."""
    there = known(content)
    yield from _unique_in_files(content)
    yield from _item_ids(content)
    yield from _items(content, there)
    yield from _people(content, there)
    yield from _schedule(content, there)
    yield from _forms(content, there)
    yield from _settings(content, there)
    for source in content.sources:
        yield from _refer(
            source, ("replaced_by",), source.value.head.replaced_by, there.sources, "依据文件"
        )


def _refer(
    file: File[Any], loc: Loc, words: Iterable[str] | str | None, among: set[str] | None, what: str
) -> Iterator[Problem]:
    """A reference names something that exists."""
    if words is None or among is None:
        return
    listed = not isinstance(words, str)
    for index, word in enumerate([words] if isinstance(words, str) else words):
        if word not in among:
            place = file.place(*loc, index) if listed else file.place(*loc)
            yield Problem(place, f"没有{what}“{word}”", did_you_mean(word, sorted(among)))


def _repeated(file: File[Any], ids: Iterable[tuple[Loc, str]], what: str) -> Iterator[Problem]:
    """An id stands once."""
    seen: dict[str, Loc] = {}
    for loc, one in ids:
        if one in seen:
            line = file.place(*seen[one]).line
            hint = f"第 {line} 行已有；请换一个"
            yield Problem(file.place(*loc), f"{what}“{one}”重复", hint)
        seen.setdefault(one, loc)


_TOGETHER = (  # lists whose entries stand on one page, so that their ids must differ
    ("责任主体编号", ("roles",)),
    ("职责或组的编号", ("groups", "duties")),
    ("日程里的编号", ("phases", "deadlines", "reports")),
    ("处置编号", ("actions",)),
    ("版次编号", ("editions",)),
    ("情形编号", ("facets",)),
    ("分组编号", ("sections",)),
    ("规则编号", ("rules",)),
)


def _unique_in_files(content: Content) -> Iterator[Problem]:
    """Within a file, entries shown on one page have ids of their own."""
    for file in content.files():
        if file is content.settings:  # it refers, and defines nothing
            continue
        for what, lists in _TOGETHER:
            ids = [
                ((name, n, "id"), one.id)
                for name in lists
                for n, one in enumerate(getattr(file.value, name, ()))
            ]
            yield from _repeated(file, ids, what)


def _item_ids(content: Content) -> Iterator[Problem]:
    """Item ids are unique in the whole site, of their checklist's prefix, and never reused."""
    first: dict[str, Place] = {}
    prefixes: dict[str, str] = {}
    for file in content.checklists:
        prefix = file.value.prefix
        if prefix in prefixes:
            hint = f"{prefixes[prefix]} 已用；请换一个前缀"
            yield Problem(file.place("prefix"), f"前缀“{prefix}”重复", hint)
        prefixes.setdefault(prefix, file.located.name)
        retired = {one.id: n for n, one in enumerate(file.value.retired)}
        for loc, item in parts(file, Item):
            place = file.place(*loc, "id")
            yield from _item_id(item.id, place, prefix, first)
            if item.id in retired:
                line = file.place("retired", retired[item.id], "id").line
                hint = f"第 {line} 行已停用；停用的编号不能再用，请用新编号"
                yield Problem(place, f"检查项编号“{item.id}”已停用", hint)
        yield from _retired(file, first)


def _item_id(id_: str, place: Place, prefix: str, first: dict[str, Place]) -> Iterator[Problem]:
    if id_ in first:
        hint = f"{first[id_]} 已有；编号一经使用不再改动，请给后来的换新编号"
        yield Problem(place, f"检查项编号“{id_}”重复", hint)
    first.setdefault(id_, place)
    if not id_.startswith(f"{prefix}-"):
        yield Problem(place, f"检查项编号“{id_}”的前缀不对", f"这个检查表的前缀是 {prefix}")


def _retired(file: File[Checklist], first: dict[str, Place]) -> Iterator[Problem]:
    """A retired item is retired once, and what replaces it exists."""
    retired = file.value.retired
    ids = [(("retired", n, "id"), one.id) for n, one in enumerate(retired)]
    yield from _repeated(file, ids, "停用编号")
    for n, one in enumerate(retired):
        loc = ("retired", n, "replaced_by")
        yield from _refer(file, loc, one.replaced_by, set(first), "检查项")


def _items(content: Content, there: Known) -> Iterator[Problem]:
    """What an item refers to exists: roles, actions, and its checklist's facets and editions."""
    for file in content.checklists:
        facets = {facet.id for facet in file.value.facets}
        editions = {edition.id for edition in file.value.editions}
        for loc, item in parts(file, Item):
            yield from _refer(file, (*loc, "owners"), item.owners, there.roles, "责任主体")
            yield from _refer(file, (*loc, "on_fail"), item.on_fail, there.actions, "处置")
            yield from _refer(file, (*loc, "applies_to"), item.applies_to, facets, "情形")
            yield from _refer(file, (*loc, "editions"), item.editions, editions, "版次")


def _people(content: Content, there: Known) -> Iterator[Problem]:
    """What a duty refers to exists."""
    if not (file := content.responsibilities):
        return
    for n, duty in enumerate(file.value.duties):
        at = ("duties", n)
        yield from _refer(file, (*at, "roles"), duty.roles, there.roles, "责任主体")
        yield from _refer(file, (*at, "phase"), duty.phase, there.phases, "阶段")
        yield from _refer(file, (*at, "deadline"), duty.deadline, there.deadlines, "时限")
        yield from _refer(file, (*at, "checklist"), duty.checklist, there.checklists, "检查表")
        yield from _refer(file, (*at, "forms"), duty.forms, there.forms, "报表")


def _schedule(content: Content, there: Known) -> Iterator[Problem]:
    """What a deadline or report refers to exists."""
    if not (file := content.schedule):
        return
    for kind in ("deadlines", "reports"):
        for n, one in enumerate(getattr(file.value, kind)):
            at = (kind, n)
            yield from _refer(file, (*at, "roles"), one.roles, there.roles, "责任主体")
            yield from _refer(file, (*at, "to"), one.to, there.roles, "责任主体")
            yield from _refer(file, (*at, "forms"), one.forms, there.forms, "报表")
    for n, report in enumerate(file.value.reports):
        ids = [(("reports", n, "due", k, "id"), due.id) for k, due in enumerate(report.due)]
        yield from _repeated(file, ids, "读法编号")


def _forms(content: Content, there: Known) -> Iterator[Problem]:
    """A form's cells and values have ids of their own, and its rules speak of its values."""
    for file in content.forms:
        form = file.value
        yield from _refer(file, ("report",), form.report, there.reports, "报送")
        fields = [(loc, one.id) for kind in _FIELDS for loc, one in parts(file, kind)]
        yield from _repeated(file, [((*loc, "id"), id_) for loc, id_ in fields], "填报项编号")
        values = [((*loc, "id"), value.id) for loc, value in parts(file, Value)]
        yield from _repeated(file, values, "数值编号")
        names = {name for _, name in values}
        for loc, pair in parts(file, AtMost):
            yield from _refer(file, (*loc, "left"), pair.left, names, "数值")
            yield from _refer(file, (*loc, "right"), pair.right, names, "数值")
        for loc, rule in parts(file, OfValues):
            yield from _refer(file, (*loc, "values"), rule.values, names, "数值")


_FIELDS: tuple[type[Blank | CellGroup | Cell | Column], ...] = (Blank, CellGroup, Cell, Column)


def _settings(content: Content, there: Known) -> Iterator[Problem]:
    """The settings name what exists, and every checklist has its place."""
    if not (file := content.settings):
        return
    settings = file.value
    yield from _refer(file, ("source",), settings.source, there.sources, "依据文件")
    yield from _refer(file, ("checklists",), settings.checklists, there.checklists, "检查表")
    yield from _refer(file, ("doors",), settings.doors, there.checklists, "检查表")
    for id_ in sorted((there.checklists or set()) - set(settings.checklists)):
        hint = f"请在 checklists: 里加上 {id_}"
        yield Problem(file.place("checklists"), f"检查表“{id_}”没有列入", hint)
    reports = {r.id: r for r in content.schedule.value.reports} if content.schedule else {}
    for n, choice in enumerate(settings.reports):
        at = ("reports", n)
        yield from _refer(file, (*at, "report"), choice.report, there.reports, "报送")
        if report := reports.get(choice.report):
            readings = {due.id for due in report.due}
            yield from _refer(file, (*at, "follow"), choice.follow, readings, "读法")
