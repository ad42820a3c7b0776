"""Participation over time as a small picture and the table beside it: a line in steps, readable in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True, slots=True)
class Participation:
    """``path`` is the line as SVG path data within WIDTH by HEIGHT; ``days`` pairs of a day and how many members
    had answered by its end; ``voters`` how many could."""

    path: str
    days: list[tuple[date, int]]
    answered: int
    voters: int


def participation_of(
    answered_at: Sequence[datetime],
    *,
    opens_at: datetime,
    closes_at: datetime,
    voters: int,
    zone: str,
    mirrored: bool,
) -> Participation:
    """The picture of a closed ballot; ``mirrored``: time runs from right to left. Days are those of ``zone``."""
    whole = (closes_at - opens_at) / timedelta(seconds=1)
    steps = [
        ((at - opens_at) / timedelta(seconds=1) / whole, count + 1) for count, at in enumerate(answered_at)
    ]
    return Participation(
        path=_path(steps, voters=voters, mirrored=mirrored),
        days=_days(answered_at, opens_at=opens_at, closes_at=closes_at, zone=zone),
        answered=len(answered_at),
        voters=voters,
    )


def _path(steps: list[tuple[float, int]], *, voters: int, mirrored: bool) -> str:
    """A line that rises by one seat where a seat answers."""
    scale = HEIGHT / max(1, voters)
    drawn = [f"M{_across(0, mirrored)} {HEIGHT}"]
    for share, count in steps:
        drawn.append(f"H{_across(share, mirrored)}V{round(HEIGHT - count * scale, 1):g}")
    return "".join([*drawn, f"H{_across(1, mirrored)}"])


def _across(share: float, mirrored: bool) -> str:
    within = min(1.0, max(0.0, share))
    return f"{round(WIDTH * (1 - within if mirrored else within), 1):g}"


def _days(
    answered_at: Sequence[datetime], *, opens_at: datetime, closes_at: datetime, zone: str
) -> list[tuple[date, int]]:
    """The first day, the last, and every day between on which somebody answered."""
    place = ZoneInfo(zone)
    days = [at.astimezone(place).date() for at in answered_at]
    named = sorted({*days, opens_at.astimezone(place).date(), closes_at.astimezone(place).date()})
    return [(day, sum(each <= day for each in days)) for day in named]
