"""Arabic pages: what is written from left to right is read so, and every page says its language and direction."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from governance.words.languages import LANGUAGES, direction
from tests.browser.conftest import DESK, PUBLIC, House, sign_in

TURNED = r"""() => {
  // A number, address or name whose first character must stand left of its last, on one line of the screen.
  const exact = /[A-Za-z0-9]+(?:[-.:@\/+_][A-Za-z0-9]+)+|[0-9]{2,}/g;
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getClientRects()[0];
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const found of node.data.matchAll(exact)) {
      const first = place(node, found.index);
      const last = place(node, found.index + found[0].length - 1);
      if (!first || !last || Math.abs(first.top - last.top) > 2) continue;
      if (first.left > last.left) wrong.push(found[0] + " in: " + node.data.trim().slice(0, 80));
    }
  }
  return wrong;
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose owner reads Arabic."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="ar-MA", bypass_csp=True)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.needs("chromium")
def test_numbers_names_and_addresses_are_not_turned_round(house: House, phone: Page) -> None:
    """2026-01, R-2026-01, 18:00, UTC+0, addresses and keys: on no Arabic page does one stand mirrored."""
    paths = [*PUBLIC, house.link]
    sign_in(phone, house)
    paths += [path.format(ballot=house.ballot) for path in DESK]
    wrong = {}
    for path in paths:
        phone.goto(f"{house.address}{path}{'&' if '?' in path else '?'}lang=ar")
        phone.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if turned := phone.evaluate(TURNED):
            wrong[path] = turned
    assert not wrong, wrong


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(house: House, phone: Page, language: str) -> None:
    """On the root, whatever the page; and whatever is in another language says so itself."""
    for path in ("/", "/motions/2026-02", "/motions/2099-99", house.link, "/desk/sign-in"):
        phone.goto(f"{house.address}{path}?lang={language}")
        root = phone.locator("html")
        assert root.get_attribute("lang") == language, path
        assert root.get_attribute("dir") == direction(language), path
        assert phone.title().strip(), path
