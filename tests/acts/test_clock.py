"""Outages and clocks: nobody wins by pulling the plug, and a clock that jumped closes nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from governance.acts.doubt_clock import confirm_clock, doubt_clock
from governance.acts.make_up_outage import make_up_outage, note_alive
from governance.store.reads.clock import clock_is_doubted
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.timekeeper import SETTLE, tick
from tests.acts.test_casting import RULE, YES
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, members

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def ballot(network: NetworkAtHand) -> UUID:
    """An open ballot on a service that was last alive when it opened."""
    made = network.put("2026-01", RULE)
    network.service.do(note_alive, now=network.now())
    return made


def say(closes_at: datetime, zone: str) -> Mapping[str, str]:
    """A deadline in words, short enough for a test."""
    return {"fr": f"{closes_at:%d %H:%M} {zone}"}


def down(network: NetworkAtHand, ballot: UUID, *, before_close: timedelta, for_: timedelta) -> timedelta:
    """The service stops so long before the close and starts so much later; answers by how much the end moved."""
    closes_at = rows(network.service, Ballot, id=ballot)[0].closes_at
    network.clock.at = closes_at - before_close
    network.service.do(note_alive, now=network.now())
    network.clock.at += for_
    network.service.do(make_up_outage, say=say, now=network.now())
    return rows(network.service, Ballot, id=ballot)[0].closes_at - closes_at


@pytest.mark.parametrize(
    ("before_close", "for_", "moved"),
    [
        (3 * HOUR, 30 * MINUTE, timedelta()),
        (3 * HOUR, 31 * MINUTE, 31 * MINUTE),
        (3 * HOUR, 2 * HOUR, 2 * HOUR),
        (30 * HOUR, 6 * HOUR, timedelta()),
        (30 * HOUR, 8 * HOUR, 2 * HOUR),
        (HOUR, 3 * HOUR, 3 * HOUR),
    ],
    ids=[
        "half an hour",
        "31 minutes",
        "two hours",
        "before the last day",
        "into the last day",
        "over the close",
    ],
)
def test_time_lost_in_the_last_day_is_given_back(
    network: NetworkAtHand,
    ballot: UUID,
    before_close: timedelta,
    for_: timedelta,
    moved: timedelta,
) -> None:
    """A ballot whose end passed meanwhile stays open for what it lost, from the start on."""
    assert down(network, ballot, before_close=before_close, for_=for_) == moved
    told = rows(network.service, OutboxRow, kind="extended")
    assert len(told) == (len(members()) if moved else 0)
    assert len(entries(network.service, "incident-outage")) == (1 if moved else 0)


def test_an_outage_is_made_up_once(network: NetworkAtHand, ballot: UUID) -> None:
    """Starting again a moment later finds nothing to give back."""
    assert down(network, ballot, before_close=3 * HOUR, for_=2 * HOUR) == 2 * HOUR
    before = fingerprint(network.service)
    assert network.service.do(make_up_outage, say=say, now=network.now()) == 0
    assert fingerprint(network.service) == before


def test_votes_count_until_the_end_that_was_given_back(network: NetworkAtHand, ballot: UUID) -> None:
    """After an outage over the close the ballot is open again, and closes once."""
    down(network, ballot, before_close=HOUR, for_=3 * HOUR)
    assert tick(network.service, now=network.now()) == 0
    network.cast(ballot, "CE3M", YES)
    network.clock.at += HOUR + SETTLE
    assert tick(network.service, now=network.now()) == 1
    assert rows(network.service, Ballot, id=ballot)[0].outcome == "adopted"


def test_a_doubted_clock_closes_nothing_until_it_is_confirmed(network: NetworkAtHand, ballot: UUID) -> None:
    """Casting goes on; once confirmed, what is due is closed, and the register keeps the incident."""
    network.service.do(doubt_clock, now=network.now())
    assert network.service.read(clock_is_doubted)
    network.cast(ballot, "CE3M", YES)
    network.clock.at += TWO_WEEKS + SETTLE
    assert tick(network.service, now=network.now()) == 0
    assert network.service.do(confirm_clock, now=network.now())
    assert not network.service.do(confirm_clock, now=network.now())
    assert tick(network.service, now=network.now()) == 1
    assert len(entries(network.service, "incident-clock")) == 1
