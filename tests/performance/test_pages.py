"""How fast public pages are answered here, beside a real nginx that serves the same bytes."""

import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.equipment.benchmarks import keep_section, table
from tests.equipment.ports import free_port
from tests.equipment.running_server import CHECKOUT
from tests.equipment.waiting import wait_for
from tests.performance.hall import a_hall

SECONDS = 2
CONNECTIONS = 32
TURNS = 3
PAGES = ("/", "/motions/2026-01", "/register")
LEAST = 0.4

_NGINX = """
pid {folder}/pid; error_log {folder}/errors; worker_processes 1; daemon off; user root;
events {{ worker_connections 512; }}
http {{
  access_log {folder}/access; default_type text/html; etag on; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""


@contextmanager
def an_nginx(folder: Path, content: bytes) -> Iterator[str]:
    """Debian's nginx with one file; answers the file's address."""
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "page.html").write_bytes(content)
    for each in (folder, *folder.parents):
        if each.owner() == "root" and len(each.parts) > 2:
            each.chmod(0o755)
    port = free_port()
    (folder / "conf").write_text(_NGINX.format(folder=folder, port=port), encoding="utf-8")
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(folder / "conf")], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/page.html"
    try:
        wait_for("nginx to answer", lambda: _answers(address))
        yield address
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def the_bare_server(content: Path) -> Iterator[str]:
    """The web server of the service with an application that only answers these bytes."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.performance.bare:app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--no-access-log", "--log-level", "warning", "--lifespan", "off"],
        cwd=CHECKOUT,
        env={**os.environ, "BARE_BODY": str(content)},
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for("the bare server to answer", lambda: _answers(address))
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def requests_a_second(address: str, *headers: str) -> float:
    """What wrk counts, from one thread of its own; every answer must be a good one."""
    asked = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *asked, address]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


@dataclass(frozen=True)
class Measured:
    """One page: its bytes, and requests a second of ours, of nginx, of the bare server, turn by turn."""

    path: str
    size: int
    turns: list[tuple[float, float, float]]

    def figures(self) -> tuple[str, ...]:
        """The row of the table."""
        ours, nginx, bare = (statistics.median(each) for each in zip(*self.turns, strict=True))
        ratios = sorted(mine / other for mine, other, _ in self.turns)
        of_nginx = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"
        of_bare = f"{statistics.median(mine / other for mine, _, other in self.turns):.2f}"
        return self.path, f"{self.size:,}", f"{ours:,.0f}", f"{nginx:,.0f}", of_nginx, f"{bare:,.0f}", of_bare


HEADS = (
    "page",
    "bytes",
    "a second",
    "nginx",
    f"ratio (wanted: {LEAST})",
    "the bare web server",
    "ratio (at least 0.5)",
)


@pytest.mark.bench
@pytest.mark.needs("nginx-light")
@pytest.mark.needs("wrk")
def test_public_pages_beside_nginx(tmp_path: Path) -> None:
    """A public page, in turns with the same bytes from nginx, on one machine that also runs the load."""
    hall = a_hall(tmp_path / "home", 13)
    rows = []
    with hall.serve() as server:
        for place, path in enumerate(PAGES):
            address = server.url + path
            content = httpx.get(address, headers={"accept-encoding": "identity"}, trust_env=False).content
            folder = tmp_path / f"nginx-{place}"
            with an_nginx(folder, content) as nginx, the_bare_server(folder / "site" / "page.html") as bare:
                asked = (address, nginx, bare)
                turns = [tuple(requests_a_second(each) for each in asked) for _ in range(TURNS)]
            rows.append(Measured(path, len(content), turns))
    lines = table(HEADS, [row.figures() for row in rows])
    print("\n" + "\n".join(lines))
    keep_section("Public pages", lines)
    assert all(float(row.figures()[-1]) >= 0.5 for row in rows)
