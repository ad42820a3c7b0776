"""Every page and state is held against WCAG 2.2 AA by axe, in a real browser on a phone's width."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from litestar.datastructures import State
from playwright.sync_api import Browser, Page

from governance.access.passwords import hash_password
from governance.acts.add_account import add_account
from governance.acts.close_ballot import close_ballot
from governance.acts.table_motion import table_motion
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.routes import ROUTES
from governance.web.security import guard
from governance.words.languages import LANGUAGES
from tests.equipment.figures import Figure
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_network
from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
    server, thread = _serve(network, address, port)
    yield House(network, address, str(ballot), f"/v/{letter.token}", letter.code)
    server.should_exit = True
    thread.join(timeout=20)
    network.close()


def _table(network: NetworkAtHand, number: str) -> None:
    network.service.do(
        table_motion,
        number=number,
        notice=timedelta(days=10),
        rulebook=network.service.rulebook,
        zone=network.zone,
        now=network.now(),
    )


def _serve(network: NetworkAtHand, address: str, port: int) -> tuple[uvicorn.Server, threading.Thread]:
    settings = network.service.settings.model_copy(update={"base_url": address})
    app = Litestar(
        route_handlers=ROUTES,
        exception_handlers=EXCEPTION_HANDLERS,
        state=State(
            {
                "service": replace(network.service, settings=settings),
                "timekeeper": SimpleNamespace(last_tick=network.now()),
            }
        ),
        openapi_config=None,
        logging_config=None,
    )
    server = uvicorn.Server(
        uvicorn.Config(guard(app, secure=False), port=port, log_config=None, lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for("the pages to be served", lambda: server.started)
    return server, thread


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen into which axe may be brought although the pages allow no script."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def check_accessible(page: Page, what: str) -> None:
    """Fails with what axe finds on the page that is shown, and where nothing may be wider than the screen."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{what}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{what} is wider than the screen"


def spoken(figure: Figure, number: int) -> list[str]:
    """The languages a page is tried in: each in its turn, or all three."""
    count = figure(small=1, full=len(LANGUAGES))
    return [LANGUAGES[(number + each) % len(LANGUAGES)] for each in range(count)]


@pytest.mark.proof
@pytest.mark.needs("chromium")
def test_public_pages_have_no_violation(house: House, phone: Page, figure: Figure) -> None:
    """Every public page, its refusals and what is found empty."""
    for number, path in enumerate(PUBLIC):
        for language in spoken(figure, number):
            phone.goto(f"{house.address}{path}{'&' if '?' in path else '?'}lang={language}")
            check_accessible(phone, f"{path} in {language}")


@pytest.mark.proof
@pytest.mark.needs("chromium")
def test_desk_pages_have_no_violation(house: House, phone: Page, figure: Figure) -> None:
    """Every page of the desk, over a motion in every state."""
    phone.goto(f"{house.address}/desk/sign-in")
    phone.fill("#email", SECRETARY)
    phone.fill("#password", PASSWORD)
    phone.locator("main form button").first.click()
    for number, path in enumerate(DESK):
        for language in spoken(figure, number):
            shown = phone.goto(f"{house.address}{path.format(ballot=house.ballot)}?lang={language}")
            assert shown is not None and shown.ok and "sign-in" not in phone.url, path
            check_accessible(phone, f"{path} in {language}")


@pytest.mark.proof
@pytest.mark.needs("chromium")
def test_every_state_of_the_booth_has_no_violation(house: House, phone: Page, figure: Figure) -> None:
    """The form, the form sent back, the recap, a wrong code, the receipt, and the link opened again."""
    for number, language in enumerate(spoken(figure, 1)):
        house.network.clock.at += timedelta(minutes=number)
        _vote(house, phone, language)


def _vote(house: House, phone: Page, language: str) -> None:
    phone.goto(f"{house.address}{house.link}?lang={language}")
    check_accessible(phone, f"the link in {language}")
    if not phone.locator("input[name=position-gie]").count():
        return
    _send(phone)
    check_accessible(phone, f"the form sent back in {language}")
    for option, position in VOTE["positions"].items():
        phone.check(f"input[name=position-{option}][value={position}]")
    phone.locator("textarea[name=reason-gie]").evaluate(
        "field => { field.closest('details')?.setAttribute('open', '') }"
    )
    phone.fill("textarea[name=reason-gie]", "Trop cher.")
    _send(phone)
    check_accessible(phone, f"the recap in {language}")
    phone.fill("#code", "AAAAAA")
    _send(phone)
    check_accessible(phone, f"a wrong code in {language}")
    phone.fill("#code", house.code)
    _send(phone)
    assert phone.locator(".tick").count() == 1
    check_accessible(phone, f"the receipt in {language}")


def _send(phone: Page) -> None:
    phone.locator("form.booth-form button").first.click()
    phone.wait_for_load_state()
