"""A cadence or a month, and words that stand beside it, in; where they do not say it out."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from paicha.check.said.words import Finding, told
from paicha.model.base import Cadence
from paicha.model.file import File
from paicha.source.located import Loc
from paicha.source.quantities import months

Month = tuple[int | None, int]  # as words say it: its year, if any, and its number
_SAID: dict[Cadence, re.Pattern[str]] = {
    "weekly": re.compile("每个?(周|星期|礼拜)"),
    "monthly": re.compile("[每次按逐]个?月"),
    "quarterly": re.compile("[每按逐]个?季"),
    "half-yearly": re.compile("每半年"),
    "yearly": re.compile("[每按逐]年|每一年"),
    "same-day": re.compile("当日|当天"),
}
_REPORTS: dict[Cadence, str] = {"weekly": "周报", "monthly": "月报", "quarterly": "季报"}
_CALLED: dict[Cadence, str] = {
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "每年",
    "same-day": "当日",
    "once": "一次",
    "always": "持续",
}
_UNSAID = {
    "cadence": "只做一次的写 once，一直要做的写 always",
    "every": "title 或 wording 里照原文写上多久报一次",
}


def to_write(key: str | int, value: str, called: str = "") -> str:
    """Say what to write for a value, where the words beside it are right."""
    meaning = f"，意思是{called}" if called else ""
    return f"请核对原文，多半应写 {key}: {value}{meaning}"


def wrong_cadence(
    file: File[Any], loc: Loc, cadence: Cadence, own: list[str], more: list[str]
) -> Iterator[Finding]:
    """A cadence that comes again is said, and what comes again has such a cadence."""
    mine = _SAID.get(cadence)
    others = {one: [t for t in own if kind.search(t)] for one, kind in _SAID.items()}
    meant = next((one for one, texts in others.items() if texts), None)
    report = _REPORTS.get(cadence, "\0")
    said = any(mine.search(text) or report in text for text in (*own, *more)) if mine else not meant
    if said:
        return
    words = told(file, loc[:-1], others[meant] if meant else own[:1])
    message = f"{loc[-1]} 是 {cadence}（{_CALLED[cadence]}），{words}"
    hint = to_write(loc[-1], meant, _CALLED[meant]) if meant else _UNSAID[str(loc[-1])]
    yield Finding(loc, message, hint, _CALLED[cadence])


def is_month(month: str, said: Iterable[Month]) -> bool:
    """Whether a month, 2030-06, is one that words say."""
    year, number = int(month[:4]), int(month[5:])
    return any(one in (None, year) and other == number for one, other in said)


def wrong_month(
    file: File[Any], loc: Loc, month: str, texts: Iterable[str], known: Iterable[Month]
) -> Finding:
    """Say which months the words and phases have; the first or the last of them is likely meant."""
    wanted = tuple(dict.fromkeys(known))
    said = [text for text in texts if months(text)]
    shown = "、".join(f"{f'{year}年' if year else ''}{one}月" for year, one in wanted)
    words = f"{told(file, loc[:-1], said)}，" if said else ""
    message = f"{loc[-1]} 是 {month}，{words}原文和各阶段的日期{'' if said else '却'}是{shown}"
    year, number = wanted[0] if loc[-1] == "first" else wanted[-1]
    hint = to_write(loc[-1], f"{year or month[:4]}-{number:02}")
    return Finding(loc, message, hint, month, lambda reason: is_month(month, months(reason)))
