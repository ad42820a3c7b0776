"""The members of the network at an instant, and those of them that a roll frozen then holds."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from governance.store.tables.members import Member, Suspension


def members_at(session: Session, now: datetime) -> list[Member]:
    """The members of the network at ``now``, by code."""
    query = select(Member).where(
        col(Member.admitted_at) <= now, or_(col(Member.left_at).is_(None), col(Member.left_at) > now)
    )
    return list(session.exec(query.order_by(Member.code)).all())


def members_of_roll(session: Session, now: datetime) -> list[Member]:
    """The members that a roll frozen at ``now`` holds: those that are not suspended, by code."""
    lasts = or_(col(Suspension.closes_at).is_(None), col(Suspension.closes_at) > now)
    query = select(Suspension.member_id).where(col(Suspension.opens_at) <= now, lasts)
    suspended = set(session.exec(query).all())
    return [member for member in members_at(session, now) if member.id not in suspended]
