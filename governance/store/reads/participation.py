"""When the seats of a closed ballot answered, for everybody to see how participation grew."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from governance.store.tables.votes import OpenedVote, Vote


def read_participation(session: Session, ballot_id: UUID) -> Sequence[datetime]:
    """The instants at which each seat whose vote counted had first answered, in order; none before the close,
    which opens votes."""
    query = (
        select(func.min(Vote.received_at))
        .where(Vote.ballot_id == ballot_id, OpenedVote.seat_id == Vote.seat_id)
        .group_by(col(OpenedVote.seat_id))
    )
    return sorted(session.exec(query).all())
