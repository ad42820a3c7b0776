"""Cases of every kind are read exactly; a malformed one is refused, never half understood."""

import copy
from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from tests.rules.shipped import shipped

MEMBERS = [
    {"id": "a", "position": "yes"},
    {"id": "b", "position": "yes", "groups": ["G"]},
    {"id": "c", "position": "no"},
]
POSITION = {"kind": "position", "rule": "majorite-exprimes", "inputs": {"members": MEMBERS}}
OPTIONS = {
    "kind": "options",
    "rule": "consensus-multi-options",
    "inputs": {"options": {"A": {"yes": 2}, "B": {"yes": 1, "block": 1}}},
}
CHOICE = {
    "kind": "choice",
    "rule": "pluralite-majoritaire",
    "inputs": {"choices": {"A": 3, "B": 1}, "abstain": 1, "silent": 2},
}
RANKED = {
    "kind": "ranked",
    "rule": "condorcet",
    "inputs": {"options": ["A", "B"], "orders": [{"count": 2, "order": ["A"]}]},
}
APPROVAL = {
    "kind": "approval",
    "rule": "approval-top",
    "params": {"seats": "1"},
    "inputs": {"options": ["A", "B"], "approvals": {"A": 2, "B": 1}},
}
RESISTANCE = {
    "kind": "resistance",
    "rule": "consensus-systemique",
    "inputs": {"options": ["A", "zero"], "ratings": {"x": [0, 3]}},
}
MATRIX = {
    "kind": "matrix",
    "rule": "condorcet",
    "inputs": {"options": ["A", "B"], "matrix": [[0, 2], [1, 0]]},
}
KINDS: list[dict[str, Any]] = [POSITION, OPTIONS, CHOICE, RANKED, APPROVAL, RESISTANCE, MATRIX]


def _decide(case: Any, rule_id: str | None = None) -> Any:
    rule = rule_of_case(case, shipped(), rule_id=rule_id)
    return decide(rule, answers_of_case(case, rule))


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case["kind"])
def test_every_kind_is_decided(case: dict[str, Any]) -> None:
    """Each small case is adopted, by A where there are options."""
    decision = _decide(case)
    assert decision.outcome == "adopted"
    assert decision.winner == (None if case["kind"] == "position" else "A")


def test_members_may_take_a_position_on_each_option() -> None:
    """An option a member does not name has no answer from it."""
    members = [{"id": "a", "position": {"A": "yes", "B": "yes"}}, {"id": "b", "positions": {"A": "yes"}}]
    decision = _decide({**OPTIONS, "inputs": {"members": members}})
    assert (decision.winner, decision.failed) == ("A", {"B": "all-answered"})


def test_members_may_choose() -> None:
    """By label; an abstention and a silent member are told apart."""
    members = [
        {"id": n, "choice": choice}
        for n, choice in (("a", "A"), ("b", "abstain"), ("c", "silent"), ("d", "recused"))
    ]
    decision = _decide({**CHOICE, "inputs": {"options": ["A", "B"], "members": members}})
    counts = decision.counts["members"]["B"]
    assert [counts[state] for state in ("yes", "no", "abstain", "silent", "recused")] == [0, 1, 1, 1, 1]


def test_a_choice_may_be_given_as_counts_per_option() -> None:
    """Whoever chose another option is against this one."""
    options = {"A": {"yes": 3, "no": 1}, "B": {"yes": 1, "no": 3}}
    assert _decide({**CHOICE, "kind": "options", "inputs": {"options": options}}).winner == "A"


def test_decimals_and_fractions_are_read_exactly() -> None:
    """66.07 is 6607 hundredths, 17/2 eight and a half."""
    tallies = {"members": {"yes": 20, "no": 8}, "population": {"yes": "66.07", "no": "33.93"}}
    case = {"kind": "position", "rule": "ue-majorite-qualifiee", "inputs": {"tallies": tallies}}
    fact = _decide(case).criteria[1].facts[0]
    assert str(fact.counted) == "6607/100"
    assert fact.base == 100


def test_another_rule_may_decide_a_case() -> None:
    """Of the case's parameters only those count that the other rule has."""
    case = {**POSITION, "rule": "gitvote", "params": {"threshold": "3/4"}}
    assert _decide(case).outcome == "rejected"
    assert _decide(case, "majorite-exprimes").outcome == "adopted"


@pytest.mark.parametrize("rule", ["no-such-rule", None, 5])
def test_an_unknown_rule_is_refused(rule: Any) -> None:
    """Whether the case names it or nothing at all."""
    with pytest.raises(Refusal) as refused:
        rule_of_case({**POSITION, "rule": rule}, shipped())
    assert refused.value.code == "rule-unknown"


def test_a_case_of_another_kind_than_its_rule_is_refused() -> None:
    """Ranks are not positions."""
    with pytest.raises(Refusal) as refused:
        _decide({**RANKED, "rule": "majorite-exprimes"})
    assert refused.value.code == "case-kind-mismatch"


def test_given_counts_must_agree_with_the_members_listed() -> None:
    """Counts that contradict the list are not silently preferred to it."""
    agreeing = {"members": MEMBERS, "tallies": {"members": {"yes": 2, "no": 1}}}
    assert _decide({**POSITION, "inputs": agreeing}).outcome == "adopted"
    contradicting = {"members": MEMBERS, "tallies": {"members": {"yes": 1, "no": 1}}}
    with pytest.raises(Refusal) as refused:
        _decide({**POSITION, "inputs": contradicting})
    assert refused.value.code == "case-malformed"


