"""The close: the votes that count are opened, the rule decides, the outcome is numbered and published.

Whoever notices that a ballot is due may call it; one conditional update says who closes. Everything the close does
stands in one transaction: nobody can sit on a result, and a crash leaves an open ballot that is closed again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Row, delete, update
from sqlmodel import Session, col, select

from governance.access.vault import Vault
from governance.acts import find, seal_content, states
from governance.acts.number_resolution import number_resolution
from governance.acts.prepare_ballot import prepare_next_ballot
from governance.acts.write_to import cancel_letters, write_to_desk, write_to_directors
from governance.register import seal
from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.decide import decide
from governance.rules.decision import Decision
from governance.rules.load import rule_from_data
from governance.rules.rounds import NextRound
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.motions import Motion
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import OpenedVote, Reason, Vote, VoteKey
from governance.store.transaction import Transaction

AT_A_TIME = 200
"""So many sealed votes are read at a time."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of a ballot: its outcome, and the resolution's number unless another round follows."""

    ballot_id: UUID
    outcome: str
    number: str | None
    closed_now: bool


def due_ballots(session: Session, *, now: datetime, settle: timedelta = timedelta()) -> list[UUID]:
    """The open ballots whose end has come, ``settle`` later, the longest overdue first."""
    query = select(Ballot.id).where(Ballot.state == "open", col(Ballot.closes_at) <= now - settle)
    return list(session.exec(query.order_by(col(Ballot.closes_at))).all())


def close_ballot(tx: Transaction, *, ballot_id: UUID, vault: Vault, now: datetime) -> Closed | None:
    """Close a due ballot; asked again, answer what came of it. None when it is not due, or was stopped."""
    changed = tx.session.execute(
        update(Ballot)
        .where(col(Ballot.id) == ballot_id, col(Ballot.state) == "open", col(Ballot.closes_at) <= now)
        .values(state="closed", closed_at=now)
    )
    assert isinstance(changed, CursorResult)
    ballot = find.ballot(tx.session, ballot_id)
    if changed.rowcount == 0:
        return _answer(tx.session, ballot) if ballot.state == "closed" else None
    rule = rule_from_data(ballot.rule, source=str(ballot.id))
    seats = find.seats(tx.session, ballot.id)
    opened = _open_votes(tx, ballot, seats, vault=vault, now=now)
    tx.enter("ballot-closed", now=now, ballot=ballot.id, closes_at=ballot.closes_at, votes=len(opened))
    decision = _decide(tx.session, ballot, rule, seats, opened)
    _destroy_keys(tx.session, ballot)
    entry = _declare(tx, ballot, decision, now)
    motion = find.motion_of(tx.session, ballot)
    if decision.next is None:
        letters = number_resolution(tx, motion, ballot, decision, vault=vault, now=now)
    else:
        letters = {}
        _go_on(tx, motion, ballot, decision.next, now)
    cancel_letters(tx, ballot, ("reminder", "invitation"), now=now)
    letter = "outcome" if decision.next is None else "next-round"
    event = f"{letter}:{ballot.id}"
    write_to_directors(tx, ballot, letter, event=event, now=now, entry=entry, extras=letters, first=True)
    write_to_desk(
        tx, f"desk-{letter}", event=f"desk-{letter}:{ballot.id}", now=now, ballot=ballot, entry=entry
    )
    tx.session.flush()
    return _answer(tx.session, ballot, closed_now=True)


def _answer(session: Session, ballot: Ballot, *, closed_now: bool = False) -> Closed:
    number = session.exec(select(Resolution.number).where(Resolution.ballot_id == ballot.id)).one_or_none()
    return Closed(ballot.id, str(ballot.outcome), number, closed_now)


