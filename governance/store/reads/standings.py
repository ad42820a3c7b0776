"""What happened to resolutions after their numbers, and how they stand: computed, never stored."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.register.canonical import read_instant
from governance.rules.force import Happening, Standing, standing
from governance.store.tables.resolutions import Happening as HappeningRow
from governance.store.tables.resolutions import Resolution


@dataclass(frozen=True)
class Told:
    """One happening with its facts: ``by`` is the number of the later resolution, ``entry`` where the register says
    so."""

    kind: str
    at: datetime
    by: str
    facts: Mapping[str, Any]
    entry: int


@dataclass(frozen=True)
class Change:
    """What a resolution did to an earlier one: it ``amended``, ``repealed`` or ``replaced`` it."""

    kind: str
    resolution: str
    at: datetime


def read_told(session: Session, resolutions: Sequence[UUID]) -> dict[UUID, tuple[Told, ...]]:
    """What happened to each of these resolutions, in the order of the register."""
    query = select(HappeningRow).where(col(HappeningRow.resolution_id).in_(resolutions))
    found: dict[UUID, list[Told]] = defaultdict(list)
    for row in session.exec(query.order_by(col(HappeningRow.entry))).all():
        found[row.resolution_id].append(Told(row.kind, row.at, row.by or "", row.facts, row.entry))
    return {each: tuple(found[each]) for each in resolutions}


def standing_after(resolution: Resolution, told: Sequence[Told]) -> Standing | None:
    """How a resolution stands after what is told of it; None where it was not adopted."""
    happened = [Happening(each.kind, each.at, each.by) for each in told]
    return standing(resolution.outcome, resolution.published_at, happened)


def standing_of(session: Session, resolution: Resolution) -> Standing | None:
    """How one resolution stands now."""
    return standing_after(resolution, read_told(session, [resolution.id])[resolution.id])


def read_standings(session: Session, resolutions: Sequence[Resolution]) -> dict[UUID, Standing | None]:
    """How each of these resolutions stands now."""
    told = read_told(session, [each.id for each in resolutions])
    return {each.id: standing_after(each, told[each.id]) for each in resolutions}


def read_changes(session: Session, number: str) -> tuple[Change, ...]:
    """What the resolution of this number did to earlier ones."""
    query = (
        select(HappeningRow, Resolution)
        .where(HappeningRow.by == number, HappeningRow.resolution_id == Resolution.id)
        .order_by(col(HappeningRow.entry))
    )
    return tuple(
        Change(happened.kind, changed.number, happened.at) for happened, changed in session.exec(query).all()
    )


def contest_term(told: Sequence[Told]) -> datetime | None:
    """Until when seats can contest the resolution; None where they never could."""
    until = next((each.facts["until"] for each in told if each.kind == "contestable"), None)
    return None if until is None else read_instant(until)


def corrected(text: Mapping[str, str], told: Sequence[Told]) -> dict[str, str]:
    """A text by language as it reads after the corrections of typing errors, in order."""
    found = dict(text)
    for each in told:
        if each.kind == "corrected":
            language = each.facts["language"]
            found[language] = found.get(language, "").replace(each.facts["wrong"], each.facts["right"], 1)
    return found


def condition_of(told: Sequence[Told]) -> Mapping[str, Any] | None:
    """Until what a resolution was suspended when it was adopted; None where it was not."""
    return next((each.facts for each in told if each.kind == "suspended"), None)
