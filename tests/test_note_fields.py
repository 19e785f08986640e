"""Every field of every model: a change of it shows in the note, in words of the trade.

Nothing here names a field: what a model gets tomorrow is walked tomorrow.
"""

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import StringConstraints

from paicha.model.base import NAME, Part
from paicha.project import Project
from paicha.release.entries import FILES, fields_of
from paicha.release.read import Release
from paicha.render.note import Note, Told, note_of
from paicha.render.note.apart import apart
from paicha.render.note.saying import NAMED, Sayer, field_name, kind_name
from paicha.render.note.text import as_text
from paicha.render.words import Words, words
from tests.conftest import ROOT

HAN = re.compile(r"[\u3400-\u9fff]")
Way = tuple[str | int, ...]
OLD, NEW = 0, 1


@pytest.fixture(scope="module")
def said() -> Words:
    return words(Project(ROOT))


def sample(annotation: Any, which: int, key: str) -> Any:
    """Give a value that a file could have, another one for OLD and for NEW."""
    origin, inner = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return whole(annotation, which)
    if origin is Literal:
        return inner[which % len(inner)]
    if origin is tuple:
        return [sample(one, which, key) for one in kinds(inner[0])]
    if origin is dict:
        return {f"{key}-name": sample(inner[1], which, key)}
    if inner:
        return sample(inner[0], which, key)
    plain = {bool: bool(which), int: 7 + which, float: 7.5 + which, date: f"2030-05-0{1 + which}"}
    return plain.get(annotation, f"甲乙丙丁戊己庚辛{key}{which}")


def kinds(annotation: Any) -> list[Any]:
    """Give each kind of part that a list may hold, or the one kind of text."""
    if isinstance(annotation, type):
        return [annotation]
    found = [one for arg in get_args(annotation) for one in kinds(arg)]
    parts = [one for one in found if isinstance(one, type) and issubclass(one, Part)]
    return parts or [annotation]


def whole(model: type[Part], which: int) -> dict[str, Any]:
    """Give a part with every key written."""
    return {key: sample(one.annotation, which, key) for key, one in fields_of(model).items()}


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every single value within a value."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ways(one, (*way, key))
    else:
        yield way


def at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step]
    return value


def put(value: Any, way: Way, new: Any) -> Any:
    """Give a copy with another value at the end of a way."""
    changed = copy.deepcopy(value)
    at(changed, way[:-1])[way[-1]] = new
    return changed


def noted(name: str, old: Any, new: Any, said: Words) -> Note:
    return note_of(Release(files={name: old}), Release(files={name: new}), said)


def lines(note: Note) -> list[tuple[str, str, str]]:
    found = [line for _, group in note.groups for one in group for line in one.lines]
    return [(line.name, line.old, line.new) for line in found]


NAMES = [name.replace("*", "one") for name in FILES]
MODELS = dict(zip(NAMES, FILES.values(), strict=True))
SINGLE = {"kind"}  # a rule's kind tells which rule it is: there is no other word for it


@pytest.mark.parametrize("name", NAMES)
def test_change_of_any_value_shows(name: str, said: Words) -> None:
    old, other = whole(MODELS[name], OLD), whole(MODELS[name], NEW)
    silent = []
    for way in ways(old):
        new = put(old, way, at(other, way))
        note = noted(name, old, new, said)
        told = [one for one in lines(note) if one[1] != one[2]] or renamed(note)
        if new != old and not told:
            silent.append(way)
        if new == old and way[-1] not in SINGLE:
            silent.append(way)
    assert silent == []


def renamed(note: Note) -> bool:
    """Whether what told an entry from others changed: one came, the other is gone."""
    return [one.whole for _, group in note.groups for one in group] == [True, True]


@pytest.mark.parametrize("name", NAMES)
def test_key_that_comes_or_goes_shows(name: str, said: Words) -> None:
    silent = []
    for way, key in keys(whole(MODELS[name], OLD)):
        pairs = []  # of the two samples one may say what is usual
        for which in (OLD, NEW):
            full = whole(MODELS[name], which)
            less = copy.deepcopy(full)
            del at(less, way)[key]
            pairs.append((full, less))
        comes = [noted(name, less, full, said).groups for full, less in pairs]
        goes = [noted(name, full, less, said).groups for full, less in pairs]
        silent += [] if any(comes) and any(goes) else [(*way, key)]
    assert silent == []


def keys(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Yield every key of every part, but those by which a part is known."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(value, dict):
            yield way, key
        if isinstance(one, dict | list):
            yield from keys(one, (*way, key))


@pytest.mark.parametrize("name", NAMES)
def test_entry_of_a_list_that_comes_goes_or_moves_shows(name: str, said: Words) -> None:
    old, other = whole(MODELS[name], OLD), whole(MODELS[name], NEW)
    for way, found in lists(old):
        more = put(old, way, [*found, *at(other, way)])
        assert noted(name, old, more, said).groups, way
        assert noted(name, more, old, said).groups, way
        turned = put(old, way, [*at(other, way), *found])
        assert turned == more or noted(name, more, turned, said).groups, way


def lists(value: Any, way: Way = ()) -> Iterator[tuple[Way, list[Any]]]:
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, list):
            yield (*way, key), one
        if isinstance(one, dict | list):
            yield from lists(one, (*way, key))


def models() -> dict[str, type[Part]]:
    """Every part of every file, by name."""
    found: dict[str, type[Part]] = {}

    def walk(annotation: Any) -> None:
        is_part = isinstance(annotation, type) and issubclass(annotation, Part)
        if is_part and annotation.__name__ not in found:
            found[annotation.__name__] = annotation
            for one in fields_of(annotation).values():
                walk(one.annotation)
        for one in get_args(annotation):
            walk(one)

    for model in FILES.values():
        walk(model)
    return found


