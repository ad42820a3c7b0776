"""Reminders over an extension: planned anew for the new end, never twice, never on top of the letter about it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.extend_ballot import extend_ballot
from governance.acts.remind_seats import remind_seats, reminders_due
from governance.store.tables.outbox import OutboxRow
from governance.words.deadlines import say_deadlines
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network

DAY = timedelta(days=1)
YES = {"positions": {"motion": "yes"}}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members; the motions of these tests remind two days before the end."""
    made = a_network(tmp_path)
    yield made
    made.close()


def extend(network: NetworkAtHand, ballot: UUID, by: timedelta) -> None:
    """Two weeks after the opening, and so much more."""
    closes_at = rows(network.service, OutboxRow, kind="invitation")[0].created_at + TWO_WEEKS + by
    network.service.do(
        extend_ballot,
        ballot_id=ballot,
        closes_at=closes_at,
        shown=say_deadlines(closes_at, network.zone),
        reason="A power cut.",
        now=network.now(),
    )


def remind(network: NetworkAtHand) -> int:
    """Look once, as the timekeeper does; answers how many reminders were posted."""
    due = network.service.read(reminders_due, now=network.now())
    return sum(network.service.do(remind_seats, ballot_id=ballot, now=network.now()) for ballot in due)


def test_an_extension_plans_reminders_anew(network: NetworkAtHand) -> None:
    """Two days before the new end those are reminded who have not answered; looking again reminds nobody."""
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "CE3M", YES)
    network.clock.at += TWO_WEEKS - 2 * DAY
    assert remind(network) == 12
    extend(network, ballot, 7 * DAY)
    assert remind(network) == 0
    network.clock.at += 6 * DAY
    assert remind(network) == 0
    network.clock.at += DAY
    network.cast(ballot, "MNC", YES)
    assert remind(network) == 11
    assert remind(network) == 0


def test_nobody_is_reminded_on_top_of_the_letter_about_an_extension(network: NetworkAtHand) -> None:
    """Extended to less than two days from now, the letter that says so is the reminder."""
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += TWO_WEEKS - DAY / 4
    assert remind(network) == 13
    extend(network, ballot, DAY)
    assert remind(network) == 0
    assert len(rows(network.service, OutboxRow, kind="extended")) == 13
    network.clock.at += DAY
    assert remind(network) == 0


def test_reminders_that_wait_are_taken_back_by_an_extension(network: NetworkAtHand) -> None:
    """Whoever reads “two days left” after the extension would read what is no longer so."""
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += TWO_WEEKS - DAY
    assert remind(network) == 13
    extend(network, ballot, 3 * DAY)
    posted = rows(network.service, OutboxRow, kind="reminder")
    assert [row.cancelled_at for row in posted] == [network.now()] * 13
