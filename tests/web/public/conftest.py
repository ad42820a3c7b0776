"""A founded network of thirteen members behind the public pages; nothing wakes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.acts.close_ballot import Closed, close_ballot
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.public.routes import routes
from governance.web.security import guard
from governance.web.static import static_file
from tests.equipment.network import NetworkAtHand, a_network


@dataclass
class Clockwork:
    """What the health page asks of the timekeeper."""

    last_tick: datetime | None = None


@dataclass
class PublicSide:
    """The network and a reader at its door, English unless asked otherwise."""

    network: NetworkAtHand
    client: TestClient[Litestar]
    clockwork: Clockwork

    def page(self, address: str, language: str = "en") -> str:
        """The text of a page that is there."""
        answer = self.client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, answer.text
        return answer.text

    def close(self, ballot: UUID) -> Closed:
        """Close a ballot that is due."""
        closed = self.network.service.do(
            close_ballot, ballot_id=ballot, vault=self.network.service.vault, now=self.network.now()
        )
        assert closed is not None
        return closed


@pytest.fixture
def public(tmp_path: Path) -> Iterator[PublicSide]:
    """The public pages of a network that has decided nothing yet."""
    network = a_network(tmp_path)
    clockwork = Clockwork()
    app = Litestar(
        route_handlers=[*routes, static_file],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service, "timekeeper": clockwork}),
        openapi_config=None,
        logging_config=None,
    )
    with TestClient(guard(app, secure=False), raise_server_exceptions=False) as client:
        client.headers["accept-language"] = "en"
        yield PublicSide(network, client, clockwork)
    network.close()
