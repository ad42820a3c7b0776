"""A mandate's address changes: both addresses are told, and what was sent to the former one stops opening."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import issue_link, revoke_links
from governance.addresses import is_address
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Link, Seat
from governance.store.tables.members import Mandate, Member, Person
from governance.store.transaction import Transaction


def change_address(
    tx: Transaction,
    *,
    member: str,
    role: str,
    email: str,
    confirmed_by: tuple[str, ...] = (),
    vault: Vault,
    now: datetime,
) -> None:
    """Letters to whoever is ``director`` or ``alternate`` of the member go to ``email`` from now on.

    The former and the new address are written to first, then the links of the mandate in open ballots die and new
    ones go to the new address. Changing to the address it is changes nothing. Refused: ``address-malformed``,
    ``member-unknown``, ``mandate-missing``, and ``address-unconfirmed`` while a ballot of the seat is open and no
    other seat has confirmed.
    """
    mandate = check_change(tx, member=member, role=role, email=email, now=now)
    person = tx.session.get_one(Person, mandate.person_id)
    if person.email == email:
        return
    if not confirmed_by and in_open_ballot(tx, mandate.member_id):
        raise Refusal("address-unconfirmed", member=member)
    person.former_email, person.email = person.email, email
    tx.session.add(person)
    entry = tx.enter("address-changed", now=now, mandate=str(mandate.id), member=member)
    for letter in ("address-left", "address-taken"):
        tx.post(letter, f"{letter}:{mandate.id}:{entry}", now=now, mandate_id=mandate.id, entry=entry)
    for link in _open_links(tx, mandate):
        _replace(tx, link, mandate, vault=vault, now=now)


def check_change(tx: Transaction, *, member: str, role: str, email: str, now: datetime) -> Mandate:
    """Refuse what ``change_address`` could never do; answers the mandate whose address it is."""
    if not is_address(email):
        raise Refusal("address-malformed")
    return _mandate(tx, member, role, now)


def in_open_ballot(tx: Transaction, member_id: UUID) -> bool:
    """Whether the member has a seat in a ballot that is open."""
    query = (
        select(Seat.id)
        .join(Ballot, col(Ballot.id) == col(Seat.ballot_id))
        .where(Seat.member_id == member_id, Ballot.state == "open")
    )
    return tx.session.exec(query).first() is not None


def _mandate(tx: Transaction, code: str, role: str, now: datetime) -> Mandate:
    member = tx.session.exec(select(Member).where(Member.code == code)).one_or_none()
    if member is None:
        raise Refusal("member-unknown", member=code)
    mandate = find.mandate_of(tx.session, member.id, role, now)
    if mandate is None:
        raise Refusal("mandate-missing", member=code)
    return mandate


def _open_links(tx: Transaction, mandate: Mandate) -> list[Link]:
    query = (
        select(Link)
        .join(Ballot, col(Ballot.id) == col(Link.ballot_id))
        .where(Link.mandate_id == mandate.id, col(Link.revoked_at).is_(None), Ballot.state == "open")
    )
    return list(tx.session.exec(query).all())


def _replace(tx: Transaction, link: Link, mandate: Mandate, *, vault: Vault, now: datetime) -> None:
    """The link dies and the mandate gets the next one; the other mandate of the seat keeps its own."""
    ballot = find.ballot(tx.session, link.ballot_id)
    seat = tx.session.get_one(Seat, link.seat_id)
    revoke_links(tx, seat=seat, cause="address-changed", now=now, mandate=mandate)
    issue_link(
        tx,
        ballot=ballot,
        seat=seat,
        mandate=mandate,
        cause="address-changed",
        letter="link-replaced",
        vault=vault,
        now=now,
    )
