"""Those who act in the stories: the secretariat at its desk, directors with their letters, anybody on the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from httpx import Client, Response

from tests.equipment.forms import form_to, forms, texts
from tests.equipment.mail_server import Letter
from tests.equipment.running_server import RunningServer

PASSWORD = "une phrase assez longue"
EMAIL = "secretariat@example.org"


def visitor(server: RunningServer, language: str = "fr") -> Client:
    """Somebody with a browser, in this language, who keeps cookies and follows redirections."""
    return Client(
        base_url=server.url,
        headers={"accept-language": language},
        follow_redirects=True,
        trust_env=False,
        timeout=30,
    )


class Secretariat:
    """The desk of a running service: an account made on the command line, a browser, its forms."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.browser = visitor(server)

    def sign_in(self) -> Response:
        """Sign in and see the first page of the desk."""
        page = self.browser.get("/desk/sign-in")
        shown = form_to(page, "/desk/sign-in").submit(self.browser, page, email=EMAIL, password=PASSWORD)
        assert shown.status_code == 200 and shown.url.path.rstrip("/") == "/desk", texts(shown)
        return shown

    def send(self, path: str, ending: str, **fields: str) -> Response:
        """Fill in the form of a page whose address ends so, and send it."""
        page = self.browser.get(path)
        return form_to(page, ending).submit(self.browser, page, **fields)

    def press(self, path: str, step: str, **fields: str) -> Response:
        """Fill in the form of a page that has this button, and press it."""
        page = self.browser.get(path)
        form = next(each for each in forms(page) if ("step", step) in each.buttons)
        return form.submit(self.browser, page, step=step, **fields)

    def confirm(self, page: Response, ending: str, **fields: str) -> Response:
        """Send the form of the page that is shown, which asks to confirm."""
        return form_to(page, ending).submit(self.browser, page, **fields)

    def draft_from_template(self, number: str) -> Response:
        """Draft the motion of the data folder under its own number."""
        page = self.browser.get("/desk/motions/new", params={"from": f"template:{number}"})
        form = form_to(page, "/desk/motions/new")
        return form.submit(self.browser, page, number=number)

    def table(self, number: str) -> Response:
        """Make a draft public."""
        return self.confirm(self.browser.get(f"/desk/motions/{number}/table"), "/table")

    def open(
        self, number: str, closes_at: datetime, zone: str = "Africa/Casablanca", **named: str
    ) -> Response:
        """Open the prepared ballot until this instant, through the form and its recap; ``named``: chair, concerned."""
        local = closes_at.astimezone(ZoneInfo(zone))
        recap = self.send(
            f"/desk/motions/{number}",
            "/open",
            date=f"{local:%Y-%m-%d}",
            time=f"{local:%H:%M:%S}",
            **named,
        )
        assert recap.status_code == 200, texts(recap)
        opened = self.confirm(recap, "/open", step="open")
        assert opened.status_code == 200, texts(opened)
        return opened


@dataclass
class Director:
    """Who holds a letter: the link, the code, a browser."""

    letter: Letter
    browser: Client

    @property
    def link(self) -> str:
        """The address of the personal page."""
        return f"/v/{self.letter.token}"

    def look(self) -> Response:
        """Open the link."""
        return self.browser.get(self.link)

    def choose(self, fields: Mapping[str, str]) -> Response:
        """Fill in the form and go to the recap."""
        page = self.look()
        return form_to(page, "/recap").submit(self.browser, page, **fields)

    def choose_blindly(self, fields: Mapping[str, str]) -> Response:
        """Send the form to the recap without having looked whether it is still there."""
        return self.browser.post(f"{self.link}/recap", data=dict(fields))

    def confirm(self, recap: Response, code: str | None = None) -> Response:
        """Confirm what the recap shows with the code of the letter."""
        form = form_to(recap, "/vote")
        return form.submit(self.browser, recap, code=self.letter.codes[0] if code is None else code)

    def vote(self, fields: Mapping[str, str]) -> Response:
        """The whole way: choose, read the recap, confirm; answers the receipt's page."""
        recap = self.choose(fields)
        assert recap.status_code == 200, texts(recap)
        receipt = self.confirm(recap)
        assert receipt.status_code == 200, texts(receipt)
        return receipt
