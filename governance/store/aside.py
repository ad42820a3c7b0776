"""Votes that came while the database did not take them: that they came, in a file outside it.

Never what they were: the hash of the link's token, a keyed digest of the code, the request key and the hour. The file
has its whole room from the start, so that a full disk does not keep it from being written, and what it is told is on
disk when ``keep`` returns. Once the database takes writes again, the register says that these votes came.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from governance.register.canonical import instant, read_instant
from governance.register.privatefile import write_private

SLOT = 320
SLOTS = 4096
"""Room for so many votes, each of at most ``SLOT`` bytes."""

_FREE = b"\x00" * SLOT


@dataclass(frozen=True, slots=True)
class Came:
    """One vote that came and was not recorded."""

    token_hash: str
    code_mark: str
    request_key: str
    received_at: datetime


class Aside:
    """The file. Several threads and processes may use it; it is made, with its room, when it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._make()

    def keep(self, came: Came) -> None:
        """Write down that it came. OSError where that cannot be done, or where there is no room left."""
        line = _written(came)
        with self._held() as file:
            slots = list(_slots(file))
            if line in slots:
                return
            if _FREE not in slots:
                raise OSError("no room is left")
            os.pwrite(file, line, slots.index(_FREE) * SLOT)

    def waiting(self) -> list[Came]:
        """What came and has not been entered yet, in no order."""
        with self._held() as file:
            return [_read(slot) for slot in _slots(file) if slot != _FREE]

    def forget(self, entered: Sequence[Came]) -> None:
        """Give the room back of what stands in the register now."""
        lines = {_written(came) for came in entered}
        with self._held() as file:
            for at, slot in enumerate(_slots(file)):
                if slot in lines:
                    os.pwrite(file, _FREE, at * SLOT)

    def _make(self) -> None:
        if not self.path.exists():
            write_private(self.path, _FREE * SLOTS, replace=True)

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The file, held against everybody else; what is written to it is on disk at once."""
        self._make()
        file = os.open(self.path, os.O_RDWR | os.O_DSYNC | os.O_NOFOLLOW)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def _slots(file: int) -> Iterator[bytes]:
    whole = os.pread(file, SLOT * SLOTS, 0)
    return (whole[at : at + SLOT] for at in range(0, len(whole), SLOT))


def _written(came: Came) -> bytes:
    facts = (came.token_hash, came.code_mark, instant(came.received_at), came.request_key.encode().hex())
    return " ".join(facts).encode("ascii").ljust(SLOT, b"\x00")


def _read(slot: bytes) -> Came:
    token_hash, code_mark, received_at, request = slot.rstrip(b"\x00").decode("ascii").split(" ")
    return Came(token_hash, code_mark, bytes.fromhex(request).decode(), read_instant(received_at))
