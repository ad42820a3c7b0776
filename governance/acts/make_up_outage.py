"""The service was down shortly before a close: the ballot is extended by what its voters lost.

Nobody wins by pulling the plug. An outage counts where it took more than half an hour of the last day before a close.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlmodel import select

from governance.acts.write_to import cancel_letters, write_to_directors
from governance.mail.changing import OUTAGE
from governance.register.canonical import instant
from governance.store.tables.ballots import Ballot
from governance.store.tables.network import Heartbeat
from governance.store.transaction import Transaction
from governance.zones import tzdata_version

COUNTS_FROM = timedelta(minutes=30)
"""A shorter outage changes nothing."""

LAST = timedelta(hours=24)
"""How long before its close a ballot is protected."""


def note_alive(tx: Transaction, *, now: datetime) -> None:
    """Write down that the service runs; never earlier than is written already."""
    beat = tx.session.get(Heartbeat, 1) or Heartbeat(alive_at=now)
    beat.alive_at = max(beat.alive_at, now)
    tx.session.add(beat)


def make_up_outage(
    tx: Transaction, *, say: Callable[[datetime, str], Mapping[str, str]], now: datetime
) -> int:
    """At a start: extend every open ballot that the time since the last heartbeat cut into, and note that the service
    runs again. Answers how many were extended; called again it finds no outage.

    A ballot that lost time ends that much later; one whose end has passed meanwhile stays open for what it lost from
    now on. ``say`` gives the new deadline in words, by language.
    """
    beat = tx.session.get(Heartbeat, 1)
    down_at = beat.alive_at if beat else now
    note_alive(tx, now=now)
    ballots = tx.session.exec(select(Ballot).where(Ballot.state == "open").with_for_update()).all()
    struck = [(ballot, lost) for ballot in ballots if (lost := lost_time(ballot, down_at, now)) > COUNTS_FROM]
    if not struck:
        return 0
    tx.enter("incident-outage", now=now, to=instant(now), **{"from": instant(down_at)})
    for ballot, lost in struck:
        _extend(tx, ballot, lost, say, now)
    return len(struck)


def lost_time(ballot: Ballot, down_at: datetime, up_at: datetime) -> timedelta:
    """How much of the last day before the ballot's close lies in the outage [down_at, up_at)."""
    assert ballot.closes_at is not None and ballot.opens_at is not None
    begins = max(ballot.closes_at - LAST, ballot.opens_at, down_at)
    return max(min(ballot.closes_at, up_at) - begins, timedelta())


def _extend(
    tx: Transaction,
    ballot: Ballot,
    lost: timedelta,
    say: Callable[[datetime, str], Mapping[str, str]],
    now: datetime,
) -> None:
    before = ballot.closes_at
    assert before is not None
    ballot.closes_at = max(before, now) + lost
    ballot.shown, ballot.tzdata = dict(say(ballot.closes_at, ballot.zone)), tzdata_version()
    tx.session.add(ballot)
    entry = tx.enter(
        "ballot-extended",
        now=now,
        ballot=ballot.id,
        closes_at=instant(ballot.closes_at),
        reason=OUTAGE,
        **{"from": instant(before)},
    )
    cancel_letters(tx, ballot, ("reminder",), now=now)
    event = f"extended:{ballot.id}:{int(ballot.closes_at.timestamp())}"
    write_to_directors(tx, ballot, "extended", event=event, now=now, entry=entry)
