"""An acknowledgement never leaves before what it acknowledges is on disk: read from the system calls themselves."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from governance.store.database import journal_mode
from tests.equipment.figures import Figure
from tests.equipment.people import Director
from tests.equipment.town import Town
from tests.equipment.tracing import Call, calls, traced
from tests.stories.test_three_motions import one

DATABASE = "governance.sqlite"


@pytest.mark.proof
@pytest.mark.needs("strace")
def test_no_receipt_is_sent_before_its_sync(town: Town, figure: Figure, tmp_path: Path) -> None:
    """Between the arrival of each confirmation and its receipt the commit is synced: the database and the folder of
    its journal, or the write-ahead log."""
    votes = figure(small=26, full=1_000)
    town.open_motion("2016-03")
    directors = list(town.directors().values())
    assert town.server.process is not None

    def vote(n: int) -> bool:
        director: Director = directors[n % len(directors)]
        return director.vote(one("yes" if n // len(directors) % 2 else "abstain")).status_code == 200

    with traced(town.server.process.pid, tmp_path / "calls"), ThreadPoolExecutor(4) as voting:
        assert all(voting.map(vote, range(votes)))
    assert check_order(list(calls(tmp_path / "calls"))) == votes


def check_order(seen: list[Call]) -> int:
    """Hold every receipt against the syncs before it; answers how many receipts there were."""
    wanted = [f"{DATABASE}-wal"] if journal_mode() == "WAL" else [DATABASE, "home"]
    arrived: dict[str, int] = {}
    synced: dict[str, int] = {}
    receipts = 0
    for at, call in enumerate(seen):
        is_sync = call.name in ("fsync", "fdatasync")
        if is_sync and call.ended:
            synced[Path(call.path).name] = at
        elif call.name in ("recvfrom", "read") and call.ended and '"POST /v/' in call.text:
            if "/vote HTTP" in call.text:
                arrived[call.path] = at
        elif call.path in arrived and not call.ended and "HTTP/1.1 200" in call.text:
            receipts += 1
            begun = arrived.pop(call.path)
            assert all(synced.get(file, -1) > begun for file in wanted), (receipts, synced, begun)
    return receipts


def test_a_receipt_before_its_sync_would_be_noticed() -> None:
    """The check itself: the same calls in the wrong order fail."""
    socket = "socket:[1]"
    came = Call("recvfrom", socket, '"POST /v/X/vote HTTP/1.1', ended=True)
    syncs = [
        Call("fdatasync", f"/home/{name}", "", ended=True) for name in (DATABASE, f"{DATABASE}-wal", "home")
    ]
    sent = Call("sendto", socket, '"HTTP/1.1 200 OK', ended=False)
    assert check_order([came, *syncs, sent]) == 1
    for wrong in ([*syncs, came, sent], [came, sent, *syncs], [came, syncs[0], sent]):
        with pytest.raises(AssertionError):
            check_order(wrong)
