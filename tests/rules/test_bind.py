"""A motion gives its rule parameters and next rounds."""

from fractions import Fraction

import pytest

from governance.refusal import Refusal
from governance.rules.bind import bind
from tests.rules.shipped import shipped


def test_parameters_take_the_place_of_the_rules_own() -> None:
    """The value changes wherever the rule names the parameter; the preset itself stays as it is."""
    rule = shipped()["consensus-sans-objection"]
    bound = bind(rule, {"min_support": "2/3"})
    assert bound.criteria[1].alternatives[0].amount.value == Fraction(2, 3)
    assert rule.criteria[1].alternatives[0].amount.value == Fraction(1, 2)


def test_a_parameter_the_rule_does_not_have_is_refused() -> None:
    """A mistyped name is not passed over."""
    with pytest.raises(Refusal) as refused:
        bind(shipped()["consensus-sans-objection"], {"min_suport": "2/3"})
    assert refused.value.code == "rule-param-unknown"


def test_a_parameter_is_as_strict_as_the_rule() -> None:
    """No float comes in by this door either."""
    with pytest.raises(Refusal) as refused:
        bind(shipped()["consensus-sans-objection"], {"min_support": 0.5})  # type: ignore[dict-item]
    assert refused.value.code == "rule-number-malformed"


def test_the_motions_next_rounds_replace_the_rules() -> None:
    """An empty list takes them away; a list of its own stands instead."""
    rule = shipped()["ag-ordinaire"]
    assert bind(rule, {}, []).fallback == ()
    own = bind(rule, {}, [{"on": ["rejected"], "rule": "deux-tiers-membres", "after": "P14D"}])
    assert [(each.on, each.rule, each.after.days) for each in own.fallback] == [
        (("rejected",), "deux-tiers-membres", 14)
    ]
    assert bind(rule, {}).fallback == rule.fallback


def test_an_option_may_bring_a_parameter_of_its_own() -> None:
    """A larger majority for one option, and for that one alone."""
    bound = bind(shipped()["debian-gr"], {}, option_params={"1": {"majority": "3"}})
    ratio = bound.criteria[1].alternatives[0].amount
    assert ratio.under(bound.option_params["1"]) == 3
    assert ratio.under({}) == 1
