"""A letter came back, or is late: the seat is marked as not reached, once."""

from datetime import datetime
from uuid import UUID

from governance.acts.letters_sent import enter_undelivered
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction


def note_bounce(tx: Transaction, *, letter: UUID, final: bool, status: str, now: datetime) -> bool:
    """Keep what a mail server reports of a letter, with its entry ``letter-undelivered`` where it is ``final``;
    answers whether anything was kept.

    Reported again, or of a letter that nobody knows, it changes nothing. A delay is told at the desk and no more.
    """
    row = tx.session.get(OutboxRow, letter)
    if row is None or row.bounced_at is not None or row.gave_up_at is not None:
        return False
    row.bounce_status = status
    if final:
        row.bounced_at = now
        enter_undelivered(tx, row, now)
    tx.session.add(row)
    return True
