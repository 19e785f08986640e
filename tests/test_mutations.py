"""The real content with thousands of random mistakes: always problems or none, never a crash.

PAICHA_MUTATIONS=50000 tries more; a failure names the number that repeats it.
"""

import os
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from paicha.pipeline import check
from paicha.problems import Problem
from paicha.project import Project

MUTATIONS = int(os.environ.get("PAICHA_MUTATIONS", "2000"))
PARTS = 8  # so that all cores take a share
SECONDS = 5  # of this process for one mutation; the whole content takes two hundredths

SIGNS = (
    *":-?[]{},&*!|>'\"%@`#~\\=<();/$",
    *("\t", "\n---\n", "\n...\n", "\n%YAML 1.1\n", "<<: *a", "&a ", "*a", "!!str ", "!x ", "? "),
    *(": |\n", ": >-\n", " #", "<b>", "<!--", "](javascript:x)", "![](x)", "{#1 一}", "{#", "&#0;"),
    *("{{ x }}", "{% x %}", "\\u0000", "“", "：", "，", "　", "｛", "【"),
)
ODD = (
    *("\0", "\ufeff", "\u202e", "\u2066", "\r", "\u2028", "\x85", "\x1b", "\ufffe", "\U0010ffff"),
    *("\u200b", "\u00a0", "\u00ad", "\ue000", "🙂", "e\u0301", "\U00020000", "\ud800"),
)
VALUES = (
    *("no", "on", "null", "~", "true", "3.10", "0x1F", "1_000", "-1", "1e400", ".nan", "0"),
    *("2023-02-30", "2023/5/25", "[]", "{}", "[[]]", "- a", "<<", "!!x y", "'", '""', '" "'),
    *("[a, b]", "{a: b}", "9" * 400, "x" * 200),
)
NESTS = ("[", "{a: ", "- ", "? ", "> ", "*", "(", "[a](", "`", "#", "&a", "\\", "<", "**a ")


def flip(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + bytes([text[at] ^ chance.randrange(1, 256)]) + text[at + 1 :]


def cut_bytes(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randrange(1, 60) :]


def truncate(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text))]


def _lines(change: Callable[[list[str], int, random.Random], None]) -> "Mutation":
    """Make a mutation of one that changes the list of lines at an index."""

    def mutate(text: bytes, chance: random.Random) -> bytes:
        lines = text.decode("utf-8", errors="surrogateescape").split("\n")
        change(lines, chance.randrange(len(lines)), chance)
        return "\n".join(lines).encode("utf-8", errors="surrogatepass")

    mutate.__name__ = change.__name__
    return mutate


Mutation = Callable[[bytes, random.Random], bytes]


def delete_lines(lines: list[str], at: int, chance: random.Random) -> None:
    del lines[at : at + chance.choice((1, 1, 2, 9))]


def double_line(lines: list[str], at: int, chance: random.Random) -> None:
    lines.insert(chance.choice((at, at, chance.randrange(len(lines)))), lines[at])


