"""Somebody has forgotten the password of the desk: whoever keeps the machine sets another, and it is known."""

from datetime import datetime

from sqlmodel import select

from governance.acts import find
from governance.acts.add_account import plain_email
from governance.acts.change_password import end_sessions
from governance.acts.second_factor import forget_second_factor
from governance.acts.write_to import write_to_desk
from governance.refusal import Refusal
from governance.store.tables.accounts import Account
from governance.store.transaction import Transaction


def reset_password(tx: Transaction, *, email: str, password_hash: str, now: datetime) -> None:
    """Another password for the account, whose sessions all end and whose second factor is forgotten. The register says
    that an account of this member got one, not whose; every account of the desk and the second contact are told.
    Refused: ``account-unknown``."""
    account = tx.session.exec(select(Account).where(Account.email == plain_email(email))).one_or_none()
    if account is None or account.disabled_at is not None:
        raise Refusal("account-unknown", email=plain_email(email))
    account.password_hash = password_hash
    tx.session.add(account)
    end_sessions(tx, account_id=account.id, now=now)
    forget_second_factor(tx, account_id=account.id)
    member = account.member or find.network(tx.session).secretariat
    entry = tx.enter("account-reset", now=now, member=member, role=account.role)
    event, extra = f"account-reset:{entry}", {"email": account.email}
    write_to_desk(tx, "account-reset", event=event, now=now, entry=entry, extra=extra)
    tx.post("account-reset", event, now=now, entry=entry, extra=extra)
