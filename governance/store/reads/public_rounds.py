"""The rounds of motions as everybody may read them: frozen facts, who is on the roll, how many have
answered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.reads.named_seats import named_seats
from governance.store.tables.ballots import Ballot, Recusal, Seat
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.motions import Motion
from governance.store.tables.votes import Annulment, Vote


@dataclass(frozen=True)
class PublicSeat:
    """A member's place on the roll; ``recusal`` is the reason why it stepped out, public at once."""

    code: str
    name: dict[str, str]
    recusal: str | None = None


@dataclass(frozen=True)
class Asking:
    """A member that asked for the meeting which stopped a ballot, and why."""

    code: str
    name: dict[str, str]
    reason: str


@dataclass(frozen=True)
class Round:
    """One ballot of a motion. ``answered`` counts the seats with a live vote while the ballot is open.

    It is None where no ballot is open, and under a rule that offers no yes: there an answer is an
    objection, and its number would tell positions. ``rule`` and ``decision`` are plain data; options have
    ``id`` and ``label``; ``named`` are the names of the seats that the opening named as ``chair`` and ``concerned``.
    """

    ballot_id: UUID
    version_id: UUID
    number: int
    state: str
    rule: dict[str, Any]
    options: list[dict[str, Any]]
    zone: str
    shown: dict[str, str] | None
    tzdata: str | None
    earliest_open_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    decision: dict[str, Any] | None
    stop_reason: str | None
    stop_note: str | None
    seats: tuple[PublicSeat, ...]
    answered: int | None
    asked_by: tuple[Asking, ...] = ()
    named: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def recused(self) -> tuple[PublicSeat, ...]:
        """The seats that stepped out of this ballot."""
        return tuple(seat for seat in self.seats if seat.recusal is not None)

    @property
    def voters(self) -> int:
        """How many seats may still answer: the roll without those that stepped out."""
        return len(self.seats) - len(self.recused)


def read_rounds(session: Session, motions: Sequence[UUID]) -> dict[UUID, tuple[Round, ...]]:
    """The rounds of each of these motions, first to last."""
    query = select(Ballot).where(col(Ballot.motion_id).in_(motions)).order_by(col(Ballot.round))
    ballots = session.exec(query).all()
    seats = _seats(session, [ballot.id for ballot in ballots])
    answered = _answered(session, [ballot.id for ballot in ballots if _may_count(ballot)])
    asked_by = _asked_by(session, [ballot.id for ballot in ballots if ballot.stop_reason == "meeting"])
    rounds: dict[UUID, list[Round]] = defaultdict(list)
    for ballot in ballots:
        told = _round(ballot, seats[ballot.id], answered.get(ballot.id), tuple(asked_by[ballot.id]))
        rounds[ballot.motion_id].append(told)
    return {motion: tuple(each) for motion, each in rounds.items()}


def motion_of_ballot(session: Session, ballot_id: UUID) -> str | None:
    """The number of the motion that a ballot belongs to."""
    query = select(Motion.number).where(Motion.id == Ballot.motion_id, Ballot.id == ballot_id)
    return session.exec(query).one_or_none()


def _may_count(ballot: Ballot) -> bool:
    offer = ballot.rule["ballot"]
    tells_positions = offer["kind"] in ("positions", "options") and "yes" not in offer["offer"]
    return ballot.state == "open" and not tells_positions


def _seats(session: Session, ballots: Sequence[UUID]) -> dict[UUID, list[PublicSeat]]:
    reasons = dict(
        session.exec(select(Recusal.seat_id, Recusal.reason).where(col(Recusal.ballot_id).in_(ballots))).all()
    )
    query = select(Seat).where(col(Seat.ballot_id).in_(ballots)).order_by(Seat.code)
    seats: dict[UUID, list[PublicSeat]] = defaultdict(list)
    for seat in session.exec(query).all():
        seats[seat.ballot_id].append(PublicSeat(seat.code, seat.name, reasons.get(seat.id)))
    return seats


def _asked_by(session: Session, ballots: Sequence[UUID]) -> dict[UUID, list[Asking]]:
    """The requests that stopped these ballots; those that did not are nobody's business."""
    query = select(Seat, MeetingRequest).where(
        MeetingRequest.seat_id == Seat.id,
        col(MeetingRequest.ballot_id).in_(ballots),
        col(MeetingRequest.entry).is_not(None),
    )
    found: dict[UUID, list[Asking]] = defaultdict(list)
    for seat, request in session.exec(query.order_by(col(Seat.code))).all():
        found[seat.ballot_id].append(Asking(seat.code, seat.name, request.reason))
    return found


def _answered(session: Session, ballots: Iterable[UUID]) -> dict[UUID, int]:
    """How many seats have a live vote: the last one they cast, unless they disowned it or stepped out."""
    wanted = list(ballots)
    query = select(Vote.ballot_id, Vote.seat_id, Vote.id).where(col(Vote.ballot_id).in_(wanted))
    last = {
        seat: (ballot, vote) for ballot, seat, vote in session.exec(query.order_by(col(Vote.sequence))).all()
    }
    disowned = set(session.exec(select(Annulment.vote_id)).all()) if last else set()
    recused = set(session.exec(select(Recusal.seat_id).where(col(Recusal.ballot_id).in_(wanted))).all())
    counts = dict.fromkeys(wanted, 0)
    for seat, (ballot, vote) in last.items():
        counts[ballot] += vote not in disowned and seat not in recused
    return counts


def _round(
    ballot: Ballot, seats: list[PublicSeat], answered: int | None, asked_by: tuple[Asking, ...]
) -> Round:
    return Round(
        ballot_id=ballot.id,
        version_id=ballot.version_id,
        number=ballot.round,
        state=ballot.state,
        rule=ballot.rule,
        options=ballot.options,
        zone=ballot.zone,
        shown=ballot.shown,
        tzdata=ballot.tzdata,
        earliest_open_at=ballot.earliest_open_at,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        closed_at=ballot.closed_at,
        outcome=ballot.outcome,
        decision=ballot.decision,
        stop_reason=ballot.stop_reason,
        stop_note=ballot.stop_note,
        seats=tuple(seats),
        answered=answered,
        asked_by=asked_by,
        named=named_seats(ballot, seats),
    )
