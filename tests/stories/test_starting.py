"""The service starts, says that it is ready, stops when told; a wrong configuration stops it in one line."""

import shutil
import signal
import socket
from pathlib import Path

import httpx
import pytest

from governance.paths import DATA
from tests.equipment.running_server import RunningServer, Serve


def test_a_started_service_is_ready_and_stops_when_told(running_server: RunningServer) -> None:
    """It answers on /health/live and /health/ready, and SIGTERM ends it in seconds without a word of complaint."""
    for page in ("live", "ready"):
        assert httpx.get(f"{running_server.url}/health/{page}", trust_env=False).status_code == 200
    assert running_server.stop() in (0, -signal.SIGTERM)


def test_a_service_keeps_its_home_over_a_restart(running_server: RunningServer) -> None:
    """Killed and started again on the same home, it shows the same register."""
    before = httpx.get(f"{running_server.url}/register/export.jsonl", trust_env=False)
    running_server.kill()
    running_server.start()
    after = httpx.get(f"{running_server.url}/register/export.jsonl", trust_env=False)
    assert before.status_code == after.status_code == 200
    assert before.text.splitlines()[0] == after.text.splitlines()[0]


def test_an_unknown_setting_stops_the_start(make_server: Serve) -> None:
    """The line names the setting that does not exist and the one that was meant."""
    _check_refused(make_server(GOVERNANCE_HOMES="/srv"), "GOVERNANCE_HOMES", "GOVERNANCE_HOME")


def test_a_malformed_setting_stops_the_start(make_server: Serve) -> None:
    """The line names the setting, its value and the form expected."""
    _check_refused(make_server(GOVERNANCE_SWEEP_SECONDS="soon"), "GOVERNANCE_SWEEP_SECONDS", "soon", "3600")


def test_a_home_that_cannot_be_written_stops_the_start(make_server: Serve, tmp_path: Path) -> None:
    """The line names the folder and why it cannot be written."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    _check_refused(
        make_server(GOVERNANCE_HOME=str(tmp_path / "file" / "home")), "GOVERNANCE_HOME", "file/home"
    )


def test_an_address_that_is_taken_stops_the_start(make_server: Serve) -> None:
    """The line names the address that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        _check_refused(make_server(GOVERNANCE_LISTEN=taken), "GOVERNANCE_LISTEN", taken)


def test_an_unknown_zone_stops_the_start(make_server: Serve, tmp_path: Path) -> None:
    """The line names file, line and key; the zone is never replaced by another."""
    network = (DATA / "network.toml").read_text(encoding="utf-8")
    file = tmp_path / "network.toml"
    file.write_text(network.replace("Africa/Casablanca", "Africa/Casa"), encoding="utf-8")
    _check_refused(make_server(GOVERNANCE_NETWORK_FILE=str(file)), "network.toml", "zone", "Africa/Casa")


def test_a_malformed_rule_stops_the_start(make_server: Serve, tmp_path: Path) -> None:
    """The line names the file and the key of the rule that cannot be read."""
    rules = tmp_path / "rules"
    shutil.copytree(DATA / "rules", rules)
    (rules / "zz.toml").write_text('[[rule]]\nid = "strange"\nquorum = 0.5\n', encoding="utf-8")
    _check_refused(make_server(GOVERNANCE_RULES_FOLDER=str(rules)), "zz.toml")


def test_malformed_members_are_not_imported(make_server: Serve, tmp_path: Path) -> None:
    """An import names file, line and key, takes nobody in, and ends with the same code."""
    members = (DATA / "members.toml").read_text(encoding="utf-8")
    file = tmp_path / "members.toml"
    file.write_text(members.replace('code = "SCO"', 'code = "sco"'), encoding="utf-8")
    server = make_server()
    done = server.run("members", "import", str(file))
    assert done.returncode == 78
    assert done.stderr.count("\n") == 1
    assert "members.toml" in done.stderr
    assert server.run("members", "list").stdout == ""
    file.write_text(members, encoding="utf-8")
    assert "13" in server.run("members", "import", str(file)).stdout
    assert len(server.run("members", "list").stdout.splitlines()) == 13


@pytest.mark.parametrize(
    ("language", "said"), [("ar_MA.UTF-8", "الإعدادات"), ("en_GB.UTF-8", "Did you mean")]
)
def test_the_line_is_said_in_the_terminals_language(make_server: Serve, language: str, said: str) -> None:
    """The one line is Arabic or English where the terminal is."""
    server = make_server(GOVERNANCE_HOMES="/srv", LC_ALL=language)
    assert said in server.run("serve").stderr


def _check_refused(server: RunningServer, *named: str) -> None:
    done = server.run("serve")
    assert done.returncode == 78, done.stdout + done.stderr
    [line] = [line for line in done.stderr.splitlines() if line.startswith("governance: ")]
    assert "Traceback" not in done.stderr, done.stderr
    assert not [each for each in named if each not in line], done.stderr


def test_a_demonstration_never_opens_the_home_of_a_real_network(running_server: RunningServer) -> None:
    """Its mailbox would show every director's link and code to whoever looks."""
    running_server.stop()
    refused = running_server.run("demo")
    assert refused.returncode == 78
    assert refused.stderr.startswith("governance: demo-on-real-home:")
