"""The page on which a seat confirms or declines what the desk asks of it."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.equipment import scanners
from tests.equipment.confirming import NEW, ask_for_address, confirming_letter
from tests.equipment.looking import entries
from tests.equipment.network import Letter, NetworkAtHand
from tests.web.booth.conftest import fingerprint, said


@pytest.fixture
def letter(network: NetworkAtHand) -> Letter:
    """What the director of OTT was sent: to confirm another address of MNC's director."""
    return confirming_letter(network, ask_for_address(network), "OTT")


def test_the_page_says_what_is_asked_by_whom_and_why(client: TestClient[Litestar], letter: Letter) -> None:
    """In plain words, with the reason as it was given, what to make sure of, and nothing preselected."""
    page = client.get(f"/c/{letter.token}")
    assert page.status_code == 200
    for words in ("The secretariat,", "MNC (director)", NEW, "Boîte fermée.", "Confirm only if"):
        assert words in said(page), words
    assert letter.code not in page.text and "checked" not in page.text


def test_looking_changes_nothing(
    client: TestClient[Litestar], network: NetworkAtHand, letter: Letter
) -> None:
    """GET and HEAD, of the page and of its form's address, in another language too."""
    before = fingerprint(network)
    for path in (f"/c/{letter.token}", f"/c/{letter.token}/answer", f"/c/{letter.token.lower()}.?lang=ar"):
        client.get(path)
        client.head(path)
    assert fingerprint(network) == before


@pytest.mark.parametrize("model", scanners.OVER_HTTP)
def test_a_robot_confirms_and_declines_nothing(
    client: TestClient[Litestar], network: NetworkAtHand, letter: Letter, model: str
) -> None:
    """Whatever it opens, follows, sends or invents: the register is the same."""
    before = len(entries(network.service))
    scanners.OVER_HTTP[model](client, f"/c/{letter.token}")
    assert len(entries(network.service)) == before


def test_a_seat_confirms_with_the_code(client: TestClient[Litestar], letter: Letter) -> None:
    """The answer is told at once, and again whenever the link is opened; the new address is told no more."""
    page = client.post(f"/c/{letter.token}/answer", data={"code": letter.code, "answer": "confirm"})
    assert "Your confirmation is recorded. Confirmed and done. All members are told by letter." in said(page)
    page = client.get(f"/c/{letter.token}")
    assert "This member has confirmed:" in said(page) and "<form method" not in page.text
    assert NEW not in page.text


def test_a_seat_declines_with_the_code(client: TestClient[Litestar], letter: Letter) -> None:
    """Declined: nothing is done."""
    page = client.post(f"/c/{letter.token}/answer", data={"code": letter.code, "answer": "decline"})
    assert "You have declined; that is recorded. Declined: nothing was done" in said(page)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"answer": "confirm"}, 422, "The code from the letter is missing."),
        ({"answer": "confirm", "code": "AAAAAA"}, 403, "The code is not the right one."),
        ({"code": "AAAAAA"}, 422, "Neither “confirm” nor “decline” was chosen."),
    ],
)
def test_what_is_missing_is_said_on_the_same_page(
    client: TestClient[Litestar], letter: Letter, fields: dict[str, str], status: int, words: str
) -> None:
    """Nothing changes, and the form is there again."""
    page = client.post(f"/c/{letter.token}/answer", data=fields)
    assert page.status_code == status
    assert words in said(page) and "This attempt changed nothing." in said(page)
    assert "I confirm" in said(page)


def test_a_link_that_is_none_is_refused(client: TestClient[Litestar], letter: Letter) -> None:
    """An invented one is unknown, a cut one says so, and a voting page does not take it."""
    assert "This link is not known." in client.get(f"/c/{'A' * 26}").text
    assert client.get(f"/c/{letter.token[:20]}").status_code == 404
    assert client.get(f"/v/{letter.token}").status_code == 404
