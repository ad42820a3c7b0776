"""Which letters of the outbox wait, and which of them may be sent now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, and_, col, or_, select, true

from governance.store.tables.outbox import OutboxRow


def letters_due(session: Session, *, now: datetime, kinds: Sequence[str] = ()) -> bool:
    """Whether any letter (of these kinds, where some are named) waits that may be sent at ``now``."""
    return session.exec(select(OutboxRow.id).where(is_due(now, kinds)).limit(1)).first() is not None


def is_due(now: datetime, kinds: Sequence[str] = ()) -> Any:
    """The condition on ``outbox`` that a letter waits and nobody else is about to send it."""
    return and_(
        col(OutboxRow.kind).in_(kinds) if kinds else true(),
        col(OutboxRow.due_at) <= now,
        is_waiting(),
        or_(col(OutboxRow.claimed_until).is_(None), col(OutboxRow.claimed_until) <= now),
    )


def is_waiting() -> Any:
    """The condition on ``outbox`` that a letter is neither sent, given up nor taken back."""
    return and_(
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.gave_up_at).is_(None),
        col(OutboxRow.cancelled_at).is_(None),
    )


def is_still_wanted(session: Session, letter: UUID) -> bool:
    """Whether a letter still waits: the last look before it leaves."""
    query = select(OutboxRow.id).where(OutboxRow.id == letter, is_waiting())
    return session.exec(query).first() is not None
