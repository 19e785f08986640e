"""The site keeps itself on this device: whole, of one edition, whatever the server does."""

import http.server
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from paicha.pipeline import build
from paicha.project import Project
from scripts.nginx import Served
from tests.conftest import CHROMIUM, LIMIT, Built
from tests.test_archive import changed_between, listed_by, said_size
from tests.test_serve import serving as editing
from tests.unreliable import POLICY, Server
from tests.watching import PHONE, Quiet, kinds, opened

pytestmark = pytest.mark.browser

HOME, OFFLINE = "index.html", "offline/index.html"
LIST = "checklists/ladders/index.html"


@pytest.fixture
def server() -> Iterator[Server]:
    serving = Server()
    yield serving
    serving.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser with nothing kept; whatever goes wrong in a page shows."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    context.set_default_timeout(LIMIT * 1000)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def editions(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three editions of the smallest site, called 甲, 乙 and 丙 on every page."""
    made = []
    for name in "甲乙丙":
        root = tmp_path_factory.mktemp("edition") / "project"
        shutil.copytree(minimal_whole, root)
        settings = root / "content" / "site.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub("short_title: .*", f"short_title: 站{name}", text), "utf-8")
        build(Project(root))
        made.append(root / "site")
    return made


def edition_of(page: Page) -> str:
    return page.locator(".head__home").inner_text()


def pages_of(folder: Path) -> list[str]:
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    alone = {path for path in found if path.startswith("offline/") and path != OFFLINE}
    return sorted(set(found) - alone - {"404.html"})  # which has no head


def kept(page: Page) -> dict[str, Any] | None:
    """What the edition that answers says of itself."""
    found: dict[str, Any] | None = page.evaluate(KEPT)
    return found


KEPT = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const [mark] = (await cache.keys()).filter(({ url }) => url.endsWith("/.paicha/kept"));
    const said = mark && await (await cache.match(mark)).json();
    if (said && said.active) return { ...said, name, entries: (await cache.keys()).length - 1 };
  }
  return null;
}"""


def wait_until_kept(page: Page) -> None:
    until(page, KEPT)
    until(page, "() => navigator.serviceWorker.controller !== null")


def visit(context: BrowserContext, server: Server, folder: Path, path: str = HOME) -> Page:
    """Open a page of an edition for the first time, and wait until the site is kept."""
    server.folder = folder
    page = context.new_page()
    page.goto(f"{server.base}{path}")
    wait_until_kept(page)
    return page


def offered(page: Page) -> None:
    expect(page.locator("[data-offer]")).to_be_visible(timeout=20_000)


def every_page(page: Page, base: str, folder: Path) -> set[str]:
    """Open every page; give which edition each is of."""
    found = set()
    for path in pages_of(folder):
        page.goto(f"{base}{path}")
        found.add(edition_of(page))
        styled = page.evaluate("getComputedStyle(document.body).margin")
        assert styled == "0px", f"{path} has no style"
    return found


def until(page: Page, script: str, given: object = None) -> Any:
    """Ask a page until it says yes; Playwright's own way does not wait for an answer that comes."""
    ends = time.monotonic() + LIMIT
    while not (said := page.evaluate(script, given)):
        assert time.monotonic() < ends, script
        time.sleep(0.05)  # what a worker keeps has no event
    return said


# The first visit


@pytest.mark.slow
def test_after_one_visit_every_kind_of_page_opens_without_the_server(
    context: BrowserContext, server: Server, built: Built
) -> None:
    page = visit(context, server, built.folder, built.json("items")["checklists"][0]["url"])
    server.stop()
    wrong = []
    for path in kinds(built, every=False):
        page.goto(f"{server.base}{path}")
        title = re.search("<title>(.*)</title>", (built.folder / path).read_text(encoding="utf-8"))
        assert title
        if page.title() != title[1].replace("&amp;", "&"):
            wrong.append(f"{path}: {page.title()}")
    assert wrong == []
    for path in ("", "search/", "items/SG-0001/", "items/SG-0001", "items/SG-0001/index.html#main"):
        page.goto(f"{server.base}{path}")
        assert page.locator("h1").count() == 1, path
    page.goto(f"{server.base}search/index.html?q=动火")
    assert page.locator("[data-result]").count() >= 3


