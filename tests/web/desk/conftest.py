"""A network with real acts behind it, and browsers at its desk: a secretary, an observer, a stranger."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.access.passwords import hash_password
from governance.acts.add_account import add_account
from governance.web.desk.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.forms import Form, form_to, forms, texts
from tests.equipment.network import NetworkAtHand, a_network

SECRETARY = "secretary@example.org"
OBSERVER = "observer@example.org"
PASSWORD = "a rather long sentence"
HASH = hash_password(PASSWORD)


@dataclass
class Browser:
    """Somebody at the desk, who follows redirects and fills in the forms that pages hold."""

    client: TestClient[Litestar]

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Look at a page."""
        return self.client.get(path, headers=headers)

    def form(self, path: str, ending: str | None = None) -> tuple[httpx.Response, Form]:
        """The form of a page whose action ends so: that of the page itself unless told otherwise."""
        page = self.get(path)
        return page, form_to(page, ending or path.split("?", maxsplit=1)[0])

    def send(self, path: str, ending: str | None = None, **fields: str) -> httpx.Response:
        """Fill in the form of a page and send it; ``_`` stands for the hyphens of names."""
        page, form = self.form(path, ending)
        return form.submit(self.client, page, **fields)

    def again(self, page: httpx.Response, ending: str, **fields: str) -> httpx.Response:
        """Send a form of the page that is shown."""
        return form_to(page, ending).submit(self.client, page, **fields)

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in."""
        return self.send("/desk/sign-in", email=email, password=password)

    @property
    def form_key(self) -> str:
        """The key that forms of this session carry."""
        return next(form.fields["form_key"] for form in forms(self.get("/desk")) if "form_key" in form.fields)


def error_of(page: httpx.Response, field: str) -> str:
    """What stands as an error beside a field, or nothing."""
    found = re.search(rf'id="{re.escape(field)}-error">([^<]*)<', page.text)
    return found[1] if found else ""


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members, no motion yet; the clock stands at noon; two accounts at the desk. Letters can leave."""
    made = a_network(tmp_path, demo=True)
    for email, role in ((SECRETARY, "secretariat"), (OBSERVER, "observer")):
        made.service.do(
            add_account,
            email=email,
            name=role.capitalize(),
            language="en",
            role=role,
            password_hash=HASH,
            now=made.now(),
        )
    yield made
    made.close()


@pytest.fixture
def app(network: NetworkAtHand) -> Litestar:
    """The desk alone, behind the real outer door."""
    made = Litestar(
        route_handlers=routes,
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service}),
        openapi_config=None,
        logging_config=None,
    )
    return guard(made, secure=False)


@pytest.fixture
def stranger(app: Litestar) -> Browser:
    """A browser that prefers English and has not signed in; a crash is answered as it would be."""
    client: Any = TestClient(app, raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    return Browser(client)


@pytest.fixture
def secretary(stranger: Browser) -> Browser:
    """The same, signed in."""
    page = stranger.sign_in(SECRETARY)
    assert page.status_code == 200, texts(page)
    return stranger


@pytest.fixture
def observer(app: Litestar) -> Browser:
    """An auditor, signed in."""
    client: Any = TestClient(app, raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    browser = Browser(client)
    assert browser.sign_in(OBSERVER).status_code == 200
    return browser
