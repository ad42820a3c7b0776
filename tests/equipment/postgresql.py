"""A PostgreSQL server of Debian's packages in a temporary folder, and an empty database in it for each test."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.equipment.ports import free_port


@contextmanager
def a_postgresql(*options: str) -> Iterator[str]:
    """A running server with these options (``-c name=value``): its URL without a database; removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="governance-postgresql-"))
    port = free_port()
    try:
        _as_postgres(folder, "initdb", "--auth=trust", "--username=governance", "--no-sync", f"{folder}/data")
        said = " ".join((f"-h 127.0.0.1 -p {port} -k {folder} -c timezone=UTC", *options))
        _as_postgres(
            folder, "pg_ctl", "start", "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", said
        )
        try:
            yield f"postgresql+psycopg://governance@127.0.0.1:{port}"
        finally:
            _as_postgres(folder, "pg_ctl", "stop", "-m", "immediate", "-D", f"{folder}/data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server for tests of what is right, which need not be on disk."""
    with a_postgresql("-c fsync=off") as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of a new, empty database; dropped after the test, whatever still holds it."""
    name = f"test_{uuid4().hex}"
    admin = postgresql_server.replace("+psycopg", "") + "/postgres"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{postgresql_server}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _as_postgres(folder: Path, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL, which refuses to be root: as root it runs as the user ``postgres``."""
    command = [str(_programs() / program), *arguments]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False
    )
    if done.returncode:
        pytest.fail(f"PostgreSQL's {program} failed: {done.stderr.decode().strip()}", pytrace=False)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("PostgreSQL is not installed: sudo apt-get install postgresql", pytrace=False)
    return found[-1].parent