def test_checklist_is_filled_in_without_the_server_and_reloaded(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0])
    server.stop()
    page.goto(f"{server.base}{LIST}")
    answer = page.locator("#TZ-0001 [value=pass]")
    answer.check()
    expect(page.locator("[data-part=saved]")).to_have_attribute("data-pending", "0")
    expect(page.locator("[data-part=saved]")).not_to_be_empty()
    page.reload()
    expect(answer).to_be_checked()


def test_what_is_kept_is_what_the_list_says_and_stands_on_the_page(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0], OFFLINE)
    said = kept(page)
    assert said
    listed = listed_by(editions[0])
    assert said["edition"] == listed["edition"]
    assert said["entries"] == said["files"] == len(listed["files"])
    assert said["bytes"] == sum(size for _, size, _ in listed["files"])
    shown = page.locator("[data-when=kept]")
    expect(shown).to_contain_text(listed["edition"])
    expect(shown).to_contain_text(f"{said['bytes'] / 1e6:.1f} MB，{said['files']} 个文件")
    expect(page.locator("[data-when=none]")).to_be_hidden()
    expect(page.locator("[data-trouble]")).to_be_hidden()
    year = time.localtime().tm_year
    expect(page.locator("[data-part=when]")).to_contain_text(f"{year}年")


def test_pages_kept_have_the_headers_that_the_server_gave(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0])
    server.stop()
    page.goto(f"{server.base}{OFFLINE}")
    got = page.evaluate("fetch(location.href).then(({ headers }) => Object.fromEntries(headers))")
    assert got["content-security-policy"] == POLICY
    assert got["content-type"] == "text/html; charset=utf-8"


@pytest.mark.slow
def test_site_is_kept_as_nginx_sends_it(browser: Browser, served: Served, built: Built) -> None:
    """Over https, compressed, under the policy of deploy/nginx.conf."""
    arguments = ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"]
    kind = browser.browser_type
    other = kind.launch(executable_path=CHROMIUM, args=arguments)
    context = other.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(f"{served.base}{OFFLINE}")
    wait_until_kept(page)
    context.set_offline(offline=True)
    for path in kinds(built, every=False):
        page.goto(f"{served.base}{path}")
        assert page.locator("h1").count() == 1, path
    other.close()
    assert wrong == []


