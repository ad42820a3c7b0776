"""The machine's clock jumped: nothing is closed by it until somebody confirms that it is right."""

from datetime import datetime

from governance.store.tables.network import Heartbeat
from governance.store.transaction import Transaction


def doubt_clock(tx: Transaction, *, now: datetime) -> None:
    """Stop closing by the clock, which has just jumped to ``now``. Doubting a doubted clock changes nothing."""
    beat = tx.session.get(Heartbeat, 1) or Heartbeat(alive_at=now)
    if beat.doubted_at is None:
        beat.doubted_at = now
        tx.session.add(beat)


def confirm_clock(tx: Transaction, *, now: datetime) -> bool:
    """Somebody has looked: the clock shows the right time. Answers whether it was doubted; the register keeps it."""
    beat = tx.session.get(Heartbeat, 1)
    if beat is None or beat.doubted_at is None:
        return False
    tx.enter("incident-clock", now=now, before=beat.alive_at, after=now)
    beat.doubted_at = None
    beat.alive_at = max(beat.alive_at, now)
    tx.session.add(beat)
    return True
