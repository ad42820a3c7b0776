"""What the desk asked other seats to confirm: for the page of a link, for the letters, and for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.store.reads.public_network import MemberLine, list_members
from governance.store.tables.confirmations import Confirmation, ConfirmingSeat
from governance.store.tables.members import Mandate, Member
from governance.store.tables.network import Network

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedSeat:
    """A member that was asked; ``answer`` is given, declined or None."""

    code: str
    name: Texts
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """What was asked, of whom, and what came of it (``state``: asked, carried_out, declined, lapsed, withdrawn)."""

    id: UUID
    purpose: str
    subject: str
    facts: Mapping[str, Any]
    reason: str
    needed: int
    state: str
    asked_at: datetime
    expires_at: datetime
    settled_at: datetime | None
    seats: tuple[AskedSeat, ...]

    @property
    def given(self) -> int:
        """How many have confirmed."""
        return sum(seat.answer == "given" for seat in self.seats)

    def waits(self, now: datetime) -> bool:
        """Whether an answer is still taken."""
        return self.state == "asked" and now < self.expires_at


@dataclass(frozen=True, slots=True)
class ConfirmingFacts:
    """The seat of one link, and what that link and its code are derived from."""

    id: UUID
    mandate: UUID
    code_issue: int
    seat: AskedSeat
    mandate_ends_at: datetime | None


def read_confirmation(session: Session, confirmation_id: UUID) -> ConfirmationFacts | None:
    """One matter, its seats by code."""
    row = session.get(Confirmation, confirmation_id)
    return None if row is None else _facts(session, row)


def read_confirming(session: Session, seat_id: UUID) -> ConfirmingFacts:
    """The seat that was asked."""
    row = session.get_one(ConfirmingSeat, seat_id)
    member, mandate = session.get_one(Member, row.member_id), session.get_one(Mandate, row.mandate_id)
    return ConfirmingFacts(row.id, row.mandate_id, row.code_issue, _seat(row, member), mandate.closes_at)


def find_confirming(session: Session, *, token_hash: str) -> tuple[ConfirmationFacts, ConfirmingFacts] | None:
    """What a link opens: the matter, and the seat that is asked."""
    row = session.exec(select(ConfirmingSeat).where(ConfirmingSeat.token_hash == token_hash)).one_or_none()
    if row is None:
        return None
    matter = _facts(session, session.get_one(Confirmation, row.confirmation_id))
    return matter, read_confirming(session, row.id)


def list_confirmations(session: Session) -> list[ConfirmationFacts]:
    """Everything that was asked, the newest first."""
    rows = session.exec(select(Confirmation).order_by(col(Confirmation.asked_at).desc())).all()
    return [_facts(session, row) for row in rows]


def seats_to_ask(session: Session, *, now: datetime) -> list[MemberLine]:
    """The members that can be asked: not the secretariat's own, and somebody speaks for them."""
    own = session.exec(select(Network.secretariat)).one()
    speaks = or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now)
    query = select(Mandate.member_id).where(col(Mandate.opens_at) <= now, speaks)
    voiced = set(session.exec(select(Member.code).where(col(Member.id).in_(query))).all())
    return [each for each in list_members(session, now=now) if each.code in voiced - {own}]


def is_asked(session: Session, purpose: str, subject: str) -> bool:
    """Whether answers on this subject are awaited."""
    query = select(Confirmation.id).where(
        Confirmation.purpose == purpose, Confirmation.subject == subject, Confirmation.state == "asked"
    )
    return session.exec(query).first() is not None


def confirmations_due(session: Session, *, now: datetime) -> bool:
    """Whether something that was asked has lapsed at ``now``."""
    query = select(Confirmation.id).where(Confirmation.state == "asked", col(Confirmation.expires_at) <= now)
    return session.exec(query).first() is not None


def _facts(session: Session, row: Confirmation) -> ConfirmationFacts:
    asked = session.exec(
        select(ConfirmingSeat, Member)
        .join(Member)
        .where(ConfirmingSeat.confirmation_id == row.id)
        .order_by(Member.code)
    ).all()
    return ConfirmationFacts(
        id=row.id,
        purpose=row.purpose,
        subject=row.subject,
        facts=row.facts,
        reason=row.reason,
        needed=row.needed,
        state=row.state,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        settled_at=row.settled_at,
        seats=tuple(_seat(*each) for each in asked),
    )


def _seat(row: ConfirmingSeat, member: Member) -> AskedSeat:
    return AskedSeat(member.code, member.name, row.answer, row.answered_at)
