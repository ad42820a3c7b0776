"""A ballot is stopped before its end: without effect, its votes never opened, its motion tabled again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select

from governance.acts import find, states
from governance.acts.prepare_ballot import prepare_first_ballot
from governance.acts.write_to import cancel_letters, write_to_directors
from governance.refusal import Refusal
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot
from governance.store.tables.votes import Vote, VoteKey
from governance.store.transaction import Transaction

REASONS = ("amended", "meeting", "incident")
"""Why a ballot may be stopped by the desk."""


def stop_ballot(
    tx: Transaction,
    *,
    ballot_id: UUID,
    reason: str,
    note: str,
    notice: timedelta,
    rulebook: Mapping[str, Rule],
    now: datetime,
) -> None:
    """Stop an open ballot for one of ``REASONS``, with a note that everybody reads.

    The motion is tabled again and its next ballot prepared; after an amendment a new notice period runs. Stopping a
    stopped ballot changes nothing. Refused: ``ballot-unknown``, ``ballot-state``, ``ballot-due``,
    ``stop-reason-unknown``, ``reason-missing``.
    """
    ballot = find.ballot(tx.session, ballot_id)
    if ballot.state == "stopped":
        return
    if ballot.state != "open":
        raise Refusal("ballot-state", act="stop_ballot", state=ballot.state)
    if ballot.closes_at is None or now >= ballot.closes_at:
        raise Refusal("ballot-due", closes_at=ballot.closes_at)
    if reason not in REASONS:
        raise Refusal("stop-reason-unknown", reason=reason)
    if not note.strip():
        raise Refusal("reason-missing")
    put_back(tx, ballot, reason=reason, note=note.strip(), notice=notice, rulebook=rulebook, now=now)


def put_back(
    tx: Transaction,
    ballot: Ballot,
    *,
    reason: str,
    note: str,
    notice: timedelta,
    rulebook: Mapping[str, Rule],
    asked: Mapping[str, Any] | None = None,
    now: datetime,
) -> int | None:
    """End an open ballot without effect, due or not, and put its motion on the table again; answers the entry.

    ``asked``: the seats that asked for a meeting, and the digests of their reasons, for the entry.
    """
    entry = end_without_effect(tx, ballot, reason=reason, note=note, letter="stopped", asked=asked, now=now)
    motion = find.motion_of(tx.session, ballot)
    motion.state = states.check_motion_step("stop_ballot", motion.state)
    tx.session.add(motion)
    prepare_first_ballot(
        tx.session,
        motion=motion,
        version=find.latest_version(tx.session, motion.id),
        rulebook=rulebook,
        zone=ballot.zone,
        earliest_open_at=now + notice if reason == "amended" else now,
        round=ballot.round + 1,
    )
    return entry


def end_without_effect(
    tx: Transaction,
    ballot: Ballot,
    *,
    reason: str,
    note: str,
    letter: str,
    asked: Mapping[str, Any] | None = None,
    now: datetime,
) -> int | None:
    """The ballot ends, the keys of its votes are destroyed, and every seat is told; answers the entry that says so,
    None where the ballot had not opened. What goes to a meeting is ``referred``."""
    was_open = ballot.state == "open"
    ballot.state = states.check_ballot_step("stop_ballot", ballot.state)
    ballot.stop_reason = reason
    ballot.stop_note = note
    ballot.outcome = "referred" if reason == "meeting" else None
    ballot.closed_at = now
    tx.session.add(ballot)
    if not was_open:
        return None
    of_ballot = select(Vote.id).where(Vote.ballot_id == ballot.id)
    tx.session.execute(delete(VoteKey).where(col(VoteKey.vote_id).in_(of_ballot)))
    entry = tx.enter(
        "ballot-stopped", now=now, ballot=ballot.id, reason=reason, note=note or None, **(asked or {})
    )
    cancel_letters(tx, ballot, ("reminder", "invitation", "link-replaced", "new-code"), now=now)
    write_to_directors(tx, ballot, letter, event=f"{letter}:{ballot.id}", now=now, entry=entry)
    return entry
