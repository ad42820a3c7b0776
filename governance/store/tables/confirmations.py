"""What the desk asks other seats to confirm, and the links through which they answer."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class Confirmation(SQLModel, table=True):
    """Something the desk cannot do alone. States: asked, carried_out, declined, lapsed, withdrawn.

    ``facts`` is what the purpose needs to be carried out; what is private in it goes when the matter is settled.
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    purpose: str
    subject: str
    facts: dict[str, Any] = facts()
    reason: str
    needed: int
    state: str = Field(index=True)
    asked_at: datetime = instant()
    expires_at: datetime = instant()
    settled_at: datetime | None = instant(nullable=True)


class ConfirmingSeat(SQLModel, table=True):
    """A member that is asked, through whoever speaks for it: its answer (given, declined, or none yet), and its link,
    of which only the token's hash is here. The counters are those of ``Link``."""

    __tablename__ = "confirming_seat"
    __table_args__ = (UniqueConstraint("confirmation_id", "member_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    confirmation_id: UUID = Field(foreign_key="confirmation.id", index=True)
    member_id: UUID = Field(foreign_key="member.id")
    mandate_id: UUID = Field(foreign_key="mandate.id")
    token_hash: str = Field(unique=True)
    answer: str | None = None
    answered_at: datetime | None = instant(nullable=True)
    code_issue: int = 1
    code_sent_at: datetime | None = instant(nullable=True)
    wrong_codes: int = 0
    wrong_since: datetime | None = instant(nullable=True)
