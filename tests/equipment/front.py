"""A real nginx before several servers of one network: its own configuration in a temporary folder, loopback alone."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.equipment.ports import free_port
from tests.equipment.waiting import port_answers, wait_for

CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_max_body_size 2m;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream servers {{
{servers}
  }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://servers;
      proxy_set_header Host $http_host;
      # A form that a server could not take at all may go to the next one: it carries a request key, and the same
      # key with the same answer is one vote.
      proxy_next_upstream error timeout http_503 non_idempotent;
      add_header X-Server $upstream_addr always;
    }}
  }}
}}
"""

Front = Callable[[int, Sequence[int]], None]


@pytest.fixture
def front() -> Iterator[Front]:
    """``front(port, servers)`` starts an nginx on a port, before servers on others; it ends with the test."""
    folder = Path(tempfile.mkdtemp(prefix="governance-nginx-"))
    folder.chmod(0o711)  # as root, nginx works as another user, who must come through to its own folders
    started: list[subprocess.Popen[bytes]] = []

    def start(port: int, servers: Sequence[int]) -> None:
        lines = "\n".join(f"    server 127.0.0.1:{each} max_fails=0;" for each in servers)
        written = folder / "nginx.conf"
        written.write_text(CONFIGURATION.format(folder=folder, servers=lines, port=port), encoding="utf-8")
        command = ["/usr/sbin/nginx", "-p", str(folder), "-c", str(written), "-e", f"{folder}/error.log"]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        wait_for("nginx to listen", lambda: port_answers(port))

    yield start
    for process in started:
        process.terminate()
        process.wait(10)
    shutil.rmtree(folder, ignore_errors=True)


def another_port(*taken: int) -> int:
    """A free port that is none of these."""
    return next(port for port in iter(free_port, None) if port not in taken)
