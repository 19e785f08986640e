"""The list of what is kept, the archive, and what a home screen needs."""

import json
import re
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from paicha.check.output import check_output
from paicha.pipeline import build, publication_of
from paicha.project import Project
from paicha.render.printed import second_names
from scripts.icons import ASSETS, icons
from tests.conftest import ROOT, Built, damage, tree
from tests.test_lone import parsed

HOME, OFFLINE = "index.html", "offline/index.html"
LISTS = ("data/files.json", "SHA256SUMS")


def listed_by(folder: Path) -> dict[str, Any]:
    """What a site's worker keeps."""
    first = (folder / "sw.js").read_text(encoding="utf-8").split("\n", 1)[0]
    found: dict[str, Any] = json.loads(first.removeprefix("const paichaEdition = ")[:-1])
    return found


def changed_between(old: Path, new: Path) -> set[str]:
    before = {path: digest for path, _, digest in listed_by(old)["files"]}
    return {path for path, _, digest in listed_by(new)["files"] if before.get(path) != digest}


def said_size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size // 1000} KB"


# The list of files


def second(built: Built) -> set[str]:
    """The names that files of an edition shown first have besides the one that names it."""
    publication, _ = publication_of(built.project, paper=True)
    return {name for name in second_names(publication).values() if (built.folder / name).exists()}


def test_worker_lists_every_page_and_asset_as_they_are(built: Built) -> None:
    """Each document once: not under the second name, which no page leads to."""
    listed, there = listed_by(built.folder), tree(built.folder)
    named = {path: digest for path, _, digest in (*listed["files"], *listed["more"])}
    assert all(there[path] == digest for path, digest in named.items())
    sizes = {path: size for path, size, _ in (*listed["files"], *listed["more"])}
    assert all((built.folder / path).stat().st_size == size for path, size in sizes.items())
    site = {path for path, _, _ in listed["files"]}
    assert set(built.pages()) - {"404.html"} <= site
    assert {path for path in there if path.startswith("assets/")} <= site
    again = second(built)
    assert {path for path in there if path.endswith(".pdf")} - again <= set(named) - site
    assert not again & set(named)
    lone = {path.relative_to(built.folder).as_posix() for path in built.lone()}
    left = {"sw.js", "404.html", *LISTS, "offline/site.zip"}
    assert set(there) - set(named) - lone - left == again - lone


# The whole site in one file


@pytest.mark.slow
def test_archive_is_the_site_whole_in_itself(built: Built, tmp_path: Path) -> None:
    """But for the page that offers it, and the lists that rest on that page."""
    with zipfile.ZipFile(built.folder / "offline" / "site.zip") as whole:
        assert whole.testzip() is None
        whole.extractall(tmp_path)
        assert {entry.date_time for entry in whole.infolist()} == {(2026, 11, 26, 0, 0, 0)}
    there, unpacked = tree(built.folder), tree(tmp_path)
    assert set(there) - set(unpacked) == {"offline/site.zip"}
    assert set(unpacked) - set(there) == set()
    differing = {path for path, digest in unpacked.items() if there[path] != digest}
    assert differing == {OFFLINE, "sw.js", *LISTS}
    assert damage(tmp_path) == []
    judged = {path for path in unpacked if path.endswith(".pdf")}  # tests/test_output_checks.py
    assert check_output(tmp_path, "site", "", judged) == []
    assert "site.zip" not in (tmp_path / OFFLINE).read_text(encoding="utf-8").replace(
        "整站压缩包", ""
    )


def test_sizes_on_the_page_are_those_of_the_files(built: Built) -> None:
    page = parsed(built.folder / OFFLINE)
    shown = {
        link.attrib["href"]: "".join(parent.itertext())
        for parent in page.iter()
        for link in parent.findall("a")
        if "download" in link.attrib
    }
    assert set(shown) == {*(path.name for path in built.lone()), "site.zip"} - {
        Path(name).name for name in second(built)
    }
    for name, text in shown.items():
        assert said_size((built.folder / "offline" / name).stat().st_size) in text, name


def test_archive_has_the_same_bytes_for_the_same_files(
    minimal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(minimal)
    before, later = tree(minimal.output), time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    build(minimal)
    assert tree(minimal.output) == before


# On the home screen


def test_manifest_names_icons_that_are_there_and_as_large_as_it_says(built: Built) -> None:
    manifest = json.loads((built.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    sizes = set()
    for icon in manifest["icons"]:
        picture = (built.folder / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", picture[16:24])
        assert icon["sizes"] == f"{width}x{height}"
        sizes.add((width, icon["purpose"]))
    assert sizes == {(192, "any"), (512, "any"), (192, "maskable"), (512, "maskable")}
    for shortcut in manifest["shortcuts"]:
        assert (built.folder / shortcut["url"]).is_file()


@pytest.mark.browser
def test_icons_are_drawn_from_the_one_in_the_repository(browser: Browser) -> None:
    page = browser.new_page()
    for name, svg, size in icons():
        picture = list((ASSETS / name).read_bytes())
        assert page.evaluate(DIFFERENCE, [picture, svg, size]) < 1, name
    page.close()


# The mean difference of two pictures, of 255 steps.
DIFFERENCE = """async ([bytes, svg, size]) => {
  const pixels = async (parts, type) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob(parts, { type }));
    await image.decode();
    const canvas = new OffscreenCanvas(size, size);
    const drawing = canvas.getContext("2d");
    drawing.drawImage(image, 0, 0, size, size);
    return drawing.getImageData(0, 0, size, size).data;
  };
  const one = await pixels([new Uint8Array(bytes)], "image/png");
  const sized = svg.replace("<svg", `<svg width="${size}" height="${size}"`);
  const other = await pixels([sized], "image/svg+xml");
  return one.reduce((sum, value, n) => sum + Math.abs(value - other[n]), 0) / one.length;
}"""


def test_bars_of_the_browser_have_the_colour_of_the_paper(built: Built) -> None:
    tokens = (ROOT / "templates/assets/css/1-tokens.css").read_text(encoding="utf-8")
    light, dark = re.findall("--colour-paper: (#[0-9a-f]+);", tokens)[:2]
    page = parsed(built.folder / HOME)
    bars = [one.attrib["content"] for one in page.iter("meta") if one.get("name") == "theme-color"]
    assert bars == [light.replace("#fff", "#ffffff"), dark]
    manifest = json.loads((built.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["theme_color"] == bars[0]
