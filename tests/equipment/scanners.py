"""Nine models of programs that open the links in letters before, or instead of, a person.

Each takes a client (or a browser's page) and the address of a link, and does what such programs were seen to do.
None of them has read the letter's code.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

from httpx import Client, Response
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.equipment.forms import Form, forms

INVENTED_CODE = "ABC234"
"""What a program types into a field that asks for a code."""

TRIES = 6
"""So often a program that invents codes tries each form: more often than wrong codes are forgiven."""

_MOST_PAGES = 40
_HREF = re.compile(r'<a [^>]*href="(/[^"#]*)"')


@dataclass(frozen=True)
class Post:
    """A form that was seen on its way."""

    path: str
    fields: dict[str, str]


Scanner = Callable[[Client, str], None]


def ask_for_the_head(client: Client, link: str) -> None:
    """HEAD."""
    client.head(link)


def open_once(client: Client, link: str) -> None:
    """GET."""
    client.get(link)


def open_repeatedly(client: Client, link: str) -> None:
    """GET, again and again."""
    for _ in range(10):
        client.get(link)


def follow_links(client: Client, link: str) -> None:
    """GET, and every address of the same site that the pages lead to."""
    for path in _reachable(client, link):
        client.get(path)


def submit_forms(client: Client, link: str) -> None:
    """Send every form as it was found, on the link's page and on the pages it leads to; with every button."""
    page = client.get(link)
    for form in forms(page):
        _send(client, page, form)
        for name, value in form.buttons:
            _send(client, page, form, **{name: value})
    for path in _reachable(client, link):
        page = client.get(path)
        for form in forms(page):
            _send(client, page, form)


def choose_and_confirm(client: Client, link: str) -> None:
    """Pick a choice, invent a code, confirm; and invent a code wherever one is asked for."""
    for _ in range(TRIES):
        page = client.get(link)
        for form in forms(page):
            for fill in (_filled, _chosen):
                answer = _send(client, page, form, **fill(form))
                for following in forms(answer):
                    _send(client, answer, following, **fill(following))


OVER_HTTP: dict[str, Scanner] = {
    "head": ask_for_the_head,
    "get": open_once,
    "get-repeatedly": open_repeatedly,
    "follow-links": follow_links,
    "submit-forms": submit_forms,
    "choose-and-confirm": choose_and_confirm,
}


def replay(client: Client, seen: Sequence[Post]) -> None:
    """Send again, twice, every form that was seen on its way: with its code and its request key."""
    for post in (*seen, *seen):
        client.post(post.path, data=post.fields)


def run_scripts(browser: Browser, links: Sequence[str], *, seconds: float) -> None:
    """Open every link in a browser that runs what there is to run, and wait."""
    context = _context(browser)
    for link in links:
        page = context.new_page()
        page.goto(link)
    context.pages[-1].wait_for_timeout(seconds * 1000)
    context.close()


def click_buttons(browser: Browser, links: Sequence[str]) -> None:
    """Press every button that can be seen on each link's page: as it is, then with every field filled in."""
    context = _context(browser)
    page = context.new_page()
    for link in links:
        for fill in (False, True):
            page.goto(link)
            for nth in range(page.locator("button:visible").count()):
                page.goto(link)
                if fill:
                    _fill_in(page)
                _press(page, nth)
                _press(page, 0)
    context.close()


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(5_000)
    return context


def _fill_in(page: Page) -> None:
    """Choose the first of all choices, type something everywhere."""
    for choice in page.locator("input[type=radio]:visible").all():
        choice.check(force=True)
    for text in page.locator("textarea:visible").all():
        text.fill("seen")
    for code in page.locator("input[name=code]:visible").all():
        code.fill(INVENTED_CODE)


def _press(page: Page, nth: int) -> None:
    button = page.locator("button:visible").nth(nth)
    if not button.count():
        return
    try:
        button.click(timeout=2_000)
        page.wait_for_load_state()
    except TookTooLong:  # covered or gone: a scanner goes on
        return


def _reachable(client: Client, link: str) -> list[str]:
    """The addresses that the link's page leads to, and those these lead to, in order."""
    found = _links(client.get(link))
    for path in list(found)[:_MOST_PAGES]:
        found |= _links(client.get(path))
    return list(found)[:_MOST_PAGES]


def _links(page: Response) -> dict[str, None]:
    return dict.fromkeys(unescape(path) for path in _HREF.findall(page.text))


def _filled(form: Form) -> dict[str, str]:
    """A choice in every group, something in every empty field, an invented code."""
    fields = {name: value or "seen" for name, value in form.fields.items()}
    fields |= {name: values[0] for name, values in form.radios.items() if values}
    return fields | ({"code": INVENTED_CODE} if "code" in form.fields else {})


def _chosen(form: Form) -> dict[str, str]:
    """A choice in every group and an invented code; what may be left empty stays as it was found."""
    fields = dict(form.fields) | {name: values[0] for name, values in form.radios.items() if values}
    return fields | ({"code": INVENTED_CODE} if "code" in form.fields else {})


def _send(client: Client, page: Response, form: Form, **changed: str) -> Response:
    return form.submit(client, page, **changed)
