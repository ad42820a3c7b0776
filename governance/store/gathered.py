"""Rows that acts leave to be inserted together, with few statements, when their group ends.

An act that only looks and gathers needs no savepoint of its own: what it gathered is forgotten if it is refused.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

Row = tuple[type[SQLModel], dict[str, Any]]


class Gathered:
    """What the acts of one group have gathered: of those that are done, and of the one that runs."""

    def __init__(self) -> None:
        self._done: list[Row] = []
        self._running: list[Row] = []

    def add(self, table: type[SQLModel], row: dict[str, Any]) -> None:
        """One row of the act that runs; columns that are not named stay empty."""
        self._running.append((table, row))

    def keep(self) -> None:
        """The act that ran is done."""
        self._done += self._running
        self._running = []

    def forget(self) -> None:
        """The act that ran is refused."""
        self._running = []

    def concerns(self, seat_id: UUID) -> bool:
        """Whether a row that is not written yet is about this seat."""
        return any(row.get("seat_id") == seat_id for _, row in self._done)

    def write(self, connection: Connection) -> None:
        """Insert what the acts that are done have gathered: one statement for all rows of a table that name the same
        columns, in the order in which they were first named."""
        done, self._done = self._done, []
        alike: dict[tuple[type[SQLModel], frozenset[str]], list[dict[str, Any]]] = {}
        for table, row in done:
            alike.setdefault((table, frozenset(row)), []).append(row)
        for (table, _), rows in alike.items():
            connection.execute(insert(table), rows)
