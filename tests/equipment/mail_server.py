"""A real SMTP server on the loopback interface that keeps every letter as it came, and can be told to misbehave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for

Manner = Literal["obliging", "busy", "refusing", "hanging up"]
"""Takes letters; answers 451 (come back later); answers 550 (never); closes the connection after the letter."""


@dataclass(frozen=True)
class Letter:
    """One delivery: envelope and raw bytes. ``code`` and ``links`` are what a director would copy from it."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The parsed message."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        """The plain-text part."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""

    @property
    def attachments(self) -> list[str]:
        """The names of the files that came with it."""
        return [str(part.get_filename()) for part in self.message.iter_attachments()]

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return str(self.message["Subject"])

    @property
    def links(self) -> list[str]:
        """Every address in the plain text."""
        return [link.rstrip(".,;)>") for link in re.findall(r"https?://[^\s<>]+", self.text)]

    @property
    def vote_link(self) -> str:
        """The personal address; AssertionError where the letter has none."""
        found = [link for link in self.links if "/v/" in link]
        assert found, f"no voting link in the letter “{self.subject}”"
        return found[0]

    @property
    def token(self) -> str:
        """The secret part of the personal address."""
        return self.vote_link.split("/v/")[1].split("?")[0]

    @property
    def codes(self) -> list[str]:
        """Every word of six characters that could be a code (no I, L, O, 0, 1)."""
        return re.findall(r"(?<![A-Za-z0-9/_-])[A-HJKMNP-Z2-9]{6}(?![A-Za-z0-9/_-])", self.text)


@dataclass
class MailServer:
    """Where the service delivers. ``manner`` may be changed at any time."""

    port: int
    manner: Manner = "obliging"
    letters: list[Letter] = field(default_factory=list)
    refused: int = 0

    @property
    def url(self) -> str:
        """The value of GOVERNANCE_SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def letters_to(self, address: str) -> list[Letter]:
        """The letters that this mailbox got, oldest first."""
        return [letter for letter in self.letters if address in letter.recipients]

    def wait_for_letter(
        self, address: str, *, subject: str = "", after: int = 0, seconds: float = 30
    ) -> Letter:
        """The first letter beyond the first ``after`` ones to ``address`` whose subject contains ``subject``."""

        def look() -> Letter | None:
            found = [letter for letter in self.letters_to(address)[after:] if subject in letter.subject]
            return found[0] if found else None

        return wait_for(f"a letter to {address} about “{subject}”", look, seconds=seconds)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The answer to a letter (the name is aiosmtpd's)."""
        if self.manner == "obliging":
            raw = envelope.content if isinstance(envelope.content, bytes) else b""
            self.letters.append(Letter(str(envelope.mail_from), tuple(envelope.rcpt_tos), raw))
            return "250 taken"
        self.refused += 1
        if self.manner == "hanging up" and server.transport:
            server.transport.close()
        return "550 no such mailbox" if self.manner == "refusing" else "451 come back later"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server for one test."""
    server = MailServer(port=free_port())
    controller: Any = Controller(server, hostname="127.0.0.1", port=server.port, ready_timeout=10)
    controller.start()
    yield server
    controller.stop()
