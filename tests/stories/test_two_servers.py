"""Two servers of one network behind a real nginx, over one PostgreSQL: for everybody outside they are one service."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.equipment.forms import form_to, texts
from tests.equipment.front import Front, another_port
from tests.equipment.mail_server import MailServer
from tests.equipment.people import EMAIL, Secretariat, visitor
from tests.equipment.running_server import RunningServer, Serve
from tests.equipment.town import CODES, Town, furnish
from tests.equipment.waiting import wait_for
from tests.equipment.wrong_clock import wrong_clock
from tests.stories.test_deadlines import open_quick, quick_rules
from tests.stories.test_three_motions import one, resolution

pytestmark = [pytest.mark.needs("nginx-light"), pytest.mark.needs("postgresql")]

SETTLES = timedelta(seconds=10)
"""How long after its end a ballot is closed where several servers take votes."""

MakeTown = Callable[..., "TwoServers"]


class TwoServers(Town):
    """A town whose service is an nginx and two servers behind it."""

    servers: tuple[RunningServer, RunningServer]


@pytest.fixture
def two_servers(
    make_server: Serve, mail_server: MailServer, front: Front, postgresql_url: str, tmp_path: Path
) -> Callable[..., Iterator[TwoServers]]:
    """Starts both; the second one may have settings of its own, such as a wrong clock."""

    @contextmanager
    def start(**of_second: str) -> Iterator[TwoServers]:
        port = another_port()
        shared = {
            "GOVERNANCE_DATABASE_URL": postgresql_url,
            "GOVERNANCE_RULES_FOLDER": str(quick_rules(tmp_path)),
            "GOVERNANCE_BASE_URL": f"http://127.0.0.1:{port}",
        }
        first = make_server("serve", **shared)
        furnish(first)
        second = make_server("serve", **shared)
        second.environment |= of_second
        shutil.copytree(first.home / "keys", second.home / "keys")
        first.start()
        second.start(until="/health/live")
        front(port, [first.port, second.port])
        entrance = RunningServer(first.home, port, first.environment)
        town = TwoServers(entrance, mail_server, Secretariat(entrance))
        town.servers = (first, second)
        town.browsers.append(town.desk.browser)
        try:
            yield town
        finally:
            for browser in town.browsers:
                browser.close()
            for server in town.servers:
                server.stop()

    return start


def test_two_servers_are_one_service(two_servers: MakeTown) -> None:
    """Signed in and voted on whichever server nginx chose; closed once, ten seconds after the end; each letter sent
    once by one of the two; whoever guesses passwords at both waits as if there were one."""
    with two_servers() as town:
        town.desk.sign_in()
        open_quick(town, for_=timedelta(seconds=20))
        directors = town.directors()
        with ThreadPoolExecutor(4) as voting:
            receipts = list(voting.map(lambda director: director.vote(one("yes")), directors.values()))
        served = {receipt.headers["x-server"] for receipt in receipts}
        assert served == {f"127.0.0.1:{server.port}" for server in town.servers}
        recap = directors["CE3M"].choose(one("no"))
        wait_for("the deadline to pass", lambda: town.machine_now() > town.closes_at or None)
        late = directors["CE3M"].confirm(recap)
        assert "vote-late" in late.text and town.public("/resolutions/R-2026-01").status_code == 404
        for code in CODES:
            town.mail.wait_for_letter(f"direction.{code.lower()}@example.org", subject="R-2026-01")
        published = resolution(town, "R-2026-01")
        assert published["outcome"] == "adopted"
        assert SETTLES <= town.instant(published["published_at"]) - town.closes_at < 2 * SETTLES
        sent = [letter for letter in town.mail.letters if "R-2026-01" in letter.subject]
        assert len(sent) == len({letter.message["message-id"] for letter in sent})
        assert len([letter for letter in sent if letter.recipients[0].startswith("direction.")]) == len(CODES)
        check_guessing_is_slowed(town)


@pytest.mark.needs("faketime")
def test_a_server_whose_clock_is_off_leaves_the_votes_to_the_other(two_servers: MakeTown) -> None:
    """Three seconds ahead of the database: it says so when asked and in its log, and refuses; nginx passes each form
    on to the server that is right, and nobody notices."""
    with two_servers(**wrong_clock("+3s")) as town:
        right, wrong = town.servers
        assert httpx.get(f"{wrong.url}/health/ready", trust_env=False).json()["clock"] is False
        assert "no votes are taken" in wrong.log and "no votes are taken" not in right.log
        town.desk.sign_in()
        open_quick(town, for_=timedelta(seconds=20))
        for code in CODES[:4]:
            director = town.director(code)
            assert director.vote(one("yes")).headers["x-server"].endswith(f"127.0.0.1:{right.port}")
        with visitor(wrong) as direct:
            refused = direct.post(f"{town.director(CODES[4]).link}/recap", data=one("no"))
        assert refused.status_code == 503 and "clock-off" in refused.text
        assert "Aucun vote" in texts(refused)


def check_guessing_is_slowed(town: TwoServers) -> None:
    """Five wrong passwords, some here and some there: the next one is not looked at on either server."""
    guesser = town.browser()
    pages = [guesser.get("/desk/sign-in") for _ in range(7)]
    forms = [form_to(page, "/desk/sign-in") for page in pages]
    tried = [
        form.submit(guesser, page, email=EMAIL, password=f"wrong-{n}")
        for n, (form, page) in enumerate(zip(forms, pages, strict=True))
    ]
    assert [answer.status_code for answer in tried] == [403] * 5 + [429] * 2
    assert len({answer.headers["x-server"] for answer in tried[:5]}) == len(town.servers)
