"""What is read of numbers, days and months in Chinese text, as a table."""

from datetime import date
from fractions import Fraction

import pytest

from paicha.source.quantities import Said, amounts, days, is_day, month_days, months, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30),
        ("0.1", Fraction(1, 10)),
        ("2/5", Fraction(2, 5)),
        ("5万", 50_000),
        ("1亿", 100_000_000),
        ("五", 5),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百零五", 105),
        ("一千二百", 1200),
        ("三万", 30_000),
        ("二〇二三", 2023),
        ("三分之二", Fraction(2, 3)),
        ("百分之五", Fraction(1, 20)),
        ("半", Fraction(1, 2)),
        ("", None),
        ("梯", None),
        ("1/0", None),
    ],
)
def test_number_is_read(text: str, value: int | Fraction | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "stands"),
    [
        ("上杆高度1.2m、下杆0.6m", "1.2", "m", True),
        ("上杆高度1.2m、下杆0.6m", "1.5", "m", False),
        ("挡脚板不应小于180mm", "0.18", "m", True),
        ("挡脚板不应小于180mm", "180", "cm", False),
        ("大于架体高度的2/5", "0.4", "倍", True),
        ("不超过周长的1/2", "0.5", "倍", True),
        ("不超过周长的一半", "0.5", "倍", True),
        ("不少于其工作日的25%", "25", "%", True),
        ("深度超过木材直径的1/4", "25", "%", True),
        ("第三条", "3", "倍", False),
        ("沉降速率大于2mm/天", "2", "mm", True),
        ("为常用称量的1.5至3倍", "1.5", "倍", True),
        ("常写作19.5%–23.5%", "19.5", "%", True),
        ("每月至少召开1次", "1", "次", True),
        ("每月至少召开两次", "2", "次", True),
        ("遇六级以上大风", "6", "级", True),
        ("不少于5名", "5", "人", True),
        ("至少2具8kg干粉灭火器", "2", "具", True),
        ("至少2具8kg干粉灭火器", "8", "kg", True),
        ("至少2具8kg干粉灭火器", "2", "m", False),
        ("荷载15kN/m²及以上", "15", "m", False),
        ("动作电流不应大于30mA", "30", "mA", True),
        ("二者乘积不应大于30mA·s", "30", "mA", False),
        ("设计使用年限8年", "8", "年", True),
        ("正常使用期十八个月", "18", "月", True),
        ("保持空气流通30min以上", "30", "分钟", True),
        ("正常工作不小于6次/h", "6", "次/h", True),
        ("正常工作不小于6次/h", "6", "次", False),
    ],
)
def test_amount_stands_in_a_text(text: str, value: str, unit: str, stands: bool) -> None:
    assert any(one.is_of(Fraction(value), unit) for one in amounts(text)) is stands


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023年5月25日前", [(2023, 5, 25)]),
        ("分别于8月1日、12月1日前", [(None, 8, 1), (None, 12, 1)]),
        ("2023年5月26日至7月31日", [(2023, 5, 26), (2023, 7, 31)]),
        ("2027年12月1日至2028年1月31日", [(2027, 12, 1), (2028, 1, 31)]),
        ("力争6月底前", [(None, 6, 31)]),
        ("二〇二三年五月二十五日", [(2023, 5, 25)]),
        ("自2024-12-13起废止", [(2024, 12, 13)]),
        ("2023年 月 日", []),
        ("2023年6月份开始报送", []),
        ("每月28日前", []),
    ],
)
def test_days_are_read(text: str, said: list[Said]) -> None:
    assert list(days(text)) == said


def test_end_of_a_month_is_its_last_day() -> None:
    assert is_day((None, 2, 31), date(2028, 2, 29))
    assert not is_day((None, 2, 31), date(2028, 2, 28))
    assert is_day((None, 6, 31), date(2023, 6, 30))
    assert not is_day((2023, 6, 30), date(2024, 6, 30))
    assert not is_day((2023, 6, 30), date(2023, 7, 30))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("于2023年6月份开始报送", [(2023, 6)]),
        ("自3月份起每月25日前", [(None, 3)]),
        ("自2027年12月起", [(2027, 12)]),
        ("8月1日、12月1日", [(None, 8), (None, 12)]),
        ("每月28日前", []),
        ("截至2026-10", [(2026, 10)]),
    ],
)
def test_months_are_read(text: str, said: list[tuple[int | None, int]]) -> None:
    assert list(months(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("每月28日前", [28]),
        ("次月10日前", [10]),
        ("每季度过后15日前", [15]),
        ("每月二十五日前", [25]),
        ("每月底前", [31]),
        ("2023年5月25日前", []),
        ("每月", []),
    ],
)
def test_days_of_every_month_are_read(text: str, said: list[int]) -> None:
    assert list(month_days(text)) == said
