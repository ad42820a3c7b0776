"""Whatever becomes of the alarm clock (late, paused, dead, doubled, a year away), a deadline is a rule and is kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.refusal import Refusal
from governance.service import Service
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.timekeeper import SETTLE, Timekeeper, tick
from tests.acts.test_casting import MILLISECOND, RULE, YES
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network
from tests.equipment.waiting import wait_for

LATE = [0.5, 60, 600]
MONTH = timedelta(days=30)


@pytest.fixture(params=["sqlite", "postgresql"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A network on each database."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    made = a_network(tmp_path, database_url=url)
    yield made
    made.close()


def keeper_of(service: Service) -> Timekeeper:
    """A timekeeper that delivers nothing."""
    return Timekeeper(service, deliver=lambda _now: None)


def state_of(network: NetworkAtHand, ballot: UUID) -> str:
    """What has become of a ballot."""
    return str(rows(network.service, Ballot, id=ballot)[0].state)


@pytest.mark.parametrize("late", LATE)
def test_a_look_that_comes_late_closes_as_if_it_had_been_on_time(network: NetworkAtHand, late: float) -> None:
    """What came before the end counts, what came after it does not, however long the ballot stood open."""
    ballot = network.put("2026-01", RULE)
    closes_at = network.now() + TWO_WEEKS
    network.clock.at = closes_at - MILLISECOND
    network.cast(ballot, "CE3M", YES)
    network.clock.at = closes_at + SETTLE + timedelta(seconds=late)
    with pytest.raises(Refusal, match="vote-late"):
        network.cast(ballot, "SOL", YES)
    keeper_of(network.service).look()
    [resolution] = rows(network.service, Resolution)
    assert (resolution.outcome, resolution.published_at) == ("adopted", network.now())
    [closed] = entries(network.service, "ballot-closed")
    assert (closed["votes"], closed["closes_at"]) == (1, f"{closes_at:%Y-%m-%dT%H:%M:%S.000Z}")


def test_two_timekeepers_close_once(network: NetworkAtHand) -> None:
    """Looking at the same instant, again and again."""
    ballots = [network.put(f"2026-{n:02d}", RULE) for n in range(1, 4)]
    network.clock.at += TWO_WEEKS + SETTLE
    keepers = [keeper_of(network.service) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda keeper: [keeper.look() for _ in range(3)], keepers))
    assert [state_of(network, ballot) for ballot in ballots] == ["closed"] * 3
    assert len(rows(network.service, Resolution)) == len(entries(network.service, "ballot-closed")) == 3
    assert len(rows(network.service, OutboxRow, kind="outcome")) == 3 * 13


def test_a_scheduler_that_was_paused_closes_when_it_goes_on(network: NetworkAtHand) -> None:
    """No job is dropped for having missed its hour."""
    ballot = network.put("2026-01", RULE)
    keeper = keeper_of(network.service)
    keeper.start()
    try:
        wait_for("the first look", lambda: keeper.last_tick)
        keeper.scheduler.pause()
        network.clock.at += TWO_WEEKS + SETTLE
        keeper.wake()
        assert state_of(network, ballot) == "open"
        keeper.scheduler.resume()
        wait_for("the close", lambda: state_of(network, ballot) == "closed" or None)
    finally:
        keeper.stop()


def test_where_the_scheduler_is_dead_the_command_closes(network: NetworkAtHand) -> None:
    """``governance tick`` needs no running timekeeper, and one that is started afterwards finds nothing to do."""
    ballot = network.put("2026-01", RULE)
    keeper = keeper_of(network.service)
    keeper.start()
    keeper.stop()
    network.clock.at += TWO_WEEKS + SETTLE
    keeper.wake()
    assert state_of(network, ballot) == "open"
    assert tick(network.service, now=network.now()) == 1
    before = fingerprint(network.service)
    tick(network.service, now=network.now())
    assert fingerprint(network.service) == before


def test_a_year_of_missed_deadlines_is_closed_at_the_start_in_their_order(network: NetworkAtHand) -> None:
    """One a month, nobody there: each is closed once, the longest overdue first, and numbered in that order."""
    began = network.now()
    ballots = []
    for n in range(12):
        network.clock.at = began + n * MONTH
        ballots.append(network.put(f"2026-{n + 1:02d}", RULE, closes_after=TWO_WEEKS))
    network.clock.at = began + timedelta(days=400)
    keeper_of(network.service).look()
    closed = [entry["ballot"] for entry in entries(network.service, "ballot-closed")]
    assert closed == [str(ballot) for ballot in ballots]
    numbered = [entry["number"] for entry in entries(network.service, "resolution-numbered")]
    assert numbered == [f"R-2027-{n:02d}" for n in range(1, 13)]
