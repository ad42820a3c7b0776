"""Every outcome a rule can have for a number of seats, decided beforehand on made-up counts; no vote is looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from governance.refusal import Refusal
from governance.rules.rule import Rule
from governance.rules.states import STATES
from governance.rules.verdict import single_tally, verdict

Vector = tuple[int, ...]  # how many seats are in each state, in the order of STATES
Grid = tuple[tuple[str, ...], ...]  # grid[yes][against]: the outcome

MOST_SEATS = 20  # 230,230 count vectors


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What can come of a rule for ``seats`` seats, over all count vectors.

    ``outcomes`` counts the vectors by outcome. ``rest_silent[yes][against]`` is the outcome where all others are
    silent, ``rest_neutral`` where they answer ``neutral`` without taking sides (None where the rule offers no such
    answer). ``against`` is the state counted as against. Without recusals, ``least_yes`` is the fewest yes with which
    some vector is adopted, ``sure_yes`` the fewest with which every vector is; None where there is none. Where the
    rule offers no yes, both are None, the tables have the row of no yes alone, and ``most_against`` is the most
    seats against with which it is still adopted.
    """

    rule: str
    seats: int
    outcomes: Mapping[str, int]
    against: str
    neutral: str | None
    rest_silent: Grid
    rest_neutral: Grid | None
    least_yes: int | None
    sure_yes: int | None
    most_against: int | None = None


def count_vectors(seats: int) -> Iterator[Vector]:
    """Every way in which ``seats`` seats can be spread over the seven states: 27,132 for 13 seats."""
    return _spread(seats, len(STATES))


def _spread(seats: int, states: int) -> Iterator[Vector]:
    if states == 1:
        yield (seats,)
        return
    for first in range(seats + 1):
        for rest in _spread(seats - first, states - 1):
            yield (first, *rest)


def rehearse(rule: Rule, *, seats: int = 13) -> Rehearsal:
    """The rehearsal of a rule that takes a position on one option, or on each, by one count of seats.

    Exact ties left to a chair fail here. Raises Refusal ``rehearsal-kind`` for other rules, ``rehearsal-size`` for
    fewer than 1 or more than 20 seats.
    """
    if rule.ballot.kind not in ("positions", "options", "choice") or single_tally(rule) is None:
        raise Refusal("rehearsal-kind", rule=rule.id)
    if not 1 <= seats <= MOST_SEATS:
        raise Refusal("rehearsal-size", seats=seats, most=MOST_SEATS)
    table = {vector: verdict(rule, dict(zip(STATES, vector, strict=True))) for vector in count_vectors(seats)}
    against = "block" if "block" in rule.ballot.offer and "no" not in rule.ballot.offer else "no"
    neutral = next((state for state in ("abstain", "stand_aside") if state in rule.ballot.offer), None)
    rehearsal = Rehearsal(
        rule=rule.id,
        seats=seats,
        outcomes=Counter(table.values()),
        against=against,
        neutral=neutral,
        rest_silent=_grid(table, seats, against, "silent"),
        rest_neutral=_grid(table, seats, against, neutral) if neutral else None,
        least_yes=None,
        sure_yes=None,
    )
    return _with_yes(rehearsal, table) if "yes" in rule.ballot.offer else _without_yes(rehearsal)


def _with_yes(rehearsal: Rehearsal, table: Mapping[Vector, str]) -> Rehearsal:
    adopted = _adopted_by_yes(table, rehearsal.seats)
    least = next((yes for yes, verdicts in enumerate(adopted) if True in verdicts), None)
    sure = next(
        (yes for yes in range(len(adopted)) if all(False not in each for each in adopted[yes:])), None
    )
    return replace(rehearsal, least_yes=least, sure_yes=sure)


def _without_yes(rehearsal: Rehearsal) -> Rehearsal:
    neutral = rehearsal.rest_neutral[:1] if rehearsal.rest_neutral else None
    row = rehearsal.rest_silent[0]
    most = max((against for against, outcome in enumerate(row) if outcome == "adopted"), default=None)
    return replace(rehearsal, rest_silent=rehearsal.rest_silent[:1], rest_neutral=neutral, most_against=most)


def _adopted_by_yes(table: Mapping[Vector, str], seats: int) -> list[set[bool]]:
    """Per number of yes, whether some vectors without recusals are adopted, and whether some are not."""
    yes, recused = STATES.index("yes"), STATES.index("recused")
    found: list[set[bool]] = [set() for _ in range(seats + 1)]
    for vector, outcome in table.items():
        if vector[recused] == 0:
            found[vector[yes]].add(outcome == "adopted")
    return found


def _grid(table: Mapping[Vector, str], seats: int, against: str, rest: str) -> Grid:
    return tuple(
        tuple(table[_vector(seats, yes, opposed, against, rest)] for opposed in range(seats - yes + 1))
        for yes in range(seats + 1)
    )


def _vector(seats: int, yes: int, opposed: int, against: str, rest: str) -> Vector:
    counts = {"yes": yes, against: opposed, rest: seats - yes - opposed}
    return tuple(counts.get(state, 0) for state in STATES)
