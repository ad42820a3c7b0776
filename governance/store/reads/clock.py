"""How far a demonstration's clock runs ahead, and whether the machine's clock is believed."""

from datetime import timedelta

from sqlmodel import Session

from governance.store.tables.network import DemoClock, Heartbeat


def demo_offset(session: Session) -> timedelta:
    """The offset kept in the database; none where the clock was never moved."""
    clock = session.get(DemoClock, 1)
    return timedelta(milliseconds=clock.offset_ms) if clock else timedelta()


def clock_is_doubted(session: Session) -> bool:
    """Whether the clock jumped and nobody has confirmed it since."""
    beat = session.get(Heartbeat, 1)
    return beat is not None and beat.doubted_at is not None
