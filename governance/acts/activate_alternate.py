"""The alternate of a seat is let into one ballot, beside the director: at the director's word, or at the desk's."""

from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import check_open, issue_link
from governance.acts.open_link import check_code, find_link
from governance.acts.write_to import write_to_seat
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.members import Mandate
from governance.store.transaction import Transaction


def activate_alternate(
    tx: Transaction, *, ballot_id: UUID, seat: str, reason: str, vault: Vault, now: datetime
) -> None:
    """The desk lets the alternate of a seat in, and says why; the director is told. Once the alternate has a link,
    asking again changes nothing. Refused: ``ballot-unknown``, ``seat-unknown``, ``ballot-state``, ``ballot-due``,
    ``reason-missing-desk``, ``alternate-missing``."""
    ballot = find.ballot(tx.session, ballot_id)
    check_open(ballot, now)
    place = find.seat(tx.session, ballot_id, seat)
    if not reason.strip():
        raise Refusal("reason-missing-desk")
    _let_in(tx, ballot, place, by="desk", reason=reason.strip(), vault=vault, now=now)


def let_alternate_in(
    tx: Transaction, *, token: str, code: str, vault: Vault, now: datetime
) -> Refusal | None:
    """The director of the link's seat lets the alternate in, with the code. Returned after being counted:
    ``code-wrong`` and its kin. Refused: ``link-unknown``, ``link-revoked``, ``ballot-state``, ``ballot-due``,
    ``director-alone`` for anybody else's link, ``seat-recused``, ``alternate-missing``."""
    link = find_link(tx.session, token)
    wrong = check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    check_open(link.ballot, now)
    if tx.session.get_one(Mandate, link.row.mandate_id).role != "director":
        raise Refusal("director-alone")
    _let_in(tx, link.ballot, link.seat, by="director", reason=None, vault=vault, now=now)
    return None


def _let_in(
    tx: Transaction, ballot: Ballot, seat: Seat, *, by: str, reason: str | None, vault: Vault, now: datetime
) -> None:
    if seat.id in find.recused(tx.session, ballot.id):
        raise Refusal("seat-recused", seat=seat.code)
    mandate = find.mandate_of(tx.session, seat.member_id, "alternate", now)
    if mandate is None:
        raise Refusal("alternate-missing", seat=seat.code)
    if any(link.mandate_id == mandate.id for link in find.live_links(tx.session, seat.id)):
        return
    link = issue_link(
        tx,
        ballot=ballot,
        seat=seat,
        mandate=mandate,
        cause="alternate-activated",
        letter="invitation",
        vault=vault,
        now=now,
    )
    entry = tx.enter(
        "alternate-activated",
        now=now,
        ballot=ballot.id,
        seat=seat.code,
        mandate=mandate.id,
        by=by,
        reason=reason,
    )
    event = f"alternate-told:{link.id}"
    write_to_seat(tx, seat, "alternate-told", event=event, now=now, entry=entry, roles=("director",))
