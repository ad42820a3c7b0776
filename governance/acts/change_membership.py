"""A member leaves the network, is suspended, or is reinstated. Ballots that are open keep their roll."""

from datetime import datetime

from sqlmodel import col, or_, select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.appoint import present_member
from governance.acts.follow_mandates import follow_mandates
from governance.acts.write_to import write_to_desk, write_to_network
from governance.refusal import Refusal
from governance.store.tables.members import Member, Suspension
from governance.store.transaction import Transaction


def depart_member(tx: Transaction, *, code: str, vault: Vault, now: datetime) -> None:
    """The member has left from ``now``: it is on no roll that is frozen later. It keeps its seat in ballots that are
    open, and its mandates end with the last of them. Twice changes nothing. Refused: ``member-unknown``,
    ``member-keeps-desk``."""
    member = tx.session.exec(select(Member).where(Member.code == code)).one_or_none()
    if member is not None and member.left_at is not None:
        return
    member = _member_without_desk(tx, code)
    announce(tx, member, tx.enter("member-left", now=now, member=code), now=now)
    member.left_at = now
    running = suspension_of(tx, member, now)
    if running is not None:
        running.closes_at = now
        tx.session.add(running)
    tx.session.add(member)
    tx.session.flush()
    follow_mandates(tx, vault=vault, now=now)


def suspend_member(
    tx: Transaction, *, code: str, reason: str, until: datetime | None = None, now: datetime
) -> None:
    """The member is on no roll that is frozen from ``now`` ``until`` then, or until it is reinstated; in ballots that
    are open it votes on. Refused: ``member-unknown``, ``member-gone``, ``member-keeps-desk``, ``member-suspended``,
    ``reason-missing-desk``, ``period-reversed``."""
    member = _member_without_desk(tx, code)
    if not reason.strip():
        raise Refusal("reason-missing-desk")
    if until is not None and until <= now:
        raise Refusal("period-reversed")
    if suspension_of(tx, member, now) is not None:
        raise Refusal("member-suspended", member=code)
    tx.session.add(Suspension(member_id=member.id, opens_at=now, closes_at=until, reason=reason.strip()))
    entry = tx.enter("member-suspended", now=now, member=code, until=until, reason=reason.strip())
    announce(tx, member, entry, now=now)


def reinstate_member(tx: Transaction, *, code: str, now: datetime) -> None:
    """The suspension ends now; where there is none, nothing changes. Refused: ``member-unknown``, ``member-gone``."""
    member = present_member(tx, code)
    running = suspension_of(tx, member, now)
    if running is None:
        return
    running.closes_at = now
    tx.session.add(running)
    announce(tx, member, tx.enter("member-reinstated", now=now, member=code), now=now)


def announce(tx: Transaction, member: Member, entry: int, *, now: datetime) -> None:
    """All members and the desk are told what the entry says of this one."""
    extra, event = {"member": member.code, "name": member.name}, f"member-news:{entry}"
    write_to_network(tx, "member-news", event=event, now=now, entry=entry, extra=extra)
    write_to_desk(tx, "member-news", event=event, now=now, entry=entry, extra=extra)


def suspension_of(tx: Transaction, member: Member, now: datetime) -> Suspension | None:
    """The suspension of a member that runs at ``now``."""
    lasts = or_(col(Suspension.closes_at).is_(None), col(Suspension.closes_at) > now)
    query = select(Suspension).where(
        Suspension.member_id == member.id, col(Suspension.opens_at) <= now, lasts
    )
    return tx.session.exec(query).first()


def _member_without_desk(tx: Transaction, code: str) -> Member:
    """A present member other than the one that keeps the secretariat, which hands it over first."""
    member = present_member(tx, code)
    if find.network(tx.session).secretariat == code:
        raise Refusal("member-keeps-desk", member=code)
    return member
