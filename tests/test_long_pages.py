"""Long pages tell their parts in one line that stays in sight, without scripts, too."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Built
from tests.test_pages import has_class, read
from tests.watching import DESK, PHONE, opened

LONG = ("duties/index.html", "glossary/index.html", "forms/index.html")


def ways(site: Built, path: str) -> list[str]:
    """The anchors that a page's line of contents leads to."""
    (line,) = [one for one in read(site.folder / path).iter("nav") if has_class(one, "contents")]
    return [one.get("href", "").removeprefix("#") for one in line.iter("a")]


def test_every_part_of_the_duties_is_reached_and_every_duty_told_once(either: Built) -> None:
    page, data = read(either.folder / "duties/index.html"), either.json("duties")
    told = [one.get("id") for one in page.iter("article")]
    assert sorted(map(str, told)) == sorted(one["id"] for one in data["duties"])
    sections = {one.get("id"): one for one in page.iter("section")}
    assert [id_ for id_ in sections if (id_ or "").startswith("role.")] == ways(either, LONG[0])
    for role in data["roles"]:
        mine = {one["id"] for one in data["duties"] if role["id"] in one["roles"]}
        section = sections.get(f"role.{role['id']}")
        here = [] if section is None else [*section.iter("article"), *section.iter("a")]
        reached = {str(one.get("id") or one.get("href", "").removeprefix("#")) for one in here}
        assert mine <= reached, role["id"]


def test_every_term_and_every_form_is_below_a_way(built: Built) -> None:
    for path, tag in ((LONG[1], "dl"), (LONG[2], "table")):
        parts = {one.get("id"): one for one in read(built.folder / path).iter("section")}
        reached = [one for way in ways(built, path) for one in parts[way].iter(tag)]
        assert len(reached) == len(list(read(built.folder / path).iter(tag))), path


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_contents_stay_in_sight_and_lead_below_themselves(
    browser: Browser, built: Built, size: tuple[int, int]
) -> None:
    with opened(browser, f"{built.folder.as_uri()}/", size, java_script_enabled=False) as watched:
        for path in LONG:
            page = watched.open(path)
            line = page.locator(".contents")
            for way in (line.locator("a").nth(3), line.locator("a").last):
                way.click()
                target = page.locator(f"[id='{(way.get_attribute('href') or '')[1:]}'] > h2")
                expect(target).to_be_in_viewport()
                expect(line).to_be_in_viewport()
                box, title = line.bounding_box(), target.bounding_box()
                assert box
                assert title
                if size == PHONE:
                    assert box["height"] < 60
                    assert box["y"] + box["height"] <= title["y"] + 1
                else:
                    assert box["x"] > title["x"] + title["width"] - 1
