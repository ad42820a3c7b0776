"""The register as everybody may read it: where it stands, and every entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from governance.register import seal
from governance.store.tables.ballots import Recusal
from governance.store.tables.contributions import Contribution
from governance.store.tables.log import LogEntry, LogHead
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.objections import ObjectionAnswer
from governance.store.tables.votes import Reason


@dataclass(frozen=True)
class RegisterState:
    """How many entries there are, and when the last was made."""

    entries: int
    entered_at: datetime | None


@dataclass(frozen=True)
class PublicReason:
    """The text of an opened reason, and the salt with which the register's digest of it is made."""

    entry: int
    salt: str
    text: str


def read_register(session: Session) -> RegisterState:
    """Where the register stands."""
    head = session.get(LogHead, 1)
    if head is None:
        return RegisterState(0, None)
    return RegisterState(head.size, head.entered_at)


def read_entries(session: Session, *, start: int, limit: int) -> Sequence[str]:
    """The canonical text of up to ``limit`` entries from index ``start`` on."""
    query = select(LogEntry.body).where(LogEntry.index >= start).order_by(col(LogEntry.index)).limit(limit)
    return session.exec(query).all()


def read_reasons(session: Session) -> list[PublicReason]:
    """The texts of the reasons that closes have opened and nobody has had erased, of recusals, of requests for a
    meeting that stopped their ballot, and of what was said of motions."""
    query = select(Reason).where(col(Reason.erased_at).is_(None)).order_by(col(Reason.entry), Reason.option)
    of_votes = [PublicReason(each.entry, each.salt, each.text) for each in session.exec(query).all()]
    of_recusals = [
        PublicReason(each.entry, each.salt, each.reason)
        for each in session.exec(select(Recusal).where(Recusal.reason != "")).all()
    ]
    granted = select(MeetingRequest).where(
        col(MeetingRequest.entry).is_not(None), MeetingRequest.reason != ""
    )
    of_requests = [
        PublicReason(each.entry, each.salt, each.reason)
        for each in session.exec(granted).all()
        if each.entry is not None
    ]
    said = [*_of_contributions(session), *_of_objections(session)]
    return sorted([*of_votes, *of_recusals, *of_requests, *said], key=lambda reason: reason.entry)


def _of_objections(session: Session) -> Iterator[PublicReason]:
    """What the desk answered to objections."""
    for each in session.exec(select(ObjectionAnswer).where(ObjectionAnswer.salt != "")).all():
        yield PublicReason(each.entry, each.salt, each.text)


def _of_contributions(session: Session) -> Iterator[PublicReason]:
    """What members said of motions, and what the desk answered."""
    for each in session.exec(select(Contribution)).all():
        if each.salt:
            salt = bytes.fromhex(each.salt)
            yield PublicReason(each.entry, each.salt, each.text)
            if each.passage:
                yield PublicReason(each.entry, seal.derive_salt(salt, "passage").hex(), each.passage)
        if each.answer_entry is not None and each.answer_salt:
            yield PublicReason(each.answer_entry, each.answer_salt, each.answer)
