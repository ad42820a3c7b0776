"""What a ballot gave, counted: per tally and option how many seats are in each state, and what ranked kinds add."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from governance.refusal import Refusal
from governance.rules.numbers import Number, read_number, simplest
from governance.rules.pairs import Matrix, Ranks, pairwise_matrix
from governance.rules.rule import Rule, Tally
from governance.rules.states import MOTION, STATES
from governance.rules.votes import ABSTAIN

Counts = Mapping[str, Number]  # state -> how many, or how much weight; every state is there


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """One seat of the roll: its canonical vote (None where it is silent), its groups, its weights as exact strings."""

    seat: str
    vote: Mapping[str, Any] | None = None
    recused: bool = False
    groups: tuple[str, ...] = ()
    weights: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything a decision is made from.

    ``counts[tally][option][state]`` is exact; ``matrix[i][j]`` says how many prefer option i to option j (ranked);
    ``totals`` are resistance points; ``chair`` is the chair's state per option and ``chair_order`` its preference
    (lower is better), None where no chair is named; seats are named where they are known.
    """

    options: tuple[str, ...]
    counts: Mapping[str, Mapping[str, Counts]]
    chair: Mapping[str, str] | None = None
    chair_order: Mapping[str, int] | None = None
    matrix: Matrix | None = None
    totals: Mapping[str, Number] | None = None
    default: str | None = None
    silent: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def counts_of(states: Mapping[str, Number]) -> Counts:
    """The counts with every state present, whole numbers as ints."""
    return {state: simplest(states.get(state, 0)) for state in STATES}


def answers_of_counts(
    counts: Mapping[str, Number], *, chair: str | None = None, tally: str = "members"
) -> Answers:
    """The answers to a motion with one option, counted already: state -> number, missing states are 0."""
    return Answers(
        options=(MOTION,),
        counts={tally: {MOTION: counts_of(counts)}},
        chair={MOTION: chair} if chair else None,
        chair_order=order_of_states({MOTION: chair}) if chair else None,
    )


def answers_of_positions(positions: Iterable[str]) -> Answers:
    """The answers to a motion with one option, from one state per seat: linear time, no memory per seat."""
    return answers_of_counts(dict(Counter(positions)))


def order_of_states(states: Mapping[str, str]) -> dict[str, int]:
    """A preference read off states: what the seat said yes to comes first."""
    return {option: 0 if state == "yes" else 1 for option, state in states.items()}


def answers_of_seats(
    rule: Rule,
    *,
    options: tuple[str, ...],
    seats: Iterable[SeatAnswer],
    chair: str | None = None,
    concerned: Iterable[str] = (),
) -> Answers:
    """The answers of a frozen roll: every seat of it, silent and recused ones included.

    ``chair`` is the id of the seat named as chair; ``concerned`` the ids of the seats the rule's ``electorate.exclude``
    leaves out, besides seats that carry an excluded group. Raises Refusal: ``weight-missing``, ``weight-malformed``.
    """
    excluded_ids = frozenset(concerned) if rule.exclude else frozenset()
    roll = list(seats)
    excluded = [seat for seat in roll if seat.seat in excluded_ids or set(seat.groups) & set(rule.exclude)]
    left_out = {seat.seat for seat in excluded}
    counted = [seat for seat in roll if seat.seat not in left_out]
    default = default_of(rule, options)
    ranked = _ranked_part(rule, options, counted)
    states = {seat.seat: states_of_seat(rule, options, seat, default) for seat in counted}
    chair_seat = next((seat for seat in counted if seat.seat == chair), None)
    return Answers(
        options=options,
        counts={
            tally.name: {option: _count(tally, option, counted, states) for option in options}
            for tally in rule.tallies.values()
            if tally.name == "members" or tally.group or tally.weight
        },
        chair=states[chair_seat.seat] if chair_seat else None,
        chair_order=_order_of_seat(rule, options, chair_seat, states) if chair_seat else None,
        default=default,
        silent=tuple(seat.seat for seat in counted if seat.vote is None and not seat.recused),
        recused=tuple(seat.seat for seat in counted if seat.recused),
        excluded=tuple(seat.seat for seat in excluded),
        **ranked,
    )


def default_of(rule: Rule, options: tuple[str, ...]) -> str | None:
    """The default option, where the rule names one and it is among the options."""
    named = rule.select.default if rule.select else None
    return named if named in options else None


