"""Someone signs in at the desk: a session begins, or a failure is counted."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from governance.access.vault import Vault
from governance.acts.add_account import plain_email
from governance.acts.failures import Subjects, check_wait, count_failure
from governance.acts.second_factor import takes
from governance.refusal import Refusal
from governance.store.reads.desk_keeper import may_enter
from governance.store.reads.desk_sessions import read_failures
from governance.store.tables.accounts import Account, Attempt, DeskSession
from governance.store.transaction import Transaction


def sign_in(
    tx: Transaction,
    *,
    email: str,
    is_password: bool,
    second: str,
    vault: Vault,
    subjects: Subjects,
    session_hash: str,
    form_key: str,
    replaces: str | None = None,
    password_hash: str | None = None,
    now: datetime,
) -> Refusal | None:
    """Begin a session for the account of ``email`` if ``is_password`` says that its password was given, and ``second``
    is its second factor where it has one.

    ``replaces`` is the hash of a session that ends with it (an id is never used across a sign-in), ``password_hash``
    the same password hashed anew where parameters have changed. A failure is counted and the refusal returned, so
    that the count is kept: ``sign-in-refused``, the same for a wrong password, no account and a disabled one;
    ``second-factor-wrong``, also where it was not given.
    Raised and not counted: ``sign-in-wait``, and ``desk-elsewhere`` where the account's member does not keep the desk.
    """
    check_wait(read_failures(tx.session, (subjects.email, subjects.address)), subjects, now=now)
    account = tx.session.exec(select(Account).where(Account.email == plain_email(email))).one_or_none()
    if account is None or account.disabled_at is not None or not is_password:
        count_failure(tx, subjects, now)
        return Refusal("sign-in-refused")
    if not may_enter(tx.session, account, now=now):
        raise Refusal("desk-elsewhere")
    if not takes(tx, account_id=account.id, code=second, vault=vault, now=now):
        count_failure(tx, subjects, now)
        return Refusal("second-factor-wrong")
    if password_hash is not None:
        account.password_hash = password_hash
        tx.session.add(account)
    if replaces is not None:
        _end(tx, replaces, now)
    _forget(tx, subjects.email)
    tx.session.add(
        DeskSession(
            id_hash=session_hash, account_id=account.id, form_key=form_key, created_at=now, seen_at=now
        )
    )
    return None


def _forget(tx: Transaction, subject: str) -> None:
    tx.session.execute(delete(Attempt).where(col(Attempt.kind) == "sign-in", col(Attempt.subject) == subject))


def _end(tx: Transaction, session_hash: str, now: datetime) -> None:
    old = tx.session.get(DeskSession, session_hash)
    if old is not None and old.ended_at is None:
        old.ended_at = now
        tx.session.add(old)
