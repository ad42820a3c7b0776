"""A session of the desk is in use."""

from datetime import datetime

from governance.store.tables.accounts import DeskSession
from governance.store.transaction import Transaction


def keep_signed_in(tx: Transaction, *, session_hash: str, now: datetime) -> None:
    """Write down that the session was used at ``now``; never earlier than is written already."""
    session = tx.session.get(DeskSession, session_hash)
    if session is not None and session.ended_at is None and session.seen_at < now:
        session.seen_at = now
        tx.session.add(session)
