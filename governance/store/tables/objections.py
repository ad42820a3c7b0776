"""The desk's written answers to objections."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import instant


class ObjectionAnswer(SQLModel, table=True):
    """What the desk answers to a seat that objected to an option of a closed ballot; empty once erased."""

    __tablename__ = "objection_answer"
    __table_args__ = (UniqueConstraint("seat_id", "option"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    seat_id: UUID = Field(foreign_key="seat.id")
    option: str
    text: str
    salt: str
    entry: int
    answered_at: datetime = instant()
