"""What a seat casts: taken in one canonical form, or refused without telling what it was."""

from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.load import parse_rules
from governance.rules.rule import Rule
from governance.rules.votes import LONGEST_REASON, check_vote
from tests.equipment.rulebook import RULES
from tests.rules.shipped import shipped

RULEBOOK = parse_rules(RULES, source="rulebook.toml")
OPTIONS = ("A", "B", "C")


def _rule(kind: str) -> Rule:
    return RULEBOOK[f"test-{kind}"]


def _refused(rule: Rule, vote: Any, options: tuple[str, ...] = OPTIONS) -> Refusal:
    with pytest.raises(Refusal) as refused:
        check_vote(rule, options=options, vote=vote)
    return refused.value


@pytest.mark.parametrize(
    ("kind", "vote", "canonical"),
    [
        ("options", {"positions": {"C": "yes", "A": "yes", "B": "stand_aside"}}, ["A", "B", "C"]),
        ("choice", {"choice": "B"}, "B"),
        ("choice", {"choice": "abstain"}, "abstain"),
        ("ranked", {"ranks": {"C": 9, "A": 4}}, {"A": 1, "C": 2}),
        ("ranked", {"ranks": {"C": 4, "A": 4, "B": None}}, {"A": 1, "C": 1}),
        ("ranked", {"ranks": {"A": 2**53, "B": 2**53 + 1}}, {"A": 1, "B": 2}),
        ("ranked", {"ranks": {}}, {}),
        ("approval", {"approves": ["C", "A"]}, ["A", "C"]),
        ("approval", {"approves": []}, []),
        ("resistance", {"resistance": {"B": 0, "A": 10, "C": 5}}, ["A", "B", "C"]),
    ],
)
def test_a_vote_is_kept_in_one_form(kind: str, vote: Any, canonical: Any) -> None:
    """Options sorted, ranks 1, 2, 3 without gaps, nothing that was left empty; checked again it is the same."""
    checked = check_vote(_rule(kind), options=OPTIONS, vote=vote)
    (field,) = checked
    assert (list(checked[field]) if isinstance(canonical, list) else checked[field]) == canonical
    assert check_vote(_rule(kind), options=OPTIONS, vote=checked) == checked


@pytest.mark.parametrize(
    ("kind", "vote", "code"),
    [
        ("options", {"positions": {"A": "yes", "B": "yes"}}, "missing-choice"),
        ("options", {"positions": {"A": "yes", "B": "yes", "C": None}}, "missing-choice"),
        ("options", {}, "missing-choice"),
        ("options", {"positions": {"A": "yes", "B": "yes", "C": "yes", "D": "yes"}}, "unknown-option"),
        ("options", {"positions": {"A": "yes", "B": "no", "C": "yes"}}, "position-not-offered"),
        ("options", {"positions": {"A": "silent", "B": "yes", "C": "yes"}}, "position-not-offered"),
        ("options", {"positions": {"A": ["yes"], "B": "yes", "C": "yes"}}, "position-not-offered"),
        ("options", {"positions": {"A": "block", "B": "yes", "C": "yes"}}, "reason-missing"),
        ("options", {"positions": ["yes"]}, "vote-malformed"),
        ("options", {"choice": "A"}, "vote-malformed"),
        ("options", ["yes"], "vote-malformed"),
        ("choice", {"choice": ""}, "missing-choice"),
        ("choice", {"choice": None}, "missing-choice"),
        ("choice", {"choice": "D"}, "unknown-option"),
        ("choice", {"choice": ["A", "B"]}, "vote-malformed"),
        ("choice", {"choice": "A", "code": "secret"}, "vote-malformed"),
        ("ranked", {"ranks": {"A": 0}}, "vote-malformed"),
        ("ranked", {"ranks": {"A": True}}, "vote-malformed"),
        ("ranked", {"ranks": {"A": 1.0}}, "vote-malformed"),
        ("ranked", {"ranks": {"D": 1}}, "unknown-option"),
        ("approval", {"approves": "A"}, "vote-malformed"),
        ("approval", {"approves": ["A", "A"]}, "vote-malformed"),
        ("approval", {"approves": [["A"]]}, "vote-malformed"),
        ("approval", {"approves": ["D"]}, "unknown-option"),
        ("resistance", {"resistance": {"A": 1, "B": 2}}, "missing-choice"),
        ("resistance", {"resistance": {"A": 1, "B": 2, "C": 11}}, "vote-malformed"),
        ("resistance", {"resistance": {"A": 1, "B": 2, "C": -1}}, "vote-malformed"),
        ("resistance", {"resistance": {"A": 1, "B": 2, "C": "3"}}, "vote-malformed"),
    ],
)
def test_anything_else_is_refused(kind: str, vote: Any, code: str) -> None:
    """Each by its own code."""
    assert _refused(_rule(kind), vote).code == code


