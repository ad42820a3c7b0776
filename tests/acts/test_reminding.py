"""Reminders over an extension: planned anew for the new end, never twice, never on top of the letter about it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.add_account import add_account
from governance.acts.extend_ballot import extend_ballot
from governance.acts.remind_seats import remind_seats, reminders_due
from governance.acts.report_silent import report_silent, reports_due
from governance.store.tables.outbox import OutboxRow
from governance.words.deadlines import say_deadlines
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network, members

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


def report(network: NetworkAtHand) -> list[OutboxRow]:
    """Look once, as the timekeeper does; answers the letters to the desk that there are."""
    for ballot in network.service.read(reports_due, now=network.now()):
        network.service.do(report_silent, ballot_id=ballot, now=network.now())
    return rows(network.service, OutboxRow, kind="desk-silent")


def test_the_desk_learns_two_days_before_the_end_who_is_silent(network: NetworkAtHand) -> None:
    """Which seats have not answered, once; and again before another end."""
    network.service.do(
        add_account,
        email="desk@example.org",
        name="Desk",
        language="fr",
        role="secretariat",
        password_hash="-",
        now=network.now(),
    )
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "CE3M", YES)
    network.clock.at += TWO_WEEKS - 2 * DAY - timedelta(seconds=1)
    assert report(network) == []
    network.clock.at += timedelta(seconds=1)
    assert report(network) != []
    [letter] = report(network)
    assert len(letter.extra["seats"]) == 12
    assert "CE3M" not in letter.extra["seats"]
    extend(network, ballot, 7 * DAY)
    assert len(report(network)) == 1
    network.clock.at += 7 * DAY
    assert len(report(network)) == 2


def test_the_desk_is_told_of_nobody_where_all_have_answered(network: NetworkAtHand) -> None:
    """Without a silent seat there is no letter."""
    ballot = network.put("2026-01", "test-positions")
    for member in members():
        network.cast(ballot, member.code, YES)
    network.clock.at += TWO_WEEKS - DAY
    assert report(network) == []
