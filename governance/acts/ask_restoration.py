"""A database that is older than the last signed head is taken up only as two other seats confirm."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts.ask_confirmation import ask_confirmation
from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint
from governance.register.purposes import RESTORATION
from governance.store.transaction import Transaction


def ask_restoration(
    tx: Transaction, *, lost: Checkpoint, seats: Collection[str], note: str, vault: Vault, now: datetime
) -> UUID:
    """Ask these seats to confirm that what followed in the lost history is gone; answers the confirmation's id.

    Refused: ``nothing-lost`` where the register is not shorter than the lost head, and as ``ask_confirmation``.
    """
    size = tx.log.frontier.size
    if size >= lost.size:
        raise Refusal("nothing-lost", entries=size, signed=lost.size)
    return ask_confirmation(
        tx,
        purpose=RESTORATION,
        subject=f"{lost.size}:{lost.root.hex()}",
        facts={"size": lost.size, "root": lost.root.hex(), "kept": size, "lost": lost.size - size},
        reason=note,
        seats=seats,
        vault=vault,
        now=now,
    )
