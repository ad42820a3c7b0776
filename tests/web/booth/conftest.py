"""A network with real acts behind it, and a director's client of the booth."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.web.booth.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.network import Letter, NetworkAtHand, a_network

OPTIONS = {"association": "Association", "gie": "GIE", "attendre-15": "Attendre"}


@dataclass
class Director:
    """Someone with a letter and a browser that knows nothing but forms."""

    client: TestClient[Litestar]
    letter: Letter

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
def ballot(network: NetworkAtHand) -> Any:
    """An open ballot on one question, with every position offered."""
    return network.put("2026-01", "test-positions")


@pytest.fixture
def director(network: NetworkAtHand, client: TestClient[Litestar], ballot: Any) -> Director:
    """The director of CE3M with the letter of that ballot."""
    return Director(client, network.letter(ballot, "CE3M"))


@pytest.fixture
def of_options(network: NetworkAtHand, client: TestClient[Litestar]) -> Director:
    """The director of CE3M with the letter of a ballot on three options."""
    return Director(client, network.letter(network.put("2026-02", "test-options", options=OPTIONS), "CE3M"))
