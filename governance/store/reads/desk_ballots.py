"""One ballot as the desk sees it: who has answered and when, never what, and how the letters fare.

Under a rule that offers no "yes" an answer is an objection, so that who has answered tells what was said: there
nobody sees it before the close, and of the letters only those are shown that go to every seat alike.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.members import Mandate, Person
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import Annulment, Vote

TO_EVERY_SEAT = ("invitation", "link-replaced")
"""Letters that go out whether or not a seat has answered: their fate tells nothing about answers."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Where a letter is: ``waiting``, ``sent`` (handed over to the mail server), ``failed``, ``bounced`` (it came back)
    or ``cancelled``. ``trouble`` is what a mail server last said while the letter had not arrived.
    """

    kind: str
    state: str
    at: datetime
    attempts: int
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mandate that may act for a seat, and whether it holds a link that opens."""

    role: str
    function: dict[str, str]
    email: str
    language: str
    has_link: bool


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat of an open or ended ballot. ``answered_at`` is None as well where it must not be shown."""

    code: str
    name: dict[str, str]
    speakers: tuple[Speaker, ...]
    letter: LetterFacts | None
    answered_at: datetime | None
    recused_at: datetime | None
    recusal_reason: str | None

    @property
    def reach(self) -> str:
        """How far the ballot has come with this seat: ``recused``, ``answered``, ``waiting``, ``handed_over`` or
        ``not_reached``. Where answers must not be shown only the letter tells."""
        if self.recused_at is not None:
            return "recused"
        if self.answered_at is not None:
            return "answered"
        state = self.letter.state if self.letter else "failed"
        return {"sent": "handed_over", "failed": "not_reached", "bounced": "not_reached"}.get(
            state, "waiting"
        )

    @property
    def director(self) -> Speaker | None:
        """Who speaks first for the member, where somebody does."""
        return next((each for each in self.speakers if each.role == "director"), None)

    @property
    def alternate(self) -> Speaker | None:
        """Who was named in advance to act instead, if anybody was."""
        return next((each for each in self.speakers if each.role == "alternate"), None)


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A ballot with its seats. ``shows_answers``: whether the desk may see who has answered, and how many;
    ``meeting_requests``: how many seats have asked for a meeting, never which."""

    id: UUID
    number: str
    title: dict[str, str]
    authentic: str
    round: int
    state: str
    rule: dict[str, Any]
    options: tuple[dict[str, Any], ...]
    zone: str
    reminders: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    chair: str | None
    concerned: str | None
    outcome: str | None
    stop_reason: str | None
    stop_note: str | None
    shows_answers: bool
    meeting_requests: int
    seats: tuple[SeatFacts, ...]

    @property
    def answered(self) -> int:
        """How many seats have answered."""
        return sum(seat.answered_at is not None for seat in self.seats)

    @property
    def reached(self) -> dict[str, int]:
        """How many seats are how far, by ``SeatFacts.reach``, none left out."""
        return Counter(seat.reach for seat in self.seats)

    @property
    def not_reached(self) -> tuple[SeatFacts, ...]:
        """The seats whose letter with the link did not arrive, and that have not answered."""
        return tuple(seat for seat in self.seats if seat.reach == "not_reached")

    def seat(self, code: str) -> SeatFacts:
        """The seat of this member code, or ``seat-unknown``."""
        for each in self.seats:
            if each.code == code:
                return each
        raise Refusal("seat-unknown", seat=code)


def read_ballot(session: Session, ballot_id: UUID, *, now: datetime) -> BallotFacts:
    """The ballot of this id, or ``ballot-unknown``."""
    ballot = session.get(Ballot, ballot_id)
    if ballot is None:
        raise Refusal("ballot-unknown")
    motion = session.get_one(Motion, ballot.motion_id)
    version = session.get_one(MotionVersion, ballot.version_id)
    shows = shows_answers(ballot.state, ballot.rule)
    return BallotFacts(
        id=ballot.id,
        number=motion.number,
        title=version.title,
        authentic=motion.authentic,
        round=ballot.round,
        state=ballot.state,
        rule=ballot.rule,
        options=tuple(ballot.options),
        zone=ballot.zone,
        reminders=tuple(ballot.reminders),
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        closed_at=ballot.closed_at,
        chair=ballot.chair,
        concerned=ballot.concerned,
        outcome=ballot.outcome,
        stop_reason=ballot.stop_reason,
        stop_note=ballot.stop_note,
        shows_answers=shows,
        meeting_requests=_meeting_requests(session, ballot_id),
        seats=_seats(session, ballot, shows=shows, now=now),
    )


