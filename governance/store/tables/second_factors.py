"""Second factors of accounts, and the codes for the day one is lost."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import instant


class SecondFactor(SQLModel, table=True):
    """The authenticator of an account: its secret wrapped, good once ``confirmed_at`` is set. ``last_step`` is the half
    minute whose digits were taken last."""

    __tablename__ = "second_factor"

    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    wrapped: bytes
    last_step: int = 0
    created_at: datetime = instant()
    confirmed_at: datetime | None = instant(nullable=True)


class RecoveryCode(SQLModel, table=True):
    """A recovery code by its hash; good once."""

    __tablename__ = "recovery_code"

    code_hash: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    used_at: datetime | None = instant(nullable=True)
