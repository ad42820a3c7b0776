"""How far a demonstration's clock runs ahead, whether the machine's clock is believed, and how far it is off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from governance.clock import utc_now
from governance.store.tables.network import DemoClock, Heartbeat

READINGS = 3
"""Of so many readings of the database's clock the quickest is believed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How far this machine's clock is behind the database's, give or take ``within``: half the way there and back."""

    behind: timedelta
    within: timedelta


def demo_offset(session: Session) -> timedelta:
    """The offset kept in the database; none where the clock was never moved."""
    clock = session.get(DemoClock, 1)
    return timedelta(milliseconds=clock.offset_ms) if clock else timedelta()


def clock_is_doubted(session: Session) -> bool:
    """Whether the clock jumped and nobody has confirmed it since."""
    beat = session.get(Heartbeat, 1)
    return beat is not None and beat.doubted_at is not None


def measure_clock(session: Session) -> Measured:
    """Compare this machine's clock with the one of a database that several servers share (PostgreSQL)."""
    return min((_read_once(session) for _ in range(READINGS)), key=lambda measured: measured.within)


def _read_once(session: Session) -> Measured:
    # clock_timestamp() runs on; now() would stand still inside the transaction.
    asked_at = utc_now()
    there = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    half = (utc_now() - asked_at) / 2
    return Measured(behind=there - (asked_at + half), within=half)


def last_alive(session: Session) -> datetime | None:
    """When the service was last known to run; a demonstration does not say."""
    beat = session.get(Heartbeat, 1)
    return beat.alive_at if beat else None
