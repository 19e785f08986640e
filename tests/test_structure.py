"""Small campaigns whose values, keys and entries are mixed up: problems or none, never a crash.

PAICHA_STRUCTURES=50000 tries more; a failure names the number that repeats it.
"""

import copy
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from paicha.new import STARTER
from paicha.project import Project
from tests.conftest import ROOT
from tests.test_mutations import ends_in_problems_or_none

STRUCTURES = int(os.environ.get("PAICHA_STRUCTURES", "5000"))
PARTS = 8
SITES = (ROOT / "tests/sites/minimal", ROOT / "tests/sites/rides-2027", STARTER)
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**12, "", " ", "x", "一", "TZ-0001", "2030-02-30", "2030-05"),
    *([], {}, [[]], [None], {"id": "x"}, {"source": "notice", "clause": "1"}, "a\nb", "con", "🙂"),
    *("“1”", "每月", "三分之二", "1/0", "9" * 300, "https://[x", "](x.docx)", "[" * 3000, "⼒"),
)


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def dumped(data: Any) -> str:
    kept: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 300}
    written: str = yaml.dump(data, Dumper=yaml.CSafeDumper, **kept)
    return written


def ways(value: Any) -> list[tuple[Any, Any]]:
    """List every place of a structure: its container, and the key or number in it."""
    found: list[tuple[Any, Any]] = []
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in list(steps):
        found.append((value, key))
        if isinstance(below, dict | list):
            found += ways(below)
    return found


def another_value(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(ways(data))
    container[key] = copy.deepcopy(chance.choice(ODD))  # a list put twice could hold itself


def leave_out(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(ways(data))
    del container[key]


def swap(data: Any, chance: random.Random) -> None:
    (one, key), (other, name) = chance.choice(ways(data)), chance.choice(ways(data))
    one[key], other[name] = loaded(dumped([other[name], one[key]]))


def double(data: Any, chance: random.Random) -> None:
    lists = [container[key] for container, key in ways(data) if isinstance(container[key], list)]
    if full := [one for one in lists if one]:
        one = chance.choice(full)
        one.insert(chance.randrange(len(one) + 1), loaded(dumped(one[0])))


def rename(data: Any, chance: random.Random) -> None:
    container, key = chance.choice([way for way in ways(data) if isinstance(way[0], dict)])
    container[chance.choice((f"{key}s", "id", "一", "basis", "differs"))] = container.pop(key)


def wrap(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(ways(data))
    container[key] = chance.choice(([container[key]], {"id": container[key]}))


CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (
    *(another_value, another_value, another_value, leave_out, swap, double, rename, wrap),
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Project]:
    """Copies of the small campaigns."""
    root = tmp_path_factory.mktemp("structures")
    for site in SITES:
        shutil.copytree(site, root / site.name)
    return [Project(root / site.name) for site in SITES]


def spoilt(text: str, chance: random.Random) -> str:
    """Change a file's structure once or a few times."""
    data = loaded(text)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if isinstance(data, dict) and data:
            chance.choice(CHANGES)(data, chance)
    return dumped(data)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_structure_ends_in_problems_or_none(sites: list[Project], part: int) -> None:
    for number in range(part, STRUCTURES, PARTS):
        chance = random.Random(f"structure {number}")
        site = chance.choice(sites)
        path: Path = chance.choice(sorted(site.root.rglob("*.yaml")))
        before = path.read_text(encoding="utf-8")
        path.write_text(spoilt(before, chance), encoding="utf-8")
        ends_in_problems_or_none(site, f"structure {number}: {path.name}")
        path.write_text(before, encoding="utf-8")
