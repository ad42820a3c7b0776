"""A rehearsal's table drawn together: rows of yes that are alike, and in each the stretches of one outcome."""

from dataclasses import dataclass
from itertools import groupby

from governance.rules.rehearse import Grid


@dataclass(frozen=True, slots=True)
class Run:
    """One outcome from ``least`` to ``most`` seats against; ``most`` is None where it holds up to all that are left."""

    outcome: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """From ``least_yes`` to ``most_yes`` seats in favour the same runs hold; they leave no number against out."""

    least_yes: int
    most_yes: int
    runs: tuple[Run, ...]


def bands_of(grid: Grid) -> tuple[Band, ...]:
    """The bands of a table of a rehearsal, those with the most in favour first."""
    rows = [(yes, _runs(row)) for yes, row in enumerate(grid)]
    bands = []
    for runs, alike in groupby(reversed(rows), key=lambda row: row[1]):
        numbers = [yes for yes, _ in alike]
        bands.append(Band(numbers[-1], numbers[0], runs))
    return tuple(bands)


def _runs(row: tuple[str, ...]) -> tuple[Run, ...]:
    runs, least = [], 0
    for outcome, alike in groupby(row):
        length = len(list(alike))
        last = least + length == len(row)
        runs.append(Run(outcome, least, None if last else least + length - 1))
        least += length
    return tuple(runs)
