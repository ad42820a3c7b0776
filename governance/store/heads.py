"""Signing where the register stands: after the commit, and kept outside the database before anybody sees it."""

import json
import threading

from sqlalchemy import Connection, insert, select
from sqlmodel import Session, col
from sqlmodel import select as choose

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from governance.register.headfile import HeadFile, check_covers
from governance.register.keys import SigningKey
from governance.register.tree import Frontier, ReadNode
from governance.store.tables.log import LogEntry, LogHead, LogNode, SignedHead
from governance.store.tables.network import Network


class Signer:
    """Signs heads in the name of the log, one at a time, each on disk in the head file before it is answered."""

    def __init__(self, key: SigningKey, file: HeadFile) -> None:
        self._key = key
        self._file = file
        self._lock = threading.Lock()
        self._latest: Checkpoint | None = None
        self.waits = False
        """Whether nothing is signed because the database is older than the last head, until two seats confirm that."""

    @property
    def verifier(self) -> str:
        """The public key in the form readers check heads with: ``origin+keyid+base64``."""
        return str(self._key.verifier)

    def take_up(self, session: Session) -> None:
        """Start from the head file. A database that does not contain the last signed head is refused
        (``database-behind-head``, ``database-contradicts-head``) unless its register says how that head was lost; so is
        a key the register does not name (``key-not-of-register``), and nothing is signed."""
        registered = session.exec(choose(Network.verifier)).first()
        if registered not in (None, self.verifier):
            raise Refusal("key-not-of-register", found=self.verifier, expected=registered)
        size, _ = read_frontier(session)
        last = self.last()
        if last is not None and _is_given_up(session, last):
            last = None
        check_covers(last, size=size, read=node_reader(session))
        self._latest, self.waits = last, False

    def last(self) -> Checkpoint | None:
        """The last head that was signed, as it is kept outside the database."""
        return self._file.read()

    def sign(self, frontier: Frontier) -> Checkpoint:
        """The signed head of this frontier; the newest one if that is newer. ``restoration-pending`` while it waits."""
        with self._lock:
            if self.waits:
                raise Refusal("restoration-pending")
            if self._latest is None or self._latest.size < frontier.size:
                note = sign_checkpoint(
                    self._key, origin=self._key.name, size=frontier.size, root=frontier.root()
                )
                self._file.write(note)
                self._latest = read_checkpoint(note, verifiers=[self._key.verifier])
            return self._latest

    def current(self, session: Session) -> Checkpoint:
        """A signed head that covers everything this session sees, whichever server wrote it."""
        _, frontier = read_frontier(session)
        return self.sign(frontier)


def _is_given_up(session: Session, head: Checkpoint) -> bool:
    """Whether the register says that this head was lost with the entries it covered."""
    said = session.exec(choose(LogEntry.body).where(LogEntry.kind == "incident-restored")).all()
    lost = ((entry["size"], entry["root"]) for entry in map(json.loads, said))
    return (head.size, head.root.hex()) in lost


def read_frontier(session: Session) -> tuple[int, Frontier]:
    """The size of the register and its frontier, as committed."""
    head = session.exec(choose(LogHead).where(LogHead.id == 1)).one()
    return head.size, Frontier.from_bytes(head.size, head.frontier)


def node_reader(session: Session) -> ReadNode:
    """Reads the root of the index-th complete subtree of a level, for proofs and roots of earlier sizes."""

    def read(level: int, index: int) -> bytes:
        query = choose(LogNode.hash).where(LogNode.level == level, LogNode.index == index)
        return session.exec(query).one()

    return read


def keep_head(connection: Connection, head: Checkpoint) -> None:
    """Keep a signed head in the database, once for each size, for the export."""
    table = SignedHead.__table__  # type: ignore[attr-defined]
    known = connection.execute(select(table.c.size).where(table.c.size == head.size)).first()
    if known is None:
        connection.execute(insert(table).values(size=head.size, note=head.note))


def signed_heads(session: Session) -> list[tuple[int, str]]:
    """Every head kept in the database, by size."""
    query = choose(SignedHead.size, SignedHead.note).order_by(col(SignedHead.size))
    return [(size, note) for size, note in session.exec(query).all()]
