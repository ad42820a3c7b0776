"""Finding resolutions: by the words of title, text and number, by year, by outcome, a page at a time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from governance.store.reads.public_resolutions import ResolutionLine, list_resolutions
from governance.store.reads.standings import read_standings
from governance.store.tables.resolutions import Resolution

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words as ``search_words`` gives them, each to begin a word; pages count from 1.
    ``state`` is how a resolution stands today."""

    words: tuple[str, ...] = ()
    year: int | None = None
    outcome: str | None = None
    state: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, how many there are in all, and which years and outcomes can be asked for."""

    lines: list[ResolutionLine]
    total: int
    page: int
    pages: int
    years: list[int]
    outcomes: list[str]


def find_resolutions(session: Session, wanted: Wanted) -> Found:
    """The newest first; a page beyond the last is the last."""
    where = _conditions(wanted)
    if wanted.state is not None:
        where.append(col(Resolution.id).in_(_standing(session, where, wanted.state)))
    total = session.exec(select(func.count()).select_from(Resolution).where(*where)).one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, wanted.page), pages)
    return Found(
        lines=list_resolutions(session, where=where, limit=PER_PAGE, offset=(page - 1) * PER_PAGE),
        total=total,
        page=page,
        pages=pages,
        years=list(
            session.exec(select(Resolution.year).distinct().order_by(col(Resolution.year).desc())).all()
        ),
        outcomes=list(session.exec(select(Resolution.outcome).distinct().order_by(Resolution.outcome)).all()),
    )


def _standing(session: Session, where: list[Any], state: str) -> list[UUID]:
    """Of the resolutions that meet the other conditions, those that stand so: computed, for it is kept nowhere."""
    candidates = session.exec(select(Resolution).where(*where)).all()
    standings = read_standings(session, candidates)
    return [found for found, stands in standings.items() if stands is not None and stands.state == state]


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [
        col(Resolution.searchable).contains(f" {word}", autoescape=True) for word in wanted.words
    ]
    if wanted.year is not None:
        conditions.append(Resolution.year == wanted.year)
    if wanted.outcome is not None:
        conditions.append(Resolution.outcome == wanted.outcome)
    return conditions
