"""The built site in; how well and fast its search finds, in a real browser, out (`make bench`)."""

import gzip
import json
import random
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.pictures import ROOT, SITE, chinese_fonts

QUERIES = ROOT / "tests" / "search" / "queries.yaml"
REAL = QUERIES.with_name("real.yaml")
FIRST = 5  # results in which an expected entry is found
SLOWED = 4  # times, as a phone
GENERATED = 3_000
ARRIVED = '[data-module="search"][data-arrived="2"]'  # both downloads
Query = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the rank of the best placed entry it expects; 0 where none is listed."""

    query: Query
    rank: int
    results: int

    @property
    def found(self) -> bool:
        """Whether an expected entry is among the first results."""
        return 1 <= self.rank <= FIRST

    @property
    def is_for_nothing(self) -> bool:
        """Whether nothing may be found: the site has nothing on it."""
        return not self.query["expect"]


def queries(path: Path = QUERIES) -> list[Query]:
    """Read a set of queries; tests/search/README.md says what stands in it."""
    found: list[Query] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def ask(page: Page, query: Query) -> Asked:
    """Type a query into the search page; everything must have been downloaded."""
    results = page.evaluate(ASK, query["query"])
    ranks = [n for n, one in enumerate(results, 1) if any(fits(one, e) for e in query["expect"])]
    return Asked(query, ranks[0] if ranks else 0, len(results))


# Show every result of a query; give what each is: its item's id and where its link leads.
ASK = """(query) => {
  const field = document.querySelector('[data-module="search"]').elements.q;
  field.value = query;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const more = document.querySelector('[data-action="more"]');
  while (!more.hidden) more.click();
  return [...document.querySelectorAll("[data-result]")].map((one) => ({
    item: one.dataset.itemId || "",
    url: one.querySelector("a").getAttribute("href").replace("../", ""),
  }));
}"""


def fits(result: dict[str, str], expected: dict[str, str]) -> bool:
    """Say whether a result is an expected entry; a duty may stand on its role's page."""
    if "item" in expected:
        return result["item"] == expected["item"]
    path, _, anchor = expected["url"].partition("#")
    at, _, place = result["url"].partition("#")
    same = at == path or (path == "duties/index.html" and at.startswith("duties/"))
    return at == path if not anchor else same and place == anchor


@dataclass(frozen=True, slots=True)
class Score:
    """Of some queries, the share found in the first five, and the mean of 1 / rank."""

    count: int
    found: float
    mrr: float

    @classmethod
    def of(cls, asked: list[Asked]) -> "Score":
        """Score queries that were asked."""
        found = sum(one.found for one in asked) / len(asked)
        return cls(len(asked), found, sum(1 / one.rank for one in asked if one.rank) / len(asked))


def by_kind(asked: list[Asked]) -> dict[str, Score]:
    """Score each kind of query that something answers, and all: "all"."""
    answered = [one for one in asked if not one.is_for_nothing]
    kinds: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in answered:
        kinds[one.query["kind"]].append(one)
    return {kind: Score.of(some) for kind, some in (*kinds.items(), ("all", answered))}


def wrongly_empty(asked: list[Asked]) -> list[str]:
    """Give the queries that something answers, and that find nothing at all."""
    return [one.query["query"] for one in asked if not one.is_for_nothing and not one.results]


def wrongly_full(asked: list[Asked]) -> list[str]:
    """Give the queries that nothing answers, and that find something all the same."""
    return [one.query["query"] for one in asked if one.is_for_nothing and one.results]


def downloaded(page: Page) -> Page:
    """Wait on the search page until both downloads have arrived."""
    page.get_by_role("searchbox").focus()
    page.wait_for_selector(ARRIVED)
    return page


def slow(page: Page) -> Page:
    """Slow the processor down, as a phone's is."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


def first_result(browser: Browser, address: str) -> float:
    """Give the ms from the first key to the first result, nothing downloaded yet."""
    page = slow(browser.new_page(viewport={"width": 360, "height": 740}))
    page.goto(address)
    took: float = page.evaluate(FIRST_RESULT)
    page.close()
    return took


FIRST_RESULT = """() => new Promise((done) => {
  const field = document.querySelector('[data-module="search"]').elements.q;
  const list = document.querySelector("[data-search-results]");
  new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - begun)))
    .observe(list, { childList: true });
  const begun = performance.now();
  field.focus();
  field.value = "动火";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


