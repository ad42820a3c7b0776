"""Before the close nothing tells a position; looking changes nothing; a mail server that is down loses nothing."""

import hashlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.equipment.town import CODES, Town
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import one

REASON = "Motifquenullautretexteneporte"
PAGES = (
    "/",
    "/motions",
    "/motions/2016-03",
    "/resolutions",
    "/register",
    "/register/checkpoint",
    "/register/export.jsonl",
    "/feed.atom",
    "/calendar.ics",
    "/health/live",
    "/health/ready",
    "/resend",
)
DESK = ("/desk", "/desk/motions", "/desk/motions/2016-03", "/desk/motions/new")


def content(home: Path) -> dict[str, str]:
    """A digest of every table's rows."""
    with sqlite3.connect(f"file:{home / 'governance.sqlite'}?mode=ro", uri=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {
            table: hashlib.sha256(
                repr(sorted(connection.execute(f"SELECT * FROM {table}"))).encode()
            ).hexdigest()
            for table in tables
            if table != "sqlite_sequence"
        }


def test_get_and_head_of_every_page_change_nothing(town: Town) -> None:
    """Robots may look at everything, as often as they like."""
    town.open_motion("2016-03")
    directors = town.directors()
    ballot = next(
        part.split('"')[0]
        for part in town.desk.browser.get("/desk/motions/2016-03").text.split('href="')
        if part.startswith("/desk/ballots/")
    )
    wait_for("the letters to have left", lambda: len(town.mail.letters) >= 2 * len(CODES) or None)
    settled = wait_for("the outbox to be still", lambda: _still(town))
    for method in ("GET", "HEAD"):
        for path in PAGES:
            assert town.browser().request(method, path).status_code == 200, path
        for path in (*DESK, ballot.split("#")[0]):
            assert town.desk.browser.request(method, path).status_code == 200, path
        for director in directors.values():
            assert director.browser.request(method, director.link).status_code == 200
    assert content(town.server.home) == settled


def _still(town: Town) -> dict[str, str] | None:
    """The content, once no letter waits."""
    with sqlite3.connect(f"file:{town.server.home / 'governance.sqlite'}?mode=ro", uri=True) as connection:
        waiting = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND cancelled_at IS NULL"
        if connection.execute(waiting).fetchone()[0]:
            return None
    return content(town.server.home)


@pytest.mark.proof
def test_nothing_tells_a_position_before_the_close(town: Town) -> None:
    """The reasons given stand on no page, in no letter, export, log or file of the home; the export opens no vote."""
    town.open_motion("2016-03")
    directors = town.directors()
    for n, code in enumerate(CODES):
        directors[code].vote(one("block", f"{REASON} {code}") if n % 2 else one("yes"))
    seen = {path: town.public(path).text for path in PAGES}
    seen |= {path: town.desk.browser.get(path).text for path in DESK}
    seen["the log"] = town.server.log
    seen |= {f"letter {n}": letter.text for n, letter in enumerate(town.mail.letters)}
    for director in directors.values():
        seen[director.link] = director.look().text
    for place, text in seen.items():
        assert REASON not in text, place
    raw = b"".join(path.read_bytes() for path in town.server.home.rglob("*") if path.is_file())
    assert REASON.encode() not in raw
    export = seen["/register/export.jsonl"]
    assert '"yes"' not in export.split('"kind":"vote-cast"', 1)[1] and "vote-opened" not in export


def test_a_mail_server_that_is_down_stops_neither_opening_nor_voting(town: Town) -> None:
    """Letters wait and leave later, each once."""
    closes_at = town.open_motion("2016-03")
    directors = town.directors()
    town.mail.manner = "busy"
    before = len(town.mail.letters)
    directors["CE3M"].vote(one("yes"))
    wait_for("the mail server to be tried", lambda: town.mail.refused or None)
    assert len(town.mail.letters) == before
    town.mail.manner = "obliging"
    town.forward_to(closes_at)
    receipts = wait_for(
        "the receipt to arrive",
        lambda: [
            letter
            for letter in town.mail.letters_to("direction.ce3m@example.org")
            if "receipt.tlog-proof" in letter.attachments
        ],
    )
    ids = [letter.message["message-id"] for letter in receipts]
    assert len(ids) == len(set(ids)) == 1


def test_a_ballot_opens_while_the_mail_server_is_down(town: Town) -> None:
    """The opening succeeds, and the thirteen invitations leave once the server takes them, each once."""
    town.desk.draft_from_template("2016-03")
    tabled_after = town.now()
    town.desk.table("2016-03")
    wait_for("the members to be told", lambda: len(town.mail.letters) >= len(CODES) or None)
    town.forward_to(tabled_after + timedelta(days=10))
    town.mail.manner = "busy"
    town.desk.open("2016-03", (town.now() + timedelta(days=14)).replace(microsecond=0))
    wait_for("the mail server to be tried", lambda: town.mail.refused or None)
    town.mail.manner = "obliging"
    town.fast_forward()
    directors = town.directors()
    invitations = [letter for letter in town.mail.letters if "deadline.ics" in letter.attachments]
    ids = [letter.message["message-id"] for letter in invitations]
    assert len(directors) == len(CODES)
    assert len(ids) == len(set(ids))
