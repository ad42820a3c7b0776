"""The seats that the opening of a ballot named for its rule: who holds the chair, and the member concerned."""

from collections.abc import Iterable
from typing import Protocol

from sqlmodel import Session, select

from governance.store.tables.ballots import Ballot, Seat

Names = dict[str, dict[str, str]]


class Named(Protocol):
    """A seat with its name."""

    @property
    def code(self) -> str:
        """The member's code."""

    @property
    def name(self) -> dict[str, str]:
        """The member's name, by language."""


def named_seats(ballot: Ballot, seats: Iterable[Named]) -> Names:
    """The names of those of these seats that a ballot's opening named, under ``chair`` and ``concerned``."""
    names = {seat.code: seat.name for seat in seats}
    named = {"chair": ballot.chair, "concerned": ballot.concerned}
    return {part: names[code] for part, code in named.items() if code in names}


def read_named_seats(session: Session, ballot: Ballot) -> Names:
    """``named_seats`` of a ballot, looked up on its roll where it named any."""
    if ballot.chair is None and ballot.concerned is None:
        return {}
    return named_seats(ballot, session.exec(select(Seat).where(Seat.ballot_id == ballot.id)).all())
