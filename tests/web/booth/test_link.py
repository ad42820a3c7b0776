"""Opening a link: the motion first, nothing chosen, nothing changed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.acts.replace_link import replace_link
from governance.acts.stop_ballot import stop_ballot
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.booth.conftest import BLOCK, OPTIONS, YES, Director, count, fingerprint, said


def test_the_motion_stands_before_the_form(director: Director) -> None:
    """Title, question, text, rule, deadline, what silence means and whose seat it is come before any choice."""
    page = director.look()
    before_form = said(page).split("Your answer")[0]
    assert page.status_code == 200
    for words in (
        "Title 2026-01",
        "Do you agree?",
        "The text .",
        "Nothing changes.",
        "more than half of the members",
        "If you do not answer:",
        "Friday 4 December 2026 at 12:00 (Casablanca time, UTC+0)",
        "Time left: 13 days and 23 hours.",
        "Electronics, Mechatronics and Mechanics",
        "Director’s office, CE3M",
    ):
        assert words in before_form, words


def test_nothing_is_chosen_beforehand(director: Director, of_options: Director) -> None:
    """A ballot that chose for a voter would vote for the careless."""
    for page in (director.look(), of_options.look()):
        assert "checked" not in page.text
        assert "selected" not in page.text


def test_exactly_the_positions_of_the_rule_are_offered(of_options: Director) -> None:
    """One choice per position and option, in the order of the rule."""
    chosen = re.findall(r'type="radio" name="([^"]+)" value="([^"]+)"', of_options.look().text)
    assert chosen == [
        (f"position-{option}", position) for option in OPTIONS for position in ("yes", "stand_aside", "block")
    ]


@pytest.mark.parametrize(("language", "direction", "words"), [("fr", "ltr", "Pour"), ("ar", "rtl", "موافق")])
def test_the_page_speaks_the_reader_s_language(
    director: Director, language: str, direction: str, words: str
) -> None:
    """The language asked for in the address, with the direction it is written in."""
    page = director.client.get(f"{director.path}?lang={language}")
    assert f'<html lang="{language}" dir="{direction}">' in page.text
    assert words in said(page)


@pytest.mark.parametrize("mangled", ["{}", "{}.", "{})", "{}%20"])
def test_a_mail_program_may_add_to_the_link(director: Director, mangled: str) -> None:
    """Punctuation that a mail program took into the link does not shut a director out."""
    assert director.client.get("/v/" + mangled.format(director.letter.token)).status_code == 200
    assert director.client.get("/v/" + director.letter.token.lower()).status_code == 200


def test_looking_changes_nothing(network: NetworkAtHand, director: Director) -> None:
    """GET and HEAD of every address of the booth leave every table as it was."""
    before = fingerprint(network)
    for path in ("", "/recap", "/edit", "/vote", "/shown", "/not-mine"):
        director.client.get(director.path + path)
        director.client.head(director.path + path)
    director.client.get("/resend")
    director.client.head("/resend")
    assert fingerprint(network) == before


def test_a_reloaded_answer_leads_back_to_the_link(director: Director) -> None:
    """The address of a form, opened without one, shows the motion again, in the language asked for."""
    page = director.client.get(f"{director.path}/recap?lang=fr")
    assert page.status_code == 200
    assert page.url.path == director.path
    assert "Votre réponse" in said(page)
    assert director.client.get(f"{director.path}/elsewhere").status_code == 404


def test_no_page_of_a_link_is_kept_or_leads_the_token_away(director: Director) -> None:
    """No cache keeps it, no other site is told of it, and it asks nothing of one."""
    page = director.look()
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)


def test_a_recorded_vote_is_told_without_what_it_was(director: Director) -> None:
    """Without the code the page says that a vote was recorded, and when."""
    assert director.confirm(BLOCK).status_code == 200
    page = director.look()
    assert "A vote has been recorded for this member." in said(page)
    assert "Friday 20 November 2026 at 13:00" in said(page)
    assert "Trop cher" not in page.text
    assert "checked" not in page.text


def test_before_it_opens_the_motion_can_be_read(network: NetworkAtHand, director: Director) -> None:
    """Whoever comes too early reads the motion and when to come back."""
    network.clock.at -= timedelta(hours=2)
    page = director.look()
    assert "This ballot has not opened yet" in said(page)
    assert "<form" not in page.text[page.text.index("<main") :]


def test_after_the_close_the_link_leads_to_the_result(network: NetworkAtHand, director: Director) -> None:
    """The link stays, to be read; before the closing act has run it says that votes are being counted."""
    director.confirm(YES)
    network.clock.at += TWO_WEEKS
    page = director.look()
    assert page.status_code == 200
    assert "The votes are being counted" in said(page)
    assert "<form" not in page.text[page.text.index("<main") :]
    network.service.do(
        close_ballot, ballot_id=director.ballot, vault=network.service.vault, now=network.now()
    )
    page = director.look()
    assert 'href="/resolutions/R-2026-01"' in page.text
    assert "A vote was recorded for this member: Friday 20 November 2026" in said(page)


def test_a_stopped_ballot_says_why(network: NetworkAtHand, director: Director) -> None:
    """What the secretariat wrote stands on the page; the form is gone."""
    network.service.do(
        stop_ballot,
        ballot_id=director.ballot,
        reason="meeting",
        note="Une réunion est demandée.",
        notice=timedelta(),
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    page = director.look()
    assert "This ballot was stopped" in said(page)
    assert "Une réunion est demandée." in said(page)
    assert "<form" not in page.text[page.text.index("<main") :]


def test_a_recused_seat_is_told_so(network: NetworkAtHand, director: Director) -> None:
    """The reason, which is public, stands on the page; the form is gone."""
    network.service.do(
        declare_recusal,
        ballot_id=director.ballot,
        seat="CE3M",
        reason="Partie au contrat.",
        salt=b"s" * 32,
        now=network.now(),
    )
    page = director.look()
    assert "This member does not vote in this ballot" in said(page)
    assert "Partie au contrat." in said(page)
    assert "<form" not in page.text[page.text.index("<main") :]


def test_a_replaced_link_does_not_open(network: NetworkAtHand, director: Director) -> None:
    """A dead link says that a newer one took its place, and nothing about the motion or a vote."""
    director.confirm(YES)
    network.service.do(
        replace_link,
        ballot_id=director.ballot,
        seat="CE3M",
        vault=network.service.vault,
        now=network.now(),
    )
    page = director.look()
    assert page.status_code == 410
    assert "a newer one has replaced it" in said(page)
    assert "Title 2026-01" not in page.text
    assert "recorded on" not in said(page)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("ABCDEFGHJKMNPQRSTUVWXYZ234", "This voting link is not known."),
        ("a" * 3000, "This voting link is not known."),
        ("AB", "This voting link is not whole"),
        ("%C3%A9%00", "This voting link is not whole"),
    ],
)
def test_an_unknown_or_cut_link_does_not_open(director: Director, token: str, words: str) -> None:
    """A link that was never issued is not known; half a link says that it was cut."""
    page = director.client.get(f"/v/{token}")
    assert page.status_code == 404
    assert words in said(page)
    assert 'href="/resend"' in page.text


def test_a_link_opens_its_own_ballot_alone(put: Callable[..., Director], network: NetworkAtHand) -> None:
    """What is sent through one link is never recorded in another ballot or for another seat."""
    first, second = put("test-positions"), put("test-positions", number="2026-02")
    assert first.confirm(YES, code=second.letter.code).status_code == 403
    assert count(network, "vote") == 0
    first.confirm(YES)
    assert "A vote has been recorded" in said(first.look())
    assert "A vote has been recorded" not in said(second.look())
