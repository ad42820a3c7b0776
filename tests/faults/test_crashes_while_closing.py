"""A close that is cut off at any point is closed by whoever starts next: once, whole, with nothing doubled."""

import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from governance.register.verify import verify_export
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import OpenedVote, VoteKey
from governance.timekeeper import SETTLE
from tests.equipment.crashing import POINTS
from tests.equipment.figures import Figure
from tests.equipment.forking import mother
from tests.equipment.looking import entries, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, StillClock, a_network, a_service, members
from tests.faults.conftest import export

CODES = [member.code for member in members()]
FOR = 9


@dataclass(frozen=True)
class Due:
    """A home, and on PostgreSQL a database, whose one ballot, with nine votes for and four against, is due."""

    home: Path
    server: str
    now: datetime

    @contextmanager
    def copy(self, folder: Path) -> Iterator[tuple[Path, str]]:
        """A copy to strike: its home and the URL of its database."""
        shutil.copytree(self.home, folder)
        if not self.server:
            yield folder, ""
        else:
            _administer(self.server, "CREATE DATABASE struck TEMPLATE due")
            yield folder, f"{self.server}/struck"
            _administer(self.server, "DROP DATABASE struck WITH (FORCE)")
        shutil.rmtree(folder)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def due(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Due]:
    """The ballot, on each database."""
    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else ""
    if server:
        _administer(server, "CREATE DATABASE due")
    network = a_network(home := tmp_path_factory.mktemp("due"), database_url=server and f"{server}/due")
    ballot = network.put("2026-01", "deux-tiers-membres")
    for n, code in enumerate(CODES):
        network.cast(ballot, code, {"positions": {"motion": "yes" if n < FOR else "no"}})
    network.close()
    yield Due(home, server, network.now() + TWO_WEEKS + SETTLE)
    if server:
        _administer(server, "DROP DATABASE due WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.mark.proof
def test_a_close_that_is_cut_off_anywhere_is_closed_once(due: Due, tmp_path: Path, figure: Figure) -> None:
    """One close, one outcome, one number, each letter under one Message-ID, and a register that verifies."""
    crashes = figure(small=len(POINTS), full=300)
    points = [*POINTS, *random.Random(13).choices(list(POINTS), k=crashes - len(POINTS))]
    said = tmp_path / "said"
    with mother(log=said) as forks:
        for place, point in enumerate(points):
            with due.copy(tmp_path / str(place)) as (home, url):
                for where, ends in ((point, -signal.SIGKILL), ("none", 0)):
                    forks.fork("tests.equipment.crashing", "main", str(home), where, due.now.isoformat(), url)
                    assert forks.wait() == ends, f"{point}: {said.read_text()[-2000:]}"
                clock = StillClock(due.now)
                network = NetworkAtHand(a_service(home, clock, database_url=url), clock)
                check_closed_once(network, point)
                network.close()


def check_closed_once(network: NetworkAtHand, point: str) -> None:
    """What must stand after the second process, whatever the first one did."""
    service = network.service
    [ballot] = rows(service, Ballot)
    assert (ballot.state, ballot.outcome) == ("closed", "adopted"), point
    assert [row.number for row in rows(service, Resolution)] == ["R-2026-01"], point
    assert len(rows(service, OpenedVote)) == len(CODES), point
    assert rows(service, VoteKey) == [], point
    kinds = Counter(entry["kind"] for entry in entries(service))
    assert (kinds["ballot-closed"], kinds["outcome-declared"], kinds["resolution-numbered"]) == (1, 1, 1), (
        point
    )
    letters = rows(service, OutboxRow, kind="outcome")
    assert len(letters) == len({row.message_id for row in letters}) == len(CODES), point
    assert verify_export(export(network)).intact, point
