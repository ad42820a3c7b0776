"""The outcome of a motion is numbered and published; what its adoption brings with it happens in the same act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, func, select

from governance.access.vault import Vault
from governance.acts import states
from governance.acts.file_contest import open_to_contest
from governance.acts.happen import change_others, happen
from governance.acts.plan_actions import declare_action
from governance.rules.decision import Decision
from governance.store.tables.ballots import Ballot
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution
from governance.store.transaction import Transaction
from governance.words.searching import searchable


def number_resolution(
    tx: Transaction, motion: Motion, ballot: Ballot, decision: Decision, *, vault: Vault, now: datetime
) -> Mapping[UUID, dict[str, Any]]:
    """Number the resolution of a motion that has reached its end, and publish it; adopted, its life begins. Answers
    what the letters about it are posted with, by mandate."""
    motion.state = states.check_motion_step("close_ballot", motion.state)
    motion.decided_at = now
    version = tx.session.get_one(MotionVersion, ballot.version_id)
    resolution = _next_number(tx.session, motion, ballot, outcome=decision.outcome, now=now)
    tx.session.add_all([motion, resolution])
    tx.session.flush()
    entry = tx.enter(
        "resolution-numbered",
        now=now,
        motion=motion.number,
        ballot=ballot.id,
        number=resolution.number,
        outcome=decision.outcome,
    )
    if decision.outcome == "adopted" and version.life:
        _begin(tx, resolution, version.life, now)
        _declare_actions(tx, resolution, version.life, now)
    return open_to_contest(tx, resolution, ballot, entry=entry, vault=vault, now=now)


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


def _declare_actions(tx: Transaction, resolution: Resolution, life: dict[str, Any], now: datetime) -> None:
    """What the motion wants done is part of what was adopted."""
    for stated in life.get("actions", ()):
        declare_action(tx, number=resolution.number, what=stated["what"], now=now)


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
