"""What one letter of the outbox is rendered from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from governance.store.reads.confirmations import (
    ConfirmationFacts,
    ConfirmingFacts,
    read_confirmation,
    read_confirming,
)
from governance.store.reads.letter_lives import LifeFacts, read_life
from governance.store.reads.members import MandateFacts, read_mandate
from governance.store.reads.named_seats import read_named_seats
from governance.store.reads.public_network import NetworkFacts, read_network
from governance.store.tables.accounts import Account
from governance.store.tables.ballots import Ballot, Link, Seat
from governance.store.tables.log import LogEntry
from governance.store.tables.members import Mandate, Person
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.network import Network
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.resolutions import Resolution
from governance.store.tables.votes import Annulment, Vote

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a letter is for: ``role`` is director, alternate, secretariat or second (the contact outside it);
    ``name`` is the title by language, ``language`` empty where it is not known."""

    email: str
    language: str
    role: str
    name: Texts


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """A motion in the wording that the letter is about."""

    number: str
    authentic: str
    title: Texts
    question: Texts
    text: Texts
    no_decision: Texts
    notice_ends_at: datetime | None
    withdrawn_reason: str | None
    version: int = 1
    life: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A ballot as its letters tell it; ``rule`` and ``decision`` are stored data, ``named``: see ``named_seats``."""

    id: UUID
    round: int
    state: str
    rule: Mapping[str, Any]
    options: tuple[Mapping[str, Any], ...]
    zone: str
    earliest_open_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    outcome: str | None
    decision: Mapping[str, Any] | None
    stop_reason: str | None
    stop_note: str | None
    named: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat; ``voted_at`` is when its vote that counts as things stand was recorded."""

    code: str
    name: Texts
    voted_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a link and its code are derived from."""

    ballot: UUID
    seat: UUID
    mandate: UUID
    issue: int
    code_issue: int


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """When a vote came and was recorded, and how many earlier ones of its seat it replaces; never what it says."""

    received_at: datetime
    recorded_at: datetime
    replaces: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry of the register: its index, its canonical text, and that text taken apart."""

    index: int
    body: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a letter is rendered from, except what is derived from keys: link, code and proof."""

    id: UUID
    kind: str
    message_id: str
    created_at: datetime
    extra: Mapping[str, Any]
    network: NetworkFacts
    receiver: Receiver
    motion: MotionFacts | None = None
    ballot: BallotFacts | None = None
    following: BallotFacts | None = None
    seat: SeatFacts | None = None
    link: LinkFacts | None = None
    vote: VoteFacts | None = None
    entry: EntryFacts | None = None
    resolution: str | None = None
    mandate: MandateFacts | None = None
    confirmation: ConfirmationFacts | None = None
    confirming: ConfirmingFacts | None = None
    life: LifeFacts | None = None


def read_letter(session: Session, letter: UUID) -> LetterFacts | None:
    """The facts of one letter; None where there is no such letter, or its receiver was erased."""
    row = session.get(OutboxRow, letter)
    network = read_network(session)
    receiver = None if row is None else _receiver(session, row)
    if row is None or network is None or receiver is None:
        return None
    ballot = session.get(Ballot, row.ballot_id) if row.ballot_id else _prepared(session, row.motion_id)
    motion_id = row.motion_id or (ballot.motion_id if ballot else None)
    motion = session.get(Motion, motion_id) if motion_id else None
    entry = _entry(session, row.entry)
    return LetterFacts(
        id=row.id,
        kind=row.kind,
        message_id=row.message_id,
        created_at=row.created_at,
        extra=row.extra,
        network=network,
        receiver=receiver,
        motion=_motion(session, motion, ballot),
        ballot=_ballot(session, ballot),
        following=_following(session, ballot),
        seat=_seat(session, row.seat_id),
        link=_link(session, row),
        vote=_vote(session, row.vote_id, entry),
        entry=entry,
        resolution=_resolution(session, motion),
        mandate=read_mandate(session, row.mandate_id) if row.mandate_id else None,
        confirmation=_confirmation(session, row),
        confirming=_confirming(session, row),
        life=read_life(session, row.extra) if "resolution" in row.extra else None,
    )


def _receiver(session: Session, row: OutboxRow) -> Receiver | None:
    if row.account_id is not None:
        account = session.get_one(Account, row.account_id)
        return Receiver(account.email, account.language, "secretariat", {account.language: account.name})
    if row.mandate_id is None:
        return _second_contact(session)
    mandate = session.get(Mandate, row.mandate_id)
    person = session.get(Person, mandate.person_id) if mandate else None
    if mandate is None or person is None or person.erased_at is not None:
        return None
    email = person.former_email if row.kind == "address-left" else person.email
    return Receiver(email or person.email, person.language, mandate.role, person.title)


def _second_contact(session: Session) -> Receiver | None:
    """The network's mailbox outside the secretariat; its language is not known."""
    address = session.exec(select(Network)).one().contact.get("second")
    return Receiver(address, "", "second", {}) if address else None


