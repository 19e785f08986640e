"""What libyaml stumbled over in; what a person should mend, and where, out.

libyaml stops where the text makes no sense any more, often a line or more after the mistake;
each rule here knows one mistake by what it leaves behind.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import ScalarEvent

from paicha.problems import Place, Problem
from paicha.source.signs import wide_sign

Spot = tuple[int, int]  # line and column from 0


@dataclass(frozen=True, slots=True)
class Stumble:
    """What to mend; `runs_on` where the mistake may upset what stands below its entry, too."""

    problem: Problem
    runs_on: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Where libyaml stopped and what it said; what it had opened; the last scalar it read."""

    name: str
    lines: list[str]
    said: str
    at: Spot
    opened: Spot | None
    last: ScalarEvent | None

    def stumble(self, spot: Spot, message: str, hint: str, *, runs_on: bool = False) -> Stumble:
        """Say what is wrong at a spot of this file."""
        place = Place(self.name, spot[0] + 1, spot[1] + 1)
        return Stumble(Problem(place, message, hint), runs_on)

    def line(self, number: int) -> str:
        """Give a line; beyond the end there is only an empty one."""
        return self.lines[number] if number < len(self.lines) else ""

    def first(self, number: int) -> Spot:
        """Where a line's own text begins."""
        line = self.line(number)
        return number, len(line) - len(line.lstrip())

    @property
    def char(self) -> str:
        """The character libyaml stopped at; "" at the end of a line."""
        return self.line(self.at[0])[self.at[1] :][:1]

    @property
    def last_start(self) -> Spot:
        """Where the last scalar starts."""
        return spot_of(self.last.start_mark) if self.last else self.at

    def last_is(self, styles: str) -> bool:
        """Whether the last scalar is written in one of these styles and ends at this line."""
        if not (self.last and self.last.style and self.last.style in styles):
            return False
        ends = spot_of(self.last.end_mark)[0]
        return self.last_start[0] < ends and ends in (self.at[0], (self.opened or self.at)[0])


def explain(
    error: yaml.MarkedYAMLError, lines: list[str], name: str, last: ScalarEvent | None
) -> Stumble:
    """Say what to mend, by the first rule that knows the mistake."""
    mark = error.problem_mark or error.context_mark
    said = " / ".join(filter(None, (error.problem, error.context)))
    opened = spot_of(error.context_mark) if error.context_mark else None
    fault = Fault(name, lines, said, spot_of(mark) if mark else (0, 0), opened, last)
    for rule in _RULES:
        if stumble := rule(fault):
            return stumble
    hint = "请检查这一行和上一行的缩进、引号、冒号"
    return fault.stumble(fault.at, f"YAML 写法有误（{said}）", hint)


def spot_of(mark: Any) -> Spot:
    """Give a mark's line and column."""
    return mark.line, mark.column


def _tab(f: Fault) -> Stumble | None:
    """A tab does not indent."""
    line = f.line(f.at[0])
    indent = line[: len(line) - len(line.lstrip())]
    if f.char != "\t" and "\t" not in indent:
        return None
    spot = f.at if f.char == "\t" else (f.at[0], indent.index("\t"))
    return f.stumble(spot, "不能用制表符（Tab）缩进", "请改用空格，每层两个")


def _wide_space(f: Fault) -> Stumble | None:
    """A full-width or no-break space does not indent."""
    for number in range(min(f.last_start[0], f.at[0]), f.at[0] + 1):
        line = f.line(number)
        indent = line[: len(line) - len(line.lstrip())]
        if wide := indent.strip(" \t"):
            spot = number, indent.index(wide[0])
            return f.stumble(spot, "缩进里有全角空格或特殊的空格", "请改用半角空格，每层两个")
    return None


_WIDE_SIGN = re.compile(  # beside a key, a quotation mark, a bracket only a half-width sign can be
    "|".join(
        (
            r"(?:^|[{,，；] *|- +)[a-z_]+(：)",
            r"([，；、])(?= *[a-z_]+ *[:：])",
            r"\"([，；：])",
            r"([｛｝])",
            r": *(［)|(］) *$",
        )
    )
)
_SPACE = re.compile(r"(?:^|[\s{,-])[a-z_]+:([\u00a0\u2000-\u200a\u202f\u3000])")


