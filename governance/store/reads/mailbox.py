"""The mailbox of a demonstration: every letter that left, by who received it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.accounts import Account
from governance.store.tables.ballots import Ballot
from governance.store.tables.members import Mandate, Member, Person
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in a list: its kind, the number of its motion, and when it left."""

    id: UUID
    kind: str
    motion: str | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Letterbox:
    """What one receiver got, newest first. ``member`` names the organisation, None for an account of the desk;
    ``receiver`` is the title of a mandate or the name of an account, empty for the second contact."""

    member: Texts | None
    receiver: Texts
    language: str
    letters: tuple[LetterLine, ...]


def read_mailbox(session: Session) -> list[Letterbox]:
    """Every letterbox that holds a letter: directors and alternates by member code, then the desk,
    then the second contact."""
    letters = _letters(session)
    second = [Letterbox(None, {}, "", tuple(letters[None]))] if None in letters else []
    return [*_of_members(session, letters), *_of_desk(session, letters), *second]


def _letters(session: Session) -> dict[UUID | None, list[LetterLine]]:
    """The letters that left, by mandate or account."""
    motions = dict(session.exec(select(Motion.id, Motion.number)).all())
    ballots = {
        ballot: motions[motion] for ballot, motion in session.exec(select(Ballot.id, Ballot.motion_id)).all()
    }
    found: defaultdict[UUID | None, list[LetterLine]] = defaultdict(list)
    query = select(OutboxRow).where(col(OutboxRow.sent_at).is_not(None))
    newest_first = query.order_by(col(OutboxRow.sent_at).desc(), col(OutboxRow.created_at).desc())
    for row in session.exec(newest_first).all():
        assert row.sent_at is not None
        number = motions.get(row.motion_id) if row.motion_id else ballots.get(row.ballot_id)  # type: ignore[arg-type]
        found[row.mandate_id or row.account_id].append(LetterLine(row.id, row.kind, number, row.sent_at))
    return found


def _of_members(session: Session, letters: Mapping[UUID | None, list[LetterLine]]) -> list[Letterbox]:
    query = (
        select(Mandate.id, Person, Member)
        .where(Mandate.person_id == Person.id, Mandate.member_id == Member.id)
        .order_by(Member.code, col(Mandate.role).desc(), col(Mandate.opens_at))
    )
    return [
        Letterbox(member.name, person.title, person.language, tuple(letters[mandate]))
        for mandate, person, member in session.exec(query).all()
        if mandate in letters and person.erased_at is None
    ]


def _of_desk(session: Session, letters: Mapping[UUID | None, list[LetterLine]]) -> list[Letterbox]:
    accounts = session.exec(select(Account).order_by(Account.email)).all()
    return [
        Letterbox(None, {account.language: account.name}, account.language, tuple(letters[account.id]))
        for account in accounts
        if account.id in letters
    ]
