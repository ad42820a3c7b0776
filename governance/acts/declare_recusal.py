"""A seat steps out of one ballot, with a reason that is public at once."""

from datetime import datetime
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import check_open
from governance.acts.open_link import check_code, find_link
from governance.acts.write_to import cancel_letters_to_seat, write_to_desk, write_to_seat
from governance.refusal import Refusal
from governance.register import seal
from governance.store.tables.ballots import Ballot, Recusal, Seat
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
    enter_recusal(tx, place, reason=reason, salt=salt, now=now)


def recuse_seat(
    tx: Transaction, *, token: str, code: str, reason: str, salt: bytes, vault: Vault, now: datetime
) -> Refusal | None:
    """The seat of a link steps out by itself, with the code. Returned after being counted: ``code-wrong`` and its kin.
    Refused: ``link-unknown``, ``link-revoked``, ``ballot-state``, ``ballot-due``, ``recusal-unexplained``."""
    link = find_link(tx.session, token)
    wrong = check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    if not reason.strip():
        raise Refusal("recusal-unexplained")
    declare_recusal(tx, ballot_id=link.ballot.id, seat=link.seat.code, reason=reason, salt=salt, now=now)
    return None


def enter_recusal(tx: Transaction, place: Seat, *, reason: str, salt: bytes, now: datetime) -> None:
    """The recusal with its entry; both who speak for the seat and the desk are told, reminders are taken back."""
    entry = tx.enter(
        "recusal-declared",
        now=now,
        ballot=place.ballot_id,
        seat=place.code,
        reason=seal.text_digest(salt, reason.strip()),
    )
    tx.session.add(
        Recusal(
            seat_id=place.id,
            ballot_id=place.ballot_id,
            reason=reason.strip(),
            salt=salt.hex(),
            entry=entry,
            declared_at=now,
        )
    )
    cancel_letters_to_seat(tx, place, ("reminder",), now=now)
    event, ballot = f"recused:{place.id}", tx.session.get_one(Ballot, place.ballot_id)
    write_to_seat(tx, place, "recused", event=event, now=now, entry=entry)
    write_to_desk(tx, "recused", event=event, now=now, ballot=ballot, seat=place, entry=entry)


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
