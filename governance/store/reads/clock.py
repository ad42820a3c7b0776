"""How far a demonstration's clock runs ahead."""

from datetime import timedelta

from sqlmodel import Session

from governance.store.tables.network import DemoClock


def demo_offset(session: Session) -> timedelta:
    """The offset kept in the database; none where the clock was never moved."""
    clock = session.get(DemoClock, 1)
    return timedelta(milliseconds=clock.offset_ms) if clock else timedelta()
