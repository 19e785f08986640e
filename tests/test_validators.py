"""What independent validators say: the W3C's checker of every page, axe of every kind of page."""

import json
import subprocess
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from scripts.nginx import Served
from tests.conftest import Built
from tests.test_served import visiting
from tests.watching import DESK, PHONE, kinds, opened

PACKAGES = Path(__file__).parent / "node" / "node_modules"  # `make test` brings them
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = PACKAGES / "axe-core" / "axe.min.js"


# HTML


def complaints(folder: Path) -> list[str]:
    """Give every error and warning of the W3C's checker on pages, styles and pictures."""
    files = [str(path) for ending in ("html", "css", "svg") for path in folder.rglob(f"*.{ending}")]
    kinds = ["--also-check-css", "--also-check-svg", "--no-langdetect", "--skip-info-messages"]
    # Files have no origin that 'self' could be; browsers judge the policy in tests/test_policy.py.
    # Containers, by which the head knows its room, are younger than the checker's CSS.
    kinds += ["--filterpattern", ".*(Content Security Policy|@container|“container-type”).*"]
    command = ["java", "-Xss2m", "-jar", str(VNU), "--format", "json", "--stdout", *kinds, *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return [
        f"{message['url'].partition(folder.name)[2]}:{message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')!r}"
        for message in json.loads(done.stdout)["messages"]
    ]


@pytest.mark.slow
def test_every_page_style_and_picture_is_valid(built: Built) -> None:
    assert complaints(built.folder) == []


def test_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html lang="zh-Hans"><head><title>页</title></head><body>{}</body></html>'
    )
    (tmp_path / "a.html").write_text(page.format("<p><div>x</div></p>"), encoding="utf-8")
    (tmp_path / "b.html").write_text(page.format("<section>x</section>"), encoding="utf-8")
    (tmp_path / "c.css").write_text("a { colour: red }", encoding="utf-8")
    found = complaints(tmp_path)
    assert {one.split(":")[0] for one in found} == {"/a.html", "/b.html", "/c.css"}, found


# Accessibility


def violations(page: Page, *schemes: Literal["light", "dark"]) -> list[str]:
    """Give what axe finds on a page with everything unfolded, in the light and in the dark."""
    wrong = []
    for scheme in schemes or SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found: list[dict[str, Any]] = page.evaluate(RUN, COLOURS if scheme == "dark" else [])
        wrong += [
            f"{scheme} {one['rule']} ({one['count']}×): {one['html']} {one['why']}" for one in found
        ]
    return wrong


RUN = """async (rules) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  // axe reads colours from what lies where: a section that is not laid out yet lies nowhere.
  for (const one of document.querySelectorAll(".topic")) one.style.contentVisibility = "visible";
  const options = { resultTypes: ["violations"] };
  if (rules.length) options.runOnly = rules;
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) =>
    ({ rule: id, count: nodes.length,
      html: nodes[0].html.slice(0, 200), why: nodes[0].failureSummary }));
}"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = ["color-contrast", "link-in-text-block"]  # in the dark nothing else differs


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "schemes"), [(PHONE, SCHEMES), (DESK, SCHEMES[:1])], ids=["phone", "desk"]
)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser,
    built: Built,
    served: Served,
    size: tuple[int, int],
    schemes: tuple[Literal["light", "dark"], ...],
) -> None:
    """What is faint in the dark on a desk, tests/test_browser.py says of every page."""
    axe, wrong = AXE.read_text(encoding="utf-8"), []
    with opened(browser, served.base, size, ignore_https_errors=True) as watched:
        for path in (*kinds(built, every=False), "search/index.html?q=%E5%8A%A8%E7%81%AB"):
            page = watched.open(path)
            if "?q=" in path:
                page.locator("[data-result]").first.wait_for()
            page.evaluate(axe)
            wrong += [f"{path} {one}" for one in violations(page, *schemes)]
    with visiting(browser) as page:
        page.goto(f"{served.base}items/SG-9999/index.html")
        page.evaluate(axe)
        wrong += [f"404.html {one}" for one in violations(page)]
    assert wrong == []


@pytest.mark.browser
def test_axe_finds_what_is_wrong_in_the_light_and_in_the_dark(
    browser: Browser, served: Served
) -> None:
    with opened(browser, served.base, PHONE, ignore_https_errors=True) as watched:
        page = watched.open("index.html")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        page.evaluate("""() => {
          const faint = Object.assign(document.createElement("p"), { textContent: "看不清" });
          faint.style.color = "#777";
          document.querySelector("main").append(document.createElement("img"), faint);
        }""")
        found = [one.split(" (")[0] for one in violations(page)]
        assert found == ["light color-contrast", "light image-alt", "dark color-contrast"]
