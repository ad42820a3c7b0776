"""``make run DATABASE=postgresql``: the demonstration over a PostgreSQL that exists only as long as it runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.equipment.ports import free_port
from tests.equipment.running_server import CHECKOUT
from tests.equipment.waiting import wait_for


@pytest.mark.needs("postgresql")
def test_the_demonstration_runs_over_a_postgresql_of_its_own(tmp_path: Path) -> None:
    """The made-up motions are there; told to stop, it leaves neither a server nor a folder behind."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GOVERNANCE_")}
    environment |= {
        "GOVERNANCE_LISTEN": f"127.0.0.1:{port}",
        "GOVERNANCE_BASE_URL": url,
        "TMPDIR": str(tmp_path),
    }
    for folder in (tmp_path, *tmp_path.parents[:-2]):  # the user "postgres" must come through
        folder.chmod(folder.stat().st_mode | 0o011)
    command = ["tools/with_postgresql", sys.executable, "-m", "governance", "demo"]
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=said, stderr=said)
        try:
            wait_for("the demonstration", lambda: _answers(running, url), seconds=90, every=0.5)
            assert "2016-03" in httpx.get(f"{url}/motions", trust_env=False).text
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(30)
    assert running.returncode == 128 + signal.SIGTERM
    assert [path.name for path in tmp_path.iterdir()] == ["said"]


def _answers(running: subprocess.Popen[bytes], url: str) -> bool:
    assert running.poll() is None
    try:
        return httpx.get(f"{url}/health/ready", timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
