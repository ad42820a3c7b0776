"""One's own account at the desk: another password, the end of every session."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from governance.store.tables.accounts import Account, DeskSession
from tests.equipment.forms import texts
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import HASH, OBSERVER, PASSWORD, SECRETARY, Browser, error_of

ANOTHER = "a sentence that is new"


def elsewhere(app: Litestar, email: str) -> Browser:
    """The same person on another device."""
    client = TestClient(app, raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    browser = Browser(client)
    assert browser.sign_in(email).status_code == 200
    return browser


@pytest.mark.parametrize(("who", "email"), [("secretary", SECRETARY), ("observer", OBSERVER)])
def test_another_password_ends_every_other_session(
    who: str, email: str, app: Litestar, request: pytest.FixtureRequest
) -> None:
    """The session at work goes on; the old password opens nothing any more, the new one does."""
    here: Browser = request.getfixturevalue(who)
    other = elsewhere(app, email)
    page = here.send("/desk/account", "/account/password", current=PASSWORD, password=ANOTHER)
    assert "The password is changed." in texts(page)
    assert other.get("/desk").url.path == "/desk/sign-in"
    assert other.sign_in(email).status_code == 403
    assert other.sign_in(email, ANOTHER).url.path.rstrip("/") == "/desk"


def test_the_present_password_is_asked_for_and_guessing_it_is_slowed(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """A session left open on a desk does not give the account away."""
    for _ in range(5):
        page = secretary.send("/desk/account", "/account/password", current="no", password=ANOTHER)
        assert (page.status_code, bool(error_of(page, "current"))) == (422, True)
    page = secretary.send("/desk/account", "/account/password", current=PASSWORD, password=ANOTHER)
    assert page.status_code == 429
    [account] = rows(network.service, Account, email=SECRETARY)
    assert account.password_hash == HASH


def test_a_short_password_is_not_taken(secretary: Browser, network: NetworkAtHand) -> None:
    """Twelve characters at least, said beside the field."""
    page = secretary.send("/desk/account", "/account/password", current=PASSWORD, password="short")
    assert "at least 12 characters" in error_of(page, "password")
    [account] = rows(network.service, Account, email=SECRETARY)
    assert account.password_hash == HASH


def test_signing_out_everywhere_ends_every_session(
    secretary: Browser, app: Litestar, network: NetworkAtHand
) -> None:
    """On every device, this one included; others' sessions go on."""
    other, auditor = elsewhere(app, SECRETARY), elsewhere(app, OBSERVER)
    page = secretary.send("/desk/account", "/account/sign-out")
    assert page.url.path == "/desk/sign-in"
    assert other.get("/desk").url.path == "/desk/sign-in"
    assert auditor.get("/desk").url.path.rstrip("/") == "/desk"
    assert sum(row.ended_at is None for row in rows(network.service, DeskSession)) == 1
