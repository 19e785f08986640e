"""Content in; every reference to something that does not exist out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from paicha.model.checklist import Checklist, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.form import AtMost, Form, OfValues
from paicha.model.texts import PageHead, SourceHead
from paicha.model.verdict import Outcome, Verdict
from paicha.problems import Problem, did_you_mean
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
    guidance: set[str] | None


def known(content: Content) -> Known:
    """Gather the ids of everything that others refer to, of what dropped out too."""
    people, schedule, actions = content.responsibilities, content.schedule, content.actions

    def whole(kind: type[BaseModel], files: Iterable[File[Any]]) -> set[str] | None:
        return None if kind in content.broken else {one.id for one in files}

    return Known(
        roles=ids_in(people, "roles"),
        duties=ids_in(people, "duties"),
        actions=ids_in(actions, "actions"),
        phases=ids_in(schedule, "phases"),
        deadlines=ids_in(schedule, "deadlines"),
        reports=ids_in(schedule, "reports"),
        checklists=whole(Checklist, content.checklists),
        forms=whole(Form, content.forms),
        sources=whole(SourceHead, content.sources),
        guidance=whole(PageHead, content.guidance),
    )


def ids_in(file: File[Any] | None, key: str) -> set[str] | None:
    """Give the ids of a list's entries, of what dropped out too; None where one is not known."""
    lost = file.lost_ids(key) if file else None
    return (
        None
        if file is None or lost is None
        else lost | {one.id for one in getattr(file.value, key)}
    )


def check_references(content: Content) -> Iterator[Problem]:
    """Apply every rule on what refers to what."""
    there = known(content)
    yield from _items(content, there)
    yield from _replacements(content)
    yield from _people(content, there)
    yield from _schedule(content, there)
    yield from _forms(content, there)
    yield from _settings(content, there)
    for source in content.sources:
        yield from refer(
            source, ("replaced_by",), source.value.head.replaced_by, there.sources, "依据文件"
        )


def refer(
    file: File[Any], loc: Loc, words: Iterable[str] | str | None, among: set[str] | None, what: str
) -> Iterator[Problem]:
    """A reference names something that exists, and a list names it once."""
    if words is None:
        return
    listed = not isinstance(words, str)
    seen: set[str] = set()
    for index, word in enumerate([words] if isinstance(words, str) else words):
        at = (*loc, index) if listed else loc
        if word in seen:
            yield Problem(file.place(*at), f"{what}“{word}”写了两次", "请删去一个")
        elif among is not None and word not in among:
            hint = did_you_mean(word, sorted(among))
            yield Problem(file.place(*at), f"没有{what}“{word}”", hint)
        seen.add(word)


def _items(content: Content, there: Known) -> Iterator[Problem]:
    """What an item refers to exists: roles, actions, and its checklist's facets and editions."""
    for file in content.checklists:
        facets, editions = ids_in(file, "facets"), ids_in(file, "editions")
        for loc, item in parts(file, Item):
            yield from refer(file, (*loc, "how"), item.how, None, "方法")
            yield from refer(file, (*loc, "owners"), item.owners, there.roles, "责任主体")
            yield from refer(file, (*loc, "on_fail"), item.on_fail, there.actions, "处置")
            yield from refer(file, (*loc, "on_major"), item.on_major, there.actions, "处置")
            yield from refer(file, (*loc, "applies_to"), item.applies_to, facets, "情形")
            yield from _each(file, loc, item)
            yield from refer(file, (*loc, "editions"), item.editions, editions, "版次")
            yield from _graded(file, loc, item)
            yield from _measured(file, loc, item)
            if item.sign and not file.value.verdict:
                hint = "请补上 verdict:，或删去 sign"
                yield Problem(file.place(*loc, "sign"), "有 sign 却没有结论规则 verdict", hint)
        for loc, outcome in parts(file, Outcome):
            yield from refer(file, (*loc, "on_fail"), outcome.on_fail, there.actions, "处置")
        for loc, verdict in parts(file, Verdict):
            yield from refer(file, (*loc, "known_for"), verdict.known_for, facets, "情形")
            yield from refer(file, (*loc, "unknown_for"), verdict.unknown_for, facets, "情形")


def _each(file: File[Checklist], loc: Loc, item: Item) -> Iterator[Problem]:
    """An item is asked of each of what it applies to, and of what has names of its own."""
    yield from refer(
        file, (*loc, "each"), item.each, set(item.applies_to), "本项 applies_to 里的情形"
    )
    named = {facet.id for facet in file.value.facets if facet.called}
    nameless = {facet.id for facet in file.value.facets} - named
    for n, name in enumerate(item.each):
        if name in nameless and name in item.applies_to:
            message = f"情形“{name}”没有写一个一个怎么叫，不能逐个问"
            hint = f"给 facets 里的 {name} 补上 called:，例如 {{n}}#，或从 each 里删去"
            yield Problem(file.place(*loc, "each", n), message, hint)


def _measured(file: File[Checklist], loc: Loc, item: Item) -> Iterator[Problem]:
    """A condition that a value ticks names a number measured for its item."""
    numbers = {measure.label for measure in item.measures if not measure.date}
    for n, condition in enumerate(item.major_if):
        at = (*loc, "major_if", n, "measured")
        yield from refer(file, at, condition.measured, numbers, "测量值")


def _graded(file: File[Checklist], loc: Loc, item: Item) -> Iterator[Problem]:
    """A major item says when it is major and what must happen then; a general one does not."""
    for key, said in (("major_if", item.major_if), ("on_major", item.on_major)):
        if bool(said) == (item.grade == "major"):
            continue
        if said:
            message, hint = f"等级是 general，却写了 {key}", f"等级改为 major，或删去 {key}"
            yield Problem(file.place(*loc, key), message, hint)
        else:
            message, hint = f"等级是 major，却没有 {key}", f"请补上 {key}:，或等级改为 general"
            yield Problem(file.place(*loc, "grade"), message, hint)


def _replacements(content: Content) -> Iterator[Problem]:
    """What replaces a retired item exists, and so does what a doubt is about."""
    known = item_ids(content)
    for file in content.checklists:
        for n, one in enumerate(file.value.retired):
            loc = ("retired", n, "replaced_by")
            yield from refer(file, loc, one.replaced_by, known, "检查项")
    if content.gaps:
        for n, doubt in enumerate(content.gaps.value.doubts):
            yield from refer(content.gaps, ("doubts", n, "items"), doubt.items, known, "检查项")


def item_ids(content: Content) -> set[str] | None:
    """Give the ids of all items, of those that dropped out too; None where one is not known."""
    if Checklist in content.broken:
        return None
    found: set[str] = set()
    for file in content.checklists:
        lost = file.lost_ids("items", "sections")
        if lost is None:
            return None
        found |= lost | {item.id for item in file.value.items()}
    return found


def _people(content: Content, there: Known) -> Iterator[Problem]:
    """What a duty refers to exists."""
    if not (file := content.responsibilities):
        return
    for n, duty in enumerate(file.value.duties):
        at = ("duties", n)
        yield from refer(file, (*at, "roles"), duty.roles, there.roles, "责任主体")
        yield from refer(file, (*at, "phase"), duty.phase, there.phases, "阶段")
        yield from refer(file, (*at, "deadline"), duty.deadline, there.deadlines, "时限")
        yield from refer(file, (*at, "report"), duty.report, there.reports, "报送事项")
        yield from refer(file, (*at, "checklist"), duty.checklist, there.checklists, "检查表")
        yield from refer(file, (*at, "forms"), duty.forms, there.forms, "报表")


def _schedule(content: Content, there: Known) -> Iterator[Problem]:
    """What a deadline or report refers to exists."""
    if not (file := content.schedule):
        return
    for kind in ("deadlines", "reports"):
        for n, one in enumerate(getattr(file.value, kind)):
            at = (kind, n)
            yield from refer(file, (*at, "roles"), one.roles, there.roles, "责任主体")
            yield from refer(file, (*at, "to"), one.to, there.roles, "责任主体")
            yield from refer(file, (*at, "forms"), one.forms, there.forms, "报表")


def _forms(content: Content, there: Known) -> Iterator[Problem]:
    """A form is of a report, and its rules speak of its values."""
    for file in content.forms:
        form = file.value
        yield from refer(file, ("report",), form.report, there.reports, "报送事项")
        yield from refer(file, ("proves",), form.proves, there.duties, "职责")
        names = None if file.lost else {value.id for value in form.values()}
        for loc, pair in parts(file, AtMost):
            yield from refer(file, (*loc, "left"), pair.left, names, "数值")
            yield from refer(file, (*loc, "right"), pair.right, names, "数值")
        for loc, rule in parts(file, OfValues):
            yield from refer(file, (*loc, "values"), rule.values, names, "数值")


def _settings(content: Content, there: Known) -> Iterator[Problem]:
    """The settings name what exists, and every checklist has its place."""
    if not (file := content.settings):
        return
    settings = file.value
    yield from refer(file, ("source",), settings.source, there.sources, "依据文件")
    yield from refer(file, ("checklists",), settings.checklists, there.checklists, "检查表")
    yield from refer(file, ("doors",), settings.doors, there.checklists, "检查表")
    yield from refer(file, ("self_check",), settings.self_check, there.checklists, "检查表")
    lists, named = there.checklists or set(), set(settings.checklists)
    for id_ in sorted(lists - named if named <= lists else ()):  # else one may be misspelt
        hint = f"请在 checklists: 里加上 {id_}"
        yield Problem(file.place("checklists"), f"检查表“{id_}”没有列入", hint)
    reports = {r.id: r for r in content.schedule.value.reports} if content.schedule else {}
    for n, choice in enumerate(settings.reports):
        at = ("reports", n)
        yield from refer(file, (*at, "report"), choice.report, there.reports, "报送事项")
        if report := reports.get(choice.report):
            readings = {due.id for due in report.due}
            yield from refer(file, (*at, "follow"), choice.follow, readings, "读法")
