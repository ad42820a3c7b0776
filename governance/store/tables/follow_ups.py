"""What follows a resolution: contests, actions with their steps, and the links through which seats take part."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class FollowLink(SQLModel, table=True):
    """A personal address through which one mandate contests a resolution or reports on an action (``purpose``:
    contest, action; ``subject`` is its id). Only the token's hash is here. The counters are those of ``Link``."""

    __tablename__ = "follow_link"
    __table_args__ = (UniqueConstraint("purpose", "subject", "mandate_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    purpose: str
    subject: UUID
    member_id: UUID = Field(foreign_key="member.id")
    mandate_id: UUID = Field(foreign_key="mandate.id")
    token_hash: str = Field(unique=True)
    issued_at: datetime = instant()
    code_issue: int = 1
    code_sent_at: datetime | None = instant(nullable=True)
    wrong_codes: int = 0
    wrong_since: datetime | None = instant(nullable=True)


class Contest(SQLModel, table=True):
    """A seat contests a resolution; the desk settles it in writing, once. Erased, reason and salt are empty."""

    __table_args__ = (UniqueConstraint("resolution_id", "seat"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    resolution_id: UUID = Field(foreign_key="resolution.id", index=True)
    seat: str
    reason: str
    salt: str
    entry: int
    filed_at: datetime = instant()
    upheld: bool | None = None
    answer: str | None = None
    answer_salt: str | None = None
    answer_entry: int | None = None
    settled_at: datetime | None = instant(nullable=True)


class Action(SQLModel, table=True):
    """Something that a resolution wants done: ``what`` by language. How far it has come is told by its steps."""

    __table_args__ = (UniqueConstraint("resolution_id", "place"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    resolution_id: UUID = Field(foreign_key="resolution.id", index=True)
    place: int
    what: dict[str, str] = facts()
    entry: int
    declared_at: datetime = instant()


class ActionStep(SQLModel, table=True):
    """One step of an action (``governance.rules.actions``), by the desk or by a member (its code). Erased, note,
    evidence and salt are empty."""

    __tablename__ = "action_step"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    action_id: UUID = Field(foreign_key="action.id", index=True)
    kind: str
    at: datetime = instant()
    by: str
    member: str | None = None
    due_on: str | None = None
    note: str
    evidence: str
    salt: str
    entry: int
