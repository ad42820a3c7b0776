"""The accounts of the desk."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from governance.store.tables.accounts import Account


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account without what it signs in with."""

    email: str
    name: str
    role: str
    disabled_at: datetime | None


def accounts(session: Session) -> list[AccountFacts]:
    """Every account, by address."""
    return [
        AccountFacts(account.email, account.name, account.role, account.disabled_at)
        for account in session.exec(select(Account).order_by(Account.email)).all()
    ]
