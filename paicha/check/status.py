"""Content in; sources of which words and days say different things out."""

from collections.abc import Iterator

from paicha.model.base import Day
from paicha.model.content import Content
from paicha.model.file import File
from paicha.model.texts import Source, State
from paicha.problems import Problem

_ENDED = ("废止", "替代", "取代", "失效")
_WORDS: dict[State, str] = {"repealed": "已废止", "replaced": "已被替代", "to-come": "尚未施行"}


def check_status(content: Content) -> Iterator[Problem]:
    """Apply every rule on whether a source is in force."""
    day = content.settings.value.updated if content.settings else None
    for file in (one for one in content.sources if not one.lost):
        yield from _days(file)
        yield from _words(file, day)


def _days(file: File[Source]) -> Iterator[Problem]:
    """A source is not repealed before it comes into force, and does not replace itself."""
    head = file.value.head
    if head.repealed_on and head.in_force_from and head.repealed_on < head.in_force_from:
        message = f"废止的日期 {head.repealed_on} 早于施行的日期 {head.in_force_from}"
        yield Problem(file.place("repealed_on"), message, "请核对两个日期")
    if head.replaced_by == file.id:
        yield Problem(file.place("replaced_by"), f"{file.id} 不能由自己替代", "写替代它的文件")


def _words(file: File[Source], day: Day | None) -> Iterator[Problem]:
    """The words on a source's status say what its days say."""
    head = file.value.head
    state = head.state(day)
    if state and head.status.startswith("现行"):
        message = f"状态写“现行”，按日期和替代关系却是{_WORDS[state]}"
        hint = "请核对 status、in_force_from、repealed_on、replaced_by"
        yield Problem(file.place("status"), message, hint)
    elif state in ("repealed", "replaced") and not any(word in head.status for word in _ENDED):
        message = f"按日期和替代关系{_WORDS[state]}，状态里却没有写"
        yield Problem(file.place("status"), message, f"请在 status: 里写明{_WORDS[state]}")
    elif not state and head.status.startswith(("已废止", "已由", "已被")):
        message = "状态写已经废止或被替代，却没有日期和替代它的文件"
        yield Problem(file.place("status"), message, "请写 repealed_on: 或 replaced_by:")