@pytest.mark.parametrize("model", models().values(), ids=lambda model: model.__name__)
def test_every_kind_and_key_has_a_chinese_name(model: type[Part], said: Words) -> None:
    assert HAN.search(kind_name(said, model.__name__))
    wrong = {
        key: name
        for key in fields_of(model)
        if not HAN.search(name := field_name(said, model, key)) or re.search("[a-z]", name)
    }
    assert wrong == {}


@pytest.mark.parametrize("model", models().values(), ids=lambda model: model.__name__)
def test_every_word_of_a_few_is_said_in_chinese(model: type[Part], said: Words) -> None:
    sayer = Sayer(said, {}, "")
    for key, one in fields_of(model).items():
        for word in literals(one.annotation):
            text = sayer.say(word, model, key, "")
            assert HAN.search(text), (key, word)


def literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for one in get_args(annotation):
            yield from literals(one)


def test_every_id_of_something_else_is_said_by_its_title() -> None:
    named = {
        key
        for model in models().values()
        for key, one in model.model_fields.items()
        if is_name(one.annotation, one.metadata)
    }
    assert named - {"id"} - set(NAMED) == set()


def is_name(annotation: Any, metadata: list[Any]) -> bool:
    """Whether a field holds ids made of words, one or several, but not as keys of its own."""
    if any(isinstance(one, StringConstraints) and one.pattern == NAME for one in metadata):
        return True
    more = getattr(annotation, "__metadata__", ())
    inner = get_args(annotation)
    return any(is_name(one, list(more)) for one in inner if get_origin(annotation) is not dict)


def test_text_for_the_terminal_says_each_change(said: Words) -> None:
    old, way = whole(MODELS["checklists/one.yaml"], OLD), ("sections", 0, "items", 0, "grade")
    note = noted("checklists/one.yaml", old, put(old, way, "general"), said)
    assert "    等级：重大 → 一般" in as_text(note, said).splitlines()


SOURCE = "content/sources/one.yaml"
FIRST = "省住房和城乡建设厅网站2024年12月转发的印发件，有签章"
SECOND = "东莞市住房和城乡建设局网站转发的文档，没有签章，像是录入的"


def clause(*places: str) -> dict[str, Any]:
    """Give a source with one clause that was seen in some places."""
    one = {"id": "4.1", "label": "第四条（一）", "text": "脚手架要有设计。\n没有的停工。"}
    return {"short_title": "判定标准", "clauses": [one | {"seen_at": list(places)}]}


def only(note: Note) -> Told:
    [(_, [one])] = note.groups
    return one


@pytest.mark.parametrize(
    ("old", "new", "sides"),
    [
        ([FIRST], [FIRST, SECOND], ("原有 1 条", f"增加：{SECOND}")),
        ([FIRST, SECOND], [FIRST], (f"去掉：{SECOND}", "现有 1 条")),
        ([], [SECOND], ("—", SECOND)),
        ([SECOND], [], (SECOND, "—")),
    ],
)
def test_what_joins_a_list_stands_beside_what_was_there(
    old: list[str], new: list[str], sides: tuple[str, str], said: Words
) -> None:
    note = noted(SOURCE, clause(*old), clause(*new), said)
    assert lines(note) == [("见于", *sides)]
    [line] = only(note).lines
    marked = [text for text, differs in (*line.before, *line.after) if differs]
    assert marked == [SECOND], "what is new beside nothing is new, too"


def test_clause_is_called_by_its_source_and_how_it_begins(said: Words) -> None:
    one = only(noted(SOURCE, clause(FIRST), clause(SECOND), said))
    assert (one.title, one.place) == ("判定标准 第四条（一）：脚手架要有设计。", "")


def test_duty_is_told_with_who_does_it_and_how_often(said: Words) -> None:
    def told(**new: Any) -> tuple[str, set[str]]:
        name, duties = "checklists/responsibilities.yaml", [duty, duty | new]
        was, now = ({"roles": [boss], "duties": [one]} for one in duties)
        one = only(noted(name, was, now, said))
        return one.place, {line.name for line in one.lines}

    boss = {"id": "boss", "title": "主要负责人"}
    duty = {"id": "a", "title": "开会", "roles": ["boss"], "cadence": "monthly", "at_least": 1}
    assert told(at_least=2) == ("谁做：主要负责人　频次：每月", {"每月至少几次"})
    both = ("谁做：主要负责人", {"频次", "至少几次"})
    assert told(at_least=2, cadence="weekly") == both, "once was of a month, twice is of a week"


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("2026年11月26日", "2026年12月20日", "[2026年11月26日] [2026年12月20日]"),
        ("于2023年12月1日前报", "于2023年12月报", "于[2023年12月1日前]报 于[2023年12月]报"),
        ("至少两处来源一致的", "只有一处来源待核的", "[至少两处来源一致]的 [只有一处来源待核]的"),
        ("宽不大于 30 厘米", "宽不小于 28.5 厘米", "宽不[大于 30] 厘米 宽不[小于 28.5] 厘米"),
        ("高大于30米", "高小于30厘米", "高[大]于30米 高[小]于30[厘]米"),
        ("查梯子", "用前查梯子", "查梯子 [用前]查梯子"),
        ("", "新写的", " [新写的]"),
    ],
)
def test_marks_keep_phrases_days_and_numbers_whole(old: str, new: str, marked: str) -> None:
    sides = ["".join(f"[{t}]" if differs else t for t, differs in one) for one in apart(old, new)]
    assert " ".join(sides) == marked
