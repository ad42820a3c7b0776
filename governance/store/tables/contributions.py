"""What members say of a motion before its ballot opens, and the links through which they say it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel, UniqueConstraint

from governance.store.tables.columns import instant


class DeliberationLink(SQLModel, table=True):
    """The personal address of one mandate in the deliberation on one motion. Only the token's hash is here; the
    counters are those of ``Link``. It opens while the notice period and the mandate run."""

    __tablename__ = "deliberation_link"
    __table_args__ = (UniqueConstraint("motion_id", "mandate_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    motion_id: UUID = Field(foreign_key="motion.id", index=True)
    mandate_id: UUID = Field(foreign_key="mandate.id")
    token_hash: str = Field(unique=True)
    issued_at: datetime = instant()
    code_issue: int = 1
    code_sent_at: datetime | None = instant(nullable=True)
    wrong_codes: int = 0
    wrong_since: datetime | None = instant(nullable=True)


class Contribution(SQLModel, table=True):
    """A comment, a concern or a proposed amendment of a member, and the desk's written answer. Erased, texts and salts
    are empty; the register keeps their digests."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    motion_id: UUID = Field(foreign_key="motion.id", index=True)
    version_id: UUID = Field(foreign_key="motion_version.id")
    member_id: UUID = Field(foreign_key="member.id")
    mandate_id: UUID = Field(foreign_key="mandate.id")
    about: str
    passage: str
    text: str
    salt: str
    entry: int
    posted_at: datetime = instant()
    answer: str = ""
    answer_salt: str = ""
    answer_entry: int | None = None
    answered_at: datetime | None = instant(nullable=True)
