"""Content in; every id that is used twice, reused, or of the wrong kind out."""

from collections.abc import Iterable, Iterator
from typing import Any

from paicha.model.base import ON_WINDOWS
from paicha.model.checklist import IN_EVERY_RECORD, Checklist, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.form import Blank, Cell, CellGroup, Column, Statement, Value
from paicha.problems import Place, Problem
from paicha.source.located import Loc

Ids = Iterable[tuple[Loc, str]]  # where each stands, and what it is


def check_ids(content: Content) -> Iterator[Problem]:
    """Apply every rule on ids themselves."""
    yield from _unique_in_files(content)
    yield from _unique_in_reports(content)
    yield from _unique_in_forms(content)
    yield from _particulars(content)
    yield from _item_ids(content)
    yield from _files_of_the_site(content)
    yield from _office(content)


def _repeated(file: File[Any], ids: Ids, what: str) -> Iterator[Problem]:
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
    ("栏目编号", ("particulars",)),
    ("情形编号", ("facets",)),
    ("分组编号", ("sections",)),
    ("规则编号", ("rules",)),
    ("图的编号", ("pictures",)),
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


def _unique_in_reports(content: Content) -> Iterator[Problem]:
    """The readings of a report have ids of their own, and the settings choose one for each."""
    if content.schedule:
        for n, report in enumerate(content.schedule.value.reports):
            ids: Ids = [
                (("reports", n, "due", k, "id"), due.id) for k, due in enumerate(report.due)
            ]
            yield from _repeated(content.schedule, ids, "读法编号")
    if content.settings:
        chosen = enumerate(content.settings.value.reports)
        ids = [(("reports", n, "report"), choice.report) for n, choice in chosen]
        yield from _repeated(content.settings, ids, "报送事项")


_FIELDS: tuple[type[Blank | CellGroup | Cell | Column | Statement], ...] = (
    *(Blank, CellGroup, Cell, Column, Statement),
)


def _unique_in_forms(content: Content) -> Iterator[Problem]:
    """A form's fields and its values have ids of their own."""
    for file in content.forms:
        fields = [((*loc, "id"), one.id) for kind in _FIELDS for loc, one in parts(file, kind)]
        yield from _repeated(file, fields, "填报项编号")
        values = [((*loc, "id"), value.id) for loc, value in parts(file, Value)]
        yield from _repeated(file, values, "数值编号")


def _particulars(content: Content) -> Iterator[Problem]:
    """Particulars name the unit, none that every record has anyway, and no option twice."""
    for file in content.checklists:
        yield from _unit_named(file)
        for n, one in enumerate(file.value.particulars):
            if one.id in IN_EVERY_RECORD:
                hint = "检查日期、检查人、陪同人每个检查表都有，不用写；请删去，或换一个编号"
                place = file.place("particulars", n, "id")
                yield Problem(place, f"栏目编号“{one.id}”另有用处", hint)
            where = ("particulars", n, "options")
            options = [((*where, k), option) for k, option in enumerate(one.options)]
            yield from _repeated(file, options, "选项")


def _unit_named(file: File[Checklist]) -> Iterator[Problem]:
    """A record is known by whom it is about: its card, its file's name, the list of units."""
    found, lost = file.value.particulars, file.lost_ids("particulars")
    if found and lost is not None and "unit" not in {*lost, *(one.id for one in found)}:
        hint = "加上 {id: unit, label: 被检查单位}；label 可以改成别的叫法"
        yield Problem(file.place("particulars"), "particulars 里缺少 unit", hint)


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
        yield from _retired(file)


def _item_id(id_: str, place: Place, prefix: str, first: dict[str, Place]) -> Iterator[Problem]:
    if id_ in first:
        hint = f"{first[id_]} 已有；编号一经使用不再改动，请给后来的换新编号"
        yield Problem(place, f"检查项编号“{id_}”重复", hint)
    first.setdefault(id_, place)
    yield from _prefix(id_, place, prefix)


def _prefix(id_: str, place: Place, prefix: str) -> Iterator[Problem]:
    if not id_.startswith(f"{prefix}-"):
        yield Problem(place, f"检查项编号“{id_}”的前缀不对", f"这个检查表的前缀是 {prefix}")


def _retired(file: File[Checklist]) -> Iterator[Problem]:
    """A retired item is retired once, and was this checklist's."""
    ids = [(("retired", n, "id"), one.id) for n, one in enumerate(file.value.retired)]
    yield from _repeated(file, ids, "停用编号")
    for loc, id_ in ids:
        yield from _prefix(id_, file.place(*loc), file.value.prefix)


def _files_of_the_site(content: Content) -> Iterator[Problem]:
    """No id would give two files of the site one name."""
    if content.responsibilities:
        for n, role in enumerate(content.responsibilities.value.roles):
            if role.id == "all":
                place = content.responsibilities.place("roles", n, "id")
                hint = "schedule/all.ics 是全部日程；请换一个编号"
                yield Problem(place, "编号“all”另有用处", hint)
            yield from _on_windows(role.id, content.responsibilities.place("roles", n, "id"))
    for file in content.checklists:
        if file.id == "index":
            hint = "offline/index.html 是离线使用的网页；请换一个文件名"
            yield Problem(Place(file.located.name), "编号“index”另有用处", hint)
    yield from _files_of_editions(content)


def _files_of_editions(content: Content) -> Iterator[Problem]:
    """No edition's id would give its page or sheet the name of another."""
    names = {file.id for file in content.checklists}
    for file in content.checklists:
        for n, edition in enumerate(file.value.editions):
            place = file.place("editions", n, "id")
            yield from _on_windows(edition.id, place)
            if edition.id == "changes":
                hint = "changes 是版次变化的网页；请换一个编号"
                yield Problem(place, "编号“changes”另有用处", hint)
            if (sheet := f"{file.id}-{edition.id}") in names:
                message = f"版次“{edition.id}”的打印件和检查表 {sheet} 同名"
                yield Problem(place, message, "请换一个版次编号")


def _on_windows(id_: str, place: Place) -> Iterator[Problem]:
    """No file or folder has a name under which Windows keeps a device: it could not be unpacked."""
    if id_ in ON_WINDOWS:
        hint = f"网站里会有叫 {id_} 的文件，Windows 上解不开；请换一个"
        yield Problem(place, f"编号“{id_}”不能用", hint)


def _office(content: Content) -> Iterator[Problem]:
    """An office that shares a host says who it is: phones tell its records from others' by that."""
    file = content.settings
    if file and not file.value.id and file.value.base_path not in ("", "/"):
        hint = "请写 id: 本单位的代号，例如 id: xx-zhujian；同一网址下的几个单位各用各的"
        message = "网址里有子目录，却没有写本单位的代号 id；别的单位的记录会混在一起"
        yield Problem(file.place("base_url"), message, hint, "警告")