def _open_votes(
    tx: Transaction, ballot: Ballot, seats: list[Seat], *, vault: Vault, now: datetime
) -> dict[UUID, dict[str, Any]]:
    """Open the one vote of each seat that counts, seat by seat; answers the canonical votes."""
    recused = find.recused(tx.session, ballot.id)
    by_id = {seat.id: seat for seat in seats}
    opened = {}
    for vote in _sealed_votes(tx.session, ballot):
        if vote.seat_id not in recused:
            opened[vote.seat_id] = _open_vote(tx, by_id[vote.seat_id], vote, vault=vault, now=now)
    return opened


def _sealed_votes(session: Session, ballot: Ballot) -> Iterator[Row[Any]]:
    """The votes that count with their keys, by the code of the seat; a few in memory at a time, for each is long."""
    columns = Vote.id, Vote.seat_id, Vote.mandate_id, Vote.entry, Vote.sealed, VoteKey.wrapped
    query = (
        select(*columns)  # type: ignore[call-overload]
        .join(VoteKey, VoteKey.vote_id == Vote.id)
        .join(Seat, Seat.id == Vote.seat_id)
        .where(col(Vote.id).in_(find.live_vote_ids(ballot.id)))
        .order_by(Seat.code)
    )
    yield from session.execute(query, execution_options={"yield_per": AT_A_TIME})


def _open_vote(tx: Transaction, seat: Seat, vote: Row[Any], *, vault: Vault, now: datetime) -> dict[str, Any]:
    content = seal_content.open_sealed(
        vote.sealed, vote.wrapped, ballot=seat.ballot_id, seat=seat.code, vault=vault
    )
    entry = tx.enter(
        "vote-opened",
        now=now,
        ballot=seat.ballot_id,
        seat=seat.code,
        mark=seal.seat_mark(seat.salt, seat.code),
        mark_salt=seat.salt.hex(),
        cast=vote.entry,
        vote=content.vote,
        opening=content.opening,
        mandate=vote.mandate_id,
    )
    tx.gather(
        OpenedVote,
        seat_id=seat.id,
        ballot_id=seat.ballot_id,
        vote_id=vote.id,
        vote=content.vote,
        opening=content.opening,
        entry=entry,
    )
    for option, reason in content.reasons.items():
        tx.gather(
            Reason,
            id=uuid4(),
            ballot_id=seat.ballot_id,
            seat_id=seat.id,
            option=option,
            salt=reason["salt"],
            text=reason["text"],
            entry=entry,
        )
    return content.vote


def _decide(
    session: Session, ballot: Ballot, rule: Rule, seats: list[Seat], opened: dict[UUID, dict[str, Any]]
) -> Decision:
    recused = find.recused(session, ballot.id)
    answers = answers_of_seats(
        rule,
        options=tuple(option["id"] for option in ballot.options),
        seats=[
            SeatAnswer(
                seat=seat.code,
                vote=opened.get(seat.id),
                recused=seat.id in recused,
                groups=tuple(seat.groups),
                weights=seat.weights,
            )
            for seat in seats
        ],
        chair=ballot.chair,
        concerned=[ballot.concerned] if ballot.concerned else [],
    )
    return decide(rule, answers, round=ballot.rule_round)


def _destroy_keys(session: Session, ballot: Ballot) -> None:
    """Nobody can open any sealed vote of this ballot any more: the ones that count have been opened."""
    of_ballot = select(Vote.id).where(Vote.ballot_id == ballot.id)
    session.execute(delete(VoteKey).where(col(VoteKey.vote_id).in_(of_ballot)))


def _declare(tx: Transaction, ballot: Ballot, decision: Decision, now: datetime) -> int:
    ballot.outcome = decision.outcome
    ballot.decision = decision.as_data()
    tx.session.add(ballot)
    return tx.enter("outcome-declared", now=now, ballot=ballot.id, decision=ballot.decision)


def _go_on(tx: Transaction, motion: Motion, ballot: Ballot, following: NextRound, now: datetime) -> None:
    motion.state = states.check_motion_step("close_ballot_for_round", motion.state)
    tx.session.add(motion)
    prepare_next_ballot(
        tx.session,
        last=ballot,
        rule_id=following.rule,
        params=following.params,
        keep=following.keep,
        earliest_open_at=now + following.after,
    )
