"""Programs that open links before people do: whatever they press, nothing is voted and nothing is changed."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn
from litestar import Litestar
from litestar.datastructures import State
from playwright.sync_api import Browser
from sqlalchemy import text

from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.acts.open_link import NEW_CODE_EVERY
from governance.acts.replace_link import replace_link
from governance.acts.stop_ballot import stop_ballot
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import Vote
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.routes import ROUTES
from governance.web.security import guard
from tests.equipment import scanners
from tests.equipment.figures import Figure
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, Letter, NetworkAtHand, a_network, members
from tests.equipment.ports import free_port
from tests.equipment.scanners import Post
from tests.equipment.waiting import wait_for
from tests.web.booth.conftest import BLOCK, NO, YES

STATES = ("unanswered", "answered", "recused", "closed", "stopped", "revoked")
SEATS = [member.code for member in members()]
COUNTED = {"wrong_codes", "wrong_since", "code_issue", "code_sent_at"}
"""The columns of a link that count wrong codes: all that a robot can change."""


@dataclass
class Scanned:
    """A running network with one ballot for each state of a link's page."""

    network: NetworkAtHand
    url: str
    ballots: dict[str, UUID]
    letters: dict[tuple[str, str], Letter]
    seen: dict[tuple[str, str], list[Post]]

    def links(self, state: str, many: int) -> list[str]:
        """The addresses of the first ``many`` seats."""
        return [f"{self.url}/v/{self.letters[state, seat].token}" for seat in SEATS[:many]]

    def client(self) -> httpx.Client:
        """A program that speaks HTTP and follows redirections."""
        return httpx.Client(base_url=self.url, follow_redirects=True, trust_env=False, timeout=30)

    def content(self) -> dict[str, list[str]]:
        """Every row of every table, but for the counters of wrong codes and the letters with a new code."""
        with self.network.service.database.reading() as session:
            names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
            return {name: _rows(session, name) for name in names.all()}


def _rows(session: Any, table: str) -> list[str]:
    found = session.execute(text(f'SELECT * FROM "{table}"')).mappings().all()
    kept = [row for row in found if not (table == "outbox" and row["kind"] == "new-code")]
    return sorted(repr([value for name, value in row.items() if name not in COUNTED]) for row in kept)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanned]:
    """Six ballots of thirteen seats, one in each state; the director of an answered seat has changed its mind."""
    network = a_network(tmp_path_factory.mktemp("scanned"))
    server, thread, url = _serve(network)
    made = Scanned(network, url, {}, {}, {})
    for at, state in enumerate(STATES, 1):
        ballot = network.put(
            f"2026-{at:02}",
            "test-positions",
            closes_after=timedelta(days=1) if state == "closed" else TWO_WEEKS,
        )
        made.ballots[state] = ballot
        made.letters |= {(state, seat): network.letter(ballot, seat) for seat in SEATS}
    network.clock.at += timedelta(hours=1)
    with made.client() as client:
        for seat in SEATS:
            made.seen["answered", seat] = _vote_twice(client, made.letters["answered", seat])
    _bring_about(made)
    yield made
    server.should_exit = True
    thread.join(timeout=10)
    network.close()


