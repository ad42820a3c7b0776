"""What the minutes of a resolution state, and the digest that stands for them when the desk signs.

The facts are plain data in the forms of the register: instants as strings, reasons as the digests that the register
holds, so that a reason whose text is erased one day leaves the digest of the minutes as it was.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.canonical import instant
from governance.register.checkpoint import Checkpoint
from governance.store.reads.public_network import NetworkFacts, read_network
from governance.store.reads.public_resolutions import read_resolution
from governance.store.tables.accounts import Account
from governance.store.tables.ballots import Ballot, Recusal, Seat
from governance.store.tables.log import LogEntry, SignedHead
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Minutes, Resolution
from governance.store.tables.votes import OpenedVote

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """Under which digest the minutes were signed, when, and by whom."""

    digest: str
    signed_at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class MinutesRecord:
    """All that the printed minutes show: the facts with their digest, and what stands beside the facts.

    ``reasons`` are in words by seat and option, those of recusals under ``vote``, without those that were erased;
    ``head`` is the first signed head of the register that covers the outcome.
    """

    facts: dict[str, Any]
    digest: str
    signature: Signature | None
    reasons: dict[str, dict[str, str]]
    head: str
    network: NetworkFacts


def read_record(session: Session, number: str, *, current: Callable[[Session], Checkpoint]) -> MinutesRecord:
    """What the printed minutes of this resolution show; or ``resolution-unknown``. ``current`` signs where the
    register stands: until it goes on, no head that covers the outcome is kept, and the next one kept is this."""
    facts = minutes_facts(session, number)
    network = read_network(session)
    assert network is not None  # a resolution is one of a network
    return MinutesRecord(
        facts=facts,
        digest=minutes_digest(facts),
        signature=read_signature(session, number),
        reasons=_reasons(session, number),
        head=_first_head(session, facts["outcome_entry"]) or current(session).note,
        network=network,
    )


def minutes_facts(session: Session, number: str) -> dict[str, Any]:
    """Everything the minutes of this resolution state, as canonical JSON can carry it; or ``resolution-unknown``.

    Keys: schema, resolution, outcome, published_at, motion{number, authentic, version, title, text(hashes)},
    ballot{id, round, opens_at, closes_at, zone, shown, tzdata, options, rule, rule_hash, chair?, concerned?}, seats
    (by code: name, state ``voted`` with the vote, ``recused`` or ``silent``), decision, earlier_rounds, and
    outcome_entry, the index of the entry in which the register declares the outcome.
    """
    resolution = session.exec(select(Resolution).where(Resolution.number == number)).one_or_none()
    if resolution is None:
        raise Refusal("resolution-unknown", resolution=number)
    ballot = session.get_one(Ballot, resolution.ballot_id)
    motion = session.get_one(Motion, ballot.motion_id)
    version = session.get_one(MotionVersion, ballot.version_id)
    return {
        "schema": SCHEMA,
        "resolution": resolution.number,
        "outcome": resolution.outcome,
        "published_at": instant(resolution.published_at),
        "motion": {
            "number": motion.number,
            "authentic": motion.authentic,
            "version": version.version,
            "title": version.title,
            "text": ballot.text_hash or {},
        },
        "ballot": _ballot(ballot),
        "seats": _seats(session, ballot),
        "decision": ballot.decision or {},
        "earlier_rounds": _earlier_rounds(session, ballot),
        "outcome_entry": _outcome_entry(session, ballot),
    }


def read_minutes(session: Session, number: str) -> tuple[dict[str, Any], Signature | None]:
    """The facts of the minutes and the signature under them, read at the same instant."""
    return minutes_facts(session, number), read_signature(session, number)


def minutes_digest(facts: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of the facts: what is signed."""
    return hashlib.sha256(canonical.encode(facts)).hexdigest()


def read_signature(session: Session, number: str) -> Signature | None:
    """The desk's signature under the minutes of this resolution, if they are signed."""
    found = session.exec(
        select(Minutes, Account)
        .where(Resolution.number == number, Minutes.ballot_id == Resolution.ballot_id)
        .where(Account.id == Minutes.account_id)
    ).one_or_none()
    if found is None:
        return None
    minutes, account = found
    return Signature(minutes.digest, minutes.signed_at, account.name)


def _ballot(ballot: Ballot) -> dict[str, Any]:
    assert ballot.opens_at is not None and ballot.closes_at is not None  # a numbered ballot was open
    named = {"chair": ballot.chair, "concerned": ballot.concerned}
    return {
        "id": str(ballot.id),
        "round": ballot.round,
        "opens_at": instant(ballot.opens_at),
        "closes_at": instant(ballot.closes_at),
        "zone": ballot.zone,
        "shown": ballot.shown or {},
        "tzdata": ballot.tzdata or "",
        "options": ballot.options,
        "rule": ballot.rule,
        "rule_hash": ballot.rule_hash or "",
    } | {role: seat for role, seat in named.items() if seat is not None}


def _seats(session: Session, ballot: Ballot) -> dict[str, Any]:
    opened = {
        row.seat_id: row.vote
        for row in session.exec(select(OpenedVote).where(OpenedVote.ballot_id == ballot.id)).all()
    }
    recused = set(session.exec(select(Recusal.seat_id).where(Recusal.ballot_id == ballot.id)).all())
    seats = session.exec(select(Seat).where(Seat.ballot_id == ballot.id)).all()
    return {seat.code: {"name": seat.name} | _stance(seat, opened, recused) for seat in seats}


def _stance(seat: Seat, opened: dict[Any, Any], recused: set[Any]) -> dict[str, Any]:
    if seat.id in recused:
        return {"state": "recused"}
    if seat.id in opened:
        return {"state": "voted", "vote": opened[seat.id]}
    return {"state": "silent"}


def _earlier_rounds(session: Session, ballot: Ballot) -> list[dict[str, Any]]:
    earlier = session.exec(
        select(Ballot)
        .where(Ballot.motion_id == ballot.motion_id, col(Ballot.round) < ballot.round)
        .order_by(col(Ballot.round))
    ).all()
    return [
        {"round": each.round, "id": str(each.id), "state": each.state}
        | ({"outcome": each.outcome} if each.outcome else {})
        | ({"stopped": each.stop_reason} if each.stop_reason else {})
        for each in earlier
    ]


def _outcome_entry(session: Session, ballot: Ballot) -> int:
    """The index of the entry in which the register declares the outcome."""
    entries = session.exec(
        select(LogEntry).where(
            LogEntry.kind == "outcome-declared", col(LogEntry.body).contains(str(ballot.id))
        )
    ).all()
    return min(entry.index for entry in entries)


def _reasons(session: Session, number: str) -> dict[str, dict[str, str]]:
    resolution = read_resolution(session, number)
    assert resolution is not None  # its facts have been read
    recusals = {seat.code: {"vote": seat.recusal or ""} for seat in resolution.deciding.round.recused}
    return recusals | {vote.seat: vote.reasons for vote in resolution.deciding.votes}


def _first_head(session: Session, entry: int) -> str | None:
    """The first head kept that covers the entry: it stays the same however far the register goes on."""
    query = select(SignedHead.note).where(SignedHead.size > entry).order_by(col(SignedHead.size)).limit(1)
    return session.exec(query).first()
