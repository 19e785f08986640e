"""WebKit, driven over the W3C's WebDriver: the engine of iOS, as far as Debian has it."""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.conftest import LIMIT, started

PATIENCE = 2 * LIMIT  # of the driver with a script, which gives up after LIMIT and says why
# Within a script: wait until something is found; else say what was looked for.
UNTIL = f"""
const until = async (find) => {{
  for (const ends = Date.now() + {LIMIT * 1000}; !find(); ) {{
    if (Date.now() > ends) throw new Error(`not found: ${{find}}`);
    await new Promise((done) => setTimeout(done, 50));
  }}
  return find();
}};
"""
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))


@dataclass
class WebKit:
    """A window of WebKit; `address` is its driver's, with the session."""

    address: str

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send a command; give its value. Errors: RuntimeError with what the driver says."""
        data = None if method == "GET" else json.dumps(body or {}).encode()
        head = {"Content-Type": "application/json"}
        request = Request(f"{self.address}{path}", data, head)  # noqa: S310 -- our own driver
        request.method = method
        try:
            with urlopen(request, timeout=PATIENCE + LIMIT) as answer:  # noqa: S310 -- our own driver
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(error.read().decode("utf-8")) from error

    def open(self, url: str) -> None:
        self.ask("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of an async function in the page; give what it returns.

        Errors: RuntimeError with what the function threw.
        """
        body = f"""
            const done = arguments[arguments.length - 1];
            (async (...given) => {{ {script} }})(...arguments)
                .then((given) => done({{ given }}), (error) => done({{ error: String(error) }}));
        """
        found = self.ask("POST", "/execute/async", {"script": UNTIL + body, "args": [*arguments]})
        if "error" in found:
            raise RuntimeError(found["error"])
        return found.get("given")

    def size(self, width: int, height: int) -> None:
        """Give the page this room; the window's own frame is added."""
        self.ask("POST", "/window/rect", {"width": width, "height": height})
        inner = self.run("return [innerWidth, innerHeight]")
        more = {"width": 2 * width - inner[0], "height": 2 * height - inner[1]}
        self.ask("POST", "/window/rect", more)

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def screen() -> Iterator[str]:
    """Start a screen of its own; give its name as soon as it is there."""
    reading, writing = os.pipe()
    command = [shutil.which("Xvfb") or "Xvfb", "-displayfd", str(writing)]
    command += ["-screen", "0", "1400x1000x24"]
    with (
        os.fdopen(reading) as told,
        started(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as process,
    ):
        os.close(writing)
        try:
            yield f":{told.readline().strip()}"
        finally:
            process.terminate()  # or its lock would stay
            process.wait()


@contextmanager
def webkit(env: dict[str, str]) -> Iterator[WebKit]:
    """Start WebKit on a screen of its own; end both."""
    port = free_port()
    driver = [shutil.which("WebKitWebDriver") or "WebKitWebDriver", f"--port={port}"]
    browser = {"binary": str(BROWSERS[-1]), "args": ["--automation"]}
    wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with screen() as display:
        there = {**env, "DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        with started(driver, env=there, **silent):
            session = begin(WebKit(f"http://127.0.0.1:{port}"), wanted)
            session.ask("POST", "/timeouts", {"script": PATIENCE * 1000})
            yield session
            session.ask("DELETE", "")


def begin(driver: WebKit, wanted: dict[str, Any]) -> WebKit:
    """Begin a session as soon as the driver listens."""
    ends = time.monotonic() + LIMIT
    while time.monotonic() < ends:
        try:
            made = driver.ask("POST", "/session", wanted)
        except OSError:
            time.sleep(0.1)  # nothing tells when the driver listens
        else:
            return WebKit(f"{driver.address}/session/{made['sessionId']}")
    raise TimeoutError("the driver of WebKit does not answer")
