"""The network itself: one row, and the offset of the demonstration's clock."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from governance.store.tables.columns import facts


class Network(SQLModel, table=True):
    """The network that decides here. There is one, and its origin names its register for ever."""

    id: int = Field(default=1, primary_key=True)
    name: dict[str, str] = facts()
    zone: str
    country: str
    secretariat: str
    contact: dict[str, str] = facts()
    origin: str
    verifier: str


class DemoClock(SQLModel, table=True):
    """How far the demonstration's clock runs ahead of the machine's. It is never set back."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    offset_ms: int = Field(default=0, sa_type=BigInteger)
