"""The desk replaces a seat's link after a call-back."""

from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import check_open, reissue_link
from governance.store.transaction import Transaction


def replace_link(tx: Transaction, *, ballot_id: UUID, seat: str, vault: Vault, now: datetime) -> None:
    """The seat's links die and new ones go out by letter. Refused: ``ballot-unknown``, ``seat-unknown``,
    ``ballot-state``, ``ballot-due``."""
    ballot = find.ballot(tx.session, ballot_id)
    check_open(ballot, now)
    place = find.seat(tx.session, ballot_id, seat)
    reissue_link(tx, ballot=ballot, seat=place, cause="reissued", vault=vault, now=now)
