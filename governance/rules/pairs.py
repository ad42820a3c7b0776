"""Ranked ballots counted pair by pair."""

from collections import Counter
from collections.abc import Iterable, Sequence

from governance.rules.numbers import Number

Ranks = tuple[
    int | None, ...
]  # one rank per option in the order of the options; lower is better, None is unranked
Matrix = tuple[tuple[Number, ...], ...]  # matrix[i][j]: how many prefer option i to option j


def pairwise_matrix(ballots: Iterable[tuple[Ranks, int]], size: int, *, unranked: str) -> Matrix:
    """How many prefer each of ``size`` options to each other; time and memory grow linearly with the ballots.

    ``unranked``: ``"last"`` puts options without rank below all others and equal among themselves;
    ``"no-opinion"`` compares no pair one of whose options has no rank.
    """
    alike: Counter[Ranks] = Counter()
    for ranks, count in ballots:
        alike[ranks] += count
    rows = [[0] * size for _ in range(size)]
    for ranks, count in alike.items():
        tiers, without_rank = _tiers(ranks)
        _add_ballot(rows, tiers, count, below=without_rank if unranked == "last" else [])
    return tuple(map(tuple, rows))


def _tiers(ranks: Ranks) -> tuple[list[list[int]], list[int]]:
    """The ranked options in tiers, best first, and the unranked ones."""
    tiers: dict[int, list[int]] = {}
    unranked = []
    for option, rank in enumerate(ranks):
        if rank is None:
            unranked.append(option)
        elif rank in tiers:
            tiers[rank].append(option)
        else:
            tiers[rank] = [option]
    return [tiers[rank] for rank in sorted(tiers)], unranked


def _add_ballot(rows: list[list[int]], tiers: list[list[int]], count: int, *, below: list[int]) -> None:
    """One ballot, ``count`` times: each option is preferred to all in lower tiers and to those ``below`` them all."""
    lower = list(below)
    for tier in reversed(tiers):
        for better in tier:
            row = rows[better]
            for worse in lower:
                row[worse] += count
        lower += tier


def restrict(matrix: Matrix, kept: Sequence[int]) -> Matrix:
    """The matrix of the kept options alone, in their order."""
    return tuple(tuple(matrix[i][j] for j in kept) for i in kept)


def layers_of(beats: Sequence[Sequence[bool]]) -> list[list[int]]:
    """Options in layers, best first: those nothing remaining beats, then those nothing else beats, and so on.

    ``beats`` must have no cycle. Several options in one layer are a tie.
    """
    remaining = list(range(len(beats)))
    layers = []
    while remaining:
        layer = [i for i in remaining if not any(beats[j][i] for j in remaining)]
        layers.append(layer)
        remaining = [i for i in remaining if i not in layer]
    return layers
