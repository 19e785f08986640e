"""A page is light, and stays so however large the site grows."""

import posixpath
import re
from pathlib import Path

from paicha.project import Project
from paicha.render import paths
from scripts.sizes import (
    MOST_REQUESTS,
    MOST_SCRIPTS,
    MOST_STYLE,
    largest_checklist,
    loaded,
    most_of_a_list,
    multiplied,
    packed,
    rendered,
)
from tests.conftest import Built

# Bytes by gzip of a page before it is used: the scripts of that of records, and all of a page.
MOST_OF_RECORDS, MOST_BEFORE_USE = 20_000, 40_000


def test_longest_checklist_and_what_it_loads_arrive_quickly(built: Built) -> None:
    page = largest_checklist(built.folder)
    parts = loaded(built.folder, page)
    assert {Path(part).suffix for part in parts} == {".css", ".js"}
    assert 1 + len(parts) <= MOST_REQUESTS, parts
    assert packed(built.folder / page) <= most_of_a_list(built.folder / page), page
    for ending, most in ((".js", MOST_SCRIPTS), (".css", MOST_STYLE)):
        assert sum(packed(built.folder / part) for part in parts if part.endswith(ending)) <= most


def test_records_load_little_before_they_are_used(built: Built) -> None:
    """What is rarely wanted comes late: import, export, the sheet, keying in."""
    parts = loaded(built.folder, paths.RECORDS)
    scripts = [part for part in parts if part.endswith(".js")]
    assert len(scripts) == 2, scripts
    assert sum(packed(built.folder / part) for part in scripts) <= MOST_OF_RECORDS
    assert sum(packed(built.folder / part) for part in (paths.RECORDS, *parts)) <= MOST_BEFORE_USE


def test_home_loads_little_before_it_is_used(built: Built) -> None:
    """What says where one was comes late, and only to who came before."""
    parts = loaded(built.folder, paths.HOME)
    assert 1 + len(parts) <= MOST_REQUESTS, parts
    assert sum(packed(built.folder / part) for part in (paths.HOME, *parts)) <= MOST_BEFORE_USE


def test_page_grows_by_the_pages_it_lists_and_by_no_others(
    minimal: Project, tmp_path: Path
) -> None:
    before = rendered(minimal)
    after = rendered(multiplied(minimal, tmp_path / "more", "ladders", 40))
    added = set(after) - set(before)
    assert len(added) > 100
    grown = {path for path in before if len(after[path]) != len(before[path])}
    assert any(path.startswith("sources/") for path in grown), "what covers a clause is listed"
    for path in grown:
        assert not path.startswith(("items/", "checklists/", "guidance/", "search/")), path
        assert links(path, after[path]) & added, f"{path} grew, yet leads to nothing new"


def links(path: str, text: str) -> set[str]:
    """Give the pages that a page leads to."""
    folder = posixpath.dirname(path)
    targets = re.findall('(?:href|data-path)="([^"#?]+)', text)
    return {posixpath.normpath(posixpath.join(folder, target)) for target in targets}
