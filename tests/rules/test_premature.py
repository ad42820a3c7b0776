""" "Too early" beside a no: taken in one canonical form, refused where it says nothing, and counted as the no it is."""

from typing import Any

import pytest

from governance.refusal import Refusal
from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.decide import decide
from governance.rules.load import parse_rules
from governance.rules.votes import check_vote
from tests.equipment.rulebook import RULES

RULE = parse_rules(RULES, source="rulebook.toml")["test-positions"]
CHOICE = parse_rules(RULES, source="rulebook.toml")["test-choice"]


def vote(position: str = "no", reason: str = "", **awaited: Any) -> dict[str, Any]:
    """A vote on the motion that finds it too early."""
    reasons = {"reasons": {"motion": reason}} if reason else {}
    return {"positions": {"motion": position}, "premature": {"motion": awaited}, **reasons}


def check(cast: dict[str, Any]) -> dict[str, Any]:
    """The vote in its canonical form under a rule that offers every position."""
    return check_vote(RULE, options=("motion",), vote=cast)


@pytest.mark.parametrize(
    ("cast", "kept"),
    [
        (vote(members_at_least=15), {"members_at_least": 15}),
        (vote(date="2027-01-01", members_at_least=15), {"date": "2027-01-01", "members_at_least": 15}),
        (vote(date="2028-02-29", members_at_least=None), {"date": "2028-02-29"}),
        (vote(reason="Once the budget is voted."), {}),
    ],
)
def test_a_number_a_date_or_a_fact_in_words_is_kept(cast: dict[str, Any], kept: dict[str, Any]) -> None:
    """Each of the three is enough; checked again, the canonical vote is itself."""
    checked = check(cast)
    assert checked["premature"] == {"motion": kept}
    assert check(checked) == checked


@pytest.mark.parametrize(
    ("cast", "code"),
    [
        (vote(), "premature-unexplained"),
        (vote("yes", members_at_least=15), "premature-misplaced"),
        (vote("block", reason="No.", members_at_least=15), "premature-misplaced"),
        (vote(members_at_least=0), "premature-malformed"),
        (vote(members_at_least="15"), "premature-malformed"),
        (vote(members_at_least=True), "premature-malformed"),
        (vote(date="2027-02-29"), "premature-malformed"),
        (vote(date="20270101"), "premature-malformed"),
        (vote(weather="fine"), "vote-malformed"),
        ({"positions": {"motion": "no"}, "premature": {"other": {}}}, "vote-malformed"),
        ({"positions": {"motion": "no"}, "premature": []}, "vote-malformed"),
    ],
)
def test_what_says_nothing_is_refused(cast: dict[str, Any], code: str) -> None:
    """The refusal names the option at most, never what was cast."""
    with pytest.raises(Refusal) as refused:
        check(cast)
    assert refused.value.code == code
    assert set(refused.value.facts) <= {"option", "most", "expected"}


def test_only_positions_can_be_too_early() -> None:
    """A choice among options has no no to stand beside."""
    with pytest.raises(Refusal) as refused:
        check_vote(CHOICE, options=("A", "B"), vote={"choice": "A", "premature": {"A": {}}})
    assert refused.value.code == "vote-malformed"


def test_it_is_counted_as_the_no_it_is() -> None:
    """Outcome and counts are those of the same votes without it."""

    def outcome(early: bool) -> tuple[str, Any]:
        no = vote(members_at_least=15) if early else {"positions": {"motion": "no"}}
        seats = [SeatAnswer("A", {"positions": {"motion": "yes"}}), SeatAnswer("B", no), SeatAnswer("C", no)]
        answers = answers_of_seats(RULE, options=("motion",), seats=seats)
        return decide(RULE, answers).outcome, answers.counts

    assert outcome(True) == outcome(False)
