"""A frozen roll counted: who is in which state, with which weight, in which group."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer, answers_of_positions, answers_of_seats
from governance.rules.decide import decide
from governance.rules.load import parse_rules
from governance.rules.states import MOTION
from tests.equipment.rulebook import RULES
from tests.rules.shipped import shipped

RULEBOOK = parse_rules(RULES, source="rulebook.toml")


def _yes(seat: str, **facts: Any) -> SeatAnswer:
    return SeatAnswer(seat, {"positions": {MOTION: "yes"}}, **facts)


def test_silent_and_recused_seats_are_named() -> None:
    """A decision says who did not answer and who stepped out, apart from each other and from abstentions."""
    seats = [
        _yes("a"),
        SeatAnswer("b"),
        SeatAnswer("c", recused=True),
        SeatAnswer("d", {"positions": {MOTION: "abstain"}}),
    ]
    rule = shipped()["majorite-exprimes"]
    decision = decide(rule, answers_of_seats(rule, options=(MOTION,), seats=seats))
    assert (decision.silent, decision.recused) == (("b",), ("c",))
    counts = decision.counts["members"][MOTION]
    assert [counts[state] for state in ("yes", "abstain", "silent", "recused")] == [1, 1, 1, 1]
    assert decision.as_data()["silent"] == ["b"]


def test_a_recused_seat_counts_as_recused_whatever_it_had_cast() -> None:
    """Stepping out takes the vote along."""
    rule = shipped()["majorite-exprimes"]
    answers = answers_of_seats(rule, options=(MOTION,), seats=[replace(_yes("a"), recused=True), _yes("b")])
    assert answers.counts["members"][MOTION]["yes"] == 1


def test_an_excluded_seat_is_in_no_count() -> None:
    """The member concerned is neither for, nor against, nor in the total; under another rule it is counted."""
    seats = [_yes("a"), _yes("b", groups=("concerned",)), _yes("c")]
    rule = shipped()["consensus-sans-interesse"]
    answers = answers_of_seats(rule, options=(MOTION,), seats=seats, concerned=["c"])
    assert sum(answers.counts["members"][MOTION].values()) == 1
    assert answers.excluded == ("b", "c")
    plain = answers_of_seats(shipped()["majorite-membres"], options=(MOTION,), seats=seats, concerned=["c"])
    assert sum(plain.counts["members"][MOTION].values()) == 3


def test_weights_are_exact() -> None:
    """Ten tenths are one; a weight may be a fraction, a decimal, or nothing."""
    rule = shipped()["ue-majorite-qualifiee"]
    tenths = [_yes(str(n), weights={"population": "0.1"}) for n in range(10)]
    others = [_yes("third", weights={"population": "1/3"}), _yes("none", weights={"population": "0"})]
    counts = answers_of_seats(rule, options=(MOTION,), seats=[*tenths, *others]).counts
    assert counts["population"][MOTION]["yes"] == 1 + Fraction(1, 3)
    assert counts["members"][MOTION]["yes"] == 12


@pytest.mark.parametrize(
    ("weights", "code"), [({}, "weight-missing"), ({"population": "x"}, "weight-malformed")]
)
def test_a_weight_that_is_missing_is_never_guessed(weights: dict[str, str], code: str) -> None:
    """Neither 0 nor 1 stands in for it."""
    with pytest.raises(Refusal) as refused:
        answers_of_seats(
            shipped()["ue-majorite-qualifiee"], options=(MOTION,), seats=[_yes("a", weights=weights)]
        )
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("kind", "votes", "states"),
    [
        ("options", [{"positions": {"A": "yes", "B": "block"}}], {"A": "yes", "B": "block"}),
        ("choice", [{"choice": "A"}], {"A": "yes", "B": "no"}),
        ("choice", [{"choice": "abstain"}], {"A": "abstain", "B": "abstain"}),
        ("approval", [{"approves": ["B"]}], {"A": "no", "B": "yes"}),
        ("ranked", [{"ranks": {"A": 1, "B": 2}}], {"A": "abstain", "B": "abstain"}),
        ("resistance", [{"resistance": {"A": 3, "B": 0}}], {"A": "abstain", "B": "abstain"}),
    ],
)
def test_a_vote_puts_its_seat_into_one_state_per_option(
    kind: str, votes: list[dict[str, Any]], states: dict[str, str]
) -> None:
    """Yes for what is chosen or approved, no for the rest; where a kind has no yes and no, present only."""
    rule = RULEBOOK[f"test-{kind}"]
    seats = [SeatAnswer(str(n), vote) for n, vote in enumerate(votes)]
    counts = answers_of_seats(rule, options=("A", "B"), seats=seats).counts["members"]
    assert {option: next(s for s, n in own.items() if n) for option, own in counts.items()} == states


def test_every_kind_is_decided_from_seats() -> None:
    """Ranks, approvals and points of a roll lead to a winner as positions do."""
    votes: dict[str, list[dict[str, Any]]] = {
        "options": [{"positions": {"A": "yes", "B": "stand_aside"}}, {"positions": {"A": "yes", "B": "yes"}}],
        "choice": [{"choice": "A"}, {"choice": "A"}, {"choice": "B"}],
        "ranked": [{"ranks": {"A": 1, "B": 2}}, {"ranks": {"A": 1}}],
        "approval": [{"approves": ["A"]}, {"approves": ["A", "B"]}],
        "resistance": [{"resistance": {"A": 1, "B": 9}}],
    }
    for kind, cast in votes.items():
        rule = RULEBOOK[f"test-{kind}"]
        seats = [SeatAnswer(str(n), vote) for n, vote in enumerate(cast)] + [SeatAnswer("silent")]
        decision = decide(rule, answers_of_seats(rule, options=("A", "B"), seats=seats))
        assert (decision.outcome, decision.winner) == ("adopted", "A"), kind


def test_nobody_decides_nothing() -> None:
    """Without a single vote no kind of ballot chooses an option."""
    for kind in ("options", "choice", "ranked", "approval", "resistance"):
        rule = RULEBOOK[f"test-{kind}"]
        answers = answers_of_seats(rule, options=("A", "B"), seats=[SeatAnswer("a"), SeatAnswer("b")])
        assert decide(rule, answers).outcome == "no_decision", kind


@pytest.mark.parametrize(
    ("kind", "chair"),
    [("ranked", {"ranks": {"B": 1, "A": 2}}), ("resistance", {"resistance": {"A": 9, "B": 1}})],
)
def test_the_chairs_own_order_settles_a_tie(kind: str, chair: dict[str, Any]) -> None:
    """Its ranks or points, where the rule leaves ties to it; without a chair the tie is refused, never guessed."""
    text = RULES.replace('select.method = "schulze"', 'select = { method = "schulze", tie = "chair" }')
    text = text.replace(
        'select.method = "least-resistance"', 'select = { method = "least-resistance", tie = "chair" }'
    )
    rule = parse_rules(text, source="x")[f"test-{kind}"]
    other = {"ranks": {"A": 1, "B": 2}} if kind == "ranked" else {"resistance": {"A": 1, "B": 9}}
    seats = [SeatAnswer("chair", chair), SeatAnswer("other", other)]
    named = answers_of_seats(rule, options=("A", "B"), seats=seats, chair="chair")
    assert decide(rule, named).winner == "B"
    with pytest.raises(Refusal) as refused:
        decide(rule, answers_of_seats(rule, options=("A", "B"), seats=seats))
    assert refused.value.code == "chair-missing"


def test_a_chair_that_does_not_tell_them_apart_leaves_the_tie() -> None:
    """A silent chair settles nothing."""
    text = RULES.replace('share = "1/2", of = ["cast"]', 'number = "0"')
    rule = parse_rules(text.replace('"most-yes"', '"most-yes"\nselect.tie = "chair"'), source="x")[
        "test-choice"
    ]
    seats = [SeatAnswer("a", {"choice": "A"}), SeatAnswer("b", {"choice": "B"}), SeatAnswer("c")]
    decision = decide(rule, answers_of_seats(rule, options=("A", "B"), seats=seats, chair="c"))
    assert (decision.outcome, decision.tied) == ("no_decision", ("A", "B"))


def test_a_great_many_positions_are_counted_from_a_stream() -> None:
    """No list of votes is needed."""
    answers = answers_of_positions("yes" if n % 3 else "no" for n in range(9000))
    assert decide(shipped()["deux-tiers-exprimes"], answers).outcome == "adopted"
