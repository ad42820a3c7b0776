"""Someone signs in at the desk: a session begins, or a failure is counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete
from sqlmodel import col, select

from governance.access import throttle
from governance.acts.add_account import plain_email
from governance.refusal import Refusal
from governance.store.reads.desk_keeper import may_enter
from governance.store.reads.desk_sessions import read_failures
from governance.store.tables.accounts import Account, Attempt, DeskSession
from governance.store.transaction import Transaction

KEPT = timedelta(days=1)
"""Failures older than this are forgotten."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Who tries, as throttling counts them: keyed digests of the e-mail address and of the network address."""

    email: str
    address: str


def check_wait(failures: dict[str, list[datetime]], subjects: Subjects, *, now: datetime) -> None:
    """Refuse (``sign-in-wait``, until when) a try that comes too soon after too many failures."""
    waits = (
        throttle.wait_until(failures[subjects.email], longest=throttle.LONGEST_FOR_EMAIL, now=now),
        throttle.wait_until(failures[subjects.address], longest=throttle.LONGEST_FOR_ADDRESS, now=now),
    )
    until = max((each for each in waits if each is not None), default=None)
    if until is not None:
        seconds = max(1, ceil((until - now).total_seconds()))
        raise Refusal("sign-in-wait", wait=timedelta(seconds=seconds), retry_after=seconds)


def sign_in(
    tx: Transaction,
    *,
    email: str,
    is_password: bool,
    subjects: Subjects,
    session_hash: str,
    form_key: str,
    replaces: str | None = None,
    password_hash: str | None = None,
    now: datetime,
) -> Refusal | None:
    """Begin a session for the account of ``email`` if ``is_password`` says that its password was given.

    ``replaces`` is the hash of a session that ends with it (an id is never used across a sign-in), ``password_hash``
    the same password hashed anew where parameters have changed. A failure is counted and the refusal returned, so
    that the count is kept: ``sign-in-refused``, the same for a wrong password, no account and a disabled one.
    Raised and not counted: ``sign-in-wait``, and ``desk-elsewhere`` where the account's member does not keep the desk.
    """
    check_wait(read_failures(tx.session, (subjects.email, subjects.address)), subjects, now=now)
    account = tx.session.exec(select(Account).where(Account.email == plain_email(email))).one_or_none()
    if account is None or account.disabled_at is not None or not is_password:
        count_failure(tx, subjects, now)
        return Refusal("sign-in-refused")
    if not may_enter(tx.session, account, now=now):
        raise Refusal("desk-elsewhere")
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


def count_failure(tx: Transaction, subjects: Subjects, now: datetime) -> None:
    """Write a failed try down, for the address it was about and the one it came from."""
    tx.session.execute(
        delete(Attempt).where(col(Attempt.kind) == "sign-in", col(Attempt.tried_at) < now - KEPT)
    )
    for subject in (subjects.email, subjects.address):
        tx.session.add(Attempt(kind="sign-in", subject=subject, tried_at=now))


def _forget(tx: Transaction, subject: str) -> None:
    tx.session.execute(delete(Attempt).where(col(Attempt.kind) == "sign-in", col(Attempt.subject) == subject))


def _end(tx: Transaction, session_hash: str, now: datetime) -> None:
    old = tx.session.get(DeskSession, session_hash)
    if old is not None and old.ended_at is None:
        old.ended_at = now
        tx.session.add(old)