def _wide_sign(f: Fault) -> Stumble | None:
    """Commas, colons and brackets of the file's own are half-width."""
    for number in _lines_in_question(f):
        if found := _WIDE_SIGN.search(f.line(number)):
            at = next(n for n in range(1, 7) if found[n])
            sign = found[at]
            return f.stumble((number, found.start(at)), *wide_sign(sign))
    return None


def _wide_space_after_a_colon(f: Fault) -> Stumble | None:
    """The space after a colon is half-width."""
    for number in _lines_in_question(f):
        if found := _SPACE.search(f.line(number)):
            called = "全角空格" if found[1] == "\u3000" else "不换行的空格"
            message = f"冒号后面是{called}（U+{ord(found[1]):04X}）"
            return f.stumble((number, found.start(1)), message, "请删去，改成半角空格")
    return None


def _lines_in_question(f: Fault) -> list[int]:
    """Give the lines that a mistake can stand in: where libyaml stopped, and what it was in."""
    first = min(f.last_start[0], f.at[0], f.opened[0] if f.opened else f.at[0])
    near = range(max(first, f.at[0] - 2), f.at[0] + 1)
    return list(dict.fromkeys((f.opened[0] if f.opened else f.at[0], *near)))


def _quote_left_open(f: Fault) -> Stumble | None:
    """A quotation mark that was never closed is shown where it stands."""
    if f.last_is("'\""):
        hint = f"请补上另一半引号；现在这段文字到第 {f.at[0] + 1} 行才结束"
        return f.stumble(f.last_start, "引号没有配对", hint, runs_on=True)
    unfinished = "unexpected end of stream" in f.said or "unexpected document indicator" in f.said
    if unfinished and f.opened:
        return f.stumble(f.opened, "引号没有配对", "请补上另一半引号", runs_on=True)
    return None


def _missing_colon(f: Fault) -> Stumble | None:
    """A key is followed by a colon and a space, both half-width."""
    if "could not find expected ':'" not in f.said or not f.opened:
        return None
    return _block_text(f) or _colonless(f, f.opened[0])


def _colonless(f: Fault, number: int) -> Stumble:
    line, hint = f.line(number), "键和值之间写“: ”（半角冒号加一个空格）"
    if (at := line.find("：")) >= 0:
        return f.stumble((number, at), "冒号应是半角的", hint)
    if close := re.match(r"[\s-]*[\w-]+(:)\S", line):
        return f.stumble((number, close.start(1)), "冒号后面少了空格", hint)
    hint = "写成“键: 值”；接着上一行的文字就比上一行的键多缩进"
    return f.stumble(f.first(number), "这一行没有“键: 值”", hint)


def _extra_colon(f: Fault) -> Stumble | None:
    """Text with a colon and a space in it stands in quotes; keys of one level are aligned."""
    if "mapping values are not allowed" not in f.said:
        return None
    begun = f.last_start
    if begun[0] == f.at[0]:
        return f.stumble(f.at, "文字里有“: ”", "请给整段文字加引号，或改用全角冒号“：”")
    if begun == f.first(begun[0]) or re.fullmatch(r"[\s-]*", f.line(begun[0])[: begun[1]]):
        return _colonless(f, begun[0])
    message = f"缩进和第 {begun[0] + 1} 行对不上"
    return f.stumble(f.first(f.at[0]), message, "同一层的键要左对齐，每层多两个空格", runs_on=True)


def _after_the_end(f: Fault) -> Stumble | None:
    """Nothing follows a closing quotation mark or bracket on its line."""
    before = f.line(f.at[0])[: f.at[1]].rstrip()
    if "did not find expected" not in f.said or before[-1:] not in tuple("]}\"'"):
        return None
    if "expected key" in f.said and f.char in "]}":
        return f.stumble(f.at, f"多了一个“{f.char}”", "请删去它，或补上左括号")
    if f.char in tuple(",:]}"):
        return None
    hint = {
        '"': '请给整段文字加引号；文字里的引号用“”或 \\"',
        "'": "请给整段文字加引号；文字里的引号用‘’",
    }.get(before[-1], "整段都是文字时给它加引号")
    return f.stumble(f.at, f"“{before[-1]}”后面多了文字", hint)


