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
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from paicha.problems import Place, Problem
from paicha.source.entries import Entry, entry_at
from paicha.source.syntax import explain, spot_of, wide_sign
from paicha.source.text import control, on_one_line

Loc = tuple[str | int, ...]

DEEPEST = 20
_WIDE = re.compile("(?<=[a-z_])：|，(?= *[a-z_]+ *[:：])")
_MOST = 20  # entries that are left out of a file
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "": None, "~": None}
_LOST = re.compile(r"\s+#(?=[^\s#])")
_SPELT = dict(zip("\0\a\b\v\f\r\x1b\u2028\u2029\x85", "0abvfreLPN", strict=True))
_INT, _FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})$"), re.compile(r"[-+]?[0-9]{1,18}\.[0-9]+$")


@dataclass(slots=True)
class Located:
    """A value and where each part stands: `places[loc]` is the value's, `keys[loc]` its key's."""

    name: str
    value: Any = None
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    words: dict[Loc, str] = field(default_factory=dict)  # unquoted scalars as written: no, 3.10
    verbatim: dict[Loc, Place] = field(default_factory=dict)  # where texts begin, shown as is
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[Loc] = field(default_factory=set)  # where a value is that cannot be taken
    lost: list[Entry] = field(default_factory=list)  # what was left out so that the rest be read

    def place(self, *loc: str | int) -> Place:
        """Find the nearest place: what is missing is shown at its parent."""
        while loc not in self.places and loc:
            loc = loc[:-1]
        return self.places.get(loc) or Place(self.name, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Find the place of the key of a value."""
        return self.keys.get(loc) or self.place(*loc)

    def within(self, loc: Loc, line: int, column: int) -> Place:
        """Find a spot of a text (from 0): exactly where the file shows it so, else the text."""
        start = self.verbatim.get(loc)
        return (
            Place(self.name, start.line + line, start.column + column)
            if start
            else self.place(*loc)
        )

    def refuse(self, loc: Loc, problem: Problem) -> None:
        """Note a problem of a value that was read, so that what holds it can drop out."""
        self.problems.append(problem)
        self.broken.add(loc)

    def line(self, number: int) -> str:
        """Give a line (from 0); beyond the end, where libyaml can stop, there is an empty one."""
        return self.lines[number] if number < len(self.lines) else ""

    def value_at(self, loc: Loc) -> Any:
        """Give a value as the file has it, before the model strips it."""
        value = self.value
        for step in loc:
            value = value[step]
        return value

    def find(self, char: str, start: Place) -> Place:
        """Find a character's first place from `start` on; `start` itself where it is not."""
        for number in range(start.line - 1, len(self.lines)):
            column = self.lines[number].find(char, start.column - 1 if number < start.line else 0)
            if column >= 0:
                return Place(self.name, number + 1, column + 1)
        return start


class _TooDeepError(Exception):
    pass


@lru_cache(maxsize=64)
def read_yaml(text: str, name: str) -> Located:
    """Read one document (called `name` in messages); its problems stand in the result.

    An entry in which libyaml stumbles is left out, so that the rest can be read. The result is
    shared between calls with the same text: treat it as read-only.
    """
    located = _parsed(text, name)
    if located.value is None and located.problems:
        return _rest(text, located) or located
    return located


def _rest(text: str, stopped: Located) -> Located | None:
    """Read what stands around the entries that cannot be read; None where that helps nothing."""
    lines, problems, lost = text.split("\n"), list(stopped.problems), list[Entry]()
    for _ in range(_MOST):
        entry = entry_at(lines, problems[-1].place.line - 1)
        shifted = "对" in problems[-1].message  # 没有对齐, 对不上: one such shifts all below it
        if not entry or (lost and entry.start < lost[-1].end + shifted):
            return None
        lost.append(entry)
        lines[entry.start : entry.end] = [""] * (entry.end - entry.start)
        located = _parsed("\n".join(lines), stopped.name)
        if located.value is not None:
            located.problems[:0], located.lost = problems, lost
            return located
        problems += (one for one in located.problems if one not in problems)
    return None


def _parsed(text: str, name: str) -> Located:
    """Read one document as far as libyaml gets; where it stops there is no value."""
    located = Located(name, lines=text.split("\n"))
    scalars: list[ScalarEvent] = []
    try:
        _read(_noting(yaml.parse(text, Loader=yaml.CSafeLoader), scalars), located)
    except yaml.MarkedYAMLError as error:
        stumbled = explain(error, located.lines, name, scalars[-1] if scalars else None)
        located.problems[:] = [p for p in located.problems if p.place.line != stumbled.place.line]
        located.problems.append(stumbled)
    except yaml.YAMLError:  # the reader's own errors carry no mark; text.py refuses their causes
        located.problems.append(Problem(Place(name, 1, 1), "不是可读的 YAML"))
    except _TooDeepError as error:
        place = error.args[0]
        hint = _too_deep(located.line(place.line - 1))
        located.problems.append(Problem(place, f"层次太深，超过 {DEEPEST} 层", hint))
    return located


def _too_deep(line: str) -> str:
    """Say what of a line that is too deep is too many."""
    if "[[" in line or "{{" in line:
        return "一行里连着许多个“[”或“{”：请删去多余的，列表只用一对 [ ]"
    if "- - " in line:
        return "一行里连着许多个“- ”：每项只写一个“- ”"
    return "请检查缩进和括号"


def _escaped(char: str, loc: Loc, located: Located) -> tuple[str, Place]:
    """Find how and where a text in quotation marks spells a character that cannot be seen."""
    start = located.places[loc]
    number = f"[xuU]0*(?i:{ord(char):x})(?![0-9a-fA-F])"
    spelt = re.compile(rf"(?<!\\)\\(?:{number}|{_SPELT.get(char, number)})")
    for line in range(start.line - 1, len(located.lines)):
        column = start.column if line == start.line - 1 else 0
        if found := spelt.search(located.lines[line], column):
            return found[0], Place(located.name, line + 1, found.start() + 1)
    return "\\", start


def _noting(events: Iterator[Any], scalars: list[ScalarEvent]) -> Iterator[Any]:
    """Pass events on, keeping the last scalar: where libyaml stumbles, it says what it was in."""
    for event in events:
        if isinstance(event, ScalarEvent):
            scalars[:] = [event]
        yield event


def _read(events: Iterator[Any], located: Located) -> None:
    starts = list(_until_content(events))
    if not starts:
        message, hint = "文件里没有内容（注释不算）", "请补上内容，或从备份恢复"
        located.problems.append(Problem(Place(located.name, 1, 1), message, hint))
        return
    located.value = _value(starts[0], events, (), located)
    for event in events:
        if isinstance(event, DocumentStartEvent):
            place = _place(event, located)
            hint = "一个文件只写一份；请删去多余的 --- 或另存一个文件"
            located.problems.append(Problem(place, "文件里有第二份文档", hint))
            break


def _until_content(events: Iterator[Any]) -> Iterator[Any]:
    """Yield the event that starts the content, if there is any."""
    for event in events:
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            if isinstance(event, ScalarEvent) and not event.value and not event.style:
                continue
            yield event
            return


def _place(event: Any, located: Located) -> Place:
    return _at(event.start_mark, located.name)


def _value(event: Any, events: Iterator[Any], loc: Loc, located: Located) -> Any:
    located.places[loc] = place = _place(event, located)
    if len(loc) > DEEPEST:
        raise _TooDeepError(place)
    if event.anchor or event.tag:
        _refuse_marks(event, loc, located)
    if isinstance(event, AliasEvent):
        return None
    if isinstance(event, ScalarEvent):
        return _scalar(event, loc, located)
    if isinstance(event, MappingStartEvent):
        return _mapping(events, loc, located)
    return _sequence(events, loc, located)


def _refuse_marks(event: Any, loc: Loc, located: Located) -> None:
    """No anchors, aliases or tags: every file says all it says, where it says it."""
    place = _place(event, located)
    if isinstance(event, AliasEvent):
        hint = "请把内容写全；文字以 * 开头时加引号"
        located.refuse(loc, Problem(place, f"不能用引用 *{event.anchor}", hint))
        return
    if event.anchor:
        message = f"不能用锚点 &{event.anchor}"
        located.refuse(loc, Problem(place, message, "请删去；文字以 & 开头时加引号"))
    if event.tag:
        located.refuse(loc, Problem(place, "不能用标签（!…）", "请删去；文字以 ! 开头时加引号"))


def _sequence(events: Iterator[Any], loc: Loc, located: Located) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        values.append(_value(event, events, (*loc, len(values)), located))
    return values


def _mapping(events: Iterator[Any], loc: Loc, located: Located) -> dict[str, Any]:
    values: dict[str, Any] = {}
    again = False
    while not isinstance(event := next(events), MappingEndEvent):
        key = _key(event, events, loc, located)
        if key in values:
            problem = _twice(key, _place(event, located), values, loc, located)
            if not again:
                located.refuse((*loc, key), problem)
            again = again or "“- ”" in problem.message  # all that follows is the next entry's
            key = None
        value = _value(next(events), events, (*loc, "?" if key is None else key), located)
        if key is not None:
            values[key] = value
            located.keys[(*loc, key)] = _place(event, located)
    return values


def _twice(key: str, place: Place, values: dict[str, Any], loc: Loc, located: Located) -> Problem:
    """Say that a key stands twice, or that the next entry begins there without its dash."""
    first = located.keys[(*loc, key)]
    dashed = located.line(first.line - 1)[: first.column - 1].strip() == "-"
    if dashed and key == next(iter(values)) and len(values) > 1:
        message = f"这里像是新的一项，“{key}”前面少了“- ”"
        return Problem(place, message, f"写成“- {key}: …”，“- ”和第 {first.line} 行的左对齐")
    return Problem(place, f"“{key}”重复：第 {first.line} 行已有", "请合并，只留一个")


def _key(event: Any, events: Iterator[Any], loc: Loc, located: Located) -> str | None:
    """Give a key, or None with a problem: it is a word, and a colon follows it on its line."""
    if not isinstance(event, ScalarEvent):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            message, hint = "冒号前应是一个词", "文字以 [ 或 { 开头时给整段加引号"
            located.refuse((*loc, "?"), Problem(_place(event, located), message, hint))
        kept = len(located.problems) + isinstance(event, AliasEvent)
        _value(event, events, (*loc, "?"), located)
        del located.problems[kept:]
        return None
    if event.anchor or event.tag:
        _refuse_marks(event, (*loc, "?"), located)
    key = str(event.value)
    line, column = spot_of(event.end_mark)
    wrong = _wrong_key(key, located.line(line)[column:].lstrip())
    if not wrong:
        return key
    place = _place(event, located)
    if wide := _WIDE.search(key):
        place = Place(place.path, place.line, place.column + wide.start() + bool(event.style))
    located.refuse((*loc, "?"), Problem(place, *wrong))
    return None


def _wrong_key(key: str, after: str) -> tuple[str, str] | None:
    if wide := _WIDE.search(key):
        return wide_sign(wide[0])
    if not key.strip():
        return "冒号前面没有键", "写成“键: 值”"
    if not key.isprintable() or key != key.strip():
        message = f"“{on_one_line(key)}”里有多余的空格"
        return message, "全角空格、不换行的空格和 Tab 请改成半角空格，并检查缩进"
    if not after.startswith(":"):
        return f"“{on_one_line(key)}”后面没有冒号", "文字里有逗号时给整段文字加引号；列表用 [ ]"
    return None


def _scalar(event: ScalarEvent, loc: Loc, located: Located) -> Any:
    """Take YAML 1.2 core words only: `no` and `on` stay text, `3.10` stays a number."""
    text: str = event.value
    if start := _verbatim(event, located):
        located.verbatim[loc] = start
    if char := control(text.replace("\n", "")):
        written, place = _escaped(char, loc, located)
        count = "一两三四五六七八九十"[len(written) - 1]
        message = f"“{written}”会变成看不见的字符"
        hint = f"请把“{written}”这{count}个字符全部删去"
        located.refuse(loc, Problem(place, message, hint))
    if event.style or event.tag:
        return text
    _refuse_lost_text(event, loc, located)
    located.words[loc] = text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _verbatim(event: ScalarEvent, located: Located) -> Place | None:
    """Say where a text begins whose every line stands in the file as it is."""
    line, column = spot_of(event.start_mark)
    if event.style == "|" and event.value.strip():
        said = next(one for one in event.value.split("\n") if one.strip())
        shown = located.lines[line + 1 + event.value.split("\n").index(said)]
        return Place(located.name, line + 2, len(shown) - len(said) + 1)
    if event.style or spot_of(event.end_mark)[0] != line:
        return None
    return Place(located.name, line + 1, column + 1)


def _refuse_lost_text(event: ScalarEvent, loc: Loc, located: Located) -> None:
    """A comment has a space after its #: ` #3` in a text would be lost unnoticed."""
    line, column = spot_of(event.end_mark)
    if lost := _LOST.match(located.line(line), column):
        place = Place(located.name, line + 1, lost.end())
        hint = "文字里有 # 时给整段加引号；要写注释就在 # 后面空一格"
        located.refuse(loc, Problem(place, "“ #”后面的文字会被当作注释丢掉", hint))


def _at(mark: Any, name: str) -> Place:
    return Place(name, mark.line + 1, mark.column + 1)
