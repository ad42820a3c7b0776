"""Someone is given an account of the desk."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from governance.addresses import is_address
from governance.refusal import Refusal
from governance.store.tables.accounts import Account
from governance.store.tables.members import Member
from governance.store.tables.network import Network
from governance.store.transaction import Transaction
from governance.words.languages import LANGUAGES

ROLES = ("secretariat", "observer")
"""The secretariat acts; an observer reads everything the desk shows and changes nothing."""


def add_account(
    tx: Transaction,
    *,
    email: str,
    name: str,
    language: str,
    role: str,
    password_hash: str,
    member: str | None = None,
    now: datetime,
) -> UUID:
    """Add an account of a member, by default of the one that keeps the desk, and answer its id. ``password_hash``:
    argon2id, made by the door.

    Refused: ``email-malformed``, ``account-known``, ``name-missing``, ``role-refused``, ``language-refused``,
    ``member-unknown``.
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
        member=_member(tx, member),
        created_at=now,
    )
    tx.session.add(account)
    return account.id


def _member(tx: Transaction, code: str | None) -> str | None:
    """The member whose account it is; another than the secretariat's acts once the desk was handed over to it."""
    if code is None:
        network = tx.session.get(Network, 1)
        return network.secretariat if network else None
    if tx.session.exec(select(Member.id).where(Member.code == code)).first() is None:
        raise Refusal("member-unknown", member=code)
    return code


def plain_email(email: str) -> str:
    """An address as accounts are kept and found: without spaces around it, in small letters."""
    return email.strip().lower()
