"""The site on this machine while one edits: each save is built, and open pages follow."""

import json
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from paicha.problems import BuildFailed
from paicha.project import Project

_SCRIPT = b"""
(() => {
  "use strict";
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
  let seen = null;
  new EventSource("/.paicha/events").onmessage = ({ data }) => {
    const { build, problems } = JSON.parse(data);
    if (seen !== null && build !== seen) location.reload();
    seen = build;
    show(problems);
  };
})();
"""
_TAG = b'<script src="/.paicha/reload.js"></script>'


class State:
    """What open pages should know: the number of the last good build, and what is wrong now."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.build = 0
        self.problems: list[str] = []

    def tell(self, problems: list[str]) -> None:
        """Take the outcome of a build and wake the open pages."""
        with self.changed:
            self.build += not problems
            self.problems = problems
            self.changed.notify_all()

    def said(self) -> bytes:
        """Write the state as one server-sent event."""
        now = json.dumps({"build": self.build, "problems": self.problems}, ensure_ascii=False)
        return f"data: {now}\n\n".encode()


def serve(
    project: Project, port: int, build: Callable[[Project], object], say: Callable[[str], None]
) -> int:
    """Serve `site/` on this machine only, building after every save, until interrupted."""
    state = State()
    rebuild(project, build, state, say)
    handler = partial(_Handler, state, project.output)
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"打开 http://127.0.0.1:{server.server_port}/index.html ；按 Ctrl+C 结束。")
        watched = [project.root / name for name in ("content", "checklists", "templates")]
        for _ in watch(*watched, raise_interrupt=False):
            rebuild(project, build, state, say)
        server.shutdown()
    return 0


def rebuild(
    project: Project, build: Callable[[Project], object], state: State, say: Callable[[str], None]
) -> None:
    """Build once; with errors the last good site stays and the pages show what is wrong."""
    try:
        build(project)
    except BuildFailed as failed:
        problems = [str(problem) for problem in failed.problems]
        say("\n".join([*problems, f"共 {len(problems)} 处错误；网页仍是上一次的。"]))
        state.tell(problems)
    else:
        say("已更新。")
        state.tell([])


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder; pages get one script more, which reloads them."""

    def __init__(self, state: State, folder: Path, *args: object) -> None:
        self.state = state
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request; two paths are our own."""
        if self.path == "/.paicha/events":
            self._events()
        elif self.path == "/.paicha/reload.js":
            self._send(_SCRIPT, "text/javascript")
        elif (page := Path(self.translate_path(self.path))).suffix == ".html" and page.is_file():
            self._send(page.read_bytes().replace(b"</body>", _TAG + b"</body>"), "text/html")
        else:
            super().do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell this page the state now and after every build, until it is closed."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        try:
            while True:
                with self.state.changed:
                    self.wfile.write(self.state.said())
                    self.wfile.flush()
                    self.state.changed.wait()
        except OSError:
            return  # the page was closed

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the editor's mistakes."""
