"""Asking for a link again gives nothing away."""

from litestar import Litestar
from litestar.testing import TestClient

from tests.equipment.network import NetworkAtHand
from tests.web.booth.conftest import Director, count, said


def test_the_answer_is_the_same_whoever_asks(network: NetworkAtHand, director: Director) -> None:
    """A director and a stranger read the same page; only the director's mailbox gets a letter."""
    letters = count(network, "outbox")
    stranger = director.client.post("/resend", data={"email": "someone@example.org"})
    assert count(network, "outbox") == letters
    known = director.client.post("/resend", data={"email": "Direction.CE3M@example.org"})
    assert count(network, "outbox") == letters + 1
    assert known.status_code == stranger.status_code == 200
    assert known.text == stranger.text


def test_asking_too_often_is_not_told_either(network: NetworkAtHand, director: Director) -> None:
    """The fourth request within an hour sends nothing and reads as the first did."""
    letters = count(network, "outbox")
    answers = {director.client.post("/resend", data={"email": "direction.ce3m@example.org"}).text}
    for _ in range(5):
        network.clock.at = network.clock.at.replace(microsecond=network.clock.at.microsecond + 1000)
        answers.add(director.client.post("/resend", data={"email": "direction.ce3m@example.org"}).text)
    assert count(network, "outbox") == letters + 3
    assert len(answers) == 1


def test_what_is_no_address_comes_back_to_be_mended(client: TestClient[Litestar]) -> None:
    """A slip of the finger is said at once, with what was typed."""
    page = client.post("/resend", data={"email": "direction.ce3m"})
    assert page.status_code == 422
    assert "This is not an e-mail address." in said(page)
    assert 'value="direction.ce3m"' in page.text


def test_another_site_cannot_ask(network: NetworkAtHand, director: Director) -> None:
    """A foreign page cannot fill mailboxes."""
    letters = count(network, "outbox")
    page = director.client.post(
        "/resend", data={"email": "direction.ce3m@example.org"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert page.status_code == 403
    assert count(network, "outbox") == letters
