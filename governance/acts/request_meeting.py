"""A seat asks for a meeting in place of the ballot; once as many have asked as the rule says, the ballot is stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.open_link import OpenedLink, check_code, check_live, find_link
from governance.acts.stop_ballot import put_back
from governance.acts.write_to import cancel_letters, write_to_desk, write_to_seat
from governance.refusal import Refusal
from governance.register import seal
from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.rules.votes import check_reason
from governance.store.tables.ballots import Ballot, Recusal, Seat
from governance.store.tables.meetings import MeetingRequest
from governance.store.tables.members import Mandate
from governance.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Requested:
    """When the seat asked, and whether the ballot has been stopped by so many requests."""

    asked_at: datetime
    stopped: bool


def request_meeting(
    tx: Transaction,
    *,
    token: str,
    code: str,
    reason: str,
    salt: bytes,
    rulebook: Mapping[str, Rule],
    vault: Vault,
    received_at: datetime,
    now: datetime,
) -> Requested | Refusal:
    """Keep that the seat of this link asks for a meeting, beside its vote or without one.

    Until ``conduct.meeting_request`` seats have asked, no entry, page or letter tells who; then the ballot is stopped
    without effect (``referred``), the entry names the seats, and everybody is told. Asked again, it answers the same.
    ``salt``: 32 random bytes for the digest of the reason. Returned after being counted: ``code-wrong`` and its kin.
    Refused: what ``find_link`` and ``check_live`` refuse, ``mandate-ended``, ``seat-recused``,
    ``meeting-not-offered``, ``reason-too-long``.
    """
    link = find_link(tx.session, token)
    rule = rule_from_data(link.ballot.rule, source=str(link.ballot.id))
    needed = rule.conduct.meeting_request
    if needed is None:
        raise Refusal("meeting-not-offered")
    wrong = check_code(tx, link, code, vault=vault, now=now) if rule.conduct.code else None
    if wrong is not None:
        return wrong
    before = tx.session.get(MeetingRequest, link.seat.id)
    if before is not None:
        return Requested(before.asked_at, link.ballot.stop_reason == "meeting")
    check_live(link.ballot, received_at)
    _check_seat(tx, link, received_at)
    if link.ballot.state != "open":
        raise Refusal("vote-late", received_at=received_at, closes_at=link.ballot.closes_at)
    _keep(tx, link, check_reason("vote", reason), salt, received_at)
    requests = _requests(tx, link.ballot)
    if len(requests) < needed:
        write_to_seat(tx, link.seat, "meeting-asked", event=f"meeting-asked:{link.seat.id}", now=now)
        return Requested(received_at, stopped=False)
    _refer(tx, link.ballot, requests, rulebook=rulebook, now=now)
    return Requested(received_at, stopped=True)


def _check_seat(tx: Transaction, link: OpenedLink, received_at: datetime) -> None:
    mandate = tx.session.get_one(Mandate, link.row.mandate_id)
    if mandate.closes_at is not None and received_at >= mandate.closes_at:
        raise Refusal("mandate-ended", ended_at=mandate.closes_at)
    if tx.session.get(Recusal, link.seat.id) is not None:
        raise Refusal("seat-recused", seat=link.seat.code)


def _keep(tx: Transaction, link: OpenedLink, reason: str, salt: bytes, asked_at: datetime) -> None:
    tx.session.add(
        MeetingRequest(
            seat_id=link.seat.id,
            ballot_id=link.ballot.id,
            mandate_id=link.row.mandate_id,
            reason=reason,
            salt=salt.hex() if reason else "",
            asked_at=asked_at,
        )
    )
    tx.session.flush()


def _requests(tx: Transaction, ballot: Ballot) -> list[tuple[Seat, MeetingRequest]]:
    """The requests that count, by seat: a seat that stepped out of the ballot since has no say in it."""
    recused = find.recused(tx.session, ballot.id)
    query = select(Seat, MeetingRequest).where(
        MeetingRequest.seat_id == Seat.id, MeetingRequest.ballot_id == ballot.id
    )
    return [
        each for each in tx.session.exec(query.order_by(col(Seat.code))).all() if each[0].id not in recused
    ]


def _refer(
    tx: Transaction,
    ballot: Ballot,
    requests: list[tuple[Seat, MeetingRequest]],
    *,
    rulebook: Mapping[str, Rule],
    now: datetime,
) -> None:
    reasons = {
        seat.code: seal.text_digest(bytes.fromhex(each.salt), each.reason)
        for seat, each in requests
        if each.reason
    }
    cancel_letters(tx, ballot, ("meeting-asked",), now=now)
    entry = put_back(
        tx,
        ballot,
        reason="meeting",
        note="",
        notice=timedelta(),
        rulebook=rulebook,
        asked={"seats": [seat.code for seat, _ in requests], "reasons": reasons or None},
        now=now,
    )
    for _, each in requests:
        each.entry = entry
        tx.session.add(each)
    write_to_desk(tx, "desk-meeting", event=f"desk-meeting:{ballot.id}", now=now, ballot=ballot, entry=entry)
