"""What grows with the number of votes, and what must not."""

import json
import statistics
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from governance.acts.cast_vote import cast_vote
from governance.acts.seal_content import Randomness
from tests.equipment.benchmarks import keep_section, table
from tests.equipment.network import Letter, NetworkAtHand, a_network, members
from tests.equipment.running_server import CHECKOUT
from tests.performance.crowd import fill
from tests.performance.test_register import grow

CROWDS = (13, 1_000, 10_000, 100_000)
VOTES, ENTRIES, SMALL = 100_000, 1_000_000, 1_000
CASTS = 200
MOST = 1.2
LINEAR = 15
"""Ten times the votes may take so many times as long: what is read once more from disk is no more than that."""


@pytest.mark.bench
def test_a_close_grows_with_its_votes_and_no_faster(tmp_path: Path) -> None:
    """Closing, deciding and publishing from 13 to 100,000 votes, each in a process of its own: linear."""
    found = []
    for seats in CROWDS:
        home = tmp_path / str(seats)
        home.mkdir()
        command = [sys.executable, "-m", "tests.performance.crowd", str(home), str(seats)]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=900, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        found.append(json.loads(done.stdout))
    lines = table(
        ("votes", "closed and published within", "for each vote", "memory before", "at its highest"),
        [
            (
                f"{seats:,}",
                f"{each['seconds']:.2f} s",
                f"{each['seconds'] / seats * 1000:.2f} ms",
                f"{each['before']:.0f} MB",
                f"{each['highest']:.0f} MB",
            )
            for seats, each in zip(CROWDS, found, strict=True)
        ],
    )
    print("\n" + "\n".join(lines))
    keep_section("Closing", lines)
    assert found[3]["seconds"] < LINEAR * found[2]["seconds"]


@pytest.mark.bench
def test_a_cast_costs_the_same_however_much_there_is(tmp_path: Path) -> None:
    """With 10^5 votes in the ballot and 10^6 entries in the register a cast takes at most 1.2 times as long."""
    large, small = _a_ballot(tmp_path / "large"), _a_ballot(tmp_path / "small")
    fill(large[0], large[1], VOTES, letters=True)
    grow(large[0], ENTRIES)
    grow(small[0], SMALL)
    keys = count()
    spent: tuple[list[float], list[float]] = [], []
    for _ in range(CASTS):
        for (network, _ballot, letters), times in zip((large, small), spent, strict=True):
            started = time.perf_counter()
            _cast(network, letters[next(keys) // 2 % len(letters)], str(next(keys)))
            times.append(time.perf_counter() - started)
    for network, *_ in (large, small):
        network.close()
    of_large, of_small = (statistics.median(times) * 1000 for times in spent)
    ratio = of_large / of_small
    lines = table(
        ("entries", "votes", "a cast, durable"),
        [
            (f"{ENTRIES:,}", f"{VOTES:,}", f"{of_large:.2f} ms"),
            (f"{SMALL:,}", "in turns, none", f"{of_small:.2f} ms"),
            ("", f"ratio (at most {MOST})", f"{ratio:.2f}"),
        ],
    )
    print("\n" + "\n".join(lines))
    keep_section("A cast into much", lines)
    assert ratio <= MOST


def _a_ballot(home: Path) -> tuple[NetworkAtHand, UUID, list[Letter]]:
    home.mkdir()
    network = a_network(home)
    ballot = network.put("2026-01", "majorite-exprimes")
    return network, ballot, [network.letter(ballot, member.code) for member in members()]


def _cast(network: NetworkAtHand, letter: Letter, key: str) -> None:
    network.service.do(
        cast_vote,
        token=letter.token,
        code=letter.code,
        request_key=f"cast-{key}",
        vote={"positions": {"motion": "yes"}},
        received_at=network.now(),
        randomness=Randomness(),
        vault=network.service.vault,
        now=network.now(),
    )
