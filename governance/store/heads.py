"""Signing where the register stands: after the commit, and kept outside the database before anybody sees it."""

import threading

from sqlalchemy import Connection, insert, select
from sqlmodel import Session, col
from sqlmodel import select as choose

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from governance.register.headfile import HeadFile, check_covers
from governance.register.keys import SigningKey
from governance.register.tree import Frontier, ReadNode
from governance.store.tables.log import LogHead, LogNode, SignedHead
from governance.store.tables.network import Network


class Signer:
    """Signs heads in the name of the log, one at a time, each on disk in the head file before it is answered."""

    def __init__(self, key: SigningKey, file: HeadFile) -> None:
        self._key = key
        self._file = file
        self._lock = threading.Lock()
        self._latest: Checkpoint | None = None

    @property
    def verifier(self) -> str:
        """The public key in the form readers check heads with: ``origin+keyid+base64``."""
        return str(self._key.verifier)

    def take_up(self, session: Session) -> None:
        """Start from the head file. A database that does not contain the last signed head is refused
        (``database-behind-head``, ``database-contradicts-head``), so is a key the register does not name
        (``key-not-of-register``), and nothing is signed."""
        registered = session.exec(choose(Network.verifier)).first()
        if registered not in (None, self.verifier):
            raise Refusal("key-not-of-register", found=self.verifier, expected=registered)
        size, _ = read_frontier(session)
        last = self._file.read()
        check_covers(last, size=size, read=node_reader(session))
        self._latest = last

    def sign(self, frontier: Frontier) -> Checkpoint:
        """The signed head of this frontier; the newest one if that is newer."""
        with self._lock:
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
