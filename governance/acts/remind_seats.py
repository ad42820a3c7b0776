"""Seats that have not answered are reminded: due and not done, never twice, never those who have voted."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.acts import find
from governance.rules.durations import read_duration
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction


def reminders_due(session: Session, *, now: datetime) -> list[UUID]:
    """The open ballots that have a reminder due which was not posted yet."""
    query = select(Ballot).where(
        Ballot.state == "open", col(Ballot.opens_at) <= now, col(Ballot.closes_at) > now
    )
    return [
        ballot.id
        for ballot in session.exec(query).all()
        if (mark := _due_mark(session, ballot, now)) is not None and not _posted(session, ballot, mark)
    ]


def remind_seats(tx: Transaction, *, ballot_id: UUID, now: datetime) -> int:
    """Post the latest due reminder of an open ballot to every seat without a vote; answers to how many.

    Of several that became due while the service was down only the last is sent. Links do not travel in reminders
    of their own making: the letter repeats the seat's link.
    """
    ballot = find.ballot(tx.session, ballot_id)
    mark = _due_mark(tx.session, ballot, now) if ballot.state == "open" else None
    if mark is None or _posted(tx.session, ballot, mark):
        return 0
    answered = find.answered(tx.session, ballot.id) | find.recused(tx.session, ballot.id)
    reminded = 0
    for seat in find.seats(tx.session, ballot.id):
        for link in find.live_links(tx.session, seat.id) if seat.id not in answered else []:
            tx.post(
                "reminder",
                f"reminder:{mark}:{link.id}",
                now=now,
                mandate_id=link.mandate_id,
                motion_id=ballot.motion_id,
                ballot_id=ballot.id,
                seat_id=seat.id,
                link_id=link.id,
                extra={"mark": mark},
            )
            reminded += 1
    return reminded


def _due_mark(session: Session, ballot: Ballot, now: datetime) -> str | None:
    """The name of the latest reminder that is due: the deadline it belongs to and how long before. What would have
    been due before every seat was told of this deadline is left out: that letter has reminded them."""
    assert ballot.closes_at is not None
    told_at = _told_at(session, ballot)
    before = {each: duration for each in ballot.reminders if (duration := read_duration(each)) is not None}
    due = [
        (ballot.closes_at - duration, each)
        for each, duration in before.items()
        if told_at < ballot.closes_at - duration <= now
    ]
    if not due:
        return None
    return f"{int(ballot.closes_at.timestamp())}-{max(due)[1]}"


def _told_at(session: Session, ballot: Ballot) -> datetime:
    """When the deadline that holds was announced to every seat: at the opening, or by the last extension."""
    assert ballot.opens_at is not None
    extended = session.exec(
        select(OutboxRow.created_at)
        .where(OutboxRow.ballot_id == ballot.id, OutboxRow.kind == "extended")
        .order_by(col(OutboxRow.created_at).desc())
        .limit(1)
    ).first()
    return extended or ballot.opens_at


def _posted(session: Session, ballot: Ballot, mark: str) -> bool:
    query = select(OutboxRow.id).where(
        OutboxRow.ballot_id == ballot.id,
        OutboxRow.kind == "reminder",
        col(OutboxRow.event).startswith(f"reminder:{mark}:"),
    )
    return session.exec(query).first() is not None
