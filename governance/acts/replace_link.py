"""The desk replaces a seat's link after a call-back, or gives the alternate one for this ballot."""

from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import check_open, issue_link, reissue_link
from governance.refusal import Refusal
from governance.store.transaction import Transaction


def replace_link(tx: Transaction, *, ballot_id: UUID, seat: str, vault: Vault, now: datetime) -> None:
    """The seat's links die and new ones go out by letter. Refused: ``ballot-unknown``, ``seat-unknown``,
    ``ballot-state``, ``ballot-due``."""
    ballot = find.ballot(tx.session, ballot_id)
    check_open(ballot, now)
    place = find.seat(tx.session, ballot_id, seat)
    reissue_link(tx, ballot=ballot, seat=place, cause="reissued", vault=vault, now=now)


def activate_alternate(tx: Transaction, *, ballot_id: UUID, seat: str, vault: Vault, now: datetime) -> None:
    """The alternate of a seat gets a link for this ballot, beside the director's. Once it has one, asking again
    changes nothing. Refused: as ``replace_link``, and ``alternate-missing``."""
    ballot = find.ballot(tx.session, ballot_id)
    check_open(ballot, now)
    place = find.seat(tx.session, ballot_id, seat)
    mandate = find.mandate_of(tx.session, place.member_id, "alternate", now)
    if mandate is None:
        raise Refusal("alternate-missing", seat=seat)
    if any(link.mandate_id == mandate.id for link in find.live_links(tx.session, place.id)):
        return
    issue_link(
        tx,
        ballot=ballot,
        seat=place,
        mandate=mandate,
        cause="alternate-activated",
        letter="invitation",
        vault=vault,
        now=now,
    )
