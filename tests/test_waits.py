"""Tests wait for what happens, not by the clock, so that a busy machine changes nothing."""

import re

from tests.conftest import ROOT

_BY_THE_CLOCK = re.compile(r"wait_for_timeout\(|\bsleep\(")


def test_wait_by_the_clock_says_what_there_is_no_event_of() -> None:
    places = [
        f"{path.relative_to(ROOT)}:{n}"
        for path in (*ROOT.glob("tests/**/*.py"), ROOT / "scripts" / "nginx.py")
        if "node_modules" not in path.parts
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _BY_THE_CLOCK.search(line) and "  # " not in line
    ]
    assert places == []
