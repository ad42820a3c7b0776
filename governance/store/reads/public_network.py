"""The network as every page names it."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from governance.store.tables.members import Member
from governance.store.tables.network import Network


@dataclass(frozen=True)
class NetworkFacts:
    """Name by language, IANA zone, who keeps the secretariat and how it is reached, and the register's key.

    ``contact`` has ``name`` (texts by language) and, where they are known, ``email``, ``telephone`` and
    ``address``.
    """

    name: dict[str, str]
    zone: str
    contact: dict[str, Any]
    origin: str
    verifier: str


def read_network(session: Session) -> NetworkFacts | None:
    """The network, or None before it is founded."""
    network = session.exec(select(Network)).one_or_none()
    if network is None:
        return None
    keeper = session.exec(select(Member).where(Member.code == network.secretariat)).one_or_none()
    contact = {
        "name": keeper.name if keeper else {"fr": network.secretariat},
        "email": network.contact.get("desk"),
        "telephone": network.contact.get("telephone"),
        "address": network.contact.get("address"),
    }
    return NetworkFacts(
        name=network.name,
        zone=network.zone,
        contact=contact,
        origin=network.origin,
        verifier=network.verifier,
    )
