"""What holds under every rule, tried on made-up rules, rolls and votes."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.answers import SeatAnswer, answers_of_counts, answers_of_seats
from governance.rules.decide import decide
from governance.rules.feasible import check_asks_for_yes
from governance.rules.load import rule_from_data
from governance.rules.numbers import OPERATORS
from governance.rules.rehearse import count_vectors
from governance.rules.rule import Rule
from governance.rules.states import CASTABLE, MOTION, SETS, STATES
from governance.rules.verdict import changed, single_tally, verdict
from tests.rules.shipped import shipped

COUNTS = st.fixed_dictionaries({state: st.integers(0, 9) for state in STATES})
SHARES = st.fractions(min_value=0, max_value=3, max_denominator=12).map(str)
NAMES = st.lists(st.sampled_from([*STATES, *SETS]), min_size=1, max_size=3, unique=True)
UNRECUSED = st.lists(
    st.sampled_from([name for name in (*STATES, *SETS) if name not in ("recused", "roll")]),
    min_size=1,
    max_size=3,
    unique=True,
)
FAILURES = st.sampled_from(["rejected", "blocked", "no_quorum", "referred", "pending"])
OPS = st.sampled_from(sorted(OPERATORS))
NUMBERS = st.integers(0, 12).map(str)
ANY_CRITERION = st.one_of(
    st.fixed_dictionaries({"count": NAMES, "op": OPS, "number": NUMBERS, "on_fail": FAILURES}),
    st.fixed_dictionaries({"count": NAMES, "op": OPS, "share": SHARES, "of": NAMES, "on_fail": FAILURES}),
    st.fixed_dictionaries(
        {"count": NAMES, "op": OPS, "sqrt_share": SHARES, "of": NAMES, "on_fail": FAILURES}
    ),
)
PROPORTION = st.fixed_dictionaries(
    {"count": UNRECUSED, "op": OPS, "share": SHARES, "of": UNRECUSED, "on_fail": FAILURES}
)
PARTS = st.fractions(min_value=0, max_value=1, max_denominator=12).map(str)
OTHERS = st.lists(st.sampled_from([state for state in STATES if state != "yes"]), max_size=3, unique=True)
# Yes is only ever asked for: a lower bound on a count with yes among those it is a share of, or an upper one on others.
WELCOMES_YES = st.one_of(
    st.builds(
        lambda others, more, share, strict: {
            "count": ["yes", *others],
            "of": list(dict.fromkeys(["yes", *others, *more])),
            "op": ">" if strict else ">=",
            "share": share,
            "on_fail": "rejected",
        },
        OTHERS,
        OTHERS,
        PARTS,
        st.booleans(),
    ),
    st.builds(
        lambda others, number: {
            "count": ["yes", *others],
            "op": ">=",
            "number": number,
            "on_fail": "rejected",
        },
        OTHERS,
        NUMBERS,
    ),
    st.builds(
        lambda others, number: {
            "count": others or ["no"],
            "op": "<=",
            "number": number,
            "on_fail": "blocked",
        },
        OTHERS,
        NUMBERS,
    ),
)
POSITION_RULES = [
    rule for rule in shipped().values() if rule.ballot.kind == "positions" and single_tally(rule)
]


def _rules(criterion: st.SearchStrategy[dict[str, Any]] = ANY_CRITERION) -> st.SearchStrategy[Rule]:
    return st.lists(criterion, min_size=1, max_size=3).map(_rule)


def _rule(criteria: list[dict[str, Any]]) -> Rule:
    named = [{"name": f"c{n}", **criterion} for n, criterion in enumerate(criteria)]
    data = {"id": "made-up", "ballot": {"offer": list(CASTABLE)}, "criterion": named}
    return rule_from_data(data, source="hypothesis")


def _outcome(rule: Rule, counts: Mapping[str, Any]) -> str:
    return decide(rule, answers_of_counts(counts)).outcome


@given(_rules(WELCOMES_YES), COUNTS)
def test_one_yes_more_never_undoes_an_adoption(rule: Rule, counts: dict[str, int]) -> None:
    """In a rule without an upper bound on yes, whoever says yes instead of anything else leaves adopted adopted."""
    if _outcome(rule, counts) == "adopted":
        assert _undone(rule, counts) == []


@pytest.mark.parametrize("rule", POSITION_RULES, ids=lambda rule: rule.id)
def test_one_yes_more_never_undoes_an_adoption_under_a_shipped_rule(rule: Rule) -> None:
    """Over all answers of six seats: a yes instead of anything else never turns adopted into anything else."""
    for vector in count_vectors(6):
        counts = dict(zip(STATES, vector, strict=True))
        if verdict(rule, counts) == "adopted":
            assert _undone(rule, counts) == [], counts


def _undone(rule: Rule, counts: Mapping[str, int]) -> list[str]:
    """The states from which one seat's change to yes takes the adoption away."""
    return [
        state
        for state in STATES
        if counts[state] and state not in ("yes", "recused")
        if verdict(rule, changed(counts, {state: 1}, "yes")) != "adopted"
    ]


