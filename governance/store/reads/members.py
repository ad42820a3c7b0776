"""The members of the network."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.store.tables.members import Mandate, Member


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member as everybody may see it."""

    code: str
    name: dict[str, str]
    sector: dict[str, str]
    city: dict[str, str]


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A mandate, as the letter to who holds it says it: the member, and from and until when."""

    member: dict[str, str]
    opens_at: datetime
    closes_at: datetime | None


def read_mandate(session: Session, mandate_id: UUID) -> MandateFacts:
    """The mandate of this id."""
    mandate = session.get_one(Mandate, mandate_id)
    member = session.get_one(Member, mandate.member_id)
    return MandateFacts(member.name, mandate.opens_at, mandate.closes_at)


def current_members(session: Session, *, now: datetime) -> list[MemberFacts]:
    """Who is a member at ``now``, by code."""
    query = select(Member).where(
        col(Member.admitted_at) <= now, or_(col(Member.left_at).is_(None), col(Member.left_at) > now)
    )
    return [
        MemberFacts(member.code, member.name, member.sector, member.city)
        for member in session.exec(query.order_by(Member.code)).all()
    ]
