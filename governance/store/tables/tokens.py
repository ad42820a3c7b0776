"""Tokens with which programs come to the desk, and how far each address of programs has been told of events."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import facts, instant


class ApiToken(SQLModel, table=True):
    """A program's token: its hash alone, what it may do (``scopes``), and until when."""

    __tablename__ = "api_token"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str
    token_hash: str = Field(unique=True)
    scopes: list[str] = facts()
    made_by: str
    created_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)


class Webhook(SQLModel, table=True):
    """How far one address has been told: ``next_entry`` is the entry of the register that it hears of next.

    ``address_hash`` is SHA-256 of the address, which the settings alone hold. ``due_at`` is when it may be tried
    again, ``claimed_until`` keeps two workers apart.
    """

    address_hash: str = Field(primary_key=True)
    next_entry: int
    attempts: int = 0
    due_at: datetime = instant()
    claimed_until: datetime | None = instant(nullable=True)
    last_error: str | None = None
