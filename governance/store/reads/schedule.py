"""What comes next by the clock."""

from datetime import datetime

from sqlmodel import Session, col, select

from governance.rules.durations import read_duration
from governance.store.reads.desk_lives import next_day
from governance.store.tables.ballots import Ballot


def next_instant(session: Session, *, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which an open ballot closes or a reminder is due."""
    ballots = session.exec(select(Ballot).where(Ballot.state == "open")).all()
    instants = [instant for ballot in ballots for instant in _instants(ballot) if instant > now]
    return min(instants, default=None)


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which anything at all becomes due or possible: a close, a reminder, the
    earliest opening of a prepared ballot, or a day that a resolution waits for."""
    prepared = select(Ballot.earliest_open_at).where(
        Ballot.state == "prepared", col(Ballot.earliest_open_at) > now
    )
    openings = list(session.exec(prepared).all())
    following = [next_instant(session, now=now), next_day(session, now=now)]
    return min([*openings, *(each for each in following if each is not None)], default=None)


def _instants(ballot: Ballot) -> list[datetime]:
    if ballot.closes_at is None:
        return []
    durations = (read_duration(each) for each in ballot.reminders)
    return [ballot.closes_at, *(ballot.closes_at - each for each in durations if each is not None)]
