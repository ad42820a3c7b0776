"""A network with real acts behind it, and a director's client of the booth."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient
from sqlalchemy import text

from governance.web.booth.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.network import Letter, NetworkAtHand, a_network

OPTIONS = {"association": "Association", "gie": "GIE", "attendre-15": "Attendre"}
YES = {"position-motion": "yes"}
NO = {"position-motion": "no"}
BLOCK = {"position-motion": "block", "reason-motion": "Trop cher."}

_WORDS = re.compile(r"<[^>]+>|\s+")


@dataclass
class Director:
    """Someone with a letter and a browser that knows nothing but forms."""

    client: TestClient[Litestar]
    letter: Letter
    ballot: UUID

    @property
    def path(self) -> str:
        """The path of the link."""
        return f"/v/{self.letter.token}"

    def look(self, **headers: str) -> httpx.Response:
        """Open the link."""
        return self.client.get(self.path, headers=headers)

    def send(self, step: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form of the link."""
        return self.client.post(f"{self.path}/{step}", data=fields, headers=headers)

    def confirm(self, fields: dict[str, str], *, request: str = "k" * 32, code: str = "") -> httpx.Response:
        """Send the form of the recap, with the code of the letter unless another is given."""
        return self.send("vote", {**fields, "request": request, "code": code or self.letter.code})


def said(page: httpx.Response) -> str:
    """What a page says, without its tags."""
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    return " ".join(_WORDS.sub(" ", unescape(main)).split())


def hidden_fields(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of a page's form."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in found}


def fingerprint(network: NetworkAtHand) -> str:
    """A digest of every row of every table."""
    seen = hashlib.sha256()
    with network.service.database.reading() as session:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (table,) in session.execute(text(names)).all():
            rows = session.execute(text(f'SELECT * FROM "{table}"')).all()
            seen.update(repr((table, sorted(map(repr, rows)))).encode())
    return seen.hexdigest()


def count(network: NetworkAtHand, table: str) -> int:
    """How many rows a table has."""
    with network.service.database.reading() as session:
        return int(session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members, no motion yet; the clock stands at noon."""
    made = a_network(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(network: NetworkAtHand) -> TestClient[Litestar]:
    """A browser that prefers English; a crash is answered as it would be."""
    app = Litestar(
        route_handlers=routes,
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service}),
        openapi_config=None,
        logging_config=None,
    )
    made: Any = TestClient(guard(app, secure=False), raise_server_exceptions=False)
    made.headers["accept-language"] = "en"
    return made


@pytest.fixture
def put(network: NetworkAtHand, client: TestClient[Litestar]) -> Callable[..., Director]:
    """``put(rule, **motion)`` opens a ballot under a rule; answers the director of CE3M an hour later."""

    def open_and_write(rule: str, *, number: str = "2026-01", **motion: Any) -> Director:
        ballot = network.put(number, rule, **motion)
        network.clock.at += timedelta(hours=1)
        return Director(client, network.letter(ballot, "CE3M"), ballot)

    return open_and_write


@pytest.fixture
def director(put: Callable[..., Director]) -> Director:
    """The director of CE3M, with the letter of a ballot on one question with every position offered."""
    return put("test-positions")


@pytest.fixture
def of_options(put: Callable[..., Director]) -> Director:
    """The director of CE3M, with the letter of a ballot on three options."""
    return put("test-options", number="2026-02", options=OPTIONS)
