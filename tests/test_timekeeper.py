"""The alarm clock: what it notices about the machine's clock, and that one failure does not stop it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from governance import timekeeper
from governance.acts.doubt_clock import doubt_clock
from governance.store.reads.clock import clock_is_doubted
from governance.store.tables.ballots import Ballot
from governance.store.transaction import Transaction
from governance.timekeeper import Timekeeper
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network

SECOND = timedelta(seconds=1)
YES = {"positions": {"motion": "yes"}}


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


def test_a_clock_that_jumps_during_a_look_closes_nothing(
    network: NetworkAtHand, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever reading comes first, nothing is done by one that nobody has examined; set right again, votes go on."""
    ballot = network.put("2026-01", "majorite-exprimes")
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    keeper.look()

    def jumping_boot() -> float:
        machine.passes(TWO_WEEKS, timedelta())
        network.clock.at += TWO_WEEKS
        return machine.boot

    with monkeypatch.context() as patched:
        patched.setattr(timekeeper, "since_boot", jumping_boot)
        keeper.look()
    keeper.look()
    assert network.service.read(clock_is_doubted)
    network.clock.at -= TWO_WEEKS
    network.cast(ballot, "CE3M", YES)


def test_a_jump_that_could_not_be_written_down_is_seen_by_the_next_look(
    network: NetworkAtHand, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database was locked when the clock jumped: nothing is closed before the doubt stands there."""
    ballot = network.put("2026-01", "majorite-exprimes")
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    keeper.look()
    machine.passes(TWO_WEEKS, timedelta())
    network.clock.at += TWO_WEEKS
    with monkeypatch.context() as patched:
        patched.setattr(timekeeper, "doubt_clock", lambda *_args, **_facts: 1 / 0)
        keeper.look()
    keeper.look()
    assert network.service.read(clock_is_doubted)
    [row] = rows(network.service, Ballot, id=ballot)
    assert row.state == "open"


def test_two_looks_at_once_see_a_jump_as_one(
    network: NetworkAtHand, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one look is still writing the doubt down, another does not take the jumped clock for examined."""
    ballot = network.put("2026-01", "majorite-exprimes")
    keeper = Timekeeper(network.service, deliver=lambda _now: None)
    keeper.look()
    machine.passes(TWO_WEEKS, timedelta())
    network.clock.at += TWO_WEEKS
    second = Thread(target=keeper.look)

    def slowly(tx: Transaction, *, now: datetime) -> None:
        second.start()
        second.join(timeout=0.5)
        doubt_clock(tx, now=now)

    monkeypatch.setattr(timekeeper, "doubt_clock", slowly)
    keeper.look()
    second.join()
    [row] = rows(network.service, Ballot, id=ballot)
    assert row.state == "open"
