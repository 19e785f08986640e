"""Templates can be read by people: short lines, and nothing computed that Python can say."""

import re

import pytest

from paicha.project import TEMPLATES

LONGEST = 200
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
# A filter that picks, a variable that gathers, a loop that goes through all to find the one.
SEARCHES = re.compile(
    r"selectattr|rejectattr|namespace\(|\.append\(|for (\w+) in [^%]+ if \1\.id =="
)


def lines(name: str) -> list[tuple[int, str]]:
    return list(enumerate((TEMPLATES / name).read_text(encoding="utf-8").splitlines(), 1))


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_a_template_is_too_long_to_read(name: str) -> None:
    assert [n for n, line in lines(name) if len(line) > LONGEST] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_template_searches(name: str) -> None:
    assert [n for n, line in lines(name) if SEARCHES.search(line)] == []
