"""The page of a link to contest a resolution, or to report on an action: looking changes nothing, the code confirms."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.store.reads.actions import list_actions
from governance.store.reads.contests import list_contests
from governance.web.booth.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.following import adopt, following_letter, with_action
from tests.equipment.forms import form_to, texts
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand, a_network


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members."""
    made = a_network(tmp_path)
    yield made
    made.close()


@pytest.fixture
def reader(network: NetworkAtHand) -> Any:
    """A browser at the booth that reads English."""
    app = Litestar(
        route_handlers=routes,
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service}),
        openapi_config=None,
        logging_config=None,
    )
    client: Any = TestClient(guard(app, secure=False), raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    return client


def test_a_seat_contests_through_its_link(network: NetworkAtHand, reader: Any) -> None:
    """The page says until when; a wrong code keeps what was typed; afterwards it says what was recorded."""
    adopt(network)
    letter = following_letter(network, "contest", "OTT")
    before = fingerprint(network.service)
    page = reader.get(f"/f/{letter.token}")
    assert "You can contest it until" in texts(page) and fingerprint(network.service) == before
    assert page.headers["cache-control"] == "no-store"
    form = form_to(page, "/contest")
    wrong = form.submit(reader, page, reason="The roll was wrong.", code="AAAAAA")
    assert wrong.status_code == 403 and "The roll was wrong." in wrong.text
    taken = form.submit(reader, page, reason="The roll was wrong.", code=letter.code)
    assert "This member contests the resolution." in texts(taken)
    assert len(network.service.read(list_contests, "R-2026-01")) == 1
    for language in ("fr", "ar", "en"):
        assert "The roll was wrong." in reader.get(f"/f/{letter.token}?lang={language}").text


def test_after_the_term_the_page_says_so(network: NetworkAtHand, reader: Any) -> None:
    """No form is offered any more."""
    adopt(network)
    letter = following_letter(network, "contest", "OTT")
    network.clock.at += timedelta(days=15)
    page = reader.get(f"/f/{letter.token}")
    assert "The term to contest this resolution is over." in texts(page) and "<textarea" not in page.text


def test_a_member_reports_on_its_action(network: NetworkAtHand, reader: Any) -> None:
    """Under way, then done; the page shows what was said so far."""
    with_action(network)
    letter = following_letter(network, "action", "OTT")
    page = reader.get(f"/f/{letter.token}")
    form = form_to(page, "/report")
    missing = form.submit(reader, page, kind="done", note=" ", code=letter.code)
    assert missing.status_code == 422 and "The text is missing." in texts(missing)
    taken = form.submit(reader, page, kind="reported", note="A room is found.", code=letter.code)
    assert "Your report is recorded and public." in texts(taken) and "A room is found." in taken.text
    done = form.submit(reader, page, kind="done", note="It is booked.", code=letter.code)
    assert "There is nothing more to report." in texts(done)
    assert network.service.read(list_actions)[0].progress.state == "done"


@pytest.mark.parametrize("address", ["/f/AAAAAAAAAAAAAAAAAAAAAAAAAA", "/f/AAAA"])
def test_a_link_nobody_issued_is_told_so(reader: Any, address: str) -> None:
    """Known or cut, nothing is given away."""
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize("step", ["contest", "report"])
def test_whoever_reloads_an_answer_is_led_back(reader: Any, step: str) -> None:
    """GET of a form's address leads to the link."""
    answered = reader.get(f"/f/AAAAAAAAAAAAAAAAAAAAAAAAAA/{step}", follow_redirects=False)
    assert answered.status_code == 303
    assert answered.headers["location"].startswith("/f/AAAA")
