"""The objections of closed ballots, and what the desk answered to each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.objections import ObjectionAnswer
from governance.store.tables.votes import OpenedVote, Reason


@dataclass(frozen=True, slots=True)
class Objection:
    """A seat that objected to an option, its reason (empty where it was erased), and the answer, if there is one."""

    seat: str
    name: dict[str, str]
    option: str
    reason: str
    answer: str
    answered_at: datetime | None


def read_objections(session: Session, ballot_id: UUID) -> tuple[Objection, ...]:
    """The objections of a ballot, by seat and option; none while it is not closed, for nothing is opened then."""
    query = select(OpenedVote, Seat).where(OpenedVote.seat_id == Seat.id, OpenedVote.ballot_id == ballot_id)
    reasons = {
        (each.seat_id, each.option): each.text
        for each in session.exec(select(Reason).where(Reason.ballot_id == ballot_id)).all()
    }
    answers = {
        (each.seat_id, each.option): each
        for each in session.exec(select(ObjectionAnswer).where(ObjectionAnswer.ballot_id == ballot_id)).all()
    }
    return tuple(
        Objection(
            seat.code,
            seat.name,
            option,
            reasons.get((seat.id, option), ""),
            answers[seat.id, option].text if (seat.id, option) in answers else "",
            answers[seat.id, option].answered_at if (seat.id, option) in answers else None,
        )
        for opened, seat in session.exec(query.order_by(col(Seat.code))).all()
        for option, position in opened.vote.get("positions", {}).items()
        if position == "block"
    )


def unanswered_objections(session: Session, motion_id: UUID) -> int:
    """How many objections of the closed ballots of a motion wait for an answer."""
    ballots = session.exec(select(Ballot.id).where(Ballot.motion_id == motion_id, Ballot.state == "closed"))
    return sum(
        each.answered_at is None for ballot in ballots.all() for each in read_objections(session, ballot)
    )
