"""What pydantic refuses in; the problem, in Chinese, out."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from paicha.model.beside import keys_beside
from paicha.problems import Problem, did_you_mean
from paicha.source.located import Loc, Located
from paicha.source.text import on_one_line

_KINDS = {
    dict: "一组键值",
    list: "列表",
    str: "文字",
    bool: "",  # shown as it is written
    int: "整数",
    float: "数字",
}
PATTERNS = {
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "用小写英文、数字和连字符，例如 tower-crane",
    "^[A-Z]{2,4}-[0-9]{4}$": "前缀加连字符和四位数字，例如 AB-0141",
    "^[A-Z]{2,4}$": "两到四个大写字母，例如 AB",
    r"^[^{}]*\{n\}[^{}]*$": "写一个 {n} 代表第几，例如 {n}号",
    "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$": "年和月，例如 2030-06",
    "^(same|next)$": "可选：same、next",
    "^[a-z0-9][a-z0-9-]{0,20}$": "小写英文、数字，例如 2030",
    "^(https?://[^\\s/]+(/\\S*)?)?$": "以 http:// 或 https:// 开头的网址，没有就留空",
    r"^\S([^\t\n]*\S)?$": "前后不要有空格，中间不要有 Tab",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\.(svg|png|jpg)$": "content/pictures/ 里的文件，例如 rail.jpg",
    r"^\w[^:\\]*\.([tT][tT][fFcC]|[oO][tT][fF])$": "项目里的字体文件，例如 fonts/simhei.ttf",
}
_WANTED = {
    "string_type": "文字",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "float_type": "数字",
    "float_parsing": "数字",
    "bool_type": " true 或 false",
    "tuple_type": "列表",
    "dict_type": "一组键值",
    "model_type": "一组键值",
    "model_attributes_type": "一组键值",
}
_TO_DO = {"lines": "去掉“|”，和键写在同一行"}
_HALF = {**dict.fromkeys(map(ord, "‐‑‒–—−"), "-"), **dict.fromkeys(map(ord, "“”‘’"), None)}
_SEPARATORS = "，、；"  # typed with a Chinese keyboard between the entries of a list


def problem_of(detail: ErrorDetails, loc: Loc, model: type[BaseModel], located: Located) -> Problem:
    """Say what is wrong at a loc of the file, and what to write instead."""
    kind = detail["type"]
    if loc[-1:] == ("[key]",):  # of a dict
        hint = PATTERNS.get(str(detail.get("ctx", {}).get("pattern")), "请检查写法")
        return Problem(located.key_place(*loc[:-1]), f"键“{loc[-2]}”写法不对", hint)
    if kind in ("union_tag_not_found", "missing"):
        key = str(loc[-1]) if kind == "missing" else "kind"
        parent = loc[:-1] if kind == "missing" else loc
        return Problem(located.place(*parent), f"缺少必填项“{key}”", f"请补上 {key}:")
    if kind == "extra_forbidden":
        hint = did_you_mean(str(loc[-1]), keys_beside(loc, model)[0])
        return Problem(located.key_place(*loc), f"不认识的键“{loc[-1]}”", hint)
    if kind == "union_tag_invalid":
        return _choice(detail["input"]["kind"], (*loc, "kind"), detail, located)
    if detail["input"] is None or kind == "blank" or detail["input"] == "":
        return _blank(loc, model, located)
    return _value_problem(detail, loc, located)


def _blank(loc: Loc, model: type[BaseModel], located: Located) -> Problem:
    if not loc:
        return Problem(located.place(), "文件里没有内容", "请补上内容，或从备份恢复")
    needed = isinstance(loc[-1], str) and loc[-1] in keys_beside(loc, model)[1]
    what = "这一项" if isinstance(loc[-1], int) else "这个键"
    hint = "请填写" if needed else f"请填写，或删去{what}"
    return Problem(located.place(*loc), f"{_named(loc)}不能为空", hint)


def _named(loc: Loc) -> str:
    """Name a value by its key, an entry by its list and number."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    named = f"“{key}”" if key else "这个文件"
    return f"{named}的第 {loc[-1] + 1} 项" if loc and isinstance(loc[-1], int) else named


def _value_problem(detail: ErrorDetails, loc: Loc, located: Located) -> Problem:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    place, named = located.place(*loc), _named(loc)
    if kind in _WANTED:
        return _wrong_kind(_WANTED[kind], value, loc, located)
    if kind == "day":
        return _no_day(value, loc, located)
    if kind == "literal_error":
        return _choice(value, loc, detail, located)
    if kind == "string_pattern_mismatch":
        hint = _as_wanted(value, str(context["pattern"]))
        return Problem(place, f"{named}的值“{on_one_line(value)}”写法不对", hint)
    if kind == "address":
        return _no_address(value, loc, located)
    return Problem(place, f"{named}{_limit(kind, context, detail['msg'])}", _TO_DO.get(kind, ""))


