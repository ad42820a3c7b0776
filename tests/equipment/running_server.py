"""The service as its own process: ``python -m governance serve`` in a temporary home, over real HTTP and SMTP."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.equipment.mail_server import MailServer
from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass
class RunningServer:
    """A service that may be started, killed and started again on the same home. ``log`` is all it ever said."""

    home: Path
    port: int
    environment: dict[str, str]
    arguments: tuple[str, ...] = ("serve",)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_file(self) -> Path:
        """Standard output and standard error of every start, one after the other."""
        return self.home.parent / "service.log"

    @property
    def log(self) -> str:
        """The text of ``log_file``."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    def run(self, *arguments: str, typed: str = "", seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """``governance ARGUMENTS`` in the same environment, to its end, with ``typed`` on its standard input."""
        command = [sys.executable, "-m", "governance", *arguments]
        return subprocess.run(
            command,
            env=self.environment,
            cwd=CHECKOUT,
            input=typed,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def start(self, *, seconds: float = 40, until: str = "/health/ready") -> None:
        """Start and wait until this page answers 200."""
        with self.log_file.open("ab") as log:
            command = [sys.executable, "-m", "governance", *self.arguments]
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=CHECKOUT, stdout=log, stderr=log
            )
        wait_for("the service to be ready", lambda: self._answers(until), seconds=seconds)

    def stop(self, *, seconds: float = 20) -> int:
        """End it with SIGTERM and answer its exit code (-15: by the signal, after closing); it must not hang."""
        return self._end(signal.SIGTERM, seconds)

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        self._end(signal.SIGKILL, 10)

    def _end(self, by: signal.Signals, seconds: float) -> int:
        if self.process is None:
            return 0
        process, self.process = self.process, None
        process.send_signal(by)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
            raise AssertionError(f"the service did not end within {seconds:g} s of {by.name}") from None

    def _answers(self, path: str) -> bool:
        if self.process is not None and self.process.poll() is not None:
            raise AssertionError(
                f"the service ended with code {self.process.returncode}:\n{self.log[-4000:]}"
            )
        try:
            return httpx.get(f"{self.url}{path}", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False


Serve = Callable[..., RunningServer]


@pytest.fixture
def make_server(tmp_path: Path, mail_server: MailServer) -> Iterator[Serve]:
    """``make_server(*arguments, **settings)`` prepares a service (not started) with GOVERNANCE_ settings.

    However it ends, its log must hold no traceback and nothing secret that any letter carried.
    """
    made: list[RunningServer] = []

    def make(*arguments: str, **settings: str) -> RunningServer:
        folder = tmp_path / f"service-{len(made) + 1}"
        (folder / "home").mkdir(parents=True)
        port = free_port()
        environment = _environment(folder / "home", port, mail_server, settings)
        made.append(RunningServer(folder / "home", port, environment, arguments or ("serve",)))
        return made[-1]

    yield make
    for server in made:
        if server.process is not None:
            server.stop()
        check_log(server.log, mail_server)


@pytest.fixture
def running_server(make_server: Serve) -> RunningServer:
    """A service that is ready, without members or motions."""
    server = make_server()
    server.start()
    return server


def check_log(log: str, mail_server: MailServer) -> None:
    """No traceback, and no token or code of any letter, stands in what the service said."""
    assert "Traceback" not in log, log[log.index("Traceback") - 500 :][:4000]
    for letter in mail_server.letters:
        secrets = {link.split("/v/")[1] for link in letter.links if "/v/" in link} | set(letter.codes)
        for secret in secrets:
            assert not re.search(rf"\b{re.escape(secret)}\b", log), "a token or a code stands in the log"


def _environment(
    home: Path, port: int, mail_server: MailServer, settings: Mapping[str, str]
) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GOVERNANCE_")}
    own = {
        "GOVERNANCE_HOME": str(home),
        "GOVERNANCE_LISTEN": f"127.0.0.1:{port}",
        "GOVERNANCE_BASE_URL": f"http://127.0.0.1:{port}",
        "GOVERNANCE_SMTP_URL": mail_server.url,
        "GOVERNANCE_MAIL_FROM": "governance@example.org",
        "GOVERNANCE_SWEEP_SECONDS": "1",
    }
    return {**inherited, **own, **{name: value for name, value in settings.items() if value}}
