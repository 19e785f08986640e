"""The head of every page: the way to one's records, at every width and size of text."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Built
from tests.watching import PHONE, address, kinds, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser
HEIGHT = 51  # px: 3rem
TEXT = 17  # px: a rem
WIDTHS = (360, 768, 1280)

# What a page is wider than its window, how high its head is, and which of the head's links overlap.
HEAD = """() => {
  const { scrollWidth } = document.documentElement;
  const all = [...document.querySelectorAll(".head :is(a, input)")];
  const parts = all.filter((one) => one.checkVisibility());
  const boxes = parts.map((one) => one.getBoundingClientRect());
  const apart = boxes.slice(1).every(({ left }, n) => left >= boxes[n].right);
  const links = parts.filter(({ localName }) => localName === "a");
  const room = links.every(({ scrollWidth: wide, clientWidth }) => wide <= clientWidth);
  return [scrollWidth <= innerWidth, document.querySelector(".head").offsetHeight, apart, room];
}"""


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})


def enlarge(page: Page, times: int) -> None:
    page.evaluate("(px) => (document.documentElement.style.fontSize = `${px}px`)", TEXT * times)


def test_head_leads_to_the_records_from_every_kind_of_page(
    browser: Browser, built: Built, address: str
) -> None:
    with opened(browser, address, PHONE) as watched:
        link = watched.page.locator(".head").get_by_role("link", name="记录", exact=True)
        for path in kinds(built, every=False):
            page = watched.open(path)
            for width in WIDTHS:
                resize(page, width)
                expect(link, f"{path} {width}").to_be_visible()
                assert page.evaluate(HEAD) == [True, HEIGHT, True, True], (path, width)
        for width in WIDTHS:
            page = watched.open("index.html")
            resize(page, width)
            link.click()
            expect(page.locator('[data-module="records"]')).to_be_visible()


@pytest.mark.parametrize("width", [360, 768])
def test_head_stays_one_row_in_text_twice_as_large(
    browser: Browser, server: str, width: int
) -> None:
    with opened(browser, server, (width, 740)) as watched:
        for path in ("index.html", "checklists/construction/2024/index.html", "records/index.html"):
            page = watched.open(path)
            enlarge(page, 2)
            assert page.evaluate(HEAD) == [True, 2 * HEIGHT, True, True], path
