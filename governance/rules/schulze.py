"""Schulze's method by winning votes (M. Schulze, Social Choice and Welfare 36, 2011): strongest paths of defeats."""

from governance.rules.numbers import Number
from governance.rules.pairs import Matrix, layers_of


def schulze_layers(matrix: Matrix) -> list[list[int]]:
    """Options in layers, best first: one beats another where its strongest path to it is stronger than the way back."""
    paths = strongest_paths(matrix)
    span = range(len(matrix))
    return layers_of([[paths[i][j] > paths[j][i] for j in span] for i in span])


def strongest_paths(matrix: Matrix) -> list[list[Number]]:
    """The strength of the strongest path from each option to each other.

    The strength of a defeat is the number of winning votes, never the margin; of a path, its weakest defeat.
    """
    span = range(len(matrix))
    paths: list[list[Number]] = [
        [matrix[i][j] if matrix[i][j] > matrix[j][i] else 0 for j in span] for i in span
    ]
    for via in span:
        for i in span:
            for j in span:
                if i != j and via not in (i, j):
                    paths[i][j] = max(paths[i][j], min(paths[i][via], paths[via][j]))
    return paths
