"""A seat steps out of one ballot, with a reason that is public at once."""

from datetime import datetime
from uuid import UUID

from governance.acts import find
from governance.acts.issue_link import check_open
from governance.refusal import Refusal
from governance.register import seal
from governance.store.tables.ballots import Recusal, Seat
from governance.store.tables.votes import Annulment
from governance.store.transaction import Transaction


def declare_recusal(
    tx: Transaction, *, ballot_id: UUID, seat: str, reason: str, salt: bytes, now: datetime
) -> None:
    """The seat is recused from this ballot; a vote it cast before is annulled. Once declared it stands.

    ``salt``: 32 random bytes for the digest of the reason. Refused: ``ballot-unknown``, ``seat-unknown``,
    ``ballot-state``, ``ballot-due``, ``reason-missing``.
    """
    ballot = find.ballot(tx.session, ballot_id)
    check_open(ballot, now)
    place = find.seat(tx.session, ballot_id, seat)
    if tx.session.get(Recusal, place.id) is not None:
        return
    if not reason.strip():
        raise Refusal("reason-missing")
    _annul_vote(tx, place, now)
    entry = tx.enter(
        "recusal-declared",
        now=now,
        ballot=ballot_id,
        seat=place.code,
        reason=seal.text_digest(salt, reason.strip()),
    )
    tx.session.add(
        Recusal(
            seat_id=place.id,
            ballot_id=ballot_id,
            reason=reason.strip(),
            salt=salt.hex(),
            entry=entry,
            declared_at=now,
        )
    )


def _annul_vote(tx: Transaction, seat: Seat, now: datetime) -> None:
    """What a seat cast before it stepped out will not be opened; the register says why."""
    vote = find.live_vote(tx.session, seat.id)
    if vote is None:
        return
    entry = tx.enter(
        "vote-annulled",
        now=now,
        ballot=seat.ballot_id,
        mark=seal.seat_mark(seat.salt, seat.code),
        annuls=vote.entry,
        cause="recused",
    )
    tx.session.add(Annulment(vote_id=vote.id, annulled_at=now, entry=entry))
