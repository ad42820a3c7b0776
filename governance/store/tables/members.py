"""Members and who speaks for them, over time."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import facts, instant


class Member(SQLModel, table=True):
    """An organisation of the network. It is never deleted: it leaves."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code: str = Field(unique=True)
    name: dict[str, str] = facts()
    sector: dict[str, str] = facts()
    city: dict[str, str] = facts()
    groups: list[str] = facts()
    weights: dict[str, str] = facts()
    admitted_at: datetime = instant()
    left_at: datetime | None = instant(nullable=True)


class Person(SQLModel, table=True):
    """What is kept of a person, in one row that can be emptied. The register knows only HMAC(salt, id).

    ``former_email`` is the address before the last change, which is told of that change.
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    title: dict[str, str] = facts()
    email: str
    language: str
    salt: bytes
    former_email: str | None = None
    erased_at: datetime | None = instant(nullable=True)


class Mandate(SQLModel, table=True):
    """The period [opens_at, closes_at) in which a person speaks for a member, as director or alternate."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    member_id: UUID = Field(foreign_key="member.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: str
    opens_at: datetime = instant()
    closes_at: datetime | None = instant(nullable=True)


class Suspension(SQLModel, table=True):
    """The period [opens_at, closes_at) in which a member is on no roll that is frozen; its reason is public."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    member_id: UUID = Field(foreign_key="member.id", index=True)
    opens_at: datetime = instant()
    closes_at: datetime | None = instant(nullable=True)
    reason: str


class Absence(SQLModel, table=True):
    """A period [opens_at, closes_at) in which nobody will answer for a member, as it said beforehand. It takes no
    right away: the desk plans with it."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    member_id: UUID = Field(foreign_key="member.id", index=True)
    opens_at: datetime = instant()
    closes_at: datetime = instant()
