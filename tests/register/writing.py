"""A log being written: a clock, entries, signed heads, receipts and the export, as the service makes them."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from governance.register import canonical, export
from governance.register.checkpoint import sign_checkpoint
from governance.register.entries import make_entry
from governance.register.keys import make_key
from governance.register.nodes import Nodes
from governance.register.proof import encode_tlog_proof
from governance.register.tree import inclusion_proof, leaf_hash

ORIGIN = "register.example.org/network"
KEY = make_key(ORIGIN, b"k" * 32)
START = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


class Writing:
    """A log, its clock and its key; random, but the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now, self.key, self.nodes = START, KEY, Nodes()
        self.keys = {str(KEY.verifier): KEY}
        self.entries: list[bytes] = []
        self.heads: dict[int, str] = {}
        self.reasons: list[tuple[int, str, str]] = []
        self.last_entered = START

    def enter(self, kind: str, **facts: Any) -> int:
        """Append one entry now; its time never goes back."""
        self.last_entered = max(self.now, self.last_entered)
        body = canonical.encode(make_entry(kind, entered_at=self.last_entered, **facts))
        self.entries.append(body)
        self.nodes.append(leaf_hash(body))
        return len(self.entries) - 1

    def sign(self) -> None:
        """Sign the head over everything entered."""
        size = self.nodes.size
        self.heads[size] = sign_checkpoint(
            self.key, origin=ORIGIN, size=size, root=self.nodes.frontier.root()
        )

    def wait(self, **duration: float) -> None:
        """Let time pass; a signed head stands before every pause, as the service signs after each act."""
        self.sign()
        self.now += timedelta(**duration)

    def name(self) -> str:
        """Draw a fresh id."""
        return f"{self.chance.getrandbits(128):032x}"

    def bytes(self, size: int = 32) -> bytes:
        """Draw random bytes."""
        return self.chance.randbytes(size)

    def lines(self) -> list[str]:
        """Return the export as the service publishes it."""
        self.sign()
        return [
            export.version_line(),
            *(export.entry_line(index, body) for index, body in enumerate(self.entries)),
            *(export.head_line(size, note) for size, note in sorted(self.heads.items())),
            *(export.reason_line(index, salt=salt, text=text) for index, salt, text in self.reasons),
        ]

    def receipt(self, index: int, size: int | None = None) -> str:
        """Return the receipt of an entry under the first head that covers it, or the head of ``size``."""
        size = size or min(each for each in self.heads if each > index)
        return encode_tlog_proof(
            index=index,
            entry=self.entries[index],
            hashes=inclusion_proof(index, size, self.nodes.read),
            note=self.heads[size],
        )
