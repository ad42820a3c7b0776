"""What a ballot still needs before it can be opened: one pure function for the page, the rehearsal and the act."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

SEVERAL = 2
"""A choice needs at least so many options."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: a code with facts; ``blocks`` says whether opening waits for it."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known about a ballot at the moment it would be opened."""

    ballot_state: str | None
    earliest_open_at: datetime | None
    closes_at: datetime | None
    min_open: timedelta
    now: datetime
    seats: tuple[str, ...]
    seats_without_director: tuple[str, ...]
    options: int
    needs_options: bool
    mail_ready: bool
    needs_chair: bool = False
    chair: str | None = None
    needs_concerned: bool = False
    concerned: str | None = None
    untranslated: tuple[str, ...] = ()
    unanswered: int = 0


def missing_before_opening(opening: Opening) -> list[Missing]:
    """Everything that is missing, what blocks the opening first; an empty list means: it can be opened."""
    found = [*_of_state(opening), *_of_time(opening), *_of_roll(opening), *_of_content(opening)]
    return sorted(found, key=lambda each: not each.blocks)


def _of_state(opening: Opening) -> list[Missing]:
    found = []
    if opening.ballot_state != "prepared":
        found.append(Missing("ballot-not-prepared"))
    if opening.earliest_open_at is not None and opening.now < opening.earliest_open_at:
        found.append(Missing("notice-running", {"earliest_open_at": opening.earliest_open_at}))
    if not opening.mail_ready:
        found.append(Missing("mail-missing"))
    return found


def _of_time(opening: Opening) -> list[Missing]:
    if opening.closes_at is None:
        return [Missing("close-missing")]
    if opening.closes_at <= opening.now:
        return [Missing("close-past", {"closes_at": opening.closes_at})]
    earliest = opening.now + opening.min_open
    if opening.closes_at < earliest:
        return [Missing("close-too-soon", {"closes_at": opening.closes_at, "earliest_close_at": earliest})]
    return []


def _of_roll(opening: Opening) -> list[Missing]:
    found = []
    if not opening.seats:
        found.append(Missing("roll-empty"))
    for name, needed, seat in (
        ("chair", opening.needs_chair, opening.chair),
        ("concerned", opening.needs_concerned, opening.concerned),
    ):
        if needed and seat is None:
            found.append(Missing(f"{name}-missing"))
        elif seat is not None and seat not in opening.seats:
            found.append(Missing(f"{name}-unknown", {"seat": seat}))
    if opening.seats_without_director:
        seats = ", ".join(opening.seats_without_director)
        found.append(Missing("director-missing", {"seats": seats}, blocks=False))
    return found


def _of_content(opening: Opening) -> list[Missing]:
    found = []
    if opening.needs_options and opening.options < SEVERAL:
        found.append(Missing("options-missing", {"options": opening.options}))
    if opening.unanswered:
        found.append(Missing("objections-unanswered", {"objections": opening.unanswered}, blocks=False))
    if opening.untranslated:
        languages = ", ".join(opening.untranslated)
        found.append(Missing("translation-missing", {"languages": languages}, blocks=False))
    return found