def test_server_that_sends_pages_to_their_folders_is_kept_too(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    server.redirects = True
    page = visit(context, server, editions[0])
    server.stop()
    assert every_page(page, server.base, editions[0]) == {"站甲"}


def test_nothing_is_kept_on_plain_http_and_the_page_says_why(
    browser: Browser, server: Server, editions: list[Path]
) -> None:
    """A name that is not this machine's own makes plain http what it is on an intranet."""
    server.folder = editions[0]
    arguments = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP site.test 127.0.0.1"]
    kind = browser.browser_type
    other = kind.launch(executable_path=CHROMIUM, args=arguments)
    page = other.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(server.base.replace("127.0.0.1", "site.test") + OFFLINE)
    expect(page.locator("[data-when=http]")).to_be_visible()
    assert page.locator("[data-module=kept] [data-when]:visible").count() == 1
    page.goto(server.base.replace("127.0.0.1", "site.test") + LIST)
    page.locator("#TZ-0001 [value=pass]").check()
    other.close()
    assert wrong == []
    assert "sw.js" not in server.asked


def test_page_from_a_file_says_that_it_needs_no_network(
    browser: Browser, editions: list[Path]
) -> None:
    with opened(browser, f"{editions[0].as_uri()}/", PHONE) as watched:
        page = watched.open(OFFLINE)
        expect(page.locator("[data-when=file]")).to_be_visible()
        assert page.locator("[data-module=kept] [data-when]:visible").count() == 1
        assert page.locator("link[rel=manifest]").count() == 0


def test_any_change_of_a_page_makes_another_edition(editions: list[Path]) -> None:
    assert len({listed_by(folder)["edition"] for folder in editions}) == 3


# What is kept only when asked for


def test_data_and_documents_are_kept_on_a_tap_with_their_size_said(
    context: BrowserContext, server: Server, published: Project
) -> None:
    page = visit(context, server, published.output, OFFLINE)
    more = listed_by(published.output)["more"]
    assert {"pdf/ladders.pdf", "data/items.json", "data/items.csv"} <= {path for path, _, _ in more}
    button = page.locator("[data-action=keep-more]")
    size = sum(size for _, size, _ in more)
    expect(button).to_have_text(f"一起存（{said_size(size)}）")
    server.asked.clear()
    button.click()
    expect(page.locator("[data-part=more-kept]")).to_be_visible()
    expect(button).to_be_hidden()
    assert sorted(set(server.asked) & {path for path, _, _ in more}) == [
        path for path, _, _ in more
    ]
    server.stop()
    for path, length, digest in more:
        assert page.evaluate(FETCHED, f"{server.base}{path}") == [length, digest], path


FETCHED = """async (address) => {
  const body = await (await fetch(address)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [body.byteLength, [...digest].map((one) => one.toString(16).padStart(2, "0")).join("")];
}"""


def test_what_is_not_kept_leads_to_the_page_that_says_so(
    context: BrowserContext, server: Server, published: Project
) -> None:
    page = visit(context, server, published.output)
    server.stop()
    for path in ("pdf/ladders.pdf", "offline/site.zip", "offline/ladders.html", "nowhere.html"):
        page.goto(f"{server.base}{path}")
        assert page.url == f"{server.base}{OFFLINE}#not-kept"
        expect(page.locator("#not-kept")).to_be_visible()
        expect(page.locator("#newer")).to_be_hidden()
    page.goto(f"{server.base}{OFFLINE}")
    expect(page.locator("#not-kept")).to_be_hidden()


def test_document_of_a_newer_edition_is_not_shown_beside_older_pages(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0])
    page.goto(f"{server.base}data/items.json")
    assert page.url.endswith("data/items.json")
    server.spoil = lambda path, content: content + b"\n" if path == "data/items.json" else content
    page.goto(f"{server.base}data/items.json")
    assert page.url == f"{server.base}{OFFLINE}#newer"
    expect(page.locator("#newer")).to_be_visible()


# A new edition


@pytest.mark.slow
def test_new_edition_is_offered_and_every_tab_changes_to_it_at_once(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    old, new, _ = editions
    first = visit(context, server, old)
    second = context.new_page()
    second.goto(f"{server.base}{LIST}")
    server.folder = new
    first.reload()
    offered(first)
    offered(second)
    assert every_page(second, server.base, old) == {"站甲"}
    second.goto(f"{server.base}{LIST}")
    offered(second)
    first.locator("[data-action=switch-version]").click()
    for page in (first, second):
        expect(page.locator(".head__home")).to_have_text("站乙")
        expect(page.locator("[data-offer]")).to_be_hidden()
    assert every_page(second, server.base, new) == {"站乙"}
    server.stop()
    assert every_page(first, server.base, new) == {"站乙"}
    assert first.evaluate("caches.keys().then((names) => names.length)") == 1


def test_new_edition_brings_only_what_changed(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0])
    before = {path: digest for path, _, digest in listed_by(editions[0])["files"]}
    after = {path: digest for path, _, digest in listed_by(editions[1])["files"]}
    changed = {path for path, digest in after.items() if before.get(path) != digest}
    assert changed < set(after)
    server.folder = editions[1]
    server.asked.clear()
    page.reload()
    offered(page)
    assert set(server.asked) - {"sw.js"} == changed


def test_what_was_kept_beside_the_old_edition_is_kept_beside_the_new(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0], OFFLINE)
    page.locator("[data-action=keep-more]").click()
    expect(page.locator("[data-part=more-kept]")).to_be_visible()
    server.folder = editions[1]
    page.reload()
    offered(page)
    page.locator("[data-action=switch-version]").click()
    expect(page.locator(".head__home")).to_have_text("站乙")
    expect(page.locator("[data-part=more-kept]")).to_be_visible()
    server.stop()
    path, size, digest = listed_by(editions[1])["more"][0]
    assert page.evaluate(FETCHED, f"{server.base}{path}") == [size, digest]


