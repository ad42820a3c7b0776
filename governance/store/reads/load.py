"""What waits, in numbers: for whoever watches over the service."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from governance.store.reads.clock import clock_is_doubted
from governance.store.reads.outbox import is_waiting
from governance.store.reads.public_register import read_register
from governance.store.tables.ballots import Ballot
from governance.store.tables.outbox import OutboxRow


@dataclass(frozen=True, slots=True)
class Load:
    """Ballots that are open and those among them that are over; letters that wait, were given up, came back."""

    ballots_open: int
    closings_due: int
    letters_waiting: int
    letters_failed: int
    letters_returned: int
    entries: int
    clock_doubted: bool


def read_load(session: Session, *, now: datetime) -> Load:
    """Everything that waits at ``now``."""
    open_ballots = (Ballot.state == "open",)
    due_letters = (is_waiting(), col(OutboxRow.due_at) <= now)
    return Load(
        ballots_open=_count(session, Ballot, *open_ballots),
        closings_due=_count(session, Ballot, *open_ballots, col(Ballot.closes_at) <= now),
        letters_waiting=_count(session, OutboxRow, *due_letters),
        letters_failed=_count(session, OutboxRow, col(OutboxRow.gave_up_at).is_not(None)),
        letters_returned=_count(session, OutboxRow, col(OutboxRow.bounced_at).is_not(None)),
        entries=read_register(session).entries,
        clock_doubted=clock_is_doubted(session),
    )


def _count(session: Session, table: Any, *conditions: Any) -> int:
    return session.exec(select(func.count()).select_from(table).where(*conditions)).one()
