"""The outcome of a motion is numbered and published; what its adoption brings with it happens in the same act."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, func, select

from governance.acts import states
from governance.rules.decision import Decision
from governance.rules.force import CHANGES, step
from governance.store.reads.standings import standing_of
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Happening, Resolution
from governance.store.transaction import Transaction
from governance.words.searching import searchable


def number_resolution(
    tx: Transaction, motion: Motion, ballot: Ballot, decision: Decision, now: datetime
) -> Resolution:
    """Number the resolution of a motion that has reached its end, and publish it; adopted, its life begins."""
    motion.state = states.check_motion_step("close_ballot", motion.state)
    motion.decided_at = now
    version = tx.session.get_one(MotionVersion, ballot.version_id)
    resolution = _next_number(tx.session, motion, ballot, outcome=decision.outcome, now=now)
    tx.session.add_all([motion, resolution])
    tx.session.flush()
    tx.enter(
        "resolution-numbered",
        now=now,
        motion=motion.number,
        ballot=ballot.id,
        number=resolution.number,
        outcome=decision.outcome,
    )
    if decision.outcome == "adopted" and version.life:
        _begin(tx, resolution, version.life, now)
    return resolution


def happen(
    tx: Transaction,
    resolution: Resolution,
    kind: str,
    *,
    entry: int,
    now: datetime,
    by: str | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Keep what happened to a resolution, beside its entry in the register."""
    tx.session.add(
        Happening(resolution_id=resolution.id, kind=kind, at=now, by=by, facts=facts or {}, entry=entry)
    )
    tx.session.flush()


def change_others(tx: Transaction, resolution: Resolution, life: dict[str, Any], *, now: datetime) -> None:
    """A resolution that comes into force amends, repeals or replaces what it said it would. What has lost its force
    meanwhile is left as it is: a close never fails for it."""
    for change in life.get("changes", ()):
        kind = CHANGES[change["act"]]
        query = select(Resolution).where(Resolution.number == change["resolution"])
        changed = tx.session.exec(query).one()
        stands = standing_of(tx.session, changed)
        if stands is None or step(stands.state, kind) is None:
            continue
        entry = tx.enter(
            "resolution-changed", now=now, number=changed.number, by=resolution.number, change=kind
        )
        happen(tx, changed, kind, entry=entry, now=now, by=resolution.number)


def _begin(tx: Transaction, resolution: Resolution, life: dict[str, Any], now: datetime) -> None:
    """Suspended until its condition is met, or in force: then it changes others at once."""
    until = life.get("suspended_until")
    if until is None:
        change_others(tx, resolution, life, now=now)
        return
    entry = tx.enter(
        "resolution-suspended",
        now=now,
        number=resolution.number,
        members=until.get("members_at_least"),
        date=until.get("date"),
        text=until.get("text"),
    )
    happen(tx, resolution, "suspended", entry=entry, now=now, facts=until)


def _next_number(
    session: Session, motion: Motion, ballot: Ballot, *, outcome: str, now: datetime
) -> Resolution:
    version = session.get_one(MotionVersion, ballot.version_id)
    year = now.astimezone(ZoneInfo(ballot.zone)).year
    last = session.exec(select(func.max(Resolution.sequence)).where(Resolution.year == year)).one()
    sequence = (last or 0) + 1
    number = f"R-{year}-{sequence:02d}"
    labels = [label for option in version.options for label in option["label"].values()]
    words = [number, motion.number, *version.title.values(), *version.text.values(), *labels]
    return Resolution(
        number=number,
        year=year,
        sequence=sequence,
        motion_id=motion.id,
        ballot_id=ballot.id,
        outcome=outcome,
        searchable=searchable(words),
        published_at=now,
    )
