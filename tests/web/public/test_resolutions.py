"""A resolution: the outcome, why, and who answered what; for people and for programs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.declare_recusal import declare_recusal
from tests.web.public.conftest import PublicSide

SEATS = ("AHP", "BIO", "CE3M", "CTT", "DCW", "ENV", "MCE", "MEN", "MNC", "OTT", "SCC", "SCO", "SOL")


def answer(position: str, reason: str = "") -> dict[str, Any]:
    """A vote on a motion as a whole."""
    vote: dict[str, Any] = {"positions": {"motion": position}}
    return vote | ({"reasons": {"motion": reason}} if reason else {})


def decide(public: PublicSide, rule: str, votes: dict[str, Any], **how: Any) -> UUID:
    """Put motion 2026-01 to the vote, cast these votes and close."""
    ballot = public.network.put("2026-01", rule, **how)
    for seat, vote in votes.items():
        public.network.cast(ballot, seat, vote)
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    return ballot


def test_an_adopted_resolution_tells_why_with_numbers_and_names(public: PublicSide) -> None:
    """Outcome, each criterion with its numbers, each seat with its answer, silence apart from abstention."""
    votes: dict[str, Any] = {seat: answer("yes") for seat in SEATS[:8]}
    votes |= {"MNC": answer("no", "The <b>cost</b> is not known."), "OTT": answer("abstain")}
    decide(public, "test-positions", votes)
    text = public.page("/resolutions/R-2026-01")
    assert "The motion is adopted." in text
    assert "8 of 13 members" in text
    assert text.count("mark--yes") == 8 + 8
    assert text.count("mark--silent") == 3 + 3
    assert text.count("mark--abstain") == 1 + 1
    assert "The &lt;b&gt;cost&lt;/b&gt; is not known." in text
    assert "Majority of the members" in text


def test_a_motion_that_failed_is_a_resolution_too_and_says_what_then_holds(public: PublicSide) -> None:
    """Nothing that was decided against is hidden."""
    decide(public, "test-positions", {"MNC": answer("no")})
    text = public.page("/resolutions/R-2026-01")
    assert "The motion is not adopted." in text
    assert "Nothing changes." in text
    assert "Not adopted" in public.page("/resolutions")
    assert "R-2026-01" in public.page("/")


NEARLY = "It would have been enough if 1 more member had been in favour."


def test_how_near_it_was_is_told_after_the_close_and_not_before(public: PublicSide) -> None:
    """How many more of what would have adopted the motion: on the page and in the data, once the ballot is closed."""
    ballot = public.network.put("2026-01", "deux-tiers-membres")
    for seat in SEATS[:8]:
        public.network.cast(ballot, seat, answer("yes"))
    assert "would have been enough" not in public.page("/motions/2026-01")
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    assert NEARLY in public.page("/resolutions/R-2026-01")
    decision = public.client.get("/resolutions/R-2026-01.json").json()["rounds"][0]["decision"]
    assert decision["shortfall"] == [
        {"option": "motion", "seats": "1", "to": "yes", "moves": {"silent": "1"}}
    ]


def test_a_recused_seat_is_shown_as_such_with_its_reason(public: PublicSide) -> None:
    """It is no silence and no abstention."""
    ballot = public.network.put("2026-01", "test-positions")
    public.network.service.do(
        declare_recusal,
        ballot_id=ballot,
        seat="SOL",
        reason="Supplier of the project.",
        salt=bytes(32),
        now=public.network.now(),
    )
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    text = public.page("/resolutions/R-2026-01")
    assert text.count("mark--recused") == 2
    assert "Supplier of the project." in text


OPTIONS = {"a": "First", "b": "Second", "c": "Third"}


@pytest.mark.parametrize(
    ("rule", "vote", "shown"),
    [
        ("test-choice", {"choice": "b", "reasons": {"vote": "It is nearer."}}, "It is nearer."),
        ("test-ranked", {"ranks": {"b": 1, "a": 2}}, "Second (en)"),
        ("test-approval", {"approves": ["a", "b"]}, "First (en)"),
        ("test-resistance", {"resistance": {"a": 9, "b": 0, "c": 5}}, '<bdi class="num">9</bdi>'),
        (
            "test-options",
            {"positions": {"a": "yes", "b": "block", "c": "stand_aside"}, "reasons": {"b": "Too dear."}},
            "Too dear.",
        ),
    ],
)
def test_every_kind_of_ballot_can_be_read_in_every_language(
    public: PublicSide, rule: str, vote: dict[str, Any], shown: str
) -> None:
    """Positions, choices, ranks, approvals and resistance each have their roll call."""
    decide(public, rule, {"MNC": vote, "CE3M": vote}, options=OPTIONS)
    for language in ("fr", "ar", "en"):
        text = public.page("/resolutions/R-2026-01", language)
        assert shown.replace("(en)", f"({language})") in text
        assert "MNC" in text


def test_the_data_of_a_resolution_hold_everything_the_page_shows(public: PublicSide) -> None:
    """Texts by language, exact numbers as strings, instants in UTC, every vote with its reason."""
    decide(public, "test-positions", {"MNC": answer("no", "Cost."), "CE3M": answer("yes")})
    data = public.client.get("/resolutions/R-2026-01.json").json()
    assert data["number"] == "R-2026-01"
    assert data["outcome"] == "rejected"
    assert data["published_at"] == "2026-12-04T12:00:00.000Z"
    assert data["motion"]["title"]["ar"] == "عنوان 2026-01"
    [only] = data["rounds"]
    assert len(only["roll"]) == 13
    assert [vote["seat"] for vote in only["votes"]] == ["CE3M", "MNC"]
    assert only["votes"][1]["reasons"] == {"motion": "Cost."}
    assert only["decision"]["criteria"][0]["counted"] == "1"


def test_a_number_without_resolution_is_a_clear_no(public: PublicSide) -> None:
    """For people and for programs."""
    for address in ("/resolutions/R-2026-09", "/resolutions/R-2026-09.json", "/resolutions/.json"):
        answered = public.client.get(address)
        assert answered.status_code == 404
        assert "There is no resolution with this number." in answered.text


def test_a_round_that_leads_to_another_is_told_on_the_page_of_its_motion(public: PublicSide) -> None:
    """Its votes are open, it has an outcome and no number, and the next round is announced."""
    options = {"a": "First", "b": "Second", "c": "Third"}
    ballot = public.network.put("2026-01", "pluralite-majoritaire", options=options)
    for seat, option in zip(SEATS[:6], ["a", "a", "a", "b", "b", "c"], strict=True):
        public.network.cast(ballot, seat, {"choice": option})
    public.network.clock.at += timedelta(days=14)
    assert public.close(ballot).number is None
    text = public.page("/motions/2026-01")
    assert "The last round did not settle it." in text
    assert "Who answered what" in text
    assert "kept" in text
    assert "No resolution has been published yet." in public.page("/resolutions")


def test_a_resolution_not_changed_is_not_sent_again(public: PublicSide) -> None:
    """Page and data carry entity tags."""
    decide(public, "test-positions", {"MNC": answer("no")})
    for address in ("/resolutions/R-2026-01", "/resolutions/R-2026-01.json"):
        first = public.client.get(address)
        again = public.client.get(address, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304


def test_participation_is_told_after_the_close_and_not_before(public: PublicSide) -> None:
    """When members answered is a picture with its table beside it; a change of mind counts once."""
    ballot = public.network.put("2026-01", "test-positions")
    for position in ("yes", "no"):
        public.network.clock.at += timedelta(days=1)
        public.network.cast(ballot, "MNC", answer(position), request=f"{position:k<32}")
    assert "Participation over time" not in public.page("/motions/2026-01")
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    text = public.page("/resolutions/R-2026-01")
    assert 'class="grown__line" d="M0 120H42.9V110.8H600"' in text
    assert '<th scope="row">Saturday 21 November 2026</th><td class="num">1</td>' in text
