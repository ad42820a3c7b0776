"""One line of the log for each act: its name, how it ended, how long it took, and nothing about anybody."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from governance.acts.make_up_outage import note_alive
from governance.counting import OF_AN_ANSWER, Counts
from governance.refusal import Refusal
from governance.rules.votes import check_vote
from tests.equipment.network import NetworkAtHand, a_network
from tests.equipment.source import HOUSE
from tests.register.stolen_database import SEATS, YES


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A network on SQLite."""
    made = a_network(tmp_path)
    yield made
    made.close()


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of acts, milliseconds left out."""
    lines = [each.getMessage() for each in caplog.records if each.name == "governance.acts"]
    return [re.sub(r" \d+ ms$", "", line) for line in lines]


def test_an_act_is_told_by_name_and_how_it_ended(
    network: NetworkAtHand, caplog: pytest.LogCaptureFixture
) -> None:
    """Committed, or refused with its code."""
    ballot = network.put("2026-01", "test-positions")
    caplog.set_level(logging.INFO, "governance.acts")
    caplog.clear()
    network.cast(ballot, SEATS[0], YES, request="one")
    with pytest.raises(Refusal):
        network.cast(ballot, SEATS[0], {"positions": {"motion": "no"}}, request="one")
    network.service.do(note_alive, now=network.now())
    assert told(caplog) == ["cast_vote committed", "cast_vote refused request-reused"]


def test_a_failure_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """Words of an error might quote a link."""
    caplog.set_level(logging.INFO)
    counts = Counts()
    with pytest.raises(ValueError, match="secret"), counts.telling("cast_vote"):
        raise ValueError("secret")
    assert told(caplog) == ["cast_vote failed"]
    assert (
        counts.registry.get_sample_value("governance_acts_total", {"act": "cast_vote", "result": "failed"})
        == 1
    )


@pytest.mark.parametrize(
    "vote",
    [
        {"positions": {"motion": "block"}},
        {"positions": {"motion": "perhaps"}},
        {"positions": {}},
        {"positions": {"motion": "no"}, "reasons": {"motion": "x" * 100_000}},
    ],
)
def test_no_code_tells_what_an_answer_was_about_to_say(
    network: NetworkAtHand, caplog: pytest.LogCaptureFixture, vote: dict[str, Any]
) -> None:
    """A reason that is missing is asked of some positions alone: the log says "answer", whatever was wrong with it."""
    ballot = network.put("2026-01", "test-positions")
    caplog.set_level(logging.INFO, "governance.acts")
    caplog.clear()
    with pytest.raises(Refusal):
        network.cast(ballot, SEATS[0], vote)
    assert told(caplog) == ["cast_vote refused answer"]


def test_every_code_of_the_content_of_a_vote_is_among_them() -> None:
    """Whatever ``check_vote`` may refuse, read from its source."""
    source = Path(HOUSE / "rules" / "votes.py").read_text(encoding="utf-8")
    assert check_vote.__module__ == "governance.rules.votes"
    codes = set(re.findall(r'Refusal\(\s*"([a-z-]+)"', source))
    assert "reason-missing" in codes
    assert codes <= OF_AN_ANSWER
