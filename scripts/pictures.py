"""The built site in; the README's pictures out: docs/pictures/*.png (`make pictures`)."""

import os
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SITE, OUT = ROOT / "site", ROOT / "docs" / "pictures"
PAGES = {
    "home": "index.html",
    "checklist": "checklists/construction/index.html",
    "search": "search/index.html?q=动火",
    "duties": "duties/principal/index.html",
}
SHEETS = {"field-sheet": "pdf/construction.pdf", "progress": "forms/progress.pdf"}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>"""


def main() -> None:
    """Take every picture anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        phone_pictures(chinese_fonts(Path(folder)))
    for name, sheet in SHEETS.items():
        picture = [
            "pdftoppm",
            "-png",
            "-r",
            "50",
            "-singlefile",
            str(SITE / sheet),
            str(OUT / name),
        ]
        subprocess.run(picture, check=True)  # noqa: S603 -- our own arguments
    print(f"pictures: {OUT}")


def chinese_fonts(folder: Path) -> dict[str, str | float | bool]:
    """Lend the browser the paper's font: a bare machine has no Chinese one."""
    font = files("justmytype_intl_cjk").joinpath("fonts/ofl/notosanssc")
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(folder=font, cache=folder), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def phone_pictures(environment: dict[str, str | float | bool]) -> None:
    """Take the pages as a phone shows them, with today's clock."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            env=environment,
        )
        for name, page_path in PAGES.items():
            page = browser.new_page(viewport={"width": 360, "height": 740})
            page.goto(f"{SITE.as_uri()}/{page_path}")
            if name == "search":
                page.wait_for_selector("[data-arrived='2']")
            page.screenshot(path=OUT / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
