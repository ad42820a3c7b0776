"""A seat casts its vote through its link and code: checked, sealed, committed to the register, receipted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.access.vault import Vault
from governance.acts import find, seal_content
from governance.acts.open_link import OpenedLink, check_code, check_live, find_link
from governance.acts.write_to import cancel_letters_to_seat, write_to_seat
from governance.refusal import Refusal
from governance.register import seal
from governance.register.canonical import instant
from governance.rules.load import rule_from_data
from governance.rules.votes import check_vote
from governance.store.tables.ballots import Recusal
from governance.store.tables.members import Mandate
from governance.store.tables.votes import Vote, VoteKey
from governance.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the screen shows once after a cast: the position and the 32 bytes stand nowhere else.

    ``replaces`` counts the earlier votes of the seat; ``entry`` is the index in the register; ``content`` is None
    when the vote can no longer be opened because the ballot has closed since.
    """

    vote_id: UUID
    ballot_id: UUID
    seat: str
    received_at: datetime
    recorded_at: datetime
    replaces: int
    entry: int
    commitment: str
    content: seal_content.Content | None


def cast_vote(
    tx: Transaction,
    *,
    token: str,
    code: str,
    request_key: str,
    vote: Mapping[str, Any],
    received_at: datetime,
    randomness: seal_content.Randomness,
    vault: Vault,
    now: datetime,
) -> Receipt | Refusal:
    """Record the vote of the link's seat and answer its receipt.

    ``received_at`` was stamped when the whole request was in; the vote is in time iff opens_at <= received_at <
    closes_at. The code is asked for unless the rule does without it (``conduct.code``). The same request key with
    the same content answers the receipt of that vote, with other content it is refused (``request-reused``).
    Returned after being recorded: ``code-wrong`` and ``code-replaced`` (counted), ``vote-not-recorded`` (in time, but
    the ballot had closed before it could be written). Refused: ``link-unknown``, ``link-revoked``,
    ``mandate-ended``, ``seat-recused``, ``vote-early``, ``vote-late``, ``ballot-stopped``, ``change-not-allowed``,
    and what ``check_vote`` refuses.
    """
    link = find_link(tx.session, token)
    rule = rule_from_data(link.ballot.rule, source=str(link.ballot.id))
    wrong = check_code(tx, link, code, vault=vault, now=now) if rule.conduct.code else None
    if wrong is not None:
        return wrong
    earlier = seal_content.vote_of_request(tx.session, link.seat.id, request_key)
    options = tuple(option["id"] for option in link.ballot.options)
    plain = check_vote(rule, options=options, vote=vote)
    content_mark = vault.content_mark(seal_content.plain_bytes(plain))
    if earlier is not None:
        if earlier.content_mark != content_mark:
            raise Refusal("request-reused", recorded_at=earlier.recorded_at)
        return receipt_of(tx, link, earlier, vault=vault)
    check_live(link, received_at)
    _check_seat(tx, link, received_at)
    if link.ballot.state == "closed":
        return _keep_unrecorded(tx, link, received_at, now)
    last = find.last_vote(tx.session, link.seat.id)
    if last is not None and not rule.conduct.change and find.live_vote(tx.session, link.seat.id):
        raise Refusal("change-not-allowed", recorded_at=last.recorded_at)
    recorded = _record(
        tx,
        link,
        plain,
        sequence=last.sequence + 1 if last else 1,
        request_key=request_key,
        content_mark=content_mark,
        received_at=received_at,
        randomness=randomness,
        vault=vault,
        now=now,
    )
    cancel_letters_to_seat(tx, link.seat, ("reminder",), now=now)
    write_to_seat(
        tx,
        link.seat,
        "receipt",
        event=f"receipt:{recorded.id}",
        now=now,
        entry=recorded.entry,
        vote=recorded.id,
    )
    return receipt_of(tx, link, recorded, vault=vault)


def _check_seat(tx: Transaction, link: OpenedLink, received_at: datetime) -> None:
    mandate = tx.session.get_one(Mandate, link.row.mandate_id)
    if mandate.closes_at is not None and received_at >= mandate.closes_at:
        raise Refusal("mandate-ended", ended_at=mandate.closes_at)
    if tx.session.get(Recusal, link.seat.id) is not None:
        raise Refusal("seat-recused", seat=link.seat.code)


def _keep_unrecorded(tx: Transaction, link: OpenedLink, received_at: datetime, now: datetime) -> Refusal:
    """In time, but the close came first: the register keeps that it came."""
    tx.enter(
        "vote-refused",
        now=now,
        ballot=link.ballot.id,
        mark=seal.seat_mark(link.seat.salt, link.seat.code),
        received_at=instant(received_at),
        cause="closed-before-recorded",
    )
    return Refusal("vote-not-recorded", received_at=received_at, closes_at=link.ballot.closes_at)


def _record(
    tx: Transaction,
    link: OpenedLink,
    plain: Mapping[str, Any],
    *,
    sequence: int,
    request_key: str,
    content_mark: str,
    received_at: datetime,
    randomness: seal_content.Randomness,
    vault: Vault,
    now: datetime,
) -> Vote:
    sealed = seal_content.seal_vote(
        plain,
        ballot=link.ballot.id,
        seat=link.seat.code,
        randomness=randomness,
        capacity=seal_content.capacity(len(link.ballot.options)),
        box_key=vault.box,
    )
    entry = tx.enter(
        "vote-cast",
        now=now,
        ballot=link.ballot.id,
        mark=seal.seat_mark(link.seat.salt, link.seat.code),
        commitment=sealed.commitment,
        received_at=instant(received_at),
        request=request_key,
    )
    vote = Vote(
        ballot_id=link.ballot.id,
        seat_id=link.seat.id,
        mandate_id=link.row.mandate_id,
        sequence=sequence,
        request_key=request_key,
        content_mark=content_mark,
        received_at=received_at,
        recorded_at=tx.log.entered_at,
        commitment=sealed.commitment,
        entry=entry,
        sealed=sealed.ciphertext,
    )
    tx.session.add(vote)
    tx.session.flush()
    tx.session.add(VoteKey(vote_id=vote.id, wrapped=sealed.wrapped_key))
    return vote


def receipt_of(tx: Transaction, link: OpenedLink, vote: Vote, *, vault: Vault) -> Receipt:
    """The receipt of a recorded vote, with its content while that can still be opened."""
    return Receipt(
        vote_id=vote.id,
        ballot_id=link.ballot.id,
        seat=link.seat.code,
        received_at=vote.received_at,
        recorded_at=vote.recorded_at,
        replaces=vote.sequence - 1,
        entry=vote.entry,
        commitment=vote.commitment,
        content=seal_content.open_content(tx.session, vote, seat=link.seat.code, vault=vault),
    )
