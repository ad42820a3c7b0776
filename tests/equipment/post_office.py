"""Real mail, in a temporary folder: Dovecot takes letters (submission, TLS, a password) and shows mailboxes (IMAP);
between them OpenSMTPD queues, delivers and sends back what it cannot deliver.

OpenSMTPD itself is asked on the loopback interface without TLS: that of Debian 12 was built against an OpenSSL with
which it cannot speak TLS at all (its issue 1171).
"""

import datetime
import imaplib
import os
import pwd
import shutil
import signal
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tests.equipment.mail_server import Letter, MailServer
from tests.equipment.ports import free_port
from tests.equipment.waiting import wait_for

PASSWORD = "seule-la-poste"
GONE = "direction.sol@example.org"
"""A mailbox that was closed: letters to it are taken, and come back later."""

_SMTPD = Template(
    """
table everybody file:$folder/everybody
table owner file:$folder/owner
listen on 127.0.0.1 port $queue hostname localhost
action keep maildir "$folder/mail/%{rcpt.user:strip|lowercase}" virtual <everybody> userbase <owner>
action refuse mda "exit 67" virtual <everybody> userbase <owner>
match from any for rcpt-to "$gone" action refuse
match from any for domain example.org action keep
"""
)

_DOVECOT = Template(
    """
base_dir = $folder/run
log_path = $folder/dovecot.log
protocols = imap submission
listen = 127.0.0.1
hostname = localhost
ssl = required
ssl_cert = <$folder/certificate.pem
ssl_key = <$folder/key.pem
submission_relay_host = 127.0.0.1
submission_relay_port = $queue
service submission-login {
  inet_listener submission {
    port = $submission
  }
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
passdb {
  driver = static
  args = password=$password
}
userdb {
  driver = static
  args = uid=$uid gid=$gid home=$folder/mail/%n allow_all_users=yes
}
first_valid_uid = 1
mail_location = maildir:$folder/mail/%n
"""
)


@dataclass
class PostOffice(MailServer):
    """Mail as it is in the world: what was handed over lies in mailboxes that are read by IMAP."""

    folder: Path = field(default_factory=Path)
    queue: int = field(default_factory=free_port)
    imaps: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """The value of GOVERNANCE_SMTP_URL."""
        return f"smtp+starttls://service:{PASSWORD}@localhost:{self.port}"

    @property
    def returned_url(self) -> str:
        """The value of GOVERNANCE_BOUNCES_URL: the mailbox of all addresses bounce+...@example.org."""
        return f"imaps://bounce:{PASSWORD}@localhost:{self.imaps}/INBOX"

    @property
    def certificate(self) -> str:
        """The file of the certificate that clients must trust (the value of SSL_CERT_FILE)."""
        return str(self.folder / "certificate.pem")

    def letters_to(self, address: str) -> list[Letter]:
        """The letters that lie in this mailbox, oldest first, read by IMAP over TLS."""
        trust = ssl.create_default_context(cafile=self.certificate)
        with imaplib.IMAP4_SSL("localhost", self.imaps, ssl_context=trust, timeout=20) as mailbox:
            mailbox.login(address.partition("@")[0], PASSWORD)
            mailbox.select("INBOX", readonly=True)
            _, found = mailbox.search(None, "ALL")
            return [self._letter(mailbox, number, address) for number in found[0].split()]

    def _letter(self, mailbox: imaplib.IMAP4_SSL, number: bytes, address: str) -> Letter:
        _, answer = mailbox.fetch(number.decode(), "(BODY.PEEK[])")
        [raw] = [part[1] for part in answer if isinstance(part, tuple)]
        return Letter("", (address,), raw)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A post office that is open while the test runs."""
    if os.geteuid() != 0:
        pytest.fail("the real post office needs root: OpenSMTPD and Dovecot change users", pytrace=False)
    office = PostOffice(port=free_port(), folder=Path(tempfile.mkdtemp(prefix="governance-post-")))
    _furnish(office)
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(_start(office, "smtpd", "-d", "-f", f"{office.folder}/smtpd.conf"))
        started.append(_start(office, "dovecot", "-F", "-c", f"{office.folder}/dovecot.conf"))
        wait_for("the post office to open", lambda: _is_open(office) or None)
        yield office
    finally:
        for program in reversed(started):
            program.send_signal(signal.SIGTERM)
            program.wait(20)
        shutil.rmtree(office.folder, ignore_errors=True)


def _furnish(office: PostOffice) -> None:
    """Certificate, mailboxes of nobody's, and the configuration of both programs."""
    folder = office.folder
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
    _certify(folder)
    facts = {
        "folder": folder,
        "queue": office.queue,
        "submission": office.port,
        "imaps": office.imaps,
        "uid": nobody.pw_uid,
        "gid": nobody.pw_gid,
        "password": PASSWORD,
        "gone": GONE,
    }
    files = {
        "everybody": "@example.org nobody\n",
        "owner": f"nobody {nobody.pw_uid}:{nobody.pw_gid}:{folder}/mail\n",
        "smtpd.conf": _SMTPD.substitute(facts),
        "dovecot.conf": _DOVECOT.substitute(facts),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _certify(folder: Path) -> None:
    """A certificate for localhost that vouches for itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(plain)
    (folder / "key.pem").chmod(0o600)


def _start(office: PostOffice, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    path = shutil.which(program, path="/usr/sbin:/usr/bin")
    if path is None:
        pytest.fail(
            f"{program} is missing: sudo apt-get install opensmtpd dovecot-submissiond", pytrace=False
        )
    with (office.folder / f"{program}.out").open("wb") as said:
        return subprocess.Popen([path, *arguments], stdout=said, stderr=said)


def _is_open(office: PostOffice) -> bool:
    try:
        return office.letters_to("opening@example.org") == []
    except (OSError, imaplib.IMAP4.error):
        return False
