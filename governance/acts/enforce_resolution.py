"""A suspended resolution is put in force: the desk asks, a second seat confirms, and it happens at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.ask_confirmation import ask_confirmation
from governance.acts.happen import change_others, happen
from governance.acts.write_to import write_to_network
from governance.refusal import Refusal
from governance.rules.force import step
from governance.store.reads.standings import standing_of
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import MotionVersion
from governance.store.tables.resolutions import Resolution
from governance.store.transaction import Transaction


def ask_enforcement(
    tx: Transaction, *, number: str, reason: str, seats: Collection[str], vault: Vault, now: datetime
) -> UUID:
    """Ask other seats to confirm that the condition is met; answers the confirmation's id.

    Refused: ``resolution-unknown``, ``resolution-not-suspended``, and what ``ask_confirmation`` refuses.
    """
    check_suspended(tx, find.resolution(tx.session, number))
    return ask_confirmation(
        tx,
        purpose="enforcement",
        subject=number,
        facts={"resolution": number},
        reason=reason,
        seats=seats,
        vault=vault,
        now=now,
    )


def enforce_resolution(
    tx: Transaction, *, number: str, confirmed_by: tuple[str, ...], reason: str, now: datetime
) -> None:
    """Put the resolution in force, change what it said it would, and tell every member. Refused:
    ``resolution-unknown``, ``resolution-not-suspended`` where a later one came first."""
    resolution = find.resolution(tx.session, number)
    check_suspended(tx, resolution)
    entry = tx.enter("resolution-enforced", now=now, number=number, seats=list(confirmed_by))
    happen(
        tx,
        resolution,
        "enforced",
        entry=entry,
        now=now,
        facts={"seats": list(confirmed_by), "reason": reason},
    )
    ballot = tx.session.get_one(Ballot, resolution.ballot_id)
    version = tx.session.get_one(MotionVersion, ballot.version_id)
    change_others(tx, resolution, version.life or {}, now=now)
    write_to_network(
        tx,
        "in-force",
        event=f"in-force:{resolution.id}",
        now=now,
        entry=entry,
        extra={"resolution": number},
    )


def check_suspended(tx: Transaction, resolution: Resolution) -> None:
    """Refuse (``resolution-not-suspended``) a resolution that cannot be put in force."""
    stands = standing_of(tx.session, resolution)
    if stands is None or step(stands.state, "enforced") is None:
        raise Refusal("resolution-not-suspended", resolution=resolution.number)
