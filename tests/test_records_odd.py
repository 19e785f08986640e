"""Files that a colleague, his phone or somebody worse sends: taken whole or refused in words."""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from paicha.project import Project
from tests.recording import (
    KEY,
    NOW,
    PHOTO,
    PHOTO_NAME,
    Json,
    answered,
    closed,
    found,
    good,
    keep,
    ladders,
    offer,
    opened_records,
    pretty,
    served,
)
from tests.stored import kept
from tests.tapping import ready
from tests.watching import PHONE, opened

__all__ = ["ladders"]
pytestmark = pytest.mark.browser
MB = 2**20


def text(record: Any) -> bytes:
    return pretty(record).encode()


def named(unit: str) -> Json:
    return good() | {"particulars": good()["particulars"] | {"unit": unit, "project": unit}}


def packed(**entries: bytes) -> bytes:
    """A zip as phones make one: deflated."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(f"{name}.json", content)
    return held.getvalue()


def named_in_gbk() -> bytes:
    """A zip as Chinese Windows makes one: names in GBK, and no flag that says so."""
    content = packed(记录=text({"format": "x"}))
    return content.replace("记录".encode(), "记录啊".encode("gbk")).replace(
        struct.pack("<HH", 20, 0x800), struct.pack("<HH", 20, 0)
    )


def spoilt(content: bytes, at: int, put: bytes) -> bytes:
    """Change what the directory says of the first entry."""
    at += content.index(b"PK\1\2")
    return content[:at] + put + content[at + len(put) :]


def bomb() -> bytes:
    """A zip of 200 KB that unpacks to 200 MB, and says so."""
    return packed(**{f"n{n}": bytes(40 * MB) for n in range(5)})


def lying_bomb() -> bytes:
    """A zip whose entry unpacks to more than it says."""
    content = packed(记录=bytes(60 * MB))
    return spoilt(content, 24, struct.pack("<I", 1000))


def overlapping() -> bytes:
    """A zip whose entries are all the same bytes, so that it holds more than it has."""
    content = packed(n=text(good()) * 30)
    start = content.index(b"PK\1\2")
    entry, end = content[start : content.index(b"PK\5\6")], content[content.index(b"PK\5\6") :]
    many = 500
    counts = struct.pack("<HH", many, many) + struct.pack("<I", len(entry) * many)
    return content[:start] + entry * many + end[:8] + counts + end[16:]


def broken() -> bytes:
    content = packed(n=text(good()))
    return content[:60] + b"\xff" * 8 + content[68:]


def stuffed() -> bytes:
    """A zip of more files than anybody exports."""
    return packed(**{f"n{n}": b"" for n in range(2_001)})


def huge(width: int, height: int) -> bytes:
    """A JPEG that says it is huge."""
    at = PHOTO.index(b"\xff\xc0") + 5
    return PHOTO[:at] + struct.pack(">HH", height, width) + PHOTO[at + 4 :]


def nested(levels: int) -> bytes:
    return ("[" * levels + "]" * levels).encode()


def many_answers(count: int) -> bytes:
    one = good()["answers"]["TZ-0002"]
    return json.dumps(
        good() | {"answers": {f"TZ-{n:04}": one for n in range(count)}}, ensure_ascii=False
    ).encode()


def many_photos() -> Json:
    (one,) = good()["answers"]["TZ-0001"]["findings"]
    return found(good(), photos=one["photos"] * 1_000)


ZIP = "记录.zip"
REFUSED: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("bomb", ZIP, bomb, "“记录.zip”打不开：压缩包解开后超过 100 MB，不是正常的检查记录。"),
    (
        "lying bomb",
        ZIP,
        lying_bomb,
        "“记录.zip”打不开：压缩包写的大小和内容对不上，不是正常的压缩包。",
    ),
    (
        "overlapping",
        ZIP,
        overlapping,
        "“记录.zip”打不开：压缩包写的大小和内容对不上，不是正常的压缩包。",
    ),
    (
        "stuffed",
        ZIP,
        stuffed,
        "“记录.zip”打不开：压缩包里有2001个文件，最多收2000个。请先解压，分几次选。",
    ),
    (
        "zip64",
        ZIP,
        lambda: spoilt(packed(n=text(good())), 20, b"\xff" * 8),
        "“记录.zip”打不开：压缩包是特大文件用的格式（zip64），本站打不开。请先解压，再选里面的文件。",
    ),
    (
        "rare method",
        ZIP,
        lambda: spoilt(packed(n=text(good())), 10, struct.pack("<H", 14)),
        "“记录.zip”打不开：压缩包用了少见的压缩方法，本站打不开。请先解压，再选里面的文件。",
    ),
    (
        "locked by AES",
        ZIP,
        lambda: spoilt(packed(n=text(good())), 8, struct.pack("<H", 0x841)),
        "“记录.zip”打不开：压缩包加了密码。请先解压，再选里面的文件。",
    ),
    (
        "broken",
        ZIP,
        broken,
        "“记录.zip”打不开：压缩包里的“n.json”坏了。请让对方重发。",
    ),
    ("names in GBK", ZIP, named_in_gbk, "“记录.zip › 记录啊.json”不是检查记录"),
    (
        "text of 15 MB",
        "记录.json",
        lambda: text(named("长" * (5 * MB // 2))),
        "“记录.json”有 15 MB，一份记录最多 5 MB。里面多半不只是检查记录。",
    ),
    (
        "long text",
        "记录.json",
        lambda: text(named("长" * 20_001)),
        "“记录.json”写得不对：有一处文字长20001字，最多20000字。",
    ),
    (
        "long key",
        "记录.json",
        lambda: text(answered(good(), TZ_0002={"measures": {"长" * 20_001: "1"}})),
        "“记录.json”写得不对：有一处文字长20001字，最多20000字。",
    ),
    (
        "photos",
        "记录.json",
        lambda: text(many_photos()),
        "“记录.json”写得不对：照片有1000个，最多50个。",
    ),
    ("100,000 answers", "记录.json", lambda: many_answers(100_000), "“记录.json”有 "),
    (
        "answers",
        "记录.json",
        lambda: many_answers(9_999),
        "“记录.json”写得不对：回答有9999个，最多2000个。",
    ),
    (
        "deep",
        "记录.json",
        lambda: nested(100_000),
        "“记录.json”写得不对：一层套一层，超过检查记录该有的层数。",
    ),
    (
        "no JPEG",
        "照片.jpg",
        lambda: b"\x89PNG\r\n\x1a\n" + PHOTO,
        "“照片.jpg”不是 JPEG 照片，没有导入。",
    ),
    ("JPEG cut off", "照片.jpg", lambda: PHOTO[:20], "“照片.jpg”不是 JPEG 照片，没有导入。"),
    (
        "huge JPEG",
        "照片.jpg",
        lambda: huge(65_000, 65_000),
        "“照片.jpg”这张照片的像素太多，手机打不开，没有导入。",
    ),
    (
        "JPEG of 6 MB",
        "照片.jpg",
        lambda: PHOTO + bytes(6 * MB),
        "“照片.jpg”这张照片有 6 MB，最多 5 MB，没有导入。",
    ),
    (
        "name that turns round",
        "\u202egpj.\u0007录\n记.json",
        lambda: b"",
        "“gpj.录 记.json”是空的。",
    ),
    ("long name", "长" * 5_000, lambda: b"", f"“{'长' * 60}……{'长' * 15}”是空的。"),
    (
        "day of no calendar",
        "记录.json",
        lambda: text(good() | {"date": "2026-02-30"}),
        "“记录.json”写得不对：检查日期：不是日期（例如 2030-05-25）。",
    ),
    (
        "GBK of another campaign, or anything",
        "记录.json",
        lambda: "甲乙丙丁".encode("gbk"),
        "“记录.json”不是 UTF-8 编码的文字，可能是别的程序存的，或者传坏了。请让对方重新导出。",
    ),
]


@pytest.fixture(scope="module")
def page(browser: Browser, ladders: Project) -> Iterator[Page]:
    with served(ladders.output) as base, opened(browser, base, PHONE) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(NOW))
        yield opened_records(watched.page, base)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [one[1:] for one in REFUSED],
    ids=[one[0] for one in REFUSED],
)
def test_odd_file_is_refused_in_words(
    page: Page, name: str, content: Callable[[], bytes], says: str
) -> None:
    offer(page, (name, content()))
    (said,) = page.locator('[data-part="refused"] li').all_inner_texts()
    assert said.startswith(says)
    assert len(said) < 200
    assert page.locator(".incoming").count() == 0
    assert kept(page) == {}


def test_sealed_record_keeps_what_cannot_be_seen_and_says_so(page: Page) -> None:
    record = closed(named("青山\u202e县"))
    offer(page, ("记录.json", text(record)))
    assert page.locator('[data-part="refused"]').is_hidden()
    said = page.locator('[data-part="warnings"] li').all_inner_texts()
    assert said[0] == "文字里有看不见的控制字符（U+202E），显示可能颠倒；已经定稿，没有去掉。"


def test_pictures_packed_again_come_with_their_record(page: Page) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("微信导出/记录.json", text(good()))
        archive.writestr(f"微信导出/{PHOTO_NAME}", PHOTO)
    offer(page, ("微信导出.zip", held.getvalue()))
    assert "照片1张" in page.locator(".incoming").inner_text()
    assert page.locator('[data-part="warnings"] li').count() == 0


def test_browser_that_cannot_unpack_says_so(browser: Browser, ladders: Project) -> None:
    with served(ladders.output) as base, opened(browser, base, PHONE) as watched:
        watched.page.add_init_script("delete window.DecompressionStream")
        page = opened_records(watched.page, base)
        offer(page, (ZIP, packed(n=text(good()))))
        said = page.locator('[data-part="refused"] li').inner_text()
        assert "这个浏览器解不开压缩过的内容。请先解压" in said


@pytest.mark.parametrize(
    "name", ["某某建筑安装工程有限责任公司" * 36, "A" * 500], ids=["han", "latin"]
)
def test_long_name_breaks_no_layout(browser: Browser, ladders: Project, name: str) -> None:
    record = named(name) | {"inspectors": [{"name": name, "certificate": name}]}
    with served(ladders.output) as base, opened(browser, base, PHONE) as watched:
        page = opened_records(watched.page, base)
        keep(page, record)
        offer(page, (f"{name}.json", text(record | {"facets": []})))
        lines = page.locator(".kept__title, .incoming h3")
        heights = lines.evaluate_all("all => all.map((one) => one.offsetHeight)")
        assert len(heights) == 2
        assert max(heights) < PHONE[1] / 4
        not_wider(page)
        opened_records(page, base, f"?sheet={KEY}")
        assert name in page.locator(".sheet").inner_text()
        not_wider(page)
        page.goto(f"{base}checklists/ladders/index.html?record={KEY}")
        ready(page)
        assert page.locator("[data-part=line] > summary").evaluate("one => one.offsetHeight") < 100
        assert page.locator("[data-part=bar]").evaluate("one => one.offsetHeight") < 80
        not_wider(page)


def not_wider(page: Page) -> None:
    root = page.locator("html")
    assert root.evaluate("one => one.scrollWidth <= one.clientWidth")
