"""Ballots, their seats and the links that open them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import facts, instant


class Ballot(SQLModel, table=True):
    """One version of a motion put to the vote. States: prepared, open, closed, stopped.

    Rule, options, roll, zone and times are frozen at opening; ``rulebook`` holds every rule that a later round
    may need, so that no file changed meanwhile can change how this ballot goes on.
    """

    __table_args__ = (UniqueConstraint("motion_id", "round"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    motion_id: UUID = Field(foreign_key="motion.id", index=True)
    version_id: UUID = Field(foreign_key="motion_version.id")
    round: int
    rule_round: int = 1
    state: str = Field(index=True)
    rule: dict[str, Any] = facts()
    rulebook: dict[str, Any] = facts()
    options: list[dict[str, Any]] = facts()
    zone: str
    reminders: list[str] = facts()
    earliest_open_at: datetime = instant()
    opens_at: datetime | None = instant(nullable=True)
    closes_at: datetime | None = instant(nullable=True, index=True)
    shown: dict[str, str] | None = facts(nullable=True)
    tzdata: str | None = None
    text_hash: dict[str, str] | None = facts(nullable=True)
    rule_hash: str | None = None
    chair: str | None = None
    concerned: str | None = None
    closed_at: datetime | None = instant(nullable=True)
    outcome: str | None = None
    decision: dict[str, Any] | None = facts(nullable=True)
    stop_reason: str | None = None
    stop_note: str | None = None


class Seat(SQLModel, table=True):
    """A member's place in one ballot, frozen at opening."""

    __table_args__ = (UniqueConstraint("ballot_id", "member_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    member_id: UUID = Field(foreign_key="member.id")
    code: str
    name: dict[str, str] = facts()
    groups: list[str] = facts()
    weights: dict[str, str] = facts()
    salt: bytes


class Recusal(SQLModel, table=True):
    """A seat steps out of one ballot, with a reason that is public at once; erased, it and its salt are empty."""

    seat_id: UUID = Field(foreign_key="seat.id", primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    reason: str
    salt: str
    entry: int
    declared_at: datetime = instant()


class Link(SQLModel, table=True):
    """A personal address of one seat and mandate in one ballot. Only the token's hash is here.

    The code is derived from the link key and ``code_issue``; the counters say how many wrong codes came since
    ``wrong_since`` and when the code was last sent by letter.
    """

    __table_args__ = (UniqueConstraint("ballot_id", "seat_id", "mandate_id", "issue"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    seat_id: UUID = Field(foreign_key="seat.id", index=True)
    mandate_id: UUID = Field(foreign_key="mandate.id")
    issue: int
    token_hash: str = Field(unique=True)
    issued_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)
    revoked_cause: str | None = None
    code_issue: int = 1
    code_sent_at: datetime | None = instant(nullable=True)
    wrong_codes: int = 0
    wrong_since: datetime | None = instant(nullable=True)
