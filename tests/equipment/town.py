"""A town for the stories: a running service with its thirteen members, a desk that is signed in, a mail server.

Whole journeys go over real HTTP and a real SMTP server; nothing here calls a function of the service.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from governance.files.members import Member, read_members
from governance.paths import DATA
from tests.equipment.mail_server import Letter, MailServer
from tests.equipment.people import EMAIL, PASSWORD, Director, Secretariat, visitor
from tests.equipment.running_server import RunningServer, Serve
from tests.equipment.waiting import wait_for

MEMBERS: dict[str, Member] = {member.code: member for member in read_members(DATA / "members.toml")}
CODES = list(MEMBERS)


@dataclass
class Town:
    """The service and everybody around it."""

    server: RunningServer
    mail: MailServer
    desk: Secretariat
    browsers: list[httpx.Client] = field(default_factory=list)
    closes_at: datetime = datetime(9999, 1, 1, tzinfo=UTC)

    def browser(self, language: str = "fr") -> httpx.Client:
        """A browser that is closed when the story ends."""
        self.browsers.append(visitor(self.server, language))
        return self.browsers[-1]

    def machine_now(self) -> datetime:
        """What this machine's clock shows, whether the service runs or not."""
        return datetime.now(UTC)

    def instant(self, text: str) -> datetime:
        """An instant as the service's data write it."""
        return datetime.fromisoformat(text).astimezone(UTC)

    def now(self) -> datetime:
        """What the service's clock shows, as its readiness page tells."""
        shown = httpx.get(f"{self.server.url}/health/ready", trust_env=False).json()["now"]
        return datetime.fromisoformat(shown).astimezone(UTC)

    def public(self, path: str, language: str = "fr") -> httpx.Response:
        """A public page as anybody sees it."""
        return self.browser(language).get(path)

    def fast_forward(self) -> None:
        """The button of the demonstration's banner."""
        page = self.browser().post("/demo/fast-forward", headers={"origin": self.server.url})
        assert page.status_code == 200, page.text

    def forward_to(self, instant: datetime) -> None:
        """Press the button until the clock shows the instant or more."""
        while self.now() < instant:
            self.fast_forward()

    def director(self, code: str, *, letters_before: int = 0) -> Director:
        """The director of a member, with the newest letter that holds a link."""

        def newest() -> Letter | None:
            mailbox = self.mail.letters_to(MEMBERS[code].director.email)[letters_before:]
            with_link = [letter for letter in mailbox if any("/v/" in link for link in letter.links)]
            return with_link[-1] if with_link else None

        letter = wait_for(f"a letter with a link to {code}", newest)
        return Director(letter, self.browser(MEMBERS[code].language))

    def directors(self) -> dict[str, Director]:
        """Everybody, once all thirteen have their letters."""
        return {code: self.director(code) for code in CODES}

    def open_motion(self, number: str, *, days: int = 14) -> datetime:
        """Draft the motion of the data folder, table it, let the notice pass, open it; answers when it closes."""
        self.desk.draft_from_template(number)
        tabled_after = self.now()
        self.desk.table(number)
        self.forward_to(tabled_after + timedelta(days=10))
        return self.open_round(number, days=days)

    def open_round(self, number: str, *, days: int = 14) -> datetime:
        """Open the prepared ballot of a motion."""
        closes_at = (self.now() + timedelta(days=days)).replace(microsecond=0)
        already = {code: len(self.mail.letters_to(MEMBERS[code].director.email)) for code in CODES}
        self.desk.open(number, closes_at)
        for code in CODES:
            self.director(code, letters_before=already[code])
        return closes_at

    def wait_until_closed(self, number: str) -> httpx.Response:
        """The motion's page, once its ballot is no longer open."""

        def look() -> httpx.Response | None:
            page = self.public(f"/motions/{number}", "en")
            return None if "badge--live" in page.text else page

        return wait_for(f"motion {number} to be closed", look)


@pytest.fixture
def town(make_server: Serve, mail_server: MailServer) -> Iterator[Town]:
    """A service on the demonstration's clock, thirteen members, a desk that has signed in."""
    server = make_server("serve", GOVERNANCE_DEMO="true")
    yield from inhabit(server, mail_server)


def inhabit(server: RunningServer, mail: MailServer) -> Iterator[Town]:
    """Import the members, add an account, start, sign in."""
    furnish(server)
    server.start()
    town = Town(server, mail, Secretariat(server))
    town.browsers.append(town.desk.browser)
    town.desk.sign_in()
    yield town
    for browser in town.browsers:
        browser.close()


def furnish(server: RunningServer) -> None:
    """Import the members and add an account, on the command line."""
    imported = server.run("members", "import", str(DATA / "members.toml"))
    assert imported.returncode == 0, imported.stderr
    added = server.run("secretariat", "add", EMAIL, typed=PASSWORD + "\n")
    assert added.returncode == 0, added.stderr
