"""Condorcet, Schulze and sequential dropping, against the textbook and against brute force."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.answers import states_against_default
from governance.rules.condorcet import condorcet_layers
from governance.rules.cssd import cssd_layers
from governance.rules.pairs import Matrix, pairwise_matrix
from governance.rules.schulze import schulze_layers, strongest_paths

RANKS = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 4), min_size=0, max_size=12)


def _matrix(ballots: list[tuple[int | None, ...]], unranked: str = "last") -> Matrix:
    return pairwise_matrix(((ballot, 1) for ballot in ballots), 4, unranked=unranked)


def test_an_option_without_rank_is_last_or_without_opinion() -> None:
    """Last: below every ranked option and equal to the other unranked ones. No opinion: compared with none."""
    ballot = [(2, None, 1, None)]
    assert _matrix(ballot) == ((0, 1, 0, 1), (0, 0, 0, 0), (1, 1, 0, 1), (0, 0, 0, 0))
    assert _matrix(ballot, "no-opinion") == ((0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0))


@given(RANKS, st.sampled_from(["last", "no-opinion"]))
def test_pairs_are_counted_as_one_would_by_hand(ballots: list[tuple[int | None, ...]], unranked: str) -> None:
    """Every pair of every ballot compared one by one gives the same table."""

    def prefers(ballot: tuple[int | None, ...], i: int, j: int) -> bool:
        if ballot[i] is None or (ballot[j] is None and unranked == "no-opinion"):
            return False
        return ballot[j] is None or (ballot[i] or 0) < (ballot[j] or 0)

    expected = tuple(
        tuple(sum(prefers(ballot, i, j) for ballot in ballots) for j in range(4)) for i in range(4)
    )
    assert _matrix(ballots, unranked) == expected


@given(RANKS)
def test_a_condorcet_winner_wins_by_every_method(ballots: list[tuple[int | None, ...]]) -> None:
    """Who beats every other head to head leads in all three, alone."""
    matrix = _matrix(ballots)
    winners = [i for i in range(4) if all(matrix[i][j] > matrix[j][i] for j in range(4) if j != i)]
    for layers in (condorcet_layers(matrix), schulze_layers(matrix), cssd_layers(matrix)):
        assert sorted(option for layer in layers for option in layer) == [0, 1, 2, 3]
        if winners:
            assert layers[0] == winners
    assert (len(condorcet_layers(matrix)[0]) == 1) is bool(winners)


def _paths_by_hand(matrix: Matrix) -> list[list[int]]:
    """The strength of the strongest path found by trying every path."""
    span = range(len(matrix))
    wins = [[int(matrix[i][j]) if matrix[i][j] > matrix[j][i] else 0 for j in span] for i in span]
    best = [[0 for _ in span] for _ in span]
    for size in range(2, len(matrix) + 1):
        for path in permutations(span, size):
            strength = min(wins[a][b] for a, b in pairwise(path))
            best[path[0]][path[-1]] = max(best[path[0]][path[-1]], strength)
    return best


@given(RANKS)
def test_strongest_paths_are_the_strongest_of_all(ballots: list[tuple[int | None, ...]]) -> None:
    """No path that brute force finds is stronger."""
    matrix = _matrix(ballots)
    assert [list(row) for row in strongest_paths(matrix)] == _paths_by_hand(matrix)


@given(RANKS)
def test_dropping_and_strongest_paths_agree_on_who_may_win(ballots: list[tuple[int | None, ...]]) -> None:
    """Where no two defeats are equally strong, sequential dropping elects Schulze's winner (Schulze 2011, 2.3.2)."""
    matrix = _matrix(ballots)
    strengths = [matrix[i][j] for i in range(4) for j in range(4) if matrix[i][j] > matrix[j][i]]
    if len(set(strengths)) == len(strengths) == 6:
        assert cssd_layers(matrix)[0] == schulze_layers(matrix)[0]


@given(RANKS, st.permutations(range(4)))
def test_the_order_of_options_never_matters(ballots: list[tuple[int | None, ...]], order: list[int]) -> None:
    """Options listed otherwise are ranked alike: a tie is a tie, never the first of the list."""
    shuffled = [tuple(ballot[i] for i in order) for ballot in ballots]
    for method in (condorcet_layers, schulze_layers, cssd_layers):
        layers = [set(layer) for layer in method(_matrix(ballots))]
        assert [{order[i] for i in layer} for layer in method(_matrix(shuffled))] == layers


def test_the_weaker_defeat_has_fewer_winning_votes_then_more_losing_ones() -> None:
    """A circle of 6-3, 6-2 and 6-1 breaks at 6-3: as many winners, but most on the other side."""
    matrix = ((0, 6, 2), (3, 0, 6), (6, 1, 0))
    assert cssd_layers(matrix)[0] == [1]


@pytest.mark.parametrize("method", [condorcet_layers, schulze_layers, cssd_layers])
def test_a_perfect_circle_is_a_tie_of_all(method: object) -> None:
    """Nobody is ahead where each beats the next by as much."""
    assert method(((0, 2, 1), (1, 0, 2), (2, 1, 0))) == [[0, 1, 2]]  # type: ignore[operator]


def test_yes_and_no_are_measured_against_the_default_option() -> None:
    """Above it yes, below it no, beside it neither; without rank, last or not compared."""
    assert states_against_default((1, 3, 2, None), 2, "last") == ["yes", "no", "abstain", "no"]
    assert states_against_default((1, 3, 2, None), 2, "no-opinion") == ["yes", "no", "abstain", "abstain"]
    assert states_against_default((1, None, None, None), 2, "last") == [
        "yes",
        "abstain",
        "abstain",
        "abstain",
    ]
    assert states_against_default((1, 2, None, 3), 2, "no-opinion") == ["abstain"] * 4
