"""However many servers and commands notice a deadline at the same instant, each ballot is closed once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from governance.service import Service
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.timekeeper import SETTLE, tick
from tests.equipment.figures import Figure
from tests.equipment.looking import entries, rows
from tests.equipment.network import NOON, NetworkAtHand, a_network, a_service

CLOSERS = 4
AT_ONCE = 50
"""So many ballots are due at the same instant; each is a race of all closers."""

OPEN_FOR = timedelta(days=8)


@pytest.fixture(params=["sqlite", "postgresql"])
def rivals(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[NetworkAtHand, list[Service]]]:
    """A network, and services that each have a writer and connections of their own to its one database."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    network = a_network(tmp_path, database_url=url)
    services = [a_service(tmp_path, network.clock, database_url=url) for _ in range(CLOSERS)]
    yield network, services
    for service in (*services, network.service):
        service.close()


@pytest.mark.proof
def test_four_closers_close_each_ballot_once(
    rivals: tuple[NetworkAtHand, list[Service]], figure: Figure
) -> None:
    """One close, one outcome, one number, one letter to each director, whoever came first; no closer fails."""
    network, services = rivals
    races = figure(small=12, full=5_000)
    for first in range(1, races + 1, AT_ONCE):
        network.clock.at = NOON
        due = min(AT_ONCE, races + 1 - first)
        for number in range(first, first + due):
            network.put(numbered(number), "majorite-exprimes", closes_after=OPEN_FOR)
        network.clock.at += OPEN_FOR + SETTLE
        start = Barrier(CLOSERS)

        def close(service: Service, start: Barrier = start) -> int:
            start.wait()
            return tick(service, now=network.now())

        with ThreadPoolExecutor(CLOSERS) as pool:
            assert sum(pool.map(close, services)) == due
    check_each_closed_once(network.service, races)


def numbered(race: int) -> str:
    """A motion's number; a year holds at most 999 of them."""
    years, left = divmod(race - 1, 999)
    return f"{2026 + years}-{left + 1:02d}"


def check_each_closed_once(service: Service, races: int) -> None:
    """What must stand after so many races."""
    assert Counter(ballot.state for ballot in rows(service, Ballot)) == {"closed": races}
    numbers = sorted(resolution.sequence for resolution in rows(service, Resolution))
    assert numbers == list(range(1, races + 1))
    for kind in ("ballot-closed", "outcome-declared", "resolution-numbered"):
        assert len(entries(service, kind)) == races
    letters = Counter(row.ballot_id for row in rows(service, OutboxRow, kind="outcome"))
    assert set(letters.values()) == {13} and len(letters) == races
