"""What is wrong, where, and what to do about it: errors as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

_LISTED = 12  # so many words at most does a hint offer to choose from


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A place in a file; line and column count from 1, and 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One complaint for one cause, in the author's words."""

    place: Place
    message: str
    hint: str = ""
    level: Literal["错误", "警告"] = "错误"

    def __str__(self) -> str:
        hint = f"\n    提示：{self.hint}" if self.hint else ""
        return f"{self.place}: {self.level}：{self.message}{hint}"

    @property
    def stops(self) -> bool:
        """Whether the build must not go on."""
        return self.level == "错误"


class BuildFailed(Exception):  # noqa: N818 -- it carries problems, it is not one more of them
    """Raised with every problem found; nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a hint for a mistyped word: the nearest known one, then what there is to choose from."""
    choices = list(known)
    bare = word.strip("“”‘’＂＇「」")
    if bare != word and bare in choices:
        return f'引号应是半角的：写 "{bare}"'
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    listed = "、".join(choices[:_LISTED]) + ("……" if len(choices) > _LISTED else "")
    if near and len(choices) > _LISTED:
        return f"是否想写 {near[0]}？"
    return (f"是否想写 {near[0]}？" if near else "") + (f"可选：{listed}" if listed else "")
