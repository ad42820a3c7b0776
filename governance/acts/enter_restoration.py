"""An older copy of the database was put back: the register says which head was lost, and who confirms it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import col, select

from governance.acts.stop_ballot import put_back
from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint
from governance.rules.rule import Rule
from governance.store.tables.ballots import Ballot
from governance.store.tables.members import Member
from governance.store.transaction import Transaction

CONFIRMING = 2
"""So many seats confirm a restoration."""


def enter_restoration(
    tx: Transaction,
    *,
    lost: Checkpoint,
    seats: tuple[str, ...],
    note: str,
    rulebook: Mapping[str, Rule],
    now: datetime,
) -> int:
    """Enter the head that was lost and the seats that confirm it; answers the entry's index.

    Ballots that were open have lost votes nobody can name: each is stopped, due or not, and its motion is put on the
    table again. Refused: ``nothing-lost`` where the register is not shorter than that head,
    ``restoration-unconfirmed`` with fewer than two members.
    """
    if tx.log.frontier.size >= lost.size:
        raise Refusal("nothing-lost", entries=tx.log.frontier.size, signed=lost.size)
    known = tx.session.exec(select(Member.code).where(col(Member.code).in_(seats))).all()
    if len(set(known)) < CONFIRMING or set(known) != set(seats):
        raise Refusal("restoration-unconfirmed", seats=", ".join(seats))
    entry = tx.enter(
        "incident-restored", now=now, size=lost.size, root=lost.root.hex(), seats=sorted(known), note=note
    )
    for ballot in tx.session.exec(select(Ballot).where(Ballot.state == "open")).all():
        put_back(tx, ballot, reason="incident", note=note, notice=timedelta(), rulebook=rulebook, now=now)
    return entry
