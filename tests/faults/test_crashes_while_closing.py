"""A close that is cut off at any point is closed by whoever starts next: once, whole, with nothing doubled."""

import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from governance.register import canonical
from governance.register.export import entry_line, head_line, version_line
from governance.register.verify import verify_export
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import OpenedVote, VoteKey
from tests.equipment.crashing import POINTS
from tests.equipment.figures import Figure
from tests.equipment.looking import entries, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, StillClock, a_network, a_service, members
from tests.equipment.running_server import CHECKOUT

CODES = [member.code for member in members()]
FOR = 9


@pytest.fixture(scope="module")
def due(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """A home whose one ballot, with nine votes for and four against, is due; and when."""
    home = tmp_path_factory.mktemp("due")
    network = a_network(home)
    ballot = network.put("2026-01", "deux-tiers-membres")
    for n, code in enumerate(CODES):
        network.cast(ballot, code, {"positions": {"motion": "yes" if n < FOR else "no"}})
    now = network.now() + TWO_WEEKS
    network.close()
    return home, now


def close_in_a_process(home: Path, point: str, now: datetime) -> int:
    """Close in a process of its own that dies at the point; answers how it ended."""
    command = [sys.executable, "-m", "tests.equipment.crashing", str(home), point, now.isoformat()]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, timeout=120, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()[-2000:]
    return done.returncode


@pytest.mark.proof
def test_a_close_that_is_cut_off_anywhere_is_closed_once(
    due: tuple[Path, datetime], tmp_path: Path, figure: Figure
) -> None:
    """One close, one outcome, one number, each letter under one Message-ID, and a register that verifies."""
    crashes = figure(small=len(POINTS), full=300)
    points = [*POINTS, *random.Random(13).choices(list(POINTS), k=crashes - len(POINTS))]
    home, now = due
    for place, point in enumerate(points):
        struck = tmp_path / str(place)
        shutil.copytree(home, struck)
        assert close_in_a_process(struck, point, now) == -signal.SIGKILL, point
        assert close_in_a_process(struck, "none", now) == 0
        network = NetworkAtHand(a_service(struck, StillClock(now)), StillClock(now))
        check_closed_once(network, point)
        network.close()
        shutil.rmtree(struck)


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


def export(network: NetworkAtHand) -> list[str]:
    """The public export, written from the database."""
    head = network.service.read(network.service.signer.current)
    told = [canonical.encode(entry) for entry in entries(network.service)]
    lines = [entry_line(index, body) for index, body in enumerate(told)]
    return [version_line(), *lines, head_line(head.size, head.note)]
