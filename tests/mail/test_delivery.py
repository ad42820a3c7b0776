"""Handing letters over, whatever the mail server does: nothing counts as taken but its yes after the last byte."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from governance.addresses import SmtpAddress
from governance.mail.delivery import Carrier, Failure
from tests.equipment.post import DROP, HANG, TAKE_AND_DROP, Answers, Post

LETTER = b"Subject: a letter\r\n\r\nIts text.\r\n.\r\nA line that begins with a dot.\r\n"
SENDER = "bounce@governance.example.org"
RECEIVER = "direction@example.org"
ANSWER_SECONDS = 0.4


@pytest.fixture
def post() -> Iterator[Callable[..., Post]]:
    """Makes mail servers, and stops them afterwards."""
    made: list[Post] = []

    def make(**answers: str) -> Post:
        told = {{"END": "."}.get(step, step): answer for step, answer in answers.items()}
        made.append(Post(lambda: told))
        return made[-1]

    yield make
    for server in made:
        server.close()


@contextmanager
def carrier(server: SmtpAddress) -> Iterator[Carrier]:
    """A carrier that does not wait long."""
    with Carrier(server, host="governance.example.org", answer_seconds=ANSWER_SECONDS) as made:
        yield made


def deliver(server: SmtpAddress) -> Failure | None:
    """What comes of one letter."""
    with carrier(server) as made:
        return made.deliver(LETTER, sender=SENDER, receiver=RECEIVER)


def test_a_letter_arrives_as_it_was_written(post: Callable[..., Post]) -> None:
    """Byte for byte, lines that begin with a dot included."""
    server = post()
    assert deliver(server.address) is None
    assert [letter.replace(b"\r\n..", b"\r\n.") for letter in server.taken] == [LETTER]


def test_one_connection_serves_a_batch(post: Callable[..., Post]) -> None:
    """Five letters, one connection."""
    server = post()
    with carrier(server.address) as made:
        assert [made.deliver(LETTER, sender=SENDER, receiver=RECEIVER) for _ in range(5)] == [None] * 5
    assert (len(server.taken), server.connections) == (5, 1)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"connect": "421 too busy"}, "connect server 421"),
        ({"connect": "554 no service here"}, "connect server 554"),
        ({"connect": HANG}, "connect SMTPServerDisconnected"),
        ({"connect": DROP}, "connect SMTPServerDisconnected"),
        ({"connect": "what a day"}, "connect server -1"),
        ({"EHLO": DROP}, "SMTPServerDisconnected"),
        ({"MAIL": "451 4.3.0 later"}, "server 451 4.3.0"),
        ({"MAIL": "550 5.7.1 who are you"}, "server 550 5.7.1"),
        ({"MAIL": HANG}, "SMTPServerDisconnected"),
        ({"RCPT": "450 4.2.0 greylisted"}, "rcpt 450 4.2.0"),
        ({"RCPT": "452 4.2.2 mailbox full"}, "rcpt 452 4.2.2"),
        ({"RCPT": "421 closing"}, "rcpt 421"),
        ({"RCPT": "550 5.7.1 relaying denied"}, "rcpt 550 5.7.1"),
        ({"RCPT": "530 5.5.1 authenticate first"}, "rcpt 530 5.5.1"),
        ({"RCPT": HANG}, "SMTPServerDisconnected"),
        ({"DATA": "451 not now"}, "data 451"),
        ({"DATA": "250 what letter"}, "data 250"),
        ({"DATA": DROP}, "SMTPServerDisconnected"),
        ({"END": "451 4.3.0 disk full"}, "data 451 4.3.0"),
        ({"END": "421 going down"}, "data 421"),
        ({"END": HANG}, "SMTPServerDisconnected"),
        ({"END": DROP}, "SMTPServerDisconnected"),
        ({"END": TAKE_AND_DROP}, "SMTPServerDisconnected"),
        ({"END": "3 is no answer"}, "data -1"),
    ],
)
def test_what_may_pass_is_tried_again(post: Callable[..., Post], answers: Answers, error: str) -> None:
    """No yes, no letter: the failure is for now, and names the step and the code alone."""
    server = post(**answers)
    assert deliver(server.address) == Failure(error, permanent=False)
    assert not server.taken


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 5.1.1 no such mailbox"}, "rcpt 550 5.1.1"),
        ({"RCPT": "553 not a name"}, "rcpt 553"),
        ({"END": "552 5.3.4 too large"}, "data 552 5.3.4"),
        ({"END": "554 5.6.0 not a letter"}, "data 554 5.6.0"),
    ],
)
def test_a_receiver_or_a_letter_refused_for_good(
    post: Callable[..., Post], answers: Answers, error: str
) -> None:
    """The same letter to the same mailbox would be refused again: the failure is permanent."""
    server = post(**answers)
    assert deliver(server.address) == Failure(error, permanent=True)


def test_what_the_server_says_is_not_kept(post: Callable[..., Post]) -> None:
    """A server that quotes the letter back does not bring its link into our database."""
    failure = deliver(post(RCPT="550 5.1.1 rejected: /v/ABCDEFGHIJKLMNOPQRSTUVWX23").address)
    assert failure is not None
    assert "ABCDEF" not in failure.error


def test_an_unreachable_server_is_asked_once(post: Callable[..., Post]) -> None:
    """When no connection can be had, the rest of the batch fails without a wait for each letter."""
    server = post(connect="421 too busy")
    with carrier(server.address) as made:
        failures = [made.deliver(LETTER, sender=SENDER, receiver=RECEIVER) for _ in range(5)]
    assert failures == [Failure("connect server 421")] * 5
    assert server.connections == 1


def test_one_refused_letter_does_not_hold_up_the_next(post: Callable[..., Post]) -> None:
    """After a failure the next letter goes over a new connection."""
    server = post(RCPT="550 5.1.1 no such mailbox")
    with carrier(server.address) as made:
        assert made.deliver(LETTER, sender=SENDER, receiver=RECEIVER) is not None
        server.choose = dict
        assert made.deliver(LETTER, sender=SENDER, receiver=RECEIVER) is None
    assert len(server.taken) == 1


def test_encryption_that_was_asked_for_is_never_given_up(post: Callable[..., Post]) -> None:
    """A server that offers no STARTTLS gets no letter over ``smtp+starttls``, and none over ``smtps``."""
    server = post()
    for security in ("starttls", "tls"):
        address = SmtpAddress("127.0.0.1", server.address.port, security)
        failure = deliver(address)
        assert failure is not None and failure.error.startswith("connect ")
        assert not failure.permanent
    assert not server.taken


def test_a_wrong_password_is_not_the_letters_fault(post: Callable[..., Post]) -> None:
    """The letter waits until the setting is mended."""
    server = post(EHLO="250-at your service\r\n250 AUTH PLAIN", AUTH="535 5.7.8 who are you")
    address = SmtpAddress("127.0.0.1", server.address.port, "plain", login="vote", password="wrong")
    assert deliver(address) == Failure("connect server 535 5.7.8")
