"""Letters over encrypted lines: taken from a server whose certificate is known, kept from one whose is not."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from governance.addresses import SmtpAddress
from governance.mail.delivery import Carrier, Failure
from tests.equipment.mail_server import MailServer
from tests.equipment.ports import free_port

LETTER = b"Subject: a letter\r\n\r\nIts text.\r\n"
START = datetime(2020, 1, 1, tzinfo=UTC)
Start = Callable[[Literal["starttls", "tls"]], tuple[SmtpAddress, MailServer]]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=365 * 100))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def start(certificate: Path) -> Iterator[Start]:
    """Starts a mail server that takes letters over an encrypted line; after STARTTLS from who signs in alone."""
    running: list[Controller] = []

    def make(security: Literal["starttls", "tls"]) -> tuple[SmtpAddress, MailServer]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        kept = MailServer(port=free_port())
        how: dict[str, Any] = {"ssl_context": context}
        address = SmtpAddress("127.0.0.1", kept.port, security)
        if security == "starttls":
            how = {"tls_context": context, "require_starttls": True, "auth_required": True}
            address = replace(address, login="vote", password="correct")
        controller = Controller(kept, hostname="127.0.0.1", port=kept.port, authenticator=_signs_in, **how)
        controller.start()
        running.append(controller)
        return address, kept

    yield make
    for controller in running:
        controller.stop()


def _signs_in(_server: SMTP, _session: object, _envelope: object, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"vote", b"correct"))


def deliver(address: SmtpAddress) -> Failure | None:
    """What comes of one letter."""
    with Carrier(address, host="governance.example.org", answer_seconds=5) as carrier:
        return carrier.deliver(LETTER, sender="a@example.org", receiver="b@example.org")


@pytest.fixture
def known(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate belongs to those that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_leaves_over_an_encrypted_line(
    start: Start, known: None, security: Literal["starttls", "tls"]
) -> None:
    """With a certificate that is trusted; where a login is asked for, after signing in."""
    address, kept = start(security)
    assert deliver(address) is None
    assert [letter.subject for letter in kept.letters] == ["a letter"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_unknown_certificate_gets_no_letter(start: Start, security: Literal["starttls", "tls"]) -> None:
    """Whoever cannot show who they are is not told the letter, nor the password; it is tried again later."""
    address, kept = start(security)
    assert deliver(address) == Failure("connect SSLCertVerificationError")
    assert not kept.letters
