"""Every mistake is told at once, and each once: a broken entry drops out, the rest is judged."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paicha.pipeline import check
from paicha.problems import Problem
from paicha.project import Project

Change = Callable[[str], str]
LADDERS = "checklists/ladders.yaml"


def spoilt(project: Project, *changes: tuple[str, str, str]) -> list[str]:
    """Make several mistakes and give what is said of them, by file and line."""
    for name, find, put in changes:
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1, f"{find} stands once in {name}"
        path.write_text(text.replace(find, put), encoding="utf-8")
    _, problems = check(project)
    return [f"{one.place.path}:{one.place.line} {one.message}" for one in problems]


def test_misspelt_key_hides_nothing_else_of_its_file(minimal: Project) -> None:
    assert spoilt(
        minimal,
        (LADDERS, "grade: major", "grad: major"),
        (LADDERS, "applies_to: [wooden]", "applies_to: [woden]"),
        (LADDERS, "replaced_by: [TZ-0001]", "replaced_by: [TZ-0009]"),
    ) == [
        f"{LADDERS}:16 不认识的键“grad”",
        f"{LADDERS}:39 没有情形“woden”",
        f"{LADDERS}:43 没有检查项“TZ-0009”",
    ]


def test_unread_entry_hides_nothing_else_of_its_file(minimal: Project) -> None:
    assert spoilt(
        minimal,
        (LADDERS, "check: 梯脚是否都有防滑垫", 'check: "梯脚是否都有防滑垫'),
        (LADDERS, "owners: [unit]\n        applies", "owners: [units]\n        applies"),
        (LADDERS, "on: 2030-05-01", "on: 2030-05-32"),
    ) == [
        f"{LADDERS}:15 引号没有配对",
        f"{LADDERS}:38 没有责任主体“units”",
        f"{LADDERS}:43 “on”的值“2030-05-32”不是有效日期",
    ]


def test_what_dropped_out_is_not_missed(minimal: Project) -> None:
    people, schedule = "checklists/responsibilities.yaml", "checklists/schedule.yaml"
    assert spoilt(
        minimal,
        (people, "title: 用梯子的单位, ", ""),
        (schedule, "by: 2030-06-30", "by: 6月30日"),
        (schedule, "covers: 上月的数", "cover: 上月的数"),
        (LADDERS, "{id: wooden, title: 木梯}", "{id: wooden}"),
    ) == [
        f"{LADDERS}:8 缺少必填项“title”",
        f"{people}:2 缺少必填项“title”",
        f"{schedule}:18 “by”的值“6月30日”不是有效日期",
        f"{schedule}:40 不认识的键“cover”",
    ]


def _double(line: str) -> str:
    return f"{line}\n{line.replace('- ', '  ', 1) if line.lstrip().startswith('- ') else line}"


def _open(line: str) -> str:
    return re.sub(r": (?=[^ ])", ': "', line, count=1)


def _misspell(line: str) -> str:
    return re.sub(r"^( *(?:- )?[a-z_]+)(?=:)", r"\1x", line)


MISTAKES: dict[str, tuple[str, Change]] = {  # which lines, and what becomes of one
    "key misspelt": (r" *(- )?[a-z_]+:( |$)", _misspell),
    "key doubled": (r" *(- )?[a-z_]+:( |$)", _double),
    "quote left open": (r" *(- )?[a-z_]+: [^\"'|>#]", _open),
    "colon of another width": (r" *(- )?[a-z_]+: [^#]", lambda line: line.replace(": ", "：", 1)),
    "brace left open": (r" *- \{.*\}$", lambda line: line[:-1]),
    "dash without a space": (r" *- [a-z]", lambda line: line.replace("- ", "-", 1)),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_in_the_real_content_is_one_problem(
    project: Project, tmp_path: Path, mistake: str
) -> None:
    for name in ("checklists", "content"):
        shutil.copytree(project.root / name, tmp_path / name)
    copy, files = Project(tmp_path), sorted(tmp_path.rglob("*.yaml"))
    pattern, change = MISTAKES[mistake]
    wrong = []
    for number in range(30):
        chance = random.Random(f"{mistake} {number}")
        path = chance.choice(files)
        before = path.read_text(encoding="utf-8")
        lines = before.split("\n")
        able = [n for n, line in enumerate(lines) if re.match(pattern, line)]
        if not able:
            continue
        at = chance.choice(able)
        lines[at] = change(lines[at])
        path.write_text("\n".join(lines), encoding="utf-8")
        _, problems = check(copy)
        path.write_text(before, encoding="utf-8")
        wrong += _unless_one(problems, f"{path.name}:{at + 1} {lines[at]}")
    assert not wrong, "\n".join(wrong)


def _unless_one(problems: list[Problem], where: str) -> list[str]:
    stopping = [problem for problem in problems if problem.stops]
    return [] if len(stopping) == 1 else [where, *map(str, stopping)]
