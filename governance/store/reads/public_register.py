"""The register as everybody may read it: where it stands, and every entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from governance.store.tables.log import LogEntry, LogHead, SignedHead
from governance.store.tables.votes import Reason


@dataclass(frozen=True)
class RegisterState:
    """How many entries there are, when the last was made, and the newest signed head (a C2SP note, or
    None)."""

    entries: int
    entered_at: datetime | None
    head: str | None


@dataclass(frozen=True)
class PublicReason:
    """The text of an opened reason, and the salt with which the register's digest of it is made."""

    entry: int
    option: str
    salt: str
    text: str


def read_register(session: Session) -> RegisterState:
    """Where the register stands."""
    head = session.get(LogHead, 1)
    if head is None:
        return RegisterState(0, None, None)
    return RegisterState(head.size, head.entered_at, read_head(session))


def read_head(session: Session) -> str | None:
    """The newest signed head; None before the first is signed."""
    query = select(SignedHead.note).order_by(col(SignedHead.size).desc()).limit(1)
    return session.exec(query).one_or_none()


def read_entries(session: Session, *, start: int, limit: int) -> Sequence[str]:
    """The canonical text of up to ``limit`` entries from index ``start`` on."""
    query = select(LogEntry.body).where(LogEntry.index >= start).order_by(col(LogEntry.index)).limit(limit)
    return session.exec(query).all()


def read_heads(session: Session) -> list[tuple[int, str]]:
    """Every signed head with its size, the smallest first."""
    return list(session.exec(select(SignedHead.size, SignedHead.note).order_by(col(SignedHead.size))).all())


def read_reasons(session: Session) -> list[PublicReason]:
    """The texts of the reasons that closes have opened and nobody has had erased."""
    query = select(Reason).where(col(Reason.erased_at).is_(None)).order_by(col(Reason.entry), Reason.option)
    return [PublicReason(each.entry, each.option, each.salt, each.text) for each in session.exec(query).all()]
