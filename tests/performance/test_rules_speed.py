"""How fast rules decide here: one ballot, all count vectors, a million positions, a hundred thousand rankings."""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from governance.rules.answers import Answers, SeatAnswer, answers_of_positions, answers_of_seats
from governance.rules.decide import decide
from governance.rules.pairs import Ranks, pairwise_matrix
from governance.rules.rehearse import rehearse
from governance.rules.states import CASTABLE, MOTION
from tests.equipment.benchmarks import keep_section, table
from tests.rules.shipped import shipped

SEATS = 13
POSITIONS = 1_000_000
RANKINGS = 100_000
OPTIONS = tuple("ABCDEFGHIJ")


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times


def _megabytes(work: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def _roll() -> list[SeatAnswer]:
    return [SeatAnswer(str(n), {"positions": {MOTION: CASTABLE[n % 3]}}) for n in range(SEATS)]


def _positions(number: int) -> Iterator[str]:
    return (CASTABLE[n % 3] for n in range(number))


def _rankings(number: int) -> list[tuple[Ranks, int]]:
    chance = random.Random(20261120)
    return [(tuple(chance.sample(range(1, 11), 10)), 1) for _ in range(number)]


def _decide_rankings(ballots: list[tuple[Ranks, int]]) -> None:
    matrix = pairwise_matrix(ballots, len(OPTIONS), unranked="last")
    decide(shipped()["schulze"], Answers(options=OPTIONS, counts={}, matrix=matrix))


def _measured() -> list[tuple[str, float, float, str]]:
    """What was done, what was seen, the most it may be, and in which unit."""
    rule, roll, rankings = shipped()["majorite-exprimes"], _roll(), _rankings(RANKINGS)
    positions = list(_positions(POSITIONS))
    one = _seconds(lambda: decide(rule, answers_of_seats(rule, options=(MOTION,), seats=roll)), 200)
    vectors = _seconds(lambda: rehearse(shipped()["consensus-multi-options"]))
    million = _seconds(lambda: decide(rule, answers_of_positions(positions)))
    some = _seconds(lambda: decide(rule, answers_of_positions(positions[: POSITIONS // 10])))
    ranked = _seconds(lambda: _decide_rankings(rankings))
    fewer = _seconds(lambda: _decide_rankings(rankings[: RANKINGS // 10]))
    memory = _megabytes(lambda: decide(rule, answers_of_positions(list(_positions(POSITIONS)))))
    return [
        ("13 seats decided", one, 0.001, "s"),
        ("all 27,132 count vectors of 13 seats", vectors, 2, "s"),
        ("1,000,000 positions decided", million, 1, "s"),
        ("memory for 1,000,000 positions, at its highest", memory, 300, "MB"),
        ("100,000 rankings of 10 options by Schulze", ranked, 3, "s"),
        ("ten times the positions take so many times as long", million / some, 15, ""),
        ("ten times the rankings take so many times as long", ranked / fewer, 15, ""),
    ]


@pytest.mark.bench
def test_rules_decide_fast() -> None:
    """Each within its limit, and growth that of the ballots; kept as a section of BENCHMARKS.md."""
    measured = _measured()
    rows = [
        (what, f"{seen:.5g} {unit}".strip(), f"{most:g} {unit}".strip())
        for what, seen, most, unit in measured
    ]
    lines = table(("what", "measured", "at most"), rows)
    print("\n" + "\n".join(lines))
    keep_section("Deciding by a rule", lines)
    assert not [what for what, seen, most, _ in measured if seen >= most]
