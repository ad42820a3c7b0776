"""Pages are light and keep to themselves: few bytes, early words on a slow line, nothing asked of another host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from governance.words.languages import LANGUAGES
from tests.browser.conftest import DESK, PUBLIC, House, sign_in
from tests.equipment.figures import Figure

HEAVIEST = 60_000
"""Bytes over the line of a whole page with all it needs, headers included, to a reader who has nothing of it yet."""

SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""A telephone on a slow line: 150 ms there and back, 1.6 Mbit/s."""

FIRST_WORDS = 1000
"""Milliseconds until the first words stand on the screen of that telephone."""

TRIES = 4
"""So often may a page be asked for until it is quick: the machine that runs the tests has other work as well."""


@dataclass
class Line:
    """What went over the line to one page, and what the browser had to say about it."""

    page: Page
    received: int = 0
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def slow(browser: Browser) -> Iterator[Callable[[], Line]]:
    """Makes a telephone on a slow line with an empty cache, whose traffic is counted."""
    opened: list[BrowserContext] = []

    def make() -> Line:
        context = browser.new_context(viewport={"width": 320, "height": 640})
        opened.append(context)
        context.set_default_timeout(15_000)
        return _watched(context)

    yield make
    for context in opened:
        context.close()


def _watched(context: BrowserContext) -> Line:
    line = Line(context.new_page())
    session = context.new_cdp_session(line.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    # Neither the cache on disk nor what the browser keeps in memory of an earlier page, such as the sign-in.
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def count(event: dict[str, Any]) -> None:
        line.received += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", count)
    line.page.on("request", lambda request: line.asked.append(request.url))
    line.page.on(
        "console",
        lambda said: line.complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    line.page.on("pageerror", lambda error: line.complaints.append(str(error)))
    return line


def check_light(line: Line, house: House, address: str) -> None:
    """Fails where a page is heavy, late, complains, or asks another host."""
    tried = [_first_words(line, address)]
    assert line.received <= HEAVIEST, f"{address}: {line.received} bytes"
    while min(tried) > FIRST_WORDS and len(tried) < TRIES:
        tried.append(_first_words(line, address))
    assert min(tried) <= FIRST_WORDS, f"{address}: first words after {min(tried):.0f} ms"
    foreign = [url for url in line.asked if not url.startswith(house.address)]
    assert not foreign, f"{address} asks {foreign}"
    unexpected = [said for said in line.complaints if "404" not in said]
    assert not unexpected, f"{address}: {unexpected}"


def _first_words(line: Line, address: str) -> float:
    line.received = 0
    line.page.goto(address, wait_until="load")
    return float(
        line.page.evaluate(
            "() => new Promise(done => new PerformanceObserver((list, seen) => { seen.disconnect();"
            " done(list.getEntries().at(-1).startTime) }).observe({ type: 'paint', buffered: true }))"
        )
    )


def spoken(figure: Figure, number: int) -> list[str]:
    """The languages a page is tried in: each in its turn, or all three."""
    count = figure(small=1, full=len(LANGUAGES))
    return [LANGUAGES[(number + each) % len(LANGUAGES)] for each in range(count)]


@pytest.mark.proof
@pytest.mark.needs("chromium")
def test_public_pages_are_light_on_a_slow_line(
    house: House, slow: Callable[[], Line], figure: Figure
) -> None:
    """At most 60 kB with all a page needs, first words within a second, no complaint, no other host."""
    for number, path in enumerate(PUBLIC):
        for language in spoken(figure, number):
            line = slow()
            check_light(line, house, f"{house.address}{path}{'&' if '?' in path else '?'}lang={language}")
            line.page.close()


@pytest.mark.proof
@pytest.mark.needs("chromium")
def test_the_desk_and_the_booth_are_as_light(house: House, slow: Callable[[], Line], figure: Figure) -> None:
    """The secretary works on the train, and a director votes there."""
    for number, path in enumerate(("", *DESK)):
        for language in spoken(figure, number):
            line = slow()
            if path:
                sign_in(line.page, house)
            address = f"{house.address}{path.format(ballot=house.ballot) or house.link}?lang={language}"
            check_light(line, house, address)
            line.page.close()
