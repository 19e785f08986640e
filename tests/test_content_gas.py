"""The gas checklist: what a fresh reading found wrong there, and the kind of each fault."""

import re

import pytest

from paicha.model.checklist import Item
from paicha.model.site import Site

DEVICE = re.compile("报警装置|报警器|联锁|切断|熄火保护|放散|送排风|灭火器|监测装置|安全保护，")
WORKS = re.compile("会报警|正在运行|都在运行|能动作|起作用|能用|显示正常")


@pytest.fixture
def items(site: Site) -> list[Item]:
    return list(site.checklists["gas"].items())


def test_device_that_must_work_is_asked_whether_it_works(items: list[Item]) -> None:
    devices = [item for item in items if DEVICE.search(item.check)]
    assert len(devices) >= 12
    assert [item.id for item in devices if not WORKS.search(item.check)] == []
    assert [item.id for item in devices if not WORKS.search(item.ask or "")] == []
