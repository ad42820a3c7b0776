"""Before anything counts the desk sees every date, every letter and every outcome; and nothing is stored by looking."""

from datetime import timedelta

from tests.equipment.forms import texts
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import SECRETARY, Browser

DRAFT = "/desk/motions/2026-01"
KINDS = ("motion-tabled", "invitation", "reminder", "desk-silent", "outcome")


def test_a_draft_is_rehearsed_whole(secretary: Browser, network: NetworkAtHand) -> None:
    """Tabling, opening, reminders, the letter to the desk, the close, each with its date; and the table of the rule."""
    network.draft("2026-01", "test-positions")
    before = fingerprint(network.service)
    page = secretary.get(f"{DRAFT}/rehearsal")
    said = texts(page)
    assert page.status_code == 200
    assert "Friday 20 November 2026 at 12:00" in said  # tabled now
    assert "Monday 30 November 2026 at 12:00" in said  # ten days of notice
    assert "Monday 14 December 2026 at 18:00" in said  # fourteen days of ballot, until the evening
    assert "The least that adopts" in said and "Where it is adopted, and where not" in said
    assert all(f"/rehearsal/{kind}" in page.text for kind in KINDS)
    for kind in KINDS:
        assert secretary.get(f"{DRAFT}/rehearsal/{kind}").status_code == 200, kind
    assert fingerprint(network.service) == before


def test_a_letter_is_rehearsed_in_each_language_with_a_link_that_opens_nothing(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """The real words, an example of a link and a code."""
    network.draft("2026-01", "test-positions")
    page = secretary.get(f"{DRAFT}/rehearsal/invitation")
    assert page.text.count("/v/EXAMPLE") == 3
    assert '<section class="card letter" lang="ar" dir="rtl"' in page.text
    assert "Please cast the vote of" in texts(page)


def test_what_is_not_sent_is_not_rehearsed(secretary: Browser, network: NetworkAtHand) -> None:
    """A kind of letter that this motion never sends is unknown; an open ballot is beyond rehearsal."""
    network.draft("2026-01", "test-positions")
    assert secretary.get(f"{DRAFT}/rehearsal/disowned").status_code == 404
    network.put("2026-02", "test-positions")
    assert secretary.get("/desk/motions/2026-02/rehearsal").status_code == 409


def test_a_tabled_motion_is_rehearsed_from_its_notice_on(secretary: Browser, network: NetworkAtHand) -> None:
    """It is not tabled again, and its ballot opens when it may."""
    network.draft("2026-01", "test-positions")
    secretary.send(f"{DRAFT}/table")
    network.clock.at += timedelta(days=1)
    secretary.sign_in(SECRETARY)
    page = secretary.get(f"{DRAFT}/rehearsal")
    assert "/rehearsal/motion-tabled" not in page.text
    assert "Monday 30 November 2026 at 12:00" in texts(page)
