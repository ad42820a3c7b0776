"""Wrong readings, each of which some voting tool has had: applied one at a time, the examples catch every one."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from governance.rules import (
    answers,
    case_ranked,
    criteria,
    decide,
    load,
    pairs,
    readers,
    rounds,
    schulze,
    selection,
    verdict,
)
from governance.rules.numbers import OPERATORS
from governance.rules.pairs import restrict
from governance.rules.rule import Quantity
from governance.rules.selection import Choice
from governance.rules.states import SETS
from tests.rules.checks import faults

Patch = pytest.MonkeyPatch
Wrong = Callable[[Patch], None]


def _operator(op: str, other: Any) -> Wrong:
    return lambda patch: patch.setitem(OPERATORS, op, other)  # type: ignore[arg-type]


def _set(name: str, *states: str) -> Wrong:
    return lambda patch: patch.setitem(SETS, name, states)  # type: ignore[arg-type]


def _holds(wrong: Callable[..., bool]) -> Wrong:
    """Another comparison, given the right one first."""
    right = criteria.holds

    def apply(patch: Patch) -> None:
        for module in (criteria, verdict):
            patch.setattr(module, "holds", lambda *facts: wrong(right, *facts))

    return apply


def _reads_two_thirds_as(value: Fraction) -> Wrong:
    right = load.read_number

    def wrong(text: object) -> Fraction | None:
        return value if text == "2/3" else right(text)

    def apply(patch: Patch) -> None:
        patch.setattr(load, "read_number", wrong)
        patch.setattr(readers, "read_number", wrong)

    return apply


def _replace(module: Any, name: str, make: Callable[[Any], Any]) -> Wrong:
    """A function of a module replaced by one made from it."""
    return lambda patch: patch.setattr(module, name, make(getattr(module, name)))


def _counts_stand_aside_as_yes(right: Any) -> Any:
    return lambda counts, states: right(counts, (*states, "stand_aside") if states == ("yes",) else states)


def _last_failure(_right: Any) -> Any:
    return lambda facts: next((fact for fact in reversed(facts) if not fact.holds), None)


def _margins(_right: Any) -> Any:
    def paths(matrix: Any) -> Any:
        span = range(len(matrix))
        margins = [[max(matrix[i][j] - matrix[j][i], 0) for j in span] for i in span]
        for via in span:
            for i in span:
                for j in span:
                    margins[i][j] = max(margins[i][j], min(margins[i][via], margins[via][j]))
        return margins

    return paths


def _first_of_the_tied(right: Any) -> Any:
    def choose(select: Any, layers: Any, given: Any) -> Choice:
        chosen: Choice = right(select, layers, given)
        return Choice(winners=chosen.tied[:1]) if chosen.tied else chosen

    return choose


def _rounded(right: Any) -> Any:
    return lambda seat, weight: Fraction(round(right(seat, weight)))


def _at_least_one(right: Any) -> Any:
    return lambda seat, weight: right(seat, weight) or Fraction(1)


def _without_ties(right: Any) -> Any:
    return lambda keep, decision: (kept := right(keep, decision)) and kept[: keep.number]


def _nothing_tied(right: Any) -> Any:
    class Untied:
        def __init__(self, decision: Any) -> None:
            self.decision = decision

        tied = ()

        def __getattr__(self, name: str) -> Any:
            return getattr(self.decision, name)

    return lambda keep, decision: right(keep, Untied(decision))


def _blocks_alone(right: Any) -> Any:
    return lambda counts, states: counts["block"] if states == ("no", "block") else right(counts, states)


def _keeps_all(right: Any) -> Any:
    return lambda rule, decision, round: (
        rounds.NextRound(rule.id, {}, decision.options, rule.fallback[0].after)
        if rule.fallback and decision.outcome == "no_decision"
        else right(rule, decision, round=round)
    )


WRONG_READINGS: dict[str, Wrong] = {
    "more than half read as at least half": _operator(">", operator.ge),
    "at least two thirds read as more than two thirds": _operator(">=", operator.gt),
    "at most read as fewer than": _operator("<=", operator.lt),
    "fewer than read as at most": _operator("<", operator.le),
    "all read as any number": _operator("==", lambda _a, _b: True),
    "abstentions among the votes cast": _set("cast", "yes", "no", "block", "abstain"),
    "abstentions not counted for the quorum": _set("present", "yes", "no", "block", "stand_aside"),
    "silence counted for the quorum": _set(
        "present", "yes", "no", "abstain", "block", "stand_aside", "silent"
    ),
    "recused members kept in the denominator": _set(
        "entitled", "yes", "no", "abstain", "block", "stand_aside", "silent", "recused"
    ),
    "recused members taken off the roll": _set("roll", *SETS["entitled"]),
    "members read as those who answered": _set("entitled", "yes", "no", "abstain", "block", "stand_aside"),
    "silence read as an objection": _set("against", "no", "block", "silent"),
    "abstention read as an objection": _set("against", "no", "block", "abstain"),
    "a plain no read as nothing": _set("against", "block"),
    "objections left out of the votes cast": _set("cast", "yes", "no"),
    "not yes read as against": _set("not_yes", "no", "block"),
    "standing aside read as yes": _replace(criteria, "total", _counts_stand_aside_as_yes),
    "two thirds as 0.66": _reads_two_thirds_as(Fraction(66, 100)),
    "two thirds as 0.67": _reads_two_thirds_as(Fraction(67, 100)),
    "two thirds as 0.6667": _reads_two_thirds_as(Fraction(6667, 10000)),
    "the last failing criterion reported": _replace(decide, "_first_failure", _last_failure),
    "an empty denominator passes": _holds(
        lambda right, op, bound, counted, amount, base: (
            (bound != "number" and base == 0) or right(op, bound, counted, amount, base)
        )
    ),
    "a root read as the number itself": _holds(
        lambda right, op, bound, counted, amount, base: right(
            op, "share" if bound == "sqrt_share" else bound, counted, amount, base
        )
    ),
    "one of several read as all of them": _replace(criteria, "_any", lambda _: all),
    "an empty electorate adopts": _replace(decide, "_is_empty", lambda _: lambda _answers: False),
    "vacant seats left out": _replace(
        criteria,
        "base_of",
        lambda _: (
            lambda rule, comparison, counts, own: criteria.total(
                counts, comparison.base_states or SETS["roll"]
            )
        ),
    ),
    "an option's own majority forgotten": lambda patch: patch.setattr(
        Quantity, "under", lambda quantity, _own: quantity.value
    ),
    "a tie goes to the chair though nothing was cast": _replace(
        criteria, "_is_tie", lambda _: lambda fact: fact.counted == fact.needed
    ),
    "a tie passes whoever the chair is for": _replace(
        criteria, "_chair_state", lambda _: lambda *_facts: "yes"
    ),
    "a tie fails whoever the chair is for": _replace(criteria, "_is_tie", lambda _: lambda _fact: False),
    "weights rounded to whole numbers": _replace(answers, "weight_of", _rounded),
    "weight 0 read as 1": _replace(answers, "weight_of", _at_least_one),
    "margins instead of winning votes": _replace(schulze, "strongest_paths", _margins),
    "no opinion read as last": _replace(
        case_ranked,
        "pairwise_matrix",
        lambda right: lambda ballots, size, unranked: right(ballots, size, unranked="last"),
    ),
    "last read as no opinion": _replace(
        case_ranked,
        "pairwise_matrix",
        lambda right: lambda ballots, size, unranked: right(ballots, size, unranked="no-opinion"),
    ),
    "equal ranks counted for both": _replace(
        pairs,
        "_tiers",
        lambda right: (
            lambda ranks: ([[option] for tier in right(ranks)[0] for option in tier], right(ranks)[1])
        ),
    ),
    "a tie settled by order": _replace(decide, "choose", _first_of_the_tied),
    "options that failed stay in the duel": _replace(
        selection,
        "_rank_by_pairs",
        lambda right: lambda method, given, _eligible: right(method, given, given.options),
    ),
    "the pairwise table read the other way round": _replace(
        selection, "restrict", lambda _: lambda matrix, kept: tuple(zip(*restrict(matrix, kept), strict=True))
    ),
    "whoever equals the last one kept is dropped": _replace(rounds, "_kept", _without_ties),
    "after a tie the first n are kept": _replace(rounds, "_kept", _nothing_tied),
    "fewest against counts objections alone": _replace(rounds, "total", _blocks_alone),
    "a round that keeps every option is made": _replace(decide, "next_round", _keeps_all),
    "an empty rating counts nothing": lambda patch: patch.setattr(case_ranked, "MIDDLE_RESISTANCE", 0),
}


def test_the_engine_as_it_is_has_no_fault() -> None:
    """Without a wrong reading every example comes out right."""
    assert list(faults()) == []


def test_there_are_enough_wrong_readings() -> None:
    """At least twenty-five."""
    assert len(WRONG_READINGS) >= 25


@pytest.mark.parametrize("reading", WRONG_READINGS)
def test_a_wrong_reading_is_caught(reading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the wrong reading in its place, at least one example comes out differently."""
    WRONG_READINGS[reading](monkeypatch)
    assert next(faults(), None) is not None
