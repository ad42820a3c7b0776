"""While the service stands still: its key is replaced, and a database older than the last head is taken up again."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.close_ballot import close_ballot
from governance.app import build_service
from governance.files.network import read_network
from governance.founding import found, import_members
from governance.paths import DATA
from governance.refusal import Refusal
from governance.register.keys import SigningKey, load_key
from governance.register.verify import verify_export
from governance.safekeeping import ask_to_take_up, replace_signing_key
from governance.service import Service
from governance.settings import Settings
from governance.store.database import Database
from governance.timekeeper import tick
from governance.web.public.register import export_lines
from tests.equipment.confirming import answer
from tests.equipment.looking import entries
from tests.equipment.network import NOON, ORIGIN, TWO_WEEKS, NetworkAtHand, StillClock, members, rulebook
from tests.register.stolen_database import SEATS, YES, copy_database, receipt


def started(home: Path) -> NetworkAtHand:
    """The service of a home, as ``serve`` starts it, its clock standing still."""
    service = build_service(Settings(home=home, base_url=ORIGIN))
    found(service, read_network(DATA / "network.toml"), now=NOON)
    import_members(service, members(), now=NOON)
    facts = {name: getattr(service, name) for name in Service.__slots__}
    clock = StillClock(NOON)
    return NetworkAtHand(Service(**facts | {"clock": clock, "rulebook": rulebook()}), clock)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with one ballot, one vote, and its service stopped."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    network = started(folder)
    network.cast(network.put("2026-01", "test-positions"), SEATS[0], YES)
    network.close()
    yield folder


def key_of(home: Path) -> SigningKey:
    """The key in the home."""
    return load_key(home / "keys" / "signing.key")


def database_of(home: Path) -> Database:
    """The database in the home."""
    return Database(Settings(home=home, base_url=ORIGIN).database_url)


def replaced(home: Path, old: SigningKey) -> SigningKey:
    """Replace the key of a home whose service stands still."""
    database = database_of(home)
    try:
        return replace_signing_key(database, home / "keys", old=old, passphrase=None, now=NOON)
    finally:
        database.close()


def ask_to_restore(home: Path, *seats: str) -> int:
    """Ask these seats to confirm that the database of a home is an older one."""
    database = database_of(home)
    facts = {"seats": seats, "note": "Disque perdu.", "mail_host": "example.org", "now": NOON}
    try:
        return ask_to_take_up(database, home / "keys", key=key_of(home), **facts)
    finally:
        database.close()


def test_a_replaced_key_signs_from_then_on(home: Path) -> None:
    """Both keys sign the entry; heads before it are under the old key, those after it under the new; it verifies."""
    old = key_of(home)
    new = replaced(home, old)
    assert key_of(home).verifier == new.verifier != old.verifier
    network = started(home)
    kept = receipt(network.service, network.cast(_ballot(network), SEATS[1], YES).entry)
    report = verify_export("".join(export_lines(network.service)).splitlines(), receipts=[kept])
    assert (report.findings, report.key) == ((), str(new.verifier))
    assert len(entries(network.service, "key-replaced")) == 1
    network.close()


@pytest.mark.parametrize("crash", ["before the entry", "before the head", "before the file is in place"])
def test_a_replacement_that_crashed_is_finished_by_asking_again(
    home: Path, crash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it broke, the service signs nothing under the wrong key, and the second run ends it, once."""
    old = key_of(home)
    broken = {
        "before the entry": "governance.safekeeping._run",
        "before the head": "governance.safekeeping._sign",
        "before the file is in place": "pathlib.Path.replace",
    }[crash]
    with monkeypatch.context() as patch:
        real = Path.replace

        def fail(*given: object, **_: object) -> object:
            if broken.endswith("replace") and not str(given[0]).endswith("signing.key.new"):
                return real(*given)  # type: ignore[arg-type]
            raise OSError("the power went")

        patch.setattr(broken, fail)
        with pytest.raises(OSError, match="power"):
            replaced(home, old)
    if crash != "before the entry":
        with pytest.raises(Refusal, match="key-not-of-register"):
            started(home)
    new = replaced(home, old)
    network = started(home)
    assert [entry["new"] for entry in entries(network.service, "key-replaced")] == [str(new.verifier)]
    assert verify_export("".join(export_lines(network.service)).splitlines()).intact
    network.close()


def test_an_older_database_signs_nothing_until_its_restoration_is_entered(home: Path, tmp_path: Path) -> None:
    """Two members confirm; ballots that were open are stopped; lost receipts are void by incident, not tampering."""
    network = started(home)
    (tmp_path / "backup").mkdir()
    backup = copy_database(network.service, tmp_path / "backup")
    network.clock.at += timedelta(minutes=1)
    kept = [receipt(network.service, network.cast(_ballot(network), SEATS[n], YES).entry) for n in (1, 2, 3)]
    network.close()
    shutil.copy(backup, home / "governance.sqlite")
    with pytest.raises(Refusal, match="database-behind-head"):
        started(home)
    for seats in ((SEATS[0],), ("OTT", "OTT"), ("OTT", "NOBODY"), ("OTT", "CE3M")):
        with pytest.raises(Refusal, match=r"confirming-seats-few|confirming-seat-wrong"):
            ask_to_restore(home, *seats)
    assert ask_to_restore(home, "OTT", "SOL") == 3
    network = started(home)
    with pytest.raises(Refusal, match="restoration-pending"):
        network.cast(_ballot(network), SEATS[3], YES)
    with pytest.raises(Refusal, match="restoration-pending"):
        network.service.read(network.service.signer.current)
    [matter] = [UUID(entry["confirmation"]) for entry in entries(network.service, "confirmation-asked")]
    assert answer(network, matter, "OTT") == "asked"
    assert tick(network.service, now=network.now() + timedelta(days=1)) == 0
    assert answer(network, matter, "SOL") == "carried_out"
    report = verify_export("".join(export_lines(network.service)).splitlines(), receipts=kept)
    assert report.findings == ()
    assert [note.code for note in report.notes].count("receipt-void-by-incident") >= 1
    assert [entry["reason"] for entry in entries(network.service, "ballot-stopped")] == ["incident"]
    again = network.open("2026-01")
    network.cast(again, SEATS[0], YES)
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=again, vault=network.service.vault, now=network.now())
    assert verify_export("".join(export_lines(network.service)).splitlines()).intact
    network.close()


def test_nothing_is_restored_where_nothing_was_lost(home: Path) -> None:
    """A whole database has no incident to enter."""
    with pytest.raises(Refusal, match="nothing-lost"):
        ask_to_restore(home, "OTT", "SOL")


def _ballot(network: NetworkAtHand) -> UUID:
    """The one ballot that was opened."""
    [opened] = entries(network.service, "ballot-opened")
    return UUID(opened["ballot"])
