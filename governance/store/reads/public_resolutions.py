"""Resolutions as everybody may read them: the outcome, and after the close every vote that counted with its
reasons."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.rules.force import Standing
from governance.store.reads.objections import Objection, read_objections
from governance.store.reads.participation import read_participation
from governance.store.reads.public_motions import MotionFacts, read_motion
from governance.store.reads.public_rounds import Round
from governance.store.reads.standings import (
    Change,
    Told,
    read_changes,
    read_standings,
    read_told,
    standing_after,
)
from governance.store.tables.ballots import Seat
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Minutes, Resolution
from governance.store.tables.votes import OpenedVote, Reason


@dataclass(frozen=True)
class ResolutionLine:
    """A resolution in a list; ``standing`` is None where it was not adopted."""

    number: str
    motion: str
    title: dict[str, str]
    authentic: str
    outcome: str
    published_at: datetime
    standing: Standing | None


@dataclass(frozen=True)
class CountedVote:
    """The one vote of a seat that counted: canonical vote without reasons, and the reasons in words by
    option."""

    seat: str
    vote: dict[str, Any]
    reasons: dict[str, str]
    entry: int


@dataclass(frozen=True)
class RoundVotes:
    """A closed round and the votes that counted in it; seats without a vote are silent or recused. ``answered_at``
    tells when each seat had first answered, in order."""

    round: Round
    votes: tuple[CountedVote, ...]
    answered_at: tuple[datetime, ...]
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True)
class ResolutionFacts:
    """A resolution whole: its motion, and every closed round with its votes, the deciding one last; how it stands,
    what happened to it since, and what it did to earlier ones."""

    number: str
    outcome: str
    published_at: datetime
    motion: MotionFacts
    rounds: tuple[RoundVotes, ...]
    minutes_signed_at: datetime | None
    standing: Standing | None
    told: tuple[Told, ...]
    changes: tuple[Change, ...]

    @property
    def deciding(self) -> RoundVotes:
        """The round whose close published the resolution."""
        return self.rounds[-1]


def list_resolutions(
    session: Session, *, where: Sequence[Any] = (), limit: int | None = None, offset: int = 0
) -> list[ResolutionLine]:
    """The resolutions that meet these conditions, the newest first."""
    query = (
        select(Resolution, Motion)
        .where(Resolution.motion_id == Motion.id, *where)
        .order_by(col(Resolution.year).desc(), col(Resolution.sequence).desc())
        .limit(limit)
        .offset(offset)
    )
    found = session.exec(query).all()
    standings = read_standings(session, [resolution for resolution, _ in found])
    titles = _titles(session, [motion.id for _, motion in found])
    return [
        ResolutionLine(
            number=resolution.number,
            motion=motion.number,
            title=titles[motion.id],
            authentic=motion.authentic,
            outcome=resolution.outcome,
            published_at=resolution.published_at,
            standing=standings[resolution.id],
        )
        for resolution, motion in found
    ]


def read_resolution(session: Session, number: str) -> ResolutionFacts | None:
    """The resolution of this number, or None."""
    resolution = session.exec(select(Resolution).where(Resolution.number == number)).one_or_none()
    if resolution is None:
        return None
    motion = read_motion(session, session.get_one(Motion, resolution.motion_id).number)
    assert motion is not None  # what was decided was public
    minutes = session.get(Minutes, resolution.ballot_id)
    told = read_told(session, [resolution.id])[resolution.id]
    closed = [each for each in motion.rounds if each.state == "closed"]
    return ResolutionFacts(
        number=resolution.number,
        outcome=resolution.outcome,
        published_at=resolution.published_at,
        motion=motion,
        rounds=tuple(read_round(session, each) for each in closed),
        minutes_signed_at=minutes.signed_at if minutes else None,
        standing=standing_after(resolution, told),
        told=told,
        changes=read_changes(session, number),
    )


def read_round(session: Session, closed: Round) -> RoundVotes:
    """A closed round with its votes and when they came."""
    return RoundVotes(
        closed,
        read_votes(session, closed.ballot_id),
        tuple(read_participation(session, closed.ballot_id)),
        read_objections(session, closed.ballot_id),
    )


def read_votes(session: Session, ballot_id: UUID) -> tuple[CountedVote, ...]:
    """The votes that counted in a closed ballot, by seat; of a ballot that is not closed, none."""
    reasons: dict[UUID, dict[str, str]] = defaultdict(dict)
    for reason in session.exec(select(Reason).where(Reason.ballot_id == ballot_id)).all():
        reasons[reason.seat_id][reason.option] = reason.text  # empty where it was erased
    query = (
        select(OpenedVote, Seat)
        .where(OpenedVote.ballot_id == ballot_id, OpenedVote.seat_id == Seat.id)
        .order_by(Seat.code)
    )
    return tuple(
        CountedVote(
            seat=seat.code,
            vote={key: value for key, value in opened.vote.items() if key != "reasons"},
            reasons=reasons[seat.id],
            entry=opened.entry,
        )
        for opened, seat in session.exec(query).all()
    )


def _titles(session: Session, motions: list[UUID]) -> dict[UUID, dict[str, str]]:
    query = select(MotionVersion).where(col(MotionVersion.motion_id).in_(motions))
    return {
        version.motion_id: version.title
        for version in session.exec(query.order_by(col(MotionVersion.version))).all()
    }
