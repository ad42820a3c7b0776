"""From files to acts: the network and its members as they are founded and imported."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from governance.acts.admit_member import admit_member, open_mandate
from governance.acts.appoint import present_member
from governance.acts.change_membership import announce
from governance.acts.found_network import found_network
from governance.files.members import Mandate, Member
from governance.files.network import Network
from governance.paths import MARK
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.desk_members import Holder, Seated, seated_at
from governance.store.reads.public_network import read_network
from governance.store.reads.rolls import members_at
from governance.store.tables.members import Member as MemberRow
from governance.store.transaction import Transaction


def found(service: Service, network: Network, *, now: datetime) -> None:
    """Found the network of a file. Once founded, starting again changes nothing.

    A demonstration shows every letter to everybody, so it never opens the home of a real network
    (``demo-on-real-home``), nor is one ever run in earnest (``real-on-demo-home``).
    """
    _check_mark(service)
    service.do(
        found_network,
        name=_texts(network.name),
        zone=network.zone,
        country=network.country,
        secretariat=network.secretariat,
        contact=network.contact.model_dump(),
        origin=network.origin,
        verifier=service.signer.verifier,
        contest_term=network.contest_term,
        now=now,
    )


def _check_mark(service: Service) -> None:
    mark, demo = service.settings.home / MARK, service.settings.demo
    if demo and not mark.exists():
        if service.read(read_network) is not None:
            raise Refusal("demo-on-real-home", path=str(service.settings.home))
        mark.touch()
    if mark.exists() and not demo:
        raise Refusal("real-on-demo-home", path=str(service.settings.home))


def import_members(service: Service, members: Iterable[Member], *, now: datetime) -> int:
    """Admit every member of a file whose code is new, with its mandates, in one transaction; answers how many. Where
    there were members before, all are told by letter."""
    known = set(service.read(_member_codes))
    new = [member for member in members if member.code not in known]
    salts = {
        (member.code, role): secrets.token_bytes(16) for member in new for role in ("director", "alternate")
    }
    service.do(_admit_all, members=new, salts=salts, told=bool(known), now=now)
    return len(new)


def _member_codes(session: Session) -> list[str]:
    return list(session.exec(select(MemberRow.code)).all())


def _admit_all(
    tx: Transaction,
    *,
    members: list[Member],
    salts: dict[tuple[str, str], bytes],
    told: bool,
    now: datetime,
) -> None:
    """``told``: the members of a network that has begun are told by letter who joins it."""
    for member in members:
        entry = tx.log.frontier.size
        admit_member(
            tx,
            code=member.code,
            name=_texts(member.name),
            sector=_texts(member.sector or {}),
            city=_texts(member.city or {}),
            groups=list(member.groups),
            weights=dict(member.weights),
            now=now,
        )
        for role, mandate in (("director", member.director), ("alternate", member.alternate)):
            if mandate is not None:
                _open(tx, member, role, mandate, salt=salts[member.code, role], now=now)
        if told:
            announce(tx, present_member(tx, member.code), entry, now=now)


def _open(
    tx: Transaction, member: Member, role: str, mandate: Mandate, *, salt: bytes, now: datetime
) -> None:
    open_mandate(
        tx,
        member=member.code,
        role=role,
        title=_texts(mandate.title),
        email=mandate.email,
        language=member.language,
        salt=salt,
        now=now,
    )


def export_members(service: Service, *, now: datetime) -> tuple[Member, ...]:
    """The members at ``now`` with who speaks for them, as the file from which ``import_members`` would admit them."""
    return service.read(_members, now=now)


def _members(session: Session, *, now: datetime) -> tuple[Member, ...]:
    seated = {each.code: each for each in seated_at(session, at=now)}
    return tuple(_member(row, seated[row.code]) for row in members_at(session, now))


def _member(row: MemberRow, seated: Seated) -> Member:
    voice = seated.director or seated.alternate
    return Member.model_validate(
        {
            "code": row.code,
            "name": row.name,
            "sector": row.sector or None,
            "city": row.city or None,
            "language": voice.language if voice else "fr",
            "director": _mandate(seated.director),
            "alternate": _mandate(seated.alternate),
            "groups": tuple(row.groups),
            "weights": row.weights,
        }
    )


def _mandate(holder: Holder | None) -> dict[str, Any] | None:
    return {"title": holder.title, "email": holder.email} if holder else None


def _texts(lines: Mapping[Any, str]) -> dict[str, str]:
    return {str(language): line for language, line in lines.items()}
