"""While one edits: a save is built, open pages follow, and a mistake is shown on the page."""

import json
import re
import shutil
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, expect

from paicha.project import Project
from tests.conftest import LIMIT, build_command, run, started, tree, with_templates

SETTINGS = "content/site.yaml"


class Terminal:
    """What a process says, read as it comes."""

    def __init__(self, out: IO[str]) -> None:
        self.text, self.over, self.news = "", False, threading.Condition()
        threading.Thread(target=self._read, args=(out,), daemon=True).start()

    def _read(self, out: IO[str]) -> None:
        with out:
            for line in out:
                with self.news:
                    self.text += line
                    self.news.notify_all()
        with self.news:
            self.over = True
            self.news.notify_all()

    def wait_for(self, pattern: str, start: int = 0) -> re.Match[str]:
        """Wait until it says something, from a character on; fail when it says no more."""
        wanted = re.compile(pattern)
        with self.news:
            found = self.news.wait_for(lambda: wanted.search(self.text, start) or self.over, LIMIT)
        assert isinstance(found, re.Match), self.text
        return found

    def wait_until_over(self) -> str:
        """Wait for the last word; give all of them."""
        with self.news:
            assert self.news.wait_for(lambda: self.over, LIMIT), self.text
        return self.text


@dataclass
class Served:
    """A project that is being served by a process of its own."""

    project: Project
    process: subprocess.Popen[str]
    terminal: Terminal

    @cached_property
    def address(self) -> str:
        """Wait until it serves; give where."""
        return self.wait_for(r"打开 (http://127\.0\.0\.1:\d+/)index\.html")[1]

    def wait_for(self, pattern: str, start: int = 0) -> re.Match[str]:
        """Wait until the terminal says something, from a character on."""
        return self.terminal.wait_for(pattern, start)

    def save(self, old: str, new: str, path: str = SETTINGS) -> int:
        """Replace words in a file; give how much the terminal had said until then."""
        said, file = len(self.terminal.text), self.project.root / path
        before = file.read_text(encoding="utf-8")
        assert old in before
        file.write_text(before.replace(old, new, 1), encoding="utf-8")
        return said

    def get(self, path: str = "index.html") -> tuple[HTTPResponse, str]:
        """Fetch a path."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=LIMIT) as answer:  # noqa: S310
            return answer, answer.read().decode("utf-8")

    def stop(self) -> int:
        """Press Ctrl+C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT)


@contextmanager
def serving(project: Project, port: int = 0) -> Iterator[Served]:
    """Serve a project; it is ended whatever happens."""
    command = build_command(project, "serve", "--port", str(port), "--no-pdf")
    told: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with started(command, encoding="utf-8", **told) as process:
        assert process.stdout
        served = Served(project, process, Terminal(process.stdout))
        assert served.address
        yield served
    served.terminal.wait_until_over()


