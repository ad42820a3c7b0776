"""An older copy of the database was put back, as two seats confirm: the register says which head was lost."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlmodel import select

from governance.acts.stop_ballot import put_back
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot
from governance.store.transaction import Transaction


def enter_restoration(
    tx: Transaction,
    *,
    size: int,
    root: str,
    seats: Collection[str],
    note: str,
    rulebook: Mapping[str, Rule],
    now: datetime,
) -> int:
    """Enter the head that was lost (its size and root) and the seats that confirmed it; answers the entry's index.

    Ballots that were open have lost votes nobody can name: each is stopped, due or not, and its motion is put on the
    table again.
    """
    entry = tx.enter("incident-restored", now=now, size=size, root=root, seats=sorted(seats), note=note)
    for ballot in tx.session.exec(select(Ballot).where(Ballot.state == "open")).all():
        put_back(tx, ballot, reason="incident", note=note, notice=timedelta(), rulebook=rulebook, now=now)
    return entry
