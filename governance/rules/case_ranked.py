"""Cases in which options are ranked, compared in pairs, approved or rated."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from governance.rules.answers import Answers, Counts, counts_of, states_against_default
from governance.rules.case_positions import answers_of_options
from governance.rules.case_values import (
    malformed,
    read_count,
    read_default,
    read_labels,
    read_list,
    read_table,
    read_whole,
)
from governance.rules.pairs import Matrix, Ranks, pairwise_matrix
from governance.rules.rule import Rule
from governance.rules.votes import MOST_RESISTANCE

MIDDLE_RESISTANCE = 5  # an empty cell of a published table: undecided


def read_ranked(inputs: dict[str, Any], rule: Rule) -> Answers:
    """Ballots by rank; the case's own reading of a missing rank goes before the rule's, for those were its ballots."""
    options = read_labels(inputs.get("options"))
    unranked = _unranked(inputs, rule)
    ballots = _ballots(inputs, options)
    matrix = pairwise_matrix(ballots.items(), len(options), unranked=unranked)
    default = read_default(inputs, rule, options)
    counts = {
        "members": _count_ranked(options, ballots, default, unranked, silent=_silent(inputs, ballots.total()))
    }
    order = _chair_order(inputs.get("chair"), options)
    return Answers(options=options, counts=counts, chair_order=order, matrix=matrix, default=default)


def _unranked(inputs: Mapping[str, Any], rule: Rule) -> str:
    unranked = inputs.get("unranked", rule.ballot.unranked)
    if unranked in ("last", "no-opinion"):
        return str(unranked)
    raise malformed("inputs.unranked", unranked, "last | no-opinion")


def _ballots(inputs: Mapping[str, Any], options: tuple[str, ...]) -> Counter[Ranks]:
    """The ballots by their ranks, whichever of the three forms the case has."""
    forms = [form for form in ("ballot_strings", "ranks", "orders") if form in inputs]
    if len(forms) != 1:
        raise malformed("inputs", list(inputs), "ballot_strings | ranks | orders")
    read = {"ballot_strings": _ballot_strings, "ranks": _ballot_ranks, "orders": _ballot_orders}[forms[0]]
    ballots: Counter[Ranks] = Counter()
    for ranks, count in read(inputs[forms[0]], options):
        ballots[ranks] += count
    return ballots


def _ballot_strings(value: Any, options: tuple[str, ...]) -> list[tuple[Ranks, int]]:
    """One character per option: a base-36 digit is the rank, ``-`` is unranked."""
    key = "inputs.ballot_strings"
    ballots = []
    for text, count in read_table(value, key).items():
        if len(text) != len(options) or not all(
            mark == "-" or (mark.isascii() and mark.isalnum()) for mark in text
        ):
            raise malformed(key, text, "1" * len(options))
        ranks = tuple(None if mark == "-" else int(mark, 36) for mark in text)
        ballots.append((ranks, read_whole(count, f"{key}.{text}")))
    return ballots


def _ballot_ranks(value: Any, options: tuple[str, ...]) -> list[tuple[Ranks, int]]:
    ballots = []
    for n, entry in enumerate(read_list(value, "inputs.ranks")):
        key = f"inputs.ranks[{n}]"
        row = read_table(entry, key)
        cells = read_list(row.get("ranks"), f"{key}.ranks")
        ranks = tuple(None if cell is None else read_whole(cell, f"{key}.ranks") for cell in cells)
        if len(ranks) != len(options):
            raise malformed(f"{key}.ranks", row.get("ranks"), str(len(options)))
        ballots.append((ranks, read_whole(row.get("count", 1), f"{key}.count")))
    return ballots


def _ballot_orders(value: Any, options: tuple[str, ...]) -> list[tuple[Ranks, int]]:
    ballots = []
    for n, entry in enumerate(read_list(value, "inputs.orders")):
        key = f"inputs.orders[{n}]"
        row = read_table(entry, key)
        places: dict[str, int] = {}
        for place, tier in enumerate(read_list(row.get("order"), f"{key}.order"), start=1):
            for option in tier if isinstance(tier, list) else [tier]:
                if option not in options or option in places:
                    raise malformed(f"{key}.order", option, " | ".join(options))
                places[option] = place
        ranks = tuple(places.get(option) for option in options)
        ballots.append((ranks, read_whole(row.get("count", 1), f"{key}.count")))
    return ballots


def _count_ranked(
    options: tuple[str, ...], ballots: Counter[Ranks], default: str | None, unranked: str, *, silent: int
) -> dict[str, Counts]:
    """Per option how many rank it above, below and beside the default option."""
    if default is None:
        return {option: counts_of({"abstain": ballots.total(), "silent": silent}) for option in options}
    sums: dict[str, Counter[str]] = {option: Counter({"silent": silent}) for option in options}
    mark = options.index(default)
    for ranks, count in ballots.items():
        for option, state in zip(options, states_against_default(ranks, mark, unranked), strict=True):
            sums[option][state] += count
    return {option: counts_of(states) for option, states in sums.items()}


def _silent(inputs: Mapping[str, Any], cast: int) -> int:
    size = read_whole(inputs.get("electorate_size", cast), "inputs.electorate_size")
    if size < cast:
        raise malformed("inputs.electorate_size", size, f">= {cast}")
    return size - cast


def _chair_order(value: Any, options: tuple[str, ...]) -> dict[str, int] | None:
    """The chair's own order of the options, best first; those it does not name come last."""
    if value is None:
        return None
    named = read_list(value, "inputs.chair")
    for option in named:
        if option not in options:
            raise malformed("inputs.chair", option, " | ".join(options))
    return {option: named.index(option) if option in named else len(named) for option in options}