def _serve(network: NetworkAtHand) -> tuple[uvicorn.Server, threading.Thread, str]:
    """The pages over real HTTP, at the address that they are told they have."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = network.service.settings.model_copy(update={"base_url": url})
    network.service = replace(network.service, settings=settings)
    app = Litestar(
        route_handlers=ROUTES,
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service}),
        openapi_config=None,
        logging_config=None,
    )
    config = uvicorn.Config(guard(app, secure=False), port=port, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for("the pages to be served", lambda: server.started or None)
    return server, thread, url


def _vote_twice(client: httpx.Client, letter: Letter) -> list[Post]:
    """What passes a proxy while a director votes, looks at the vote, and changes it."""
    path, code = f"/v/{letter.token}", {"code": letter.code}
    sent = [
        Post(f"{path}/recap", BLOCK),
        Post(f"{path}/vote", {**BLOCK, **code, "request": "a" * 32}),
        Post(f"{path}/shown", code),
        Post(f"{path}/recap", YES),
        Post(f"{path}/vote", {**YES, **code, "request": "b" * 32}),
    ]
    for post in sent:
        assert client.post(post.path, data=post.fields).status_code == 200
    return sent


def _bring_about(made: Scanned) -> None:
    """Recuse, stop, revoke and close."""
    network, service = made.network, made.network.service
    for seat in SEATS:
        service.do(
            declare_recusal,
            ballot_id=made.ballots["recused"],
            seat=seat,
            reason="Concerned.",
            salt=b"s" * 32,
            now=network.now(),
        )
        service.do(
            replace_link, ballot_id=made.ballots["revoked"], seat=seat, vault=service.vault, now=network.now()
        )
    service.do(
        stop_ballot,
        ballot_id=made.ballots["stopped"],
        reason="incident",
        note="A fault.",
        notice=timedelta(days=10),
        rulebook=service.rulebook,
        now=network.now(),
    )
    network.clock.at += timedelta(days=1)
    service.do(close_ballot, ballot_id=made.ballots["closed"], vault=service.vault, now=network.now())


@pytest.mark.proof
@pytest.mark.parametrize("model", scanners.OVER_HTTP)
def test_a_robot_over_http_votes_nothing(scanned: Scanned, model: str, figure: Figure) -> None:
    """Whatever the state of the page: no vote, no entry, no change but the count of wrong codes."""
    before = scanned.content()
    with scanned.client() as client:
        for state in STATES:
            for link in scanned.links(state, figure(small=1, full=13)):
                scanners.OVER_HTTP[model](client, link)
    assert scanned.content() == before


@pytest.mark.proof
def test_a_robot_that_replays_votes_nothing(scanned: Scanned, figure: Figure) -> None:
    """Forms sent again, with the right code and their own request keys, bring back no earlier vote."""
    before = scanned.content()
    with scanned.client() as client:
        for state in STATES:
            for seat in SEATS[: figure(small=2, full=13)]:
                letter = scanned.letters[state, seat]
                scanners.replay(client, scanned.seen.get((state, seat)) or _as_if_seen(state, letter))
    assert scanned.content() == before


def _as_if_seen(state: str, letter: Letter) -> list[Post]:
    """What a director may have sent to a page that has gone into this state since; where a vote would still be
    taken, the director has not confirmed yet."""
    path, code = f"/v/{letter.token}", {"code": letter.code}
    looked = [Post(f"{path}/recap", NO), Post(f"{path}/edit", NO), Post(f"{path}/shown", code)]
    if state == "unanswered":
        return looked
    return [
        *looked,
        Post(f"{path}/vote", {**NO, **code, "request": "c" * 32}),
        Post(f"{path}/not-mine", code),
    ]


@pytest.mark.proof
def test_a_browser_without_a_person_votes_nothing(scanned: Scanned, browser: Browser, figure: Figure) -> None:
    """A real browser that runs for ten seconds whatever a page holds."""
    before = scanned.content()
    many, seconds = figure(small=1, full=13), figure(small=1, full=10)
    links = [link for state in STATES for link in scanned.links(state, many)]
    scanners.run_scripts(browser, links, seconds=seconds)
    assert scanned.content() == before


@pytest.mark.proof
def test_a_browser_that_presses_every_button_votes_nothing(
    scanned: Scanned, browser: Browser, figure: Figure
) -> None:
    """Every visible button, on the page as it is and with all fields filled in, and one more on what follows."""
    before = scanned.content()
    for state in STATES:
        scanners.click_buttons(browser, scanned.links(state, figure(small=1, full=13)))
    assert scanned.content() == before


def test_a_robot_that_burns_the_codes_locks_nobody_out(scanned: Scanned) -> None:
    """After any number of invented codes the seat votes: with its newest letter, at most one in fifteen minutes."""
    ballot, seat = scanned.ballots["unanswered"], SEATS[-1]
    link = f"/v/{scanned.letters['unanswered', seat].token}"
    with scanned.client() as client:
        for _ in range(2):
            scanners.choose_and_confirm(client, link)
        of_seat = rows(scanned.network.service, OutboxRow, kind="new-code", ballot_id=ballot)
        of_seat = [row for row in of_seat if row.link_id == _link_of(scanned, ballot, seat)]
        assert len(of_seat) == 1
        letter = scanned.network.letter(ballot, seat)
        fields = {**YES, "code": letter.code, "request": "d" * 32}
        assert client.post(f"{link}/vote", data=fields).status_code == 200
        scanned.network.clock.at += NEW_CODE_EVERY
        scanners.choose_and_confirm(client, link)
        newest = scanned.network.letter(ballot, seat)
        assert newest.code != letter.code
        again = {**NO, "code": newest.code, "request": "e" * 32}
        assert client.post(f"{link}/vote", data=again).status_code == 200
    votes = rows(scanned.network.service, Vote, ballot_id=ballot)
    assert len(votes) == 2


def _link_of(scanned: Scanned, ballot: UUID, seat: str) -> UUID:
    with scanned.network.service.database.reading() as session:
        query = (
            "SELECT link.id FROM link JOIN seat ON seat.id = link.seat_id "
            "WHERE seat.ballot_id = :ballot AND seat.code = :seat"
        )
        found = session.execute(text(query), {"ballot": ballot.hex, "seat": seat}).scalar_one()
        return UUID(str(found))
