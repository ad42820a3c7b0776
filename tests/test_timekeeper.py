"""The alarm clock: what it notices about the machine's clock, and that one failure does not stop it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from governance import timekeeper
from governance.store.reads.clock import clock_is_doubted
from governance.store.tables.ballots import Ballot
from governance.timekeeper import Timekeeper
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network

SECOND = timedelta(seconds=1)


class Machine:
    """A machine whose two clocks a test sets: the one people set, and the one that never steps."""

    def __init__(self) -> None:
        self.shows = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self.boot = 1000.0

    def passes(self, wall: timedelta, boot: timedelta) -> None:
        """Let time pass, as each clock has it."""
        self.shows += wall
        self.boot += boot.total_seconds()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The machine the timekeeper believes to run on."""
    made = Machine()
    monkeypatch.setattr(timekeeper, "utc_now", lambda: made.shows)
    monkeypatch.setattr(timekeeper, "since_boot", lambda: made.boot)
    return made


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A network on SQLite."""
    made = a_network(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("wall", "boot", "doubted"),
    [
        (60 * SECOND, timedelta(), False),
        (61 * SECOND, timedelta(), True),
        (timedelta(days=365), SECOND, True),
        (8 * timedelta(hours=1), 8 * timedelta(hours=1), False),
        (-timedelta(hours=25), SECOND, False),
    ],
    ids=["a minute ahead", "more than a minute", "a year ahead", "a machine that slept", "set back"],
)
def test_a_clock_that_jumps_ahead_is_doubted(
    network: NetworkAtHand, machine: Machine, wall: timedelta, boot: timedelta, doubted: bool
) -> None:
    """More than a minute ahead of the clock that never steps; sleeping and stepping back are no reason."""
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    keeper.look()
    machine.passes(wall, boot)
    keeper.look()
    assert network.service.read(clock_is_doubted) is doubted


def test_a_failing_look_is_followed_by_the_next(
    network: NetworkAtHand, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad moment does not stall every closing after it."""
    ballot = network.put("2026-01", "majorite-exprimes")
    network.clock.at += TWO_WEEKS
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    with monkeypatch.context() as patched:
        patched.setattr(timekeeper, "due_ballots", lambda *_args, **_facts: 1 / 0)
        keeper.look()
    assert keeper.last_tick is None
    keeper.look()
    assert keeper.last_tick == network.now()
    [row] = rows(network.service, Ballot, id=ballot)
    assert row.state == "closed"
