"""Whether a rule can still adopt although some seats will not answer, and how many more may stay silent."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.decide import decide
from governance.rules.feasible import favourable_votes
from governance.rules.rule import Rule


def spare_silences(
    rule: Rule,
    *,
    roll: Iterable[SeatAnswer],
    options: tuple[str, ...],
    away: Collection[str],
    chair: str | None = None,
    concerned: Collection[str] = (),
) -> int | None:
    """How many seats besides those ``away`` may stay silent while all others favour one option and it is adopted; None
    where it cannot be adopted even if all others do."""
    seats, frozen = list(roll), {"options": options, "chair": chair, "concerned": concerned}
    here = [seat.seat for seat in seats if seat.seat not in away and seat.seat not in concerned]
    spare = None
    for many in range(len(here) + 1):
        if not _adopts(rule, seats, {*away, *here[:many]}, frozen):
            break
        spare = many
    return spare


def _adopts(
    rule: Rule, seats: Sequence[SeatAnswer], silent: Collection[str], frozen: Mapping[str, Any]
) -> bool:
    """Whether some option is adopted when all but the silent seats do most for it."""
    for vote in favourable_votes(rule, frozen["options"]):
        voted = [seat if seat.seat in silent else replace(seat, vote=vote) for seat in seats]
        if decide(rule, answers_of_seats(rule, seats=voted, **frozen)).outcome == "adopted":
            return True
    return False
