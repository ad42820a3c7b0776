"""Resolutions and the minutes the desk has signed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class Resolution(SQLModel, table=True):
    """The numbered outcome of a motion, adopted or not, published by the close and never deleted.

    ``searchable`` holds the words of number, titles, texts and options, as ``governance.words.searching`` makes them.
    """

    __table_args__ = (UniqueConstraint("year", "sequence"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(unique=True)
    year: int
    sequence: int
    motion_id: UUID = Field(foreign_key="motion.id", unique=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", unique=True)
    outcome: str
    searchable: str
    published_at: datetime = instant()


class Happening(SQLModel, table=True):
    """Something that happened to a resolution after its number, told once; rows refuse UPDATE and DELETE.

    How it stands is computed from these (``governance.rules.force``). ``by`` is the later resolution that did it.
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    resolution_id: UUID = Field(foreign_key="resolution.id", index=True)
    kind: str
    at: datetime = instant()
    by: str | None = None
    facts: dict[str, Any] = facts()
    entry: int


class Minutes(SQLModel, table=True):
    """The desk's signature under the minutes of one ballot: the hash of what was signed, and when."""

    ballot_id: UUID = Field(foreign_key="ballot.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id")
    digest: str
    signed_at: datetime = instant()
