"""A director votes on a phone: 320 pixels wide, without JavaScript, by keyboard alone."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn
from litestar import Litestar
from litestar.datastructures import State
from playwright.sync_api import Browser, Page, expect

from governance.web.booth.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from governance.web.static import static_file
from tests.equipment.network import NetworkAtHand
from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for
from tests.web.booth.conftest import OPTIONS, count

WIDE = 320


@pytest.fixture
def address(network: NetworkAtHand) -> Iterator[str]:
    """The booth on a port of the loopback interface."""
    port = free_port()
    settings = network.service.settings.model_copy(update={"base_url": f"http://127.0.0.1:{port}"})
    app = Litestar(
        route_handlers=[*routes, static_file],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": replace(network.service, settings=settings)}),
        openapi_config=None,
        logging_config=None,
    )
    config = uvicorn.Config(guard(app, secure=False), port=port, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for("the booth to listen", lambda: server.started)
    yield settings.base_url
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": WIDE, "height": 640}, locale="fr-FR", java_script_enabled=False
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_vote_on_several_options_by_keyboard(network: NetworkAtHand, phone: Page, address: str) -> None:
    """Tab, arrows and space are enough from the link to the receipt; an objection opens the field for its reason."""
    letter = network.letter(network.put("2026-02", "test-options", options=OPTIONS), "CE3M")
    phone.goto(f"{address}/v/{letter.token}")
    _tab_to(phone, "input[name=position-association]")
    phone.keyboard.press("Space")
    expect(phone.locator("input[name=position-association][value=yes]")).to_be_checked()
    _tab_to(phone, "input[name=position-gie]")
    phone.keyboard.press("ArrowUp")
    expect(phone.locator("input[name=position-gie][value=block]")).to_be_checked()
    _tab_to(phone, "textarea[name=reason-gie]")
    phone.keyboard.type("Trop de dettes.")
    _tab_to(phone, "input[name=position-attendre-15]")
    phone.keyboard.press("Space")
    _tab_to(phone, "form.booth-form button")
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("Vérifiez votre réponse")
    expect(phone.locator("main")).to_contain_text("CE3M s’oppose à l’option « GIE (fr) ».")
    _tab_to(phone, "#code")
    phone.keyboard.type(letter.code.lower())
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_contain_text("Votre vote est enregistré")
    assert count(network, "vote") == 1


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_nothing_is_wider_than_the_screen(
    network: NetworkAtHand, page: Page, address: str, language: str
) -> None:
    """On no page of a vote does a director have to scroll sideways."""
    letter = network.letter(network.put("2026-02", "test-options", options=OPTIONS), "OTT")
    page.goto(f"{address}/v/{letter.token}?lang={language}")
    _fits(page)
    page.locator("form.booth-form button").first.click()
    _fits(page)
    for option in OPTIONS:
        page.check(f"input[name=position-{option}][value=yes]")
    page.locator("form.booth-form button").first.click()
    _fits(page)
    page.fill("#code", letter.code)
    page.locator("form.booth-form button").first.click()
    expect(page.locator(".tick")).to_be_visible()
    _fits(page)
    page.goto(f"{address}/v/{letter.token}")
    expect(page.locator("#code-shown")).to_be_visible()
    _fits(page)


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element of this kind."""
    target = page.locator(f"{selector}:focus")
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.count():
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def _fits(page: Page) -> None:
    page.wait_for_load_state("load")  # a page without its stylesheet yet has another width
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE
