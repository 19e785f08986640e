"""No line's end parts a day, or a number from its unit."""

import pytest

from paicha.render.pages.unbroken import unbroken
from tests.conftest import Built


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>到2023年7月28日止</p>", ["2023年7月28日"]),
        ("<p>每月28日，7月28日前，2023年7月</p>", ["7月28日", "2023年7月"]),
        ("<p>不大于 12 %，离 1.5 m，24 h 内，10 m²</p>", ["12 %", "1.5 m", "24 h", "10 m²"]),
        ("<p>共 3 项，12 months，SG-0141</p>", []),
        ('<p title="2023年7月28日"><a href="7 m">一</a></p>', []),
        ("<title>2023年7月</title><option>2 h</option><text>7月1日</text>", []),
        ('<time datetime="2023-07-28">2023年7月28日</time><label>3 cm</label>', []),
        ("<p>一<b>二</b>7月28日</p>", ["7月28日"]),
    ],
)
def test_what_belongs_together_is_wrapped(page: str, kept: list[str]) -> None:
    found = unbroken(page)
    for one in kept:
        assert f'<span class="whole">{one}</span>' in found
    assert found.count("<span") == len(kept)


def test_pages_are_wrapped(built: Built) -> None:
    page = (built.folder / "sources/plan-2023-33/index.html").read_text(encoding="utf-8")
    assert '<span class="whole">2023年12月31日</span>' in page
