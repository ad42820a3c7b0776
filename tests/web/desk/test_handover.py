"""The page on which the secretariat is handed over: the pack, and the form that asks two members."""

from governance.acts.add_account import add_account
from tests.equipment.forms import texts
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser, error_of

ASKED = {
    "to": "OTT",
    "contact": "bureau@example.org",
    "date": "2026-11-25",
    "time": "09:00",
    "reason": "Fin de mandat.",
    "confirming-1": "MNC",
    "confirming-2": "SOL",
}


def test_the_pack_stands_on_one_page(secretary: Browser, network: NetworkAtHand) -> None:
    """Keys to make new, open ballots, what happens next, letters that came back."""
    network.put("2026-01", "test-positions")
    page = texts(secretary.get("/desk/handover"))
    for words in ("The key that signs the register:", "2026-01", "The ballot closes by itself", "came back"):
        assert words in page, words


def test_two_members_are_asked_to_confirm(secretary: Browser, network: NetworkAtHand) -> None:
    """A slip is said beside its field; then what is asked stands among the confirmations."""
    page = secretary.send("/desk/handover", **ASKED)
    assert "has no account at the desk" in error_of(page, "to") and "Fin de mandat." in page.text
    network.service.do(
        add_account,
        email="next@example.org",
        name="Next",
        language="fr",
        role="secretariat",
        password_hash="h",
        member="OTT",
        now=network.now(),
    )
    page = secretary.send("/desk/handover", **ASKED | {"confirming-2": ""})
    assert "Not enough members" in error_of(page, "confirming-1")
    page = texts(secretary.send("/desk/handover", **ASKED))
    assert "The members you chose are asked to confirm" in page
    assert "The secretariat would pass from CE3M to OTT" in page
