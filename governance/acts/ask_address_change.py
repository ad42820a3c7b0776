"""While a ballot of a seat is open, its letters do not go elsewhere on the desk's word alone: another seat confirms."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts.ask_confirmation import ask_confirmation
from governance.acts.change_address import check_change
from governance.store.transaction import Transaction


def ask_address_change(
    tx: Transaction,
    *,
    member: str,
    role: str,
    email: str,
    reason: str,
    seats: Collection[str],
    vault: Vault,
    now: datetime,
) -> UUID:
    """Ask other seats to confirm the change that ``change_address`` makes; answers the confirmation's id.

    The register and the letters to all name member and role; the address stands on the page of whoever confirms, and
    is forgotten once the matter is settled. Refused: as ``change_address`` and ``ask_confirmation``, and
    ``confirming-seat-wrong`` where the seat itself would confirm.
    """
    check_change(tx, member=member, role=role, email=email, now=now)
    return ask_confirmation(
        tx,
        purpose="address-change",
        subject=f"{member}:{role}",
        facts={"member": member, "role": role, "email": email},
        reason=reason,
        seats=seats,
        without=member,
        vault=vault,
        now=now,
    )
