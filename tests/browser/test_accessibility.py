"""Every page and state is held against WCAG 2.2 AA by axe, in a real browser on a phone's width."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from governance.words.languages import LANGUAGES
from tests.browser.conftest import DESK, PUBLIC, VOTE, House, sign_in
from tests.equipment.figures import Figure

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


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
    sign_in(phone, house)
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
