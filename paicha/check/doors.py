"""Content in; doors that lead nowhere, and questions that have no voice of their own, out."""

from collections.abc import Iterator

from paicha.check.references import ids_in, known, refer
from paicha.model.campaign import Door, Narrowed, Responsibilities
from paicha.model.checklist import Checklist
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.problems import Problem
from paicha.source.located import Loc

People = File[Responsibilities]


def check_doors(content: Content) -> Iterator[Problem]:
    """Apply every rule on doors."""
    if not (file := content.responsibilities):
        return
    there = known(content)
    doors = list(parts(file, Door))
    yield from _one_each(file, doors)
    for loc, door in doors:
        yield from refer(file, (*loc, "role"), door.role, there.roles, "责任主体")
        yield from refer(file, (*loc, "forms"), door.forms, there.forms, "报表")
        yield from refer(file, (*loc, "guidance"), door.guidance, there.guidance, "说明页")
        yield from _one_page(file, loc, door)
    lists = {one.id: one for one in content.checklists}
    for loc, narrowed in parts(file, Narrowed):
        yield from refer(file, (*loc, "checklist"), narrowed.checklist, there.checklists, "检查表")
        yield from refer(file, (*loc, "owner"), narrowed.owner, there.roles, "责任主体")
        if of := lists.get(narrowed.checklist):
            yield from _within(file, loc, narrowed, of)


def _one_each(file: People, doors: list[tuple[Loc, Door]]) -> Iterator[Problem]:
    """A role has one door."""
    seen: set[str] = set()
    for loc, door in doors:
        if door.role in seen:
            yield Problem(file.place(*loc, "role"), f"“{door.role}”有两个入口", "请并成一个")
        seen.add(door.role)


def _one_page(file: People, loc: Loc, door: Door) -> Iterator[Problem]:
    """A door has one page of its own of a checklist: the page is called by both."""
    apart: set[str] = set()
    for n, one in enumerate(door.lists):
        if one.apart and one.checklist in apart:
            place = file.place(*loc, "lists", n, "checklist")
            yield Problem(place, f"“{one.checklist}”有两张自己的表", "请并成一张，用 ways 分开")
        apart |= {one.checklist} if one.apart else set()


def _within(file: People, loc: Loc, one: Narrowed, of: File[Checklist]) -> Iterator[Problem]:
    """What a narrowed list names is in its checklist: facets, and items that are asked there."""
    for n, way in enumerate(one.ways):
        at = (*loc, "ways", n, "facets")
        yield from refer(file, at, way.facets, ids_in(of, "facets"), "情形")
    names = None if of.lost else {item.id for item in of.value.items()}
    yield from refer(file, (*loc, "first"), one.first, names, "检查项")
    if one.first and not one.own:
        hint = "请加上 own: true，或删去 first"
        yield Problem(file.place(*loc, "first"), "只有用自己的话问的表才分先后", hint)
    asked = {item.id: item for item in of.value.items() if of.value.is_of(item, one.owner)}
    for n, id_ in enumerate(one.first):
        if id_ in (names or ()) and id_ not in asked:
            message = f"{id_} 不归“{one.owner}”负责，这张表里没有它"
            yield Problem(file.place(*loc, "first", n), message, "请删去，或改 owner")
    if one.own and (mute := [item.id for item in asked.values() if not item.ask]):
        message = f"“{one.title}”里有 {len(mute)} 项没有 ask，照 check 问：{'、'.join(mute)}"
        hint = f"请在 {of.located.name} 里补上"
        yield Problem(file.place(*loc, "own"), message, hint, "警告")
