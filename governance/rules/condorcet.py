"""Condorcet's criterion: the option that beats every other head to head, and nobody where there is none."""

from governance.rules.pairs import Matrix


def condorcet_layers(matrix: Matrix) -> list[list[int]]:
    """Options in layers, best first: each is the least set that beats every option after it (Smith set, then the rest).

    A first layer of one option is the Condorcet winner; of several, they are tied or in a cycle.
    """
    remaining = list(range(len(matrix)))
    layers = []
    while remaining:
        layer = _dominant(matrix, remaining)
        layers.append(layer)
        remaining = [i for i in remaining if i not in layer]
    return layers


def _dominant(matrix: Matrix, among: list[int]) -> list[int]:
    """The smallest non-empty set of options each of which beats each option outside it."""
    wins = {i: sum(matrix[i][j] > matrix[j][i] for j in among) for i in among}
    chosen = {i for i in among if wins[i] == max(wins.values())}
    while True:
        unbeaten = {j for j in among if j not in chosen and any(matrix[i][j] <= matrix[j][i] for i in chosen)}
        if not unbeaten:
            return [i for i in among if i in chosen]
        chosen |= unbeaten
