"""The register as everybody may read it: where it stands, and every entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from governance.register import seal
from governance.store.tables.ballots import Recusal
from governance.store.tables.contributions import Contribution
from governance.store.tables.follow_ups import ActionStep, Contest
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
    meeting that stopped their ballot; of what was said of motions and answered to objections; of contests with what the
    desk answered, and of what was said of actions."""
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
    said = [
        *_of_contributions(session),
        *_of_objections(session),
        *_of_contests(session),
        *_of_actions(session),
    ]
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


def _of_contests(session: Session) -> list[PublicReason]:
    rows = session.exec(select(Contest)).all()
    filed = [PublicReason(each.entry, each.salt, each.reason) for each in rows if each.reason]
    settled = [
        PublicReason(each.answer_entry, each.answer_salt, each.answer)
        for each in rows
        if each.answer and each.answer_salt and each.answer_entry is not None
    ]
    return [*filed, *settled]


def _of_actions(session: Session) -> list[PublicReason]:
    rows = session.exec(select(ActionStep).where(ActionStep.note != "")).all()
    return [
        PublicReason(each.entry, each.salt, text)
        for each in rows
        for text in (each.note, each.evidence)
        if text
    ]
