"""The database takes writes again: the register says which votes came meanwhile and were not recorded."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from governance.access.links import code_of
from governance.access.vault import Vault
from governance.acts import find
from governance.register import canonical, seal
from governance.register.canonical import instant
from governance.store.aside import Came
from governance.store.tables.ballots import Ballot, Link, Seat
from governance.store.tables.log import LogEntry
from governance.store.tables.votes import Vote
from governance.store.transaction import Transaction

CAUSE = "database-failed"


def enter_refused_votes(tx: Transaction, *, came: Sequence[Came], vault: Vault, now: datetime) -> int:
    """Enter each vote that came in time, with the right code, and was not recorded; answers how many.

    Passed over: what was recorded after all (the answer alone was lost, or the same confirmation was sent again),
    what was never a vote (no such link, a wrong code, out of time, a ballot that was stopped), and what stands in the
    register already.
    """
    entered = _entered(tx.session)
    before = len(entered)
    for each in came:
        seen = _find(tx.session, each, vault)
        if seen is None:
            continue
        ballot, mark = seen
        if (mark, instant(each.received_at)) in entered:
            continue
        entered.add((mark, instant(each.received_at)))
        tx.enter(
            "vote-refused",
            now=now,
            ballot=ballot.id,
            mark=mark,
            received_at=instant(each.received_at),
            cause=CAUSE,
        )
    return len(entered) - before


def code_mark(vault: Vault, code: str) -> str:
    """A keyed digest by which a code is recognised later; who has the file without the keys learns nothing."""
    return vault.content_mark(b"code\x00" + code.encode())


def _find(session: Session, came: Came, vault: Vault) -> tuple[Ballot, str] | None:
    """The ballot of a vote that counts as refused, and the mark of its seat."""
    link = session.exec(select(Link).where(Link.token_hash == came.token_hash)).one_or_none()
    if link is None or (link.revoked_at is not None and link.revoked_at <= came.received_at):
        return None
    ballot, seat = find.ballot(session, link.ballot_id), session.get_one(Seat, link.seat_id)
    if not _is_in_time(ballot, came) or not _has_code(ballot, link, came, vault):
        return None
    recorded = select(Vote.id).where(Vote.seat_id == seat.id, Vote.request_key == came.request_key)
    if session.exec(recorded).first() is not None:
        return None
    return ballot, seal.seat_mark(seat.salt, seat.code)


def _is_in_time(ballot: Ballot, came: Came) -> bool:
    if ballot.state not in ("open", "closed") or ballot.opens_at is None or ballot.closes_at is None:
        return False
    return ballot.opens_at <= came.received_at < ballot.closes_at


def _has_code(ballot: Ballot, link: Link, came: Came, vault: Vault) -> bool:
    if not ballot.rule["conduct"]["code"]:
        return True
    expected = code_of(
        vault,
        ballot=link.ballot_id,
        seat=link.seat_id,
        mandate=link.mandate_id,
        issue=link.issue,
        code_issue=link.code_issue,
    )
    return code_mark(vault, expected) == came.code_mark


def _entered(session: Session) -> set[tuple[str, str]]:
    """The votes that stand in the register as refused for this cause."""
    bodies = session.exec(select(LogEntry.body).where(LogEntry.kind == "vote-refused")).all()
    told = [canonical.decode(body) for body in bodies]
    return {(entry["mark"], entry["received_at"]) for entry in told if entry["cause"] == CAUSE}
