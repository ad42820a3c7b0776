"""The register as it is kept: entries, the roots of complete subtrees, and the head."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from governance.store.tables.columns import instant


class LogEntry(SQLModel, table=True):
    """One entry: its canonical bytes as text. Rows refuse UPDATE and DELETE by trigger."""

    __tablename__ = "log_entry"

    index: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(index=True)
    body: str
    entered_at: datetime = instant()


class LogNode(SQLModel, table=True):
    """The root of a complete subtree of 2**level leaves (RFC 6962), the index-th of its level."""

    __tablename__ = "log_node"

    level: int = Field(primary_key=True)
    index: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hash: bytes


class LogHead(SQLModel, table=True):
    """Where the register stands: the row that orders all writers. One row."""

    __tablename__ = "log_head"

    id: int = Field(default=1, primary_key=True)
    size: int
    frontier: bytes
    entered_at: datetime = instant()


class SignedHead(SQLModel, table=True):
    """A head that was signed: a C2SP checkpoint in a signed note."""

    __tablename__ = "signed_head"

    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    note: str
