"""What was asked of other seats comes to its end: carried out, declined, lapsed, or taken back by the desk."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from governance.acts.write_to import write_to_desk, write_to_network
from governance.refusal import Refusal
from governance.store.tables.confirmations import Confirmation
from governance.store.transaction import Transaction

PRIVATE = ("email",)
"""Facts that are kept only as long as they are needed."""


def settle(tx: Transaction, confirmation: Confirmation, outcome: str, *, now: datetime) -> None:
    """Enter the outcome, tell all seats and the desk by letter, forget what is private in its facts."""
    confirmation.state, confirmation.settled_at = outcome, now
    confirmation.facts = {name: fact for name, fact in confirmation.facts.items() if name not in PRIVATE}
    tx.session.add(confirmation)
    entry = tx.enter("confirmation-settled", now=now, confirmation=confirmation.id, outcome=outcome)
    extra = {"confirmation": str(confirmation.id)}
    event = f"confirmation-settled:{confirmation.id}"
    write_to_network(tx, "confirmation-settled", event=event, now=now, entry=entry, extra=extra)
    write_to_desk(tx, "confirmation-settled", event=event, now=now, entry=entry, extra=extra)


def check_waiting(confirmation: Confirmation, at: datetime) -> None:
    """Refuse (``confirmation-over``) what was settled before, or comes at or after the end of its term."""
    if confirmation.state != "asked" or at >= confirmation.expires_at:
        raise Refusal("confirmation-over", state=confirmation.state, expires_at=confirmation.expires_at)


def take_back(tx: Transaction, *, confirmation_id: UUID, now: datetime) -> None:
    """The desk takes back what it asked for; done twice it changes nothing. Refused: ``confirmation-unknown``,
    ``confirmation-over``."""
    confirmation = tx.session.exec(
        select(Confirmation).where(Confirmation.id == confirmation_id).with_for_update()
    ).one_or_none()
    if confirmation is None:
        raise Refusal("confirmation-unknown")
    if confirmation.state == "withdrawn":
        return
    check_waiting(confirmation, now)
    settle(tx, confirmation, "withdrawn", now=now)


def lapse_confirmations(tx: Transaction, *, now: datetime) -> None:
    """What was not confirmed within its term lapses."""
    due = select(Confirmation).where(Confirmation.state == "asked", col(Confirmation.expires_at) <= now)
    for confirmation in tx.session.exec(due.with_for_update()).all():
        settle(tx, confirmation, "lapsed", now=now)
