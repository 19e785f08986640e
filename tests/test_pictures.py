"""Pictures of the content: what of them is published, and where they stand."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from paicha.pipeline import check
from paicha.project import Project
from paicha.source.picture import WIDEST, Image, read_image

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


def test_picture_that_is_cut_off_is_refused() -> None:
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
