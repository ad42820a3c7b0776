"""The journal mode that this machine's SQLite is safe in, and the schema against the tables."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from governance.store.database import Database, wal_is_safe
from governance.store.migrate import upgrade
from governance.store.tables.every import APPEND_ONLY, METADATA


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_is_used_only_where_its_corruption_is_mended(version: tuple[int, ...], safe: bool) -> None:
    """Versions from 3.7.0 can corrupt when two connections write or checkpoint at the same instant."""
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_steps_lead_to_the_tables(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What the migrations make is what the tables say, on both databases."""
    url = (
        f"sqlite:///{tmp_path / 'd.sqlite'}"
        if kind == "sqlite"
        else request.getfixturevalue("postgresql_url")
    )
    database = Database(url)
    upgrade(database)
    with database.writing() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    database.close()
    assert differences == []


def test_every_append_only_table_exists() -> None:
    """The list of tables with triggers names tables."""
    assert set(APPEND_ONLY) <= set(METADATA.tables)
