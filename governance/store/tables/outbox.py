"""Letters to be sent: facts only, never text, token, code or position."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import facts, instant


class OutboxRow(SQLModel, table=True):
    """One letter to one receiver. ``event`` is unique: what has been posted once is not posted again.

    ``due_at`` is when it may be tried next; ``claimed_until`` keeps two workers apart; ``sent_at`` is set when the
    mail server has taken it, ``gave_up_at`` after five days of trying, ``cancelled_at`` when it became pointless,
    ``bounced_at`` when it came back; ``bounce_status`` (RFC 3463) is also set while it is only late.
    """

    __tablename__ = "outbox"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    event: str = Field(unique=True)
    kind: str = Field(index=True)
    message_id: str = Field(unique=True)
    mandate_id: UUID | None = Field(default=None, foreign_key="mandate.id")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    motion_id: UUID | None = Field(default=None, foreign_key="motion.id")
    ballot_id: UUID | None = Field(default=None, foreign_key="ballot.id", index=True)
    seat_id: UUID | None = Field(default=None, foreign_key="seat.id")
    link_id: UUID | None = Field(default=None, foreign_key="link.id")
    vote_id: UUID | None = Field(default=None, foreign_key="vote.id")
    entry: int | None = None
    extra: dict[str, Any] = facts()
    created_at: datetime = instant()
    due_at: datetime = instant(index=True)
    attempts: int = 0
    last_error: str | None = None
    claimed_until: datetime | None = instant(nullable=True)
    sent_at: datetime | None = instant(nullable=True)
    gave_up_at: datetime | None = instant(nullable=True)
    cancelled_at: datetime | None = instant(nullable=True)
    bounced_at: datetime | None = instant(nullable=True)
    bounce_status: str | None = None