def states_of_seat(
    rule: Rule, options: tuple[str, ...], seat: SeatAnswer, default: str | None
) -> dict[str, str]:
    """The one state of a seat per option.

    Choice: yes for the option chosen, no for the others. Approval: yes for those approved, no for the others. Ranked:
    yes above the default option, no below it. Where a kind has no yes and no, a vote cast is ``abstain``: present only.
    """
    if seat.recused or seat.vote is None:
        return dict.fromkeys(options, "recused" if seat.recused else "silent")
    vote = seat.vote
    if "positions" in vote:
        return {option: vote["positions"].get(option, "silent") for option in options}
    if "choice" in vote:
        return _states_of_one(options, vote["choice"])
    if "approves" in vote:
        return {option: "yes" if option in vote["approves"] else "no" for option in options}
    if "ranks" in vote and default is not None:
        ranks = tuple(vote["ranks"].get(option) for option in options)
        states = states_against_default(ranks, options.index(default), _unranked(rule))
        return dict(zip(options, states, strict=True))
    return dict.fromkeys(options, ABSTAIN)


def _states_of_one(options: tuple[str, ...], chosen: str) -> dict[str, str]:
    if chosen == ABSTAIN and chosen not in options:
        return dict.fromkeys(options, ABSTAIN)
    return {option: "yes" if option == chosen else "no" for option in options}


def states_against_default(ranks: Ranks, default: int, unranked: str) -> list[str]:
    """Per option yes where it is ranked above the default option, no below it, abstain where neither is the case.

    ``unranked`` as in ``pairwise_matrix``.
    """
    bottom = max((rank for rank in ranks if rank is not None), default=0) + 1
    full = [bottom if rank is None and unranked == "last" else rank for rank in ranks]
    mark = full[default]
    if mark is None:
        return [ABSTAIN for _ in full]
    return [ABSTAIN if rank is None or rank == mark else "yes" if rank < mark else "no" for rank in full]


def _unranked(rule: Rule) -> str:
    return rule.ballot.unranked or "last"


def _ranked_part(rule: Rule, options: tuple[str, ...], seats: list[SeatAnswer]) -> dict[str, Any]:
    votes = [seat.vote for seat in seats if seat.vote is not None and not seat.recused]
    if rule.ballot.kind == "ranked":
        ballots = ((tuple(vote["ranks"].get(option) for option in options), 1) for vote in votes)
        return {"matrix": pairwise_matrix(ballots, len(options), unranked=_unranked(rule))}
    if rule.ballot.kind == "resistance" and votes:
        return {"totals": {option: sum(vote["resistance"][option] for vote in votes) for option in options}}
    return {}


def _count(
    tally: Tally, option: str, seats: list[SeatAnswer], states: Mapping[str, Mapping[str, str]]
) -> Counts:
    members = [seat for seat in seats if tally.group is None or tally.group in seat.groups]
    if tally.weight is None:
        return counts_of(Counter(states[seat.seat][option] for seat in members))
    sums: dict[str, Number] = dict.fromkeys(STATES, Fraction(0))
    for seat in members:
        sums[states[seat.seat][option]] += weight_of(seat, tally.weight)
    return counts_of(sums)


def weight_of(seat: SeatAnswer, weight: str) -> Fraction:
    """The seat's weight of that name, 0 included. Raises Refusal ``weight-missing`` or ``weight-malformed``."""
    if weight not in seat.weights:
        raise Refusal("weight-missing", seat=seat.seat, weight=weight)
    value = read_number(seat.weights[weight])
    if value is None:
        raise Refusal("weight-malformed", seat=seat.seat, weight=weight)
    return value


def _order_of_seat(
    rule: Rule, options: tuple[str, ...], seat: SeatAnswer, states: Mapping[str, Mapping[str, str]]
) -> dict[str, int]:
    """The seat's own preference, read from ranks or ratings where there are some, else from its states."""
    vote = seat.vote or {}
    if rule.ballot.kind == "ranked" and vote:
        below = len(options) + 1
        return {option: vote["ranks"].get(option, below) for option in options}
    if rule.ballot.kind == "resistance" and vote:
        return {option: vote["resistance"][option] for option in options}
    return order_of_states(states[seat.seat])
