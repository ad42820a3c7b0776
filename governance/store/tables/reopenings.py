"""Motions that came back to the desk."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import instant


class Reopening(SQLModel, table=True):
    """A draft that was prepared because what a decided motion waited for has come; a motion comes back once."""

    motion_id: UUID = Field(foreign_key="motion.id", primary_key=True)
    of_id: UUID = Field(foreign_key="motion.id", unique=True)
    members: int
    reopened_at: datetime = instant()
