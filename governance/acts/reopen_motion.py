"""A decided motion comes back to the desk as a draft, when what it waited for has come; nothing is decided by it."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from governance.acts import find
from governance.acts.draft_motion import draft_motion
from governance.acts.write_to import write_to_desk
from governance.rules.premature import DATE, MEMBERS
from governance.store.reads.rolls import members_at
from governance.store.tables.motions import Motion
from governance.store.tables.network import Network
from governance.store.tables.reopenings import Reopening
from governance.store.transaction import Transaction


def reopenings_due(session: Session, *, now: datetime) -> list[UUID]:
    """The decided motions whose ``reopen_when`` holds at ``now``, did not hold when they were decided, and that have
    not come back yet: due and not done."""
    query = select(Motion).where(
        Motion.state == "decided",
        col(Motion.reopen_when).is_not(None),
        col(Motion.id).not_in(select(Reopening.of_id)),
    )
    return [
        motion.id
        for motion in session.exec(query.order_by(Motion.number)).all()
        if _is_due(session, motion, now)
    ]


def reopen_motion(tx: Transaction, *, motion_id: UUID, now: datetime) -> str | None:
    """Prepare the same question as a draft, under its rule and with its times, and tell the desk; answers the draft's
    number, None where the motion is not due or has come back already."""
    if motion_id not in reopenings_due(tx.session, now=now):
        return None
    before = tx.session.get_one(Motion, motion_id)
    version = find.latest_version(tx.session, before.id)
    names = ("authentic", "rule_id", "params", "fallback", "notice", "open_for", "reminders")
    number = draft_motion(
        tx,
        wording={
            name: getattr(version, name) for name in ("title", "question", "text", "no_decision", "options")
        },
        conduct={name: getattr(before, name) for name in names} | {"reopen_when": None},
        year=now.astimezone(ZoneInfo(find.network(tx.session).zone)).year,
        now=now,
    )
    tx.session.flush()
    draft, members = find.motion(tx.session, number), len(members_at(tx.session, now))
    tx.session.add(Reopening(motion_id=draft.id, of_id=before.id, members=members, reopened_at=now))
    entry = tx.enter("motion-reopened", now=now, motion=number, of=before.number, members=members)
    write_to_desk(
        tx,
        "desk-reopened",
        event=f"desk-reopened:{before.id}",
        now=now,
        motion=draft,
        entry=entry,
        extra={"of": before.number, "members": members},
    )
    return number


def reopening_instant(motion: Motion, zone: str) -> datetime | None:
    """The first instant of the day on which a motion comes back, where it names one."""
    day = (motion.reopen_when or {}).get(DATE)
    return datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone)) if day else None


def _is_due(session: Session, motion: Motion, now: datetime) -> bool:
    assert motion.decided_at is not None  # it is decided
    return _holds(session, motion, now) and not _holds(session, motion, motion.decided_at)


def _holds(session: Session, motion: Motion, at: datetime) -> bool:
    """Whether there are as many members, and it is as late, as the motion asks for."""
    needed = (motion.reopen_when or {}).get(MEMBERS)
    earliest = reopening_instant(motion, session.get_one(Network, 1).zone)
    enough = needed is None or len(members_at(session, at)) >= needed
    return enough and (earliest is None or at >= earliest)
