"""Seats that ask for a meeting in place of a ballot."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import instant


class MeetingRequest(SQLModel, table=True):
    """A seat asks that the members meet. Nobody but the seat itself learns of it until enough seats have asked; then
    ``entry`` is the stop of the ballot. Erased, reason and salt are empty."""

    __tablename__ = "meeting_request"

    seat_id: UUID = Field(foreign_key="seat.id", primary_key=True)
    ballot_id: UUID = Field(foreign_key="ballot.id", index=True)
    mandate_id: UUID = Field(foreign_key="mandate.id")
    reason: str
    salt: str
    asked_at: datetime = instant()
    entry: int | None = None
