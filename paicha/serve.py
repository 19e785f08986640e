"""The site on this machine while one edits: each save is built, and open pages follow."""

import json
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from paicha.pipeline import Summary
from paicha.problems import BuildFailed, Place, Problem
from paicha.project import Project

Build = Callable[[Project], Summary]
Say = Callable[[str], None]

_SCRIPT = b"""
(() => {
  "use strict";
  const shown = Number(document.currentScript.dataset.build);
  const show = (problems) => {
    document.querySelector("[data-serve]")?.remove();
    if (!problems.length) return;
    const box = document.createElement("pre");
    box.dataset.serve = "";
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", maxHeight: "60vh",
      overflow: "auto", whiteSpace: "pre-wrap", background: "#a3121b", color: "#fff", zIndex: 9,
    });
    box.textContent = problems.join("\\n");
    document.body.append(box);
  };
  new EventSource("/.paicha/events").onmessage = ({ data }) => {
    const { build, problems } = JSON.parse(data);
    if (build !== shown) location.reload();
    else show(problems);
  };
})();
"""

# In the place of a worker that kept a site once served from this address: it would show that one.
_WORKER = b"""
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith("paicha:")) await caches.delete(name);
  for (const page of await clients.matchAll()) page.navigate(page.url);
})()));
"""


class State:
    """What open pages should know: the number of the last good build, and what is wrong now."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.build = int(time.time())  # a page left open is older than any build of this run
        self.problems: list[str] = []
        self.told = 0

    def tell(self, problems: list[str]) -> None:
        """Take the outcome of a build and wake the open pages."""
        with self.changed:
            self.build += not problems
            self.problems = problems
            self.told += 1
            self.changed.notify_all()

    def after(self, told: int) -> tuple[int, bytes]:
        """Wait for something to tell beyond `told`; give its count and a server-sent event."""
        with self.changed:
            self.changed.wait_for(lambda: self.told > told)
            now = json.dumps({"build": self.build, "problems": self.problems}, ensure_ascii=False)
            return self.told, f"data: {now}\n\n".encode()


def serve(project: Project, port: int, build: Build, say: Say) -> int:
    """Serve `site/` on this machine only, building after every save, until interrupted.

    BuildFailed where the project has no folders to watch, or the port cannot be had.
    """
    needed = (project.content, project.checklists)
    if missing := [project.name(folder) for folder in needed if not folder.is_dir()]:
        raise BuildFailed(Problem(Place(name), "没有这个文件夹", "请看 --root") for name in missing)
    state = State()
    with _listening(port, partial(_Handler, state, project.output)) as server:
        folders = (*needed, *filter(Path.is_dir, project.template_folders))
        saves = watch(*folders, raise_interrupt=False, yield_on_timeout=True, rust_timeout=200)
        next(saves, None)  # from here on it watches: a save during the first build counts
        rebuild(project, build, state, say)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"打开 http://127.0.0.1:{server.server_port}/index.html ；按 Ctrl+C 结束。")
        for changes in saves:
            if changes:
                rebuild(project, build, state, say)
        server.shutdown()
    return 0


def rebuild(project: Project, build: Build, state: State, say: Say) -> None:
    """Build once; with errors the last good site stays and the pages show what is wrong."""
    try:
        summary = build(project)
    except BuildFailed as failed:
        problems = [str(problem) for problem in failed.problems]
        errors = sum(problem.stops for problem in failed.problems)
        say("\n".join([*problems, f"共 {errors} 处错误；网页仍是上一次的。"]))
        state.tell(problems)
    else:
        say("\n".join([*map(str, summary.warnings), "已更新。"]))
        state.tell([])


def _listening(port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> "_Server":
    try:
        return _Server(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        message = f"端口 {port} 用不了：{error}"
        hint = "别的程序可能占着它；请用 --port 换一个，1024 到 65535"
        raise BuildFailed([Problem(Place("serve"), message, hint)]) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that was closed while it loaded."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder; pages get one script more, which reloads them."""

    def __init__(self, state: State, folder: Path, *args: Any) -> None:
        self.state = state
        # Taken before the page is read: a page may then be newer than it says, never older.
        self.tag = f'<script src="/.paicha/reload.js" data-build="{state.build}"></script>'
        self.error_message_format = (  # without a good build yet, the mistakes are shown here
            f'<!DOCTYPE html><meta charset="utf-8"><title>%(code)d</title><p>没有这一页。{self.tag}'
        )
        super().__init__(*args, directory=str(folder))

    def do_GET(self) -> None:
        """Answer a request; three paths are our own."""
        path = self.translate_path(self.path)
        page = Path(path, "index.html") if path.endswith("/") else Path(path)
        if self.path == "/.paicha/events":
            self._events()
        elif self.path == "/.paicha/reload.js":
            self._send(_SCRIPT, "text/javascript")
        elif self.path == "/sw.js":
            self._send(_WORKER, "text/javascript")
        elif page.suffix == ".html" and page.is_file():
            body = page.read_bytes().replace(b"</body>", self.tag.encode() + b"</body>")
            self._send(body, "text/html")
        else:
            super().do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell this page the state now and after every build, until it is closed."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        told = -1
        while True:
            told, event = self.state.after(told)
            self.wfile.write(event)
            self.wfile.flush()

    def end_headers(self) -> None:
        """Let nothing be kept: the next look is after the next save."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the editor's mistakes."""
