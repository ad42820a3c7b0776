"""A backup is two files, made while acts go on, read by nobody else, and kept for as long as the settings say."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from governance.backup import schedule
from governance.backup.phrase import FILE, has_phrase, make_phrase
from governance.backup.restoring import Source, check_backup
from governance.backup.schedule import Scheduled
from governance.backup.shelf import backups, clear, is_due, last_backup
from governance.refusal import Refusal
from tests.backup.conftest import Installed
from tests.equipment.network import NOON
from tests.register.stolen_database import SEATS

HOUR = timedelta(hours=1)


def test_a_backup_is_two_files_that_nobody_else_reads(installed: Installed) -> None:
    """Database and keys, named alike after the instant, in a folder and with modes for their owner alone."""
    backup = installed.back_up()
    assert [path.name for path in sorted(installed.settings.backup_folder.iterdir())] == [
        "governance-20261120T120100Z.keys",
        "governance-20261120T120100Z.sqlite",
    ]
    for path, mode in ((backup.keys, 0o600), (backup.database, 0o600), (backup.keys.parent, 0o700)):
        assert stat.S_IMODE(path.stat().st_mode) == mode
    assert last_backup(installed.settings) == installed.network.now()


def test_the_keys_stand_in_neither_file(installed: Installed) -> None:
    """No key of the home, as it lies there, lies in the backup; nor does the phrase."""
    backup = installed.back_up()
    content = backup.keys.read_bytes() + backup.database.read_bytes()
    for name in ("link.key", "box.key", "signing.key"):
        assert (installed.home / "keys" / name).read_bytes() not in content
    assert installed.phrase.encode() not in content


def test_without_a_phrase_no_backup_is_made(installed: Installed) -> None:
    """Unsealed keys are never written, and no half of a pair is left behind."""
    (installed.home / "keys" / FILE).unlink()
    assert not has_phrase(installed.home / "keys")
    with pytest.raises(Refusal, match="recovery-missing"):
        installed.back_up()
    assert backups(installed.settings.backup_folder) == []


def test_a_new_phrase_opens_new_backups_and_the_old_one_the_old(installed: Installed, tmp_path: Path) -> None:
    """Each backup carries the public half it was sealed for."""
    old = installed.back_up()
    new_phrase = make_phrase(installed.home / "keys")
    installed.cast(SEATS[1])
    new = installed.back_up()
    assert check_backup(installed.source(old), tmp_path / "a") < check_backup(
        Source(new.database, new.keys, new_phrase), tmp_path / "b"
    )
    with pytest.raises(Refusal, match="phrase-wrong"):
        check_backup(installed.source(new), tmp_path / "c")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_backup_is_due_until_it_is_made(installed: Installed) -> None:
    """None yet, or the last one a day old: due, however often it is asked. Never in a demonstration, nor with 0."""
    settings, now = installed.settings, installed.network.now()
    assert is_due(settings, now=now)
    installed.back_up()
    assert not is_due(settings, now=now + 23 * HOUR)
    assert is_due(settings, now=now + 24 * HOUR)
    for never in ({"backup_hours": 0}, {"demo": True}):
        assert not is_due(settings.model_copy(update=never), now=now + 99 * HOUR)


def test_the_service_makes_what_is_due_and_keeps_so_many(installed: Installed) -> None:
    """Asked every hour for ten days, with three to be kept: the last three days' remain."""
    kept = installed.settings.model_copy(update={"backup_keep": 3})
    object.__setattr__(installed.network.service, "settings", kept)
    scheduled = Scheduled(installed.network.service)
    for hour in range(240):
        scheduled.look(NOON + hour * HOUR)
    assert [pair.made_at - NOON for pair in backups(kept.backup_folder)] == [n * 24 * HOUR for n in (7, 8, 9)]


def test_what_fails_is_tried_again_after_an_hour(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says it once an hour, not at every look."""
    tries: list[object] = []
    with monkeypatch.context() as patched:
        patched.setattr(schedule, "make_backup", lambda *_args, **facts: tries.append(facts["now"]) or 1 / 0)
        scheduled = Scheduled(installed.network.service)
        for minute in range(0, 130, 10):
            scheduled.look(NOON + timedelta(minutes=minute))
    assert tries == [NOON, NOON + HOUR, NOON + 2 * HOUR]
    assert caplog.text.count("no backup was made") == 3
    scheduled.look(NOON + 3 * HOUR)
    assert last_backup(installed.settings) == NOON + 3 * HOUR


def test_a_database_without_its_keys_is_no_backup(installed: Installed) -> None:
    """A pair that lost its half is not counted, not restored from, and not taken for the newest."""
    backup = installed.back_up()
    backup.keys.unlink()
    assert last_backup(installed.settings) is None
    assert clear(installed.settings.backup_folder, keep=1) == 0
