"""The three motions as a person would take them, in a browser: from the letter to the published resolution.

One by keyboard alone, one without JavaScript, one on a screen 320 pixels wide; each in another language.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from governance.files.motions import read_motions
from governance.paths import DATA
from governance.words.languages import LANGUAGES
from tests.equipment.people import Director
from tests.equipment.town import MEMBERS, Town

TABS = 120
"""So many presses of Tab lead anywhere on the longest page."""


@dataclass(frozen=True)
class Manner:
    """How somebody uses a browser."""

    width: int
    scripts: bool
    keyboard: bool


MANNERS = {
    "2016-01": Manner(width=1280, scripts=True, keyboard=True),
    "2016-02": Manner(width=768, scripts=False, keyboard=False),
    "2016-03": Manner(width=320, scripts=True, keyboard=False),
}
ANSWERS: Mapping[str, dict[str, str]] = {
    "2016-01": {
        f"position-{option}": "stand_aside"
        for option in (
            "association",
            "federation",
            "gie",
            "cooperative",
            "societe",
            "convention",
            "attendre-15",
        )
    },
    "2016-02": {"choice": "oui"},
    "2016-03": {"position-motion": "yes"},
}


@contextmanager
def person(browser: Browser, manner: Manner, language: str) -> Iterator[Page]:
    """Somebody at a browser of their own, in whose console nothing may be complained of."""
    context = browser.new_context(
        viewport={"width": manner.width, "height": 720},
        locale=language,
        java_script_enabled=manner.scripts,
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not complaints


def reach(page: Page, target: Locator, manner: Manner) -> None:
    """Put the focus on something, by as many presses of Tab as it takes."""
    if not manner.keyboard:
        target.focus()
        return
    for _ in range(TABS):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def press(page: Page, target: Locator, manner: Manner) -> None:
    """Press a button or follow a link."""
    if manner.keyboard:
        reach(page, target, manner)
        page.keyboard.press("Enter")
    else:
        target.click()
    page.wait_for_load_state()


def choose(page: Page, name: str, value: str, manner: Manner) -> None:
    """Take one of several positions."""
    wanted = page.locator(f'input[name="{name}"][value="{value}"]')
    if not manner.keyboard:
        wanted.check()
        return
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    page.keyboard.press("Space")
    for _ in range(10):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the keyboard does not choose {value}")


def vote(page: Page, director: Director, answers: Mapping[str, str], manner: Manner, base: str) -> None:
    """From the link to the receipt."""
    page.goto(base + director.link)
    for name, value in answers.items():
        choose(page, name, value, manner)
    press(page, page.locator("form.booth-form button").first, manner)
    code = page.locator("#code")
    reach(page, code, manner)
    if manner.keyboard:
        page.keyboard.type(director.letter.codes[0].lower())
    else:
        code.fill(director.letter.codes[0])
    press(page, page.locator("form.booth-form button").first, manner)
    expect(page.locator(".tick")).to_be_visible()
    expect(page.locator(".recap li")).to_have_count(len(answers))
    fits(page, manner)


def fits(page: Page, manner: Manner) -> None:
    """Nobody has to scroll sideways."""
    if manner.scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= manner.width


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    "turn",
    [0, *(pytest.param(turn, marks=pytest.mark.proof(full_only=True)) for turn in range(1, len(LANGUAGES)))],
)
def test_the_three_motions_as_people_take_them(browser: Browser, town: Town, turn: int) -> None:
    """A director votes on each, sees the receipt, and reads what became of it once the deadline has passed."""
    spoken = {number: LANGUAGES[(place + turn) % len(LANGUAGES)] for place, number in enumerate(MANNERS)}
    closes_at = open_all(town)
    for number, language in spoken.items():
        with person(browser, MANNERS[number], language) as page:
            vote(page, director_on(town, number), ANSWERS[number], MANNERS[number], town.server.url)
    town.forward_to(closes_at)
    for number, language in spoken.items():
        town.wait_until_closed(number)
        with person(browser, MANNERS[number], language) as page:
            read(page, town, number, MANNERS[number], language)


def open_all(town: Town) -> datetime:
    """The three ballots, open side by side; answers when the first closes, a few seconds before the others."""
    for number in MANNERS:
        town.desk.draft_from_template(number)
        tabled_after = town.now()
        town.desk.table(number)
    town.forward_to(tabled_after + timedelta(days=10))
    return min([town.open_round(number) for number in MANNERS])


def director_on(town: Town, number: str) -> Director:
    """The director of MNC with the letter about one motion."""
    [title] = [motion.title for motion in read_motions(DATA / "motions") if motion.number == number]
    letters = town.mail.letters_to(MEMBERS["MNC"].director.email)
    about = [
        letter
        for letter in letters
        if any("/v/" in link for link in letter.links)
        and any(said in letter.subject for said in title.values())
    ]
    return Director(about[-1], town.browser("fr"))


def read(page: Page, town: Town, number: str, manner: Manner, language: str) -> None:
    """From the first page to what became of the motion, and who answered what."""
    page.goto(f"{town.server.url}/motions?lang={language}")
    press(page, page.locator(f'a[href="/motions/{number}"]').first, manner)
    expect(page.locator("h1")).to_be_visible()
    link = page.locator('main a[href^="/resolutions/R-"]').first
    if link.count():
        press(page, link, manner)
    expect(page.locator(".rollcall").first).to_be_visible()
    expect(page.locator(".roll-table, table.data").first).to_contain_text("MNC")
    fits(page, manner)
