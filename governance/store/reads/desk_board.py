"""The desk's first page: what is open, what waits for whom, and what happens next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from governance.store.reads.desk_ballots import LetterFacts, answers_of, letter_facts, shows_answers
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Minutes, Resolution

TELLING = ("receipt", "reminder", "disowned", "desk-disowned", "new-code")
"""Letters that depend on whether a seat has answered; kept out of sight where answers are."""

OF_THE_SEAT_ALONE = ("meeting-asked",)
"""Letters that nobody but the seat may know of."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open ballot: ``answered`` is None where nobody may see how many have answered."""

    id: UUID
    number: str
    title: dict[str, str]
    authentic: str
    round: int
    opens_at: datetime
    closes_at: datetime
    reminders: tuple[str, ...]
    seats: int
    recused: int
    answered: int | None


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A motion that waits for the desk: a draft, a tabled motion, or one between rounds.

    ``open_at`` is the earliest instant its next ballot may be opened; None for a draft.
    """

    number: str
    title: dict[str, str]
    authentic: str
    state: str
    round: int | None
    open_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnsignedLine:
    """A resolution whose minutes the desk has not signed."""

    number: str
    motion: str
    title: dict[str, str]
    authentic: str
    outcome: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class FailedLetter:
    """A letter that could not be handed over so far, or came back, and its seat (None: an account of the desk)."""

    motion: str | None
    ballot_id: UUID | None
    seat: str | None
    letter: LetterFacts


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the first page of the desk shows."""

    open: tuple[OpenLine, ...]
    drafts: tuple[WaitingLine, ...]
    tabled: tuple[WaitingLine, ...]
    unsigned: tuple[UnsignedLine, ...]
    letters_waiting: int
    letters_troubled: tuple[FailedLetter, ...]


def read_board(session: Session) -> Board:
    """The board as it stands."""
    waiting = _waiting(session)
    hidden = _hidden_ballots(session)
    return Board(
        open=_open(session),
        drafts=tuple(line for line in waiting if line.state == "draft"),
        tabled=tuple(line for line in waiting if line.state != "draft"),
        unsigned=_unsigned(session),
        letters_waiting=_count_waiting(session, hidden),
        letters_troubled=_troubled(session, hidden),
    )


def _open(session: Session) -> tuple[OpenLine, ...]:
    rows = session.exec(
        select(Ballot, Motion, MotionVersion)
        .where(Ballot.motion_id == Motion.id, Ballot.version_id == MotionVersion.id, Ballot.state == "open")
        .order_by(col(Ballot.closes_at), Motion.number)
    ).all()
    return tuple(_open_line(session, *row) for row in rows)


def _open_line(session: Session, ballot: Ballot, motion: Motion, version: MotionVersion) -> OpenLine:
    assert ballot.opens_at is not None and ballot.closes_at is not None  # set by the opening
    seats = session.exec(select(func.count()).select_from(Seat).where(Seat.ballot_id == ballot.id)).one()
    recused = session.exec(
        select(func.count()).select_from(Recusal).where(Recusal.ballot_id == ballot.id)
    ).one()
    shows = shows_answers(ballot.state, ballot.rule)
    return OpenLine(
        id=ballot.id,
        number=motion.number,
        title=version.title,
        authentic=motion.authentic,
        round=ballot.round,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        reminders=tuple(ballot.reminders),
        seats=seats,
        recused=recused,
        answered=len(answers_of(session, ballot.id)) if shows else None,
    )


def _waiting(session: Session) -> list[WaitingLine]:
    """Drafts, tabled motions and those between rounds, with their newest wording."""
    motions = session.exec(
        select(Motion)
        .where(col(Motion.state).in_(("draft", "tabled", "between_rounds")))
        .order_by(Motion.number)
    ).all()
    lines = []
    for motion in motions:
        version = session.exec(
            select(MotionVersion)
            .where(MotionVersion.motion_id == motion.id)
            .order_by(col(MotionVersion.version).desc())
            .limit(1)
        ).one()
        prepared = session.exec(
            select(Ballot).where(Ballot.motion_id == motion.id, Ballot.state == "prepared")
        ).first()
        lines.append(
            WaitingLine(
                number=motion.number,
                title=version.title,
                authentic=motion.authentic,
                state=motion.state,
                round=prepared.round if prepared else None,
                open_at=prepared.earliest_open_at if prepared else None,
            )
        )
    return lines


def _unsigned(session: Session) -> tuple[UnsignedLine, ...]:
    rows = session.exec(
        select(Resolution, Motion, MotionVersion)
        .where(Resolution.motion_id == Motion.id, Resolution.ballot_id == Ballot.id)
        .where(Ballot.version_id == MotionVersion.id)
        .where(col(Resolution.ballot_id).not_in(select(Minutes.ballot_id)))
        .order_by(col(Resolution.published_at))
    ).all()
    return tuple(
        UnsignedLine(
            resolution.number,
            motion.number,
            version.title,
            motion.authentic,
            resolution.outcome,
            resolution.published_at,
        )
        for resolution, motion, version in rows
    )


def _hidden_ballots(session: Session) -> list[UUID]:
    ballots = session.exec(select(Ballot).where(col(Ballot.state).in_(("open", "stopped")))).all()
    return [ballot.id for ballot in ballots if not shows_answers(ballot.state, ballot.rule)]


def _in_sight(row: OutboxRow, hidden: list[UUID]) -> bool:
    if row.kind in OF_THE_SEAT_ALONE:
        return False
    return row.kind not in TELLING or row.ballot_id not in hidden


def _unsent(session: Session) -> list[OutboxRow]:
    query = select(OutboxRow).where(col(OutboxRow.sent_at).is_(None), col(OutboxRow.cancelled_at).is_(None))
    return list(session.exec(query.order_by(col(OutboxRow.created_at))).all())


def _bounced(session: Session) -> list[OutboxRow]:
    """The letters of open ballots that came back, until a new link has taken the place of theirs."""
    query = (
        select(OutboxRow)
        .join(Ballot, col(Ballot.id) == col(OutboxRow.ballot_id))
        .outerjoin(Link, col(Link.id) == col(OutboxRow.link_id))
        .where(col(OutboxRow.bounced_at).is_not(None), Ballot.state == "open")
        .where(col(Link.revoked_at).is_(None))
    )
    return list(session.exec(query.order_by(col(OutboxRow.created_at))).all())


def _count_waiting(session: Session, hidden: list[UUID]) -> int:
    return sum(row.gave_up_at is None and _in_sight(row, hidden) for row in _unsent(session))


def _troubled(session: Session, hidden: list[UUID]) -> tuple[FailedLetter, ...]:
    """The letters that were tried without success, given up or not, and those that came back."""
    failed = [row for row in _unsent(session) if row.gave_up_at is not None or row.last_error is not None]
    rows = [row for row in (*failed, *_bounced(session)) if _in_sight(row, hidden)]
    seats = {
        seat.id: seat.code
        for seat in session.exec(
            select(Seat).where(col(Seat.id).in_([row.seat_id for row in rows if row.seat_id]))
        ).all()
    }
    numbers = {motion.id: motion.number for motion in session.exec(select(Motion)).all()} if rows else {}
    return tuple(
        FailedLetter(
            motion=numbers.get(row.motion_id) if row.motion_id else None,
            ballot_id=row.ballot_id,
            seat=seats.get(row.seat_id) if row.seat_id else None,
            letter=letter_facts(row),
        )
        for row in rows
    )
