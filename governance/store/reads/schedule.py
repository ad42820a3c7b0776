"""What comes next by the clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from governance.rules.durations import read_duration
from governance.rules.premature import DATE
from governance.store.reads.actions import next_reminder
from governance.store.reads.changes_ahead import next_change
from governance.store.reads.desk_lives import next_day
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion
from governance.store.tables.network import Network


def next_instant(session: Session, *, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which an open ballot closes, a reminder is due, or something changes by itself
    (``next_change``)."""
    ballots = session.exec(select(Ballot).where(Ballot.state == "open")).all()
    instants = [instant for ballot in ballots for instant in _instants(ballot) if instant > now]
    change = next_change(session, now=now)
    return min([*instants, *([change] if change else [])], default=None)


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which anything at all becomes due or possible: what ``next_instant`` tells, the
    earliest opening of a prepared ballot, a day that a resolution waits for, or one on which a motion comes back."""
    prepared = select(Ballot.earliest_open_at).where(
        Ballot.state == "prepared", col(Ballot.earliest_open_at) > now
    )
    openings = list(session.exec(prepared).all())
    following = [
        next_instant(session, now=now),
        next_day(session, now=now),
        next_reminder(session, now=now),
        _next_reopening(session, now),
    ]
    return min([*openings, *(each for each in following if each is not None)], default=None)


def _next_reopening(session: Session, now: datetime) -> datetime | None:
    waiting = select(Motion.reopen_when).where(
        Motion.state == "decided", col(Motion.reopen_when).is_not(None)
    )
    network = session.get(Network, 1)
    days = [day for each in session.exec(waiting).all() if (day := (each or {}).get(DATE))]
    zone = ZoneInfo(network.zone) if network else UTC
    instants = [datetime.combine(date.fromisoformat(day), time(), zone) for day in days]
    return min((each for each in instants if each > now), default=None)


def _instants(ballot: Ballot) -> list[datetime]:
    if ballot.closes_at is None:
        return []
    durations = (read_duration(each) for each in ballot.reminders)
    return [ballot.closes_at, *(ballot.closes_at - each for each in durations if each is not None)]
