"""A web server that can be stopped, killed in the middle of an answer, or give what is wrong."""

import http.server
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from pathlib import Path

POLICY = "default-src 'self'; img-src 'self' blob: data:"


class Server:
    """Serves one folder after another at /some/path/ of this machine; `spoil` changes answers."""

    def __init__(self) -> None:
        self.folder = Path()
        self.asked: list[str] = []
        self.spoil: Callable[[str, bytes], bytes | None] = lambda path, content: content
        self.redirects = False
        self.lives = 10**9  # answers left before the server is killed in the middle of the next
        self.serving: socketserver.BaseServer | None = None
        self.port = 0
        self.start()

    @property
    def base(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}/some/path/"

    def start(self) -> None:
        """Listen, at the same port as before."""
        self.serving = _Listening(("127.0.0.1", self.port), self._handler())
        self.port = self.serving.server_address[1]
        threading.Thread(target=self.serving.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Let nobody connect any more."""
        if self.serving:
            self.serving.shutdown()
            self.serving.server_close()
        self.serving = None

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0].removeprefix("/some/path/")
                server.asked.append(path)
                if server.redirects and path.endswith("index.html"):
                    self.send_response(301)
                    self.send_header("Location", f"/some/path/{path.removesuffix('index.html')}")
                    self.end_headers()
                    return
                path = f"{path}index.html" if path == "" or path.endswith("/") else path
                file = server.folder / path
                content = server.spoil(path, file.read_bytes()) if file.is_file() else None
                if content is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", KINDS.get(file.suffix, "text/plain"))
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                server.lives -= 1
                if server.lives < 0:
                    self.wfile.write(content[: len(content) // 2])
                    self._die()
                else:
                    self.wfile.write(content)

            def _die(self) -> None:
                """End as a process does that was killed: the connection is reset."""
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


class _Listening(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Browsers hang up; that is no failure of ours."""


KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