def read_matrix(inputs: dict[str, Any], rule: Rule) -> Answers:
    """``matrix[i][j]``: how many prefer option i to option j; nothing is known of seats."""
    options = read_labels(inputs.get("options"))
    key = "inputs.matrix"
    rows = [
        [read_count(cell, key) for cell in read_list(row, key)]
        for row in read_list(inputs.get("matrix"), key)
    ]
    if len(rows) != len(options) or any(len(row) != len(options) for row in rows):
        raise malformed(key, len(rows), f"{len(options)} x {len(options)}")
    matrix: Matrix = tuple(map(tuple, rows))
    default = read_default(inputs, rule, options)
    order = _chair_order(inputs.get("chair"), options)
    return Answers(options=options, counts={}, chair_order=order, matrix=matrix, default=default)


def read_approval(inputs: dict[str, Any], rule: Rule) -> Answers:
    """Approvals per option; of the ballots cast the others are against, the rest of the electorate is silent."""
    options = read_labels(inputs.get("options"))
    table = read_table(inputs.get("approvals"), "inputs.approvals")
    if set(table) != set(options):
        raise malformed("inputs.approvals", list(table), ", ".join(options))
    yes = {option: read_whole(table[option], f"inputs.approvals.{option}") for option in options}
    cast = read_whole(inputs.get("ballots_cast", max(yes.values())), "inputs.ballots_cast")
    if cast < max(yes.values()):
        raise malformed("inputs.ballots_cast", cast, f">= {max(yes.values())}")
    silent = _silent(inputs, cast)
    counted = {option: counts_of({"yes": n, "no": cast - n, "silent": silent}) for option, n in yes.items()}
    return answers_of_options(inputs, rule, options, {"members": counted})


def read_resistance(inputs: dict[str, Any], rule: Rule) -> Answers:
    """A row of points per voter; an empty cell counts 5."""
    options = read_labels(inputs.get("options"))
    if inputs.get("scale", [0, MOST_RESISTANCE]) != [0, MOST_RESISTANCE]:
        raise malformed("inputs.scale", inputs["scale"], f"[0, {MOST_RESISTANCE}]")
    ratings = read_table(inputs.get("ratings"), "inputs.ratings")
    rows = [_ratings(row, f"inputs.ratings.{name}", options) for name, row in ratings.items()]
    silent = _silent(inputs, len(rows))
    default = read_default(inputs, rule, options)
    return Answers(
        options=options,
        counts={
            "members": {option: counts_of({"abstain": len(rows), "silent": silent}) for option in options}
        },
        totals={option: sum(row[n] for row in rows) for n, option in enumerate(options)} if rows else None,
        default=default,
    )


def _ratings(value: Any, key: str, options: tuple[str, ...]) -> list[int]:
    row = [
        MIDDLE_RESISTANCE if rating is None else read_whole(rating, key) for rating in read_list(value, key)
    ]
    if len(row) != len(options) or any(rating > MOST_RESISTANCE for rating in row):
        raise malformed(key, value, f"{len(options)} x 0-{MOST_RESISTANCE}")
    return row
