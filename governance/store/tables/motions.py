"""Motions and the versions of their text."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class Motion(SQLModel, table=True):
    """A text to be decided, by its number. States: draft, tabled, voting, between_rounds, decided, withdrawn."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(unique=True)
    state: str = Field(index=True)
    authentic: str
    rule_id: str
    params: dict[str, str] = facts()
    fallback: list[dict[str, Any]] | None = facts(nullable=True)
    notice: str
    open_for: str
    reminders: list[str] = facts()
    reopen_when: dict[str, Any] | None = facts(nullable=True)
    created_at: datetime = instant()
    tabled_at: datetime | None = instant(nullable=True)
    notice_ends_at: datetime | None = instant(nullable=True)
    decided_at: datetime | None = instant(nullable=True)
    withdrawn_at: datetime | None = instant(nullable=True)
    withdrawn_reason: str | None = None


class MotionVersion(SQLModel, table=True):
    """One wording of a motion: title, question, text and options by language. A version once tabled stays.

    ``life`` is what adopting it would bring with it (``governance.acts.check_life``); None where nothing is said.
    """

    __tablename__ = "motion_version"
    __table_args__ = (UniqueConstraint("motion_id", "version"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    motion_id: UUID = Field(foreign_key="motion.id", index=True)
    version: int
    title: dict[str, str] = facts()
    question: dict[str, str] = facts()
    text: dict[str, str] = facts()
    no_decision: dict[str, str] = facts()
    options: list[dict[str, Any]] = facts()
    life: dict[str, Any] | None = facts(nullable=True)
    created_at: datetime = instant()
