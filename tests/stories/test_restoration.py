"""A database is lost, an older copy takes its place, and two members confirm by letter that the rest is given up."""

import shutil
from pathlib import Path

import httpx

from tests.equipment.forms import form_to, texts
from tests.equipment.mail_server import Letter
from tests.equipment.town import MEMBERS, Town
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import one

ASKED = ("OTT", "SOL")


def confirming_letter(town: Town, code: str) -> Letter:
    """The letter that asks a member to confirm."""

    def look() -> Letter | None:
        mailbox = town.mail.letters_to(MEMBERS[code].director.email)
        return next((letter for letter in mailbox if any("/c/" in link for link in letter.links)), None)

    return wait_for(f"the question to {code}", look)


def confirm(town: Town, code: str) -> httpx.Response:
    """Open the link and confirm with the code."""
    letter = confirming_letter(town, code)
    [link] = [link for link in letter.links if "/c/" in link]
    browser = town.browser(MEMBERS[code].language)
    page = browser.get(link.removeprefix(town.server.url))
    return form_to(page, "/answer").submit(browser, page, answer="confirm", code=letter.codes[0])


def test_an_older_database_is_taken_up_only_as_two_members_confirm(town: Town, tmp_path: Path) -> None:
    """Until then no vote is taken and no head signed; then the ballot is stopped, and the register verifies."""
    database = town.server.home / "governance.sqlite"
    town.open_motion("2016-03")
    town.server.stop()
    shutil.copy(database, tmp_path / "older.sqlite")
    town.server.start()
    director = town.director("CE3M")
    director.vote(one("yes"))
    receipt = town.mail.wait_for_letter(MEMBERS["CE3M"].director.email, subject="Vote enregistré")
    town.server.stop()
    shutil.copy(tmp_path / "older.sqlite", database)

    refused = town.server.run("serve")
    assert refused.returncode != 0 and "database-behind-head" in refused.stderr
    asked = town.server.run(
        "register", "restored", "--seat", ASKED[0], "--seat", ASKED[1], "--note", "Le disque a été perdu."
    )
    assert asked.returncode == 0, asked.stderr
    town.server.start()
    late = director.look()
    assert late.status_code == 200
    refused_vote = director.confirm(director.choose(one("yes")))
    assert refused_vote.status_code == 503 and "restoration-pending" in refused_vote.text
    assert "Aucun vote" in texts(refused_vote)
    assert town.public("/register/checkpoint").status_code == 503
    assert "disque" in texts(town.browser().get(town_link(town, ASKED[0])))

    assert confirm(town, ASKED[0]).status_code == 200
    assert town.public("/register/checkpoint").status_code == 503
    assert confirm(town, ASKED[1]).status_code == 200
    assert town.public("/register/checkpoint").status_code == 200
    assert "/recap" not in director.look().text

    export, letter = tmp_path / "export.jsonl", tmp_path / "receipt.eml"
    export.write_bytes(town.public("/register/export.jsonl").content)
    letter.write_bytes(receipt.raw)
    verified = town.server.run("verify", str(export), "--eml", str(letter))
    assert verified.returncode == 0, verified.stdout
    again = town.desk.browser.get("/desk/motions/2016-03")
    assert form_to(again, "/open")


def town_link(town: Town, code: str) -> str:
    """The path of the link that asks a member."""
    [link] = [link for link in confirming_letter(town, code).links if "/c/" in link]
    return link.removeprefix(town.server.url)
