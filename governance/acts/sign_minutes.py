"""The desk signs the minutes of a resolution."""

from datetime import datetime
from uuid import UUID

from governance.acts import find
from governance.refusal import Refusal
from governance.store.tables.resolutions import Minutes
from governance.store.transaction import Transaction


def sign_minutes(tx: Transaction, *, number: str, account_id: UUID, digest: str, now: datetime) -> datetime:
    """Enter that the minutes with this SHA-256 were signed; answers when. Signing the same again changes nothing.
    Refused: ``resolution-unknown``, ``minutes-signed`` when other minutes were signed before."""
    resolution = find.resolution(tx.session, number)
    signed = tx.session.get(Minutes, resolution.ballot_id)
    if signed is not None:
        if signed.digest != digest:
            raise Refusal("minutes-signed", signed_at=signed.signed_at)
        return signed.signed_at
    tx.session.add(
        Minutes(ballot_id=resolution.ballot_id, account_id=account_id, digest=digest, signed_at=now)
    )
    tx.enter("minutes-signed", now=now, ballot=resolution.ballot_id, minutes=digest)
    return now
