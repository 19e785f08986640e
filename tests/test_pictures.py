"""Pictures of the content: what of them is published, and where they stand."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image as Pillow
from playwright.sync_api import Browser

from paicha.model.content import complete, read_content
from paicha.model.site import Site
from paicha.new import STARTER
from paicha.pipeline import check
from paicha.project import Project
from paicha.release.read import release_at
from paicha.render.note import note_of
from paicha.render.paper.pictures import rests_on
from paicha.render.words import words
from paicha.source.picture import WIDEST, Image, as_address, read_image
from tests.conftest import Built
from tests.watching import DESK, PHONE, opened

HERE = Path(__file__).parent
RIDES = HERE / "sites" / "rides-2027" / "content" / "pictures"


def read(name: str) -> Image:
    image, problems = read_image((RIDES / name).read_bytes(), name)
    assert not problems
    assert image
    return image


def encoded(shown: Pillow.Image, kind: str) -> bytes:
    out = BytesIO()
    shown.save(out, kind)
    return out.getvalue()


def said(data: bytes, name: str) -> list[str]:
    return [one.message for one in read_image(data, name)[1]]


def test_what_a_camera_noted_is_not_published() -> None:
    data = (RIDES / "open.jpg").read_bytes()
    noted = Pillow.open(BytesIO(data))
    assert noted.getexif().get_ifd(0x8825), "the picture says where it was taken"
    assert b"zhang san" in data
    published = read("open.jpg").content
    left = Pillow.open(BytesIO(published))
    assert not left.getexif()
    assert not set(left.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"zhang san" not in published
    assert "示例".encode() not in published


def test_what_follows_a_photograph_in_its_file_is_not_published() -> None:
    data = (RIDES / "shut.png").read_bytes()
    assert read_image(data + b"27.1N 100.2E", "shut.png")[0] == read("shut.png")


def test_photograph_stands_upright() -> None:
    lying = Pillow.open(BytesIO((RIDES / "open.jpg").read_bytes()))
    upright = read("open.jpg")
    assert (upright.width, upright.height) == lying.size[::-1]
    assert Pillow.open(BytesIO(upright.content)).size == (upright.width, upright.height)


def test_photograph_is_the_same_each_time() -> None:
    first = read("open.jpg").content
    read_image.cache_clear()
    assert read("open.jpg").content == first


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "CMYK"])
def test_picture_of_any_colours_is_taken(mode: str) -> None:
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg")):
        try:
            data = encoded(Pillow.new(mode, (40, 30)), kind)
        except OSError:
            continue  # that kind has no such colours
        image, problems = read_image(data, name)
        assert not problems
        assert image
        assert (image.width, image.height) == (40, 30)


def test_picture_with_too_many_pixels_or_bytes_is_refused() -> None:
    wide = encoded(Pillow.new("RGB", (WIDEST + 1, 10)), "JPEG")
    assert said(wide, "a.jpg") == ["这张图是 1601 × 10 像素，最多 1600 像素"]
    heavy = encoded(Pillow.effect_noise((600, 600), 90), "PNG")
    assert said(heavy, "a.png") == [f"这张图有 {len(heavy) // 1000} KB，最多 60 KB"]


def test_picture_that_is_cut_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though what sets our paper lets Pillow take half a picture."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    for name in ("open.jpg", "shut.png"):
        assert said((RIDES / name).read_bytes()[:90], name) == ["图片打不开"]


def test_link_to_a_picture_elsewhere_is_not_followed(minimal: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes((RIDES / "shut.png").read_bytes())
    minimal.pictures.mkdir()
    (minimal.pictures / "a.png").symlink_to(secret)
    content, problems = check(minimal)
    assert content.images == {"a.png": None}
    assert "链接" in problems[0].message


# On pages

BAR = "座位前的一根压杠横过座位，旁边写着“压杠扣住”。"
PAGES = {  # each page with pictures, and which files it shows
    "items/YL-0001/index.html": ["bar.svg", "open.jpg", "shut.png"],
    "checklists/rides/index.html": ["bar.svg", "open.jpg", "shut.png"],
    "guidance/using/index.html": ["bar.svg"],
    "pictures/index.html": ["bar.svg", "open.jpg", "shut.png"],
}


def images(path: Path) -> list[ET.Element]:
    root = ET.parse(path).getroot()  # noqa: S314 -- our own page
    return list(root.iter("img"))


@pytest.mark.parametrize("page", PAGES)
def test_picture_stands_where_it_belongs_and_keeps_its_room(rides: Built, page: str) -> None:
    shown = images(rides.folder / page)
    assert [one.get("src", "").rpartition("/")[2] for one in shown] == PAGES[page]
    for one in shown:
        there = (rides.folder / page).parent.joinpath(one.get("src", ""))
        image = read(there.name)
        assert there.read_bytes() == image.content
        assert (one.get("width"), one.get("height")) == (str(image.width), str(image.height))
        assert one.get("loading") == "lazy"


@pytest.mark.parametrize("page", PAGES)
def test_picture_is_told_once_to_who_cannot_see_it(rides: Built, page: str) -> None:
    told = [one.get("alt") for one in images(rides.folder / page)]
    assert told == [BAR, "左边一张照片里压杠翘着，右边一张里压杠扣着。", ""][: len(told)]


def test_pictures_are_kept_without_a_network(rides: Built) -> None:
    names = {f"pictures/{name}" for name in ("bar.svg", "open.jpg", "shut.png")}
    kept = (rides.folder / "sw.js").read_text(encoding="utf-8").partition('"more"')[0]
    assert all(f'"{name}"' in kept for name in names)
    with zipfile.ZipFile(rides.folder / "offline" / "site.zip") as whole:
        assert names <= set(whole.namelist())


def test_lone_file_holds_its_pictures(browser: Browser, rides: Built) -> None:
    path = rides.folder / "offline" / "rides.html"
    assert [one.get("src", "")[:14] for one in images(path)] == [
        *("data:image/svg", "data:image/jpe", "data:image/png"),
    ]
    with opened(browser, path.as_uri(), PHONE) as watched:
        page = watched.open(path.as_uri())
        assert min(page.evaluate(DRAWN)) > 0


def test_lone_file_holds_a_picture_once_and_shows_it_at_each_item(
    browser: Browser, built: Built
) -> None:
    path = built.folder / "offline" / "gas.html"
    shown = images(path)
    once = [one for one in shown if one.get("data-picture")]
    assert len(shown) > len(once) == len({one.get("src") for one in once})
    with opened(browser, path.as_uri(), PHONE) as watched:
        widths = watched.open(path.as_uri()).evaluate(DRAWN)
    assert len(widths) == len(shown)
    assert min(widths) > 0


def test_list_says_what_is_uncertain_of_a_picture_in_its_edition(site: Site, built: Built) -> None:
    for id_, checklist in site.checklists.items():
        for edition in checklist.editions:
            path = f"checklists/{id_}/{edition.id}/index.html"
            if not (built.folder / path).exists():
                continue
            told = iter(captions(built.folder / path))
            for _, items in checklist.sections_in(edition):
                for one in (one for item in items for one in site.beside(item, checklist, edition)):
                    bases = checklist.basis_of(one, edition)
                    unsure = any(site.clause(b.source, b.clause).unchecked for b in bases)
                    said = next(told)
                    assert said.startswith(one.title)
                    assert unsure == ("待核对原文" in said)
                    assert any(site.state(b.source) for b in bases) or "废止" not in said


def captions(path: Path) -> list[str]:
    """What stands under each picture of a page."""
    root = ET.parse(path).getroot()  # noqa: S314 -- our own page
    found = [one for one in root.iter("figure") if one.get("class") == "picture"]
    return ["".join(one[-1].itertext()).strip() for one in found]


# How wide each picture is, once it is drawn, however far down it stands.
DRAWN = """async () => {
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  const shown = [...document.querySelectorAll("main .picture img")];
  for (const one of shown) one.loading = "eager";
  await Promise.all(shown.map((one) => one.decode()));
  return shown.map((one) => one.naturalWidth);
}"""


@pytest.mark.parametrize("page", PAGES)
def test_picture_lies_on_a_light_plate_within_its_column(
    browser: Browser, rides: Built, page: str
) -> None:
    for size, scheme in ((PHONE, "dark"), (DESK, "light")):
        with opened(browser, f"{rides.folder.as_uri()}/", size, color_scheme=scheme) as watched:
            shown = watched.open(f"{rides.folder.as_uri()}/{page}")
            assert min(shown.evaluate(DRAWN)) > 0
            assert shown.evaluate("""() => [...document.querySelectorAll(".picture img")].every(
                (one) => getComputedStyle(one).backgroundColor === "rgb(255, 255, 255)")""")
            width = "document.documentElement.scrollWidth <= innerWidth"
            assert shown.evaluate(width)


def test_picture_stands_only_in_editions_whose_clauses_it_shows() -> None:
    site = complete(read_content(Project(STARTER)))
    assert site
    lamps, item = site.checklists["lamps"], site.items()["DG-0002"]
    shown = {e.id: [one.id for one in site.beside(item, lamps, e)] for e in lamps.editions}
    assert shown == {"2030": ["lamp-height", "cover"], "2020": []}


def test_drawing_as_an_address_is_the_same_drawing() -> None:
    svg = read("bar.svg").content.decode()
    address = as_address(svg.replace("<path", "<!-- # 100 % & more -->\n<path\n").encode(), ".svg")
    with urlopen(address) as answer:  # noqa: S310 -- of our own
        read_again = answer.read().decode()
    assert ET.canonicalize(read_again, strip_text=True) == ET.canonicalize(svg, strip_text=True)
    assert "压杠扣住" in address, "the paper's font is cut to what its HTML says"


# What is told of them


def test_drawing_that_is_drawn_anew_is_told_as_a_change(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree(RIDES.parents[1], folder)
    drawing = new / "content" / "pictures" / "bar.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("M60 60", "M60 62"), "utf-8")
    said = words(Project(new))
    note = note_of(release_at(old), release_at(new), said)
    (told,) = [one for _, group in note.groups for one in group]
    assert (told.kind, told.title, told.path) == ("图", "压杠怎样算扣住", "pictures/index.html#bar")
    (line,) = told.lines
    assert line.name == "图上画的"
    assert line.old != line.new


def test_data_name_the_pictures_of_an_item(rides: Built) -> None:
    (item,) = [one for one in rides.json("items")["items"] if one["id"] == "YL-0001"]
    told = [(one["alt"], one["files"]) for one in item["pictures"]]
    assert told[0] == (BAR, ["pictures/bar.svg"])
    assert told[1][1] == ["pictures/open.jpg", "pictures/shut.png"]


def test_paper_shows_a_picture_in_its_own_font_and_tells_it(rides: Built) -> None:
    path = rides.folder / "pdf" / "handbook.pdf"
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    assert "压杠扣住" in done.stdout.decode().replace("\n", "")
    with pikepdf.open(path) as pdf:
        parts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        told = [str(one.Alt) for one in parts if "/Alt" in one]
        fonts = {str(one.BaseFont) for one in parts if "/BaseFont" in one}
    assert told == [BAR, BAR, "左边一张照片里压杠翘着，右边一张里压杠扣着。", "✓ 对"]
    assert all("Paper" in font for font in fonts)


def test_paper_names_what_is_in_force_and_says_what_waits_to_be_checked(
    site: Site, built: Built
) -> None:
    for one in site.pictures.values():
        clauses, unchecked = rests_on(site, one)
        rest = [basis for basis in one.basis if not site.state(basis.source)]
        assert rest, "no picture rests on what is repealed alone"
        shown = {site.sources[basis.source].head.short_title for basis in rest}
        assert {title for title in shown if title in clauses} == shown
        assert unchecked == any(site.clause(b.source, b.clause).unchecked for b in rest)
    done = subprocess.run(
        ["pdftotext", built.folder / "pdf" / "house-owner.pdf", "-"],
        capture_output=True,
        check=True,
    )
    assert "待核对原文" in done.stdout.decode()
