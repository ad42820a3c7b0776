"""Someone leaves the desk."""

from datetime import datetime

from governance.store.tables.accounts import DeskSession
from governance.store.transaction import Transaction


def sign_out(tx: Transaction, *, session_hash: str, now: datetime) -> None:
    """End a session. Ending one that has ended, or that never was, changes nothing."""
    session = tx.session.get(DeskSession, session_hash)
    if session is not None and session.ended_at is None:
        session.ended_at = now
        tx.session.add(session)
