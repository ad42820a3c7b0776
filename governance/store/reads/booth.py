"""What the page of a voting link needs: the motion, the ballot, whose seat it is, and whether a vote stands.

Never what a vote says: that takes the code.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.store.reads.named_seats import read_named_seats
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.members import Mandate, Person
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import Annulment, KeptVote, Reason, Vote


@dataclass(frozen=True)
class MotionText:
    """The wording put to the vote: texts by language, ``authentic`` names the one that prevails."""

    number: str
    authentic: str
    title: dict[str, str]
    question: dict[str, str]
    text: dict[str, str]
    no_decision: dict[str, str]
    life: dict[str, Any] | None


@dataclass(frozen=True)
class BallotFacts:
    """The ballot as it was frozen at opening; ``options`` are {id, label by language} in the order shown, ``named`` the
    names of the seats that the opening named as ``chair`` and ``concerned``."""

    id: UUID
    state: str
    round: int
    rule: dict[str, Any]
    options: tuple[dict[str, Any], ...]
    zone: str
    shown: dict[str, str] | None
    tzdata: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    stop_reason: str | None
    stop_note: str | None
    resolution: str | None
    named: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the order shown."""
        return tuple(option["id"] for option in self.options)


@dataclass(frozen=True)
class SeatFacts:
    """Whose link it is: the member, who speaks for it and until when, and the reason if the seat is recused."""

    code: str
    name: dict[str, str]
    role: str
    title: dict[str, str]
    mandate_ends_at: datetime | None
    recusal: str | None
    alternate: dict[str, str] | None = None
    alternate_active: bool = False


@dataclass(frozen=True)
class RecordedVote:
    """That a vote of the seat was recorded, and when; ``annulled_at`` once the seat has disowned it. ``by_another``: by
    somebody else who speaks or spoke for it; ``kept`` once whoever looks has confirmed it as it stands."""

    received_at: datetime
    recorded_at: datetime
    count: int
    annulled_at: datetime | None
    by_another: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Booth:
    """Everything behind one link. ``last_vote`` is the seat's last one, whoever of its mandates cast it;
    ``meeting_asked_at`` is when the seat asked for a meeting.

    ``earlier_reasons`` are those the seat gave, by option, in the last closed ballot of the motion, which are public.
    What it gave in a ballot that was stopped is nowhere: its keys were destroyed.
    """

    revoked_at: datetime | None
    revoked_cause: str | None
    motion: MotionText
    ballot: BallotFacts
    seat: SeatFacts
    last_vote: RecordedVote | None
    meeting_asked_at: datetime | None = None
    earlier_reasons: dict[str, str] = field(default_factory=dict)

    @property
    def live_vote(self) -> RecordedVote | None:
        """The vote that counts as things stand."""
        standing = self.last_vote is not None and self.last_vote.annulled_at is None
        return self.last_vote if standing else None


def read_booth(session: Session, *, token_hash: str, now: datetime) -> Booth | None:
    """The booth that the link with this hash of its token opens; None for a link that was never issued."""
    link = session.exec(select(Link).where(Link.token_hash == token_hash)).one_or_none()
    if link is None:
        return None
    ballot = session.get_one(Ballot, link.ballot_id)
    request = session.get(MeetingRequest, link.seat_id)
    return Booth(
        revoked_at=link.revoked_at,
        revoked_cause=link.revoked_cause,
        motion=_motion(session, ballot),
        ballot=_ballot(session, ballot),
        meeting_asked_at=request.asked_at if request else None,
        seat=_seat(session, link, now),
        last_vote=_last_vote(session, link),
        earlier_reasons=_earlier_reasons(session, ballot, link.seat_id),
    )


def _motion(session: Session, ballot: Ballot) -> MotionText:
    motion = session.get_one(Motion, ballot.motion_id)
    version = session.get_one(MotionVersion, ballot.version_id)
    return MotionText(
        number=motion.number,
        authentic=motion.authentic,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        life=version.life,
    )


def _ballot(session: Session, ballot: Ballot) -> BallotFacts:
    published = session.exec(select(Resolution.number).where(Resolution.ballot_id == ballot.id)).one_or_none()
    return BallotFacts(
        id=ballot.id,
        state=ballot.state,
        round=ballot.round,
        rule=ballot.rule,
        options=tuple(ballot.options),
        zone=ballot.zone,
        shown=ballot.shown,
        tzdata=ballot.tzdata,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        stop_reason=ballot.stop_reason,
        stop_note=ballot.stop_note,
        resolution=published,
        named=read_named_seats(session, ballot),
    )


def _seat(session: Session, link: Link, now: datetime) -> SeatFacts:
    seat = session.get_one(Seat, link.seat_id)
    mandate = session.get_one(Mandate, link.mandate_id)
    person = session.get_one(Person, mandate.person_id)
    recusal = session.get(Recusal, link.seat_id)
    alternate = _alternate(session, seat, now)
    return SeatFacts(
        code=seat.code,
        name=seat.name,
        role=mandate.role,
        title=person.title,
        mandate_ends_at=mandate.closes_at,
        recusal=recusal.reason if recusal else None,
        alternate=session.get_one(Person, alternate.person_id).title if alternate else None,
        alternate_active=alternate is not None and _has_link(session, seat, alternate),
    )


def _earlier_reasons(session: Session, ballot: Ballot, seat_id: UUID) -> dict[str, str]:
    member = session.get_one(Seat, seat_id).member_id
    query = (
        select(Reason.option, Reason.text)
        .where(Reason.seat_id == Seat.id, Seat.member_id == member, Reason.ballot_id == Ballot.id)
        .where(Ballot.motion_id == ballot.motion_id, Ballot.state == "closed", Ballot.round < ballot.round)
        .where(col(Reason.erased_at).is_(None))
        .order_by(col(Ballot.round))
    )
    return dict(session.exec(query).all())


def _alternate(session: Session, seat: Seat, now: datetime) -> Mandate | None:
    lasts = or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now)
    query = select(Mandate).where(
        Mandate.member_id == seat.member_id,
        Mandate.role == "alternate",
        col(Mandate.opens_at) <= now,
        lasts,
    )
    return session.exec(query).first()


def _has_link(session: Session, seat: Seat, mandate: Mandate) -> bool:
    query = select(Link.id).where(
        Link.seat_id == seat.id, Link.mandate_id == mandate.id, col(Link.revoked_at).is_(None)
    )
    return session.exec(query).first() is not None


def _last_vote(session: Session, link: Link) -> RecordedVote | None:
    query = select(Vote).where(Vote.seat_id == link.seat_id).order_by(col(Vote.sequence).desc()).limit(1)
    vote = session.exec(query).one_or_none()
    if vote is None:
        return None
    annulment = session.get(Annulment, vote.id)
    return RecordedVote(
        received_at=vote.received_at,
        recorded_at=vote.recorded_at,
        count=vote.sequence,
        annulled_at=annulment.annulled_at if annulment else None,
        by_another=vote.mandate_id != link.mandate_id,
        kept=session.get(KeptVote, (vote.id, link.mandate_id)) is not None,
    )
