"""A backup is put back only once all of it is verified; whatever stood there is moved aside, never lost."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from governance.backup.restoring import Source, check_backup
from governance.backup.shelf import Backup
from governance.paths import MARK
from governance.refusal import Refusal
from governance.register.recovery import write_phrase
from governance.register.verify import verify_export
from governance.store.reads.receipts import read_receipt
from governance.web.public.register import export_lines
from tests.backup.conftest import Installed, put_back
from tests.equipment.looking import entries, fingerprint
from tests.register.stolen_database import SEATS
from tests.test_safekeeping import ask_to_restore, started


def test_a_new_home_goes_on_where_the_backup_ends(installed: Installed, tmp_path: Path) -> None:
    """Every row is there, links still open and votes are taken, under the same key."""
    backup = installed.back_up()
    before = fingerprint(installed.network.service)
    restored = put_back(installed.source(backup), tmp_path / "new", nothing_newer=True)
    network = started(tmp_path / "new")
    try:
        assert fingerprint(network.service) == before
        assert (restored.entries, restored.lost, restored.aside) == (len(entries(network.service)), 0, None)
        network.clock.at = installed.network.now()
        installed.network, old = network, installed.network
        old.close()
        installed.cast(SEATS[1])
        assert verify_export("".join(export_lines(network.service)).splitlines()).intact
    finally:
        network.close()


def test_in_its_own_home_the_old_is_moved_aside(installed: Installed) -> None:
    """Database and keys of before lie in a folder of their own; the last head goes on standing against the backup."""
    backup = installed.back_up()
    installed.cast(SEATS[1])
    installed.network.close()
    before = (installed.home / "governance.sqlite").read_bytes()
    restored = put_back(installed.source(backup), installed.home)
    assert restored.aside == installed.home / "before-20261120T120000Z"
    assert (restored.aside / "governance.sqlite").read_bytes() == before
    assert (restored.aside / "keys" / "box.key").is_file()
    assert restored.lost == 1
    with pytest.raises(Refusal, match="database-behind-head"):
        started(installed.home)
    assert ask_to_restore(installed.home, "OTT", "SOL") == 1
    started(installed.home).close()


def test_a_receipt_of_a_member_stands_against_an_older_backup(installed: Installed, tmp_path: Path) -> None:
    """The machine is gone; what one mailbox holds is enough to say that entries are missing."""
    backup = installed.back_up()
    service, entry = installed.network.service, installed.cast(SEATS[1])
    receipt = service.read(read_receipt, signer=service.signer, entry=entry)
    with pytest.raises(Refusal, match="head-needed"):
        put_back(installed.source(backup), tmp_path / "new")
    assert put_back(installed.source(backup), tmp_path / "new", head=receipt).lost == 1
    with pytest.raises(Refusal, match="database-behind-head"):
        started(tmp_path / "new")


def test_a_checkpoint_does_as_well(installed: Installed, tmp_path: Path) -> None:
    """What a watcher keeps is a signed head without a receipt around it."""
    backup = installed.back_up()
    installed.cast(SEATS[1])
    head = installed.network.service.read(installed.network.service.signer.current)
    assert put_back(installed.source(backup), tmp_path / "new", head=head.note).lost == 1


def _other_phrase(installed: Installed, backup: Backup) -> Source:
    return Source(backup.database, backup.keys, write_phrase(bytes(16)))


def _other_database(installed: Installed, backup: Backup) -> Source:
    with closing(sqlite3.connect(backup.database)) as connection:
        connection.execute("update member set code = 'X' where code = ?", [SEATS[0]])
        connection.commit()
    return installed.source(backup)


def _other_keys(installed: Installed, backup: Backup) -> Source:
    installed.cast(SEATS[1])
    return Source(backup.database, installed.back_up().keys, installed.phrase)


def _cut(installed: Installed, backup: Backup) -> Source:
    backup.keys.write_bytes(backup.keys.read_bytes()[:-200])
    return installed.source(backup)


def _gone(installed: Installed, backup: Backup) -> Source:
    backup.keys.unlink()
    return installed.source(backup)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_other_phrase, "phrase-wrong"),
        (_other_database, "backup-mismatch"),
        (_other_keys, "backup-mismatch"),
        (_cut, "keys-file-unreadable"),
        (_gone, "file-missing"),
    ],
)
def test_what_does_not_belong_together_replaces_nothing(
    installed: Installed, spoil: Callable[[Installed, Backup], Source], code: str
) -> None:
    """Refused by name, and the home is as it was."""
    source = spoil(installed, installed.back_up())
    installed.network.close()
    before = {path: path.read_bytes() for path in installed.home.rglob("*") if path.is_file()}
    with pytest.raises(Refusal, match=code):
        put_back(source, installed.home)
    assert {path: path.read_bytes() for path in installed.home.rglob("*") if path.is_file()} == before


def test_a_backup_of_an_altered_register_is_not_put_back(installed: Installed, tmp_path: Path) -> None:
    """Somebody altered an entry and then let the service make its backup: the pair fits, the register does not."""
    with closing(sqlite3.connect(installed.home / "governance.sqlite")) as connection:
        connection.execute("drop trigger log_entry_refuses_update")
        connection.execute("update log_entry set body = replace(body, 'vote-cast', 'vote-cost')")
        connection.commit()
    backup = installed.back_up()
    with pytest.raises(Refusal, match="register-broken"):
        check_backup(installed.source(backup), tmp_path / "check")


def test_a_demonstration_stays_one(installed: Installed, tmp_path: Path) -> None:
    """The mark goes with the keys: made-up votes are never served in earnest from a backup."""
    (installed.home / MARK).touch()
    put_back(installed.source(installed.back_up()), tmp_path / "new", nothing_newer=True)
    with pytest.raises(Refusal, match="real-on-demo-home"):
        started(tmp_path / "new")


def test_a_database_elsewhere_is_put_back_there(installed: Installed, tmp_path: Path) -> None:
    """The file that the settings name, not the home's."""
    backup, elsewhere = installed.back_up(), tmp_path / "disk" / "votes.sqlite"
    url = f"sqlite:///{elsewhere}"
    put_back(installed.source(backup), tmp_path / "new", nothing_newer=True, database_url=url)
    assert elsewhere.is_file()
    assert not (tmp_path / "new" / "governance.sqlite").exists()
    shutil.rmtree(elsewhere.parent)
