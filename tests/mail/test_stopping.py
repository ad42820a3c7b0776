"""A service that stops does not wait for the mail server: what was not taken waits, and leaves once, later."""

import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest

from governance.addresses import SmtpAddress
from governance.courier import send_letters
from governance.mail.delivery import Carrier, Stopping
from tests.equipment.mail_server import MailServer
from tests.equipment.network import NetworkAtHand
from tests.equipment.post import HANG, Post
from tests.equipment.waiting import wait_for
from tests.mail.conftest import rows_of, with_mail

RULE = "majorite-exprimes"


@pytest.mark.parametrize("step", ["connect", "EHLO", "RCPT", "."])
def test_a_dialogue_that_waits_is_broken_off(
    carried: NetworkAtHand, mail_server: MailServer, step: str
) -> None:
    """Whatever the server leaves unanswered: within a second the letters wait as before, no attempt counted, claimed by
    nobody; then each leaves once, under the Message-ID it was posted with."""
    carried.put("2026-01", RULE)
    silent = Post(lambda: {step: HANG})
    service = with_mail(carried.service, f"smtp://127.0.0.1:{silent.address.port}")
    stopping = Stopping()
    try:
        spent = _stopped(
            stopping, lambda: send_letters(service, now=carried.now(), stopping=stopping), silent
        )
    finally:
        silent.close()
    assert spent < 1
    posted = rows_of(service, "invitation")
    assert {(row.sent_at, row.claimed_until, row.attempts) for row in posted} == {(None, None, 0)}
    assert send_letters(carried.service, now=carried.now(), stopping=stopping) == 0
    assert send_letters(carried.service, now=carried.now()) == len(posted)
    assert Counter(letter.message["Message-ID"] for letter in mail_server.letters) == Counter(
        row.message_id for row in posted
    )


def test_the_word_is_looked_for_between_two_letters(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Said after the second letter of a batch: two are marked sent and arrived, the others wait, claimed by nobody."""
    carried.put("2026-01", RULE)

    class AfterTwo(Stopping):
        @property
        def said(self) -> bool:
            return sum(row.sent_at is not None for row in rows_of(carried.service, "invitation")) >= 2

    assert send_letters(carried.service, now=carried.now(), stopping=AfterTwo()) == 2
    posted = rows_of(carried.service, "invitation")
    assert len(mail_server.letters) == 2
    assert Counter(row.sent_at is None for row in posted) == {False: 2, True: len(posted) - 2}
    assert {row.claimed_until for row in posted if row.sent_at is None} == {None}


def test_the_word_may_be_said_at_any_time() -> None:
    """A carrier without a connection has nothing to break off, and the word may be said before and after it."""
    stopping = Stopping()
    stopping.say()
    with Carrier(
        SmtpAddress("127.0.0.1", 9, "tls"), host="governance.example.org", stopping=stopping
    ) as carrier:
        stopping.say()
        assert carrier.reach() is not None
    stopping.say()
    assert stopping.said


def _stopped(stopping: Stopping, work: Callable[[], object], server: Post) -> float:
    """Do the work on a thread, say the word once the server is spoken to, and answer how long it still took."""
    postman = threading.Thread(target=work)
    postman.start()
    wait_for("the server to be spoken to", lambda: server.connections or None)
    began = time.monotonic()
    while postman.is_alive() and time.monotonic() - began < 5:
        stopping.say()
        postman.join(timeout=0.05)
    assert not postman.is_alive()
    return time.monotonic() - began
