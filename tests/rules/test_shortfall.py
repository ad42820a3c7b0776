"""How near it was: the fewest seats whose other answer would have adopted it, and not one fewer."""

from itertools import product

import pytest

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer, answers_of_counts, answers_of_seats
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.feasible import check_feasible
from governance.rules.load import parse_rules
from governance.rules.rehearse import count_vectors, rehearse
from governance.rules.shortfall import LARGEST_ROLL, shortfall
from governance.rules.states import STATES
from governance.rules.verdict import changed, single_tally, verdict
from tests.rules.shipped import shipped

RULES = [
    rule.id
    for rule in shipped().values()
    if rule.ballot.kind == "positions" and single_tally(rule) and "seats" not in rule.params
]
SMALL = [dict(zip(STATES, vector, strict=True)) for vector in count_vectors(5)]


def _fewest_by_hand(rule_id: str, counts: dict[str, int], to: str) -> int | None:
    """Every way of changing answers tried, however many change."""
    rule = shipped()[rule_id]
    others = [state for state in STATES if state not in (to, "recused")]
    changes = product(*(range(counts[state] + 1) for state in others))
    for change in sorted(changes, key=sum):
        moves = dict(zip(others, change, strict=True))
        if verdict(rule, changed(counts, moves, to)) == "adopted":
            return sum(change)
    return None


@pytest.mark.parametrize("rule_id", RULES)
def test_the_shortfall_is_the_least(rule_id: str) -> None:
    """Over a sample of all count vectors of five seats, trying every change finds none smaller; and it does adopt."""
    rule = shipped()[rule_id]
    to = "yes" if "yes" in rule.ballot.offer else "silent"
    for counts in SMALL[::9]:
        if verdict(rule, counts) == "adopted":
            continue
        found = shortfall(rule, "motion", counts)
        assert (found.seats if found else None) == _fewest_by_hand(rule_id, counts, to), counts
        if found:
            assert verdict(rule, changed(counts, found.moves, to)) == "adopted"
            assert all(counts[state] >= number for state, number in found.moves.items())


def test_a_decision_carries_its_shortfall() -> None:
    """Adopted: none. Blocked by one: that one. Two thirds missed by one: one."""
    tous, tiers = shipped()["consensus-tous"], shipped()["deux-tiers-membres"]
    assert decide(tous, answers_of_counts({"yes": 13})).shortfall == ()
    (blocked,) = decide(tous, answers_of_counts({"yes": 12, "block": 1})).shortfall
    assert (blocked.seats, blocked.moves) == (1, {"block": 1})
    (missed,) = decide(tiers, answers_of_counts({"yes": 8, "silent": 5})).shortfall
    assert missed.as_data() == {"option": "motion", "seats": "1", "to": "yes", "moves": {"silent": "1"}}


def test_where_no_yes_is_offered_the_seats_would_have_kept_silent() -> None:
    """One objection fewer, in a silence procedure."""
    (broken,) = decide(
        shipped()["procedure-silence"], answers_of_counts({"block": 2, "silent": 11})
    ).shortfall
    assert (broken.seats, broken.to) == (2, "silent")


def test_large_and_weighted_counts_have_none() -> None:
    """A referendum, or half votes: what was counted and needed says enough."""
    rule = shipped()["majorite-exprimes"]
    assert decide(rule, answers_of_counts({"no": LARGEST_ROLL + 1})).shortfall == ()
    assert shortfall(shipped()["ue-majorite-qualifiee"], "motion", SMALL[0]) is None


def test_a_group_is_short_of_its_own_votes() -> None:
    """Where only a group counts, the shortfall is that of the group, whatever the others did."""
    tallies = {"members": {"yes": 50}, "binding": {"yes": 2, "silent": 3}}
    data = {"kind": "position", "rule": "asf-release", "inputs": {"tallies": tallies}}
    rule = rule_of_case(data, shipped())
    (missing,) = decide(rule, answers_of_case(data, rule)).shortfall
    assert (missing.seats, missing.moves) == (1, {"silent": 1})


def test_weights_have_no_shortfall_and_no_rehearsal() -> None:
    """A seat more is not a vote more where seats weigh differently."""
    text = """
    [[rule]]
    id = "weighed"
    ballot.offer = ["yes", "no"]
    tally.members.weight = "votes"
    criterion = [{ name = "c", count = ["yes"], op = ">", share = "1/2", of = ["roll"], on_fail = "rejected" }]
    """
    rule = parse_rules(text, source="x")["weighed"]
    seats = [SeatAnswer(str(n), {"positions": {"motion": "no"}}, weights={"votes": "2"}) for n in range(3)]
    assert decide(rule, answers_of_seats(rule, options=("motion",), seats=seats)).shortfall == ()
    check_feasible(rule, roll=seats, options=("motion",))
    with pytest.raises(Refusal):
        rehearse(rule)
