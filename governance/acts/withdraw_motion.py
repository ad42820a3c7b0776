"""A motion is withdrawn for good."""

from datetime import datetime

from governance.acts import find, states
from governance.acts.stop_ballot import end_without_effect
from governance.refusal import Refusal
from governance.store.transaction import Transaction


def withdraw_motion(tx: Transaction, *, number: str, reason: str, now: datetime) -> None:
    """Withdraw a motion that is not decided; an open ballot ends without effect and every seat is told.

    Withdrawing a withdrawn motion changes nothing. A draft leaves no trace in the register: it was never public.
    Refused: ``motion-unknown``, ``motion-state``, ``reason-missing``, ``ballot-due`` at the end of an open ballot.
    """
    motion = find.motion(tx.session, number)
    if motion.state == "withdrawn":
        return
    was_draft = motion.state == "draft"
    state = states.check_motion_step("withdraw_motion", motion.state)
    if not reason.strip():
        raise Refusal("reason-missing")
    for phase in ("open", "prepared"):
        ballot = find.ballot_in_state(tx.session, motion.id, phase)
        if ballot is None:
            continue
        if phase == "open" and ballot.closes_at is not None and now >= ballot.closes_at:
            raise Refusal("ballot-due", closes_at=ballot.closes_at)
        end_without_effect(tx, ballot, reason="withdrawn", note=reason.strip(), letter="withdrawn", now=now)
    motion.state = state
    motion.withdrawn_at = now
    motion.withdrawn_reason = reason.strip()
    tx.session.add(motion)
    if not was_draft:
        tx.enter("motion-withdrawn", now=now, motion=number, reason=reason.strip())
