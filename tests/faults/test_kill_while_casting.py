"""A service that is killed while thirteen directors vote loses no vote that it had acknowledged."""

import json
import os
import random
import re
import resource
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.equipment.figures import Figure
from tests.equipment.forking import mother
from tests.equipment.forms import form_to
from tests.equipment.people import Director
from tests.equipment.running_server import check_log
from tests.equipment.town import Town
from tests.equipment.waiting import port_answers, wait_for
from tests.stories.test_three_motions import one

COMMITMENT = re.compile(r"\b[0-9a-f]{64}\b")


@contextmanager
def everybody_voting(directors: dict[str, Director], seen: set[str]) -> Iterator[None]:
    """All directors vote again and again until the service is gone; the commitments acknowledged go to ``seen``."""
    over = threading.Event()

    def vote(director: Director) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            try:
                recap = director.choose(one("yes" if turn % 2 else "abstain"))
                receipt = form_to(recap, "/vote").submit(
                    director.browser, recap, code=director.letter.codes[0]
                )
            except (httpx.HTTPError, AssertionError):
                return
            if receipt.status_code == 200:
                seen.update(COMMITMENT.findall(receipt.text)[:1])

    threads = [threading.Thread(target=vote, args=(director,)) for director in directors.values()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=60)


@pytest.mark.proof
def test_no_acknowledged_vote_is_lost_when_the_service_is_killed(
    town: Town, figure: Figure, tmp_path: Path
) -> None:
    """Whatever a receipt showed on the screen stands in the register after the next start; the register verifies, and
    the database is whole."""
    kills = figure(small=5, full=1_000)
    town.open_motion("2016-03")
    directors = town.directors()
    town.server.stop()
    seen: set[str] = set()
    with mother(town.server.environment, town.server.log_file) as forks:
        for n in range(kills):
            wanted = len(seen) + random.Random(n).randint(3, 12)
            service = forks.fork("tests.equipment.forking", "serve")
            wait_for("the service", lambda: port_answers(town.server.port) or None, every=0.01)
            with everybody_voting(directors, seen):
                wait_for("some receipts", lambda wanted=wanted: len(seen) >= wanted or None, every=0.001)
                os.kill(service, signal.SIGKILL)
            assert forks.wait() == -signal.SIGKILL
    town.server.start()
    exported = town.public("/register/export.jsonl").text
    export = exported.splitlines()
    cast = [json.loads(line)["entry"] for line in export if '"vote-cast"' in line]
    assert len(seen) >= 3 * kills
    assert seen <= {entry["commitment"] for entry in cast}
    directors["CE3M"].vote(one("yes"))
    (kept := tmp_path / "export.jsonl").write_text(exported, encoding="utf-8")
    verified = town.server.run("verify", str(kept))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    with sqlite3.connect(town.server.home / "governance.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.proof
def test_a_service_that_is_told_to_stop_answers_whoever_asked(town: Town, figure: Figure) -> None:
    """SIGTERM while thirteen directors vote: it ends by itself within seconds, and every receipt it gave is true."""
    town.open_motion("2016-03")
    directors = town.directors()
    seen: set[str] = set()
    for n in range(figure(small=1, full=20)):
        wanted = len(seen) + 3 + n % 7
        with everybody_voting(directors, seen):
            wait_for("some receipts", lambda wanted=wanted: len(seen) >= wanted or None, every=0.001)
            town.server.stop(seconds=15)
        town.server.start()
    export = town.public("/register/export.jsonl").text.splitlines()
    assert seen <= {json.loads(line)["entry"]["commitment"] for line in export if '"vote-cast"' in line}


@pytest.mark.proof
def test_a_service_that_runs_out_of_memory_goes_on_when_it_has_some(town: Town, figure: Figure) -> None:
    """While thirteen directors vote no more memory is to be had; every receipt that is given all the same is true, and
    with memory again the same process takes votes."""
    town.open_motion("2016-03")
    directors = town.directors()
    assert town.server.process is not None
    process, seen = town.server.process.pid, set[str]()
    for n in range(figure(small=1, full=20)):
        now_used = int(re.findall(r"VmSize:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())[0])
        resource.prlimit(process, resource.RLIMIT_AS, ((now_used + 64 * n) * 1024, resource.RLIM_INFINITY))
        with everybody_voting(directors, seen):
            time.sleep(1)
        resource.prlimit(process, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert town.server.process.poll() is None
        directors["CE3M"].vote(one("yes"))
    cast = set(COMMITMENT.findall(town.public("/register/export.jsonl").text))
    assert seen <= cast
    # What ran out of memory may have said so in any way, but no secret of a letter.
    check_log(town.server.log.replace("Traceback", ""), town.mail)
    town.server.log_file.write_bytes(b"")
