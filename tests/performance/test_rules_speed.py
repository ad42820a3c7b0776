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


@pytest.mark.bench
def test_rules_decide_fast() -> None:
    """A table of what was done, how long it took, and how long it may take; growth is that of the ballots."""
    rule, roll = shipped()["majorite-exprimes"], _roll()
    rankings = _rankings(RANKINGS)
    whole = _seconds(lambda: _decide_rankings(rankings))
    tenth = _seconds(lambda: _decide_rankings(rankings[: RANKINGS // 10]))
    million = _seconds(lambda: decide(rule, answers_of_positions(_positions(POSITIONS))))
    rows = [
        (
            "13 seats decided",
            _seconds(lambda: decide(rule, answers_of_seats(rule, options=(MOTION,), seats=roll)), 200),
            0.001,
        ),
        (
            "27,132 count vectors of 13 seats",
            _seconds(lambda: rehearse(shipped()["consensus-multi-options"])),
            2.0,
        ),
        ("1,000,000 positions", million, 1.0),
        ("100,000 rankings of 10 options", whole, 3.0),
    ]
    memory = _megabytes(lambda: decide(rule, answers_of_positions(_positions(POSITIONS))))
    print("\n| what | seconds | at most |\n| --- | --- | --- |")
    for what, seconds, most in rows:
        print(f"| {what} | {seconds:.4f} | {most} |")
    print(f"| memory for 1,000,000 positions | {memory:.0f} MB | 300 MB |")
    print(f"| ten times the rankings take | {whole / tenth:.1f} times as long | 15 |")
    assert all(seconds < most for _, seconds, most in rows)
    assert memory < 300
    assert whole / tenth < 15
