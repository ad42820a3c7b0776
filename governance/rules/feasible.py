"""What must be true before a ballot is opened under a rule: that some answer of this roll could satisfy it, and that
no answer at all would not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import Any

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer, answers_of_seats, counts_of, weight_of
from governance.rules.decide import decide
from governance.rules.keys import LEAST_OPTIONS
from governance.rules.rule import MEMBERS, Comparison, Rule
from governance.rules.states import MOTION
from governance.rules.verdict import single_tally, verdict
from governance.rules.votes import ABSTAIN, MOST_RESISTANCE

SMALL_ROLL = 25  # up to this size every count vector is tried, beyond it mixes of two answers
MOST_MIXES = 20_000


def check_feasible(
    rule: Rule,
    *,
    roll: Iterable[SeatAnswer],
    options: tuple[str, ...],
    chair: str | None = None,
    concerned: Iterable[str] = (),
) -> None:
    """Refuse to open a ballot that could not be decided, or only one way, whatever the seats of ``roll`` answer.

    Raises Refusal: ``rule-adopts-without-yes``, ``options-malformed``, ``default-missing``, ``concerned-missing``,
    ``electorate-empty``, ``chair-missing``, ``tally-not-countable``, ``weight-missing``, ``rule-infeasible``.
    """
    check_asks_for_yes(rule)
    _check_options(rule, options)
    seats = _electorate(rule, list(roll), frozenset(concerned))
    _check_chair(rule, seats, chair)
    _check_tallies(rule, seats)
    if not _can_be_adopted(rule, seats, options, chair):
        raise Refusal("rule-infeasible", rule=rule.id, seats=len(seats))


def check_asks_for_yes(rule: Rule) -> None:
    """Refuse a rule that would adopt although nobody says yes, unless it offers no yes: ``rule-adopts-without-yes``.

    Ranked and resistance ballots are exempt: without any ballot they decide nothing.
    """
    counts_yes = rule.ballot.kind in ("positions", "options", "choice", "approval")
    if counts_yes and "yes" in rule.ballot.offer and not any(map(_asks, rule.criteria)):
        raise Refusal("rule-adopts-without-yes", rule=rule.id)


def _asks(criterion: Any) -> bool:
    return all(_needs_yes(comparison) for comparison in criterion.alternatives)


def _needs_yes(comparison: Comparison) -> bool:
    """Whether no count with yes = 0 satisfies it: yes alone, above 0 or at least something above 0."""
    if comparison.count != ("yes",):
        return False
    return comparison.op == ">" or (comparison.op in (">=", "==") and comparison.amount.value > 0)


def _check_options(rule: Rule, options: tuple[str, ...]) -> None:
    if rule.ballot.kind == "positions":
        if options != (MOTION,):
            raise Refusal("options-malformed", rule=rule.id, kind=rule.ballot.kind, options=len(options))
        return
    if (
        len(options) < LEAST_OPTIONS[rule.ballot.kind]
        or len(set(options)) < len(options)
        or ABSTAIN in options
    ):
        raise Refusal("options-malformed", rule=rule.id, kind=rule.ballot.kind, options=len(options))
    default = rule.select.default if rule.select else None
    if default is not None and default not in options:
        raise Refusal("default-missing", rule=rule.id, default=default)
    for option in rule.option_params:
        if option not in options:
            raise Refusal("unknown-option", option=option)


def _electorate(rule: Rule, roll: list[SeatAnswer], concerned: frozenset[str]) -> list[SeatAnswer]:
    """The seats that count, as silent ones: those the rule leaves out must be named, and somebody must remain."""
    left_out = {seat.seat for seat in roll if seat.seat in concerned or set(seat.groups) & set(rule.exclude)}
    if rule.exclude and not left_out:
        raise Refusal("concerned-missing", rule=rule.id, named=", ".join(rule.exclude))
    counted = [seat for seat in roll if not rule.exclude or seat.seat not in left_out]
    entitled = [replace(seat, vote=None) for seat in counted if not seat.recused]
    if not entitled:
        raise Refusal("electorate-empty", rule=rule.id)
    return entitled


def _check_chair(rule: Rule, seats: Sequence[SeatAnswer], chair: str | None) -> None:
    if rule.needs_chair and chair not in {seat.seat for seat in seats}:
        raise Refusal("chair-missing", criterion=rule.id)


def _check_tallies(rule: Rule, seats: Sequence[SeatAnswer]) -> None:
    """Every tally compared can be counted from the seats, and every weight is there."""
    for name in {comparison.tally for comparison in rule.comparisons}:
        tally = rule.tallies[name]
        if name != "members" and not tally.group and not tally.weight:
            raise Refusal("tally-not-countable", rule=rule.id, tally=name)
        for seat in seats:
            if tally.weight and (tally.group is None or tally.group in seat.groups):
                weight_of(seat, tally.weight)


def _can_be_adopted(rule: Rule, seats: list[SeatAnswer], options: tuple[str, ...], chair: str | None) -> bool:
    counts_seats = single_tally(rule) == MEMBERS.name and rule.tallies[MEMBERS.name] == MEMBERS
    if rule.ballot.kind in ("positions", "options") and counts_seats:
        return any(verdict(rule, counts, chair="yes") == "adopted" for counts in _vectors(rule, len(seats)))
    return any(
        decide(rule, answers_of_seats(rule, options=options, seats=voted, chair=chair)).outcome == "adopted"
        for voted in _votes(rule, seats, options)
    )


def _vectors(rule: Rule, size: int) -> Iterator[Mapping[str, Any]]:
    """Count vectors of the answers the rule offers, and silence."""
    states = (*rule.ballot.offer, "silent")
    if size > SMALL_ROLL:
        for first, second in combinations(states, 2):
            yield from (counts_of({first: n, second: size - n}) for n in range(size, -1, -1))
        return
    for numbers in _partitions(size, len(states)):
        yield counts_of(dict(zip(states, numbers, strict=True)))


def _partitions(size: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to write ``size`` as a sum of ``parts`` whole numbers, the first as large as can be first."""
    if parts == 1:
        yield (size,)
        return
    for first in range(size, -1, -1):
        for rest in _partitions(size - first, parts - 1):
            yield (first, *rest)


