"""What the browser tests look at: a running service with a motion in every state, and every page it shows."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import uvicorn
from playwright.sync_api import Page

from governance.access.passwords import hash_password
from governance.acts.add_account import add_account
from governance.acts.close_ballot import close_ballot
from governance.acts.table_motion import table_motion
from governance.app import lay_doors
from governance.store.changes import Changes
from governance.timekeeper import Timekeeper
from governance.web.kept import Kept
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network
from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for

OPTIONS = {"association": "Association", "gie": "GIE", "attendre-15": "Attendre"}
VOTE = {
    "positions": {"association": "yes", "gie": "block", "attendre-15": "stand_aside"},
    "reasons": {"gie": "Trop cher."},
}
SECRETARY, PASSWORD = "secretary@example.org", "a rather long sentence"

PUBLIC = (
    "/",
    "/motions",
    "/motions/2026-01",
    "/motions/2026-02",
    "/motions/2026-03",
    "/motions/2099-99",
    "/resolutions",
    "/resolutions?q=rien",
    "/resolutions/R-2026-01",
    "/resolutions/R-2026-01/minutes",
    "/members",
    "/members/CE3M",
    "/register",
    "/resend",
    "/demo/mailbox",
    "/desk/sign-in",
)
DESK = (
    "/desk",
    "/desk/motions",
    "/desk/motions/new",
    "/desk/motions/2026-04",
    "/desk/motions/2026-04/edit",
    "/desk/motions/2026-04/preview",
    "/desk/motions/2026-04/rehearsal",
    "/desk/motions/2026-04/rehearsal/invitation",
    "/desk/motions/2026-03",
    "/desk/motions/2026-02/withdraw",
    "/desk/ballots/{ballot}",
    "/desk/ballots/{ballot}/extend",
    "/desk/ballots/{ballot}/stop",
    "/desk/resolutions/R-2026-01/sign",
)


@dataclass
class House:
    """A running service with a motion in every state, and where it is reached."""

    network: NetworkAtHand
    address: str
    ballot: str
    link: str
    code: str


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """2026-01 is decided, 2026-02 open, 2026-03 tabled, 2026-04 a draft; a demonstration, with its banner."""
    network = a_network(Path(tmp_path_factory.mktemp("house")), demo=True)
    decided = network.put("2026-01", "test-options", options=OPTIONS)
    for seat in ("CE3M", "MNC"):
        network.cast(decided, seat, VOTE)
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=decided, vault=network.service.vault, now=network.now())
    ballot = network.put("2026-02", "test-options", options=OPTIONS)
    network.draft("2026-03", "test-positions")
    _table(network, "2026-03")
    network.draft("2026-04", "test-positions")
    network.service.do(
        add_account,
        email=SECRETARY,
        name="Secrétariat",
        language="fr",
        role="secretariat",
        password_hash=hash_password(PASSWORD),
        now=network.now(),
    )
    letter = network.letter(ballot, "CE3M")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server, thread, changes = _serve(network, address, port)
    yield House(network, address, str(ballot), f"/v/{letter.token}", letter.code)
    server.should_exit = True
    thread.join(timeout=20)
    changes.close()
    network.close()


def _table(network: NetworkAtHand, number: str) -> None:
    network.service.do(
        table_motion,
        number=number,
        notice=timedelta(days=10),
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )


def _serve(
    network: NetworkAtHand, address: str, port: int
) -> tuple[uvicorn.Server, threading.Thread, Changes]:
    """The whole service as it stands before readers, but that nobody keeps its time."""
    settings = network.service.settings.model_copy(update={"base_url": address})
    service = replace(network.service, settings=settings)
    app = lay_doors(service, cast(Timekeeper, SimpleNamespace(last_tick=network.now())))
    changes = Changes(service.database)
    app.asgi_handler = Kept(app.asgi_handler, changes)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for("the pages to be served", lambda: server.started)
    return server, thread, changes


def sign_in(page: Page, house: House) -> None:
    """Enter the desk."""
    page.goto(f"{house.address}/desk/sign-in")
    page.fill("#email", SECRETARY)
    page.fill("#password", PASSWORD)
    page.locator("main form button").first.click()
