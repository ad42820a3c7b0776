"""A member joins the network, and someone comes to speak for it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from governance.refusal import Refusal
from governance.register import seal
from governance.register.canonical import instant
from governance.store.tables.members import Mandate, Member, Person
from governance.store.transaction import Transaction


def admit_member(
    tx: Transaction,
    *,
    code: str,
    name: dict[str, str],
    sector: dict[str, str],
    city: dict[str, str],
    groups: list[str],
    weights: dict[str, str],
    now: datetime,
) -> UUID:
    """Admit a member under its code and answer its id. A code already used is refused (``member-known``)."""
    known = tx.session.exec(select(Member.id).where(Member.code == code)).first()
    if known is not None:
        raise Refusal("member-known", member=code)
    member = Member(
        code=code, name=name, sector=sector, city=city, groups=groups, weights=weights, admitted_at=now
    )
    tx.session.add(member)
    tx.session.flush()
    tx.enter("member-admitted", now=now, member=code, name=name.get("fr") or next(iter(name.values())))
    return member.id


def open_mandate(
    tx: Transaction,
    *,
    member: str,
    role: str,
    title: dict[str, str],
    email: str,
    language: str,
    salt: bytes,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    now: datetime,
) -> UUID:
    """Someone speaks for the member from ``opens_at`` (``now``) on, as ``director`` or ``alternate``, until
    ``closes_at`` if that is known; answers the mandate's id.

    ``salt`` (16 random bytes) makes the person's pseudonym in the register. A role that is held then is refused
    (``mandate-held``): it is closed first.
    """
    begins = opens_at or now
    holder = tx.session.exec(select(Member).where(Member.code == member)).one_or_none()
    if holder is None:
        raise Refusal("member-unknown", member=member)
    held = tx.session.exec(select(Mandate).where(Mandate.member_id == holder.id, Mandate.role == role)).all()
    if any(
        (each.closes_at is None or each.closes_at > begins)
        and (closes_at is None or each.opens_at < closes_at)
        for each in held
    ):
        raise Refusal("mandate-held", member=member, role=role)
    person = Person(title=title, email=email, language=language, salt=salt)
    tx.session.add(person)
    tx.session.flush()
    mandate = Mandate(
        member_id=holder.id, person_id=person.id, role=role, opens_at=begins, closes_at=closes_at
    )
    tx.session.add(mandate)
    tx.session.flush()
    tx.enter(
        "mandate-opened",
        now=now,
        mandate=str(mandate.id),
        member=member,
        role=role,
        person=seal.pseudonym(salt, str(person.id)),
        to=closes_at,
        **{"from": instant(begins)},
    )
    return mandate.id
