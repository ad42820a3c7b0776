"""How fast votes are taken here, beside what this machine's disk can do at all."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.seal_content import Randomness
from governance.store.database import journal_mode
from tests.equipment.network import Letter, NetworkAtHand, a_network

CLIENTS = 64
CASTS = 2_000
COMMITS = 500


@pytest.mark.bench
def test_casts_beside_bare_commits(tmp_path: Path) -> None:
    """Votes a second through the writer, 64 clients at a time, as a ratio to bare one-row durable commits."""
    network = a_network(tmp_path)
    try:
        ballot = network.put("2026-01", "majorite-exprimes")
        letters = [network.letter(ballot, seat) for seat in ("SOL", "MNC", "CE3M", "OTT")]
        casts_a_second = CASTS / _seconds_of_casts(network, letters)
    finally:
        network.close()
    commits_a_second = COMMITS / _seconds_of_commits(tmp_path / "bare.sqlite")
    ratio = casts_a_second / commits_a_second
    print(f"\n{casts_a_second:,.0f} votes/s, {commits_a_second:,.0f} bare commits/s, ratio {ratio:.2f}")
    assert casts_a_second > 0


def _seconds_of_casts(network: NetworkAtHand, letters: list[Letter]) -> float:
    def cast(number: int) -> None:
        letter = letters[number % len(letters)]
        network.service.do(
            cast_vote,
            token=letter.token,
            code=letter.code,
            request_key=f"bench-{number}",
            vote={"positions": {"motion": "yes"}},
            received_at=network.clock.at,
            randomness=Randomness(),
            vault=network.service.vault,
            now=network.clock.at,
        )

    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as voters:
        list(voters.map(cast, range(CASTS)))
    return time.perf_counter() - started


def _seconds_of_commits(path: Path) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("CREATE TABLE vote (id INTEGER PRIMARY KEY, content BLOB)")
    started = time.perf_counter()
    for _ in range(COMMITS):
        connection.execute("INSERT INTO vote (content) VALUES (zeroblob(500))")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds
