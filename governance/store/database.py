"""The database: one engine that writes, one that can only read.

SQLite is opened in DELETE mode with ``synchronous=EXTRA`` unless its version carries the fix of the WAL
corruption that two simultaneous writers or checkpoints could cause (fixed in 3.51.3, 3.50.7 and 3.44.6).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session

from governance.refusal import Refusal

_WAL_FIXED_SINCE = {44: (3, 44, 6), 50: (3, 50, 7), 51: (3, 51, 3)}


PATIENCE = 10_000
"""How many milliseconds a lock is waited for: two groups of acts may wait in turn, each is answered within 30 s."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite carries the fix of the WAL-reset corruption."""
    if version >= (3, 52):
        return True
    fixed = _WAL_FIXED_SINCE.get(version[1])
    return fixed is not None and version >= fixed


def journal_mode() -> str:
    """The journal mode this machine's SQLite is safe in: ``WAL`` or ``DELETE``."""
    return "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"


def is_out_of_reach(error: BaseException) -> bool:
    """Whether the database failed and not the program: gone, locked, full, read-only, damaged, or cut off."""
    return (
        isinstance(error, OperationalError | InterfaceError | PoolTimeoutError)
        or type(error) is DatabaseError
    )


def name_failure(error: BaseException) -> str:
    """What the database failed with, by the name or number it has for that; never its words, which may quote facts."""
    cause = getattr(error, "orig", None) or error
    known = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(cause).__name__} {known}" if known else type(cause).__name__


class Database:
    """The two doors to one database: ``writing()`` for the writer alone, ``reading()`` for everybody."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        """Open what ``url`` names. A file that is not there is made, or else refused (``database-missing``)."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        file = Path(self.url.database or "")
        if self.is_sqlite and not make and not file.exists():
            raise Refusal("database-missing", path=str(file))
        self._writer = self._engine(read_only=False)
        self._reader = self._engine(read_only=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short session that the database itself keeps from writing. Copy, then leave: never stream from it."""
        with self._renewing(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def standing_still(self) -> Iterator[Connection]:
        """A connection that sees one state of the database for as long as it reads: for copies of the whole."""
        engine = self._reader
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside one writing transaction: committed on leaving, rolled back on an error."""
        with self._renewing(), self._writer.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        """After a failure of the database nothing is asked over an old connection: its file may be another by now."""
        try:
            yield
        except Exception as error:
            if is_out_of_reach(error):
                self.close()
            raise

    def _engine(self, *, read_only: bool) -> Engine:
        if self.is_sqlite:
            return _sqlite_engine(self.url, read_only=read_only)
        return _postgresql_engine(self.url, read_only=read_only)


def _sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    path = Path(url.database or "")
    mode = "rw" if read_only or path.exists() else "rwc"

    def _connect() -> sqlite3.Connection:
        # The first to write makes the file; one that vanished must not come back as an empty database.
        # SQLAlchemy must not begin by itself: its deferred BEGIN loses writes between read and write.
        nonlocal mode
        address, mode = f"file:{quote(str(path))}?mode={mode}", "rw"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine(url, creator=_connect)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            journal = journal_mode()
            cursor.execute(f"PRAGMA journal_mode={journal}")
            # What is erased is overwritten, not only forgotten.
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("PRAGMA synchronous=" + ("FULL" if journal == "WAL" else "EXTRA"))
            record.info["file"] = path.stat().st_ino
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not read_only:
            _check_in_place(path, connection.info["file"])
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _check_in_place(path: Path, file: int) -> None:
    """What is written to a file that was removed, or replaced by another, would be gone at the next start."""
    try:
        there = path.stat().st_ino
    except OSError as error:
        raise OperationalError("BEGIN", None, error) from error
    if there != file:
        raise OperationalError("BEGIN", None, OSError("the file of the database was replaced"))


def _postgresql_engine(url: URL, *, read_only: bool) -> Engine:
    options = f"-c timezone=UTC -c lock_timeout={PATIENCE}"
    options += " -c default_transaction_read_only=on" if read_only else ""
    patience = {"connect_timeout": max(PATIENCE // 1000, 2), "tcp_user_timeout": PATIENCE}
    return create_engine(url, pool_pre_ping=True, connect_args={"options": options, **patience})
