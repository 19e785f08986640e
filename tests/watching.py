"""Pages watched by a browser: whatever goes wrong on one is told; from a server and a stick."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.conftest import LIMIT, Built

PHONE, DESK = (360, 740), (1280, 800)
SIZES = [(360, 640), PHONE, (390, 844), (412, 915), (768, 1024), DESK]


def size_id(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


# Every common size; what takes long is tried on one of them every time, on the others rarely.
EACH_SIZE = [
    pytest.param(size, id=size_id(size), marks=() if size == PHONE else pytest.mark.slow)
    for size in SIZES
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site at /some/path/ of this machine."""
    root = tmp_path_factory.mktemp("www")
    (root / "some").mkdir()
    (root / "some" / "path").symlink_to(built.folder)
    handler = partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/some/path/"
        serving.shutdown()


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, server: str, built: Built) -> str:
    return server if request.param == "http" else f"{built.folder.as_uri()}/"


@dataclass
class Watched:
    """A page and whatever goes wrong on it: complaints, failures, requests to elsewhere."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "blob:")):  # a picture kept on this machine
            self.wrong.append(f"elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # we went on before its icon was there
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(urljoin(self.base, path))
        return self.page


@contextmanager
def opened(browser: Browser, base: str, size: tuple[int, int], **more: Any) -> Iterator[Watched]:
    """Give a page that must have nothing to complain of.

    No service worker: keeping the whole site for each test would take longer than the tests, which
    look at what a server gives. tests/test_offline.py has it.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, timezone_id="Asia/Urumqi", **more
    )
    context.set_default_timeout(LIMIT * 1000)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    watched = Watched(context.new_page(), base)
    try:
        yield watched
    finally:
        context.close()
    assert watched.wrong == []


DOOR = ("doors/gas-user/index.html", "doors/gas-user/gas/index.html")


def kinds(built: Built, *, every: bool) -> list[str]:
    """List every page but those of items, roles and doors, of which there are three, one and two.

    Without `every`, there is but one guide, one form that is filled in, of the sources only the
    notice, and the edition that a list shows first only as that list: see test_addresses.py.
    """
    items, roles = built.json("items")["items"], built.json("duties")["roles"]
    longest = max(items, key=lambda one: len(one["check"] + (one["look_for"] or "")))
    many = {"404.html", *(one["url"] for one in (*items, *roles))}  # 404: see test_served.py
    many |= {path for path in built.pages() if path.startswith("doors/")} - set(DOOR)
    rest = [path for path in built.pages() if path not in many]
    if not every:
        alike = [path for path in rest if re.match("(forms|guidance|sources)/.+/", path)]
        first = {path.split("/")[0]: path for path in reversed(alike)}
        kept = {"sources/plan-2023-33/index.html", first["forms"], first["guidance"]}
        rest = [path for path in rest if path not in alike or path in kept]
        again = {first_edition(one) for one in built.json("items")["checklists"]}
        rest = [path for path in rest if path not in again]
    three = dict.fromkeys((items[0]["url"], longest["url"], items[-1]["url"]))
    return [*rest, *three, roles[0]["url"]]


def first_edition(checklist: dict[str, Any]) -> str:
    """Give where the edition stands that a list shows first; "" where it has but one."""
    url: str = checklist["editions"][0]["url"]
    return url if url != checklist["url"] else ""


# Say what does not fit in the window, folded or not, and which text is too faint (WCAG AA).
LOOK = """(readable) => {
  const wrong = [];
  const fits = (how) => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) wrong.push(`${how}: ${scrollWidth} px wide of ${innerWidth}`);
  };
  fits("folded");
  const folded = [...document.querySelectorAll(":is(details, dialog):not([open])")];
  for (const one of folded) one.open = true;
  fits("unfolded");
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = numbers(colour).map(channel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (readable && walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const two = [light(style.color), light(behind(one))].sort((a, b) => b - a);
    const ratio = (two[0] + 0.05) / (two[1] + 0.05);
    if (ratio < 4.5) faint.add(`${one.localName}.${one.className}: contrast ${ratio.toFixed(2)}`);
  }
  for (const one of folded) one.open = false;
  return [...wrong, ...faint];
}"""


def noon(day: date) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+08:00")
