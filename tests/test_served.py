"""The site served by a real nginx under a sub-path, as docs/publishing.md tells offices to do."""

import http.client
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from gzip import decompress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from paicha.pipeline import build
from paicha.project import Project
from scripts.nginx import DEPLOY, Served, serving
from tests.conftest import LIMIT, ROOT, Built
from tests.watching import PHONE, kinds, opened

CSP = (
    "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
PACKED = {"Accept-Encoding": "gzip"}
IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes


def ask(
    served: Served, path: str, headers: Mapping[str, str] = {}, *, secure: bool = True
) -> Answer:
    """Ask for a path below the site's; over https, trusting only the office's CA."""
    connection = (
        http.client.HTTPSConnection("127.0.0.1", served.https, timeout=10, context=served.trust())
        if secure
        else http.client.HTTPConnection("127.0.0.1", served.http, timeout=10)
    )
    connection.request("GET", f"{served.path}{path}", headers=dict(headers))
    got = connection.getresponse()
    answer = Answer(got.status, got.headers, got.read())
    connection.close()
    return answer


def asset(built: Built, name: str) -> str:
    """Give the path of an asset: `site.css` is assets/site.0123456789.css."""
    stem, _, ending = name.rpartition(".")
    (found,) = (built.folder / "assets").glob(f"{stem}.*.{ending}")
    return f"assets/{found.name}"


def documented(name: str) -> dict[str, tuple[str, bool]]:
    """Read the table of types: the ending ("" for none) → Content-Type, and whether by gzip."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (?:`\.(\w+)`|[^|]+) \| `([^`]+/[^`]+)` \| (\w+) \|$", text)
    return {ending: (kind, gzip in ("yes", "是")) for ending, kind, gzip in rows}


# Headers


def test_every_kind_of_file_is_sent_with_the_type_that_the_guides_name(
    built: Built, tmp_path: Path
) -> None:
    types = documented("publishing.md")
    assert documented("publishing.zh-CN.md") == types
    there = {path.suffix.removeprefix(".") for path in built.folder.rglob("*") if path.is_file()}
    assert there <= set(types), "a kind of file that docs/publishing.md does not list"
    site = tmp_path / "site"
    site.mkdir()
    for ending in types:
        (site / f"x.{ending}".rstrip(".")).write_text("词" * 500, encoding="utf-8")
    (tmp_path / "nginx").mkdir()
    with serving(site, tmp_path / "nginx") as served:
        for ending, (kind, gzip) in types.items():
            answer = ask(served, f"x.{ending}".rstrip("."), PACKED)
            assert answer.status == 200
            assert answer.headers["Content-Type"] == kind, ending
            assert answer.headers["Content-Encoding"] == ("gzip" if gzip else None), ending
            assert answer.headers["Vary"] == ("Accept-Encoding" if gzip else None), ending
            body = decompress(answer.body) if gzip else answer.body
            assert body.decode("utf-8") == "词" * 500


def test_every_answer_carries_the_policy_that_the_guide_names(served: Served, built: Built) -> None:
    wanted = {
        "Content-Security-Policy": CSP,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    paths = {"": 200, "index.html": 200, asset(built, "site.css"): 200, "data/items.json": 200}
    paths |= {"forms/progress.pdf": 200, "items": 301, "items/": 404, "no": 404, "404.html": 404}
    for path, status in paths.items():
        answer = ask(served, path)
        assert answer.status == status, path
        for name, value in wanted.items():
            assert answer.headers.get_all(name) == [value], path
            assert f"{name}: {value}\n" in guide


def test_page_is_asked_for_again_and_not_sent_again_until_it_changes(
    published: Project, tmp_path: Path
) -> None:
    (tmp_path / "nginx").mkdir()
    with serving(published.output, tmp_path / "nginx") as served:
        for path in ("index.html", "data/items.json", "forms/monthly.pdf", "SHA256SUMS"):
            first = ask(served, path, PACKED)
            assert first.headers["Cache-Control"] == "no-cache"
            for condition in (
                {"If-None-Match": first.headers["ETag"]},
                {"If-Modified-Since": first.headers["Last-Modified"]},
            ):
                again = ask(served, path, PACKED | condition)
                assert (again.status, again.body) == (304, b""), path
                assert again.headers["Cache-Control"] == "no-cache"
        before = ask(served, "index.html")
        page = published.output / "index.html"
        page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        after = ask(served, "index.html", {"If-None-Match": before.headers["ETag"]})
        assert (after.status, after.body) == (200, before.body + b"\n")


def test_asset_is_kept_for_ever_but_never_a_missing_one(served: Served, built: Built) -> None:
    for path in sorted((built.folder / "assets").iterdir()):
        answer = ask(served, f"assets/{path.name}")
        assert (answer.status, answer.headers["Cache-Control"]) == (200, IMMUTABLE), path
        assert answer.body == path.read_bytes()
    for missing in ("assets/site.0123456789.css", "assets/no.css", "assets/"):
        answer = ask(served, missing)
        assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-cache"), missing


def test_site_arrives_byte_for_byte(served: Served, built: Built) -> None:
    """Nothing rewrites a page on its way, compressed or not: its sums hold in the browser too."""
    for path in ("index.html", "sources/plan-2023-33/index.html", "pdf/gas.pdf", "data/items.csv"):
        whole = (built.folder / path).read_bytes()
        assert ask(served, path).body == whole
        packed = ask(served, path, PACKED)
        is_packed = packed.headers["Content-Encoding"] == "gzip"
        assert is_packed == (not path.endswith(".pdf"))
        assert (decompress(packed.body) if is_packed else packed.body) == whole
    part = ask(served, "pdf/gas.pdf", {"Range": "bytes=0-7"})
    assert (part.status, part.body) == (206, (built.folder / "pdf/gas.pdf").read_bytes()[:8])


def test_plain_http_leads_to_https_and_hands_out_only_the_ca(served: Served) -> None:
    for path in ("", "items/SG-0001/index.html?x=1", "no"):
        answer = ask(served, path, {"Host": "10.1.2.3"}, secure=False)
        assert answer.status == 301
        assert answer.headers["Location"] == f"https://10.1.2.3/paicha/{path}"
    answer = ask(served, "../paicha-ca.crt", secure=False)
    assert (answer.status, answer.body) == (200, served.ca.read_bytes())
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"


def test_sample_starts_without_a_warning(served: Served) -> None:
    said = served.log.read_text(encoding="utf-8")
    assert not re.search(r"\[(warn|emerg|alert|crit)\]", said), said


# Certificate


def certificate(folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    command = [str(DEPLOY / "certificate.sh"), address]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("address", ["10.1.2.3", "paicha.example.cn"])
def test_offices_ca_vouches_for_its_own_address_and_no_other(tmp_path: Path, address: str) -> None:
    assert certificate(tmp_path, address).returncode == 0
    check = "-verify_ip" if address[0].isdigit() else "-verify_hostname"
    verify = ["openssl", "verify", "-CAfile", "ca.crt", check, address, "site.crt"]
    subprocess.run(verify, cwd=tmp_path, check=True, capture_output=True)
    ca, site = ((tmp_path / name).read_bytes() for name in ("ca.crt", "site.crt"))
    for other in ("10.1.2.4", "example.cn", "bank.example.com"):
        refused = certificate(tmp_path, other)
        assert refused.returncode == 1
        assert refused.stderr.startswith("这里的 ca.crt 只能为另一个地址作保。")
        assert (tmp_path / "site.crt").read_bytes() == site
    assert certificate(tmp_path, address).returncode == 0, "renewed"
    assert (tmp_path / "ca.crt").read_bytes() == ca
    assert (tmp_path / "site.crt").read_bytes() != site
    for key in ("ca.key", "site.key"):
        assert (tmp_path / key).stat().st_mode & 0o077 == 0


# Missing addresses


MISSING = ["no", "no.html", "items/", "items/SG-9999/index.html", "a/b/c/", "a/b/c/d/e.html?x=/"]


def test_missing_address_gets_404_and_its_page_at_any_depth(served: Served, built: Built) -> None:
    page = (built.folder / "404.html").read_bytes()
    for path in (*MISSING, "a/b/c/d/e/f/g/h/i", "%E6%B2%A1%E6%9C%89", "404.html"):
        answer = ask(served, path)
        assert (answer.status, answer.body) == (404, page), path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-cache"


@contextmanager
def visiting(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """Give a page that trusts the office; whatever it complains of is looked at elsewhere."""
    with browser.new_context(ignore_https_errors=True, java_script_enabled=scripts) as context:
        context.set_default_timeout(LIMIT * 1000)
        yield context.new_page()


@pytest.fixture(scope="module", params=["/paicha/", "/", "/deep/down/here/"])
def anywhere(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The site at a path that it does not know."""
    with serving(built.folder, tmp_path_factory.mktemp("nginx"), request.param) as served:
        yield served


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_page_for_missing_addresses_has_its_style_and_leads_home_from_any_depth(
    browser: Browser, anywhere: Served, *, scripts: bool
) -> None:
    with visiting(browser, scripts=scripts) as page:
        for missing in MISSING:
            page.goto(anywhere.base + missing)
            assert styled(page), missing
            for name, path in (("回到首页", "index.html"), ("搜索", "search/index.html")):
                links = page.get_by_role("link", name=name)
                assert links.count() == 1, missing
                assert links.evaluate("one => one.href") == anywhere.base + path
        page.get_by_role("link", name="回到首页").click()
        page.wait_for_url(f"{anywhere.base}index.html")


def styled(page: Page) -> bool:
    """Say whether the site's style is there: its font, and nothing that it hides."""
    font = page.locator("body").evaluate("one => getComputedStyle(one).fontFamily")
    return "PingFang SC" in font and not page.get_by_text("样式没有载入").is_visible()


@pytest.mark.browser
def test_page_for_missing_addresses_reads_without_its_style(
    browser: Browser, served: Served
) -> None:
    with visiting(browser) as page:
        page.goto(f"{served.base}a/b/c/d/e/f/g/h")
        assert page.get_by_role("heading", name="没有这一页").is_visible()
        assert page.get_by_text("样式没有载入").is_visible()
        page.route("**/*.css", lambda route: route.abort())
        page.goto(f"{served.base}items/SG-9999/index.html")
        homes = page.get_by_role("link", name="回到首页").evaluate_all(
            "all => all.map((a) => a.href)"
        )
        assert f"{served.base}index.html" in homes


@pytest.mark.browser
def test_site_that_knows_its_address_asks_for_one_style(
    browser: Browser, minimal: Project, tmp_path: Path
) -> None:
    text = minimal.settings.read_text(encoding="utf-8")
    address = 'base_url: "https://10.1.2.3/paicha"'
    minimal.settings.write_text(text.replace('base_url: ""', address), encoding="utf-8")
    build(minimal)
    (tmp_path / "nginx").mkdir()
    with serving(minimal.output, tmp_path / "nginx") as served, visiting(browser) as page:
        asked = list[str]()
        page.on("request", lambda request: asked.append(request.resource_type))
        for missing in MISSING:
            asked.clear()
            page.goto(served.base + missing)
            assert styled(page)
            assert asked.count("stylesheet") == 2, "the way's, and the site's"
            home = page.get_by_role("link", name="回到首页")
            assert home.evaluate_all("all => all.map((a) => a.href)") == [
                f"{served.base}index.html"
            ]


# In the browser


@pytest.mark.browser
def test_no_kind_of_page_breaks_the_policy_or_complains(
    browser: Browser, built: Built, served: Served
) -> None:
    with opened(browser, served.base, PHONE, ignore_https_errors=True) as watched:
        for path in kinds(built, every=False):
            page = watched.open(path)
            assert page.evaluate("isSecureContext")
        page = watched.open("search/index.html?q=%E5%8A%A8%E7%81%AB")
        page.locator("[data-result]").first.wait_for()


@pytest.mark.browser
def test_policy_stops_what_a_page_should_not_hold(browser: Browser, served: Served) -> None:
    """What the other tests would see if a page broke the policy."""
    with visiting(browser) as page:
        said = list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served.base}index.html")
        with page.expect_console_message(lambda message: "base-uri" in message.text):
            page.evaluate("""() => {
              document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>");
              const script = document.createElement("script");
              script.textContent = "window.odd = true";
              document.body.append(script);
              const base = document.createElement("base");
              base.href = "https://example.org/";
              document.head.append(base);
            }""")
        assert page.evaluate("window.odd") is None
        assert page.evaluate("document.baseURI") == f"{served.base}index.html"
        for directive in ("style-src", "script-src", "base-uri"):
            assert any(directive in one for one in said), said
