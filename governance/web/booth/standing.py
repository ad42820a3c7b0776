"""Whether a link can still be voted through, and if not, why: one answer for the page and for what is sent to it."""

from datetime import datetime

from governance.refusal import Refusal
from governance.rules.rule import Rule
from governance.store.reads.booth import Booth

NOTHING_TOLD = ("link-unknown", "link-cut", "link-revoked", "mandate-ended", "ballot-stopped", "seat-recused")
"""Refusals that do not say whether a vote of the seat stands: who asks may not know, or no vote counts any more."""

OF_THE_CODE = ("code-wrong", "code-wrong-wait", "code-replaced", "code-missing")
"""Refusals of the code, which lead back to where it was asked for."""

OF_THE_ANSWER = (
    "missing-choice",
    "unknown-option",
    "position-not-offered",
    "reason-missing",
    "reason-too-long",
    "vote-malformed",
    "premature-misplaced",
    "premature-malformed",
    "premature-unexplained",
)
"""Refusals of the answer itself, which lead back to the form."""


def why_not(booth: Booth, rule: Rule, at: datetime) -> Refusal | None:
    """Why no vote can be cast through this link at ``at``, in the codes of ``acts.cast_vote``; None if it can.

    ``link-revoked``, ``ballot-stopped``, ``vote-early``, ``vote-late``, ``mandate-ended``, ``seat-recused``,
    ``change-not-allowed``.
    """
    return _of_link(booth) or _of_ballot(booth, at) or _of_seat(booth, at) or _of_earlier_vote(booth, rule)


def with_vote(booth: Booth, refusal: Refusal) -> Refusal:
    """The refusal with the time of the vote that stands all the same, where one does and the reader may know."""
    if booth.live_vote is None or refusal.code in NOTHING_TOLD:
        return refusal
    return Refusal(refusal.code, **(refusal.facts | {"recorded_at": booth.live_vote.recorded_at}))


def _of_link(booth: Booth) -> Refusal | None:
    if booth.revoked_at is None:
        return None
    return Refusal("link-revoked", revoked_at=booth.revoked_at, cause=booth.revoked_cause)


def _of_ballot(booth: Booth, at: datetime) -> Refusal | None:
    ballot = booth.ballot
    if ballot.state == "stopped":
        return Refusal("ballot-stopped", reason=ballot.stop_reason)
    if ballot.opens_at is None or at < ballot.opens_at:
        return Refusal("vote-early", received_at=at, opens_at=ballot.opens_at)
    # Closed stays closed, even for a clock that was set back.
    if ballot.state == "closed" or ballot.closes_at is None or at >= ballot.closes_at:
        return Refusal("vote-late", received_at=at, closes_at=ballot.closes_at)
    return None


def _of_seat(booth: Booth, at: datetime) -> Refusal | None:
    ends_at = booth.seat.mandate_ends_at
    if ends_at is not None and at >= ends_at:
        return Refusal("mandate-ended", ended_at=ends_at)
    if booth.seat.recusal is not None:
        return Refusal("seat-recused", seat=booth.seat.code)
    return None


def _of_earlier_vote(booth: Booth, rule: Rule) -> Refusal | None:
    if booth.live_vote is None or rule.conduct.change:
        return None
    return Refusal("change-not-allowed", recorded_at=booth.live_vote.recorded_at)
