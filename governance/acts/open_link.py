"""A link is recognised, its code checked and counted: what every act of a seat begins with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session, select

from governance.access.links import check_whole, code_of, read_token, same_code, token_hash
from governance.access.vault import Vault
from governance.acts import find
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Link, Seat
from governance.store.tables.confirmations import ConfirmingSeat
from governance.store.tables.contributions import DeliberationLink
from governance.store.tables.follow_ups import FollowLink
from governance.store.transaction import Transaction

TRIES = 5
"""So many wrong codes within an hour, and a new code goes out by letter."""

TRIES_WITHIN = timedelta(hours=1)
NEW_CODE_EVERY = timedelta(minutes=15)
"""A new code goes out at most so often, whoever tries."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link with the ballot and the seat it opens."""

    row: Link
    ballot: Ballot
    seat: Seat


class Times(Protocol):
    """What of a ballot says whether a vote can be cast."""

    @property
    def state(self) -> str: ...

    @property
    def stop_reason(self) -> str | None: ...

    @property
    def opens_at(self) -> datetime | None: ...

    @property
    def closes_at(self) -> datetime | None: ...


def find_link(session: Session, token: str) -> OpenedLink:
    """The link of this token. Refused: ``link-cut``, ``link-unknown``; ``link-revoked`` once a newer one took its
    place."""
    whole = read_token(token)
    check_whole(whole)
    row = session.exec(select(Link).where(Link.token_hash == token_hash(whole))).one_or_none()
    if row is None:
        raise Refusal("link-unknown")
    if row.revoked_at is not None:
        raise Refusal("link-revoked", revoked_at=row.revoked_at, cause=row.revoked_cause)
    ballot = find.ballot(session, row.ballot_id)
    return OpenedLink(row, ballot, session.get_one(Seat, row.seat_id))


def check_code(
    tx: Transaction, link: OpenedLink, given: str, *, vault: Vault, now: datetime
) -> Refusal | None:
    """None for the right code. A wrong one is counted, and the refusal returned so that the count is kept:
    ``code-wrong``, or ``code-replaced`` when a new code has just gone out by letter. A seat is never locked out."""
    row = link.row
    expected = code_of(
        vault,
        ballot=row.ballot_id,
        seat=row.seat_id,
        mandate=row.mandate_id,
        issue=row.issue,
        code_issue=row.code_issue,
    )
    wrong = weigh_code(tx, row, given, expected=expected, now=now)
    if wrong is not None and wrong.code == "code-replaced":
        _send_new_code(tx, link, now)
    return wrong


def weigh_code(
    tx: Transaction,
    row: Link | ConfirmingSeat | DeliberationLink | FollowLink,
    given: str,
    *,
    expected: str,
    now: datetime,
) -> Refusal | None:
    """``check_code`` for whatever keeps its counters: after ``code-replaced`` the caller sends the next code."""
    if same_code(given, expected):
        return None
    if row.wrong_since is None or now - row.wrong_since >= TRIES_WITHIN:
        row.wrong_since, row.wrong_codes = now, 0
    row.wrong_codes += 1
    tx.session.add(row)
    if row.wrong_codes < TRIES:
        return Refusal("code-wrong", left=TRIES - row.wrong_codes)
    if row.code_sent_at is not None and now - row.code_sent_at < NEW_CODE_EVERY:
        return Refusal("code-wrong-wait", next_code_at=row.code_sent_at + NEW_CODE_EVERY)
    row.code_issue += 1
    row.code_sent_at = now
    row.wrong_since, row.wrong_codes = None, 0
    return Refusal("code-replaced")


def _send_new_code(tx: Transaction, link: OpenedLink, now: datetime) -> None:
    row = link.row
    tx.post(
        "new-code",
        f"new-code:{row.id}:{row.code_issue}",
        now=now,
        mandate_id=row.mandate_id,
        motion_id=link.ballot.motion_id,
        ballot_id=row.ballot_id,
        seat_id=row.seat_id,
        link_id=row.id,
    )


def check_live(ballot: Times, received_at: datetime) -> None:
    """Refuse what comes outside [opens_at, closes_at): ``vote-early``, ``vote-late``; or ``ballot-stopped``."""
    if ballot.state == "stopped":
        raise Refusal("ballot-stopped", reason=ballot.stop_reason)
    if ballot.opens_at is None or received_at < ballot.opens_at:
        raise Refusal("vote-early", received_at=received_at, opens_at=ballot.opens_at)
    if ballot.closes_at is None or received_at >= ballot.closes_at:
        raise Refusal("vote-late", received_at=received_at, closes_at=ballot.closes_at)
