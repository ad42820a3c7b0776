"""What a suspended resolution waits for, and when one is looked at again: told from what its motion stated."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Facts = Mapping[str, Any]


def is_met(until: Facts, *, members: int, today: date) -> bool:
    """Whether all that can be told of a condition by counting and by the calendar is met. What is stated in words
    alone nobody can tell but the desk: never met here."""
    at_least, day = until.get("members_at_least"), until.get("date")
    if at_least is None and day is None:
        return False
    return (at_least is None or members >= at_least) and (day is None or today >= date.fromisoformat(day))


def review_day(stated: str | None, reviews: Iterable[Facts]) -> date | None:
    """The day on which a resolution is looked at next: as the last review set it, else as its motion ``stated``; None
    where it is not."""
    day = stated
    for review in reviews:
        day = review.get("next")
    return None if day is None else date.fromisoformat(day)
