"""No line's end parts a day, or a number from its unit."""

import pytest

from paicha.render.pages.unbroken import unbroken
from tests.conftest import Built


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("<p>到2023年7月28日止</p>", "<p>到[2023年7月28日]止</p>"),
        ("<p>28日，7月28日前，2023年7月</p>", "<p>28日，[7月28日]前，[2023年7月]</p>"),
        ("<p>12 %，1.5 m，24 h 内，10 m²</p>", "<p>12_%，1.5_m，24_h 内，10_m²</p>"),
        ("<p>一<b>二</b>7月28日</p>", "<p>一<b>二</b>[7月28日]</p>"),
    ],
)
def test_what_belongs_together_stays_so(page: str, written: str) -> None:
    marked = unbroken(page).replace('<span class="whole">', "[").replace("</span>", "]")
    assert marked.replace("\N{NO-BREAK SPACE}", "_") == written


@pytest.mark.parametrize(
    "page",
    [
        "<p>共 3 项，3年，12 months，SG-0141</p>",
        '<p title="2023年7月28日"><a href="7 m">一</a></p>',
        "<title>2023年7月</title><option>2 h</option><text>7月1日</text>",
        '<time datetime="2023-07-28">2023年7月28日</time><label>3 cm</label>',
    ],
)
def test_all_else_is_left_alone(page: str) -> None:
    assert unbroken(page) == page


def test_pages_are_wrapped(built: Built) -> None:
    page = (built.folder / "sources/plan-2023-33/index.html").read_text(encoding="utf-8")
    assert '<span class="whole">2023年12月31日</span>' in page
