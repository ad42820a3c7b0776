"""/metrics: every number a watcher needs, for the operator's watcher alone, and nothing personal among them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State

from governance.acts.close_ballot import close_ballot
from governance.paths import TEMPLATES
from governance.refusal import Refusal
from governance.settings import Settings
from governance.web.metrics import metrics
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.public.home import home
from governance.web.security import guard
from tests.equipment.loops import in_a_loop
from tests.equipment.network import ORIGIN, TWO_WEEKS, NetworkAtHand, a_network
from tests.register.stolen_database import SEATS, YES

HERE = "http://127.0.0.1:8000"
LINE = re.compile(r"^(governance_\w+)(\{[^}]*(?:\}[^}\n]*)*\})? (\S+)$", re.M)


@dataclass
class Watched:
    """A network and what its numbers are asked by."""

    network: NetworkAtHand
    last_tick: Any = None

    def ask(
        self,
        path: str = "/metrics",
        *,
        base: str = HERE,
        client: str = "127.0.0.1",
        method: str = "GET",
        **headers: str,
    ) -> httpx.Response:
        """What somebody at this address is answered."""
        app = Litestar(
            route_handlers=[metrics, home],
            exception_handlers=EXCEPTION_HANDLERS,
            state=State({"service": self.network.service, "timekeeper": self}),
            openapi_config=None,
            logging_config=None,
        )
        transport = httpx.ASGITransport(app=guard(app, secure=False), client=(client, 4000))  # type: ignore[arg-type]
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def once() -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url=base) as reader:
                return await reader.request(method, path, headers=named)

        return in_a_loop(once())

    def numbers(self) -> Mapping[str, float]:
        """Every number by its name and labels."""
        return {name + labels: float(value) for name, labels, value in LINE.findall(self.ask().text)}

    def set(self, **values: Any) -> None:
        """Other settings."""
        settings = Settings(home=self.network.service.settings.home, base_url=ORIGIN, **values)
        self.network.service = replace(self.network.service, settings=settings)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A network whose timekeeper has just looked."""
    network = a_network(tmp_path)
    yield Watched(network, last_tick=network.now())
    network.close()


def test_what_waits_is_told(watched: Watched) -> None:
    """Ballots open and due, letters, the last look, the register, the writer, acts by how they ended."""
    network = watched.network
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, SEATS[0], YES)
    with pytest.raises(Refusal):
        network.service.do(close_ballot, ballot_id=ballot.__class__(int=0), vault=None, now=network.now())
    told = watched.numbers()
    assert told["governance_ballots_open"] == 1
    assert told["governance_closings_due"] == 0
    assert told["governance_letters_waiting"] >= len(SEATS)
    assert (
        told["governance_last_tick_seconds"] == told["governance_time_seconds"] == network.now().timestamp()
    )
    assert told["governance_last_backup_seconds"] == 0
    assert told["governance_writer_queue"] == 0
    assert told["governance_writer_group_size_count"] >= 4
    assert told['governance_acts_total{act="cast_vote",result="committed"}'] == 1
    assert told['governance_acts_total{act="close_ballot",result="refused"}'] == 1
    network.clock.at += TWO_WEEKS + timedelta(seconds=1)
    assert watched.numbers()["governance_closings_due"] == 1


def test_requests_are_told_by_template(watched: Watched) -> None:
    """Never by path, and a method that nobody knows is one label with all others."""
    watched.ask("/")
    watched.ask("/v/ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    watched.ask("/", method="BREW")
    told = watched.numbers()
    assert told['governance_requests_total{method="GET",status="200",template="/"}'] == 1
    assert told['governance_requests_total{method="GET",status="404",template="-"}'] == 1
    assert sum(count for name, count in told.items() if 'method="other"' in name) == 1
    assert "ABCDEFGHIJ" not in watched.ask().text
    assert "BREW" not in watched.ask().text


@pytest.mark.parametrize(
    "asking",
    [
        {"client": "192.0.2.7"},
        {"base": "https://vote.example.org"},
        {"x_forwarded_for": "192.0.2.7"},
        {"forwarded": "for=192.0.2.7"},
        {"via": "1.1 front"},
        {"client": "localhost.example.org"},
    ],
    ids=[
        "from elsewhere",
        "by its public name",
        "passed on",
        "passed on (RFC 7239)",
        "by way of",
        "no address",
    ],
)
def test_without_a_token_only_this_machine_is_answered(watched: Watched, asking: dict[str, str]) -> None:
    """A server in front asks from this machine too: what it passes on is refused."""
    assert watched.ask().status_code == 200
    refused = watched.ask(**asking)
    assert refused.status_code == 403
    assert "governance_" not in refused.text


def test_with_a_token_whoever_has_it_is_answered(watched: Watched) -> None:
    """And nobody else, this machine included."""
    watched.set(metrics_token="a token of sixteen")
    for authorization in ("", "Bearer", "Bearer a token of sixteeN", "Basic a token of sixteen", "Bearer é"):
        assert watched.ask(authorization=authorization.encode()).status_code == 403  # type: ignore[arg-type]
    there = watched.ask(client="192.0.2.7", authorization="Bearer a token of sixteen")
    assert there.status_code == 200
    assert there.headers["cache-control"] == "no-store"
    assert "a token of sixteen" not in there.text


def test_every_alert_asks_for_numbers_that_there_are(watched: Watched) -> None:
    """The file for Prometheus names nothing that /metrics does not show."""
    network = watched.network
    network.put("2026-01", "test-positions")
    watched.ask("/")
    shown = {name.split("{")[0] for name in watched.numbers()}
    text = (TEMPLATES / "deploy" / "alerts.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bgovernance_\w+", text))
    assert len(asked) >= 10
    assert asked <= shown
    assert (
        len(re.findall("- alert:", text))
        == len(re.findall("summary:", text))
        == len(re.findall("expr:", text))
    )
