"""The network as every page names it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

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


def read_country(session: Session) -> str:
    """The country (ISO 3166-1) whose public holidays the network keeps."""
    return session.exec(select(Network.country)).one()


@dataclass(frozen=True)
class MemberLine:
    """A member of the network as a list names it."""

    code: str
    name: dict[str, str]
    sector: dict[str, str]
    city: dict[str, str]


def list_members(session: Session, *, now: datetime) -> list[MemberLine]:
    """The members of the network at ``now``, by code."""
    stays = or_(col(Member.left_at).is_(None), col(Member.left_at) > now)
    query = select(Member).where(col(Member.admitted_at) <= now, stays).order_by(Member.code)
    return [MemberLine(each.code, each.name, each.sector, each.city) for each in session.exec(query).all()]
