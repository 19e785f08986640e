"""Numbers and dates that judge themselves: at their limits, by table and in the real content."""

from datetime import date

import pytest

from paicha.model.measure import Measure
from paicha.model.site import Site
from tests.judging import is_right
from tests.scripted import ran

TODAY = date(2026, 2, 28)


def number(low: float | None = None, high: float | None = None) -> Measure:
    return Measure(label="值", unit="%", min=low, max=high)


def since(most: float, unit: str) -> Measure:
    return Measure(label="启用", unit=unit, max=most, date="since")


@pytest.mark.parametrize(
    ("measure", "value", "right"),
    [
        (number(19.5, 23.5), 19.5, True),
        (number(19.5, 23.5), 19.49, False),
        (number(19.5, 23.5), 23.5, True),
        (number(19.5, 23.5), 23.51, False),
        (number(high=2), 2, True),
        (number(high=2), 2.0001, False),
        (number(high=0), 0, True),
        (number(low=0), -0.1, False),
        (Measure(label="有效期至", date="until"), date(2026, 2, 28), True),
        (Measure(label="有效期至", date="until"), date(2026, 2, 27), False),
        (since(18, "月"), date(2024, 8, 28), True),
        (since(18, "月"), date(2024, 8, 27), False),
        (since(8, "年"), date(2018, 2, 28), True),
        (since(8, "年"), date(2018, 2, 27), False),
        (since(1, "月"), date(2026, 1, 31), True),  # February's last day is its end
        (since(2, "年"), date(2024, 2, 29), True),
    ],
)
def test_limit_itself_is_right(measure: Measure, value: float | date, right: bool) -> None:
    assert is_right(measure, value, TODAY) is right


def test_each_real_measure_judges_at_its_limits(site: Site) -> None:
    measures = [one for item in site.items().values() for one in item.measures]
    assert len(measures) >= 10
    for one in measures:
        if one.date:
            continue
        for limit, beyond in ((one.min, -0.001), (one.max, 0.001)):
            if limit is not None:
                assert is_right(one, limit, TODAY), one
                assert not is_right(one, limit + beyond, TODAY), one


def test_each_real_unit_is_read(site: Site) -> None:
    units = {one.unit for item in site.items().values() for one in item.measures if not one.date}
    texts = [(f"7{unit}", unit) for unit in sorted(filter(None, units))]
    work = "return given.map(([text, unit]) => numberIn(text, unit));"
    assert ran({"record/written.js": "numberIn"}, work, texts) == [7] * len(texts)
