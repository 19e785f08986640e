"""templates/assets/icon.svg in; the pictures of it that phones ask for, beside it, out."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ASSETS = Path(__file__).parent.parent / "templates" / "assets"
SIZES = (192, 512)  # what Chromium asks for before it offers to install


def main() -> None:
    """Draw every icon anew."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, svg, size in icons():
            (ASSETS / name).write_bytes(drawn(browser, svg, size))
        browser.close()
    print(f"icons: {ASSETS}")


def icons() -> Iterator[tuple[str, str, int]]:
    """Give each icon's name, drawing and size; a maskable one is cut by the phone, not by us."""
    svg = (ASSETS / "icon.svg").read_text(encoding="utf-8")
    square = re.sub(r' rx="\d+"', "", svg)
    for size in SIZES:
        yield f"icon-{size}.png", svg, size
        yield f"icon-maskable-{size}.png", square, size


def drawn(browser: Browser, svg: str, size: int) -> bytes:
    """Draw a picture of so many pixels a side; around it, it is clear."""
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


if __name__ == "__main__":
    main()
