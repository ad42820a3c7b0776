"""Handing letters to the mail server: one connection for a batch, and a plain answer for each letter."""

import logging
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from governance.addresses import SmtpAddress

ANSWER_SECONDS = 60.0
"""How long the server may take to accept the connection, and then for each of its answers."""

_ENHANCED = re.compile(rb"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
# Refused because of who we are or how we came (RFC 4954, RFC 3463 5.7): the receiver is not at fault.
_ABOUT_US = {530, 534, 535, 538}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a letter was not taken: the step and the server's code, never its words; ``permanent`` where trying the
    same again is pointless."""

    error: str
    permanent: bool = False


class Stopping:
    """The word to stop: looked for between two letters, while a dialogue that waits for the server is broken off."""

    def __init__(self) -> None:
        self._said = threading.Event()
        self.carrier: Carrier | None = None

    @property
    def said(self) -> bool:
        """Whether no further letter is to be begun."""
        return self._said.is_set()

    def say(self) -> None:
        """From any thread, and as often as one likes: no further letter, and no more waiting for this one's answer."""
        self._said.set()
        if (carrier := self.carrier) is not None:
            carrier.break_off()


class Carrier:
    """A connection to the mail server, opened for the first letter and opened again after it broke.

    Used as a context manager on one thread; ``host`` is how this side names itself.
    """

    def __init__(
        self,
        server: SmtpAddress,
        *,
        host: str,
        answer_seconds: float = ANSWER_SECONDS,
        stopping: Stopping | None = None,
    ) -> None:
        self._server = server
        self._host = host
        self._answer_seconds = answer_seconds
        self._stopping = stopping or Stopping()
        self._opening: smtplib.SMTP | None = None
        self._connection: smtplib.SMTP | None = None
        self.unreachable: Failure | None = None

    def __enter__(self) -> "Carrier":
        self._stopping.carrier = self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()
        self._stopping.carrier = None

    def break_off(self) -> None:
        """From another thread: what is said to the server gets no answer any more."""
        connection = self._opening or self._connection
        if connection is not None and connection.sock is not None:
            with suppress(OSError):
                # Not the encryption's own farewell, which would wait for the server as well.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    def deliver(self, raw: bytes, *, sender: str, receiver: str) -> Failure | None:
        """None when the server has taken the letter: it answered 250 after the last byte, and nothing less counts.

        Once the server cannot be reached at all, every further letter fails alike without being tried.
        """
        if self.unreachable is not None:
            return self.unreachable
        if self._connection is None:
            self.unreachable = self._connect()
        if self._connection is None:
            return self.unreachable
        try:
            self._connection.sendmail(sender, [receiver], raw)
        except (OSError, ValueError) as error:  # SMTPException is an OSError
            failure = _failure(error)
            log.info("a letter was not taken: %s", failure.error)
            self._hang_up()
            return failure
        return None

    def reach(self) -> Failure | None:
        """Connect and sign in, without sending anything; None where that works."""
        self.unreachable = self._connect() if self._connection is None else None
        return self.unreachable

    @property
    def tls(self) -> str | None:
        """How the open connection is encrypted, such as TLSv1.3; None where it is not, or there is none."""
        socket = self._connection.sock if self._connection is not None else None
        return socket.version() if isinstance(socket, ssl.SSLSocket) else None

    def _connect(self) -> Failure | None:
        try:
            self._connection = self._open()
        except (OSError, ValueError) as error:
            failure = Failure(f"connect {_failure(error).error}")
            log.warning("the mail server cannot be used: %s", failure.error)
            return failure
        finally:
            self._opening = None
        return None

    def _open(self) -> smtplib.SMTP:
        server = self._server
        connection = self._greet()
        try:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.login is not None and server.password is not None:
                connection.login(server.login, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _greet(self) -> smtplib.SMTP:
        server = self._server
        if server.security != "tls":
            return _Plain(self._note, server.host, server.port, self._host, self._answer_seconds)
        context = ssl.create_default_context()
        return _Encrypted(
            self._note, server.host, server.port, self._host, timeout=self._answer_seconds, context=context
        )

    def _note(self, opening: smtplib.SMTP) -> None:
        self._opening = opening

    def _hang_up(self) -> None:
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        if connection.sock is not None:
            connection.sock.settimeout(2)  # what was to be said has been said
        try:
            connection.quit()
        except (OSError, ValueError):
            connection.close()


class _Plain(smtplib.SMTP):
    """Known before the server has greeted, so that the wait for its greeting can be broken off."""

    def __init__(self, note: Callable[[smtplib.SMTP], None], *of_server: Any, **facts: Any) -> None:
        note(self)
        super().__init__(*of_server, **facts)


class _Encrypted(smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""

    def __init__(self, note: Callable[[smtplib.SMTP], None], *of_server: Any, **facts: Any) -> None:
        note(self)
        super().__init__(*of_server, **facts)


def _failure(error: Exception) -> Failure:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _refused("rcpt", *next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPDataError):
        return _refused("data", error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(_say("server", error.smtp_code, error.smtp_error))
    return Failure(type(error).__name__)


def _refused(step: str, code: int, said: bytes | str) -> Failure:
    """The receiver or the letter itself was refused; with a code of the 500s, for good."""
    return Failure(_say(step, code, said), permanent=_is_final(code, said))


def _say(step: str, code: int, said: bytes | str) -> str:
    return " ".join([step, str(code), _enhanced(said)]).strip()


def _is_final(code: int, said: bytes | str) -> bool:
    return 500 <= code < 600 and code not in _ABOUT_US and not _enhanced(said).startswith("5.7.")


def _enhanced(said: bytes | str) -> str:
    """The enhanced status code (RFC 3463) at the start of an answer, or nothing."""
    found = _ENHANCED.match(said if isinstance(said, bytes) else said.encode("utf-8", "replace"))
    return found[1].decode("ascii") if found else ""
