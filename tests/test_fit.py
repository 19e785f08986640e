"""Every kind of page fits every window: one grid of edges, and nothing is lost in large text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Built
from tests.test_head import enlarge
from tests.watching import PHONE, kinds, opened

pytestmark = pytest.mark.browser
WIDTHS = (360, 768, 1280, 1600)

# The left and right edges of what the head, the page and the foot hold, and of what stands first
# and last in them. On a wide screen the picture of a list fills the window.
EDGES = """() => {
  const inner = (name) => {
    const one = document.querySelector(name);
    const { paddingLeft, paddingRight } = getComputedStyle(one);
    const { left, right } = one.getBoundingClientRect();
    return [left + parseFloat(paddingLeft), right - parseFloat(paddingRight)].map(Math.round);
  };
  const left = (name) => Math.round(document.querySelector(name).getBoundingClientRect().left);
  const last = [...document.querySelectorAll(".head > *")].findLast((one) => one.checkVisibility());
  const { right } = last.getBoundingClientRect();
  const ends = last.matches("nav, .head__home") ? inner(".head")[1] : Math.round(right);
  const edges = [inner(".head"), inner(".main"), inner(".foot")];
  const first = [".head__home", ".main h1", ".foot__nav"].map(left);
  return [...edges.map(([one]) => one), ...first, ...edges.map(([, one]) => one), ends];
}"""

# What is wider than the window, cut off, printed over something else, or parted by a line's end.
LOST = """() => {
  const folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
  for (const one of document.querySelectorAll(".topic")) one.style.contentVisibility = "visible";
  const wrong = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) wrong.push(`the page is ${scrollWidth} px wide`);
  const named = (one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 20)}`;
  const aside = ".visually-hidden, .skip";
  const clipped = (one) => getComputedStyle(one).clipPath === "inset(50%)";
  const shown = [...document.body.querySelectorAll("*")].filter(
    (one) => one.checkVisibility() && !one.closest(aside) && !clipped(one));
  const scrolls = ({ overflowX }) => overflowX === "auto" || overflowX === "scroll";
  const rolled = new Set();
  const over = new Set();
  const shortened = new Set(); // says so by an ellipsis
  for (const one of shown) {
    const style = getComputedStyle(one);
    const parent = one.parentElement;
    if (scrolls(style) || rolled.has(parent)) rolled.add(one);
    if (/sticky|fixed|absolute/.test(style.position) || over.has(parent)) over.add(one);
    if (style.textOverflow === "ellipsis" || shortened.has(parent)) shortened.add(one);
    const { left, right } = one.getBoundingClientRect();
    const out = (left < -1 || right > innerWidth + 1) && style.display !== "inline";
    if (out && !rolled.has(one)) wrong.push(`outside: ${named(one)}`);
    const cut = /hidden/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    if (cut && !shortened.has(one)) wrong.push(`cut off: ${named(one)}`);
    if (one.matches("input:not([type=checkbox], [type=radio], [type=file])")) {
      const signs = one.clientWidth / parseFloat(style.fontSize);
      if (signs < 4) wrong.push(`shows ${signs.toFixed(1)} characters: ${named(one)}`);
    }
  }
  const apart = [over, rolled, shortened];
  const plain = new Set(shown.filter((one) => !apart.some((set) => set.has(one))));
  const lines = [];
  const word = /\\d+年\\d+月\\d+日|\\d+月\\d+日|\\d [%A-Za-z]|[^\\s\\d]+|\\S/g;
  const whole = /\\d日$|^\\d /;
  const asOne = "h2[id], label, .due__when, a[href^='#']"; // what scripts read as one text
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walk.nextNode()) {
    const { currentNode: node } = walk;
    const parent = node.parentElement;
    if (!node.data.trim() || !plain.has(parent)) continue;
    for (const { 0: text, index } of node.data.matchAll(word)) {
      range.setStart(node, index);
      range.setEnd(node, index + text.length);
      const boxes = [...range.getClientRects()];
      for (const { top, bottom, left, right, height } of boxes) {
        const inset = height / 4; // what a font leaves above and below its characters
        lines.push({ node, left, right, top: top + inset, bottom: bottom - inset });
        if (right > innerWidth + 1 || left < -1) wrong.push(`outside: ${text.slice(0, 20)}`);
      }
      const room = parent.closest("p, li, td, th, dd, dt, div, h1, h3, h4, summary");
      const needed = boxes.reduce((sum, { width }) => sum + width, 0);
      const isDay = whole.test(text) && !parent.closest(asOne) && needed < room?.clientWidth - 16;
      if (isDay && boxes.length > 1) wrong.push(`parted: ${text}`);
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const begins = ({ node }) => node.data.trim().slice(0, 12);
  lines.forEach((one, n) => {
    for (let m = n + 1; lines[m]?.top < one.bottom; m += 1) {
      const other = lines[m];
      const meet = Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2;
      if (meet && one.node !== other.node) wrong.push(`printed over: ${[one, other].map(begins)}`);
    }
  });
  for (const one of folded) one.open = false;
  return [...new Set(wrong)];
}"""


def one_of_each(folder: Path) -> Iterator[str]:
    """Give a page of each kind of a small site."""
    seen = set()
    for path in sorted(folder.rglob("index.html")):
        kind, *rest = path.relative_to(folder).parts
        if (kind, len(rest)) not in seen:
            seen.add((kind, len(rest)))
            yield path.relative_to(folder).as_posix()


@dataclass(frozen=True)
class Seen:
    """What is lost of each page, and where its edges differ, at each width."""

    lost: dict[str, list[str]] = field(default_factory=dict)
    edges: dict[tuple[str, int], list[int]] = field(default_factory=dict)


def seen(browser: Browser, site: Path, paths: Iterable[str]) -> Seen:
    """Look at pages at every width, and on a phone in text twice as large, too."""
    found = Seen()
    with opened(browser, f"{site.as_uri()}/", PHONE) as watched:
        for path in paths:
            page = watched.open(path)
            wrong = page.evaluate(LOST)
            for width in (*WIDTHS, PHONE[0]):
                page.set_viewport_size({"width": width, "height": PHONE[1]})
                edges = page.evaluate(EDGES)
                if len({*edges[:6]}) > 1 or len({*edges[6:]}) > 1:
                    found.edges[path, width] = edges
            enlarge(page, 2)
            if wrong := wrong + [f"enlarged: {one}" for one in page.evaluate(LOST)]:
                found.lost[path] = wrong
    return found


@pytest.fixture(scope="module")
def real(browser: Browser, built: Built) -> Seen:
    return seen(browser, built.folder, kinds(built, every=False))


def test_nothing_of_any_kind_of_page_is_lost_in_text_twice_as_large(real: Seen) -> None:
    assert real.lost == {}


def test_head_page_and_foot_have_the_same_edges_at_every_width(real: Seen) -> None:
    assert real.edges == {}


def test_nothing_of_a_small_site_is_lost_and_its_edges_are_the_same(
    browser: Browser, published_whole: Path
) -> None:
    site = published_whole / "site"
    assert seen(browser, site, one_of_each(site)) == Seen()
