"""A network on a disk that can fail, and directors who vote over the real pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.register import canonical
from governance.register.export import entry_line, head_line, version_line
from governance.register.verify import verify_export
from governance.store.tables.votes import Vote
from governance.timekeeper import enter_what_came
from governance.web.booth.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.looking import entries, rows
from tests.equipment.network import Letter, NetworkAtHand, a_network

SEATS = ("CE3M", "SOL", "MNC")
NOTHING_STANDS = "No vote was recorded."
IN_DOUBT = "it tells whether a vote was recorded"
STANDS = "A vote was recorded on"


@dataclass
class Polling:
    """An open ballot, the door to it, and what its voters were told."""

    network: NetworkAtHand
    client: TestClient[Litestar]
    ballot: UUID
    letters: dict[str, Letter]
    acknowledged: list[str] = field(default_factory=list)

    def vote(self, seat: str, position: str = "yes", request: str = "") -> httpx.Response:
        """Confirm a vote; an answer that acknowledges it is written down, one that does not must say so."""
        letter = self.letters[seat]
        self.network.clock.at += self.network.clock.at.resolution * 1000
        fields = {"position-motion": position, "request": request or uuid4().hex, "code": letter.code}
        page = self.client.post(f"/v/{letter.token}/vote", data=fields)
        if page.status_code == 200:
            self.acknowledged.append(fields["request"])
        else:
            told = said(page)
            assert page.status_code in (500, 503), told
            assert any(words in told for words in (NOTHING_STANDS, IN_DOUBT, STANDS)), told
        return page

    def check(self) -> None:
        """Every acknowledged vote is there, nothing is half-done, and the register verifies."""
        service = self.network.service
        recorded = [vote.request_key for vote in rows(service, Vote)]
        assert set(self.acknowledged) <= set(recorded)
        cast = [entry["request"] for entry in entries(service, "vote-cast")]
        assert sorted(cast) == sorted(recorded)
        assert verify_export(export(self.network)).intact

    def enter_what_came(self) -> int:
        """What the timekeeper does at its next look; answers how many votes the register calls refused by now."""
        enter_what_came(self.network.service, now=self.network.now())
        return len(entries(self.network.service, "vote-refused"))


OpenPolling = Callable[..., Polling]


@pytest.fixture
def open_polling() -> Iterator[OpenPolling]:
    """``open_polling(home)`` founds a network there and opens a ballot on one question."""
    opened: list[Polling] = []

    def make(home: Path, **facts: Any) -> Polling:
        network = a_network(home, **facts)
        ballot = network.put("2026-01", "majorite-exprimes")
        app = Litestar(
            route_handlers=routes,
            exception_handlers=EXCEPTION_HANDLERS,
            state=State({"service": network.service}),
            openapi_config=None,
            logging_config=None,
        )
        client = TestClient(guard(app, secure=False), raise_server_exceptions=False)
        client.headers["accept-language"] = "en"
        polling = Polling(network, client, ballot, {seat: network.letter(ballot, seat) for seat in SEATS})
        opened.append(polling)
        return polling

    yield make
    for polling in opened:
        polling.network.close()


def said(page: httpx.Response) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>|\s+", " ", unescape(page.text)).split())


def export(network: NetworkAtHand) -> list[str]:
    """The public export, written from the database."""
    head = network.service.read(network.service.signer.current)
    told = [canonical.encode(entry) for entry in entries(network.service)]
    lines = [entry_line(index, body) for index, body in enumerate(told)]
    return [version_line(), *lines, head_line(head.size, head.note)]