def _meeting_requests(session: Session, ballot_id: UUID) -> int:
    recused = select(Recusal.seat_id).where(Recusal.ballot_id == ballot_id)
    query = select(MeetingRequest.seat_id).where(
        MeetingRequest.ballot_id == ballot_id, col(MeetingRequest.seat_id).not_in(recused)
    )
    return len(session.exec(query).all())


def shows_answers(state: str, rule: dict[str, Any]) -> bool:
    """Whether who has answered may be seen: not while open under a rule in which answering is objecting,
    and never for a ballot stopped under one, whose votes stay closed for good."""
    ballot = rule["ballot"]
    all_object = ballot["kind"] in ("positions", "options") and "yes" not in ballot["offer"]
    return state == "closed" or not all_object


def answers_of(session: Session, ballot_id: UUID) -> dict[UUID, datetime]:
    """For each seat with a vote that counts as things stand, when that vote was received."""
    votes = session.exec(select(Vote).where(Vote.ballot_id == ballot_id).order_by(col(Vote.sequence))).all()
    last = {vote.seat_id: vote for vote in votes}
    annulled = set(
        session.exec(
            select(Annulment.vote_id).where(Annulment.vote_id == Vote.id, Vote.ballot_id == ballot_id)
        ).all()
    )
    return {seat_id: vote.received_at for seat_id, vote in last.items() if vote.id not in annulled}


def letter_facts(row: OutboxRow) -> LetterFacts:
    """Where this letter is."""
    if row.bounced_at is not None:
        return LetterFacts(row.kind, "bounced", row.bounced_at, row.attempts, row.bounce_status)
    if row.sent_at is not None:
        return LetterFacts(row.kind, "sent", row.sent_at, row.attempts, row.bounce_status)
    if row.gave_up_at is not None:
        return LetterFacts(row.kind, "failed", row.gave_up_at, row.attempts, row.last_error)
    if row.cancelled_at is not None:
        return LetterFacts(row.kind, "cancelled", row.cancelled_at, row.attempts, None)
    return LetterFacts(row.kind, "waiting", row.due_at, row.attempts, row.last_error)


def _seats(session: Session, ballot: Ballot, *, shows: bool, now: datetime) -> tuple[SeatFacts, ...]:
    seats = session.exec(select(Seat).where(Seat.ballot_id == ballot.id).order_by(Seat.code)).all()
    answers = answers_of(session, ballot.id) if shows else {}
    recusals = {
        row.seat_id: row for row in session.exec(select(Recusal).where(Recusal.ballot_id == ballot.id)).all()
    }
    letters = _letters(session, ballot, shows=shows)
    speakers = _speakers(session, ballot, seats, now)
    return tuple(
        SeatFacts(
            code=seat.code,
            name=seat.name,
            speakers=speakers.get(seat.member_id, ()),
            letter=letters.get(seat.id),
            answered_at=answers.get(seat.id),
            recused_at=recusals[seat.id].declared_at if seat.id in recusals else None,
            recusal_reason=recusals[seat.id].reason if seat.id in recusals else None,
        )
        for seat in seats
    )


def _letters(session: Session, ballot: Ballot, *, shows: bool) -> dict[UUID, LetterFacts]:
    """For each seat the last letter that carried its link; or a later one that came back, where that tells nothing
    which must not be shown."""
    carried = col(OutboxRow.kind).in_(TO_EVERY_SEAT)
    rows = session.exec(
        select(OutboxRow)
        .where(OutboxRow.ballot_id == ballot.id)
        .where(or_(carried, col(OutboxRow.bounced_at).is_not(None)) if shows else carried)
        .order_by(col(OutboxRow.created_at))
    ).all()
    return {row.seat_id: letter_facts(row) for row in rows if row.seat_id is not None}


def _speakers(
    session: Session, ballot: Ballot, seats: Iterable[Seat], now: datetime
) -> dict[UUID, tuple[Speaker, ...]]:
    """Who speaks for each member at ``now``, the director first."""
    linked = set(
        session.exec(
            select(Link.mandate_id).where(Link.ballot_id == ballot.id, col(Link.revoked_at).is_(None))
        ).all()
    )
    holders = session.exec(
        select(Mandate, Person)
        .where(Mandate.person_id == Person.id, col(Mandate.opens_at) <= now)
        .where(or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now))
        .where(col(Mandate.member_id).in_([seat.member_id for seat in seats]))
        .order_by(col(Mandate.role).desc())
    ).all()
    found: dict[UUID, tuple[Speaker, ...]] = {}
    for mandate, person in holders:
        speaker = Speaker(
            mandate.role, person.title, person.email, person.language, has_link=mandate.id in linked
        )
        found[mandate.member_id] = (*found.get(mandate.member_id, ()), speaker)
    return found
