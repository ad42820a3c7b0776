"""A refusal is said whole: what happened, whether a vote stands, what to do."""

import re
from datetime import UTC, datetime

import pytest

from governance.refusal import Refusal
from governance.words.refusals import TABLES, known_words, say_refusal
from governance.words.speak import speaking

AT = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_late_vote_is_told_both_times_in_the_zone_of_the_network(language: str) -> None:
    """A voter who comes late sees when the ballot closed and when the answer arrived."""
    refusal = Refusal("vote-late", closes_at=AT, received_at=AT.replace(second=7))
    with speaking(language):
        words = say_refusal(refusal, zone="Asia/Kolkata")
    assert "23:30" in words.happened
    assert "23:30:07" in words.happened


def test_no_vote_is_recorded_unless_the_facts_say_so() -> None:
    """The first question of a refused voter is always answered."""
    with speaking("en"):
        assert say_refusal(Refusal("code-wrong")).recorded == "No vote was recorded."
        kept = say_refusal(Refusal("code-wrong", recorded_at=AT)).recorded
    assert kept == "A vote was recorded on Friday 4 December 2026 at 18:00 (UTC time, UTC+0) and stands."


def test_an_unknown_code_is_said_in_general_terms() -> None:
    """A code without words never reaches a reader bare."""
    with speaking("en"):
        words = say_refusal(Refusal("never-heard-of", token="xyzzy"))
    assert words.happened == "The request cannot be met as it stands."
    assert "xyzzy" not in words.happened + words.advice


def test_a_fact_that_is_missing_leaves_a_gap_and_no_second_failure() -> None:
    """A refusal raised without its facts is still a readable no."""
    with speaking("en"):
        assert "…" in say_refusal(Refusal("field-doubled")).happened


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_refusal_is_translated_and_names_the_same_facts(language: str) -> None:
    """A fact dropped by a translation would be a different no in another language."""
    facts = re.compile(r"%\((\w+)\)s")
    for code, sentences in known_words().items():
        for english in sentences:
            with speaking(language):
                from_code = Refusal(code, **{name: f"<{name}>" for name in facts.findall(english)})
                words = say_refusal(from_code)
            said = words.happened if english == sentences[0] else words.advice
            assert said != english or not english, (code, english)
            assert all(f"<{name}>" in said for name in facts.findall(english)), (code, said)


def test_a_code_stands_in_one_table_only() -> None:
    """Two tables with one code would let one room overwrite the words of another."""
    codes = [code for table in TABLES for code in table]
    assert len(codes) == len(set(codes))
