"""Links follow the mandates: where one ends or begins during a ballot, the old link dies and a new one goes out.

A mandate may end at an instant that was set long before, when nobody is there to press a button: whoever notices calls
this, and calling it again changes nothing. The vote of the seat stands.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.issue_link import issue_link, revoke_links
from governance.store.tables.ballots import Ballot, Link, Recusal, Seat
from governance.store.tables.members import Mandate, Member
from governance.store.transaction import Transaction

CHANGED = "mandate-changed"


def follow_mandates(tx: Transaction, *, vault: Vault, now: datetime) -> None:
    """In every open ballot, links of ended mandates die and whoever speaks for a seat now has one; mandates of members
    that have left end with the last ballot that is open for them."""
    running = select(Ballot.id).where(Ballot.state == "open", col(Ballot.closes_at) > now)
    for ballot_id in tx.session.exec(running).all():
        ballot = find.ballot(tx.session, ballot_id)
        recused = find.recused(tx.session, ballot_id)
        for seat in find.seats(tx.session, ballot_id):
            _revoke_ended(tx, seat, now)
            if seat.id not in recused:
                _write_to_voice(tx, ballot, seat, vault=vault, now=now)
    for mandate in tx.session.exec(_left_behind(now)).all():
        close_mandate(tx, mandate, now)


def mandates_moved(session: Session, *, now: datetime) -> bool:
    """Whether ``follow_mandates`` would have anything to do: the look before the act."""
    ended = (
        select(Link.id)
        .join(Ballot, col(Ballot.id) == col(Link.ballot_id))
        .join(Mandate, col(Mandate.id) == col(Link.mandate_id))
        .where(*_running(now), col(Link.revoked_at).is_(None), col(Mandate.closes_at) <= now)
    )
    written = exists().where(col(Link.seat_id) == col(Seat.id), col(Link.mandate_id) == col(Mandate.id))
    stepped_out = exists().where(col(Recusal.seat_id) == col(Seat.id))
    begun = (
        select(Seat.id)
        .join(Ballot, col(Ballot.id) == col(Seat.ballot_id))
        .join(Mandate, col(Mandate.member_id) == col(Seat.member_id))
        .where(*_running(now), col(Mandate.opens_at) <= now, col(Mandate.role) == "director")
        .where(or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now))
        .where(~written, ~stepped_out)
    )
    return any(session.exec(look.limit(1)).first() is not None for look in (ended, begun, _left_behind(now)))


def close_mandate(tx: Transaction, mandate: Mandate, at: datetime, *, now: datetime | None = None) -> None:
    """The mandate ends at ``at``, which the register says at once."""
    member = tx.session.get_one(Member, mandate.member_id)
    mandate.closes_at = at
    tx.session.add(mandate)
    tx.session.flush()
    tx.enter("mandate-closed", now=now or at, mandate=mandate.id, member=member.code, to=at)


def _running(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Ballot.state) == "open", col(Ballot.closes_at) > now


def _left_behind(now: datetime) -> SelectOfScalar[Mandate]:
    """Mandates that run although their member has left and no open ballot holds a seat of it."""
    seated = exists().where(
        col(Seat.member_id) == col(Member.id),
        col(Seat.ballot_id) == col(Ballot.id),
        col(Ballot.state) == "open",
    )
    return (
        select(Mandate)
        .join(Member, col(Member.id) == col(Mandate.member_id))
        .where(col(Member.left_at) <= now, ~seated)
        .where(or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now))
    )


def _revoke_ended(tx: Transaction, seat: Seat, now: datetime) -> None:
    for mandate_id in {link.mandate_id for link in find.live_links(tx.session, seat.id)}:
        mandate = tx.session.get_one(Mandate, mandate_id)
        if mandate.closes_at is not None and mandate.closes_at <= now:
            revoke_links(tx, seat=seat, cause=CHANGED, now=now, mandate=mandate)


def _write_to_voice(tx: Transaction, ballot: Ballot, seat: Seat, *, vault: Vault, now: datetime) -> None:
    """The director, or in a vacancy the alternate, has a link; one that never had any gets it now."""
    voice = find.voice_of(tx.session, seat.member_id, now)
    if voice is None or _ever_had_one(tx.session, seat, voice.id):
        return
    earlier = tx.session.exec(select(Link.id).where(Link.seat_id == seat.id)).first()
    issue_link(
        tx,
        ballot=ballot,
        seat=seat,
        mandate=voice,
        cause=CHANGED,
        letter="link-replaced" if earlier else "invitation",
        vault=vault,
        now=now,
    )


def _ever_had_one(session: Session, seat: Seat, mandate: UUID) -> bool:
    return (
        session.exec(select(Link.id).where(Link.seat_id == seat.id, Link.mandate_id == mandate)).first()
        is not None
    )
