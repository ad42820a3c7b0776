"""Everything moves to another database and nothing changes: SQLite to PostgreSQL, PostgreSQL to SQLite, and backups."""

from pathlib import Path

import psycopg
import pytest

from governance.backup.restoring import check_backup
from governance.backup.writing import make_backup
from governance.refusal import Refusal
from governance.register.verify import verify_export
from governance.store import copying
from governance.store.copying import copy_to_database
from governance.store.database import Database
from governance.store.export import export_pieces
from tests.backup.conftest import Installed, put_back, settings_of
from tests.equipment.network import a_network
from tests.register.stolen_database import a_life


def export_of(installed: Installed, database: Database) -> list[str]:
    """The register as it is exported from a database under the home's key."""
    return "".join(export_pieces(database, installed.network.service.signer)).splitlines()


def test_a_whole_life_moves_to_postgresql_and_back(postgresql_url: str, tmp_path: Path) -> None:
    """Every act's rows: the export is the same to the letter, there and back, and verifies."""
    network = a_network(tmp_path)
    service = network.service
    there, back = Database(postgresql_url), Database(f"sqlite:///{tmp_path / 'back.sqlite'}")
    try:
        a_life(network)
        before = "".join(export_pieces(service.database, service.signer)).splitlines()
        rows = copy_to_database(service.database, there)
        assert copy_to_database(there, back) == rows
        assert all(rows[table] for table in ("vote", "annulment", "opened_vote", "outbox", "log_entry"))
        for database in (there, back):
            assert "".join(export_pieces(database, service.signer)).splitlines() == before
        assert verify_export(before).intact
    finally:
        there.close()
        back.close()
        network.close()


def test_a_target_that_holds_anything_is_left_alone(installed: Installed, postgresql_url: str) -> None:
    """One table of whomever it may be is enough."""
    plain = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("create table accounts_of_somebody_else (id integer)")
    target = Database(postgresql_url)
    with pytest.raises(Refusal, match="target-not-empty"):
        copy_to_database(installed.network.service.database, target)
    target.close()
    with psycopg.connect(plain) as connection:
        [tables] = connection.execute(
            "select count(*) from pg_tables where schemaname = 'public'"
        ).fetchone() or [0]
    assert tables == 1


def test_a_copy_that_differs_is_not_kept(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row less, and the target has no row at all."""
    target = Database(f"sqlite:///{tmp_path / 'target.sqlite'}")
    real = copying.count_rows
    seen: list[dict[str, int]] = []

    def miscounted(connection: object) -> dict[str, int]:
        seen.append(real(connection))  # type: ignore[arg-type]
        return seen[-1] | ({"vote": 0} if len(seen) == 2 else {})

    monkeypatch.setattr(copying, "count_rows", miscounted)
    with pytest.raises(Refusal, match="copy-differs"):
        copy_to_database(installed.network.service.database, target)
    with target.reading() as session:
        assert real(session.connection())["vote"] == 0
    target.close()


def test_a_backup_of_postgresql_is_a_file_like_any_other(
    installed: Installed, postgresql_url: str, tmp_path: Path
) -> None:
    """It verifies, is put back into SQLite, and into another PostgreSQL database, which must be empty."""
    there = Database(postgresql_url)
    copy_to_database(installed.network.service.database, there)
    before = export_of(installed, there)
    backup = make_backup(there, installed.settings, now=installed.network.now())
    there.close()
    assert check_backup(installed.source(backup), tmp_path / "check") > 0
    with pytest.raises(Refusal, match="target-not-empty"):
        put_back(installed.source(backup), tmp_path / "pg", nothing_newer=True, database_url=postgresql_url)
    put_back(installed.source(backup), tmp_path / "new", nothing_newer=True)
    database = Database(settings_of(tmp_path / "new").database_url)
    assert export_of(installed, database) == before
    database.close()
    with psycopg.connect(postgresql_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("drop schema public cascade; create schema public")
    put_back(installed.source(backup), tmp_path / "pg", nothing_newer=True, database_url=postgresql_url)
    database = Database(postgresql_url)
    assert export_of(installed, database) == before
    database.close()
