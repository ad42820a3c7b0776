"""Someone gives an account of the desk another password, or ends every session it has."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from governance.acts.failures import Subjects, check_wait, count_failure
from governance.refusal import Refusal
from governance.store.reads.desk_sessions import read_failures
from governance.store.tables.accounts import Account, DeskSession
from governance.store.transaction import Transaction


def change_password(
    tx: Transaction,
    *,
    account_id: UUID,
    is_password: bool,
    subjects: Subjects,
    password_hash: str,
    keep: str,
    now: datetime,
) -> Refusal | None:
    """Keep another password, and end every session of the account but ``keep``, the hash of the one at work.

    ``is_password`` says whether the present password was given as well; where it was not, the failure is counted
    like one at the sign-in, and ``password-wrong`` returned. Raised and not counted: ``sign-in-wait``.
    """
    check_wait(read_failures(tx.session, (subjects.email, subjects.address)), subjects, now=now)
    if not is_password:
        count_failure(tx, subjects, now)
        return Refusal("password-wrong")
    account = tx.session.get_one(Account, account_id)
    account.password_hash = password_hash
    tx.session.add(account)
    end_sessions(tx, account_id=account_id, keep=keep, now=now)
    return None


def end_sessions(tx: Transaction, *, account_id: UUID, keep: str | None = None, now: datetime) -> None:
    """End every session of an account that has not ended, but for the one whose hash is ``keep``."""
    tx.session.execute(
        update(DeskSession)
        .where(
            col(DeskSession.account_id) == account_id,
            col(DeskSession.ended_at).is_(None),
            col(DeskSession.id_hash) != (keep or ""),
        )
        .values(ended_at=now)
    )