def _votes(rule: Rule, seats: list[SeatAnswer], options: tuple[str, ...]) -> Iterator[list[SeatAnswer]]:
    """Answers that favour one option as much as can be; where positions are cast, every mix by kind of seat."""
    if rule.ballot.kind in ("positions", "options"):
        yield from _mixes(rule, seats, options)
        return
    for favoured in options:
        vote = _favouring(rule, options, favoured)
        yield [replace(seat, vote=vote) for seat in seats]


def _mixes(rule: Rule, seats: list[SeatAnswer], options: tuple[str, ...]) -> Iterator[list[SeatAnswer]]:
    """Seats alike in groups and weights answer alike, each kind of seat in every way (the first 20,000 of them)."""
    kinds = sorted({_alike(seat) for seat in seats})
    states = (*rule.ballot.offer, "silent")
    others = dict.fromkeys(options[1:], "silent")
    for n, chosen in enumerate(product(states, repeat=len(kinds))):
        if n >= MOST_MIXES:
            return
        answer = dict(zip(kinds, chosen, strict=True))
        yield [
            replace(seat, vote={"positions": {options[0]: answer[_alike(seat)], **others}}) for seat in seats
        ]


def favourable_votes(rule: Rule, options: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """For each option the vote that does most for it; where a rule offers no yes, the silence that lets it pass."""
    for option in options:
        if rule.ballot.kind in ("positions", "options"):
            best = "yes" if "yes" in rule.ballot.offer else "silent"
            yield {"positions": {each: best if each == option else "silent" for each in options}}
        else:
            yield _favouring(rule, options, option)


def _alike(seat: SeatAnswer) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    return tuple(sorted(seat.groups)), tuple(sorted(seat.weights.items()))


def _favouring(rule: Rule, options: tuple[str, ...], favoured: str) -> dict[str, Any]:
    """The vote that does most for one option, and for the next ones where several win."""
    winners = int(rule.select.winners.value) if rule.select else 1
    start = options.index(favoured)
    order = options[start:] + options[:start]
    votes: dict[str, dict[str, Any]] = {
        "choice": {"choice": favoured},
        "ranked": {"ranks": {option: place for place, option in enumerate(order, start=1)}},
        "approval": {"approves": list(order[:winners])},
        "resistance": {"resistance": {option: min(n, MOST_RESISTANCE) for n, option in enumerate(order)}},
    }
    return votes[rule.ballot.kind]
