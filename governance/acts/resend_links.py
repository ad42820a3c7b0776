"""Someone asks for the links of an address again. The answer says nothing about who is on a roll."""

import hashlib
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from governance.acts import find
from governance.store.tables.accounts import Attempt
from governance.store.tables.ballots import Ballot, Link
from governance.store.tables.members import Person
from governance.store.transaction import Transaction

MOST_WITHIN = timedelta(hours=1)
MOST = 3
"""So many times within an hour a link is sent again to one address; beyond that nothing is sent."""


def resend_links(tx: Transaction, *, email: str, now: datetime) -> None:
    """Post the same links and codes again to this address, if it has any in an open ballot. Silent either way."""
    subject = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    asked = tx.session.exec(
        select(func.count()).where(
            Attempt.kind == "resend", Attempt.subject == subject, col(Attempt.tried_at) > now - MOST_WITHIN
        )
    ).one()
    if asked >= MOST:
        return
    tx.session.add(Attempt(kind="resend", subject=subject, tried_at=now))
    persons = tx.session.exec(
        select(Person.id).where(func.lower(Person.email) == email.strip().lower())
    ).all()
    speaks = {m.id for m in find.mandates(tx.session, now) if m.person_id in set(persons)}
    links = tx.session.exec(
        select(Link, Ballot)
        .where(Link.ballot_id == Ballot.id, col(Link.mandate_id).in_(speaks), col(Link.revoked_at).is_(None))
        .where(Ballot.state == "open", col(Ballot.closes_at) > now)
    ).all()
    for link, ballot in links:
        tx.post(
            "link-resent",
            f"resent:{link.id}:{int(now.timestamp() * 1000)}",
            now=now,
            mandate_id=link.mandate_id,
            motion_id=ballot.motion_id,
            ballot_id=ballot.id,
            seat_id=link.seat_id,
            link_id=link.id,
        )
