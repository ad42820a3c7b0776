"""Which member keeps the desk at an instant, and whose accounts may therefore enter it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.accounts import Account
from governance.store.tables.network import Handover, Network


def keeper_at(session: Session, *, now: datetime) -> str:
    """The member that keeps the secretariat: whom it was handed over to, from that very minute."""
    due = select(Handover.to_member).where(
        col(Handover.done_at).is_(None), col(Handover.hands_over_at) <= now
    )
    handed = session.exec(due.order_by(col(Handover.hands_over_at).desc())).first()
    return handed or session.exec(select(Network.secretariat)).one()


def may_enter(session: Session, account: Account, *, now: datetime) -> bool:
    """Whether an account has its powers: an observer's always, the secretariat's while its member keeps the desk."""
    if account.role != "secretariat" or account.member is None:
        return True
    return account.member == keeper_at(session, now=now)


def handovers_due(session: Session, *, now: datetime) -> list[UUID]:
    """Handovers whose minute has come and that are not entered yet."""
    query = select(Handover.id).where(col(Handover.done_at).is_(None), col(Handover.hands_over_at) <= now)
    return list(session.exec(query).all())


def next_handover(session: Session) -> tuple[str, datetime] | None:
    """To whom the desk passes, and when, where that is confirmed and still to come."""
    found = session.exec(select(Handover).where(col(Handover.done_at).is_(None))).first()
    return None if found is None else (found.to_member, found.hands_over_at)