MALFORMED: list[tuple[dict[str, Any], list[Any], Any]] = [
    (POSITION, ["kind"], "poll"),
    (POSITION, ["schema"], 2),
    (POSITION, ["inputs"], {}),
    (POSITION, ["inputs"], []),
    (POSITION, ["inputs", "stranger"], 1),
    (POSITION, ["inputs", "members"], "a, b"),
    (POSITION, ["inputs", "members", 0, "position"], "aye"),
    (POSITION, ["inputs", "members", 0, "position"], None),
    (POSITION, ["inputs", "members", 0, "id"], "b"),
    (POSITION, ["inputs", "members", 0, "id"], ""),
    (POSITION, ["inputs", "members", 0, "group"], ["P5"]),
    (POSITION, ["inputs", "members", 1, "groups"], "P5"),
    (POSITION, ["inputs", "members", 1, "weights"], {"w": 0.5}),
    (POSITION, ["inputs", "tallies"], {"people": {"yes": 1.5}}),
    (POSITION, ["inputs", "tallies"], {"people": {"yes": -1}}),
    (POSITION, ["inputs", "tallies"], {"people": {"yes": True}}),
    (POSITION, ["inputs", "tallies"], {"people": {"aye": 1}}),
    (POSITION, ["inputs", "tallies"], {"people": {"yes": "many"}}),
    (POSITION, ["inputs", "chair"], "maybe"),
    (POSITION, ["params"], ["x"]),
    (OPTIONS, ["inputs", "options"], ["A", "B"]),
    (OPTIONS, ["inputs", "options", "A"], {"yes": 1.0}),
    (OPTIONS, ["inputs", "options"], {}),
    (CHOICE, ["inputs", "choices", "A"], 2.5),
    (CHOICE, ["inputs", "abstain"], "some"),
    (CHOICE, ["inputs", "default"], "C"),
    (RANKED, ["inputs", "options"], ["A", "A"]),
    (RANKED, ["inputs", "orders", 0, "order"], ["A", "A"]),
    (RANKED, ["inputs", "orders", 0, "order"], ["C"]),
    (RANKED, ["inputs", "orders", 0, "count"], 1.5),
    (RANKED, ["inputs", "orders", 0, "count"], "1/2"),
    (RANKED, ["inputs", "ranks"], [{"ranks": [1, 2]}]),
    (RANKED, ["inputs", "unranked"], "first"),
    (RANKED, ["inputs", "electorate_size"], 1),
    (RANKED, ["inputs", "orders"], {"A": 1}),
    (APPROVAL, ["inputs", "approvals"], {"A": 2}),
    (APPROVAL, ["inputs", "approvals", "A"], 2.5),
    (APPROVAL, ["inputs", "ballots_cast"], 1),
    (RESISTANCE, ["inputs", "ratings", "x"], [0]),
    (RESISTANCE, ["inputs", "ratings", "x"], [0, 11]),
    (RESISTANCE, ["inputs", "ratings", "x"], [0, 0.5]),
    (RESISTANCE, ["inputs", "scale"], [1, 5]),
    (MATRIX, ["inputs", "matrix"], [[0, 1]]),
    (MATRIX, ["inputs", "matrix"], [[0, 1], [0.5, 0]]),
]


@pytest.mark.parametrize(("case", "path", "value"), MALFORMED)
def test_a_malformed_case_is_refused(case: dict[str, Any], path: list[Any], value: Any) -> None:
    """The refusal names the key; no float, no unknown key, no contradiction is passed over."""
    broken = copy.deepcopy(case)
    place: Any = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(Refusal) as refused:
        _decide(broken)
    assert refused.value.code == "case-malformed"


@pytest.mark.parametrize(
    "inputs",
    [
        {"options": ["A", "B"], "ballot_strings": {"12": 2}},
        {"options": ["A", "B"], "ballot_strings": {"1-": 2, "-1": 1}},
        {"options": ["A", "B"], "ranks": [{"count": 2, "ranks": [1, None]}]},
        {"options": ["A", "B"], "orders": [{"count": 2, "order": ["A", "B"]}]},
        {"options": ["A", "B", "C"], "orders": [{"order": [["A"], ["B", "C"]]}]},
    ],
)
def test_ranked_ballots_come_in_three_forms(inputs: dict[str, Any]) -> None:
    """Strings of ranks, ranks, or orders: the same winner."""
    assert _decide({**RANKED, "inputs": inputs}).winner == "A"


@pytest.mark.parametrize("text", ["1", "1*", "é1", "--" * 2])
def test_a_string_of_ranks_that_does_not_fit_is_refused(text: str) -> None:
    """One character per option, a digit or letter of ASCII, or a dash."""
    with pytest.raises(Refusal) as refused:
        _decide({**RANKED, "inputs": {"options": ["A", "B"], "ballot_strings": {text: 1}}})
    assert refused.value.code == "case-malformed"


def test_a_tally_that_would_decide_must_be_given() -> None:
    """Without the count of the people nothing is decided."""
    with pytest.raises(Refusal) as refused:
        _decide(
            {"kind": "position", "rule": "ch-majorite-simple", "inputs": {"tallies": {"members": {"yes": 1}}}}
        )
    assert refused.value.code == "tally-missing"


def test_the_default_option_may_be_said_to_be_none() -> None:
    """Null means that doing nothing is not among the options; ranked criteria against it are then refused."""
    inputs = {"options": ["A", "zero"], "ratings": {"x": [3, 0]}, "default": None}
    assert _decide({**RESISTANCE, "inputs": inputs}).outcome == "adopted"
    ranked = {"options": ["A", "B"], "ranks": [{"ranks": [1, 2]}]}
    with pytest.raises(Refusal) as refused:
        _decide({"kind": "ranked", "rule": "debian-gr", "inputs": ranked})
    assert refused.value.code == "default-missing"
