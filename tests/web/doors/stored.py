"""What a database holds, looked at after every request: cheaply while nobody has written, table by table then."""

import sqlite3
from pathlib import Path

from sqlmodel import Session, select

from governance.service import Service
from governance.store.tables.every import METADATA

COUNTED = ("attempt", "desk_session")
COUNTERS = ("wrong_codes", "wrong_since")
"""Tries that failed are counted, and a session knows when it was last used; of a refusal nothing else is kept."""


class Stored:
    """The content of a service's SQLite database as it was last looked at."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._beside = sqlite3.connect(Path(service.database.url.database or ""))
        self._version = self._commits()
        self._content = self._look()

    def changed(self) -> list[str]:
        """The tables that hold something else than at the last look, but for what is counted."""
        version = self._commits()
        if version == self._version:
            return []
        before, self._content, self._version = self._content, self._look(), version
        return [name for name, content in self._content.items() if content != before[name]]

    def close(self) -> None:
        """Look no more."""
        self._beside.close()

    def _commits(self) -> int:
        """A number that another connection's commit changes."""
        return int(self._beside.execute("PRAGMA data_version").fetchone()[0])

    def _look(self) -> dict[str, int]:
        return self._service.read(_content)


def _content(session: Session) -> dict[str, int]:
    kept = {name: table for name, table in METADATA.tables.items() if name not in COUNTED}
    columns = {
        name: [column for column in table.columns if column.name not in COUNTERS]
        for name, table in kept.items()
    }
    return {
        name: hash(tuple(sorted(str(tuple(row)) for row in session.execute(select(*asked)).all())))
        for name, asked in columns.items()
    }
