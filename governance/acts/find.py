"""What acts look up before they decide; what is not there is refused."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.members import Mandate
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.network import Network
from governance.store.tables.resolutions import Happening, Resolution
from governance.store.tables.votes import Annulment, Vote


def network(session: Session) -> Network:
    """The network, or ``network-missing`` before it was founded."""
    found = session.get(Network, 1)
    if found is None:
        raise Refusal("network-missing")
    return found


def motion(session: Session, number: str) -> Motion:
    """The motion of this number, or ``motion-unknown``."""
    found = session.exec(select(Motion).where(Motion.number == number)).one_or_none()
    if found is None:
        raise Refusal("motion-unknown", motion=number)
    return found


def motion_of(session: Session, ballot: Ballot) -> Motion:
    """The motion a ballot belongs to."""
    return session.exec(select(Motion).where(Motion.id == ballot.motion_id)).one()


def resolution(session: Session, number: str) -> Resolution:
    """The resolution of this number, or ``resolution-unknown``."""
    found = session.exec(select(Resolution).where(Resolution.number == number)).one_or_none()
    if found is None:
        raise Refusal("resolution-unknown", resolution=number)
    return found


def last_happening(session: Session, resolution_id: UUID, kind: str) -> dict[str, Any] | None:
    """The facts of the last happening of this kind to a resolution, if there was one."""
    query = select(Happening).where(Happening.resolution_id == resolution_id, Happening.kind == kind)
    found = session.exec(query.order_by(col(Happening.entry).desc()).limit(1)).first()
    return None if found is None else found.facts


def latest_version(session: Session, motion_id: UUID) -> MotionVersion:
    """The newest wording of a motion."""
    query = select(MotionVersion).where(MotionVersion.motion_id == motion_id)
    return session.exec(query.order_by(col(MotionVersion.version).desc()).limit(1)).one()


def ballot(session: Session, ballot_id: UUID) -> Ballot:
    """The ballot, held against a rival act, or ``ballot-unknown``."""
    found = session.exec(select(Ballot).where(Ballot.id == ballot_id).with_for_update()).one_or_none()
    if found is None:
        raise Refusal("ballot-unknown")
    return found


def ballot_in_state(session: Session, motion_id: UUID, state: str) -> Ballot | None:
    """The motion's ballot in this state; there is at most one prepared and one open."""
    query = select(Ballot).where(Ballot.motion_id == motion_id, Ballot.state == state)
    return session.exec(query.order_by(col(Ballot.round).desc())).first()


def seat(session: Session, ballot_id: UUID, code: str) -> Seat:
    """The seat of this member code on the ballot's roll, or ``seat-unknown``."""
    found = session.exec(select(Seat).where(Seat.ballot_id == ballot_id, Seat.code == code)).one_or_none()
    if found is None:
        raise Refusal("seat-unknown", seat=code)
    return found


def seats(session: Session, ballot_id: UUID) -> list[Seat]:
    """The roll of a ballot, by member code."""
    return list(session.exec(select(Seat).where(Seat.ballot_id == ballot_id).order_by(Seat.code)).all())


def recused(session: Session, ballot_id: UUID) -> set[UUID]:
    """The seats that stepped out of a ballot."""
    return set(session.exec(select(Recusal.seat_id).where(Recusal.ballot_id == ballot_id)).all())


def mandates(session: Session, now: datetime) -> list[Mandate]:
    """Every mandate that holds at ``now``: opened, and not yet ended."""
    query = select(Mandate).where(*_holding(now)).order_by(Mandate.role, col(Mandate.opens_at))
    return list(session.exec(query).all())


def mandate_of(session: Session, member_id: UUID, role: str, now: datetime) -> Mandate | None:
    """Who holds this role for the member at ``now``, if anybody does."""
    query = select(Mandate).where(Mandate.member_id == member_id, Mandate.role == role, *_holding(now))
    return session.exec(query.order_by(col(Mandate.opens_at))).first()


def voice_of(session: Session, member_id: UUID, now: datetime) -> Mandate | None:
    """Who is written to for the member at ``now``: the director, or where there is none the alternate."""
    return mandate_of(session, member_id, "director", now) or mandate_of(session, member_id, "alternate", now)


def voices(session: Session, now: datetime) -> dict[UUID, Mandate]:
    """``voice_of`` every member at once, by the member's id."""
    found: dict[UUID, Mandate] = {}
    for mandate in mandates(session, now):  # alternates first, of one role whoever came first
        known = found.get(mandate.member_id)
        if known is None or known.role != mandate.role:
            found[mandate.member_id] = mandate
    return found


def _holding(now: datetime) -> tuple[ColumnElement[bool], ...]:
    ends_later = or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now)
    return col(Mandate.opens_at) <= now, ends_later


def live_links(session: Session, seat_id: UUID) -> list[Link]:
    """The links of a seat that open."""
    query = select(Link).where(Link.seat_id == seat_id, col(Link.revoked_at).is_(None))
    return list(session.exec(query).all())


def last_vote(session: Session, seat_id: UUID) -> Vote | None:
    """The last vote a seat cast, annulled or not."""
    return session.exec(
        select(Vote).where(Vote.seat_id == seat_id).order_by(col(Vote.sequence).desc()).limit(1)
    ).one_or_none()


def live_vote(session: Session, seat_id: UUID) -> Vote | None:
    """The vote of a seat that counts as things stand: its last one, unless that was annulled."""
    vote = last_vote(session, seat_id)
    if vote is None or session.get(Annulment, vote.id) is not None:
        return None
    return vote


def live_vote_ids(ballot_id: UUID) -> SelectOfScalar[UUID]:
    """A query for the votes of a ballot that count as things stand: of each seat the last, unless it was annulled."""
    last = select(Vote.seat_id, func.max(Vote.sequence).label("sequence"))
    latest = last.where(Vote.ballot_id == ballot_id).group_by(col(Vote.seat_id)).subquery()
    return (
        select(Vote.id)
        .join(latest, and_(col(Vote.seat_id) == latest.c.seat_id, col(Vote.sequence) == latest.c.sequence))
        .outerjoin(Annulment, col(Annulment.vote_id) == Vote.id)
        .where(col(Annulment.vote_id).is_(None))
    )


def answered(session: Session, ballot_id: UUID) -> set[UUID]:
    """The seats whose vote counts as things stand."""
    query = select(Vote.seat_id).where(col(Vote.id).in_(live_vote_ids(ballot_id)))
    return set(session.exec(query).all())
