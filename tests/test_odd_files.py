"""What can lie in a folder besides files: told, never waited for, never published."""

import os
import signal
from collections.abc import Iterator

import pytest

from paicha.pipeline import check
from paicha.project import Project

PAGE = "---\ntitle: 另一页\nsummary: 在别处。\n---\n\n别处的文字\n"


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """Fail what waits: a pipe without a writer would wait for ever."""
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waits"))
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def said(project: Project) -> list[str]:
    return [f"{one.place.path}: {one.message}" for one in check(project)[1]]


@pytest.mark.parametrize("name", ["content/guidance/x.md", "checklists/x.yaml"])
def test_pipe_is_not_read(minimal: Project, name: str) -> None:
    os.mkfifo(minimal.root / name)
    assert said(minimal) == [f"{name}: 不是普通的文件，读不了"]


def test_pipe_in_the_place_of_the_settings_is_not_read(minimal: Project) -> None:
    minimal.settings.unlink()
    os.mkfifo(minimal.settings)
    assert said(minimal) == ["content/site.yaml: 不是普通的文件，读不了"]


def test_link_that_leaves_the_content_is_not_followed(minimal: Project) -> None:
    elsewhere = minimal.root.parent / "elsewhere.md"
    elsewhere.write_text(PAGE, encoding="utf-8")
    (minimal.guidance / "x.md").symlink_to(elsewhere)
    assert said(minimal) == ["content/guidance/x.md: 是通向 content/ 以外的链接，没有读取"]


def test_folder_that_is_elsewhere_is_not_read(minimal: Project) -> None:
    elsewhere = minimal.root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.md").write_text(PAGE, encoding="utf-8")
    (minimal.guidance / "using.md").unlink()
    minimal.guidance.rmdir()
    minimal.guidance.symlink_to(elsewhere)
    assert said(minimal) == ["content/guidance/x.md: 是通向 content/ 以外的链接，没有读取"]


def test_link_within_the_content_is_followed(minimal: Project) -> None:
    (minimal.guidance / "x.md").symlink_to("using.md")
    assert not said(minimal)


@pytest.mark.parametrize("target", ["x.md", "nothing.md"], ids=["itself", "nothing"])
def test_link_that_leads_nowhere_is_told(minimal: Project, target: str) -> None:
    (minimal.guidance / "x.md").symlink_to(target)
    assert said(minimal) == ["content/guidance/x.md: 链接通向的文件不在了"]
