"""The network itself: one row, and the offset of the demonstration's clock."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from governance.store.tables.columns import facts, instant


class Network(SQLModel, table=True):
    """The network that decides here. There is one, and its origin names its register for ever.

    ``contest_term`` (ISO 8601) is how long a seat can contest a resolution; None: not at all.
    """

    id: int = Field(default=1, primary_key=True)
    name: dict[str, str] = facts()
    zone: str
    country: str
    secretariat: str
    contact: dict[str, str] = facts()
    origin: str
    verifier: str
    contest_term: str | None = None


class DemoClock(SQLModel, table=True):
    """How far the demonstration's clock runs ahead of the machine's. It is never set back."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    offset_ms: int = Field(default=0, sa_type=BigInteger)


class Heartbeat(SQLModel, table=True):
    """When the service was last known to run. One row; the timekeeper writes it at every sweep.

    ``doubted_at`` is set while the machine's clock is not believed: nothing is closed until it is confirmed.
    """

    id: int = Field(default=1, primary_key=True)
    alive_at: datetime = instant()
    doubted_at: datetime | None = instant(nullable=True)


class Handover(SQLModel, table=True):
    """The secretariat passes from one member to another at ``hands_over_at``; ``done_at`` once it is entered."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    from_member: str
    to_member: str
    contact: str
    hands_over_at: datetime = instant()
    done_at: datetime | None = instant(nullable=True)
