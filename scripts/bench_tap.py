"""Built sites in; how soon a slow phone shows a long list, and answers a tap on it, out.

`make bench` measures the site here; with the folder of another beside it
(`python -m scripts.bench_tap before/site site`) each in turn, and says what became of the first.
"""

import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from scripts.pictures import SITE, chinese_fonts

LIST = "checklists/construction/2024/index.html"
ANSWERED = 150
TAPS = 30
SLOWED = 4  # times, as a phone
WITHIN = 100  # milliseconds
ROUNDS = 5  # of each site, where there are several

Times = dict[str, list[float]]


def main(sites: Sequence[Path]) -> None:
    """Print the median and the slowest time from a tap, and from the start, to a picture."""
    rounds = ROUNDS if len(sites) > 1 else 1
    found: list[Times] = [{"paint": [], "tap": []} for _ in sites]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            env=chinese_fonts(Path(folder)),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for _ in range(rounds):
            for site, times in zip(sites, found, strict=True):
                measure(browser, site, times)
        browser.close()
    for name in ("paint", "tap"):
        report(name, [times[name] for times in found])


def measure(browser: Browser, site: Path, times: Times) -> None:
    """Open a list as for the first time, then answer it on a phone that is slowed down."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto((site / LIST).as_uri())
    page.locator("html[data-ready]").wait_for()
    times["paint"].append(page.evaluate(PAINTED))
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.route("**/index.html", partial(longer, site))
    page.reload()
    page.locator("html[data-ready]").wait_for()
    answer_all(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times["tap"] += taps(page)
    page.context.close()


PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
MEASURED = {
    "paint": f"first paint, {SLOWED}x slowed",
    "tap": f"a tap with {ANSWERED} items answered, {SLOWED}x slowed, at most {WITHIN} ms",
}


def report(name: str, found: list[list[float]]) -> None:
    """Print what was measured of each site, and how the last one stands to the first."""
    middle = [statistics.median(times) for times in found]
    each = [
        f"median {one:.0f} ms, slowest {max(times):.0f} ms"
        for one, times in zip(middle, found, strict=True)
    ]
    change = f" ({middle[-1] / middle[0] - 1:+.0%})" if len(found) > 1 else ""
    print(f"{MEASURED[name]}: {'; '.join(each)}{change}")


def longer(site: Path, route: Route) -> None:
    """Give the list twice over, the second time under other ids: ours have not enough items."""
    html = (site / LIST).read_text(encoding="utf-8")
    again = html[html.index('<section class="topic"') : html.rindex("<section data-record-gone")]
    again = re.sub(r"\bSG-(\d{4})", r"SZ-\1", again)
    again = re.sub(r'(id|labelledby|data-section)="([a-z-]+)', r'\1="\2-again', again)
    topic = re.sub(r'data-topic="([a-z-]+)"', r'data-topic="\1-again"', topics(html))
    html = html.replace(topics(html), topics(html) + topic)
    at = html.rindex("<section data-record-gone")
    route.fulfill(body=html[:at] + again + html[at:], content_type="text/html; charset=utf-8")


def topics(html: str) -> str:
    """Give the links to the topics."""
    start = html.index("<ul>", html.index('<nav class="topics"')) + len("<ul>")
    return html[start : html.index("</ul>", start)]


def answer_all(page: Page) -> None:
    """Answer as many items as are wanted, and wait until they are kept."""
    page.evaluate(ANSWER, ANSWERED)
    page.locator('[data-part="saved"][data-pending="0"]:not(:empty)').wait_for()


ANSWER = """async (most) => {
  for (const row of [...document.querySelectorAll(".item")].slice(0, most)) {
    row.querySelector("[data-answer][value=pass]").click();
    await new Promise((done) => setTimeout(done));
  }
}"""


def taps(page: Page) -> list[float]:
    """Change answers one after the other; give the milliseconds that each took to be seen."""
    page.evaluate(WATCH)
    for n in range(TAPS):
        row = page.locator(".item").nth(n * 3)
        row.locator(f"label:has([value={'none' if n % 2 else 'fail'}])").click()
        page.wait_for_timeout(300)
    found: list[float] = page.evaluate("Object.values(window.took)")
    return found


WATCH = """() => {
  window.took = {};
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) took[interactionId] = Math.max(took[interactionId] || 0, duration);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""


if __name__ == "__main__":
    main([Path(one).resolve() for one in sys.argv[1:]] or [SITE])
