"""Who is written to: the directors of a ballot's seats, both mandates of one seat, the desk, the second contact."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlmodel import col, select

from governance.acts import find
from governance.store.reads.desk_keeper import may_enter
from governance.store.reads.rolls import members_at
from governance.store.tables.accounts import Account
from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction


def write_to_directors(
    tx: Transaction,
    ballot: Ballot,
    kind: str,
    *,
    event: str,
    now: datetime,
    entry: int | None = None,
    extras: Mapping[UUID, dict[str, Any]] | None = None,
    first: bool = False,
) -> None:
    """One letter to the director of every seat on the ballot's roll, or in a vacancy to the alternate; ``extras``: what
    each mandate's is posted with; ``first``: it cannot have been posted before."""
    post = tx.post_first if first else tx.post
    voices = find.voices(tx.session, now)
    for seat in find.seats(tx.session, ballot.id):
        mandate = voices.get(seat.member_id)
        if mandate is not None:
            post(
                kind,
                f"{event}:{seat.id}",
                now=now,
                mandate_id=mandate.id,
                motion_id=ballot.motion_id,
                ballot_id=ballot.id,
                seat_id=seat.id,
                entry=entry,
                extra=(extras or {}).get(mandate.id),
            )


def write_to_seat(
    tx: Transaction,
    seat: Seat,
    kind: str,
    *,
    event: str,
    now: datetime,
    entry: int | None = None,
    vote: UUID | None = None,
    roles: tuple[str, ...] = ("director", "alternate"),
) -> None:
    """One letter to each who speaks for the seat: director and alternate, or the roles named."""
    for role in roles:
        mandate = find.mandate_of(tx.session, seat.member_id, role, now)
        if mandate is not None:
            tx.post(
                kind,
                f"{event}:{mandate.id}",
                now=now,
                mandate_id=mandate.id,
                ballot_id=seat.ballot_id,
                seat_id=seat.id,
                vote_id=vote,
                entry=entry,
            )


def write_to_network(
    tx: Transaction,
    kind: str,
    *,
    event: str,
    now: datetime,
    entry: int | None = None,
    extra: dict[str, Any] | None = None,
    without: Collection[UUID] = (),
) -> None:
    """One letter to whoever speaks for each member, ``without`` some: the director, or where there is none the
    alternate."""
    for member in members_at(tx.session, now):
        mandate = find.voice_of(tx.session, member.id, now)
        if mandate is not None and member.id not in without:
            tx.post(kind, f"{event}:{mandate.id}", now=now, mandate_id=mandate.id, entry=entry, extra=extra)


def write_to_desk(
    tx: Transaction,
    kind: str,
    *,
    event: str,
    now: datetime,
    ballot: Ballot | None = None,
    motion: Motion | None = None,
    seat: Seat | None = None,
    entry: int | None = None,
    extra: dict[str, Any] | None = None,
) -> None:
    """One letter to every account of the secretariat."""
    query = select(Account).where(Account.role == "secretariat", col(Account.disabled_at).is_(None))
    for account in tx.session.exec(query).all():
        if not may_enter(tx.session, account, now=now):
            continue
        tx.post(
            kind,
            f"{event}:{account.id}",
            now=now,
            account_id=account.id,
            motion_id=ballot.motion_id if ballot else motion.id if motion else None,
            ballot_id=ballot.id if ballot else None,
            seat_id=seat.id if seat else None,
            entry=entry,
            extra=extra,
        )


def write_to_second_contact(
    tx: Transaction, kind: str, *, event: str, now: datetime, ballot: Ballot, seat: Seat, entry: int
) -> None:
    """One letter to the network's mailbox outside the secretariat, which must not be the only one to know."""
    tx.post(
        kind, event, now=now, motion_id=ballot.motion_id, ballot_id=ballot.id, seat_id=seat.id, entry=entry
    )


def cancel_letters(tx: Transaction, ballot: Ballot, kinds: tuple[str, ...], *, now: datetime) -> None:
    """Take back letters of a ballot that wait and have become pointless."""
    _cancel(tx, kinds, col(OutboxRow.ballot_id) == ballot.id, now)


def cancel_letters_to_seat(tx: Transaction, seat: Seat, kinds: tuple[str, ...], *, now: datetime) -> None:
    """Take back letters to one seat that wait and have become pointless."""
    _cancel(tx, kinds, col(OutboxRow.seat_id) == seat.id, now)


def _cancel(tx: Transaction, kinds: tuple[str, ...], whose: ColumnElement[bool], now: datetime) -> None:
    tx.session.execute(
        update(OutboxRow)
        .where(
            whose,
            col(OutboxRow.kind).in_(kinds),
            col(OutboxRow.sent_at).is_(None),
            col(OutboxRow.gave_up_at).is_(None),
            col(OutboxRow.cancelled_at).is_(None),
        )
        .values(cancelled_at=now)
    )