@given(_rules(), st.lists(st.sampled_from([*CASTABLE, "silent", "recused"]), max_size=14), st.randoms())
def test_order_and_names_of_seats_never_matter(rule: Rule, states: list[str], random: Any) -> None:
    """The same answers from other seats, in another order, are decided alike."""
    seats = [_seat(str(n), state) for n, state in enumerate(states)]
    renamed = [replace(seat, seat=f"x{n}") for n, seat in enumerate(seats)]
    random.shuffle(renamed)
    one, other = (
        decide(rule, answers_of_seats(rule, options=(MOTION,), seats=each)) for each in (seats, renamed)
    )
    assert (one.outcome, one.criteria) == (other.outcome, other.criteria)


def _seat(name: str, state: str) -> SeatAnswer:
    vote = {"positions": {MOTION: state}} if state in CASTABLE else None
    return SeatAnswer(name, vote, recused=state == "recused")


@given(_rules(PROPORTION), COUNTS, st.integers(2, 7))
def test_without_roll_and_numbers_only_proportions_count(
    rule: Rule, counts: dict[str, int], times: int
) -> None:
    """Where neither roll, recused nor a number is named, recusal is absence, and all counts times k change nothing."""
    outcome = _outcome(rule, counts)
    assert _outcome(rule, {**counts, "recused": counts["recused"] + times}) == outcome
    assert _outcome(rule, {state: times * number for state, number in counts.items()}) == outcome


@given(_rules(), COUNTS)
def test_the_first_failing_criterion_gives_the_outcome(rule: Rule, counts: dict[str, int]) -> None:
    """In order; all are judged and reported whichever failed first; the bare verdict agrees."""
    decision = decide(rule, answers_of_counts(counts))
    assert [fact.criterion for fact in decision.criteria] == list(rule.criteria)
    failing = [fact.criterion.on_fail for fact in decision.criteria if not fact.holds]
    if sum(counts.values()) == counts["recused"]:
        assert decision.empty_electorate and decision.outcome == "rejected"
    else:
        assert decision.outcome == (failing or ["adopted"])[0]
    assert decision.outcome == verdict(rule, counts)


@given(_rules(), COUNTS)
def test_what_is_shown_as_needed_is_what_decides(rule: Rule, counts: dict[str, int]) -> None:
    """Counted on the right side of the whole number shown, and there alone, a criterion holds; the margin agrees."""
    for fact in (each.main for each in decide(rule, answers_of_counts(counts)).criteria):
        op, whole, counted = fact.comparison.op, fact.needed_whole, fact.counted
        assert counted is not None
        if fact.base == 0:
            assert fact.holds is False
        elif whole is None:
            assert fact.holds is False or op == "=="
        else:
            reached = (
                counted >= whole
                if op in (">", ">=")
                else counted <= whole
                if op != "=="
                else counted == whole
            )
            assert fact.holds is reached
            assert fact.margin is not None
            assert (fact.margin >= 0) is fact.holds


@given(_rules(), COUNTS)
def test_nothing_is_adopted_without_a_yes_where_that_is_checked(rule: Rule, counts: dict[str, int]) -> None:
    """A rule that passes the check at opening never adopts with nobody in favour."""
    try:
        check_asks_for_yes(rule)
    except Exception:
        return
    assert verdict(rule, {**counts, "yes": 0}) != "adopted"


@given(
    st.lists(st.fractions(min_value=0, max_value=5, max_denominator=9), min_size=9, max_size=13),
    st.integers(1, 5),
)
def test_weights_times_k_change_nothing(weights: list[Fraction], times: int) -> None:
    """A double majority looks at shares of weight, not at its unit; four of the states are against, so it is the
    population that decides."""
    rule = shipped()["ue-majorite-qualifiee"]

    def outcome(factor: int) -> str:
        seats = [
            replace(_seat(str(n), "no" if 0 < n < 5 else "yes"), weights={"population": str(weight * factor)})
            for n, weight in enumerate(weights)
        ]
        return decide(rule, answers_of_seats(rule, options=(MOTION,), seats=seats)).outcome

    assert outcome(1) == outcome(times)