def _prepared(session: Session, motion_id: UUID | None) -> Ballot | None:
    """A motion that was tabled has no ballot of its letter's own, but one that was prepared."""
    query = select(Ballot).where(Ballot.motion_id == motion_id, Ballot.state == "prepared")
    return session.exec(query.order_by(col(Ballot.round).desc())).first()


def _motion(session: Session, motion: Motion | None, ballot: Ballot | None) -> MotionFacts | None:
    if motion is None:
        return None
    latest = select(MotionVersion).where(MotionVersion.motion_id == motion.id)
    version = (
        session.get_one(MotionVersion, ballot.version_id)
        if ballot
        else session.exec(latest.order_by(col(MotionVersion.version).desc()).limit(1)).one()
    )
    return MotionFacts(
        number=motion.number,
        authentic=motion.authentic,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        version=version.version,
        life=version.life,
        notice_ends_at=motion.notice_ends_at,
        withdrawn_reason=motion.withdrawn_reason,
    )


def _ballot(session: Session, ballot: Ballot | None) -> BallotFacts | None:
    if ballot is None:
        return None
    own: dict[str, Any] = {"options": tuple(ballot.options), "named": read_named_seats(session, ballot)}
    alike = {each.name: getattr(ballot, each.name) for each in fields(BallotFacts) if each.name not in own}
    return BallotFacts(**own, **alike)


def _following(session: Session, ballot: Ballot | None) -> BallotFacts | None:
    """The ballot that was prepared when this one ended."""
    if ballot is None:
        return None
    query = select(Ballot).where(Ballot.motion_id == ballot.motion_id, Ballot.round == ballot.round + 1)
    return _ballot(session, session.exec(query).one_or_none())


def _seat(session: Session, seat_id: UUID | None) -> SeatFacts | None:
    seat = session.get(Seat, seat_id) if seat_id else None
    if seat is None:
        return None
    last = session.exec(
        select(Vote).where(Vote.seat_id == seat.id).order_by(col(Vote.sequence).desc()).limit(1)
    ).one_or_none()
    stands = last is not None and session.get(Annulment, last.id) is None
    return SeatFacts(seat.code, seat.name, last.recorded_at if last and stands else None)


def _link(session: Session, row: OutboxRow) -> LinkFacts | None:
    """The link with the code of its day: one that was sent is shown again as it was sent."""
    link = session.get(Link, row.link_id) if row.link_id else None
    if link is None:
        return None
    newer = select(func.count()).where(
        OutboxRow.link_id == link.id,
        OutboxRow.kind == "new-code",
        col(OutboxRow.created_at) > (row.sent_at or row.created_at),
        row.sent_at is not None,
    )
    code_issue = link.code_issue - session.exec(newer).one()
    return LinkFacts(link.ballot_id, link.seat_id, link.mandate_id, link.issue, code_issue)


def _confirmation(session: Session, row: OutboxRow) -> ConfirmationFacts | None:
    named = row.extra.get("confirmation")
    return read_confirmation(session, UUID(named)) if named else None


def _confirming(session: Session, row: OutboxRow) -> ConfirmingFacts | None:
    """The seat that is asked, with the code that its letter was posted with."""
    named = row.extra.get("confirming")
    if not named:
        return None
    return replace(read_confirming(session, UUID(named)), code_issue=row.extra["code_issue"])


def _vote(session: Session, vote_id: UUID | None, entry: EntryFacts | None) -> VoteFacts | None:
    """The vote a letter is about: named by the letter, or by the entry that annuls it."""
    annulled = entry.facts.get("annuls") if entry else None
    condition = Vote.id == vote_id if vote_id else Vote.entry == annulled
    vote = session.exec(select(Vote).where(condition)).one_or_none()
    return None if vote is None else VoteFacts(vote.received_at, vote.recorded_at, vote.sequence - 1)


def _entry(session: Session, index: int | None) -> EntryFacts | None:
    entry = session.get(LogEntry, index) if index is not None else None
    return None if entry is None else EntryFacts(entry.index, entry.body, json.loads(entry.body))


def _resolution(session: Session, motion: Motion | None) -> str | None:
    if motion is None:
        return None
    query = select(Resolution.number).where(Resolution.motion_id == motion.id)
    return session.exec(query).one_or_none()
