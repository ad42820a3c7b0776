"""How near it was: the least number of seats whose yes instead of what they did would have adopted it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.rules.answers import Counts
from governance.rules.criteria import Own
from governance.rules.rule import Rule
from governance.rules.verdict import NOBODY, changed, single_tally, verdict

LARGEST_ROLL = 60  # beyond it the criteria tell enough: counted and needed


@dataclass(frozen=True, slots=True)
class Shortfall:
    """``seats`` seats answering ``to`` instead of the states in ``moves`` would have adopted the option, no fewer."""

    option: str
    seats: int
    to: str
    moves: Mapping[str, int]

    def as_data(self) -> dict[str, Any]:
        """Plain data, numbers as strings."""
        moves = {state: str(number) for state, number in self.moves.items()}
        return {"option": self.option, "seats": str(self.seats), "to": self.to, "moves": moves}


def shortfall(
    rule: Rule, option: str, counts: Counts, *, chair: str | None = None, own: Own = NOBODY
) -> Shortfall | None:
    """The shortfall of an option that was not adopted, or None where no change of answers to yes would adopt it.

    Only for rules of one tally, whole counts and rolls of at most 60 seats. Where the rule offers no yes, the seats
    are those that would have had to keep silent.
    """
    if single_tally(rule) is None or not _countable(counts):
        return None
    whole = {state: int(number) for state, number in counts.items()}
    to = "yes" if "yes" in rule.ballot.offer else "silent"
    for moves in _moves(whole, to):
        if verdict(rule, changed(whole, moves, to), chair=chair, own=own) == "adopted":
            return Shortfall(option, sum(moves.values()), to, moves)
    return None


def _countable(counts: Counts) -> bool:
    return all(isinstance(number, int) for number in counts.values()) and sum(counts.values()) <= LARGEST_ROLL


_GROUPS = (("block", "no"), ("abstain", "stand_aside"), ("silent",))


def _moves(counts: Mapping[str, int], to: str) -> Iterator[dict[str, int]]:
    """Every way in which some seats change their answer, fewest first: those against, those between, those silent.

    Within each of the three groups one seat is as good as another for every set a rule can name but single states,
    so the states of a group are emptied in a fixed order.
    """
    groups = [[state for state in group if state != to] for group in _GROUPS]
    sizes = [sum(counts[state] for state in group) for group in groups]
    for seats in range(1, sum(sizes) + 1):
        for opposed in range(min(seats, sizes[0]), -1, -1):
            for between in range(min(seats - opposed, sizes[1]), -1, -1):
                silent = seats - opposed - between
                if silent <= sizes[2]:
                    yield _spread(counts, groups, (opposed, between, silent))


def _spread(counts: Mapping[str, int], groups: list[list[str]], numbers: tuple[int, ...]) -> dict[str, int]:
    moves = {}
    for group, number in zip(groups, numbers, strict=True):
        left = number
        for state in group:
            taken = min(left, counts[state])
            left -= taken
            if taken:
                moves[state] = taken
    return moves
