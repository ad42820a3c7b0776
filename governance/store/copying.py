"""The whole database copied, as it stood at one instant, and a copy looked over."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, select

from governance.refusal import Refusal
from governance.register.tree import Frontier, leaf_hash
from governance.store.database import Database
from governance.store.migrate import upgrade
from governance.store.tables.every import APPEND_ONLY, METADATA
from governance.store.tables.log import LogEntry, LogHead

ROWS = 1000
"""Rows read and written at a time."""


def copy_to_file(database: Database, path: Path) -> None:
    """Write everything, as it stands at this instant, to an SQLite file, while acts go on.

    Whatever the database is, the copy is one SQLite file: SQLite by its own online backup, PostgreSQL row by row within
    one transaction that sees a single state. A plain copy of a live file may miss what stands in its journal.
    """
    if database.is_sqlite:
        with closing(sqlite3.connect(_file_of(database))) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return
    copied = Database(f"sqlite:///{path}")
    try:
        copy_to_database(database, copied)
    finally:
        copied.close()


def copy_to_database(source: Database, target: Database) -> dict[str, int]:
    """Copy every row of one database into an empty one, and answer how many rows each table has.

    Refused: ``target-not-empty``; ``copy-differs`` where the copy, counted and hashed again, is not the original;
    nothing is copied then.
    """
    check_empty(target)
    upgrade(target)
    with source.standing_still() as reading, target.writing() as writing:
        for table in METADATA.sorted_tables:
            if table.name not in APPEND_ONLY:  # what a new schema begins with gives way
                writing.execute(table.delete())
            for rows in reading.execute(select(table)).mappings().partitions(ROWS):
                writing.execute(insert(table), [dict(row) for row in rows])
        counted = count_rows(reading)
        _check_same(counted, count_rows(writing), _root(reading), _root(writing))
    return counted


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
    }


def check_empty(database: Database) -> None:
    """No table stands there yet, or not even a file. ``target-not-empty``: table."""
    if database.is_sqlite and not Path(_file_of(database)).exists():
        return
    with database.reading() as session:
        tables = sorted(inspect(session.connection()).get_table_names())
    if tables:
        raise Refusal("target-not-empty", table=tables[0])


def check_sound(path: Path) -> None:
    """An SQLite file is whole and every reference in it leads somewhere. ``database-damaged``: path, wrong."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            [said] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise Refusal("database-damaged", path=str(path), wrong=str(error)) from error
    if said != "ok" or astray:
        raise Refusal("database-damaged", path=str(path), wrong=said if said != "ok" else f"{astray[0]}")


def _file_of(database: Database) -> str:
    return f"{database.url.database}"


def _root(connection: Connection) -> tuple[int, bytes]:
    """Size and root of the register, hashed again from its entries; the kept head must say the same."""
    kept = connection.execute(select(LogHead.size, LogHead.frontier)).one()  # type: ignore[call-overload]
    frontier = Frontier()
    bodies = select(LogEntry.body).order_by(LogEntry.index)  # type: ignore[call-overload]
    for [body] in connection.execute(bodies):
        frontier, _ = frontier.append(leaf_hash(body.encode()))
    if (kept.size, bytes(kept.frontier)) != (frontier.size, frontier.as_bytes()):
        raise Refusal("copy-differs", wrong="log_head")
    return frontier.size, frontier.root()


def _check_same(
    rows: dict[str, int], copied: dict[str, int], root: tuple[int, bytes], copied_root: tuple[int, bytes]
) -> None:
    wrong = [table for table, count in rows.items() if copied[table] != count]
    if wrong or root != copied_root:
        raise Refusal("copy-differs", wrong=wrong[0] if wrong else "log_entry")
