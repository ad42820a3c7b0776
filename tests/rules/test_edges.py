"""Small examples that fix where each rule tips over."""

from typing import Any

import pytest

from governance.rules.answers import answers_of_counts
from governance.rules.bind import bind
from governance.rules.case import answers_of_case
from governance.rules.decide import decide
from tests.rules.shipped import Edge, edges, options, shipped


@pytest.mark.parametrize("edge", edges(), ids=lambda edge: f"{edge.rule}: {edge.why}")
def test_an_edge_falls_where_it_should(edge: Edge) -> None:
    """The outcome of each example of edges.csv."""
    rule = bind(shipped()[edge.rule], edge.params)
    assert decide(rule, answers_of_counts(edge.counts, chair=edge.chair)).outcome == edge.expected


@pytest.mark.parametrize("example", options(), ids=lambda example: f"{example['rule']}: {example['why']}")
def test_an_edge_between_options_falls_where_it_should(example: dict[str, Any]) -> None:
    """Outcome, winner and next round of each example of options.json."""
    rule = shipped()[example["rule"]]
    case = {"kind": "options", "inputs": {"options": example["options"]}}
    decision = decide(rule, answers_of_case(case, rule))
    assert decision.outcome == example["outcome"]
    assert decision.winner == example["winner"]
    assert decision.next_round == (None if example["next_round"] is None else tuple(example["next_round"]))


def test_there_are_enough_edges() -> None:
    """Seventy-two examples and seven between options, and new ones beside."""
    assert len(edges()) > 72
    assert len(options()) > 7
