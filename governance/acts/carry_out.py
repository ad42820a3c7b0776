"""What is carried out once enough seats have confirmed: a literal table, each purpose with its act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.access.vault import Vault
from governance.acts.change_address import change_address
from governance.acts.enforce_resolution import enforce_resolution
from governance.acts.enter_restoration import enter_restoration
from governance.acts.hand_over import hand_over
from governance.register.purposes import RESTORATION
from governance.rules.rule import Rule
from governance.store.tables.confirmations import Confirmation
from governance.store.transaction import Transaction

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Means:
    """What acts need beside their facts: the keys and the rules of the service."""

    vault: Vault
    rulebook: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was asked and is confirmed: its facts, the seats that confirmed it, and why the desk asked."""

    facts: Facts
    seats: tuple[str, ...]
    reason: str


def carry_out(
    tx: Transaction, confirmation: Confirmation, *, seats: tuple[str, ...], means: Means, now: datetime
) -> None:
    """Carry out what was confirmed by ``seats``; refused as the act of its purpose refuses."""
    CARRIED_OUT[confirmation.purpose](
        tx, Confirmed(confirmation.facts, seats, confirmation.reason), means, now
    )


def _change_address(tx: Transaction, confirmed: Confirmed, means: Means, now: datetime) -> None:
    change_address(
        tx,
        member=confirmed.facts["member"],
        role=confirmed.facts["role"],
        email=confirmed.facts["email"],
        confirmed_by=confirmed.seats,
        vault=means.vault,
        now=now,
    )


def _enforce(tx: Transaction, confirmed: Confirmed, _means: Means, now: datetime) -> None:
    enforce_resolution(
        tx,
        number=confirmed.facts["resolution"],
        confirmed_by=confirmed.seats,
        reason=confirmed.reason,
        now=now,
    )


def _enter_restoration(tx: Transaction, confirmed: Confirmed, means: Means, now: datetime) -> None:
    enter_restoration(
        tx,
        size=confirmed.facts["size"],
        root=confirmed.facts["root"],
        seats=confirmed.seats,
        note=confirmed.reason,
        rulebook=means.rulebook,
        now=now,
    )


def _hand_over(tx: Transaction, confirmed: Confirmed, _means: Means, now: datetime) -> None:
    hand_over(
        tx,
        to=confirmed.facts["to"],
        hands_over_at=datetime.fromisoformat(confirmed.facts["hands_over_at"]),
        contact=confirmed.facts["contact"],
        now=now,
    )


CARRIED_OUT: Mapping[str, Callable[[Transaction, Confirmed, Means, datetime], None]] = {
    "address-change": _change_address,
    "enforcement": _enforce,
    "handover": _hand_over,
    RESTORATION: _enter_restoration,
}
"""Purpose (of ``register.purposes.NEEDED``) -> what is done."""
