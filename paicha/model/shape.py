"""Located values in, a typed model out; what does not fit becomes problems in Chinese."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from paicha.problems import Place, Problem, did_you_mean
from paicha.source.located import Loc, Located

M = TypeVar("M", bound=BaseModel)

_KINDS = {
    dict: "一组键值",
    list: "列表",
    str: "文字",
    bool: "true/false",
    int: "整数",
    float: "数字",
}
_PATTERNS = {
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "用小写英文、数字和连字符，例如 tower-crane",
    "^[A-Z]{2,4}-[0-9]{4}$": "前缀加连字符和四位数字，例如 SG-0141",
    "^[A-Z]{2,4}$": "两到四个大写字母，例如 SG",
    "^[0-9]{4}-(0[1-9]|1[0-2])$": "年和月，例如 2023-06",
    "^(same|next)$": "可选：same、next",
    "^[a-z0-9][a-z0-9-]{0,20}$": "小写英文、数字，例如 2022",
}


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
    for detail in error.errors(include_url=False):
        loc = _written(detail["loc"], located)
        yield _problem(detail, loc, model, located)


def _written(loc: Loc, located: Located) -> Loc:
    """Leave out of a pydantic loc what names no place in the file (the branches of a union)."""
    written: Loc = ()
    for step in loc:
        if (*written, step) in located.places or step == loc[-1]:
            written = (*written, step)
    return written


def _problem(detail: ErrorDetails, loc: Loc, model: type[BaseModel], located: Located) -> Problem:
    kind = detail["type"]
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    named = f"“{key}”" if key else "这个文件"
    if kind == "missing":
        return Problem(located.place(*loc[:-1]), f"缺少必填项{named}", f"请补上 {key}:")
    if kind == "extra_forbidden":
        known = _keys_beside(loc, model)
        return Problem(located.key_place(*loc), f"不认识的键{named}", did_you_mean(key, known))
    place = located.place(*loc)
    if isinstance(loc[-1] if loc else "", int):
        named = f"{named}的第 {int(loc[-1]) + 1} 项"
    return _value_problem(detail, place, named, located.words.get(loc))


def _value_problem(detail: ErrorDetails, place: Place, named: str, written: str | None) -> Problem:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "blank" or (value is None and kind != "value_error"):
        return Problem(place, f"{named}不能为空", "请填写，或删去这个键")
    if kind == "day":
        shown = written or value
        return Problem(place, f"{named}的值“{shown}”不是有效日期", "写成年-月-日，例如 2023-05-25")
    if kind == "literal_error":
        choices = [word.strip("' ") for word in str(context["expected"]).split(" or ")]
        choices = [word.strip("' ") for part in choices for word in part.split(",")]
        hint = did_you_mean(str(value), choices)
        return Problem(place, f"{named}的值“{_short(value)}”无效", hint)
    if kind == "string_pattern_mismatch":
        hint = _PATTERNS.get(str(context["pattern"]), "请检查写法")
        return Problem(place, f"{named}的值“{_short(value)}”写法不对", hint)
    if kind in _WANTED:
        return _wrong_kind(place, named, value, kind, written)
    return Problem(place, f"{named}：{_limit(kind, context, detail['msg'])}")


_WANTED = {
    "string_type": "文字",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "float_type": "数字",
    "float_parsing": "数字",
    "bool_type": "true 或 false",
    "tuple_type": "列表",
    "dict_type": "一组键值",
    "model_type": "一组键值",
    "model_attributes_type": "一组键值",
}


def _wrong_kind(place: Place, named: str, value: Any, kind: str, written: str | None) -> Problem:
    wanted = _WANTED[kind]
    shown = _KINDS.get(type(value), "别的") + (f" {written}" if written else "")
    hint = {
        "文字": f'请加引号："{written}"' if written else "请写成一段文字",
        "列表": "写成 [一, 二]，或每行以“- ”开头",
        "一组键值": "写成“键: 值”，每行一个",
        "true 或 false": "只能写 true 或 false",
    }.get(wanted, "只写数字，不加引号和单位")
    return Problem(place, f"{named}应为{wanted}，这里是{shown}", hint)


def _limit(kind: str, context: dict[str, Any], said: str) -> str:
    words = {
        "too_short": "至少要有 {min_length} 项",
        "string_too_long": "最多 {max_length} 个字符",
        "greater_than_equal": "不能小于 {ge}",
        "less_than_equal": "不能大于 {le}",
        "finite_number": "不是普通的数",
    }
    return words[kind].format(**context) if kind in words else said


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 30 else text[:29] + "…"


def _keys_beside(loc: Loc, model: type[BaseModel]) -> list[str]:
    """Find the keys that may stand where an unknown one stands, by following the model's schema."""
    schema = model.model_json_schema()
    here: list[dict[str, Any]] = [schema]
    for step in loc[:-1]:
        here = [after for one in here for after in _step(one, step, schema)]
    known = {key for one in here for key in _resolve(one, schema).get("properties", {})}
    return sorted(known)


def _resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _step(
    schema: dict[str, Any], step: str | int, root: dict[str, Any]
) -> Iterator[dict[str, Any]]:
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
