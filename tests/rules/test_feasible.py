"""A ballot is not opened under a rule that could not be decided, or only one way."""

from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer
from governance.rules.bind import bind
from governance.rules.feasible import check_asks_for_yes, check_feasible
from governance.rules.load import parse_rules
from governance.rules.rule import Rule
from governance.rules.states import MOTION
from tests.rules.shipped import shipped

P5 = ("China", "France", "Russia", "United Kingdom", "United States")


def _roll(size: int = 13, **facts: Any) -> list[SeatAnswer]:
    return [SeatAnswer(str(n), **facts) for n in range(size)]


def _rule(criterion: str, more: str = "", offer: str = '["yes", "no"]') -> Rule:
    criteria = f'[{{ name = "c", on_fail = "rejected", {criterion} }}]'
    text = f'[[rule]]\nid = "r"\nballot.offer = {offer}\n{more}\ncriterion = {criteria}'
    return parse_rules(text, source="x")["r"]


def _refused(rule: Rule, roll: list[SeatAnswer], options: tuple[str, ...] = (MOTION,), **named: Any) -> str:
    with pytest.raises(Refusal) as refused:
        check_feasible(rule, roll=roll, options=options, **named)
    return refused.value.code


def _options_of(rule: Rule) -> tuple[str, ...]:
    if rule.ballot.kind == "positions":
        return (MOTION,)
    default = rule.select.default if rule.select else None
    return ("A", "B", "C", "D", "E", default or "F")


@pytest.mark.parametrize("rule_id", shipped())
def test_every_shipped_rule_can_be_put_to_a_fitting_roll(rule_id: str) -> None:
    """With a roll that has its groups, weights, chair and concerned seat, each can be opened; given counts cannot."""
    rule = shipped()[rule_id]
    groups = tuple(tally.group for tally in rule.tallies.values() if tally.group)
    weights = {tally.weight: "20" for tally in rule.tallies.values() if tally.weight}
    roll = [*_roll(20, weights=weights), SeatAnswer("chair", groups=groups, weights=weights)]
    roll += [SeatAnswer(f"g{n}", groups=groups, weights=weights) for n in range(3)]
    if any(not (t.group or t.weight) and t.name != "members" for t in rule.tallies.values()):
        assert _refused(rule, roll, chair="chair") == "tally-not-countable"
    else:
        check_feasible(rule, roll=roll, options=_options_of(rule), chair="chair", concerned=["0"])


@pytest.mark.parametrize("rule_id", shipped())
def test_no_shipped_rule_adopts_without_a_yes(rule_id: str) -> None:
    """Each asks for at least one yes, or offers none because it only limits objections."""
    check_asks_for_yes(shipped()[rule_id])


@pytest.mark.parametrize(
    "criterion",
    [
        'count = ["against"], op = "<=", number = "0"',
        'count = ["yes"], op = ">=", number = "0"',
        'count = ["present"], op = ">=", share = "1/2", of = ["entitled"]',
        'any = [{ count = ["yes"], op = ">", number = "1" }, { count = ["silent"], op = ">", number = "1" }]',
    ],
)
def test_a_rule_that_adopts_without_a_yes_is_refused(criterion: str) -> None:
    """Nobody says yes, and it would be adopted: only a rule that offers no yes may do that."""
    assert _refused(_rule(criterion), _roll()) == "rule-adopts-without-yes"


def test_a_parameter_may_take_the_yes_away() -> None:
    """Support of at least nothing is no support."""
    rule = bind(shipped()["consensus-sans-objection"], {"min_support": "0"})
    assert _refused(rule, _roll()) == "rule-adopts-without-yes"


@pytest.mark.parametrize(
    "criterion",
    [
        'count = ["yes"], op = ">=", number = "14"',
        'count = ["yes"], op = ">", share = "1", of = ["entitled"]',
        'count = ["yes"], op = ">=", share = "3/4", of = ["seats"]',
        'count = ["yes"], op = "==", share = "1/3", of = ["entitled"]',
        'count = ["yes"], op = ">=", share = "1/2", of = ["recused"]',
    ],
)
def test_a_rule_that_no_answer_can_satisfy_is_refused(criterion: str) -> None:
    """More than there are, more than all, half of nobody: thirteen seats could answer as they like."""
    assert _refused(_rule(criterion, 'params.seats = "100"'), _roll()) == "rule-infeasible"


