"""Who casts: everything a cast is decided from, found by one prepared query.

The group of acts holds the head row of the register, which orders it with whatever closes or changes a ballot.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, String, bindparam, cast, func
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, or_, select

from governance.access.links import check_whole, read_token, token_hash
from governance.refusal import Refusal
from governance.rules.load import rule_from_text
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.columns import Instant
from governance.store.tables.members import Mandate
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import Annulment, Vote
from governance.store.transaction import Transaction


@dataclass(frozen=True, slots=True, repr=False)
class Caster:
    """A link with its ballot and seat, and what the seat has cast before.

    ``last_*`` tell the seat's last vote, annulled or not; ``same_id`` is its vote under the request key asked for;
    ``director`` and ``alternate`` are the mandates that hold now. Texts of JSON are kept as they are stored.
    """

    issue: int
    code_issue: int
    revoked_at: datetime | None
    revoked_cause: str | None
    mandate_id: UUID
    mandate_ends_at: datetime | None
    ballot_id: UUID
    state: str
    stop_reason: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    rule_text: str
    options_text: str
    motion: str
    authentic: str
    title_text: str
    seat_id: UUID
    seat: str
    name_text: str
    salt: bytes
    recused: UUID | None
    last_id: UUID | None
    last_sequence: int | None
    last_recorded_at: datetime | None
    last_annulled: UUID | None
    same_id: UUID | None
    director: UUID | None
    alternate: UUID | None
    reminder_waits: bool

    @property
    def rule(self) -> Rule:
        """The rule frozen with the ballot."""
        return rule_from_text(self.rule_text)

    @property
    def options(self) -> tuple[Mapping[str, Any], ...]:
        """The options frozen with the ballot: id, label by language."""
        return tuple(_read(self.options_text))

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the order shown."""
        return tuple(option["id"] for option in self.options)

    @property
    def title(self) -> dict[str, str]:
        """The motion's title by language."""
        return dict(_read(self.title_text))

    @property
    def name(self) -> dict[str, str]:
        """The member's name by language."""
        return dict(_read(self.name_text))

    @property
    def has_live_vote(self) -> bool:
        """Whether a vote of the seat counts as things stand."""
        return self.last_id is not None and self.last_annulled is None


def find_caster(tx: Transaction, token: str, *, request_key: str = "", now: datetime) -> Caster:
    """Who holds this link. Refused: ``link-cut``, ``link-unknown``, ``link-revoked``."""
    whole = read_token(token)
    check_whole(whole)
    facts = {"token_hash": token_hash(whole), "request_key": request_key, "now": now}
    caster = _look(tx, facts)
    if tx.catch_up(caster.seat_id):
        caster = _look(tx, facts)
    if caster.revoked_at is not None:
        raise Refusal("link-revoked", revoked_at=caster.revoked_at, cause=caster.revoked_cause)
    return caster


def _look(tx: Transaction, facts: Mapping[str, Any]) -> Caster:
    row = tx.look(_CASTER, facts)
    if row is None:
        raise Refusal("link-unknown")
    return Caster(*list(row))


@lru_cache(maxsize=4096)
def _read(text: str) -> Any:
    return json.loads(text)


def _holder(role: str) -> ScalarSelect[UUID]:
    """The mandate that holds this role for the seat's member now."""
    held = aliased(Mandate)
    now = bindparam("now", type_=Instant)
    ends_later: ColumnElement[bool] = or_(col(held.closes_at).is_(None), col(held.closes_at) > now)
    query = select(held.id).where(held.member_id == Seat.member_id, held.role == role)
    return (
        query.where(col(held.opens_at) <= now, ends_later)
        .order_by(col(held.opens_at))
        .limit(1)
        .correlate(Seat)
        .scalar_subquery()
    )


def _last_sequence() -> ScalarSelect[int]:
    earlier = aliased(Vote)
    query = select(func.max(earlier.sequence)).where(earlier.seat_id == Link.seat_id)
    return query.correlate(Link).scalar_subquery()


def _reminder_waits() -> ColumnElement[bool]:
    waits = col(OutboxRow.sent_at).is_(None), col(OutboxRow.cancelled_at).is_(None)
    of_seat = col(OutboxRow.seat_id) == Link.seat_id, col(OutboxRow.kind) == "reminder"
    return exists().where(*of_seat, *waits, col(OutboxRow.gave_up_at).is_(None)).correlate(Link)


_LAST, _SAME = aliased(Vote), aliased(Vote)
_CASTER = (
    select(  # type: ignore[call-overload,misc]  # in the order of the fields of Caster
        Link.issue,
        Link.code_issue,
        Link.revoked_at,
        Link.revoked_cause,
        Link.mandate_id,
        Mandate.closes_at,
        Ballot.id,
        Ballot.state,
        Ballot.stop_reason,
        Ballot.opens_at,
        Ballot.closes_at,
        Ballot.zone,
        cast(col(Ballot.rule), String),
        cast(col(Ballot.options), String),
        Motion.number,
        Motion.authentic,
        cast(col(MotionVersion.title), String),
        Seat.id,
        Seat.code,
        cast(col(Seat.name), String),
        Seat.salt,
        Recusal.seat_id,
        _LAST.id,
        _LAST.sequence,
        _LAST.recorded_at,
        Annulment.vote_id,
        _SAME.id,
        _holder("director"),
        _holder("alternate"),
        _reminder_waits(),
    )
    .where(Link.token_hash == bindparam("token_hash"))
    .join_from(Link, Ballot, Ballot.id == Link.ballot_id)
    .join(Motion, Motion.id == Ballot.motion_id)
    .join(MotionVersion, MotionVersion.id == Ballot.version_id)
    .join(Seat, Seat.id == Link.seat_id)
    .join(Mandate, Mandate.id == Link.mandate_id)
    .outerjoin(Recusal, Recusal.seat_id == Link.seat_id)
    .outerjoin(_LAST, and_(_LAST.seat_id == Link.seat_id, _LAST.sequence == _last_sequence()))
    .outerjoin(Annulment, Annulment.vote_id == _LAST.id)
    .outerjoin(
        _SAME,
        and_(_SAME.seat_id == Link.seat_id, _SAME.request_key == bindparam("request_key", type_=String)),
    )
)
