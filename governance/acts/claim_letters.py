"""A worker takes letters that are due, so that no other sends them; what has become pointless is taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from governance.acts import find
from governance.store.reads.actions import progress_of
from governance.store.reads.outbox import is_due, is_waiting
from governance.store.tables.accounts import Account
from governance.store.tables.ballots import Ballot, Link
from governance.store.tables.confirmations import Confirmation
from governance.store.tables.follow_ups import Action
from governance.store.tables.members import Mandate, Person
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction

CLAIM = timedelta(minutes=2)
"""A worker that has not said what came of a letter after so long is taken for dead, and the letter is sent again."""

PERSONAL = ("invitation", "reminder", "link-replaced", "link-resent", "new-code")
"""Letters that carry a link or a code: pointless once that link opens no ballot."""

CONFIRMING = ("confirmation-asked", "confirmation-code", "confirmation-told")
"""Letters about what the desk asks other seats to confirm, until it is settled."""

OF_ACTION = ("action-assigned", "action-reminder")
"""Letters to whoever is responsible for an action, as long as it is open."""

WHILE_OPEN = ("extended", "desk-silent", "meeting-asked")
"""Letters that say what can still be done in an open ballot."""


def claim_letters(tx: Transaction, *, at_most: int, now: datetime, kinds: Sequence[str] = ()) -> list[UUID]:
    """Claim up to ``at_most`` due letters for ``CLAIM`` and answer their ids, the longest due first; only of ``kinds``,
    where some are named.

    One conditional update says who sends a letter: of two workers one gets it. Letters that nobody should get any
    more (a reminder to a seat that has answered, a link that no longer opens) are cancelled on the way.
    """
    while waiting := _due(tx.session, at_most, now, kinds):
        wanted = [row.id for row in waiting if not is_pointless(tx.session, row, now=now)]
        _cancel(tx.session, [row.id for row in waiting if row.id not in wanted], now)
        if wanted:
            return _claim(tx.session, wanted, now)
    return []


def release_letters(tx: Transaction, *, letters: Sequence[UUID]) -> None:
    """Give claimed letters back untried."""
    tx.session.execute(
        update(OutboxRow).where(col(OutboxRow.id).in_(letters), is_waiting()).values(claimed_until=None)
    )


def is_pointless(session: Session, row: OutboxRow, *, now: datetime) -> bool:
    """Whether sending this letter now would tell its receiver something that is over."""
    if not _has_receiver(session, row):
        return True
    if row.kind == "motion-tabled":
        return session.get_one(Motion, row.motion_id).state != "tabled"
    if row.kind in CONFIRMING:
        confirmation = session.get_one(Confirmation, UUID(row.extra["confirmation"]))
        return confirmation.state != "asked" or now >= confirmation.expires_at
    if row.kind in OF_ACTION:
        action = session.get_one(Action, UUID(row.extra["action"]))
        return not progress_of(session, action).is_open
    return row.kind in (*WHILE_OPEN, *PERSONAL) and _is_over(session, row, now)


def _is_over(session: Session, row: OutboxRow, now: datetime) -> bool:
    """Whether the ballot has ended, the link has died, or the seat need not be reminded any more."""
    ballot = session.get_one(Ballot, row.ballot_id)
    if ballot.state != "open" or ballot.closes_at is None or now >= ballot.closes_at:
        return True
    if row.kind in PERSONAL and session.get_one(Link, row.link_id).revoked_at is not None:
        return True
    return row.kind == "reminder" and (_has_answered(session, row) or _is_overtaken(session, row))


def _due(session: Session, at_most: int, now: datetime, kinds: Sequence[str]) -> list[OutboxRow]:
    query = select(OutboxRow).where(is_due(now, kinds))
    return list(
        session.exec(query.order_by(col(OutboxRow.due_at), col(OutboxRow.created_at)).limit(at_most)).all()
    )


def _claim(session: Session, letters: list[UUID], now: datetime) -> list[UUID]:
    claimed = session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(letters), is_due(now))
        .values(claimed_until=now + CLAIM)
        .returning(col(OutboxRow.id))
    )
    won = set(claimed.scalars())
    return [letter for letter in letters if letter in won]


def _cancel(session: Session, letters: list[UUID], now: datetime) -> None:
    if letters:
        session.execute(update(OutboxRow).where(col(OutboxRow.id).in_(letters)).values(cancelled_at=now))


def _has_receiver(session: Session, row: OutboxRow) -> bool:
    if row.account_id is not None:
        return session.get_one(Account, row.account_id).disabled_at is None
    if row.mandate_id is None:
        return find.network(session).contact.get("second") is not None
    person = session.get_one(Person, session.get_one(Mandate, row.mandate_id).person_id)
    return person.erased_at is None


def _has_answered(session: Session, row: OutboxRow) -> bool:
    assert row.seat_id is not None and row.ballot_id is not None
    return find.live_vote(session, row.seat_id) is not None or row.seat_id in find.recused(
        session, row.ballot_id
    )


def _is_overtaken(session: Session, row: OutboxRow) -> bool:
    """Of reminders that waited through an outage only the last is sent."""
    query = select(OutboxRow.id).where(
        OutboxRow.kind == "reminder",
        OutboxRow.link_id == row.link_id,
        col(OutboxRow.created_at) > row.created_at,
    )
    return session.exec(query).first() is not None
