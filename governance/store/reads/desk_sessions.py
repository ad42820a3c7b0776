"""Accounts and sessions of the desk, as its door needs them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.reads.desk_keeper import may_enter
from governance.store.tables.accounts import Account, Attempt, DeskSession


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What signing in needs of an account."""

    password_hash: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session with the account it belongs to. Whether it is still good is for ``access.sessions`` to say."""

    session_hash: str
    form_key: str = field(repr=False)
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    account_id: UUID
    email: str
    name: str
    role: str


def find_account(session: Session, email: str) -> KnownAccount | None:
    """The account of this address, unless there is none or it is disabled."""
    query = select(Account).where(Account.email == email, col(Account.disabled_at).is_(None))
    account = session.exec(query).one_or_none()
    return None if account is None else KnownAccount(account.password_hash, account.language)


def read_failures(session: Session, subjects: Sequence[str]) -> dict[str, list[datetime]]:
    """When signing in failed, for each of these subjects."""
    query = select(Attempt.subject, Attempt.tried_at).where(
        Attempt.kind == "sign-in", col(Attempt.subject).in_(subjects)
    )
    failures: dict[str, list[datetime]] = {subject: [] for subject in subjects}
    for subject, tried_at in session.exec(query).all():
        failures[subject].append(tried_at)
    return failures


def find_session(session: Session, session_hash: str, *, now: datetime) -> SessionFacts | None:
    """The session whose id has this hash, of an account that is not disabled and has its powers at ``now``."""
    query = select(DeskSession, Account).where(
        DeskSession.id_hash == session_hash,
        DeskSession.account_id == Account.id,
        col(Account.disabled_at).is_(None),
    )
    found = session.exec(query).one_or_none()
    if found is None:
        return None
    row, account = found
    if not may_enter(session, account, now=now):
        return None
    return SessionFacts(
        session_hash=row.id_hash,
        form_key=row.form_key,
        created_at=row.created_at,
        seen_at=row.seen_at,
        ended_at=row.ended_at,
        account_id=account.id,
        email=account.email,
        name=account.name,
        role=account.role,
    )
