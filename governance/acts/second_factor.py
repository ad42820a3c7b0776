"""Someone sets up a second factor for an account, proves it, or takes it away."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from governance.access import second_factor
from governance.access.vault import Vault
from governance.acts.failures import Subjects, check_wait, count_failure
from governance.refusal import Refusal
from governance.store.reads.desk_sessions import read_failures
from governance.store.tables.second_factors import RecoveryCode, SecondFactor
from governance.store.transaction import Transaction


def begin_second_factor(tx: Transaction, *, account_id: UUID, wrapped: bytes, now: datetime) -> None:
    """Keep a secret that is not good yet. Refused where one is good: ``second-factor-there``."""
    found = tx.session.get(SecondFactor, account_id)
    if found is not None and found.confirmed_at is not None:
        raise Refusal("second-factor-there")
    if found is not None:
        tx.session.delete(found)
        tx.session.flush()
    tx.session.add(SecondFactor(account_id=account_id, wrapped=wrapped, created_at=now))


def confirm_second_factor(
    tx: Transaction, *, account_id: UUID, code: str, recovery: Sequence[str], vault: Vault, now: datetime
) -> None:
    """The first digits show that the authenticator has the secret: it is asked for from now on. ``recovery``: hashes.

    Refused: ``second-factor-wrong``, ``second-factor-there``.
    """
    found = tx.session.get(SecondFactor, account_id)
    if found is None:
        raise Refusal("second-factor-wrong")
    if found.confirmed_at is not None:
        raise Refusal("second-factor-there")
    if not _takes_digits(tx, found, code, vault=vault, now=now):
        raise Refusal("second-factor-wrong")
    found.confirmed_at = now
    tx.session.add_all([RecoveryCode(code_hash=each, account_id=account_id) for each in recovery])


def remove_second_factor(
    tx: Transaction, *, account_id: UUID, code: str, subjects: Subjects, vault: Vault, now: datetime
) -> Refusal | None:
    """Ask for it no more; whoever takes it away has to hold it. A wrong code is counted like one at the sign-in."""
    check_wait(read_failures(tx.session, (subjects.email, subjects.address)), subjects, now=now)
    if not takes(tx, account_id=account_id, code=code, vault=vault, now=now):
        count_failure(tx, subjects, now)
        return Refusal("second-factor-wrong")
    forget_second_factor(tx, account_id=account_id)
    return None


def forget_second_factor(tx: Transaction, *, account_id: UUID) -> None:
    """Take it away without asking for it: for whoever runs the service, when everything is lost."""
    tx.session.execute(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))
    tx.session.execute(delete(SecondFactor).where(col(SecondFactor.account_id) == account_id))


def takes(tx: Transaction, *, account_id: UUID, code: str, vault: Vault, now: datetime) -> bool:
    """Whether the account asks for no second factor, or this is it: digits of this half minute, or a recovery code.
    What was taken is never taken again."""
    found = tx.session.get(SecondFactor, account_id)
    if found is None or found.confirmed_at is None:
        return True
    return _takes_digits(tx, found, code, vault=vault, now=now) or _takes_recovery(tx, account_id, code, now)


def _takes_digits(tx: Transaction, found: SecondFactor, code: str, *, vault: Vault, now: datetime) -> bool:
    secret = second_factor.unwrap(vault, found.account_id, found.wrapped)
    step = second_factor.matching_step(secret, code, after=found.last_step, now=now)
    if step is None:
        return False
    found.last_step = step
    tx.session.add(found)
    return True


def _takes_recovery(tx: Transaction, account_id: UUID, code: str, now: datetime) -> bool:
    found = tx.session.get(RecoveryCode, second_factor.recovery_hash(code))
    if found is None or found.account_id != account_id or found.used_at is not None:
        return False
    found.used_at = now
    tx.session.add(found)
    return True
