"""The shared equipment does what it promises, so that a test that leans on it can fail."""

import smtplib
from email.message import EmailMessage
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page

from tests.equipment.benchmarks import keep_section, table, this_machine
from tests.equipment.mail_server import Letter, MailServer
from tests.equipment.running_server import check_log
from tests.equipment.waiting import wait_for


def _send(server: MailServer, text: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Scrutin ouvert : à vous"
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as smtp:
        smtp.send_message(message, "from@example.org", ["to@example.org"])


def test_a_letter_is_kept_as_it_came(mail_server: MailServer) -> None:
    """A letter taken by the mail server can be read back: recipient, subject, link, code."""
    _send(mail_server, "Ouvrez http://127.0.0.1:8000/v/abcdefghij.\nVotre code : K7M2QX\n")
    letter = mail_server.wait_for_letter("to@example.org", subject="ouvert", seconds=5)
    assert (letter.token, letter.codes) == ("abcdefghij", ["K7M2QX"])


def test_a_misbehaving_mail_server_takes_nothing(mail_server: MailServer) -> None:
    """Busy, refusing and hanging-up servers answer as they are told and keep no letter."""
    for manner in ("busy", "refusing", "hanging up"):
        mail_server.manner = manner
        with pytest.raises(smtplib.SMTPException):
            _send(mail_server, "x")
    assert (mail_server.letters, mail_server.refused) == ([], 3)


def test_a_token_in_a_log_is_found() -> None:
    """A log that shows a token or a code of a letter, or a traceback, fails the test that made it."""
    letter = Letter("a", ("b",), b"Subject: x\n\nhttp://h/v/abcdefghij K7M2QX\n")
    server = MailServer(port=1, letters=[letter])
    check_log("GET /v/{token} 200", server)
    for leak in ("GET /v/abcdefghij 200", "code=K7M2QX", "Traceback (most recent call last)"):
        with pytest.raises(AssertionError):
            check_log(leak, server)


def test_each_postgresql_database_starts_empty(postgresql_url: str) -> None:
    """The PostgreSQL server of the tests gives a database without tables."""
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row == (0,)


def test_the_browser_shows_a_page(page: Page) -> None:
    """Chromium starts, is as wide as a small phone and can be read."""
    page.set_content("<h1>Bonjour</h1>")
    assert page.get_by_role("heading").inner_text() == "Bonjour"
    assert page.evaluate("innerWidth") == 320


def test_waiting_ends() -> None:
    """Waiting for what never comes fails with its name."""
    with pytest.raises(AssertionError, match="a miracle"):
        wait_for("a miracle", lambda: None, seconds=0.01, every=0.001)


def test_a_measurement_replaces_its_own_section_alone(tmp_path: Path) -> None:
    """BENCHMARKS.md keeps what other measurements wrote, in the order of their titles, and where it was measured."""
    report = tmp_path / "BENCHMARKS.md"
    keep_section("Taking votes", ["| a | 1 |"], report=report)
    keep_section("Deciding", table(("what", "seen"), [("b", "2")]), report=report)
    keep_section("Taking votes", ["| a | 3 |"], report=report)
    text = report.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Benchmarks",
        "## Deciding",
        "## Taking votes",
    ]
    assert "| b | 2 |" in text
    assert "| a | 3 |" in text
    assert "| a | 1 |" not in text
    assert text.count(this_machine()) == 2
