"""Every rule of one count decided over every way in which thirteen seats can answer: 27,132 count vectors each."""

import pytest

from governance.rules.answers import answers_of_counts
from governance.rules.decide import decide
from governance.rules.rehearse import count_vectors
from governance.rules.states import STATES
from governance.rules.verdict import single_tally, verdict
from tests.equipment.figures import Figure
from tests.rules.readings import READINGS, Count, read
from tests.rules.shipped import shipped

SEATS = 13
VECTORS = list(count_vectors(SEATS))
SINGLE = [
    rule.id
    for rule in shipped().values()
    if rule.ballot.kind in ("positions", "options", "choice") and single_tally(rule) is not None
]


def test_there_are_as_many_vectors_as_arithmetic_says() -> None:
    """Thirteen seats in seven states: 19 choose 6, each vector once."""
    assert len(VECTORS) == len(set(VECTORS)) == 27_132
    assert {sum(vector) for vector in VECTORS} == {SEATS}


def test_every_rule_of_one_count_has_a_second_reading() -> None:
    """No rule of one count escapes the comparison."""
    assert set(SINGLE) == set(READINGS)


@pytest.mark.proof
@pytest.mark.parametrize("rule_id", SINGLE)
def test_a_rule_agrees_with_its_second_reading(rule_id: str) -> None:
    """Over all 27,132 vectors the engine says what plain arithmetic says."""
    rule = shipped()[rule_id]
    for vector in VECTORS:
        counts = dict(zip(STATES, vector, strict=True))
        assert verdict(rule, counts) == read(rule_id, Count(*vector)), counts


@pytest.mark.proof
@pytest.mark.parametrize(
    "rule_id", [rule_id for rule_id in SINGLE if shipped()[rule_id].ballot.kind == "positions"]
)
def test_the_decision_says_what_the_bare_verdict_says(rule_id: str, figure: Figure) -> None:
    """The decision with its reasons comes to the same outcome, vector by vector; its criteria tell why."""
    rule = shipped()[rule_id]
    chair = "silent" if rule.needs_chair else None
    for vector in VECTORS[:: len(VECTORS) // figure(small=300, full=len(VECTORS))]:
        counts = dict(zip(STATES, vector, strict=True))
        if tally := single_tally(rule):
            decision = decide(rule, answers_of_counts(counts, chair=chair, tally=tally))
            assert decision.outcome == verdict(rule, counts), counts
            failing = [fact.criterion.on_fail for fact in decision.criteria if not fact.holds]
            assert decision.outcome == (failing or ["adopted"])[0] or decision.empty_electorate
