"""Whoever speaks for a seat now confirms the vote that stands, without casting it anew."""

from datetime import datetime

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.open_link import check_code, check_live, find_link
from governance.refusal import Refusal
from governance.register import seal
from governance.store.tables.votes import KeptVote
from governance.store.transaction import Transaction


def keep_vote(tx: Transaction, *, token: str, code: str, vault: Vault, now: datetime) -> datetime | Refusal:
    """The vote of the link's seat is confirmed as it is; answers when it had been recorded. Twice changes nothing.

    The register says that it was, by the mark of the seat, and nothing of what it says. Returned after being counted:
    ``code-wrong`` and its kin. Refused: ``link-unknown``, ``link-revoked``, ``vote-missing``, and what is refused
    outside the opening times.
    """
    link = find_link(tx.session, token)
    wrong = check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    check_live(link.ballot, now)
    vote = find.live_vote(tx.session, link.seat.id)
    if vote is None:
        raise Refusal("vote-missing")
    kept = (vote.id, link.row.mandate_id)
    if vote.mandate_id == link.row.mandate_id or tx.session.get(KeptVote, kept) is not None:
        return vote.recorded_at
    entry = tx.enter(
        "vote-confirmed",
        now=now,
        ballot=link.ballot.id,
        mark=seal.seat_mark(link.seat.salt, link.seat.code),
        confirms=vote.entry,
    )
    tx.session.add(KeptVote(vote_id=vote.id, mandate_id=link.row.mandate_id, kept_at=now, entry=entry))
    return vote.recorded_at
