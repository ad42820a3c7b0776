"""Rows that acts leave to be inserted together, with few statements, when their group ends.

An act that only looks and gathers needs no savepoint of its own: what it gathered is forgotten if it is refused.
"""

from itertools import groupby
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
        """One row of the act that runs; rows of one table name the same columns."""
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
        """Insert what the acts that are done have gathered, each table in the order in which it was first named."""
        done, self._done = self._done, []
        order = list(dict.fromkeys(table for table, _ in done))
        for table, rows in groupby(
            sorted(done, key=lambda each: order.index(each[0])), key=lambda each: each[0]
        ):
            connection.execute(insert(table), [row for _, row in rows])
