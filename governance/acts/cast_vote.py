"""A seat casts its vote through its link and code: checked, sealed, committed to the register, receipted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from governance.access.links import code_of, same_code
from governance.access.vault import Vault
from governance.acts import seal_content
from governance.acts.caster import Caster, find_caster
from governance.acts.open_link import check_code, check_live, find_link
from governance.acts.write_to import cancel_letters_to_seat
from governance.refusal import Refusal
from governance.register import seal
from governance.register.canonical import instant
from governance.rules.rule import Rule
from governance.rules.votes import check_vote
from governance.store.tables.ballots import Seat
from governance.store.tables.votes import Vote, VoteKey
from governance.store.transaction import Transaction

Form = Callable[[Rule], Mapping[str, Any]]
"""What a vote is read from once its rule is known: the fields of a form mean something under a rule alone."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the screen shows once after a cast: the position and the 32 bytes stand nowhere else.

    ``replaces`` counts the earlier votes of the seat; ``entry`` is the index in the register; ``content`` is None
    when the vote can no longer be opened because the ballot has closed since. ``caster`` says whose vote it is.
    """

    caster: Caster
    vote_id: UUID
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
    vote: Mapping[str, Any] | Form,
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
    ``code-missing``, ``mandate-ended``, ``seat-recused``, ``vote-early``, ``vote-late``, ``ballot-stopped``,
    ``change-not-allowed``, and what ``check_vote`` refuses.
    """
    caster = find_caster(tx, token, request_key=request_key, now=now)
    rule = caster.rule
    wrong = None
    if rule.conduct.code and not code.strip():
        raise Refusal("code-missing")
    if rule.conduct.code and not _is_code(caster, code, vault):
        wrong = check_code(tx, find_link(tx.session, token), code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    given = vote(rule) if callable(vote) else vote
    plain = check_vote(rule, options=caster.option_ids, vote=given)
    content_mark = vault.content_mark(seal_content.plain_bytes(plain))
    if caster.same_id is not None:
        return _answer_again(tx, caster, caster.same_id, content_mark, vault)
    check_live(caster, received_at)
    _check_seat(caster, received_at)
    if caster.state == "closed":
        return _keep_unrecorded(tx, caster, received_at, now)
    if caster.has_live_vote and not rule.conduct.change:
        raise Refusal("change-not-allowed", recorded_at=caster.last_recorded_at)
    receipt = _record(
        tx,
        caster,
        plain,
        request_key=request_key,
        content_mark=content_mark,
        received_at=received_at,
        randomness=randomness,
        vault=vault,
        now=now,
    )
    _write_to_seat(tx, caster, receipt, now)
    return receipt


def _is_code(caster: Caster, given: str, vault: Vault) -> bool:
    expected = code_of(
        vault,
        ballot=caster.ballot_id,
        seat=caster.seat_id,
        mandate=caster.mandate_id,
        issue=caster.issue,
        code_issue=caster.code_issue,
    )
    return same_code(given, expected)


def _answer_again(tx: Transaction, caster: Caster, vote_id: UUID, content_mark: str, vault: Vault) -> Receipt:
    """The same request once more: the receipt of the vote it made, if it says the same."""
    earlier = tx.session.get_one(Vote, vote_id)
    if earlier.content_mark != content_mark:
        raise Refusal("request-reused", recorded_at=earlier.recorded_at)
    return receipt_of(tx, caster, earlier, vault=vault)


def _check_seat(caster: Caster, received_at: datetime) -> None:
    if caster.mandate_ends_at is not None and received_at >= caster.mandate_ends_at:
        raise Refusal("mandate-ended", ended_at=caster.mandate_ends_at)
    if caster.recused is not None:
        raise Refusal("seat-recused", seat=caster.seat)


def _keep_unrecorded(tx: Transaction, caster: Caster, received_at: datetime, now: datetime) -> Refusal:
    """In time, but the close came first: the register keeps that it came."""
    tx.enter(
        "vote-refused",
        now=now,
        ballot=caster.ballot_id,
        mark=seal.seat_mark(caster.salt, caster.seat),
        received_at=instant(received_at),
        cause="closed-before-recorded",
    )
    return Refusal("vote-not-recorded", received_at=received_at, closes_at=caster.closes_at)


def _record(
    tx: Transaction,
    caster: Caster,
    plain: Mapping[str, Any],
    *,
    request_key: str,
    content_mark: str,
    received_at: datetime,
    randomness: seal_content.Randomness,
    vault: Vault,
    now: datetime,
) -> Receipt:
    sealed = seal_content.seal_vote(
        plain,
        ballot=caster.ballot_id,
        seat=caster.seat,
        randomness=randomness,
        capacity=seal_content.capacity(len(caster.options)),
        box_key=vault.box,
    )
    entry = tx.enter(
        "vote-cast",
        now=now,
        ballot=caster.ballot_id,
        mark=seal.seat_mark(caster.salt, caster.seat),
        commitment=sealed.commitment,
        received_at=instant(received_at),
        request=request_key,
    )
    vote_id, replaces = uuid4(), caster.last_sequence or 0
    tx.gather(
        Vote,
        id=vote_id,
        ballot_id=caster.ballot_id,
        seat_id=caster.seat_id,
        mandate_id=caster.mandate_id,
        sequence=replaces + 1,
        request_key=request_key,
        content_mark=content_mark,
        received_at=received_at,
        recorded_at=tx.log.entered_at,
        commitment=sealed.commitment,
        entry=entry,
        sealed=sealed.ciphertext,
    )
    tx.gather(VoteKey, vote_id=vote_id, wrapped=sealed.wrapped_key)
    return Receipt(
        caster=caster,
        vote_id=vote_id,
        received_at=received_at,
        recorded_at=tx.log.entered_at,
        replaces=replaces,
        entry=entry,
        commitment=sealed.commitment,
        content=sealed.content,
    )


def _write_to_seat(tx: Transaction, caster: Caster, receipt: Receipt, now: datetime) -> None:
    """Receipts to both who speak for the seat; reminders that wait have become pointless."""
    if caster.reminder_waits:
        cancel_letters_to_seat(tx, tx.session.get_one(Seat, caster.seat_id), ("reminder",), now=now)
    for mandate_id in filter(None, (caster.director, caster.alternate)):
        tx.post_first(
            "receipt",
            f"receipt:{receipt.vote_id}:{mandate_id}",
            now=now,
            mandate_id=mandate_id,
            ballot_id=caster.ballot_id,
            seat_id=caster.seat_id,
            vote_id=receipt.vote_id,
            entry=receipt.entry,
        )


def receipt_of(tx: Transaction, caster: Caster, vote: Vote, *, vault: Vault) -> Receipt:
    """The receipt of a recorded vote, with its content while that can still be opened."""
    return Receipt(
        caster=caster,
        vote_id=vote.id,
        received_at=vote.received_at,
        recorded_at=vote.recorded_at,
        replaces=vote.sequence - 1,
        entry=vote.entry,
        commitment=vote.commitment,
        content=seal_content.open_content(tx.session, vote, seat=caster.seat, vault=vault),
    )
