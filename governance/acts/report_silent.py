"""Two days before the end the desk learns which seats have not answered, once for each end."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from governance.acts import find
from governance.acts.write_to import write_to_desk
from governance.store.reads.desk_ballots import shows_answers
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction

BEFORE = timedelta(days=2)
"""How long before the end; a ballot that is open for less is not reported on."""


def reports_due(session: Session, *, now: datetime) -> list[UUID]:
    """The open ballots within two days of their end of which the desk has not been told yet."""
    query = select(Ballot).where(
        Ballot.state == "open", col(Ballot.closes_at) > now, col(Ballot.closes_at) <= now + BEFORE
    )
    return [ballot.id for ballot in session.exec(query).all() if _is_due(session, ballot)]


def report_silent(tx: Transaction, *, ballot_id: UUID, now: datetime) -> None:
    """Write to the desk which seats have neither answered nor stepped out. Nothing where every seat has, where the
    desk has been told, and under a rule whose answers nobody may see."""
    ballot = find.ballot(tx.session, ballot_id)
    if ballot.state != "open" or not _is_due(tx.session, ballot):
        return
    answered = find.answered(tx.session, ballot.id) | find.recused(tx.session, ballot.id)
    silent = [seat.code for seat in find.seats(tx.session, ballot.id) if seat.id not in answered]
    if silent:
        write_to_desk(
            tx, "desk-silent", event=_event(ballot), now=now, ballot=ballot, extra={"seats": silent}
        )


def _is_due(session: Session, ballot: Ballot) -> bool:
    assert ballot.opens_at is not None and ballot.closes_at is not None
    if ballot.opens_at >= ballot.closes_at - BEFORE or not shows_answers(ballot.state, ballot.rule):
        return False
    posted = select(OutboxRow.id).where(
        OutboxRow.ballot_id == ballot.id, col(OutboxRow.event).startswith(_event(ballot))
    )
    return session.exec(posted).first() is None


def _event(ballot: Ballot) -> str:
    assert ballot.closes_at is not None
    return f"desk-silent:{int(ballot.closes_at.timestamp())}:{ballot.id}"
