"""The doctor names what is wrong with an installation, and only that, and what to do about it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from governance.__main__ import main
from governance.acts.doubt_clock import doubt_clock
from governance.acts.make_up_outage import note_alive
from governance.backup.phrase import FILE, make_phrase
from governance.backup.writing import make_backup
from governance.doctor import machine
from governance.doctor.examine import CHECKS, examine
from governance.doctor.findings import Examined, Finding
from governance.settings import Settings
from tests.equipment.mail_server import MailServer
from tests.equipment.network import NOON, ORIGIN
from tests.equipment.running_server import RunningServer
from tests.test_safekeeping import started

HEALTHY = [check for check in CHECKS if check.__name__ not in ("look_at_address", "look_at_mail")]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home as an installation leaves it a minute after its first backup."""
    made = tmp_path / "home"
    made.mkdir(mode=0o700)
    network = started(made)
    make_phrase(made / "keys")
    network.service.do(note_alive, now=NOON)
    make_backup(network.service.database, settings_of(made), now=NOON)
    network.close()
    return made


def settings_of(home: Path, **more: Any) -> Settings:
    """The settings of the home."""
    return Settings(home=home, base_url=ORIGIN, **more)


def look(settings: Settings, *, later: timedelta = timedelta(minutes=1), **facts: Any) -> list[Finding]:
    """Every finding."""
    return list(examine(settings, passphrase=None, now=NOON + later, **facts))


def wrong(settings: Settings, **facts: Any) -> list[str]:
    """The checks that found something wrong, those of the ways in and out left out."""
    return [each.check for each in look(settings, checks=HEALTHY, **facts) if each.state == "wrong"]


def test_a_healthy_installation_has_nothing_wrong(home: Path) -> None:
    """Every check has its line, and nothing is touched by looking."""
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    found = look(settings_of(home), checks=HEALTHY, later=timedelta(minutes=1, seconds=10))
    assert {each.check for each in found if each.state == "wrong"} == set()
    assert len({each.check for each in found}) == len(HEALTHY)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def _run(home: Path, act: Callable[..., Any], now: Any) -> None:
    network = started(home)
    network.service.do(act, now=now)
    network.close()


def _sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "governance.sqlite")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


SPOILT: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a home that others enter": (lambda home: home.chmod(0o755), ["home"]),
    "a key that others read": (lambda home: (home / "keys" / "box.key").chmod(0o644), ["keys"]),
    "a key that is gone": (lambda home: (home / "keys" / "link.key").unlink(), ["keys"]),
    "a key that was cut": (lambda home: (home / "keys" / "link.key").write_bytes(b"short"), ["keys"]),
    "no phrase": (lambda home: (home / "keys" / FILE).unlink(), ["phrase"]),
    "no backup": (lambda home: [path.unlink() for path in (home / "backups").iterdir()], ["backup"]),
    "a clock that is doubted": (lambda home: _run(home, doubt_clock, NOON), ["clock"]),
    "a schema of later": (
        lambda home: _sql(home, "update alembic_version set version_num = '9999'"),
        ["schema"],
    ),
    "entries cut off": (
        lambda home: _sql(home, "update log_head set size = 1, frontier = zeroblob(32)"),
        ["register"],
    ),
    "a reference that leads nowhere": (
        lambda home: _sql(home, "update mandate set person_id = 'ffffffffffffffffffffffffffffffff'"),
        ["database"],
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_wrong_is_named_and_nothing_else(home: Path, name: str) -> None:
    """One thing spoilt, that one thing found, with words for what to do."""
    spoil, expected = SPOILT[name]
    spoil(home)
    assert wrong(settings_of(home)) == expected
    assert all(each.mend for each in look(settings_of(home), checks=HEALTHY) if each.state != "well")


def test_a_service_that_stands_still_and_backups_that_stopped(home: Path) -> None:
    """Three sweeps missed, two days without a backup."""
    assert wrong(settings_of(home), later=timedelta(minutes=3)) == ["sweep"]
    assert wrong(settings_of(home), later=timedelta(hours=49)) == ["sweep", "backup"]


def test_a_full_disk_is_wrong(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below what a night may write."""
    monkeypatch.setattr(machine, "LEAST_FREE", 10**12)
    assert wrong(settings_of(home)) == ["disk"]


def test_a_check_that_breaks_keeps_no_other_from_being_made(home: Path) -> None:
    """It is a finding itself."""

    def look_at_nothing(_examined: Examined) -> Any:
        raise OSError

    found = look(settings_of(home), checks=[look_at_nothing, *HEALTHY])
    assert (found[0].check, found[0].state) == ("nothing", "wrong")
    assert len(found) > len(HEALTHY)


def test_mail_is_reached_without_a_letter(home: Path, mail_server: MailServer) -> None:
    """A server that answers, one that does not, and none at all."""
    answers: dict[str, dict[str, Any]] = {
        "well": {"smtp_url": mail_server.url, "mail_from": "vote@example.org"},
        "wrong": {"smtp_url": "smtp://127.0.0.1:1", "mail_from": "vote@example.org"},
    }
    for state, values in answers.items():
        [found] = [each for each in look(settings_of(home, **values)) if each.check == "mail"]
        assert found.state == state
    assert mail_server.letters == []
    [found] = [each for each in look(settings_of(home)) if each.check == "mail"]
    assert found.state == "wrong"


def test_where_nothing_is_installed_that_is_all_there_is_to_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 1, and no folder is made."""
    monkeypatch.setenv("GOVERNANCE_HOME", str(tmp_path / "nowhere"))
    assert main(["doctor", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["healthy"] is False
    assert [finding["check"] for finding in said["findings"]] == ["home"]
    assert not (tmp_path / "nowhere").exists()


def test_a_running_service_is_found_well(running_server: RunningServer) -> None:
    """As it is typed: the address answers, the sweep is of just now; what is missing is the phrase and a backup."""
    running_server.home.chmod(0o700)
    said = json.loads(running_server.run("doctor", "--json").stdout)
    states = {
        finding["check"]: finding["state"] for finding in said["findings"] if finding["state"] != "note"
    }
    assert [check for check, state in states.items() if state == "wrong"] == ["phrase", "backup"]
    running_server.run("install")
    running_server.run("backup")
    done = running_server.run("doctor")
    assert done.returncode == 0, done.stdout
    assert "!!" not in done.stdout
