"""The contests of a resolution as everybody may read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.follow_ups import Contest
from governance.store.tables.resolutions import Resolution


@dataclass(frozen=True)
class ContestFacts:
    """A contest: by which seat, why, and what the desk answered; ``upheld`` is None while it waits. An erased reason is
    empty."""

    id: UUID
    seat: str
    reason: str
    filed_at: datetime
    upheld: bool | None
    answer: str
    settled_at: datetime | None


def list_contests(session: Session, number: str) -> tuple[ContestFacts, ...]:
    """The contests of this resolution, in order."""
    query = select(Contest).join(Resolution).where(Resolution.number == number).order_by(col(Contest.entry))
    return tuple(_facts(each) for each in session.exec(query).all())


def read_contest(session: Session, contest_id: UUID) -> ContestFacts:
    """One contest."""
    return _facts(session.get_one(Contest, contest_id))


def _facts(row: Contest) -> ContestFacts:
    return ContestFacts(
        id=row.id,
        seat=row.seat,
        reason=row.reason,
        filed_at=row.filed_at,
        upheld=row.upheld,
        answer=row.answer or "",
        settled_at=row.settled_at,
    )
