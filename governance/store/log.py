"""Appending to the register inside a writing transaction.

The head row is read and held at the start of a group of acts; entries are gathered while the acts run and
inserted, with the subtrees they complete, before the group commits. An act that is refused leaves no entry.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from governance.refusal import Refusal
from governance.register import canonical, entries
from governance.register.purposes import ENTERED_MEANWHILE
from governance.register.tree import Frontier, leaf_hash
from governance.store.tables.log import LogEntry, LogHead, LogNode

Mark = tuple[Frontier, datetime, bool, int, int]


@dataclass(slots=True)
class Log:
    """The register as one writing transaction sees it: the held head and what was appended since.

    While it ``waits`` for a restoration it takes nothing but the answers of the seats that were asked to confirm it.
    """

    frontier: Frontier
    entered_at: datetime
    waits: bool = False
    pending: list[dict[str, Any]] = field(default_factory=list)
    nodes: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def hold(cls, connection: Connection, *, waits: bool = False) -> "Log":
        """Read the head row and hold it, so that servers and command-line writers append one after another."""
        row = connection.execute(
            select(LogHead.size, LogHead.frontier, LogHead.entered_at)  # type: ignore[call-overload]
            .where(LogHead.id == 1)
            .with_for_update()
        ).one_or_none()
        if row is None:
            raise Refusal("register-not-opened")
        return cls(Frontier.from_bytes(row.size, row.frontier), row.entered_at, waits)

    def mark(self) -> Mark:
        """Where the log stands now, to come back to if the act that follows is refused."""
        return self.frontier, self.entered_at, self.waits, len(self.pending), len(self.nodes)

    def return_to(self, mark: Mark) -> None:
        """Forget everything appended since ``mark``."""
        self.frontier, self.entered_at, self.waits, pending, nodes = mark
        del self.pending[pending:]
        del self.nodes[nodes:]

    def append(self, kind: str, *, now: datetime, facts: dict[str, Any]) -> int:
        """Append one entry and answer its index. Its time is never before the entry that precedes it. Refused:
        ``restoration-pending`` where the register waits for something else, ``entry-malformed``."""
        if self.waits and kind not in ENTERED_MEANWHILE:
            if kind != "incident-restored":
                raise Refusal("restoration-pending")
            self.waits = False
        self.entered_at = max(now, self.entered_at)
        body = canonical.encode_plain(entries.make_entry(kind, entered_at=self.entered_at, **facts))
        index = self.frontier.size
        self.frontier, complete = self.frontier.append(leaf_hash(body))
        self.pending.append(
            {"index": index, "kind": kind, "body": body.decode("utf-8"), "entered_at": self.entered_at}
        )
        self.nodes += [{"level": level, "index": at, "hash": digest} for level, at, digest in complete]
        return index

    def save(self, connection: Connection) -> bool:
        """Write what was appended; answers whether anything was."""
        if not self.pending:
            return False
        connection.execute(insert(LogEntry), self.pending)
        connection.execute(insert(LogNode), self.nodes)
        connection.execute(
            update(LogHead)
            .where(LogHead.id == 1)  # type: ignore[arg-type]
            .values(size=self.frontier.size, frontier=self.frontier.as_bytes(), entered_at=self.entered_at)
        )
        return True
