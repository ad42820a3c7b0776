"""What everybody reads of a motion: everything but drafts, and nothing of a position before the close."""

from datetime import timedelta

import pytest

from governance.acts.declare_recusal import declare_recusal
from governance.acts.stop_ballot import stop_ballot
from governance.acts.table_motion import table_motion
from governance.acts.withdraw_motion import withdraw_motion
from tests.web.public.conftest import PublicSide

YES = {"positions": {"motion": "yes"}}
BLOCK = {"positions": {"motion": "block"}, "reasons": {"motion": "A reason nobody may read yet."}}


def test_the_first_page_says_in_three_sentences_what_this_is_and_what_is_being_decided(
    public: PublicSide,
) -> None:
    """A stranger understands the network and sees the open ballot with its deadline."""
    public.network.put("2026-01", "test-positions")
    text = public.page("/")
    assert "Maroc Cluster is a network of 13 organisations." in text
    assert "Title 2026-01" in text
    assert "Friday 4 December 2026 at 12:00 (Casablanca time, UTC+0)" in text
    assert "Time left: 14 days." in text


def test_an_empty_network_says_that_nothing_is_being_decided(public: PublicSide) -> None:
    """No empty lists, a sentence."""
    assert "Nothing is being decided at present." in public.page("/")
    assert "There is no public motion yet." in public.page("/motions")
    assert "No resolution has been published yet." in public.page("/resolutions")


@pytest.mark.parametrize("address", ["/", "/motions", "/feed.atom", "/calendar.ics"])
def test_a_draft_is_seen_by_nobody(public: PublicSide, address: str) -> None:
    """Neither in a list nor in a feed."""
    public.network.draft("2026-01", "test-positions")
    assert "2026-01" not in public.page(address)


def test_a_draft_answers_like_a_number_nobody_used(public: PublicSide) -> None:
    """The page does not betray that there is a draft."""
    public.network.draft("2026-01", "test-positions")
    drafted, unused = public.client.get("/motions/2026-01"), public.client.get("/motions/2026-99")
    assert drafted.status_code == unused.status_code == 404
    assert drafted.text.replace("2026-01", "") == unused.text.replace("2026-99", "")


def test_a_motion_withdrawn_as_a_draft_was_never_public(public: PublicSide) -> None:
    """Withdrawing does not publish."""
    public.network.draft("2026-01", "test-positions")
    public.network.service.do(
        withdraw_motion, number="2026-01", reason="Not needed.", now=public.network.now()
    )
    assert public.client.get("/motions/2026-01").status_code == 404


def test_a_tabled_motion_says_when_the_vote_opens_at_the_earliest(public: PublicSide) -> None:
    """The notice period is public, and so are text, rule and what silence means."""
    network = public.network
    network.draft("2026-01", "test-positions")
    network.service.do(
        table_motion,
        number="2026-01",
        notice=timedelta(days=10),
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )
    text = public.page("/motions/2026-01")
    assert "The vote opens on" in text
    assert "Monday 30 November 2026 at 12:00" in text
    assert "<strong>text</strong>" in text
    assert "Majority of the members" in text


def test_an_open_motion_counts_answers_and_tells_no_position(public: PublicSide) -> None:
    """The number of answers is public, what they say is in no page, feed or data before the close."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "MNC", BLOCK)
    network.cast(ballot, "CE3M", YES)
    before = public.page("/motions/2026-01")
    assert "2 members out of 13 have answered." in before
    for address in (
        "/",
        "/motions",
        "/motions/2026-01",
        "/feed.atom",
        "/calendar.ics",
        "/register/export.jsonl",
    ):
        assert "A reason nobody may read yet." not in public.page(address)
    assert "mark--block" not in before
    assert "mark--yes" not in before


def test_a_vote_changed_counts_once(public: PublicSide) -> None:
    """A seat that changes its mind has answered once."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "MNC", YES, request="first")
    network.cast(ballot, "MNC", BLOCK, request="second")
    assert "1 member out of 13 has answered." in public.page("/motions/2026-01")


def test_the_pages_are_the_same_whatever_was_answered(public: PublicSide) -> None:
    """Not a byte of an open motion's page depends on the positions taken."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "MNC", YES, request="first")
    with_yes = public.page("/motions/2026-01")
    network.cast(ballot, "MNC", BLOCK, request="second")
    assert public.page("/motions/2026-01") == with_yes


def test_under_a_rule_that_offers_no_yes_the_number_of_answers_is_hidden(public: PublicSide) -> None:
    """There every answer is an objection, and counting them would tell positions."""
    network = public.network
    ballot = network.put("2026-01", "procedure-silence")
    hidden = public.page("/motions/2026-01")
    network.cast(ballot, "MNC", BLOCK)
    after = public.page("/motions/2026-01")
    assert "out of 13" not in hidden
    assert after == hidden


def test_a_recusal_is_public_at_once_with_its_reason_and_lowers_the_number_of_voters(
    public: PublicSide,
) -> None:
    """A recusal is no position."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.service.do(
        declare_recusal,
        ballot_id=ballot,
        seat="SOL",
        reason="Supplier of the project.",
        salt=bytes(32),
        now=network.now(),
    )
    text = public.page("/motions/2026-01")
    assert "Supplier of the project." in text
    assert "0 members out of 12 have answered." in text


def test_a_stopped_ballot_says_why_and_what_comes_next(public: PublicSide) -> None:
    """The motion is announced again; the stopped ballot stays in its course."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.service.do(
        stop_ballot,
        ballot_id=ballot,
        reason="amended",
        note="Two members asked for another wording.",
        notice=timedelta(days=10),
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    text = public.page("/motions/2026-01")
    assert "Two members asked for another wording." in text
    assert "Ballot 2" in text


def test_a_withdrawn_motion_keeps_its_page(public: PublicSide) -> None:
    """The reason stands on it."""
    network = public.network
    network.put("2026-01", "test-positions")
    network.service.do(
        withdraw_motion, number="2026-01", reason="The network chose another way.", now=network.now()
    )
    assert "The network chose another way." in public.page("/motions/2026-01")


def test_once_the_time_is_over_the_page_no_longer_invites(public: PublicSide) -> None:
    """Between the deadline and the close nobody is told that voting goes on."""
    network = public.network
    network.put("2026-01", "test-positions")
    network.clock.at += timedelta(days=14)
    text = public.page("/motions/2026-01")
    assert "The time to vote is over" in text
    assert "Time left" not in text


def test_numbers_in_arabic_are_read_as_they_are_written(public: PublicSide) -> None:
    """After Arabic letters 2026-01 would otherwise be shown as 01-2026."""
    public.network.put("2026-01", "test-positions")
    text = public.page("/motions/2026-01", "ar")
    assert '<bdi dir="ltr" class="num">2026-01</bdi>' in text
    assert "عنوان \u200e2026-01" in text


def test_a_shared_address_tells_what_it_is_about_and_asks_for_no_picture(public: PublicSide) -> None:
    """Title, the question that is put and the network, in the language of the page (Open Graph)."""
    public.network.put("2026-01", "test-positions")
    text = public.page("/motions/2026-01")
    assert '<meta property="og:title" content="2026-01 – Title 2026-01">' in text
    assert '<meta property="og:description" content="Do you agree?">' in text
    assert '<meta property="og:site_name" content="Maroc Cluster">' in text
    assert "og:image" not in text
