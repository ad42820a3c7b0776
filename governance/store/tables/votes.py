"""Votes, sealed until the close, and what the close opens.

Rows of ``vote``, ``annulment`` and ``opened_vote`` refuse UPDATE and DELETE by trigger; ``vote_key`` is the one
table whose rows the closing act destroys, ``reason`` the one whose text can be erased.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class Vote(SQLModel, table=True):
    """What one seat cast, as the ``sequence``-th vote of that seat. Readable only with its key."""

    __table_args__ = (UniqueConstraint("seat_id", "sequence"), UniqueConstraint("seat_id", "request_key"))

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    seat_id: UUID = Field(foreign_key="seat.id")
    mandate_id: UUID = Field(foreign_key="mandate.id")
    sequence: int
    request_key: str
    content_mark: str
    received_at: datetime = instant()
    recorded_at: datetime = instant()
    commitment: str
    entry: int
    sealed: bytes


class VoteKey(SQLModel, table=True):
    """The wrapped key of one sealed vote. Destroying the row makes that vote unreadable for ever."""

    __tablename__ = "vote_key"

    vote_id: UUID = Field(foreign_key="vote.id", primary_key=True)
    wrapped: bytes


class Annulment(SQLModel, table=True):
    """A vote that its seat disowned ("that was not me")."""

    vote_id: UUID = Field(foreign_key="vote.id", primary_key=True)
    annulled_at: datetime = instant()
    entry: int


class OpenedVote(SQLModel, table=True):
    """The one vote of a seat that counted, opened by the close."""

    __tablename__ = "opened_vote"

    seat_id: UUID = Field(foreign_key="seat.id", primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    vote_id: UUID = Field(foreign_key="vote.id")
    vote: dict[str, Any] = facts()
    opening: str
    entry: int


class Reason(SQLModel, table=True):
    """The text of a reason of an opened vote; the register holds SHA-256(salt || text) alone."""

    __table_args__ = (UniqueConstraint("seat_id", "option"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    seat_id: UUID = Field(foreign_key="seat.id")
    option: str
    salt: str
    text: str
    entry: int
    erased_at: datetime | None = instant(nullable=True)


class KeptVote(SQLModel, table=True):
    """A vote that whoever speaks for the seat now has confirmed as it stands, without casting it anew."""

    __tablename__ = "kept_vote"

    vote_id: UUID = Field(foreign_key="vote.id", primary_key=True)
    mandate_id: UUID = Field(foreign_key="mandate.id", primary_key=True)
    kept_at: datetime = instant()
    entry: int
