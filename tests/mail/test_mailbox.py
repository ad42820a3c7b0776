"""The demonstration's mailbox: every letter as its receiver would find it, and nowhere but in a demonstration."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.acts.annul_vote import annul_vote
from governance.courier import send_letters
from governance.register.proof import read_tlog_proof
from governance.service import Service
from governance.store.tables.ballots import Link
from governance.store.tables.outbox import OutboxRow
from governance.web.demo.mailbox import Piece, paragraphs_of
from governance.web.demo.routes import routes
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.security import guard
from tests.equipment.looking import fingerprint, rows
from tests.equipment.network import NetworkAtHand, a_network
from tests.mail.conftest import rows_of

YES = {"positions": {"motion": "yes"}}
TOKEN = re.compile(r"/v/([A-Z2-7]{26})")


def client_of(service: Service) -> TestClient[Litestar]:
    """A browser at the door of the demonstration's pages."""
    app = Litestar(
        route_handlers=routes, state=State({"service": service}), exception_handlers=EXCEPTION_HANDLERS
    )
    return TestClient(guard(app, secure=False))


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """A demonstration with an open ballot, one vote cast, and every letter in the mailbox."""
    made = a_network(tmp_path, demo=True)
    ballot = made.put("2026-01", "majorite-exprimes")
    send_letters(made.service, now=made.now())
    made.cast(ballot, "CE3M", YES)
    send_letters(made.service, now=made.now())
    yield made
    made.close()


def test_thirteen_letterboxes_hold_thirteen_links(demo: NetworkAtHand) -> None:
    """From the list to each invitation, and in it the link and the code that open the seat's page."""
    with client_of(demo.service) as client:
        page = client.get("/demo/mailbox").text
        invitations = {str(row.id) for row in rows_of(demo.service, "invitation")}
        assert len(invitations) == 13
        assert invitations <= set(re.findall(r'href="/demo/mailbox/([0-9a-f-]{36})"', page))
        letters = [client.get(f"/demo/mailbox/{letter}").text for letter in invitations]
    tokens = {token for letter in letters for token in TOKEN.findall(letter)}
    assert len(tokens) == 13
    assert all(re.search(r'<a href="/v/[A-Z2-7]{26}">', letter) for letter in letters)


def test_the_enclosed_files_can_be_taken_home(demo: NetworkAtHand) -> None:
    """The receipt, the entry and the letter whole, as they would be sent."""
    letter = rows_of(demo.service, "receipt")[0].id
    with client_of(demo.service) as client:
        receipt = client.get(f"/demo/mailbox/{letter}/receipt.tlog-proof")
        whole = client.get(f"/demo/mailbox/{letter}/letter.eml")
        page = client.get(f"/demo/mailbox/{letter}").text
    assert read_tlog_proof(receipt.text).index > 0
    names = [
        part.get_filename()
        for part in message_from_bytes(whole.content, policy=policy.default).iter_attachments()
    ]
    assert names == ["entry.json", "receipt.tlog-proof"]
    assert all(f"/{name}" in page for name in [*names, "letter.eml"])


def test_the_html_part_is_shown_as_source(demo: NetworkAtHand) -> None:
    """Nothing of the letter's own HTML reaches the page as HTML."""
    letter = rows_of(demo.service, "invitation")[0].id
    with client_of(demo.service) as client:
        page = client.get(f"/demo/mailbox/{letter}").text
    assert "&lt;!doctype html&gt;" in page
    assert page.count("<html") == 1


def test_an_unknown_letter_or_file_is_refused(demo: NetworkAtHand) -> None:
    """404, in words."""
    letter = rows_of(demo.service, "invitation")[0].id
    with client_of(demo.service) as client:
        for address in (str(uuid4()), "x", f"{letter}/receipt.tlog-proof", f"{letter}/..%2f"):
            assert client.get(f"/demo/mailbox/{address}").status_code == 404


def test_looking_changes_nothing(demo: NetworkAtHand) -> None:
    """Reading letters leaves the database as it was."""
    before = fingerprint(demo.service)
    letter = rows_of(demo.service, "receipt")[0].id
    with client_of(demo.service) as client:
        client.get("/demo/mailbox")
        client.get(f"/demo/mailbox/{letter}")
        client.get(f"/demo/mailbox/{letter}/receipt.tlog-proof")
    assert fingerprint(demo.service) == before


def test_a_letter_is_shown_with_the_code_of_its_day(demo: NetworkAtHand) -> None:
    """After a new code went out, the invitation still shows the code it was sent with."""
    invitation = rows_of(demo.service, "invitation")[0]
    with client_of(demo.service) as client:
        before = client.get(f"/demo/mailbox/{invitation.id}/letter.eml").content
        demo.clock.at = demo.clock.at.replace(minute=30)
        demo.service.do(post_new_code, link=invitation.link_id, mandate=invitation.mandate_id, now=demo.now())
        after = client.get(f"/demo/mailbox/{invitation.id}/letter.eml").content
    assert text_of(before) == text_of(after)


def post_new_code(tx, *, link, mandate, now) -> None:  # type: ignore[no-untyped-def]
    """What five wrong codes bring about."""
    row = tx.session.get_one(Link, link)
    row.code_issue += 1
    tx.session.add(row)
    tx.post(
        "new-code", f"new-code:{link}:2", now=now, mandate_id=mandate, ballot_id=row.ballot_id, link_id=link
    )


def text_of(raw: bytes) -> str:
    """The plain text of a letter."""
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_every_letter_that_left_stands_in_the_list(demo: NetworkAtHand) -> None:
    """Director, alternate and second contact alike: nothing that was written is hidden."""
    letter = demo.letter(rows_of(demo.service, "receipt")[0].ballot_id, "CE3M")
    vault = demo.service.vault
    demo.service.do(annul_vote, token=letter.token, code=letter.code, vault=vault, now=demo.now())
    send_letters(demo.service, now=demo.now())
    left = {str(row.id) for row in rows(demo.service, OutboxRow) if row.sent_at is not None}
    with client_of(demo.service) as client:
        page = client.get("/demo/mailbox").text
        assert left == set(re.findall(r'href="/demo/mailbox/([0-9a-f-]{36})"', page))
        assert {client.get(f"/demo/mailbox/{each}").status_code for each in left} == {200}


def test_outside_a_demonstration_there_is_no_mailbox(network: NetworkAtHand) -> None:
    """The addresses do not exist: letters are for their receivers."""
    network.put("2026-01", "majorite-exprimes")
    letter = rows_of(network.service, "invitation")[0].id
    with client_of(network.service) as client:
        for address in ("", f"/{letter}", f"/{letter}/letter.eml"):
            answer = client.get(f"/demo/mailbox{address}")
            assert answer.status_code == 404
            assert "/v/" not in answer.text


def test_only_addresses_of_this_service_can_be_followed() -> None:
    """The link of the letter leads to where the reader is; another host's address stays text."""
    [[line], [other]] = paragraphs_of(
        "See https://here.example/v/X now\n\nhttps://elsewhere.example/", base_url="https://here.example"
    )
    assert line == [Piece("See "), Piece("https://here.example/v/X", "/v/X"), Piece(" now")]
    assert other == [Piece("https://elsewhere.example/")]