def test_nothing_chosen_is_refused_where_no_abstention_is_offered() -> None:
    """An empty ranking, or nothing approved, is no answer unless the rule offers one."""
    assert _refused(shipped()["condorcet"], {"ranks": {}}).code == "missing-choice"
    assert _refused(shipped()["approval-top"], {"approves": []}).code == "missing-choice"
    assert _refused(shipped()["consensus-tous"], {"positions": {}}, ("motion",)).code == "missing-choice"


def test_an_abstention_is_refused_where_it_is_not_offered() -> None:
    """A rule that wants a choice says so."""
    rule = parse_rules(RULES.replace('offer = ["yes", "abstain"]', 'offer = ["yes"]'), source="x")[
        "test-choice"
    ]
    assert _refused(rule, {"choice": "abstain"}).code == "position-not-offered"


def test_reasons_are_stripped_and_empty_ones_dropped() -> None:
    """Line ends become one kind, spaces around go; a reason may go with any answer."""
    vote = {"positions": {"A": "yes", "B": "yes", "C": "yes"}, "reasons": {"B": " one\r\ntwo ", "A": "  "}}
    assert check_vote(_rule("options"), options=OPTIONS, vote=vote)["reasons"] == {"B": "one\ntwo"}


def test_a_reason_for_the_whole_goes_with_a_choice_only() -> None:
    """Where there is a position on each option, a reason belongs to one of them."""
    chosen = {"choice": "A", "reasons": {"vote": "because"}}
    assert check_vote(_rule("choice"), options=OPTIONS, vote=chosen)["reasons"] == {"vote": "because"}
    positions = {"positions": dict.fromkeys(OPTIONS, "yes"), "reasons": {"vote": "because"}}
    assert _refused(_rule("options"), positions).code == "unknown-option"


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ({"A": "x" * (LONGEST_REASON + 1)}, "reason-too-long"),
        ({"A": "nul\x00"}, "vote-malformed"),
        ({"A": "half\ud800"}, "vote-malformed"),
        ({"A": 5}, "vote-malformed"),
        ({"D": "x"}, "unknown-option"),
        ("because", "vote-malformed"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused(reasons: Any, code: str) -> None:
    """Too long, of another type, or with marks no page can show."""
    vote = {"positions": dict.fromkeys(OPTIONS, "yes"), "reasons": reasons}
    assert _refused(_rule("options"), vote).code == code


def test_a_block_of_spaces_is_a_block_without_reason() -> None:
    """A reason must say something."""
    vote = {"positions": {"motion": "block"}, "reasons": {"motion": " \n "}}
    assert _refused(shipped()["consensus-tous"], vote, ("motion",)).code == "reason-missing"


def test_a_refusal_never_tells_what_was_cast() -> None:
    """Its facts name options and what is offered, not the position."""
    offered = shipped()["consensus-tous"].ballot.offer
    refusal = _refused(shipped()["consensus-tous"], {"positions": {"motion": "no"}}, ("motion",))
    assert refusal.facts == {"option": "motion", "offered": ", ".join(offered)}
    assert "no" not in offered
