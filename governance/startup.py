"""What must hold before the service starts, beside its settings: a home it may write, a free
address to listen on, and true time zones."""

import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tzdata

from governance.refusal import Refusal

OLDEST_ZONE_DATA = "2026c"
"""IANA release from which on Morocco keeps UTC+0 all year (since 2026-09-20); older data is an hour wrong."""


def check_home(home: Path) -> None:
    """Make the home folder (for this account alone) where missing. ``home-unwritable``: path, reason."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Refusal("home-unwritable", name="GOVERNANCE_HOME", path=str(home), reason=reason) from error


@contextmanager
def holding_home(home: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold the home folder as a running service does, or ``alone``, as what may only be done while none runs there.

    The kernel lets go of it however the process ends. Refused: ``home-unwritable``, ``home-in-use``.
    """
    check_home(home)
    held = os.open(home / "in-use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal("home-in-use", path=str(home)) from error
        yield
    finally:
        os.close(held)


def check_listen(host: str, port: int) -> None:
    """The address can be listened on now. ``listen-refused``: name, value, reason."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal(
            "listen-refused", name="GOVERNANCE_LISTEN", value=f"{host}:{port}", reason=reason
        ) from error


def check_zone_data(release: str = tzdata.IANA_VERSION) -> str:
    """The IANA release of the time zones in use, as "2026c". ``zone-data-stale``: found, needed."""
    if release < OLDEST_ZONE_DATA:
        raise Refusal("zone-data-stale", found=release, needed=OLDEST_ZONE_DATA)
    return release
