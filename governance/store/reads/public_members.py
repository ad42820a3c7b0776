"""A member as everybody may read it: who speaks for it by function, and its answers in the ballots that are closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.store.tables.ballots import Ballot, Recusal, Seat
from governance.store.tables.members import Mandate, Member, Person, Suspension
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import OpenedVote, Reason


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks for the member at present: ``director`` or ``alternate``, by function and never by address."""

    role: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Suspended:
    """The member is on no roll that is frozen meanwhile: since when, until when if that is known, and why."""

    opens_at: datetime
    closes_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class MemberVote:
    """The member's answer in one closed ballot.

    ``vote`` is canonical, without reasons, and None where the seat was silent or stepped out (``recused``);
    ``reasons`` are in words by option, that of a recusal under ``vote``.
    """

    motion: str
    title: dict[str, str]
    authentic: str
    round: int
    closes_at: datetime
    outcome: str
    resolution: str | None
    kind: str
    options: list[dict[str, Any]]
    vote: dict[str, Any] | None
    recused: bool
    reasons: dict[str, str]


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member whole, its closed ballots the newest first."""

    code: str
    name: dict[str, str]
    sector: dict[str, str]
    city: dict[str, str]
    admitted_at: datetime
    left_at: datetime | None
    suspended: Suspended | None
    speakers: tuple[Speaker, ...]
    votes: tuple[MemberVote, ...]


def read_member(session: Session, code: str, *, now: datetime) -> MemberFacts | None:
    """The member of this code, one that has left included; or None."""
    member = session.exec(select(Member).where(Member.code == code)).one_or_none()
    if member is None:
        return None
    return MemberFacts(
        code=member.code,
        name=member.name,
        sector=member.sector,
        city=member.city,
        admitted_at=member.admitted_at,
        left_at=member.left_at,
        suspended=_suspended(session, member.id, now),
        speakers=_speakers(session, member.id, now),
        votes=_votes(session, member.id),
    )


def _speakers(session: Session, member: UUID, now: datetime) -> tuple[Speaker, ...]:
    """The director first; a person whose data were erased is not named."""
    lasts = or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now)
    query = (
        select(Mandate, Person)
        .where(Mandate.member_id == member, Mandate.person_id == Person.id)
        .where(col(Mandate.opens_at) <= now, lasts, col(Person.erased_at).is_(None))
        .order_by(col(Mandate.role).desc(), col(Mandate.opens_at))
    )
    return tuple(Speaker(mandate.role, person.title) for mandate, person in session.exec(query).all())


def _suspended(session: Session, member: UUID, now: datetime) -> Suspended | None:
    lasts = or_(col(Suspension.closes_at).is_(None), col(Suspension.closes_at) > now)
    query = select(Suspension).where(Suspension.member_id == member, col(Suspension.opens_at) <= now, lasts)
    found = session.exec(query).first()
    return None if found is None else Suspended(found.opens_at, found.closes_at, found.reason)


def _votes(session: Session, member: UUID) -> tuple[MemberVote, ...]:
    query = (
        select(Seat, Ballot, Motion)
        .where(Seat.member_id == member, Seat.ballot_id == Ballot.id, Ballot.motion_id == Motion.id)
        .where(Ballot.state == "closed")
        .order_by(col(Ballot.closes_at).desc(), col(Motion.number).desc())
    )
    return tuple(_vote(session, *found) for found in session.exec(query).all())


def _vote(session: Session, seat: Seat, ballot: Ballot, motion: Motion) -> MemberVote:
    version = session.get_one(MotionVersion, ballot.version_id)
    opened = session.get(OpenedVote, seat.id)
    recusal = session.get(Recusal, seat.id)
    assert ballot.closes_at is not None and ballot.outcome is not None  # it is closed
    return MemberVote(
        motion=motion.number,
        title=version.title,
        authentic=motion.authentic,
        round=ballot.round,
        closes_at=ballot.closes_at,
        outcome=ballot.outcome,
        resolution=session.exec(
            select(Resolution.number).where(Resolution.ballot_id == ballot.id)
        ).one_or_none(),
        kind=ballot.rule["ballot"]["kind"],
        options=ballot.options,
        vote={key: said for key, said in opened.vote.items() if key != "reasons"} if opened else None,
        recused=recusal is not None,
        reasons={"vote": recusal.reason} if recusal else _reasons(session, seat.id),
    )


def _reasons(session: Session, seat: UUID) -> dict[str, str]:
    query = select(Reason).where(Reason.seat_id == seat, col(Reason.erased_at).is_(None))
    return {reason.option: reason.text for reason in session.exec(query).all()}