@pytest.fixture(scope="module")
def served(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project being served to all tests here; Ctrl+C ends it well."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(minimal_whole, folder / "project")
    with serving(with_templates(Project(folder / "project"))) as served:
        yield served
        assert served.stop() == 0
        assert "Traceback" not in served.terminal.wait_until_over()


@pytest.mark.browser
@pytest.mark.slow
def test_save_reloads_the_page_and_a_mistake_is_shown_until_mended(
    browser: Browser, served: Served
) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{served.address}index.html")
    heading, shown = page.locator("h1"), page.locator("[data-serve]")
    title = heading.inner_text()
    expect(shown).to_have_count(0)

    served.save(f"title: {title}", "title: 第二次")
    expect(heading).to_have_text("第二次")

    before = tree(served.project.output)
    served.save("title: 第二次", "titel: 第三次")
    expect(shown).to_contain_text(re.compile(r"content/site\.yaml:\d+:1: 错误："))
    expect(shown).to_contain_text("是否想写 title？")
    expect(shown).to_have_attribute("role", "alert")
    expect(heading).to_have_text("第二次")
    assert tree(served.project.output) == before
    page.reload()
    expect(shown).to_contain_text("是否想写 title？")

    served.save("titel: 第三次", "title: 第四次")
    expect(heading).to_have_text("第四次")
    expect(shown).to_have_count(0)

    served.save("<h1>", "<h1>啊", "templates/home.html")
    expect(heading).to_have_text("啊第四次")
    assert problems == []
    page.close()


def test_every_page_carries_the_script_and_nothing_is_kept(served: Served) -> None:
    tag = re.compile(r'<script src="/\.paicha/reload\.js" data-build="\d+"></script></body>')
    for path in ("index.html", "", "search/", "search/index.html?q=%E5%8A%A8", "404.html"):
        answer, text = served.get(path)
        assert tag.search(text), path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
    answer, text = served.get("data/items.json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(text)["format"] == "paicha-items/1"
    assert "EventSource" in served.get(".paicha/reload.js")[1]
    with pytest.raises(urllib.error.HTTPError) as failed:
        served.get("no.html")
    with failed.value as error:
        assert (error.code, b"reload.js" in error.read()) == (404, True)
    for page in served.project.output.rglob("*.html"):
        assert b".paicha" not in page.read_bytes(), "the script is only for editing"


def test_page_that_is_closed_half_way_disturbs_nobody(served: Served) -> None:
    host, port = served.address.removeprefix("http://").rstrip("/").split(":")
    for path in (".paicha/events", "data/clauses.json"):
        with socket.create_connection((host, int(port))) as closed:
            closed.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            closed.sendall(f"GET /{path} HTTP/1.0\r\n\r\n".encode())
            closed.recv(10)
    for n in ("二", "三"):
        said = served.save("short_title: ", f"short_title: {n}")
        served.wait_for("已更新。", said)
    assert "三二" in served.get()[1]


def test_saved_module_reaches_the_pages_and_its_mistake_is_told(served: Served) -> None:
    module = "templates/assets/js/site/find.js"
    said = served.save("export const startFind", "export const startFound", module)
    served.wait_for(
        r"site/everywhere\.js:\d+:\d+: 错误：“\./find\.js”没有 export “startFind”", said
    )
    said = served.save(
        "export const startFound", "const saved = 1;\nexport const startFind", module
    )
    served.wait_for("已更新。", said)
    script = re.search(r"assets/page\.\w+\.js", served.get("duties/index.html")[1])
    assert script
    assert "const saved=1;" in served.get(script[0])[1]


def test_only_this_machine_is_served(served: Served) -> None:
    port = int(served.address.rstrip("/").rpartition(":")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # sends nothing; tells which address we would use
        except OSError:
            pytest.skip("this machine has no address but its own")
        address = asking.getsockname()[0]
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((address, port), timeout=LIMIT)


def test_mistake_before_the_first_build_is_shown_and_mending_it_shows_the_site(
    minimal: Project, tmp_path: Path
) -> None:
    shutil.rmtree(minimal.output)
    text = minimal.settings.read_text(encoding="utf-8")
    minimal.settings.write_text(f"{text}\nnonsense: 1\n", encoding="utf-8")
    with serving(minimal) as served:
        said = served.wait_for(
            r"content/site\.yaml:\d+:1: 错误：.*\n.*提示：.*\n共 1 处错误；网页仍是"
        )
        with pytest.raises(urllib.error.HTTPError) as failed:
            served.get()
        with failed.value as error:
            assert b"reload.js" in error.read()
        served.save("\nnonsense: 1\n", "\n")
        served.wait_for("已更新。", said.end())
        assert "<h1>" in served.get()[1]


def test_port_in_use_is_a_problem_not_a_traceback(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(project, "serve", "--no-pdf", "--port", port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"serve: 错误：端口 {port} 用不了：")
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_that_is_no_project_is_named(tmp_path: Path) -> None:
    done = run(Project(tmp_path), "serve", "--no-pdf", "--port", "0")
    assert done.returncode == 1
    assert "content: 错误：没有这个文件夹" in done.stderr
    assert done.stderr.endswith("共 2 处错误；site/ 未改动。\n")
