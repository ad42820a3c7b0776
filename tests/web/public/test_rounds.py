"""The course of a motion over its versions and rounds, each at an address that stays."""

from datetime import timedelta

from governance.acts.amend_motion import amend_motion
from governance.acts.stop_ballot import stop_ballot
from tests.equipment.network import a_wording
from tests.web.public.conftest import PublicSide


def amended(public: PublicSide) -> None:
    """A ballot is stopped for an amendment, and the text has a second version."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += timedelta(days=1)
    network.service.do(
        stop_ballot,
        ballot_id=ballot,
        reason="amended",
        note="Une date manquait.",
        notice=timedelta(days=10),
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    network.clock.at += timedelta(hours=1)
    wording = a_wording("2026-01", {})
    wording["text"] = {**wording["text"], "fr": "Le **texte** nouveau.", "en": "The newer **text**."}
    network.service.do(
        amend_motion,
        number="2026-01",
        wording=wording,
        notice=timedelta(days=10),
        vault=network.service.vault,
        now=network.now(),
    )


def test_a_version_shows_what_it_changed_in_each_language(public: PublicSide) -> None:
    """Additions and removals are marked up, named for who does not see them, and the reader's language stands first."""
    amended(public)
    text = public.page("/motions/2026-01/versions/2")
    assert text.index('<p class="difference" lang="en" dir="ltr">') < text.index('lang="fr" dir="ltr">')
    assert '<ins><span class="visually-hidden">[added: </span>newer ' in text
    assert "Nothing changed in this language." in text  # the Arabic text stayed
    assert "[ajouté : </span>**texte** nouveau." in text


def test_the_first_version_stays_readable_and_leads_to_the_newer_one(public: PublicSide) -> None:
    """What was once put to the vote can always be read as it was."""
    amended(public)
    text = public.page("/motions/2026-01/versions/1")
    assert "A newer version has taken its place." in text
    assert "<ins>" not in text and "The <strong>text</strong>." in text
    assert "<ins>" in public.page("/motions/2026-01/versions/2/since/1")


def test_the_course_tells_every_step_in_order(public: PublicSide) -> None:
    """Tabled, the first ballot stopped, amended, the second ballot to come: each with its link."""
    amended(public)
    text = public.page("/motions/2026-01")
    course = text[text.index('<ol class="rounds">') :]
    places = [
        course.index(step)
        for step in (
            "Tabled",
            "/motions/2026-01/rounds/1",
            "/motions/2026-01/versions/2",
            "/motions/2026-01/rounds/2",
        )
    ]
    assert places == sorted(places)


def test_a_round_keeps_its_own_text_and_what_came_of_it(public: PublicSide) -> None:
    """The page of the first ballot shows that it was stopped and on which version it was; no vote is told."""
    amended(public)
    first, second = public.page("/motions/2026-01/rounds/1"), public.page("/motions/2026-01/rounds/2")
    assert "Une date manquait." in first and "/motions/2026-01/versions/1" in first
    assert "/motions/2026-01/versions/2" in second and "at the earliest" in second


def test_a_closed_round_shows_its_account(public: PublicSide) -> None:
    """Outcome, criteria and roll call stand at the round's own address."""
    network = public.network
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "CE3M", {"positions": {"motion": "yes"}})
    network.clock.at += timedelta(days=14)
    public.close(ballot)
    text = public.page("/motions/2026-01/rounds/1")
    assert "Roll call with reasons" in text and "/resolutions/R-2026-01" in text


def test_what_is_not_there_is_refused_as_such(public: PublicSide) -> None:
    """A draft has neither versions nor rounds for the public; an unknown number is no crash."""
    public.network.draft("2026-02", "test-positions")
    amended(public)
    for address in (
        "2026-02/versions/1",
        "2026-01/versions/3",
        "2026-01/versions/2/since/9",
        "2026-01/rounds/7",
    ):
        assert public.client.get(f"/motions/{address}").status_code == 404