def _no_address(value: str, loc: Loc, located: Located) -> Problem:
    """An address that no program can take apart: it has a bracket that is not closed."""
    signs = "、".join(f"“{sign}”" for sign in "[]" if sign in value)
    why = f"：里面有{signs}" if signs else ""
    message = f"{_named(loc)}的值“{on_one_line(value)}”不是能用的网址{why}"
    hint = '写成例如 https://10.1.2.3/paicha/；没有就写 ""'
    return Problem(located.place(*loc), message, hint)


def _as_wanted(value: str, pattern: str) -> str:
    """Say how a value is written that fits a pattern, or would if its signs were half-width."""
    if any(char in value for char in _SEPARATORS):
        return f"几项之间用半角逗号：{_as_entries(value)}"
    plain = normalize("NFKC", value).translate(_HALF)
    if plain != value and re.search(pattern, plain):
        wide = next(char for char in value if normalize("NFKC", char).translate(_HALF) != char)
        return f"“{wide}”不是半角的；写成 {plain}"
    return PATTERNS.get(pattern, "请检查写法")


def _no_day(value: Any, loc: Loc, located: Located) -> Problem:
    written = str(located.words.get(loc, value))
    if not isinstance(value, str | int | float):
        return _wrong_kind("日期", value, loc, located)
    hint = "写成年-月-日，例如 2030-05-25"
    numbers = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", written)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        plausible = written.startswith(("19", "20"))
        hint = "日历上没有这一天" if plausible else "年份应在 1900 至 2099 之间"
    elif numbers:
        hint = f"写成 {int(numbers[1])}-{int(numbers[2]):02}-{int(numbers[3]):02}"
    return Problem(
        located.place(*loc), f"{_named(loc)}的值“{on_one_line(written)}”不是有效日期", hint
    )


def _choice(value: Any, loc: Loc, detail: ErrorDetails, located: Located) -> Problem:
    """A value is one of a few words."""
    if isinstance(value, dict | list):
        return _wrong_kind("一个词", value, loc, located)
    context = detail.get("ctx", {})
    choices = re.findall(r"'([^']*)'", str(context.get("expected_tags", context.get("expected"))))
    shown = located.words.get(loc, str(value))
    hint = _chosen(shown, choices) or did_you_mean(shown, choices)
    if any(char in shown for char in _SEPARATORS):
        hint = f"几项之间用半角逗号：{_as_entries(shown)}"
    return Problem(located.place(*loc), f"{_named(loc)}的值“{on_one_line(shown)}”无效", hint)


def _chosen(shown: str, choices: list[str]) -> str:
    """Find the word for a choice that is written in Chinese, as the keys' explanations call it."""
    for choice in choices:
        for called in re.findall(rf"{choice} ([一-鿿]+)", _explanations()):
            if shown and (shown in called or called in shown):
                return f"写 {choice}，意思是“{called}”"
    return ""


@lru_cache(maxsize=1)
def _explanations() -> str:
    return (Path(__file__).parent / "keys.yaml").read_text(encoding="utf-8")


def _wrong_kind(wanted: str, value: Any, loc: Loc, located: Located) -> Problem:
    written = (
        on_one_line(located.words.get(loc, value)) if not isinstance(value, dict | list) else ""
    )
    shown = _KINDS.get(type(value), "别的") + (f" {written}" if written else "")
    hint = {
        "文字": _as_text(written, loc, located) if written else "请写成一段文字",
        "列表": f"写成 [{_as_entries(written)}]" if written else "每一项以“- ”开头",
        "一组键值": "写成“键: 值”，每行一个",
        "日期": "写成年-月-日，例如 2030-05-25",
        "一个词": "去掉括号和“- ”，只写一个词",
        " true 或 false": "只能写 true 或 false",
    }.get(wanted, "只写阿拉伯数字，不加引号和单位")
    return Problem(located.place(*loc), f"{_named(loc)}应为{wanted}，这里是{shown}", hint)


def _as_text(written: str, loc: Loc, located: Located) -> str:
    """Say how a number is written as a text; what a comment has cut off belongs to it."""
    place = located.place(*loc)
    rest = located.line(place.line - 1)[place.column - 1 + len(written) :]
    if cut := re.match(r"\s+#\s*\S.*", rest):
        return f'给整段加引号："{written}{cut[0].rstrip()}"，不然“ #”后面是注释'
    if loc[-1:] == ("id",) and loc[0] not in ("editions", "clauses"):
        return "编号用小写英文、数字和连字符，以字母开头，例如 tower-crane"
    return f'请加引号："{written}"'


def _as_entries(written: str) -> str:
    return ", ".join(filter(None, re.split(rf"[{_SEPARATORS}【】［］,;\s]+", written)))


def _limit(kind: str, context: dict[str, Any], said: str) -> str:
    words = {
        "too_short": "至少要有 {min_length} 项",
        "string_too_long": "太长，最多 {max_length} 个字符",
        "too_long": "太长，最多 {max_length} 个字符",
        "greater_than_equal": "不能小于 {ge}",
        "less_than_equal": "不能大于 {le}",
        "finite_number": "不是普通的数",
        "lines": "应写在一行里",
    }
    return words[kind].format(**context) if kind in words else f"：{said}"
