"""Every page carries its own policy: nothing that a page should not hold runs, wherever it lies."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from paicha.cli import main
from paicha.project import Project
from paicha.render.templates import POLICY
from scripts.pictures import chinese_fonts
from tests.conftest import Built
from tests.recording import ladders
from tests.watching import PHONE, Quiet, Watched, opened
from tests.webkit import webkit

__all__ = ["ladders"]  # fixture
META = re.compile(r'<meta http-equiv="Content-Security-Policy"\s+content="([^"]*)"[^>]*/>')
# What an author, a colleague's file or a mistake of ours might bring into a page.
STRANGE = """
<script>document.title = "strange"</script>
<p id="handler" onclick="document.title = 'strange'" style="position: fixed">x</p>
<a id="link" href="javascript:document.title = 'strange'">x</a>
<img alt="" src="https://b.invalid/x.png"/>
<iframe src="data:text/html,x"></iframe>
<base href="https://b.invalid/"/>
</body>"""


def test_every_page_begins_with_its_policy(either: Built) -> None:
    for path in either.html():
        text = path.read_text(encoding="utf-8")
        assert [unescape(one) for one in META.findall(text)] == [POLICY], path
        assert re.search(r"<head>\s*<meta charset[^>]*>\s*<meta http-equiv", text), path
    for path in either.lone():
        text = path.read_text(encoding="utf-8")
        assert len(META.findall(text.replace("&quot;", "'"))) == 1, path


@contextmanager
def reached(folder: Path, way: str) -> Iterator[str]:
    """Give the address of a folder: from a stick, or from a server without any policy."""
    if way == "file":
        yield f"{folder.as_uri()}/"
        return
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def kinds(site: Path) -> list[str]:
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.parent != site / "offline" or path.name == "index.html"
    )


@pytest.mark.parametrize("way", ["http", "file"])
def test_no_page_breaks_its_own_policy(browser: Browser, ladders: Project, way: str) -> None:
    site = ladders.output
    pages = [one for one in kinds(site) if one != "404.html"]
    assert len(pages) > 15
    with reached(site, way) as base, opened(browser, base, PHONE) as watched:
        for path in pages:
            watched.open(path)
        visit(watched)


def visit(watched: Watched) -> None:
    """Search, fill in, export and print: what a policy may stop."""
    page = watched.open("index.html")
    asked = page.locator("form[role=search] input[type=search]").first
    asked.fill("梯")
    asked.press("Enter")
    page.locator("[data-result]").first.wait_for()
    page = watched.open("checklists/ladders/index.html")
    page.locator("html[data-ready]").wait_for()
    page.locator(".item [value=fail]").first.check()
    page.locator(".item input[type=file]").first.set_input_files("templates/assets/icon.png")
    page.locator(".photos img").first.wait_for()
    page.locator("[data-part=saved][data-pending='0']").wait_for()
    page = watched.open("records/index.html")
    with page.expect_download():
        page.get_by_role("button", name="导出", exact=True).first.click()
    page.emulate_media(media="print")
    page.get_by_role("link", name="查看、打印").first.wait_for()


@pytest.mark.parametrize("way", ["http", "file"])
def test_what_is_brought_into_a_page_does_not_run(
    browser: Browser, ladders: Project, tmp_path: Path, way: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(ladders.output, site)
    pages = [one for one in kinds(site) if "/" not in one or one.endswith("/index.html")]
    for path in pages:
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(text.replace("</body>", STRANGE), encoding="utf-8")
    with reached(site, way) as base:
        try_out(browser, base, pages)


def try_out(browser: Browser, base: str, pages: list[str]) -> None:
    page = browser.new_page()
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))  # noqa: PLW0108 -- a builtin takes no mark
    for path in pages:
        said.clear()
        page.goto(f"{base}{path}")
        title = page.title()
        page.locator("#handler").dispatch_event("click")
        page.locator("#link").dispatch_event("click")
        page.evaluate("() => new Promise((done) => setTimeout(done))")
        assert page.title() == title != "strange", path
        assert page.locator("#handler").evaluate("one => getComputedStyle(one).position") != "fixed"
        assert page.evaluate("document.baseURI").startswith(base), path
        stopped = [one.text for one in said if "Content Security Policy" in one.text]
        for directive in ("script-src", "img-src", "style-src", "base-uri"):
            assert any(directive in one for one in stopped), f"{path}: {directive}"
    page.close()


def test_page_of_a_note_runs_nothing(
    ladders: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "diff.html"
    root, old = str(ladders.root), str(ladders.output / "data")
    assert main(["--root", root, "diff", old, str(page)]) == 0
    capsys.readouterr()
    policy = META.findall(page.read_text(encoding="utf-8"))
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.slow
def test_policy_of_a_page_holds_in_webkit(ladders: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / "fonts").mkdir()
    shutil.copytree(ladders.output, site)
    page = site / "guidance" / "index.html"
    text = page.read_text(encoding="utf-8").replace("</body>", STRANGE)
    page.write_text(text, encoding="utf-8")
    fonts = {key: str(value) for key, value in chinese_fonts(tmp_path / "fonts").items()}
    with webkit(fonts) as window, reached(site, "http") as base:
        for address in (base, f"{site.as_uri()}/"):
            window.open(f"{address}guidance/index.html")
            style = "getComputedStyle(document.querySelector('.head')).display"
            ran = f"document.querySelector('#handler').click(); return [document.title, {style}]"
            title, display = window.run(ran)
            assert title != "strange"
            assert display == "flex", "the page's own style holds"
