"""A built site in; the same served on this machine by nginx, as deploy/nginx.conf says, out."""

import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).parent.parent / "deploy"
_ADDRESS = "127.0.0.1"
_AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/client;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/paicha.conf;
}}
"""


@dataclass(frozen=True)
class Served:
    """Where nginx answers, and whom to trust: ports of http and https, the office's CA."""

    http: int
    https: int
    path: str
    ca: Path
    log: Path

    @property
    def base(self) -> str:
        """The site's address, ending in a slash."""
        return f"https://{_ADDRESS}:{self.https}{self.path}"

    def trust(self) -> ssl.SSLContext:
        """Trust the office's CA and nobody else."""
        return ssl.create_default_context(cafile=str(self.ca))


@contextmanager
def serving(site: Path, folder: Path, path: str = "/paicha/") -> Iterator[Served]:
    """Serve `site` at a path until left; `folder` is empty and takes what nginx needs."""
    (folder / f"www{path}").parent.mkdir(parents=True, exist_ok=True)
    (folder / f"www{path}".rstrip("/")).symlink_to(site.resolve())
    certificate = [str(DEPLOY / "certificate.sh"), _ADDRESS]
    subprocess.run(certificate, cwd=folder, check=True, capture_output=True)  # noqa: S603
    served = Served(*_free_ports(), path, folder / "ca.crt", folder / "error.log")
    (folder / "paicha.conf").write_text(_here(folder, served), encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""  # whoever may read the folder
    around = folder / "nginx.conf"
    around.write_text(_AROUND.format(folder=folder, user=user), encoding="utf-8")
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    command = ["nginx", "-e", str(served.log), "-c", str(around)]
    process = subprocess.Popen(command, env={**os.environ, "PATH": path})  # noqa: S603
    try:
        _wait(process, served)
        yield served
    finally:
        process.terminate()
        process.wait()


def _here(folder: Path, served: Served) -> str:
    """Put this machine's address, ports, path and folders into the sample; all else stays."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for there, here in (
        ("listen 80;", f"listen {_ADDRESS}:{served.http};"),
        ("listen 443 ssl;", f"listen {_ADDRESS}:{served.https} ssl;"),
        ("server_name 10.1.2.3;", f"server_name {_ADDRESS};"),
        ("/etc/nginx/office/", f"{folder}/"),
        ("/paicha/", served.path),
        ("/srv/www;", f"{folder}/www;"),
    ):
        if there not in text:
            raise ValueError(f"deploy/nginx.conf no longer says {there}")
        text = text.replace(there, here)
    return text


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((_ADDRESS, 0))
        other.bind((_ADDRESS, 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait(process: subprocess.Popen[bytes], served: Served) -> None:
    """Wait until both ports answer; RuntimeError with nginx's words if it gives up."""
    until = time.monotonic() + 60  # a busy machine
    for port in (served.http, served.https):
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"nginx: {served.log.read_text(encoding='utf-8')}")
            time.sleep(0.02)  # nothing tells when it listens


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex((_ADDRESS, port)) == 0
