"""The built site in; how soon a slow phone answers a tap on a long list, out (`make bench`)."""

import re
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from scripts.pictures import SITE, chinese_fonts

LIST = "checklists/construction/2024/index.html"
ANSWERED = 150
TAPS = 30
SLOWED = 4  # times, as a phone
WITHIN = 100  # milliseconds


def main() -> None:
    """Print the median and the slowest time from a tap to the picture that shows it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            env=chinese_fonts(Path(folder)),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        page.route("**/index.html", longer)
        page.goto((SITE / LIST).as_uri())
        page.locator("html[data-ready]").wait_for()
        print(f"a tap with {answer_all(page)} items answered, {SLOWED}x slowed: ", end="")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        took = taps(page)
        browser.close()
    print(f"median {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms (at most {WITHIN})")


def longer(route: Route) -> None:
    """Give the list twice over, the second time under other ids: ours have not enough items."""
    html = (SITE / LIST).read_text(encoding="utf-8")
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


def answer_all(page: Page) -> int:
    """Answer as many items as are wanted, and wait until they are kept; give how many."""
    page.evaluate(ANSWER, ANSWERED)
    page.locator('[data-part="saved"][data-pending="0"]:not(:empty)').wait_for()
    return int(page.locator("[data-answer]:checked").count())


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
    main()
