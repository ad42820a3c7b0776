"""Members and accounts of the desk on the command line."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from governance.__main__ import MISCONFIGURED, main
from governance.files.members import read_members
from governance.paths import DATA


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A founded network in a home of its own, spoken to in English."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("GOVERNANCE_HOME", str(tmp_path))
    assert main(["members", "import", str(DATA / "members.toml")]) == 0


@pytest.mark.parametrize(("options", "name"), [([], "out.toml"), (["--csv"], "out.csv")])
def test_what_is_exported_is_what_was_imported(
    options: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As TOML and as CSV, by code."""
    capsys.readouterr()
    assert main(["members", "export", *options]) == 0
    (tmp_path / name).write_text(capsys.readouterr().out, encoding="utf-8", newline="")
    wanted = sorted(read_members(DATA / "members.toml"), key=lambda member: member.code)
    assert list(read_members(tmp_path / name)) == wanted


def test_the_command_line_says_who_sat_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """For one member or for all; before the network began, nobody sat."""
    day = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    capsys.readouterr()
    assert main(["members", "seated", day, "CE3M"]) == 0
    assert capsys.readouterr().out.startswith("CE3M\tdirector\t")
    assert main(["members", "seated", "2016-12-16", "CE3M"]) == MISCONFIGURED
    assert "member-unknown" in capsys.readouterr().err
    assert main(["members", "seated", "yesterday"]) == MISCONFIGURED
    assert "date-malformed" in capsys.readouterr().err


def test_a_forgotten_password_is_reset(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read from standard input, never an argument; of an account that there is."""
    monkeypatch.setattr("sys.stdin", io.StringIO("a rather long sentence\n"))
    assert main(["secretariat", "add", "desk@example.org"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("another long sentence\n"))
    assert main(["secretariat", "reset", "desk@example.org"]) == 0
    assert "The register says so" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("another long sentence\n"))
    assert main(["secretariat", "reset", "nobody@example.org"]) == MISCONFIGURED
    assert "account-unknown" in capsys.readouterr().err
