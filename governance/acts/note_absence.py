"""A member says beforehand that nobody will answer for it in some period; the desk plans its ballots with that."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from governance.acts.appoint import present_member
from governance.refusal import Refusal
from governance.store.tables.members import Absence
from governance.store.transaction import Transaction


def note_absence(
    tx: Transaction, *, member: str, opens_at: datetime, closes_at: datetime, now: datetime
) -> None:
    """Note the period [opens_at, closes_at). It takes no right away and is no entry: the seat may answer all the same.
    The same again changes nothing. Refused: ``member-unknown``, ``member-gone``, ``period-reversed``,
    ``period-past``."""
    place = present_member(tx, member)
    if closes_at <= opens_at:
        raise Refusal("period-reversed")
    if closes_at <= now:
        raise Refusal("period-past", at=closes_at)
    same = select(Absence.id).where(
        Absence.member_id == place.id, Absence.opens_at == opens_at, Absence.closes_at == closes_at
    )
    if tx.session.exec(same).first() is None:
        tx.session.add(Absence(member_id=place.id, opens_at=opens_at, closes_at=closes_at))


def strike_absence(tx: Transaction, *, absence_id: UUID) -> None:
    """The period is struck: somebody is there after all. One that is not noted changes nothing."""
    noted = tx.session.get(Absence, absence_id)
    if noted is not None:
        tx.session.delete(noted)
