"""A vote is said as its seat would say it: every option, in the order of the ballot, reasons word for word."""

import pytest

from governance.words.speak import speaking
from governance.words.votes import CHOICES, say_choice, say_choice_hint, say_vote

OPTIONS = {"gie": "GIE", "attendre": "Attendre"}


def test_an_objection_is_said_with_its_reason() -> None:
    """The seat, the option and the reason stand in one entry, in the order of the options."""
    vote = {"positions": {"attendre": "yes", "gie": "block"}, "reasons": {"gie": "Trop cher."}}
    with speaking("fr"):
        said = say_vote("options", vote, seat="CE3M", options=OPTIONS)
    assert said[0].sentence == "CE3M s’oppose à l’option «\u00a0GIE\u00a0»."
    assert [each.reason for each in said] == ["Trop cher.", ""]
    assert [each.mark for each in said] == ["block", "yes"]


def test_a_motion_of_its_own_is_not_called_an_option() -> None:
    """Where there is one thing to decide the sentence speaks of the motion."""
    with speaking("en"):
        (said,) = say_vote(
            "positions", {"positions": {"motion": "no"}}, seat="CE3M", options={"motion": "Title"}
        )
    assert said.sentence == "CE3M is against the motion."


def test_latin_names_do_not_turn_an_arabic_sentence() -> None:
    """The member's code and the option's label are isolated from the direction of the sentence."""
    with speaking("ar"):
        (said, *_) = say_vote("choice", {"choice": "gie"}, seat="CE3M", options=OPTIONS)
    assert "\u2068CE3M\u2069" in said.sentence
    assert "\u2068GIE\u2069" in said.sentence


@pytest.mark.parametrize(
    ("kind", "vote", "sentences"),
    [
        ("choice", {"choice": "abstain"}, ["CE3M abstains."]),
        (
            "ranked",
            {"ranks": {"attendre": 1}},
            [
                "CE3M puts the option “Attendre” in place 1.",
                "CE3M does not rank the option “GIE”.",
            ],
        ),
        ("ranked", {"ranks": {}}, ["CE3M abstains."]),
        (
            "approval",
            {"approves": ["gie"]},
            ["CE3M approves the option “GIE”.", "CE3M does not approve the option “Attendre”."],
        ),
        (
            "resistance",
            {"resistance": {"gie": 10, "attendre": 0}},
            [
                "CE3M gives the option “GIE” a resistance of 10 out of 10.",
                "CE3M gives the option “Attendre” a resistance of 0 out of 10.",
            ],
        ),
    ],
)
def test_every_kind_of_vote_is_said_whole(kind: str, vote: dict[str, object], sentences: list[str]) -> None:
    """No option is passed over, chosen or not; a reason for the whole stands with the last sentence."""
    reasons = {"reasons": {"vote": "Parce que."}}
    with speaking("en"):
        said = say_vote(kind, vote | reasons, seat="CE3M", options=OPTIONS)
    assert [each.sentence for each in said] == sentences
    assert said[-1].reason == "Parce que."


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_choice_has_a_label_and_a_meaning(language: str) -> None:
    """Six choices, six labels that differ, six sentences that say what choosing means."""
    with speaking(language):
        assert len({say_choice(position) for position in CHOICES}) == 6
        assert len({say_choice_hint(position) for position in CHOICES}) == 6
