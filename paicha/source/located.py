"""YAML text in; plain values and the place of every one of them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from paicha.problems import Place, Problem

Loc = tuple[str | int, ...]

DEEPEST = 20
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "": None, "~": None}
_INT, _FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})$"), re.compile(r"[-+]?[0-9]{1,18}\.[0-9]+$")


@dataclass(slots=True)
class Located:
    """A value and where each part stands: `places[loc]` is the value's, `keys[loc]` its key's."""

    name: str
    value: Any = None
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    words: dict[Loc, str] = field(default_factory=dict)  # unquoted scalars as written: no, 3.10
    problems: list[Problem] = field(default_factory=list)

    def place(self, *loc: str | int) -> Place:
        """Find the nearest place: what is missing is shown at its parent."""
        while loc not in self.places and loc:
            loc = loc[:-1]
        return self.places.get(loc, Place(self.name, 1, 1))

    def key_place(self, *loc: str | int) -> Place:
        """Find the place of the key of a value."""
        return self.keys.get(loc) or self.place(*loc)


class _TooDeepError(Exception):
    pass


@lru_cache(maxsize=256)
def read_yaml(text: str, name: str) -> Located:
    """Read one document (called `name` in messages); its problems stand in the result.

    The result is shared between calls with the same text: treat it as read-only.
    """
    found = Located(name)
    try:
        _read(text, found)
    except yaml.MarkedYAMLError as error:
        found.problems.append(_syntax_problem(error, text, name))
    except yaml.YAMLError:  # the reader's own errors carry no mark; text.py refuses their causes
        found.problems.append(Problem(Place(name, 1, 1), "不是可读的 YAML"))
    except _TooDeepError as error:
        place = error.args[0]
        hint = "请检查缩进和括号"
        found.problems.append(Problem(place, f"层次太深，超过 {DEEPEST} 层", hint))
    return found


def _read(text: str, found: Located) -> None:
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    starts = [event for event in _until_content(events) if isinstance(event, Event)]
    if not starts:
        hint = "没有内容就删去这个文件"
        found.problems.append(Problem(Place(found.name, 1, 1), "文件是空的", hint))
        return
    found.value = _value(starts[0], events, (), found)
    for event in events:
        if isinstance(event, DocumentStartEvent):
            place = _place(event, found)
            hint = "一个文件只写一份；请删去多余的 --- 或另存一个文件"
            found.problems.append(Problem(place, "文件里有第二份文档", hint))
            break


def _until_content(events: Iterator[Any]) -> Iterator[Any]:
    """Yield the event that starts the content, if there is any."""
    for event in events:
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            if isinstance(event, ScalarEvent) and not event.value and not event.style:
                continue
            yield event
            return


def _place(event: Any, found: Located) -> Place:
    return _at(event.start_mark, found.name)


def _value(event: Any, events: Iterator[Any], loc: Loc, found: Located) -> Any:
    found.places[loc] = place = _place(event, found)
    if len(loc) > DEEPEST:
        raise _TooDeepError(place)
    if isinstance(event, AliasEvent):
        message = f"不能用引用 *{event.anchor}"
        found.problems.append(Problem(place, message, "请把内容写全，不要引用别处"))
        return None
    if event.anchor:
        message = f"不能用锚点 &{event.anchor}"
        found.problems.append(Problem(place, message, "请删去；文字以 & 开头时加引号"))
    if event.tag:
        found.problems.append(Problem(place, "不能用标签（!…）", "请删去；文字以 ! 开头时加引号"))
    if isinstance(event, ScalarEvent):
        return _scalar(event, loc, found)
    if isinstance(event, MappingStartEvent):
        return _mapping(events, loc, found)
    return _sequence(events, loc, found)


def _sequence(events: Iterator[Any], loc: Loc, found: Located) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        values.append(_value(event, events, (*loc, len(values)), found))
    return values


def _mapping(events: Iterator[Any], loc: Loc, found: Located) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        place = _place(event, found)
        key = event.value if isinstance(event, ScalarEvent) else None
        if key is None:
            found.problems.append(Problem(place, "冒号前应是一个词", "请检查括号和“- ”"))
            _value(event, events, (*loc, "?"), found)
        elif key in values:
            message = f"“{key}”重复：第 {found.keys[(*loc, key)].line} 行已有"
            found.problems.append(Problem(place, message, "请合并，只留一个"))
            key = None
        value = _value(next(events), events, (*loc, "?" if key is None else key), found)
        if key is not None:
            values[key] = value
            found.keys[(*loc, key)] = place
    return values


def _scalar(event: ScalarEvent, loc: Loc, found: Located) -> Any:
    """Take YAML 1.2 core words only: `no` and `on` stay text, `3.10` stays a number."""
    text: str = event.value
    if event.style or event.tag:
        return text
    found.words[loc] = text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


_SYNTAX = (  # libyaml's words → (what is wrong, what to do); the first match counts
    ("found character that cannot start", "值不能以这个符号开头", "请给整段文字加引号"),
    (
        "mapping values are not allowed",
        "这里多了一个“: ”",
        "文字里有“: ”时给整段加引号；也看上一行缩进",
    ),
    ("could not find expected ':'", "少了冒号", "键后面写“: ”（半角冒号加空格）；也看引号是否配对"),
    ("did not find expected key", "缩进不齐，或引号不配对", "同一层的键要左对齐；也看上一行"),
    ("did not find expected '-' indicator", "列表的“- ”没有对齐", "同一列表的“- ”要左对齐"),
    ("block sequence entries are not allowed", "这里不能写“- ”", "“- ”要另起一行"),
    ("did not find expected node content", "括号里少了内容", "请检查逗号和括号"),
    (
        "did not find expected <document start>",
        "这里多了内容",
        "请检查缩进，或删去多余的 --- 和括号",
    ),
    ("found undefined tag handle", "不能用标签（!…）", "请删去；文字以 ! 开头时加引号"),
    ("found unknown escape character", "双引号里的反斜杠写法不对", "改用单引号，或写成 \\\\"),
)
_UNCLOSED = (  # what was opened and never closed is shown where it was opened
    ("found unexpected end of stream", "引号没有配对", "请补上另一半引号"),
    (
        "did not find expected ',' or",
        "括号没有配对",
        "请补上逗号或右括号；文字里有 , [ ] { } 时加引号",
    ),
)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    said = str(error.problem or error.context or "")
    for words, message, hint in _UNCLOSED:
        if words in said and error.context_mark:
            return Problem(_at(error.context_mark, name), message, hint)
    mark = error.problem_mark or error.context_mark
    place = _at(mark, name) if mark else Place(name, 1, 1)
    if _char_at(text, place) == "\t":
        return Problem(place, "不能用制表符（Tab）缩进", "请改用空格，每层两个")
    for words, message, hint in _SYNTAX:
        if words in said:
            return Problem(place, message, hint)
    return Problem(place, f"YAML 写法有误（{said}）", "请检查这一行和上一行的缩进、引号、冒号")


def _at(mark: Any, name: str) -> Place:
    return Place(name, mark.line + 1, mark.column + 1)


def _char_at(text: str, place: Place) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return line[place.column - 1 : place.column]
