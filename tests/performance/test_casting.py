"""How fast full casts are taken over HTTP, beside what this machine's disk and database can do at all."""

import sqlite3
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.seal_content import Randomness
from governance.service import Service
from governance.store.database import journal_mode
from tests.equipment.benchmarks import keep_section, table
from tests.equipment.postgresql import a_postgresql
from tests.performance.hall import Hall, a_hall
from tests.performance.load import Load, put_load

SEATS = 500
CLIENTS = {1: 100, 16: 500, 64: 1_000, 256: 1_000}
"""So many casts from so many clients at a time."""

MEASURED_AT = 64
TURNS = 3
COMMITS = 300
CONNECTIONS = 32

HEADS = ("clients", "casts a second", "p50", "p99", "beside bare commits a second", "ratio")


def loads(hall: Hall, bare: Callable[[], float], turns: int = TURNS) -> list[tuple[str, ...]]:
    """Casts from ever more clients, each in turns with bare commits; the rows of the table, medians throughout."""
    rows = []
    with hall.serve() as server:
        put_load(server.port, 16, hall.casts(100))
        for clients, casts in CLIENTS.items():
            pairs = [(put_load(server.port, clients, hall.casts(casts)), bare()) for _ in range(turns)]
            assert all(load.statuses() == {200} for load, _ in pairs)
            rows.append(_row(clients, [load for load, _ in pairs], [commits for _, commits in pairs]))
    return rows


def _row(clients: int, taken: list[Load], commits: list[float]) -> tuple[str, ...]:
    ratios = sorted(load.a_second / other for load, other in zip(taken, commits, strict=True))
    return (
        str(clients),
        f"{statistics.median(load.a_second for load in taken):,.0f}",
        f"{statistics.median(load.percentile(50) for load in taken):,.0f} ms",
        f"{statistics.median(load.percentile(99) for load in taken):,.0f} ms",
        f"{statistics.median(commits):,.0f}",
        f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})",
    )


def bare_sqlite(path: Path) -> float:
    """One-row durable commits a second, from plain Python in the journal mode of the service."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")
    connection.execute("PRAGMA synchronous=" + ("FULL" if journal_mode() == "WAL" else "EXTRA"))
    connection.execute("CREATE TABLE IF NOT EXISTS vote (id INTEGER PRIMARY KEY, content BLOB)")
    started = time.perf_counter()
    for _ in range(COMMITS):
        connection.execute("INSERT INTO vote (content) VALUES (zeroblob(500))")
    seconds = time.perf_counter() - started
    connection.close()
    return COMMITS / seconds


def bare_postgresql(url: str) -> float:
    """One-row commits a second by psycopg, from 32 connections at a time."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, content bytea)")

    def commit(_number: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for _ in range(COMMITS // 5):
                connection.execute("INSERT INTO bare (content) VALUES (decode(repeat('00', 500), 'hex'))")

    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(commit, range(CONNECTIONS)))
    return CONNECTIONS * (COMMITS // 5) / (time.perf_counter() - started)


def acts_a_second(service: Service, hall: Hall, *, at_a_time: int, casts: int) -> float:
    """The act alone, without HTTP: so many callers wait for its commit at a time."""
    now = service.now()

    def cast(number: int) -> None:
        letter = hall.letters[number % len(hall.letters)]
        service.do_quietly(
            cast_vote,
            token=letter.token,
            code=letter.code,
            request_key=f"bench-{at_a_time}-{number}",
            vote={"positions": {"motion": "yes"}},
            received_at=now,
            randomness=Randomness(),
            vault=service.vault,
            now=now,
        )

    started = time.perf_counter()
    with ThreadPoolExecutor(at_a_time) as voters:
        list(voters.map(cast, range(casts)))
    return casts / (time.perf_counter() - started)


def of_the_act(hall: Hall) -> list[str]:
    """The act in this process: one by one, and as the writer groups it."""
    service = hall.service()
    acts_a_second(service, hall, at_a_time=8, casts=50)
    pairs = [
        (
            acts_a_second(service, hall, at_a_time=1, casts=200 + turn),
            acts_a_second(service, hall, at_a_time=64 + turn, casts=1_000),
        )
        for turn in range(TURNS)
    ]
    service.close()
    alone, grouped = (statistics.median(each) for each in zip(*pairs, strict=True))
    return [
        "",
        f"The act alone, without HTTP: {alone:,.0f} a second committed one by one, {grouped:,.0f} in groups "
        f"({grouped / alone:.1f} times).",
    ]


@pytest.mark.bench
def test_casts_on_sqlite(tmp_path: Path) -> None:
    """Full casts over HTTP (link, code, seal, commitment, entry, tree, receipt queued, on disk) beside bare commits."""
    hall = a_hall(tmp_path / "home", SEATS)
    rows = loads(hall, lambda: bare_sqlite(tmp_path / "bare.sqlite"))
    lines = [*table(HEADS, rows), *of_the_act(hall)]
    lines.append(f"SQLite in {journal_mode()} mode; wanted at {MEASURED_AT} clients: 1.0 (in WAL mode 0.5).")
    print("\n" + "\n".join(lines))
    keep_section("Casts on SQLite", lines)


@pytest.mark.bench
@pytest.mark.needs("postgresql")
def test_casts_on_postgresql(tmp_path: Path) -> None:
    """The same on PostgreSQL, with its log on disk at every commit, beside psycopg alone on 32 connections."""
    with a_postgresql() as server:
        url = f"{server}/postgres"
        hall = a_hall(tmp_path / "home", SEATS, database_url=url)
        rows = loads(hall, lambda: bare_postgresql(url.replace("+psycopg", "")))
        lines = [*table(HEADS, rows), *of_the_act(hall)]
    lines.append(f"Wanted at {MEASURED_AT} clients: 0.4 of psycopg alone on {CONNECTIONS} connections.")
    print("\n" + "\n".join(lines))
    keep_section("Casts on PostgreSQL", lines)
