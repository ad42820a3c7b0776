"""Cloneproof Schwartz sequential dropping, as the Debian constitution has it (§A.5, versions 1.1 and later)."""

from governance.rules.numbers import Number
from governance.rules.pairs import Matrix

_Defeat = tuple[int, int]


def cssd_layers(matrix: Matrix) -> list[list[int]]:
    """Options in layers, best first: the winner (several on a tie), then the same among the rest."""
    remaining = list(range(len(matrix)))
    layers = []
    while remaining:
        layer = _winners(matrix, remaining)
        layers.append(layer)
        remaining = [i for i in remaining if i not in layer]
    return layers


def _winners(matrix: Matrix, among: list[int]) -> list[int]:
    """Drop the weakest defeats inside the Schwartz set until none is left in it; who is in it then has won."""
    defeats = {(i, j) for i in among for j in among if matrix[i][j] > matrix[j][i]}
    while True:
        schwartz = _schwartz_set(defeats, among)
        inside = {(i, j) for i, j in defeats if i in schwartz and j in schwartz}
        if not inside:
            return schwartz
        weakest = min(_strength(matrix, defeat) for defeat in inside)
        defeats = inside - {defeat for defeat in inside if _strength(matrix, defeat) == weakest}
        among = schwartz


def _strength(matrix: Matrix, defeat: _Defeat) -> tuple[Number, Number]:
    """More winning votes are stronger; with as many, fewer votes on the other side."""
    i, j = defeat
    return matrix[i][j], -matrix[j][i]


def _schwartz_set(defeats: set[_Defeat], among: list[int]) -> list[int]:
    """The options that defeat, directly or through others, every option that so defeats them."""
    reach = {i: _reached(defeats, i) for i in among}
    return [i for i in among if all(j in reach[i] for j in among if i in reach[j])]


def _reached(defeats: set[_Defeat], start: int) -> set[int]:
    reached: set[int] = set()
    frontier = [start]
    while frontier:
        at = frontier.pop()
        new = {j for i, j in defeats if i == at} - reached
        reached |= new
        frontier.extend(new)
    return reached
