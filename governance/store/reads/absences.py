"""Which members will be away, as they said beforehand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.rules.answers import SeatAnswer
from governance.store.reads.rolls import members_of_roll
from governance.store.tables.ballots import Recusal, Seat
from governance.store.tables.members import Absence, Member


@dataclass(frozen=True, slots=True)
class Away:
    """A member that is away in some part of a period, and until when."""

    code: str
    opens_at: datetime
    closes_at: datetime

    def throughout(self, begins: datetime, ends: datetime) -> bool:
        """Whether it is away for the whole of [begins, ends)."""
        return self.opens_at <= begins and self.closes_at >= ends


def away_between(
    session: Session, begins: datetime, ends: datetime, *, members: Collection[str]
) -> list[Away]:
    """The absences of these members that touch [begins, ends), by code."""
    query = (
        select(Absence, Member.code)
        .join(Member, col(Member.id) == col(Absence.member_id))
        .where(col(Member.code).in_(members), Absence.opens_at < ends, Absence.closes_at > begins)
        .order_by(Member.code)
    )
    return [Away(code, each.opens_at, each.closes_at) for each, code in session.exec(query).all()]


def read_roll(session: Session, *, now: datetime) -> list[SeatAnswer]:
    """The seats of a ballot that would open at ``now``, without answers."""
    return [
        SeatAnswer(seat=member.code, groups=tuple(member.groups), weights=member.weights)
        for member in members_of_roll(session, now)
    ]


def seats_of_roll(session: Session, ballot_id: UUID) -> list[SeatAnswer]:
    """The seats of a ballot's roll, without answers; those that stepped out say so."""
    recused = set(session.exec(select(Recusal.seat_id).where(Recusal.ballot_id == ballot_id)).all())
    query = select(Seat).where(Seat.ballot_id == ballot_id).order_by(Seat.code)
    return [
        SeatAnswer(
            seat=seat.code, groups=tuple(seat.groups), weights=seat.weights, recused=seat.id in recused
        )
        for seat in session.exec(query).all()
    ]
