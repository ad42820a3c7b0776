"""Tokens with which programs come to the desk."""

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