def _bracket(f: Fault) -> Stumble | None:
    """A bracket that was never closed is shown where it stands."""
    if "did not find expected ',' or" not in f.said or not f.opened:
        return None
    opening = f.line(f.opened[0])[f.opened[1] : f.opened[1] + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    if f.char == ":" and f.opened[0] == f.at[0]:
        return f.stumble(f.at, "文字里有“: ”", "请给整段文字加引号，或改用全角冒号“：”")
    if f.char in tuple("]}"):
        return f.stumble(f.at, f"“{opening}”要用“{closing}”结束", "请检查括号")
    hint = f"请补上逗号或“{closing}”；文字里有 , [ ] {{ }} 时给它加引号"
    return f.stumble(f.opened, f"“{opening}”没有配对", hint, runs_on=True)


def _block_text(f: Fault) -> Stumble | None:
    """The lines below `|` are aligned, deeper than their key."""
    if not f.last_is("|>"):
        return None
    spot = f.first((f.opened or f.at)[0] if "simple key" in f.said else f.at[0])
    hint = "“|”下面的每一行要左对齐，比上面的键多缩进两格"
    return f.stumble(spot, "这一行的缩进和上面对不上", hint, runs_on=True)


def _level(f: Fault) -> Stumble | None:
    """Entries of one level are of one kind and aligned."""
    if not re.search(r"did not find expected (key|'-' indicator)", f.said):
        return None
    spot, text = f.first(f.at[0]), f.line(f.at[0]).lstrip()
    if re.match(r"-[^\s-]", text):
        return f.stumble(spot, "“-”后面少了空格", "写成“- ”")
    if text.startswith("-"):
        hint = "同一列表的“- ”要左对齐；和“键: 值”同一层不能写“- ”"
        return f.stumble(spot, "“- ”没有对齐", hint, runs_on=True)
    if text.startswith(":"):
        return f.stumble(spot, "冒号前面没有键", "写成“键: 值”")
    hint = "同一层的键要左对齐，每层多两个空格"
    return f.stumble(spot, "这一行的缩进和上面对不上", hint, runs_on=True)


def _first_character(f: Fault) -> Stumble | None:
    """Text that begins with a sign of YAML's own stands in quotes."""
    if not re.search(r"cannot start any token|scanning an? (alias|anchor|tag|directive)", f.said):
        return None
    spot = f.opened if f.opened and f.opened[0] == f.at[0] else f.at
    char = f.line(spot[0])[spot[1] : spot[1] + 1]
    return f.stumble(spot, f"不能以“{char}”开头", "请给整段文字加引号")


_SAYINGS = (  # libyaml's words → (what is wrong, what to do)
    ("found unexpected ':'", "括号里的冒号写法不对", "请给整段文字加引号"),
    ("mapping keys are not allowed", "这里不能写“? ”", "请给整段文字加引号"),
    ("block sequence entries are not allowed", "这里不能写“- ”", "列表的“- ”要另起一行"),
    (
        "expected comment or line break",
        "“|”或“>”后面不能再写文字",
        "文字从下一行写起，比键多缩进两格",
    ),
    ("did not find expected node content", "括号里少了内容", "请检查逗号和括号"),
    ("expected <document start>", "这里多了内容", "请检查缩进，或删去多余的 --- 、... 和括号"),
    ("found undefined tag handle", "不能用标签（!…）", "请删去；文字以 ! 开头时加引号"),
    ("escape c", "双引号里的反斜杠写法不对", "请改用单引号，或写成 \\\\"),
    ("expected hexdecimal number", "双引号里的反斜杠写法不对", "请改用单引号，或写成 \\\\"),
)


def _saying(f: Fault) -> Stumble | None:
    """What libyaml says is clear and the place is right: translate it."""
    for words, message, hint in _SAYINGS:
        if words in f.said:
            return f.stumble(f.at, message, hint)
    return None


_RULES: tuple[Callable[[Fault], Stumble | None], ...] = (
    _tab,
    _wide_space,
    _wide_space_after_a_colon,
    _wide_sign,
    _quote_left_open,
    _missing_colon,
    _extra_colon,
    _after_the_end,
    _bracket,
    _block_text,
    _level,
    _first_character,
    _saying,
)
