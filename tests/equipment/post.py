"""A mail server that is told how to answer each step: it hangs, drops the connection, or says anything at all."""

import socketserver
import threading
from collections.abc import Callable

from governance.addresses import SmtpAddress

Answers = dict[str, str]
OBLIGING: Answers = {
    "connect": "220 ready",
    "EHLO": "250 at your service",
    "HELO": "250 at your service",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "RSET": "250 ok",
    "QUIT": "221 goodbye",
}
HANG, DROP, TAKE_AND_DROP = "(hang)", "(drop)", "(take and drop)"
"""Answers that are none: nothing for five seconds, a closed line, a closed line after keeping the letter."""


class Talk(socketserver.StreamRequestHandler):
    """One connection to a ``Post``."""

    server: "Post"

    def handle(self) -> None:
        """Answer each step as the server was told (the name is socketserver's)."""
        self.answers = OBLIGING | self.server.choose()
        self.server.connections += 1
        if not self._answer("connect"):
            return
        while line := self.rfile.readline():
            step = line.split()[0].decode("ascii").upper()
            if not self._answer(step):
                return
            if step == "DATA" and self.answers["DATA"].startswith("354") and not self._take():
                return

    def _take(self) -> bool:
        letter = b"".join(iter(self.rfile.readline, b".\r\n"))
        if self.answers["."] == TAKE_AND_DROP:
            self.server.kept.append(letter)
        said = self._answer(".")
        if said and self.answers["."].startswith("250"):
            self.server.taken.append(letter)
        return said

    def _answer(self, step: str) -> bool:
        answer = self.answers.get(step, "502 not known")
        if answer == HANG:
            self.server.over.wait(timeout=5)
        if answer in (HANG, DROP, TAKE_AND_DROP):
            return False
        self.wfile.write(f"{answer}\r\n".encode())
        return True


class Post(socketserver.ThreadingTCPServer):
    """A mail server on the loopback interface; ``choose`` gives the answers of each new connection.

    ``taken`` are the letters it said yes to, ``kept`` those it kept without a word.
    """

    daemon_threads = True

    def __init__(self, choose: Callable[[], Answers]) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.choose = choose
        self.taken: list[bytes] = []
        self.kept: list[bytes] = []
        self.connections = 0
        self.over = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def address(self) -> SmtpAddress:
        """Where it listens."""
        return SmtpAddress("127.0.0.1", self.server_address[1], "plain")

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up first is no news."""

    def close(self) -> None:
        """Stop listening and let hanging connections go."""
        self.over.set()
        self.shutdown()
        self.server_close()
        self._thread.join(timeout=5)
