"""What came of a letter: taken by the mail server, to be tried again, or given up."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from governance.store.reads.outbox import is_waiting
from governance.store.tables.ballots import Seat
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
TRIED_FOR = timedelta(days=5)
"""How long a letter is tried (RFC 5321, 4.5.4.1, asks for at least four to five days)."""

TELLING = ("receipt", "disowned", "reminder", "meeting-asked")
"""Letters whose being sent tells whether a seat has answered, or asked for a meeting."""


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: a minute, doubled each time, six hours at most."""
    return LONGEST_WAIT if attempts > 9 else min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def is_exhausted(attempts: int) -> bool:
    """Whether so many attempts, with the waits between them, have taken five days."""
    return sum((wait_after(each) for each in range(1, attempts)), timedelta()) >= TRIED_FOR


def mark_sent(tx: Transaction, *, letter: UUID, now: datetime) -> None:
    """The mail server has taken the letter. Said again, or by a second worker, it changes nothing."""
    tx.session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == letter, col(OutboxRow.sent_at).is_(None))
        .values(sent_at=now, claimed_until=None, attempts=OutboxRow.attempts + 1, last_error=None)
    )


def mark_failed(tx: Transaction, *, letter: UUID, error: str, permanent: bool, now: datetime) -> None:
    """An attempt failed: the letter is due again later or, when it was refused for good or five days of trying
    have passed, given up with its entry ``letter-undelivered``."""
    row = tx.session.get_one(OutboxRow, letter)
    if row.sent_at is not None or row.gave_up_at is not None:
        return
    row.attempts += 1
    row.last_error = error
    row.claimed_until = None
    row.due_at = now + wait_after(row.attempts)
    if row.cancelled_at is None and (permanent or is_exhausted(row.attempts)):
        row.gave_up_at = now
        enter_undelivered(tx, row, now)
    tx.session.add(row)


def mark_all_sent(tx: Transaction, *, letters: list[UUID], now: datetime) -> None:
    """A demonstration's letters have reached its mailbox page."""
    tx.session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(letters), is_waiting())
        .values(sent_at=now, claimed_until=None, attempts=OutboxRow.attempts + 1)
    )


def enter_undelivered(tx: Transaction, row: OutboxRow, now: datetime) -> None:
    """Only letters of a seat are promised to its roll; others leave no entry. Nor do those that go only to seats that
    have answered, or only to those that have not: the register would tell which."""
    if row.seat_id is None or row.mandate_id is None or row.kind in TELLING:
        return
    tx.enter(
        "letter-undelivered",
        now=now,
        ballot=row.ballot_id,
        seat=tx.session.get_one(Seat, row.seat_id).code,
        mandate=row.mandate_id,
        letter=row.kind,
    )
