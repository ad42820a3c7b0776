"""Whether anything was written since one last looked, by whichever process or server: a look of microseconds."""

import os
import sqlite3

from sqlmodel import text

from governance.store.database import Database


class Changes:
    """A number that is another one once anything was written; None where it cannot be told at this moment.

    On SQLite it is ``PRAGMA data_version`` of a connection that does nothing else, which never waits (``at_once``); on
    PostgreSQL which transactions are done, which takes a question over the network.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: sqlite3.Connection | None = None
        self._file = 0
        self.at_once = database.is_sqlite

    def number(self) -> object | None:
        """The number as it is now."""
        try:
            return self._of_sqlite() if self.at_once else self._of_postgresql()
        except Exception:  # whoever asks goes on without, and hears from its own reading what is wrong
            return None

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()

    def _of_sqlite(self) -> object:
        path = str(self._database.url.database)
        file = os.stat(path).st_ino  # noqa: PTH116  at every request
        if self._connection is None or file != self._file:
            self.close()
            self._connection, self._file = _connect(path), file
        return file, self._connection.execute("PRAGMA data_version").fetchone()[0]

    def _of_postgresql(self) -> object:
        with self._database.reading() as session:
            return (
                session.connection().execute(text("SELECT CAST(pg_current_snapshot() AS text)")).scalar_one()
            )


def _connect(path: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{path}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
