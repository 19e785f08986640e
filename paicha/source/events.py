"""What libyaml reads in; the values, each with its place, in a Located out."""

import re
from collections.abc import Iterator
from typing import Any

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
from paicha.source.located import Loc, Located
from paicha.source.signs import wide_sign
from paicha.source.syntax import spot_of
from paicha.source.text import control, meant_by, on_one_line, second_code

DEEPEST = 20
_WIDE = re.compile("(?<=[a-z_])：|，(?= *[a-z_]+ *[:：])")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "": None, "~": None}
_LOST = re.compile(r"\s+#(?=[^\s#])")
_SPELT = dict(zip("\0\a\b\v\f\r\x1b\u2028\u2029\x85", "0abvfreLPN", strict=True))
_INT, _FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})$"), re.compile(r"[-+]?[0-9]{1,18}\.[0-9]+$")


class TooDeepError(Exception):
    """A document has lists in lists without end."""


def note_values(events: Iterator[Any], located: Located) -> None:
    """Note the values of a document in `located`; TooDeepError with the place it is too deep at."""
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
        raise TooDeepError(place)
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
            first = located.keys[(*loc, key)]
            dashless = len(values) > 1 and key == next(iter(values)) and _has_dash(first, located)
            if not again:
                problem = _twice(key, _place(event, located), first.line, dashless=dashless)
                located.refuse((*loc, key), problem)
            again = again or dashless  # all that follows is the next entry's
            key = None
        value = _value(next(events), events, (*loc, "?" if key is None else key), located)
        if key is not None:
            values[key] = value
            located.keys[(*loc, key)] = _place(event, located)
    return values


def _has_dash(first: Place, located: Located) -> bool:
    """Whether a key is the first of a list's entry."""
    return located.line(first.line - 1)[: first.column - 1].strip() == "-"


def _twice(key: str, place: Place, first: int, *, dashless: bool) -> Problem:
    """Say that a key stands twice, or that the next entry begins there without its dash."""
    if dashless:
        message = f"这里像是新的一项，“{key}”前面少了“- ”"
        return Problem(place, message, f"写成“- {key}: …”，“- ”和第 {first} 行的左对齐")
    return Problem(place, f"“{key}”重复：第 {first} 行已有", "请合并，只留一个")


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
    elif sign := second_code(text):  # as a sign it would have been refused with the file
        written, place = _escaped(sign, loc, located)
        located.refuse(loc, Problem(place, *meant_by(sign, written)))
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
