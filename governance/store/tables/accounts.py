"""Accounts of the desk, their sessions, and the attempts that throttling counts."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import instant


class Account(SQLModel, table=True):
    """Someone who may enter the desk: role ``secretariat``, or ``observer`` who reads and changes nothing. An account
    of the secretariat acts while its ``member`` keeps the desk; without one, it is that of whoever does."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str = Field(unique=True)
    name: str
    language: str
    role: str
    password_hash: str
    created_at: datetime = instant()
    disabled_at: datetime | None = instant(nullable=True)
    member: str | None = None


class DeskSession(SQLModel, table=True):
    """A signed-in desk. The cookie holds a random id; only its hash is here."""

    __tablename__ = "desk_session"

    id_hash: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    form_key: str
    created_at: datetime = instant()
    seen_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)


class Attempt(SQLModel, table=True):
    """A try that throttling counts (signing in, asking for a link), by a hash of who tried."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: str
    subject: str = Field(index=True)
    tried_at: datetime = instant(index=True)
