"""Votes that took place, and worked examples, decided again: outcome, and whatever else was published."""

from pathlib import Path
from typing import Any

import pytest

from governance.rules.answers import Answers
from governance.rules.case import answers_of_case, rule_of_case
from governance.rules.decide import decide
from governance.rules.decision import Decision
from governance.rules.numbers import write_number
from tests.rules.shipped import CASE_FILES, case, shipped


def _decide(path: Path) -> tuple[Decision, Any]:
    rule = rule_of_case(case(path), shipped())
    return decide(rule, answers_of_case(case(path), rule)), case(path)["published"]


def test_all_cases_are_there() -> None:
    """A hundred published votes and twenty-eight worked examples, in twenty-three families."""
    assert len(CASE_FILES) == 128
    assert len({path.parent.name for path in CASE_FILES}) == 23


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_a_published_vote_comes_out_as_it_was_published(path: Path) -> None:
    """The outcome; and winner, winners, order, pairwise table and totals where they were published."""
    decision, published = _decide(path)
    data = decision.as_data()
    assert decision.outcome == published["outcome"]
    if "winner" in published:
        assert decision.winner == published["winner"]
    if "winners" in published:
        assert set(decision.winners) == set(published["winners"])
    if "ranking" in published:
        assert data["ranking"][: len(published["ranking"])] == published["ranking"]
    if "matrix" in published:
        assert data["matrix"] == [[write_number(cell) for cell in row] for row in published["matrix"]]
    if "totals" in published:
        assert data["totals"] == {
            option: write_number(total) for option, total in published["totals"].items()
        }


def test_a_tie_at_the_top_is_shown_as_a_tie() -> None:
    """The published tie of two stands as a tie; whether the next two tie is known to differ from what was published."""
    decision, published = _decide(
        next(path for path in CASE_FILES if path.stem == "k8s-code-of-conduct-2025")
    )
    assert decision.as_data()["ranking"][0] == published["top"][0]
    assert decision.winners == tuple(published["top"][0])
    assert set(published["winners_set"]) < {*decision.winners, *decision.as_data()["ranking"][1]}


DEBIAN = [path for path in CASE_FILES if path.parent.name == "debian"]


@pytest.mark.parametrize("path", DEBIAN, ids=lambda path: path.stem)
def test_debian_quorums_and_majorities_are_those_published(path: Path) -> None:
    """Per option: how many ranked it above the default, how many below, and whether its majority was reached."""
    decision, published = _decide(path)
    counts = decision.counts["members"]
    judged = {(fact.criterion.name, fact.option): fact for fact in decision.criteria}
    for option, figures in published["majority"].items():
        assert (counts[option]["yes"], counts[option]["no"]) == (figures["yes"], figures["no"])
        ratio, strict = judged["majority-ratio", option], judged["strictly-preferred", option]
        assert (ratio.holds and strict.holds) is figures["passes"]
    for option, figures in published["quorum"].items():
        quorum = judged["quorum-3Q", option].main
        assert quorum.counted == figures["yes"]
        assert quorum.needed_whole is not None
        assert quorum.needed_whole - 1 < figures["needed"] <= quorum.needed_whole


WORKED = [path for path in CASE_FILES if path.parent.name == "worked-thresholds"]


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.stem)
def test_worked_thresholds_need_what_was_worked_out(path: Path) -> None:
    """The whole number a charter's example says is needed, or at most allowed, is the one shown."""
    decision, published = _decide(path)
    shown = {str(fact.main.needed_whole) for fact in decision.criteria}
    for name in ("needed_yes", "needed_positions", "needed_present", "max_no"):
        if name in published:
            assert str(published[name]) in shown


SWISS = [path for path in CASE_FILES if path.parent.name == "swiss-double-majority"]


@pytest.mark.parametrize("path", SWISS, ids=lambda path: path.stem)
def test_half_cantons_weigh_a_half(path: Path) -> None:
    """The votes of the cantons are those published, to the half."""
    decision, published = _decide(path)
    cantons = decision.counts["cantons"]["motion"]
    assert write_number(cantons["yes"]) == str(published["cantons_yes"])
    assert write_number(cantons["no"]) == str(published["cantons_no"])


def test_an_absent_tally_is_not_known_and_does_not_decide() -> None:
    """Where the population was not published and the states fail already, its criterion is reported as not known."""
    path = next(path for path in CASE_FILES if path.stem == "eu-2017-glyphosate-november-9")
    decision, _ = _decide(path)
    states, population = decision.criteria
    assert states.holds is False
    assert population.holds is None
    assert "holds" not in population.as_data()


def test_scores_beyond_two_to_the_53rd_are_told_apart() -> None:
    """Ranks are whole numbers of any size: 2^53 and 2^53 + 1 are different places."""
    large = 2**53
    rule = shipped()["condorcet"]
    inputs = {"options": ["A", "B"], "ranks": [{"count": 1, "ranks": [large, large + 1]}]}
    answers: Answers = answers_of_case({"kind": "ranked", "inputs": inputs}, rule)
    assert decide(rule, answers).winner == "A"
