"""What the keeper of a service asks on the command line while it stands still."""

from pathlib import Path

import pytest

from governance.__main__ import MISCONFIGURED, main
from governance.paths import DATA
from governance.startup import holding_home


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A founded network in a home of its own, spoken to in English."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("GOVERNANCE_HOME", str(tmp_path))
    assert main(["members", "import", str(DATA / "members.toml")]) == 0


def test_the_key_is_replaced_and_the_service_starts_under_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names the new key; afterwards every verb works as before."""
    before = (tmp_path / "keys" / "signing.key").read_bytes()
    assert main(["register", "replace-key"]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("The register is signed from now on by this key: governance.example.org/register+")
    assert (tmp_path / "keys" / "signing.key").read_bytes() != before
    assert main(["members", "list"]) == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["register", "restored", "--seat", "MNC", "--seat", "SOL", "--note", "Disk lost."], "nothing-lost"),
        (["erase", "reasons", "2026-01", "MNC"], "motion-unknown"),
        (["erase", "person", "somebody"], "mandate-unknown"),
        (["erase", "person", "00000000-0000-0000-0000-000000000000"], "mandate-unknown"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    asked: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its code and what to do, and nothing is changed."""
    assert main(asked) == MISCONFIGURED
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"governance: {code}: ")


def test_nothing_is_done_to_the_register_beside_a_running_service(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a service holds the home the command is refused; when it has let go, the command runs."""
    before = (tmp_path / "keys" / "signing.key").read_bytes()
    with holding_home(tmp_path), holding_home(tmp_path):
        assert main(["register", "replace-key"]) == MISCONFIGURED
        assert capsys.readouterr().err.startswith("governance: home-in-use: ")
        assert (tmp_path / "keys" / "signing.key").read_bytes() == before
    assert main(["register", "replace-key"]) == 0


def test_no_service_starts_while_the_register_is_worked_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``serve`` waits for nobody: it says that the home is in use, and ends."""
    with holding_home(tmp_path, alone=True):
        assert main(["serve"]) == MISCONFIGURED
    assert capsys.readouterr().err.startswith("governance: home-in-use: ")
