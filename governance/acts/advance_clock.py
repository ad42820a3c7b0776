"""The demonstration's clock is moved forward, never back."""

from datetime import timedelta

from governance.store.tables.network import DemoClock
from governance.store.transaction import Transaction


def advance_clock(tx: Transaction, *, by: timedelta) -> timedelta:
    """Let the demonstration's clock run ahead by so much more; answers the whole offset."""
    clock = tx.session.get(DemoClock, 1) or DemoClock(offset_ms=0)
    clock.offset_ms += max(0, by // timedelta(milliseconds=1))
    tx.session.add(clock)
    return timedelta(milliseconds=clock.offset_ms)
