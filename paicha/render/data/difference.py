"""Two builds' items in; what was added, reworded, regraded, retired or lost between them out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from paicha.model.checklist import Retired
from paicha.problems import BuildFailed, Place, Problem
from paicha.render.data import items_file
from paicha.render.data.shapes import ItemData, ItemsFile
from paicha.render.publication import Publication
from paicha.render.templates import renderer
from paicha.render.words import into_style, words
from paicha.source.text import must_read

KINDS = ("added", "reworded", "regraded", "retired", "lost")


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one item; `old` and `new` are its words, "" where it did not stand."""

    kind: str
    id: str
    old: str
    new: str
    note: str = ""


def read_items(folder: Path) -> ItemsFile:
    """Read the items.json of an earlier build; BuildFailed where it is none."""
    path = folder / "items.json"
    try:
        return ItemsFile.model_validate_json(must_read(path, str(path)))
    except ValidationError as error:
        raise BuildFailed(
            [Problem(Place(str(path)), "不是检查项数据", "请给出以前生成的 site/data 文件夹")]
        ) from error


def differences(old: ItemsFile, publication: Publication) -> list[Difference]:
    """List what changed since an earlier build, kind by kind, each in the order of ids."""
    grades = words(publication.project)["grade"]
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in items_file(publication).items}
    found = [*_gone(before, after, publication), *_changed(before, after, grades)]
    found += [
        Difference("added", id_, "", after[id_].check) for id_ in after.keys() - before.keys()
    ]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.id))


def _changed(
    before: dict[str, ItemData], after: dict[str, ItemData], grades: dict[str, str]
) -> Iterator[Difference]:
    for id_ in before.keys() & after.keys():
        old, new = before[id_], after[id_]
        if old.check != new.check:
            yield Difference("reworded", id_, old.check, new.check)
        if old.grade != new.grade:
            yield Difference("regraded", id_, grades[old.grade], grades[new.grade], new.check)


def _gone(
    before: dict[str, ItemData], after: dict[str, ItemData], publication: Publication
) -> Iterator[Difference]:
    checklists = publication.site.checklists.values()
    retired = {one.id: one for checklist in checklists for one in checklist.retired}
    for id_ in before.keys() - after.keys():
        if one := retired.get(id_):
            yield Difference("retired", id_, before[id_].check, "", _why(one, publication))
        else:
            yield Difference("lost", id_, before[id_].check, "")


def _why(retired: Retired, publication: Publication) -> str:
    instead: str = words(publication.project)["difference"]["instead"]
    ids = "、".join(retired.replaced_by)
    return instead.format(why=retired.why, ids=ids) if ids else retired.why


def as_text(found: list[Difference], publication: Publication) -> str:
    """Write the differences for a terminal or a mail."""
    said, lines = words(publication.project), []
    for kind in KINDS:
        mine = [one for one in found if one.kind == kind]
        if mine:
            title = said["difference"][kind]
            head = said["print"]["differences"]["kind"].format(kind=title, count=len(mine))
            lines += ["", head, *(f"  {one.id}  {_line(one)}" for one in mine)]
    return "\n".join(lines).strip() or said["print"]["differences"]["none"]


def _line(one: Difference) -> str:
    change = " → ".join(filter(None, (one.old, one.new)))
    return change + (f"（{one.note}）" if one.note else "")


def as_page(found: list[Difference], publication: Publication) -> str:
    """Write the differences as one page that needs nothing beside it."""
    project = publication.project
    styles = project.templates_like("print/*.css")
    said = words(project)
    css = "\n".join(
        into_style(must_read(path, project.name(path)), said, project.name(path)) for path in styles
    )
    render = renderer(project)
    titles = said["difference"]
    groups = [(titles[kind], [one for one in found if one.kind == kind]) for kind in KINDS]
    context = {"css": css, "site": publication.site, "groups": groups}
    return render("print/differences.html", "differences.html", **context)
