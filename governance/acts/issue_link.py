"""Links come into being, are issued anew, and die."""

from datetime import datetime

from sqlmodel import col, func, select

from governance.access.links import token_hash, token_of
from governance.access.vault import Vault
from governance.acts import find
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Link, Seat
from governance.store.tables.members import Mandate
from governance.store.transaction import Transaction


def issue_link(
    tx: Transaction,
    *,
    ballot: Ballot,
    seat: Seat,
    mandate: Mandate,
    cause: str,
    letter: str,
    vault: Vault,
    now: datetime,
) -> Link:
    """Issue the next link of a seat to a mandate, with its entry and the letter that carries it.

    ``cause``: opening, reissued, mandate-changed, address-changed, alternate-activated, disowned.
    """
    last = tx.session.exec(
        select(func.max(Link.issue)).where(Link.seat_id == seat.id, Link.mandate_id == mandate.id)
    ).one()
    issue = (last or 0) + 1
    token = token_of(vault, ballot=ballot.id, seat=seat.id, mandate=mandate.id, issue=issue)
    link = Link(
        ballot_id=ballot.id,
        seat_id=seat.id,
        mandate_id=mandate.id,
        issue=issue,
        token_hash=token_hash(token),
        issued_at=now,
    )
    tx.session.add(link)
    tx.session.flush()
    entry = tx.enter(
        "link-issued",
        now=now,
        ballot=str(ballot.id),
        seat=seat.code,
        mandate=str(mandate.id),
        issue=issue,
        cause=cause,
    )
    tx.post(
        letter,
        f"{letter}:{link.id}",
        now=now,
        mandate_id=mandate.id,
        motion_id=ballot.motion_id,
        ballot_id=ballot.id,
        seat_id=seat.id,
        link_id=link.id,
        entry=entry,
        extra={"cause": cause},
    )
    return link


def revoke_links(
    tx: Transaction, *, seat: Seat, cause: str, now: datetime, mandate: Mandate | None = None
) -> list[Link]:
    """Every link of the seat, or of one of its mandates, stops opening; answers those that did until now."""
    links = find.live_links(tx.session, seat.id)
    if mandate is not None:
        links = [link for link in links if link.mandate_id == mandate.id]
    for link in links:
        link.revoked_at = now
        link.revoked_cause = cause
        tx.session.add(link)
        tx.enter(
            "link-revoked",
            now=now,
            ballot=str(seat.ballot_id),
            seat=seat.code,
            mandate=str(link.mandate_id),
            issue=link.issue,
            cause=cause,
        )
    return links


def reissue_link(
    tx: Transaction, *, ballot: Ballot, seat: Seat, cause: str, vault: Vault, now: datetime
) -> None:
    """The seat's old links die and those who held them get new ones, at their registered addresses."""
    holders = {link.mandate_id for link in revoke_links(tx, seat=seat, cause=cause, now=now)}
    director = find.mandate_of(tx.session, seat.member_id, "director", now)
    if director is not None:
        holders.add(director.id)
    live = tx.session.exec(select(Mandate).where(col(Mandate.id).in_(holders))).all()
    for mandate in live:
        if mandate.closes_at is None or mandate.closes_at > now:
            issue_link(
                tx,
                ballot=ballot,
                seat=seat,
                mandate=mandate,
                cause=cause,
                letter="link-replaced",
                vault=vault,
                now=now,
            )


def check_open(ballot: Ballot, now: datetime) -> None:
    """Refuse what is only possible while the ballot is open: ``ballot-state``, or ``ballot-due`` at its end."""
    if ballot.state != "open":
        raise Refusal("ballot-state", act="reissue_link", state=ballot.state)
    if ballot.closes_at is not None and now >= ballot.closes_at:
        raise Refusal("ballot-due", closes_at=ballot.closes_at)
