"""Which round follows, with which options, and that rounds always end."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.refusal import Refusal
from governance.rules.answers import answers_of_counts
from governance.rules.bind import bind
from governance.rules.case import answers_of_case
from governance.rules.decide import decide
from governance.rules.load import parse_rules
from governance.rules.rounds import MOST_ROUNDS, check_fallbacks, next_round
from governance.rules.rule import Rule
from tests.rules.shipped import shipped


def _next(rule: Rule, options: dict[str, dict[str, int]], round: int = 1) -> Any:
    case = {"kind": "options", "inputs": {"options": options}}
    return decide(rule, answers_of_case(case, rule), round=round).next


def test_another_rule_follows_with_its_own_parameters() -> None:
    """Without quorum an extraordinary meeting is called again, fifteen days later, with half as quorum."""
    following = decide(shipped()["ag-extraordinaire"], answers_of_counts({"yes": 8, "silent": 5})).next
    assert following is not None
    assert (following.rule, following.params, following.keep) == (
        "deux-tiers-exprimes",
        {"min_quorum": "1/2"},
        None,
    )
    assert following.after == timedelta(days=15)


def test_nothing_follows_an_outcome_that_no_fallback_names() -> None:
    """A motion rejected with quorum stays rejected."""
    assert decide(shipped()["ag-ordinaire"], answers_of_counts({"yes": 3, "no": 4, "silent": 6})).next is None


def test_a_rule_repeats_itself_up_to_its_rounds() -> None:
    """The second round of two is the last: no decision stands."""
    contested = {
        "A": {"yes": 12, "block": 1},
        "B": {"yes": 8, "block": 5},
        "C": {"yes": 5, "block": 2, "stand_aside": 6},
    }
    rule = shipped()["consensus-multi-options"]
    first = _next(rule, contested, round=1)
    assert (first.rule, first.keep, first.after.days) == (rule.id, ("A", "C"), 14)
    assert _next(rule, contested, round=2) is None


def test_a_repeated_round_keeps_the_parameters_of_the_motion() -> None:
    """What the motion set in the first round holds in the second."""
    text = """
    [[rule]]
    id = "again"
    ballot.offer = ["yes", "no"]
    params.part = "1/2"
    rounds = 2
    fallback = [{ on = ["rejected"], rule = "again" }]
    criterion = [{ name = "c", count = ["yes"], op = ">=", share = "@part", of = ["roll"], on_fail = "rejected" }]
    """
    rule = bind(parse_rules(text, source="x")["again"], {"part": "3/4"})
    following = decide(rule, answers_of_counts({"yes": 1, "no": 1})).next
    assert following is not None
    assert following.params == {"part": "3/4"}


COUNTS = st.dictionaries(
    st.sampled_from("ABCDEFG"),
    st.fixed_dictionaries({"yes": st.integers(0, 9), "no": st.integers(0, 9), "block": st.integers(0, 9)}),
    min_size=2,
)


@given(COUNTS, st.sampled_from(["consensus-multi-options", "pluralite-majoritaire"]))
def test_every_further_round_has_fewer_options(options: dict[str, dict[str, int]], rule_id: str) -> None:
    """A round that would keep every option is not made, so however many rounds a rule allows, they end."""
    rule = bind(shipped()[rule_id], {})
    following = _next(rule, options)
    assert following is None or 0 < len(following.keep) < len(options)


def test_rounds_end_even_where_a_rule_is_followed_by_others() -> None:
    """No round is made after the ninth, whatever the fallbacks say."""
    rule = shipped()["ag-ordinaire"]
    decision = decide(rule, answers_of_counts({"silent": 13}))
    assert next_round(rule, decision, round=MOST_ROUNDS - 1) is not None
    assert next_round(rule, decision, round=MOST_ROUNDS) is None


def _chain(*steps: tuple[str, str]) -> dict[str, Rule]:
    text = "".join(
        f"""
        [[rule]]
        id = "{rule}"
        ballot.offer = ["yes", "no"]
        fallback = [{{ on = ["rejected"], rule = "{following}" }}]
        criterion = [{{ name = "c", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" }}]
        """
        for rule, following in steps
    )
    return parse_rules(text, source="chain.toml")


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([("a", "b"), ("b", "a")], "fallback-cycle"),
        ([("a", "b"), ("b", "c"), ("c", "a")], "fallback-cycle"),
        ([("a", "b"), ("b", "c"), ("c", "b")], "fallback-cycle"),
        ([("a", "nowhere")], "fallback-unknown"),
        ([("a", "condorcet")], "fallback-kind"),
    ],
)
def test_rounds_that_cannot_be_held_are_refused(steps: list[tuple[str, str]], code: str) -> None:
    """A circle of rules, a rule nobody knows, a rule for another kind of vote."""
    rules = _chain(*steps)
    with pytest.raises(Refusal) as refused:
        check_fallbacks(rules["a"], {**shipped(), **rules})
    assert refused.value.code == code
    assert refused.value.facts["key"] == "fallback[0].rule"


@pytest.mark.parametrize(
    ("params", "code"),
    [({"quorum": "1/2"}, "rule-param-unknown"), ({"min_quorum": "many"}, "rule-number-malformed")],
)
def test_a_next_round_takes_the_parameters_it_is_given(params: dict[str, str], code: str) -> None:
    """A parameter the next rule does not have is refused beforehand, not at the close; so is one that is no number."""
    fallback = [{"on": ["rejected"], "rule": "majorite-exprimes", "params": params}]
    with pytest.raises(Refusal) as refused:
        rule = bind(shipped()["deux-tiers-membres"], {}, fallback, source="2026-01")
        check_fallbacks(rule, shipped(), source="2026-01")
    assert refused.value.code == code
    assert refused.value.facts["source"] == "2026-01"
    assert refused.value.facts["key"].startswith("fallback[0].params")


def test_the_shipped_rules_lead_somewhere_and_end() -> None:
    """None of their next rounds is refused; a rule may fall back on itself."""
    for rule in shipped().values():
        check_fallbacks(rule, shipped())
    check_fallbacks(_chain(("a", "a"))["a"], {})
