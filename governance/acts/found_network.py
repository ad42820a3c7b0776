"""The first act of all: the network is founded and its register opened."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from governance.refusal import Refusal
from governance.store.tables.network import Network
from governance.store.transaction import Transaction


def found_network(
    tx: Transaction,
    *,
    name: dict[str, str],
    zone: str,
    country: str,
    secretariat: str,
    contact: dict[str, Any],
    origin: str,
    verifier: str,
    contest_term: str | None = None,
    now: datetime,
) -> None:
    """Found the network, once. Founding it again under the same origin takes up the term to contest, and
    changes nothing else; under another origin it
    is refused (``network-founded``): an origin names a register for ever."""
    existing = tx.session.exec(select(Network)).one_or_none()
    if existing is not None:
        if existing.origin != origin:
            raise Refusal("network-founded", origin=existing.origin)
        existing.contest_term = contest_term
        tx.session.add(existing)
        return
    tx.session.add(
        Network(
            name=name,
            zone=zone,
            country=country,
            secretariat=secretariat,
            contact=contact,
            origin=origin,
            verifier=verifier,
            contest_term=contest_term,
        )
    )
    tx.enter("register-opened", now=now, origin=origin, network=name["fr"], zone=zone, key=verifier)
