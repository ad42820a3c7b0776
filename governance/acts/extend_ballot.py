"""A ballot is extended: only before its end, only later, with a reason, and every seat is told."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from governance.acts import find, states
from governance.acts.write_to import cancel_letters, write_to_directors
from governance.refusal import Refusal
from governance.register.canonical import instant
from governance.store.transaction import Transaction
from governance.zones import tzdata_version


def extend_ballot(
    tx: Transaction,
    *,
    ballot_id: UUID,
    closes_at: datetime,
    shown: Mapping[str, str],
    reason: str,
    now: datetime,
) -> None:
    """Move the end of an open ballot to a later instant; ``shown`` is how voters read it, by language.

    Extending to the end it already has changes nothing. Refused: ``ballot-unknown``, ``ballot-state``,
    ``ballot-due`` at its end, ``extension-shortens``, ``reason-missing``.
    """
    ballot = find.ballot(tx.session, ballot_id)
    states.check_ballot_step("extend_ballot", ballot.state)
    if ballot.closes_at is None or now >= ballot.closes_at:
        raise Refusal("ballot-due", closes_at=ballot.closes_at)
    if closes_at == ballot.closes_at:
        return
    if closes_at < ballot.closes_at:
        raise Refusal("extension-shortens", closes_at=ballot.closes_at, asked_at=closes_at)
    if not reason.strip():
        raise Refusal("reason-missing")
    before = ballot.closes_at
    ballot.closes_at = closes_at
    ballot.shown, ballot.tzdata = dict(shown), tzdata_version()
    tx.session.add(ballot)
    entry = tx.enter(
        "ballot-extended",
        now=now,
        ballot=ballot.id,
        closes_at=instant(closes_at),
        reason=reason.strip(),
        **{"from": instant(before)},
    )
    cancel_letters(tx, ballot, ("reminder", "desk-silent"), now=now)
    event = f"extended:{ballot.id}:{int(closes_at.timestamp())}"
    write_to_directors(tx, ballot, "extended", event=event, now=now, entry=entry)