def test_what_is_not_offered_cannot_satisfy() -> None:
    """A rule that counts standing aside but does not offer it can never be adopted."""
    criteria = 'count = ["yes", "stand_aside"], op = ">", share = "1", of = ["yes"]'
    both = f'{criteria} }}, {{ name = "one", count = ["yes"], op = ">=", number = "1", on_fail = "rejected"'
    assert _refused(_rule(both), _roll()) == "rule-infeasible"
    check_feasible(_rule(both, offer='["yes", "stand_aside"]'), roll=_roll(), options=(MOTION,))


def test_a_large_roll_is_checked_as_well() -> None:
    """A thousand seats: an exact third is possible in 999, not in 1,000."""
    rule = _rule('count = ["yes"], op = "==", share = "1/3", of = ["entitled"]')
    check_feasible(rule, roll=_roll(999), options=(MOTION,))
    assert _refused(rule, _roll(1000)) == "rule-infeasible"


def test_groups_and_weights_are_weighed() -> None:
    """Nine of fifteen with nobody of the five against can be had; three of a group of two cannot."""
    council = [*_roll(10), *(SeatAnswer(name, groups=("P5",)) for name in P5)]
    check_feasible(shipped()["unsc-substantive"], roll=council, options=(MOTION,))
    two = [*_roll(), *(SeatAnswer(f"b{n}", groups=("binding",)) for n in range(2))]
    assert _refused(shipped()["asf-release"], two) == "rule-infeasible"
    states = [SeatAnswer(str(n)) for n in range(27)]
    assert _refused(shipped()["ue-majorite-qualifiee"], states) == "weight-missing"


def test_an_empty_electorate_is_refused() -> None:
    """Nobody, all recused, or the only seat is the one concerned."""
    rule = shipped()["majorite-exprimes"]
    assert _refused(rule, []) == "electorate-empty"
    assert _refused(rule, _roll(recused=True)) == "electorate-empty"
    concerned = shipped()["consensus-sans-interesse"]
    assert _refused(concerned, _roll(1), concerned=["0"]) == "electorate-empty"


def test_a_rule_that_leaves_out_a_seat_needs_its_name() -> None:
    """By id or by group."""
    rule = shipped()["consensus-sans-interesse"]
    assert _refused(rule, _roll()) == "concerned-missing"
    check_feasible(rule, roll=_roll(), options=(MOTION,), concerned=["3"])
    check_feasible(rule, roll=[*_roll(), SeatAnswer("x", groups=("concerned",))], options=(MOTION,))


def test_a_rule_that_leaves_ties_to_the_chair_needs_one() -> None:
    """On the roll, and not among those left out or recused."""
    rule = shipped()["majorite-exprimes-president"]
    assert _refused(rule, _roll()) == "chair-missing"
    assert _refused(rule, _roll(), chair="stranger") == "chair-missing"
    assert _refused(rule, [*_roll(), SeatAnswer("c", recused=True)], chair="c") == "chair-missing"
    check_feasible(rule, roll=_roll(), options=(MOTION,), chair="0")


@pytest.mark.parametrize(
    ("rule_id", "options", "code"),
    [
        ("majorite-exprimes", ("A", "B"), "options-malformed"),
        ("pluralite-majoritaire", ("A",), "options-malformed"),
        ("pluralite-majoritaire", ("A", "A"), "options-malformed"),
        ("pluralite-majoritaire", ("A", "abstain"), "options-malformed"),
        ("consensus-systemique", ("A", "B"), "default-missing"),
    ],
)
def test_options_must_fit_the_rule(rule_id: str, options: tuple[str, ...], code: str) -> None:
    """One for a yes or no, two or more for a choice, the default among them."""
    check_feasible(shipped()["consensus-multi-options"], roll=_roll(), options=("the only one left",))
    assert _refused(shipped()[rule_id], _roll(), options) == code
