"""The second factor of an account."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, func, select

from governance.store.tables.second_factors import RecoveryCode, SecondFactor


@dataclass(frozen=True, slots=True)
class SecondFactorFacts:
    """Its secret as it is kept, whether it is asked for, and how many recovery codes are left."""

    wrapped: bytes = field(repr=False)
    confirmed: bool
    codes_left: int


def read_second_factor(session: Session, account_id: UUID) -> SecondFactorFacts | None:
    """The second factor of this account, if one was begun."""
    found = session.get(SecondFactor, account_id)
    if found is None:
        return None
    query = select(func.count()).where(
        RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None)
    )
    return SecondFactorFacts(found.wrapped, found.confirmed_at is not None, session.exec(query).one())


def has_second_factor(session: Session, account_id: UUID) -> bool:
    """Whether the account is asked for it."""
    found = session.get(SecondFactor, account_id)
    return found is not None and found.confirmed_at is not None
