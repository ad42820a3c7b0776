"""The page on which a member speaks of a motion before its ballot opens."""

from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from governance.acts.table_motion import table_motion
from tests.acts.test_deliberating import letter
from tests.equipment.network import NetworkAtHand
from tests.web.booth.conftest import fingerprint, said

Page = tuple[TestClient[Litestar], str, str]


@pytest.fixture
def page(network: NetworkAtHand, client: TestClient[Litestar]) -> Page:
    """A browser, the path of the link of CE3M's director, and the code, while the notice of a motion runs."""
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
    token, code = letter(network, "CE3M")
    return client, f"/d/{token}", code


def test_looking_changes_nothing_and_nothing_is_chosen(network: NetworkAtHand, page: Page) -> None:
    """The motion, until when one can write, what will be public; no choice is made for the reader."""
    client, path, _ = page
    before = fingerprint(network)
    shown = client.get(path)
    assert shown.status_code == 200 and "Title 2026-01" in said(shown)
    assert "public at once, under the name of your member, never under yours" in said(shown)
    assert "checked" not in shown.text
    client.get(f"{path}/say")
    assert fingerprint(network) == before


def test_what_is_written_stands_on_the_page_at_once(page: Page) -> None:
    """With the member's name, and the sentence that the secretariat answers."""
    client, path, code = page
    shown = client.post(f"{path}/say", data={"about": "concern", "text": "Trop cher.", "code": code})
    assert shown.status_code == 200
    assert "What you wrote is public now" in said(shown) and "Trop cher." in said(shown)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": ""}, "The code from the letter is missing."),
        ({"code": "AAAAAA"}, "The code is not the right one."),
        ({"about": ""}, "Choose one of the three."),
        ({"about": "amendment"}, "The wording that you propose is missing."),
        ({"text": ""}, "Nothing is written."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    page: Page, fields: dict[str, str], sentence: str
) -> None:
    """The form comes back as it was filled in."""
    client, path, code = page
    sent = {"about": "concern", "text": "Trop cher.", "code": code} | fields
    shown = client.post(f"{path}/say", data=sent)
    assert shown.status_code in (403, 422)
    assert sentence in said(shown)
    assert sent["text"] in shown.text and "is public now" not in said(shown)


def test_an_address_that_is_none_is_a_clear_no(page: Page) -> None:
    """Unknown, cut, or after the end."""
    client, path, _ = page
    assert client.get("/d/" + "A" * 26).status_code == 404
    assert client.get(path[:-4]).status_code == 404


def test_after_the_notice_the_page_reads_and_takes_nothing(network: NetworkAtHand, page: Page) -> None:
    """No form any more; what is sent all the same is refused."""
    client, path, code = page
    network.clock.at += timedelta(days=10)
    assert "The time to write on this motion is over." in said(client.get(path))
    sent = client.post(f"{path}/say", data={"about": "concern", "text": "Trop cher.", "code": code})
    assert sent.status_code == 410
