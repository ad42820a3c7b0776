"""The members of the network."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from governance.store.tables.members import Member


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member as everybody may see it."""

    code: str
    name: dict[str, str]
    sector: dict[str, str]
    city: dict[str, str]


def current_members(session: Session, *, now: datetime) -> list[MemberFacts]:
    """Who is a member at ``now``, by code."""
    query = select(Member).where(
        col(Member.admitted_at) <= now, or_(col(Member.left_at).is_(None), col(Member.left_at) > now)
    )
    return [
        MemberFacts(member.code, member.name, member.sector, member.city)
        for member in session.exec(query.order_by(Member.code)).all()
    ]