def keystrokes(page: Page, words: list[str]) -> list[float]:
    """Type each word key by key; give the ms each key takes until the page is laid out anew.

    Of three times the best counts: other work on this machine is none of ours.
    """
    return [min(times) for times in zip(*(page.evaluate(KEYS, words) for _ in "123"), strict=True)]


KEYS = """(words) => {
  const field = document.querySelector('[data-module="search"]').elements.q;
  const took = [];
  for (const word of words) {
    for (let stop = 1; stop <= word.length; stop += 1) {
      const begun = performance.now();
      field.value = word.slice(0, stop);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      document.documentElement.getBoundingClientRect();
      took.push(performance.now() - begun);
    }
  }
  return took;
}"""


def with_more(folder: Path, count: int) -> str:
    """Copy the page of search with more items to find; give its address."""
    for part in ("assets", "search"):
        shutil.copytree(SITE / part, folder / part)
    (path,) = (folder / "assets").glob("search-1.*.js")
    wave = json.loads(path.read_text(encoding="utf-8").partition("(")[2].rstrip()[:-2])
    wave["items"] += generated(wave, count)
    path.write_text(f"document.currentScript.take({json.dumps(wave)});", encoding="utf-8")
    return f"{folder.as_uri()}/search/index.html"


def generated(wave: dict[str, Any], count: int) -> list[Any]:
    """Make items whose lines are pieces of real ones, always the same."""
    dice = random.Random(count)  # noqa: S311 -- no secret
    texts = [one[n] for one in wave["items"] for n in (3, 4) if one[n]]
    pieces = [piece for text in texts for piece in text.split("，")]

    def line() -> str:
        return "，".join(dice.sample(pieces, 3))

    return [[f"XX-{n:04}", 0, n % 2, line(), line(), [line(), line()]] for n in range(count)]


def sizes() -> dict[str, int]:
    """Give the bytes of each download after gzip."""
    return {
        wave: len(gzip.compress(next((SITE / "assets").glob(f"{wave}.*.js")).read_bytes(), 9))
        for wave in ("search-1", "search-2")
    }


@contextmanager
def browsing() -> Iterator[Browser]:
    """Give a browser."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            env=chinese_fonts(Path(folder)),
        )


def main() -> None:
    """Print how well each kind of query is answered, how fast, and what is downloaded."""
    address = f"{SITE.as_uri()}/search/index.html"
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(address)
        for path in (QUERIES, REAL):
            print(path.name)
            tell_how_well([ask(downloaded(page), query) for query in queries(path)])
        for name, size in sizes().items():
            print(f"{name}.js: {size / 1000:.1f} kB gzip")
        first = min(first_result(browser, address) for _ in range(5))
        print(f"first result after the first key, {SLOWED}x slowed: {first:.0f} ms")
        words = [one["query"] for one in queries()][::5]
        slow(page)
        tell("a key", keystrokes(page, words))
        with tempfile.TemporaryDirectory() as folder:
            page.goto(with_more(Path(folder), GENERATED))
            tell(f"a key, {GENERATED} entries more", keystrokes(downloaded(page), words))


def tell_how_well(asked: list[Asked]) -> None:
    """Print the score of each kind, and what is empty or full that should not be."""
    for kind, score in by_kind(asked).items():
        print(f"  {kind:12}{score.count:5}  found {score.found:6.1%}  MRR {score.mrr:.3f}")
    print(f"  without any result: {'、'.join(wrongly_empty(asked)) or 'none'}")
    nothing = [one for one in asked if one.is_for_nothing]
    if full := wrongly_full(asked):
        print(f"  of {len(nothing)} that nothing answers find something: {'、'.join(full)}")
    elif nothing:
        print(f"  all {len(nothing)} that nothing answers find nothing")


def tell(what: str, took: list[float]) -> None:
    """Print the middle and the slow end of some times."""
    middle, most = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"{what}, {SLOWED}x slowed: median {middle:.1f} ms, 95 % within {most:.1f} ms")


if __name__ == "__main__":
    main()
