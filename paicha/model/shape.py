"""Located values in, a typed model out; what does not fit becomes problems in Chinese."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from paicha.problems import Problem, did_you_mean
from paicha.source.located import Loc, Located
from paicha.source.text import on_one_line

M = TypeVar("M", bound=BaseModel)
Schema = dict[str, Any]

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
    "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$": "年和月，例如 2030-06",
    "^(same|next)$": "可选：same、next",
    "^[a-z0-9][a-z0-9-]{0,20}$": "小写英文、数字，例如 2030",
    "^(https?://[^\\s/]+(/\\S*)?)?$": "以 http:// 或 https:// 开头的网址，没有就留空",
    r"^\S([^\t\n]*\S)?$": "前后不要有空格，中间不要有 Tab",
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
_SEPARATORS = "，、；"  # typed with a Chinese keyboard between the entries of a list


def fit(model: type[M], located: Located) -> tuple[M | None, list[Problem]]:
    """Give the model, or None with every problem; a file with reading problems is not judged."""
    if located.problems:
        return None, list(located.problems)
    try:
        return model.model_validate(located.value), []
    except ValidationError as error:
        return None, list(_problems(error, model, located))


def _problems(
    error: ValidationError, model: type[BaseModel], located: Located
) -> Iterator[Problem]:
    """Give one problem for each cause: what only follows from another complaint is left out."""
    details = [(one, _written(one["loc"], located)) for one in error.errors(include_url=False)]
    meant = {_meant(loc, model) for one, loc in details if one["type"] == "extra_forbidden"}
    for detail, loc in details:
        if detail["type"] == "missing" and loc in meant:  # it stands there, misspelt
            continue
        if detail["type"] == "too_short" and detail["input"]:  # its entries were refused
            continue
        yield _problem(detail, loc, model, located)


def _written(loc: Loc, located: Located) -> Loc:
    """Leave out of a pydantic loc what names no place in the file (the branches of a union)."""
    written: Loc = ()
    for n, step in enumerate(loc, 1):
        if (*written, step) in located.places or n == len(loc):
            written = (*written, step)
    return written


def _meant(loc: Loc, model: type[BaseModel]) -> Loc:
    near = get_close_matches(str(loc[-1]), _keys_beside(loc, model)[0], n=1, cutoff=0.6)
    return (*loc[:-1], *near)


def _problem(detail: ErrorDetails, loc: Loc, model: type[BaseModel], located: Located) -> Problem:
    kind = detail["type"]
    if loc[-1:] == ("[key]",):  # of a dict
        hint = PATTERNS.get(str(detail.get("ctx", {}).get("pattern")), "请检查写法")
        return Problem(located.key_place(*loc[:-1]), f"键“{loc[-2]}”写法不对", hint)
    if kind in ("union_tag_not_found", "missing"):
        key = str(loc[-1]) if kind == "missing" else "kind"
        parent = loc[:-1] if kind == "missing" else loc
        return Problem(located.place(*parent), f"缺少必填项“{key}”", f"请补上 {key}:")
    if kind == "extra_forbidden":
        hint = did_you_mean(str(loc[-1]), _keys_beside(loc, model)[0])
        return Problem(located.key_place(*loc), f"不认识的键“{loc[-1]}”", hint)
    if kind == "union_tag_invalid":
        return _choice(detail["input"]["kind"], (*loc, "kind"), detail, located)
    if detail["input"] is None or kind == "blank" or detail["input"] == "":
        return _blank(loc, model, located)
    return _value_problem(detail, loc, located)


def _blank(loc: Loc, model: type[BaseModel], located: Located) -> Problem:
    if not loc:
        return Problem(located.place(), "文件里没有内容", "请补上内容，或从备份恢复")
    needed = isinstance(loc[-1], str) and loc[-1] in _keys_beside(loc, model)[1]
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
        hint = PATTERNS.get(str(context["pattern"]), "请检查写法")
        if any(char in value for char in _SEPARATORS):
            hint = f"几项之间用半角逗号：{_as_entries(value)}"
        return Problem(place, f"{named}的值“{on_one_line(value)}”写法不对", hint)
    return Problem(place, f"{named}{_limit(kind, context, detail['msg'])}")


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
    hint = did_you_mean(shown, choices)
    if any(char in shown for char in _SEPARATORS):
        hint = f"几项之间用半角逗号：{_as_entries(shown)}"
    return Problem(located.place(*loc), f"{_named(loc)}的值“{on_one_line(shown)}”无效", hint)


def _wrong_kind(wanted: str, value: Any, loc: Loc, located: Located) -> Problem:
    written = (
        on_one_line(located.words.get(loc, value)) if not isinstance(value, dict | list) else ""
    )
    shown = _KINDS.get(type(value), "别的") + (f" {written}" if written else "")
    hint = {
        "文字": f'请加引号："{written}"' if written else "请写成一段文字",
        "列表": f"写成 [{_as_entries(written)}]" if written else "每一项以“- ”开头",
        "一组键值": "写成“键: 值”，每行一个",
        "日期": "写成年-月-日，例如 2030-05-25",
        "一个词": "去掉括号和“- ”，只写一个词",
        " true 或 false": "只能写 true 或 false",
    }.get(wanted, "只写阿拉伯数字，不加引号和单位")
    return Problem(located.place(*loc), f"{_named(loc)}应为{wanted}，这里是{shown}", hint)


def _as_entries(written: str) -> str:
    return ", ".join(filter(None, re.split(rf"[{_SEPARATORS}【】,;\s]+", written)))


def _limit(kind: str, context: dict[str, Any], said: str) -> str:
    words = {
        "too_short": "至少要有 {min_length} 项",
        "string_too_long": "太长，最多 {max_length} 个字符",
        "greater_than_equal": "不能小于 {ge}",
        "less_than_equal": "不能大于 {le}",
        "finite_number": "不是普通的数",
    }
    return words[kind].format(**context) if kind in words else f"：{said}"


@lru_cache(maxsize=64)
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _keys_beside(loc: Loc, model: type[BaseModel]) -> tuple[list[str], set[str]]:
    """Find the keys that may and those that must stand beside one, by the model's schema."""
    schema = _schema(model)
    here: list[Schema] = [schema]
    for step in loc[:-1]:
        here = [after for one in here for after in _step(one, step, schema)]
    found = [_resolve(one, schema) for one in here]
    known = {key for one in found for key in one.get("properties", {})}
    return sorted(known), {key for one in found for key in one.get("required", ())}


def _resolve(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _step(schema: Schema, step: str | int, root: Schema) -> Iterator[Schema]:
    """Yield the schemas one step further: of a key, of a list's entry, through each branch."""
    schema = _resolve(schema, root)
    for branch in schema.get("anyOf") or schema.get("oneOf") or []:
        yield from _step(branch, step, root)
    if isinstance(step, int):
        below = [schema["items"]] if "items" in schema else []
    else:
        below = [schema["properties"][step]] if step in schema.get("properties", {}) else []
    for found in below:
        resolved = _resolve(found, root)
        yield from resolved.get("anyOf") or resolved.get("oneOf") or [resolved]