@pytest.mark.slow
def test_edition_never_used_makes_room_for_the_next(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0])
    for folder in editions[1:]:
        server.folder = folder
        page.reload()
        until(page, WAITING, listed_by(folder)["edition"])
        assert page.evaluate("caches.keys().then((names) => names.length)") == 2
        assert edition_of(page) == "站甲"
    offered(page)
    page.locator("[data-action=switch-version]").click()
    expect(page.locator(".head__home")).to_have_text("站丙")
    assert every_page(page, server.base, editions[2]) == {"站丙"}


# Whether an edition is whole and waits to be used.
WAITING = """async (edition) => {
  const name = (await caches.keys()).find((one) => one.endsWith(edition));
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return Boolean(name && waiting && !installing);
}"""


@pytest.mark.slow
def test_server_that_dies_half_way_leaves_the_old_edition_and_later_the_rest_comes(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    old, new, _ = editions
    page = visit(context, server, old, OFFLINE)
    server.folder = new
    server.asked.clear()
    server.lives = 12
    page.reload()
    expect(page.locator("[data-kind=network]")).to_be_visible()
    expect(page.locator("[data-part=old-stays]")).to_be_visible()
    assert every_page(page, server.base, old) == {"站甲"}
    expect(page.locator("[data-offer]")).to_be_hidden()

    server.stop()
    arrived, wanted = set(server.asked), {path for path, _, _ in listed_by(new)["files"]}
    server.lives = 10**9
    server.asked.clear()
    server.start()
    page.goto(f"{server.base}{OFFLINE}")
    offered(page)
    came = set(server.asked) & wanted
    assert len(came) < len(wanted) - 5, "what had arrived came again"
    assert arrived | came >= changed_between(old, new)
    assert every_page(page, server.base, old) == {"站甲"}
    page.locator("[data-action=switch-version]").click()
    expect(page.locator(".head__home")).to_have_text("站乙")
    assert every_page(page, server.base, new) == {"站乙"}


SPOILT: dict[str, Callable[[bytes], bytes | None]] = {
    "changed": lambda content: content[:-2] + b" \n",
    "changed to a page to log in": lambda content: b"<!DOCTYPE html><title>Wi-Fi</title>",
    "cut short": lambda content: content[: len(content) // 2],
    "missing": lambda content: None,
}


@pytest.mark.slow
@pytest.mark.parametrize("how", SPOILT)
def test_one_wrong_file_leaves_the_old_edition_and_is_named_until_it_is_mended(
    context: BrowserContext, server: Server, editions: list[Path], how: str
) -> None:
    old, new, _ = editions
    page = visit(context, server, old, OFFLINE)
    bad = "items/TZ-0002/index.html"
    server.folder = new
    server.spoil = lambda path, content: SPOILT[how](content) if path == bad else content
    page.reload()
    kind = "missing" if how == "missing" else "changed"
    expect(page.locator(f"[data-kind={kind}]")).to_be_visible()
    expect(page.locator(f"[data-kind={kind}]")).to_contain_text(bad)
    expect(page.locator("[data-part=old-stays]")).to_be_visible()
    assert every_page(page, server.base, old) == {"站甲"}
    expect(page.locator("[data-offer]")).to_be_hidden()
    server.spoil = lambda path, content: content
    page.goto(f"{server.base}{OFFLINE}")
    offered(page)
    expect(page.locator("[data-trouble]")).to_be_hidden()
    page.locator("[data-action=switch-version]").click()
    expect(page.locator(".head__home")).to_have_text("站乙")
    assert every_page(page, server.base, new) == {"站乙"}


def test_first_visit_that_fails_says_why_and_a_tap_tries_again(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    server.folder = editions[0]
    server.spoil = lambda path, content: None if path == "forms/index.html" else content
    page = context.new_page()
    page.goto(f"{server.base}{OFFLINE}")
    expect(page.locator("[data-kind=missing]")).to_be_visible()
    expect(page.locator("[data-part=old-stays]")).to_be_hidden()
    expect(page.locator("[data-when=none]")).to_be_visible()
    server.spoil = lambda path, content: content
    page.locator("[data-trouble] [data-action=keep-site]").click()
    wait_until_kept(page)
    expect(page.locator("[data-when=kept]")).to_be_visible()
    expect(page.locator("[data-trouble]")).to_be_hidden()


def test_full_phone_is_told_and_keeps_the_old_edition(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0], OFFLINE)
    said = kept(page)
    assert said
    devtools = context.new_cdp_session(page)
    origin = server.base.removesuffix("/some/path/")
    quota = {"origin": origin, "quotaSize": said["bytes"] + 60_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    server.folder = editions[1]
    page.reload()
    expect(page.locator("[data-kind=full]")).to_be_visible()
    expect(page.locator("[data-part=old-stays]")).to_be_visible()
    assert every_page(page, server.base, editions[0]) == {"站甲"}
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    page.goto(f"{server.base}{OFFLINE}")
    offered(page)


# Dropping it


def test_site_is_dropped_by_a_tap_and_not_kept_again_until_asked(
    context: BrowserContext, server: Server, editions: list[Path]
) -> None:
    page = visit(context, server, editions[0], LIST)
    page.locator("#TZ-0001 [value=pass]").check()
    expect(page.locator("[data-part=saved]")).to_have_attribute("data-pending", "0")
    page.goto(f"{server.base}{OFFLINE}")
    page.locator("[data-action=drop-site]").click()
    expect(page.locator("[data-when=none]")).to_be_visible()
    expect(page.locator("[data-when=kept]")).to_be_hidden()
    for path in (LIST, OFFLINE):
        page.goto(f"{server.base}{path}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(THERE) == [0, 0]
    page.goto(f"{server.base}{LIST}")
    expect(page.locator("#TZ-0001 [value=pass]")).to_be_checked()
    page.goto(f"{server.base}{OFFLINE}")
    page.locator("[data-when=none] [data-action=keep-site]").click()
    wait_until_kept(page)
    expect(page.locator("[data-when=kept]")).to_be_visible()
    server.stop()
    assert every_page(page, server.base, editions[0]) == {"站甲"}


class Uncached(Quiet):
    def end_headers(self) -> None:
        """Ask to be asked again, as a server of the site should."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


THERE = """async () => [
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
]"""


@pytest.mark.slow
def test_editing_at_an_address_where_a_site_was_kept_shows_what_is_edited(
    context: BrowserContext, editions: list[Path], minimal: Project, tmp_path: Path
) -> None:
    handler = partial(Uncached, directory=str(editions[0]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, args=(0.05,), daemon=True).start()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{serving.server_port}/index.html")
        wait_until_kept(page)
        serving.shutdown()
    with editing(minimal, serving.server_port) as served:
        page.goto(f"{served.address}index.html")
        expect(page.locator(".head__home")).to_have_text("梯子")
        page.wait_for_load_state("load")
        assert page.evaluate(THERE) == [0, 0]
        assert page.locator("html[data-worker]").count() == 0
        page.goto(f"{served.address}{OFFLINE}")
        assert page.locator("main a[download]").count() == 0
    assert not (minimal.output / "sw.js").exists()
    assert not (minimal.output / "offline" / "site.zip").exists()


# On the home screen


def test_site_can_be_installed(browser: Browser, server: Server, editions: list[Path]) -> None:
    """Only a browser with a window of its own knows how to install."""
    whole = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    context = whole.new_context()
    page = visit(context, server, editions[0], LIST)
    devtools = context.new_cdp_session(page)
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors] == ["in-incognito"], "as every window of a test is"
    manifest = json.loads(devtools.send("Page.getAppManifest")["data"])
    assert manifest["start_url"] == HOME
    assert [one["url"] for one in manifest["shortcuts"]] == [LIST]
    whole.close()
