"""Backups drilled while everybody votes: each is put back, verified, and stands where the backup was made."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.seal_content import Randomness
from governance.backup.phrase import make_phrase
from governance.backup.restoring import Source, restore
from governance.backup.writing import make_backup
from governance.refusal import Refusal
from governance.settings import Settings
from tests.equipment.confirming import answer
from tests.equipment.figures import Figure
from tests.equipment.looking import entries
from tests.equipment.network import ORIGIN, NetworkAtHand
from tests.equipment.waiting import wait_for
from tests.register.stolen_database import SEATS, YES
from tests.test_safekeeping import ask_to_restore, started

VOTERS = 4


@contextmanager
def everybody_voting(network: NetworkAtHand, ballot: UUID, acknowledged: list[int]) -> Iterator[None]:
    """Several seats vote again and again; the entries of their receipts go to ``acknowledged``."""
    over = threading.Event()

    def vote(seat: str) -> None:
        letter, service, turn = network.letter(ballot, seat), network.service, 0
        while not over.is_set():
            turn += 1
            answer = service.do(
                cast_vote,
                token=letter.token,
                code=letter.code,
                request_key=f"{seat}-{turn}-{id(over)}",
                vote=YES,
                received_at=network.now(),
                randomness=Randomness(),
                vault=service.vault,
                now=network.now(),
            )
            acknowledged.append(answer.entry)  # type: ignore[union-attr]

    threads = [threading.Thread(target=vote, args=(seat,)) for seat in SEATS[:VOTERS]]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=60)


@pytest.mark.proof
def test_every_backup_under_load_is_put_back_and_verified(tmp_path: Path, figure: Figure) -> None:
    """What was acknowledged before a backup began is in it; nothing in it was made up; and a home put back from it does
    not go on before the entries that it lacks are confirmed as lost."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    network = started(home)
    ballot = network.put("2026-01", "test-positions")
    phrase, settings = make_phrase(home / "keys"), Settings(home=home, base_url=ORIGIN)
    for n in range(figure(small=5, full=100)):
        acknowledged: list[int] = []
        with everybody_voting(network, ballot, acknowledged):
            before = _more(acknowledged)
            backup = make_backup(network.service.database, settings, now=datetime.now(UTC))
            _more(acknowledged)
        _drill(Source(backup.database, backup.keys, phrase), tmp_path / f"drill-{n}", network, before)
        backup.keys.unlink()
        backup.database.unlink()
    network.close()


def _more(acknowledged: list[int]) -> int:
    """Wait until every voter has voted about once more; answers the last entry acknowledged by then."""
    enough = len(acknowledged) + VOTERS
    wait_for("more votes", lambda: len(acknowledged) >= enough)
    return max(acknowledged)


def _drill(source: Source, home: Path, network: NetworkAtHand, before: int) -> None:
    """Put it back into a new home, with the newest head that anybody knows."""
    home.mkdir(mode=0o700)
    head = network.service.read(network.service.signer.current)
    now = datetime.now(UTC)
    restored = restore(
        source, Settings(home=home, base_url=ORIGIN), head=head.note, nothing_newer=False, now=now
    )
    assert before < restored.entries
    assert restored.lost == head.size - restored.entries > 0
    with pytest.raises(Refusal, match="database-behind-head"):
        started(home)
    assert ask_to_restore(home, "OTT", "SOL") == restored.lost
    again = started(home)
    assert entries(again.service)[: restored.entries] == entries(network.service)[: restored.entries]
    [matter] = [UUID(entry["confirmation"]) for entry in entries(again.service, "confirmation-asked")]
    assert [answer(again, matter, seat) for seat in ("OTT", "SOL")] == ["asked", "carried_out"]
    [incident] = entries(again.service, "incident-restored")
    assert incident["size"] == head.size
    again.close()
