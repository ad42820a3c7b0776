"""A ballot over real mail: handed over with TLS, queued, delivered, read by IMAP, voted on, sent back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.equipment.forms import texts
from tests.equipment.post_office import GONE, PostOffice
from tests.equipment.running_server import Serve
from tests.equipment.town import CODES, MEMBERS, Town, inhabit
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import counts, one, resolution

pytestmark = [
    pytest.mark.proof(full_only=True),
    pytest.mark.needs("opensmtpd"),
    pytest.mark.needs("dovecot-submissiond"),
    pytest.mark.needs("dovecot-imapd"),
]


@pytest.fixture
def town_with_post(make_server: Serve, post_office: PostOffice) -> Iterator[Town]:
    """A town whose letters go through OpenSMTPD and Dovecot, and whose lost ones are fetched by IMAP."""
    server = make_server(
        "serve",
        GOVERNANCE_DEMO="true",
        GOVERNANCE_SMTP_URL=post_office.url,
        GOVERNANCE_BOUNCES_URL=post_office.returned_url,
        SSL_CERT_FILE=post_office.certificate,
    )
    yield from inhabit(server, post_office)


def test_letters_pass_through_real_mail_servers(town_with_post: Town) -> None:
    """Twelve directors find their letter in a mailbox and vote by the link in it; the desk sees whose came back."""
    town = town_with_post
    [gone] = [code for code in CODES if MEMBERS[code].director.email == GONE]
    town.desk.draft_from_template("2016-03")
    tabled_at = town.now()
    town.desk.table("2016-03")
    town.forward_to(tabled_at + timedelta(days=10))
    closes_at = (town.now() + timedelta(days=14)).replace(microsecond=0)
    opened = town.desk.open("2016-03", closes_at)
    for code in CODES:
        if code != gone:
            director = town.director(code)
            assert "bounce+" in director.letter.message["Return-Path"]
            assert "deadline.ics" in director.letter.attachments
            director.vote(one("yes"))
    seat = f"{opened.url.path}/seats/{gone}"
    wait_for("the letter that came back", lambda: "Revenu" in texts(town.desk.browser.get(seat)) or None)
    for code in CODES:
        if code != gone:
            wait_for("a receipt with its proof", lambda code=code: proof_of(town, code) or None)
    town.forward_to(closes_at)
    town.wait_until_closed("2016-03")
    assert counts(resolution(town, f"R-{closes_at.year}-01"), "motion")["yes"] == "12"


def proof_of(town: Town, code: str) -> list[str]:
    """The proofs that lie in the mailbox of a member's director."""
    mailbox = town.mail.letters_to(MEMBERS[code].director.email)
    return [name for letter in mailbox for name in letter.attachments if name == "receipt.tlog-proof"]