def swap_lines(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def insert_sign(lines: list[str], at: int, chance: random.Random) -> None:
    column = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + chance.choice(SIGNS) + lines[at][column:]


def insert_odd(lines: list[str], at: int, chance: random.Random) -> None:
    column = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + chance.choice(ODD) + lines[at][column:]


def indent(lines: list[str], at: int, chance: random.Random) -> None:
    spaces = chance.choice((" ", "  ", "    ", "\t", "　", "\u00a0"))
    for n in range(at, min(len(lines), at + chance.choice((1, 1, 5)))):
        lines[n] = spaces + lines[n]


def dedent(lines: list[str], at: int, chance: random.Random) -> None:
    spaces = chance.randrange(1, 9)
    for n in range(at, min(len(lines), at + chance.choice((1, 1, 5)))):
        lines[n] = lines[n][min(spaces, len(lines[n]) - len(lines[n].lstrip())) :]


def _valued(lines: list[str], at: int) -> int:
    """Find the next line that has a key and a value."""
    return next((n for n in range(at, len(lines)) if ": " in lines[n]), at)


def new_value(lines: list[str], at: int, chance: random.Random) -> None:
    n = _valued(lines, at)
    key, colon, _ = lines[n].partition(": ")
    lines[n] = key + colon + chance.choice(VALUES)


def new_value_in_braces(lines: list[str], at: int, chance: random.Random) -> None:
    n = next((n for n in range(at, len(lines)) if ", " in lines[n]), at)
    pieces = re.split(r"(: |, |\[|\])", lines[n])
    pieces[chance.randrange(len(pieces))] = chance.choice(VALUES)
    lines[n] = "".join(pieces)


def swap_values(lines: list[str], at: int, chance: random.Random) -> None:
    n, other = _valued(lines, at), _valued(lines, chance.randrange(len(lines)))
    (one, a, mine), (two, b, theirs) = lines[n].partition(": "), lines[other].partition(": ")
    lines[n], lines[other] = one + a + theirs, two + b + mine


def delete_key(lines: list[str], at: int, chance: random.Random) -> None:
    n = _valued(lines, at)
    key, _, value = lines[n].partition(": ")
    lines[n] = chance.choice((value, f"{key}:", f"{key} {value}", f"{key}:{value}", f": {value}"))


def misspell(lines: list[str], at: int, chance: random.Random) -> None:
    if words := list(re.finditer(r"[a-zA-Z0-9-]{2,}", lines[at])):
        word = chance.choice(words)
        letters = list(word[0])
        chance.shuffle(letters)
        lines[at] = lines[at][: word.start()] + "".join(letters) + lines[at][word.end() :]


def lengthen(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] += chance.choice(("梯", "a ", "[", "# ", "\\", "é")) * chance.choice(
        (900, 4000, 90_000)
    )


def nest(lines: list[str], at: int, chance: random.Random) -> None:
    key, colon, _ = lines[at].partition(": ")
    lines[at] = key + colon + chance.choice(NESTS) * chance.choice((3, 15, 30, 1500))


MUTATE: tuple[Mutation, ...] = (
    flip,
    cut_bytes,
    truncate,
    *map(_lines, (delete_lines, double_line, swap_lines, insert_sign, insert_sign, insert_odd)),
    *map(_lines, (indent, dedent, new_value, new_value, new_value_in_braces, swap_values)),
    *map(_lines, (delete_key, misspell, lengthen, nest)),
)


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Fail what takes longer; others at work on the machine do not count."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def unclear(problem: Problem, root: Path, texts: dict[str, list[str]]) -> str:
    """Say what is wrong with a problem itself; "" where nothing is."""
    place = problem.place
    if not (root / place.path).exists():
        return "is of a file that does not exist"
    if not problem.message.strip() or re.search(r"[\x00-\x1f]", problem.message + problem.hint):
        return "does not say it on one line"
    if "Input should" in problem.message:
        return "speaks as a library does"
    if place.line:
        if place.path not in texts:
            read = (root / place.path).read_bytes().decode("utf-8", errors="surrogateescape")
            texts[place.path] = read.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        lines = texts[place.path]
        if place.line > len(lines) + 1:
            return f"is below the last line, {len(lines)}"
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        if not 1 <= place.column <= len(line) + 2:
            return f"is beyond its line of {len(line)} characters"
    return ""


def ends_in_problems_or_none(project: Project, said: str) -> None:
    """Check a project: no crash, no wait, and each problem helps; `said` names the case."""
    try:
        with watched(SECONDS):
            _, problems = check(project)
    except BaseException as error:
        raise AssertionError(said) from error
    texts: dict[str, list[str]] = {}
    for problem in problems:
        assert not (why := unclear(problem, project.root, texts)), f"{said}: {problem} {why}"


@pytest.fixture(scope="module")
def copy(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of what authors edit."""
    root = tmp_path_factory.mktemp("mutations")
    for name in ("checklists", "content"):
        shutil.copytree(project.root / name, root / name)
    return Project(root)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_mistake_ends_in_problems_or_none(copy: Project, part: int) -> None:
    files = sorted(p for p in copy.root.rglob("*") if p.suffix in (".yaml", ".md"))
    wholes = {path: path.read_bytes() for path in files}
    for number in range(part, MUTATIONS, PARTS):
        chance = random.Random(f"paicha {number}")
        path = files[number % len(files)]
        chosen = chance.choices(MUTATE, k=chance.choice((1, 1, 1, 2, 4)))
        data = wholes[path]
        for mutate in chosen:
            data = mutate(data or b" ", chance)
        said = f"{number}: {[one.__name__ for one in chosen]} on {path.relative_to(copy.root)}"
        path.write_bytes(data)
        ends_in_problems_or_none(copy, f"mutation {said}")
        path.write_bytes(wholes[path])
