"""Someone is given an account of the desk."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from governance.addresses import is_address
from governance.refusal import Refusal
from governance.store.tables.accounts import Account
from governance.store.transaction import Transaction
from governance.words.languages import LANGUAGES

ROLES = ("secretariat", "observer")
"""The secretariat acts; an observer reads everything the desk shows and changes nothing."""


def add_account(
    tx: Transaction, *, email: str, name: str, language: str, role: str, password_hash: str, now: datetime
) -> UUID:
    """Add an account and answer its id. ``password_hash``: argon2id, made by the door.

    Refused: ``email-malformed``, ``account-known``, ``name-missing``, ``role-refused``, ``language-refused``.
    """
    address = plain_email(email)
    if not is_address(address):
        raise Refusal("email-malformed", email=address)
    if not name.strip():
        raise Refusal("name-missing")
    if role not in ROLES:
        raise Refusal("role-refused", role=role, roles=ROLES)
    if language not in LANGUAGES:
        raise Refusal("language-refused", language=language, languages=LANGUAGES)
    if tx.session.exec(select(Account.id).where(Account.email == address)).first() is not None:
        raise Refusal("account-known", email=address)
    account = Account(
        email=address,
        name=name.strip(),
        language=language,
        role=role,
        password_hash=password_hash,
        created_at=now,
    )
    tx.session.add(account)
    return account.id


def plain_email(email: str) -> str:
    """An address as accounts are kept and found: without spaces around it, in small letters."""
    return email.strip().lower()
